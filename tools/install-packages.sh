#!/bin/sh
# tools/install-packages.sh - install what tools/packages.txt lists and this machine lacks
# SPDX-License-Identifier: MIT
#
# usage: tools/install-packages.sh SECTION...    (build optional demo check lint fuzz)
#
# Silent when nothing is missing. Root, or a sudo that asks for no password, installs; anyone
# else is told the one line to run.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { echo "usage: $0 SECTION..." >&2; exit 2; }

# On another system the packages bear other names: the build itself then says which library is
# missing.
command -v dpkg-query >/dev/null || exit 0

wanted=$(awk -v sections="$*" '
    BEGIN { n = split(sections, section, " ") }
    /^[^#]/ {
        for (i = 1; i <= n; i++) if (index("," $1 ",", "," section[i] ",")) { print $2; next }
    }
' tools/packages.txt)

# dpkg-query exits 1 when it does not know one of the names; those are missing too.
# shellcheck disable=SC2086  # package names are words
installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
    sed -n 's/ installed$//p') || true

missing=
for package in $wanted; do
    case "
$installed
" in
    *"
$package
"*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root='sudo -n'
else
    sudo=
    how='as root, with this line'
    if command -v sudo >/dev/null; then
        sudo='sudo '
        how='with this line'
    fi
    echo "These Debian packages are missing; install them $how, then try again:" >&2
    echo "  ${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing$missing" >&2
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120"
# Without a network the lists at hand may still do: the install below has the last word.
$apt update >&2 </dev/null || echo "apt-get update failed; trying with the lists at hand" >&2
# shellcheck disable=SC2086
$apt install -y --no-install-recommends $missing >&2 </dev/null || {
    echo "Installing failed; the packages that are missing:$missing" >&2
    exit 1
}
