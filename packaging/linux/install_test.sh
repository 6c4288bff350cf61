#!/bin/sh
# install_test.sh DIST: what a user does with the packages in DIST, in a bare Debian or Ubuntu, as
# root: install the .deb by apt, start it from its menu entry on an X server, open a scenario by a
# double click, run the smoke test, remove it without trace; then the same for the single file.
# It changes the system it runs in: use a chroot or a container.
set -eu
dist=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")/.." && pwd)
root=$(dirname "$here")
id=io.github.siliconomics.Siliconomics
scratch=$(mktemp -d)
export DEBIAN_FRONTEND=noninteractive HOME="$scratch/home" XDG_RUNTIME_DIR="$scratch/run"
mkdir -p "$HOME/Desktop" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
unset QT_QPA_PLATFORM XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME || true

say() { echo "== $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
# files LIST: everything on the system that a package could have put there, by name.
files() { find / -xdev \( -path /proc -o -path /sys -o -path /tmp -o -path /dev -o -path "$scratch" -o -path "$root" -o -path "$dist" \
    -o -path /var/lib/apt -o -path /var/cache -o -path /var/log -o -path /var/lib/dpkg \) \
    -prune -o -print | sort >"$1"; }
# window NAME: wait until a window of that title is on the screen.
window() {
    for _ in $(seq 120); do
        xdotool search --onlyvisible --name "$1" 2>/dev/null && return
        sleep 0.5
    done
    return 1
}
# shown NAME COMMAND...: run it, wait for its window, keep a picture, close it again.
shown() {
    title=$1
    shift
    "$@" >"$scratch/said" 2>&1 &
    started=$!
    found=$(window "$title") || { cat "$scratch/said"; fail "no window called $title"; }
    sleep 2
    import -window root "$dist/$(. /etc/os-release; echo "$VERSION_CODENAME")-$shot.png"
    # By a double click the window is the grandchild of a command that has ended.
    for pid in $(for one in $found; do xdotool getwindowpid "$one"; done | sort -u); do
        kill "$pid"
    done
    wait "$started" 2>/dev/null || true
}

# double_click SHOT: a scenario on the desktop is known as one and opens in the program.
double_click() {
    cp "$root/resources/gallery/three-layers.sili" "$HOME/Desktop/question.sili"
    kind=$(xdg-mime query filetype "$HOME/Desktop/question.sili")
    [ "$kind" = application/x-siliconomics-scenario ] || fail "the file is taken for $kind"
    opener=$(xdg-mime query default "$kind")
    [ "$opener" = $id.desktop ] || fail "it would be opened by $opener"
    shot=$1
    shown question.sili xdg-open "$HOME/Desktop/question.sili"
}
# own: the files of this user, but for what the program keeps of itself and the scenario.
own() { find "$HOME" ! -path '*/Siliconomics*' ! -path '*/.cache*' ! -name question.sili | sort; }

say "tools of the test and of a desktop"
apt-get -qq update
apt-get -qq install --yes --no-install-recommends xvfb xdotool imagemagick xdg-utils \
    desktop-file-utils shared-mime-info libglib2.0-bin python3 xz-utils zstd \
    hicolor-icon-theme fonts-noto-core fonts-noto-cjk >/dev/null
Xvfb :87 -screen 0 1600x900x24 >/dev/null 2>&1 &
server=$!
trap 'kill $server; rm -rf "$scratch"' EXIT
export DISPLAY=:87 XDG_CURRENT_DESKTOP=GNOME
# Libraries that the program asks for stay when it goes; they are not its trace.
apt-get -qq install --yes --no-install-recommends $(dpkg-deb -f "$dist"/*.deb Depends |
    sed 's/([^)]*)//g; s/|[^,]*//g; s/,/ /g') >/dev/null 2>&1 || true
apt-get -qq purge --yes siliconomics >/dev/null 2>&1 || true
files "$scratch/before"

say "install $(basename "$dist"/*.deb)"
apt-get -qq install --yes --no-install-recommends "$dist"/*.deb >/dev/null
siliconomics --help >/dev/null
python3 "$here/smoke_test.py" /usr/bin/siliconomics

say "start from the menu entry"
command=$(sed -n 's/^Exec=//p' /usr/share/applications/$id.desktop | sed 's/ %.//')
shot=menu
shown Siliconomics $command

say "double click on a scenario"
double_click opened

say "remove"
apt-get -qq purge --yes siliconomics >/dev/null
files "$scratch/after"
diff "$scratch/before" "$scratch/after" || fail "it left something behind"

say "single file"
run=$(ls "$dist"/*.run)
rm -rf "$HOME/.cache"
python3 "$here/smoke_test.py" "$run"
shot=single
shown Siliconomics "$run"
"$run" --remove
[ ! -e "$HOME/.cache/siliconomics" ] || fail "--remove left the cache"

say "single file, installed for its user"
own >"$scratch/mine"
"$run" --install
"$HOME/.local/bin/siliconomics" --version
double_click installed
"$run" --remove
own | diff "$scratch/mine" - || fail "--remove left something of --install behind"
files "$scratch/after"
diff "$scratch/before" "$scratch/after" || fail "it left something behind"
say "passed"
