# The .run from the built folder: single_file.sh with the pressed program behind it. Sourced by
# package.sh, whose names it uses.

echo "4. $name.run"
rm -rf build/run
mkdir -p build/run
desktop_files build/run/share
# In blocks, so that two cores press, and unpack at the first start.
tar --sort=name --owner=0 --group=0 -cf - -C build/dist siliconomics -C ../run share |
    xz -$press -T2 --block-size=48MiB >build/run/payload
single=packaging/linux/single_file.sh
sed -e "s/@VERSION@/$version/g" -e "s/@STAMP@/$(cksum <build/run/payload | cut -d' ' -f1)/" \
    -e "s/@ID@/$id/" -e "s/@LINE@/$(($(wc -l <$single) + 1))/" $single >"dist/$name.run"
cat build/run/payload >>"dist/$name.run"
chmod 755 "dist/$name.run"
smoke "dist/$name.run"
