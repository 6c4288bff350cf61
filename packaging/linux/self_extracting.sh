#!/bin/sh
# self_extracting.sh FOLDER VERSION OUTPUT LEVEL: one executable file that holds the folder.
# Run, it unpacks itself once into the user's cache and starts; --extract DIR only unpacks.
set -eu
folder=$1 version=$2 output=$3 level=$4
payload=$(mktemp)
trap 'rm -f "$payload"' EXIT
tar --sort=name --owner=0 --group=0 -C "$(dirname "$folder")" -cf - "$(basename "$folder")" |
    xz -$level -T2 >"$payload"
stamp=$(cksum <"$payload" | cut -d' ' -f1)
{
    cat <<SCRIPT
#!/bin/sh
# Siliconomics $version, self-extracting. Options of this file: --extract DIR, --remove.
set -eu
cache=\${XDG_CACHE_HOME:-\$HOME/.cache}/siliconomics
place=\$cache/$version-$stamp
command -v xz >/dev/null || { echo "Siliconomics needs the program xz (package xz-utils)" >&2; exit 1; }
unpack() { mkdir -p "\$1" && tail -n +@LINE@ "\$0" | xz -dc | tar -xf - -C "\$1"; }
case \${1:-} in
--extract) unpack "\${2:-.}"; exit ;;
--remove) rm -rf "\$cache"; exit ;;
esac
if [ ! -x "\$place/siliconomics/siliconomics" ]; then
    rm -rf "\$place.part" && unpack "\$place.part" && rm -rf "\$place" && mv "\$place.part" "\$place"
fi
exec "\$place/siliconomics/siliconomics" "\$@"
SCRIPT
} >"$output"
lines=$(($(wc -l <"$output") + 1))
sed -i "s/@LINE@/$lines/" "$output"
cat "$payload" >>"$output"
chmod 755 "$output"
