#!/bin/sh
# Siliconomics @VERSION@ in one file. Run, it unpacks itself once into the user's cache and starts,
# and installs nothing. Options of this file:
#   --install      for this user: menu entry, icon, the command, and a double click opens .sili files
#   --remove       undoes that and empties the cache; scenarios and settings stay
#   --extract DIR  only unpacks
set -eu
data=${XDG_DATA_HOME:-$HOME/.local/share}
home=$HOME/.local/lib/siliconomics
link=$HOME/.local/bin/siliconomics
cache=${XDG_CACHE_HOME:-$HOME/.cache}/siliconomics
place=$cache/@VERSION@-@STAMP@

command -v xz >/dev/null || { echo "Siliconomics needs the program xz (package xz-utils)" >&2; exit 1; }
payload() { tail -n +@LINE@ "$0" | xz -dc -T0; }
# unpack DIR: whole or not at all, so that an interrupted start does no harm to the next.
unpack() {
    rm -rf "$1.part" && mkdir -p "$1.part"
    payload | tar -xf - -C "$1.part"
    rm -rf "$1" && mv "$1.part" "$1"
}
# told: have the desktop read its folders again; one that has no such program looks by itself.
told() {
    update-desktop-database "$data/applications" 2>/dev/null || true
    update-mime-database "$data/mime" 2>/dev/null || true
    gtk-update-icon-cache -q -t -f "$data/icons/hicolor" 2>/dev/null || true
}
install() {
    unpack "$home"
    mkdir -p "$data" "${link%/*}"
    cp -R "$home/share/." "$data"
    ln -sf "$home/siliconomics/siliconomics" "$link"
    sed -i "s|^Exec=siliconomics|Exec=\"$link\"|" "$data/applications/@ID@.desktop"
    told
    echo "Siliconomics is in the menu; to remove it: $0 --remove"
}
remove() {
    if [ -d "$home/share" ]; then
        (cd "$home/share" && find . -type f) | while read -r file; do rm -f "$data/$file"; done
        rm -rf "$home" "$link"
        told
        tidy
    fi
    rm -rf "$cache"
}
# tidy: what only the desktop's own lists of our files are left of goes too.
tidy() {
    ls "$data/applications/"*.desktop >/dev/null 2>&1 || rm -f "$data/applications/mimeinfo.cache"
    ls "$data/mime/packages/"*.xml >/dev/null 2>&1 || rm -rf "$data/mime"
    find "$data/icons/hicolor" -type f ! -name icon-theme.cache 2>/dev/null | grep -q . ||
        rm -rf "$data/icons/hicolor"
    for folder in applications icons metainfo man/man1 man; do
        rmdir "$data/$folder" 2>/dev/null || true
    done
    rmdir "${home%/*}" "${link%/*}" 2>/dev/null || true
}

case ${1:-} in
--extract) mkdir -p "${2:-.}" && payload | tar -xf - -C "${2:-.}" siliconomics ;;
--install) install ;;
--remove) remove ;;
*)
    [ -x "$place/siliconomics/siliconomics" ] || unpack "$place"
    exec "$place/siliconomics/siliconomics" "$@"
    ;;
esac
exit
