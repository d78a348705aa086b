#!/bin/sh
# tools/check-libraries.sh - stop a build early, with the Debian package to install
# SPDX-License-Identifier: MIT
#
# usage: tools/check-libraries.sh COMPILER LIBRARY...    (LIBRARY as pkg-config names it)
cd "$(dirname "$0")/.." || exit
compiler=$1
shift

package_of() { awk -v library="$1" '$3 == library { print $2 }' tools/packages.txt; }

missing=
compiler=${compiler%% *}
command -v "$compiler" >/dev/null || missing="$missing $compiler libc6-dev"
if ! command -v pkg-config >/dev/null; then
    # Nobody can say which libraries are there; naming one that is does no harm.
    missing="$missing pkgconf"
    for library; do missing="$missing $(package_of "$library")"; done
elif ! pkg-config --exists "$@"; then
    for library; do
        pkg-config --exists "$library" && continue
        package=$(package_of "$library")
        echo "$library: not found by pkg-config; it is in the Debian package $package" >&2
        missing="$missing $package"
    done
fi
[ -n "$missing" ] || exit 0
sudo=
[ "$(id -u)" = 0 ] || ! command -v sudo >/dev/null || sudo='sudo '
echo "The build needs$missing. Install as root with this line, then try again:" >&2
echo "  ${sudo}apt-get update && ${sudo}apt-get install --no-install-recommends$missing" >&2
exit 1
