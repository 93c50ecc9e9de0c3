# Shared by the commands in bin/. To be sourced with ROOT set to the folder of the project.

say() { printf '%s\n' "$*"; }
die() { printf '\n%s\n' "$*" >&2; exit 1; }

require_swift() {
    command -v swift >/dev/null || die "Swift was not found. Install Swift 6.3 (swift.org, or the package of your system) and run this again."
    local version
    version=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9]+\.[0-9]+' | grep -oE '[0-9]+\.[0-9]+' | head -1)
    case $version in
        6.[3-9] | 6.[1-9][0-9] | [7-9].* | [1-9][0-9].*) ;;
        *) die "This needs Swift 6.3 or newer; found ${version:-an unknown version}." ;;
    esac
}

# need PACKAGE CHECK...: remembers the Debian package when the check fails.
MISSING=()
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || MISSING+=("$package")
}

has_libpq() { pkg-config --exists libpq; }

need_build_packages() {
    need libsqlite3-dev test -e /usr/include/sqlite3.h
    need zlib1g-dev test -e /usr/include/zlib.h
    need pkg-config command -v pkg-config
    need libpq-dev has_libpq
    need libcurl4-openssl-dev sh -c 'find /usr/include -path "*curl/curl.h" | grep -q .'
    need libexpat1-dev test -e /usr/include/expat.h
    need libzip-dev test -e /usr/include/zip.h
    need libxlsxwriter-dev test -e /usr/include/xlsxwriter.h
    need python3 command -v python3
    need python3-pip python3 -m pip --version
}

need_test_packages() {
    need python3-venv python3 -c 'import venv, ensurepip'
    need node-typescript command -v tsc
    need sqlite3 command -v sqlite3
    need python3-aiosmtpd /usr/bin/python3 -c 'import aiosmtpd'
    need openssl command -v openssl
    chromium_path >/dev/null || MISSING+=(chromium)
}

chromium_path() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

# Installs what `need` found missing: as root, or by sudo; says what to do where neither is possible.
install_missing() {
    [ ${#MISSING[@]} -eq 0 ] && return
    local rights=() command="apt-get install -y --no-install-recommends ${MISSING[*]}"
    command -v apt-get >/dev/null || die "Missing: ${MISSING[*]}. Install them with your system's package manager and run this again."
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || die "Missing system packages, and there is no sudo here. As root:  $command"
        rights=(sudo)
        # Without a terminal nobody can type a password.
        [ -t 0 ] || rights=(sudo -n)
    fi
    say "Installing system packages: ${MISSING[*]}"
    local log=$ROOT/.build/apt.log
    mkdir -p "$ROOT/.build"
    if ! { "${rights[@]}" apt-get update -qq && "${rights[@]}" env DEBIAN_FRONTEND=noninteractive $command -qq; } >"$log" 2>&1 </dev/null; then
        tail -5 "$log" >&2
        die "The system packages could not be installed. Run  sudo $command  and then this again."
    fi
    MISSING=()
}

# quietly TITLE LOG COMMAND...: runs a long command, prints its last line every half minute and its errors at the end.
quietly() {
    local title=$1 log=$2
    shift 2
    local started=$SECONDS spoken=$SECONDS status=0
    say "$title …"
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 </dev/null &
    local child=$!
    trap 'kill $child 2>/dev/null' INT TERM
    while kill -0 $child 2>/dev/null; do
        sleep 1
        if [ $((SECONDS - spoken)) -ge 30 ]; then
            spoken=$SECONDS
            say "  $((SECONDS - started)) s: $(tail -c 400 "$log" | tr '\r' '\n' | grep -av '^ *$' | tail -1 | cut -c1-100)"
        fi
    done
    wait $child || status=$?
    trap - INT TERM
    if [ $status != 0 ]; then
        grep -aE -A4 '(error|fatal):' "$log" | awk '!seen[$0]++' | head -80 >&2 || tail -40 "$log" >&2
        say "$title: failed, exit code $status; the whole output is in $log" >&2
        return $status
    fi
    say "$title: $((SECONDS - started)) s"
}
