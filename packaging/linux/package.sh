#!/bin/sh
# Builds the Linux artefacts into dist/: a tar.zst, a self-extracting .run and a .deb, each from the
# same folder, in an environment of its own, and tries each. KINDS="tar run" builds only those.
# QUICK=yes is for a trial on this machine: pressed less, and content without what only others need.
set -eu
cd "$(dirname "$0")/../.."
. packaging/linux/system.sh

id=io.github.siliconomics.Siliconomics
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
arch=$(dpkg --print-architecture 2>/dev/null || uname -m)
name=siliconomics-$version-linux-$arch

kinds=${KINDS:-tar run deb}
wants() { case " $kinds " in *" $1 "*) ;; *) return 1 ;; esac }
press=$([ "${QUICK:-no}" = yes ] && echo 1 || echo 9)

need() { command -v "$1" >/dev/null || missing="$missing $2"; }
if [ "${QUICK:-no}" = yes ]; then
    missing=$(missing_libraries offscreen)
else
    # What X needs goes into the program, so it must be here.
    missing=$(missing_libraries window)
    need chrpath chrpath
fi
need objdump binutils
need zstd zstd
need xz xz-utils
# Debian's own Python keeps its library apart.
interpreter=$(readlink -f "$(command -v "${PYTHON:-python3}")" || true)
case $interpreter in
    /usr/bin/python3.*)
        /sbin/ldconfig -p | grep -q "lib${interpreter##*/}.so.1.0 " ||
            missing="$missing lib${interpreter##*/}"
        "$interpreter" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
        ;;
    "") missing="$missing python3-venv" ;;
esac
require_packages "$missing"

echo "1. environment"
. packaging/environment.sh

echo "2. program"
$python -m PyInstaller --noconfirm --log-level WARN --distpath build/dist --workpath build/work \
    packaging/siliconomics.spec
folder=build/dist/siliconomics
$python packaging/licences.py --system "$folder"
# Where the building machine keeps its own Python is nobody's business.
find "$folder" -name '*.so*' \( -path '*lib-dynload*' -o -name 'libpython*' \) \
    -exec chrpath --delete {} + >/dev/null 2>&1 || true
# OpenBLAS in numpy.libs does not survive stripping.
find "$folder" -name '*.so*' -type f ! -path '*numpy.libs*' -exec strip --strip-unneeded {} + \
    2>/dev/null || true

mkdir -p dist
# smoke PROGRAM: nothing is called built that was not started.
smoke() {
    said=$($python packaging/smoke_test.py "$1") || { echo "$said"; exit 1; }
    echo "$said" | tail -1
}

if wants tar; then
    echo "3. $name.tar.zst"
    level=$([ $press = 1 ] && echo 3 || echo 19)
    tar --sort=name --owner=0 --group=0 -C build/dist -cf - siliconomics |
        zstd -q -$level --long=27 -T0 -f -o "dist/$name.tar.zst"
    rm -rf build/unpacked && mkdir build/unpacked
    tar --zstd -xf "dist/$name.tar.zst" -C build/unpacked
    smoke build/unpacked/siliconomics/siliconomics
fi

# desktop_files SHARE: menu entry, kind of file and icons, for the system or for one user.
desktop_files() {
    install -Dm644 packaging/linux/$id.desktop "$1/applications/$id.desktop"
    install -Dm644 packaging/linux/siliconomics-mime.xml "$1/mime/packages/siliconomics.xml"
    for size in 16 22 24 32 48 64 128 256 512; do
        install -Dm644 "build/icons/siliconomics-$size.png" \
            "$1/icons/hicolor/${size}x$size/apps/$id.png"
    done
    install -Dm644 resources/icons/app.svg "$1/icons/hicolor/scalable/apps/$id.svg"
}

if wants run; then
    . packaging/linux/run_file.sh
fi

if wants deb; then
    . packaging/linux/deb.sh
fi

echo
echo "size      file"
du -h --apparent-size dist/*"$version"* | sort -k2
echo "$(du -sh --apparent-size "$folder" | cut -f1)      installed"
