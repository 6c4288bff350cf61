# Which system packages are missing, and how to get them. Sourced, not run.
# Libraries are looked for by the name the loader uses, so any distribution that has them is
# content; the package names are Debian's.

offscreen_libraries="libEGL.so.1=libegl1 libGL.so.1=libgl1 libxkbcommon.so.0=libxkbcommon0
    libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1 libglib-2.0.so.0=libglib2.0-0"
window_libraries="libxcb-cursor.so.0=libxcb-cursor0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
    libxcb-icccm.so.4=libxcb-icccm4 libxcb-image.so.0=libxcb-image0
    libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0
    libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0
    libxcb-xkb.so.1=libxcb-xkb1"
fonts="fonts-noto-core fonts-noto-cjk"

# missing_libraries offscreen|window: the packages that would bring the libraries not found.
missing_libraries() {
    known=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null || true)
    case $1 in
        window) libraries="$offscreen_libraries $window_libraries" ;;
        *) libraries=$offscreen_libraries ;;
    esac
    for pair in $libraries; do
        case $known in
            *"${pair%%=*} "*) ;;
            *) printf " %s" "${pair#*=}" ;;
        esac
    done
}

# missing_fonts: font packages not installed; empty where the package manager is not Debian's.
missing_fonts() {
    command -v dpkg-query >/dev/null || return 0
    for package in $fonts; do
        case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
            *" installed") ;;
            *) printf " %s" "$package" ;;
        esac
    done
}

# install_packages LIST: true when apt put them in place.
install_packages() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root="env"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root="sudo -n env"
    else
        return 1
    fi
    echo "Installing system packages: $*"
    $as_root apt-get -qq update >/dev/null 2>&1 || true
    $as_root DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$@" \
        >/dev/null 2>&1
}

# require_packages LIST: install them or stop with the one line that names them.
require_packages() {
    # shellcheck disable=SC2086
    [ -z "$1" ] || install_packages $1 || {
        echo "Missing system packages, please run: sudo apt-get install --no-install-recommends$1" >&2
        exit 1
    }
}

# suggest_packages LIST: install them or say in one line what would be better with them.
suggest_packages() {
    # shellcheck disable=SC2086
    [ -z "$1" ] || install_packages $1 || {
        echo "Better with these system packages: sudo apt-get install --no-install-recommends$1" >&2
    }
}
