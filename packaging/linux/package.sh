#!/bin/sh
# Builds every Linux artefact into dist/: a tar.zst, a .deb and a self-extracting .run, each from
# the same folder, in an environment of its own. SMOKE=no leaves the smoke tests out.
set -eu
cd "$(dirname "$0")/../.."
. packaging/linux/system.sh

id=io.github.siliconomics.Siliconomics
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
arch=$(dpkg --print-architecture 2>/dev/null || uname -m)
name=siliconomics-$version-linux-$arch
python=build/venv/bin/python

need() { command -v "$1" >/dev/null || missing="$missing $2"; }
missing=
need zstd zstd
need dpkg-deb dpkg
need strip binutils
need objdump binutils
need chrpath chrpath
[ -z "$missing" ] || install_packages $missing || { echo "Please install:$missing" >&2; exit 1; }

echo "1. environment"
if [ ! -x "$python" ]; then
    python3 -m venv build/venv
    build/venv/bin/pip install --quiet --constraint constraints.txt . 'pyinstaller>=6.22,<7'
fi
build/venv/bin/pip install --quiet --no-deps --force-reinstall .
$python packaging/icons.py build/icons
$python packaging/licences.py build/LICENCES.txt

echo "2. program"
$python -m PyInstaller --noconfirm --log-level WARN --distpath build/dist --workpath build/work \
    packaging/siliconomics.spec
folder=build/dist/siliconomics
# Where the building machine keeps its own Python is nobody's business.
find "$folder" -name '*.so*' \( -path '*lib-dynload*' -o -name 'libpython*' \) -exec chrpath --delete {} + >/dev/null 2>&1 || true
# OpenBLAS in numpy.libs does not survive stripping.
find "$folder" -name '*.so*' -type f ! -path '*numpy.libs*' -exec strip --strip-unneeded {} + \
    2>/dev/null || true

mkdir -p dist
# smoke PROGRAM: nothing is called built that was not started.
smoke() {
    [ "${SMOKE:-yes}" != no ] || return 0
    said=$($python packaging/smoke_test.py "$1") || { echo "$said"; exit 1; }
    echo "$said" | tail -1
}

echo "3. $name.tar.zst"
tar --sort=name --owner=0 --group=0 -C build/dist -cf - siliconomics | zstd -q -19 --long=27 -T0 -f -o "dist/$name.tar.zst"
smoke "$folder/siliconomics"

echo "4. $name.run"
sh packaging/linux/self_extracting.sh "$folder" "$version" "dist/$name.run"
smoke "dist/$name.run"

echo "5. siliconomics_${version}_$arch.deb"
root=build/deb
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/usr/lib/siliconomics" "$root/usr/bin"
cp -a "$folder/." "$root/usr/lib/siliconomics"
ln -s ../lib/siliconomics/siliconomics "$root/usr/bin/siliconomics"
share=$root/usr/share
install -Dm644 packaging/linux/$id.desktop "$share/applications/$id.desktop"
install -Dm644 packaging/linux/$id.metainfo.xml "$share/metainfo/$id.metainfo.xml"
install -Dm644 packaging/linux/siliconomics-mime.xml "$share/mime/packages/siliconomics.xml"
install -Dm644 packaging/linux/copyright "$share/doc/siliconomics/copyright"
install -d "$share/man/man1"
gzip -9nc packaging/linux/siliconomics.1 >"$share/man/man1/siliconomics.1.gz"
gzip -9nc CHANGELOG.md >"$share/doc/siliconomics/NEWS.gz"
released=$(sed -n "s/.*<release version=\"$version\" date=\"\(.*\)\".*/\1/p" packaging/linux/$id.metainfo.xml)
gzip -9nc >"$share/doc/siliconomics/changelog.gz" <<CHANGELOG
siliconomics ($version) stable; urgency=medium

  * What is new is in NEWS.gz beside this file.

 -- $(sed -n 's/^Maintainer: //p' packaging/linux/control)  $(LC_ALL=C date -u -R -d "$released")
CHANGELOG
install -Dm644 packaging/linux/lintian-overrides "$share/lintian/overrides/siliconomics"
for size in 16 22 24 32 48 64 128 256 512; do
    install -Dm644 "build/icons/siliconomics-$size.png" \
        "$share/icons/hicolor/${size}x$size/apps/$id.png"
done
install -Dm644 resources/icons/app.svg "$share/icons/hicolor/scalable/apps/$id.svg"
find "$root" -type d -exec chmod 755 {} +
find "$root" -type f -exec chmod go-w,a+r {} +
find "$root" -name '*.so*' -type f -exec chmod a-x {} +
installed=$(du -sk "$root" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$installed/" \
    packaging/linux/control >"$root/DEBIAN/control"
dpkg-deb --root-owner-group -Zxz -z9 --build "$root" "dist/siliconomics_${version}_$arch.deb" >/dev/null

echo
echo "size      file"
du -h --apparent-size dist/*"$version"* | sort -k2
echo "$(du -sh --apparent-size "$folder" | cut -f1)      installed"
