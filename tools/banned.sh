#!/bin/sh
# tools/banned.sh - find calls of the functions in tools/banned.txt
# SPDX-License-Identifier: MIT
#
# usage: tools/banned.sh FILE...    (from the root of the tree)
set -u
tools=$(dirname "$0")
awk -f "$tools/code.awk" -f /dev/fd/3 "$@" 3<<'E2'
BEGIN {
    while ((getline row < "tools/banned.txt") > 0) {
        if (row ~ /^#/ || !match(row, /   */)) continue
        n = split(substr(row, 1, RSTART - 1), names, " ")
        for (i = 1; i <= n; i++) why[names[i]] = substr(row, RSTART + RLENGTH)
    }
}
function on_line() {
    while (match(code, /[A-Za-z_][A-Za-z_0-9]*/)) {
        name = substr(code, RSTART, RLENGTH)
        code = substr(code, RSTART + RLENGTH)
        if (name in why && code ~ /^ *\(/) {
            printf "%s:%d: %s: %s\n", FILENAME, FNR, name, why[name]
            bad = 1
        }
    }
}
END { exit bad }
E2
