# The .deb from the built folder; sourced by package.sh, whose names it uses.

echo "5. siliconomics_${version}_$arch.deb"
root=build/deb
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/usr/lib/siliconomics" "$root/usr/bin"
cp -a "$folder/." "$root/usr/lib/siliconomics"
ln -s ../lib/siliconomics/siliconomics "$root/usr/bin/siliconomics"
share=$root/usr/share
desktop_files "$share"
install -Dm644 packaging/linux/$id.metainfo.xml "$share/metainfo/$id.metainfo.xml"
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
find "$root" -type d -exec chmod 755 {} +
find "$root" -type f -exec chmod go-w,a+r {} +
find "$root" -name '*.so*' -type f -exec chmod a-x {} +
installed=$(du -sk "$root" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$installed/" \
    packaging/linux/control >"$root/DEBIAN/control"
dpkg-deb --root-owner-group -Zxz -z$press --build "$root" "dist/siliconomics_${version}_$arch.deb" >/dev/null
dpkg-deb -x "dist/siliconomics_${version}_$arch.deb" build/unpacked.deb
smoke build/unpacked.deb/usr/lib/siliconomics/siliconomics
rm -rf build/unpacked.deb
