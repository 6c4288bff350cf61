# An environment of its own to build programs in, from the pinned packages alone: sourced from the
# project's folder, it leaves $python, the icons and the list of licences under build/.

python=build/venv/bin/python
wanted=$(cat pyproject.toml constraints.txt | cksum)
if [ ! -x "$python" ] || [ "$(cat build/venv/.made-from 2>/dev/null)" != "$wanted" ]; then
    "${PYTHON:-python3}" -m venv --clear build/venv
    build/venv/bin/pip install --quiet --constraint constraints.txt '.[package]'
    echo "$wanted" >build/venv/.made-from
fi
build/venv/bin/pip install --quiet --no-deps --force-reinstall .
$python packaging/icons.py build/icons
$python packaging/licences.py build/LICENCES.txt
