#!/bin/sh
# wine_test.sh SETUP.exe: tries a `WINE=yes` installer under Wine 10 or newer: silent installation,
# smoke test, window, association, silent removal. Needs wine, xvfb and imagemagick.
set -eu
setup=$(readlink -f "$1")
scratch=$(mktemp -d)
export WINEPREFIX="$scratch/prefix" HOME="$scratch" WINEDEBUG=-all DISPLAY=:88
Xvfb :88 -screen 0 1600x900x24 >/dev/null 2>&1 &
server=$!
trap 'wineserver -k 2>/dev/null || true; kill $server; rm -rf "$scratch"' EXIT

fail() { echo "FAILED: $*" >&2; exit 1; }
# Without an end of its own a Windows program with no display never stops.
run() { timeout 600 wine "$@"; }

echo "== Wine $(wine --version)"
run wineboot --init >/dev/null 2>&1
echo "== silent installation"
cp "$setup" "$scratch/setup.exe"
run "$scratch/setup.exe" /S
home=$(find "$WINEPREFIX/drive_c/users" -maxdepth 1 -mindepth 1 ! -name Public | head -1)
place=$home/AppData/Local/Programs/Siliconomics
[ -e "$place/siliconomics.exe" ] || fail "nothing was installed"
[ -e "$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Siliconomics.lnk" ] ||
    fail "no entry in the Start menu"
du -sh "$place"

echo "== smoke test"
run "$place/siliconomics-cli.exe" smoke 'C:\made'
for kind in png svg pdf csv pptx xlsx; do
    [ -s "$WINEPREFIX/drive_c/made/chart.$kind" ] || fail "no chart.$kind"
done
run "$place/siliconomics-cli.exe" evaluate --chip b200-sxm --json | grep '"tpot_ms"' >/dev/null ||
    fail "evaluate said nothing"

echo "== the command registered for scenarios"
# Wine itself looks for associations of all users only, so its own double click would find none.
wine reg query 'HKCU\Software\Classes\Siliconomics.Scenario\shell\open\command' |
    grep -q 'siliconomics.exe" "%1"' || fail "scenarios are not associated"
run "$place/siliconomics.exe" 'C:\made\scenario.sili' &
sleep 45
import -window root "$(dirname "$setup")/wine-window.png"
wine tasklist 2>/dev/null | grep -iq python || fail "no window was opened"
wineserver -k || true
sleep 2

echo "== silent removal"
run "$place/uninstall.exe" /S
# The uninstaller goes on after its first process has ended.
for _ in $(seq 120); do [ -e "$place" ] && sleep 1; done
[ ! -e "$place" ] || fail "it left something behind"
wine reg query 'HKCU\Software\Classes\.sili' >/dev/null 2>&1 && fail "the association is still there"
[ -e "$WINEPREFIX/drive_c/made/scenario.sili" ] || fail "it took the user's scenario along"
echo "== passed"
