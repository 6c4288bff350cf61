#!/bin/sh
# Opens the window; without a display draws the opening scenario into out/ and says so.
set -eu
cd "$(dirname "$0")/../.."
. packaging/linux/system.sh

python=.venv/bin/python

has_display() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
    case ${QT_QPA_PLATFORM:-} in offscreen* | minimal*) return 1 ;; esac
    suggest_packages "$(missing_libraries window)"
    # A set DISPLAY may lead nowhere, and Qt aborts on it: ask in a process of its own.
    $python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' >/dev/null 2>&1
}

# A headless verb needs no display; only the window, with a scenario file or without, does.
case ${1:-} in
    "" | *.sili) has_display || headless=yes ;;
esac
if [ -z "${headless:-}" ]; then
    exec .venv/bin/siliconomics "$@"
fi
echo "No display: drawing the opening scenario's charts and table into out/ instead of a window."
export QT_QPA_PLATFORM=offscreen
exec $python -m ui render-opening out/ "$@"
