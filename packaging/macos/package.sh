#!/bin/sh
# Builds Siliconomics.app and its .dmg into dist/, on macOS. Signed where SIGN_IDENTITY names a
# "Developer ID Application" of the keychain, notarised where NOTARY_PROFILE names a profile made by
# `xcrun notarytool store-credentials` as well; without them Gatekeeper asks the user first.
set -eu
cd "$(dirname "$0")/../.."

version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
image=dist/siliconomics-$version-macos-$(uname -m).dmg

echo "1. environment"
. packaging/environment.sh
build/venv/bin/pip install --quiet 'dmgbuild>=1.6,<2'

echo "2. Siliconomics.app"
$python -m PyInstaller --noconfirm --log-level WARN --distpath build/dist --workpath build/work \
    packaging/siliconomics.spec
app=build/dist/Siliconomics.app
if [ -n "${SIGN_IDENTITY:-}" ]; then
    codesign --force --deep --timestamp --options runtime \
        --entitlements packaging/macos/entitlements.plist --sign "$SIGN_IDENTITY" "$app"
    codesign --verify --deep --strict "$app"
fi
$python packaging/smoke_test.py "$app/Contents/MacOS/siliconomics"

echo "3. $image"
mkdir -p dist
$python -m dmgbuild -s packaging/macos/dmg.py -D app="$app" Siliconomics "$image"
if [ -n "${SIGN_IDENTITY:-}" ] && [ -n "${NOTARY_PROFILE:-}" ]; then
    codesign --sign "$SIGN_IDENTITY" "$image"
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "size      file"
du -h "$image"
