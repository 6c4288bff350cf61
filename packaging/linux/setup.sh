#!/bin/sh
# Makes .venv ready to run and to test: system packages, interpreter, pinned Python packages.
# Quick when nothing changed: the stamp holds what the last full run was made from.
set -eu
cd "$(dirname "$0")/../.."
. packaging/linux/system.sh

stamp=.venv/.siliconomics-ready
here=$(pwd)
inputs=$(cat pyproject.toml constraints.txt packaging/linux/*.sh | cksum)
made_here=$(sed -n 1p "$stamp" 2>/dev/null || true)
made_from=$(sed -n 2p "$stamp" 2>/dev/null || true)
if [ -x .venv/bin/siliconomics ] && [ "$made_here" = "$here" ] && [ "$made_from" = "$inputs" ]; then
    exit 0
fi

new_enough='import sys; assert sys.version_info >= (3, 11)'

venv_works() {
    # The commands of a moved environment still name the interpreter at the old place.
    [ -z "$made_here" ] || [ "$made_here" = "$here" ] || return 1
    .venv/bin/python -c "$new_enough" 2>/dev/null || return 1
    # A virtual environment of another tool (uv, for one) may come without pip.
    .venv/bin/python -m pip --version >/dev/null 2>&1 ||
        .venv/bin/python -m ensurepip >/dev/null 2>&1
}

# find_python: the first interpreter that is new enough and can make virtual environments. The
# system's own comes before those of version managers: it is built with the compiler's profile, and
# a slider moves a tenth faster with it.
find_python() {
    for candidate in "${PYTHON:-}" /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
        if [ -n "$candidate" ] && "$candidate" -c "$new_enough; import ensurepip, venv" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

required=$(missing_libraries offscreen)
if venv_works; then
    remake=no
else
    remake=yes
    [ -n "$(find_python)" ] || required="$required python3-venv"
fi
require_packages "$required"
suggest_packages "$(missing_fonts)"

if [ $remake = yes ]; then
    python=$(find_python)
    if [ -z "$python" ]; then
        echo "Siliconomics needs Python 3.11 or later; name one: make setup PYTHON=python3.12" >&2
        exit 1
    fi
    "$python" -m venv --clear .venv
fi

echo "Installing the Python packages of constraints.txt into .venv ..."
export PIP_DISABLE_PIP_VERSION_CHECK=1
# The build backend comes first and pinned, so that the build fetches nothing of its own choice.
.venv/bin/python -m pip install --quiet --constraint constraints.txt pip setuptools
PYTHONWARNINGS="ignore:Editable installation" \
    .venv/bin/python -m pip install --quiet --constraint constraints.txt --no-build-isolation \
    --editable '.[dev]'
# An installed program is byte-compiled; so is this one, and its first start as quick.
.venv/bin/python -m compileall -q explorer ui
printf '%s\n%s\n' "$here" "$inputs" >"$stamp"
