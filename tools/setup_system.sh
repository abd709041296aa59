#!/usr/bin/env bash
# What zbsh-pub needs from the system, checked by fact and put there by apt-get where it is missing.
#   tools/setup_system.sh        what a build needs: Python with venv, WeasyPrint's libraries
#   tools/setup_system.sh test   that, and what the tests need: Java, EPUBCheck 4.2.6, Chromium, Node.js, poppler
# Says nothing and touches no network when all is there. Exit 1: something is missing and cannot be installed.
# PYTHON and CHROMIUM name other programs than python3 and chromium.
set -euo pipefail

python=${PYTHON:-python3}
chromium=${CHROMIUM:-chromium}

# Prints the packages whose absence stops Python, venv or a library that WeasyPrint opens.
missing_for_build() {
    "$python" - <<'PYTHON' 2>/dev/null || echo python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
import sys

if sys.version_info < (3, 11):
    print("python3")
try:
    import venv, ensurepip

    ensurepip.version()
except (ImportError, OSError):
    print("python3-venv")
from ctypes import CDLL

libraries = {
    "libpango-1.0-0": ["libgobject-2.0.so.0", "libpango-1.0.so.0", "libharfbuzz.so.0"],
    "libpangoft2-1.0-0": ["libfontconfig.so.1", "libpangoft2-1.0.so.0"],
    "libharfbuzz-subset0": ["libharfbuzz-subset.so.0"],
}
for package, names in libraries.items():
    try:
        for name in names:
            CDLL(name)
    except OSError:
        print(package)
PYTHON
}

# Java 11 that compiles: veraPDF is driven by a source file. Debian's runtime has the compiler in it, others need a JDK.
java_11() {
    local major
    major=$(java --list-modules 2>/dev/null | sed -n 's/^jdk\.compiler@\([0-9]*\).*/\1/p')
    ((${major:-0} >= 11))
}

node_18() { node -e 'process.exit(+(parseInt(process.versions.node) < 18))'; }

# Prints the packages whose absence stops the tests.
missing_for_test() {
    { java_11 || echo default-jre-headless; } &
    { "$chromium" --version >&2 || echo chromium; } &
    node_18 || echo nodejs
    command -v npm >&2 || echo npm
    [[ -r /usr/share/java/epubcheck.jar ]] || echo epubcheck
    { pdfinfo -v && pdftotext -v && pdftoppm -v; } >&2 || echo poppler-utils
    wait
} 2>/dev/null

# The checks run side by side: each only starts a program.
missing() {
    missing_for_build &
    if [[ $goal == test ]]; then missing_for_test; fi
    wait
}

# Gives the whole of apt's output only when apt fails.
run_apt() {
    local log
    log=$(mktemp)
    if ! "${root[@]}" apt-get -o DPkg::Lock::Timeout=900 "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# The lists are read anew only where they lack a package or are too old to fetch it.
apt_install() {
    local install=(install -y --no-install-recommends "$@")
    run_apt "${install[@]}" 2>/dev/null && return
    run_apt update -o APT::Update::Error-Mode=any || true
    run_apt "${install[@]}"
}

refuse() {
    local sudo=
    if ((EUID != 0)); then sudo='sudo '; fi
    echo "setup_system: missing and not installed: $*. This installs it:" >&2
    echo "${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends $*"
    exit 1
}

goal=${1:-build}
if [[ $# -gt 1 || ! $goal =~ ^(build|test)$ ]]; then
    echo "usage: $0 [test]" >&2
    exit 2
fi

wanted=$(missing)
if [[ -z $wanted ]]; then exit 0; fi
mapfile -t packages < <(tr ' ' '\n' <<<"$wanted" | sort -u)

if ! command -v apt-get >/dev/null; then
    refuse "${packages[@]}"
elif ((EUID == 0)); then
    root=(env DEBIAN_FRONTEND=noninteractive)
elif sudo -n true 2>/dev/null; then
    root=(sudo -n env DEBIAN_FRONTEND=noninteractive)
else
    refuse "${packages[@]}"
fi

echo "setup_system: installing ${packages[*]}" >&2
apt_install "${packages[@]}" || refuse "${packages[@]}"
left=$(missing)
if [[ -n $left ]]; then
    echo "setup_system: installed, but still not usable by $python: ${left//$'\n'/ }" >&2
    exit 1
fi
