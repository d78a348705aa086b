#!/bin/sh
# tools/run-series.sh - fail the program at every moment of a crawl, and count what was found
# SPDX-License-Identifier: MIT
#
# usage: tools/run-series.sh BINARY [MOMENT]    (from the root of the tree; see
# tests/faults/series.c)
set -eu
binary=$1
out=$(cd "$(dirname "$binary")" && pwd)
SHORTLIST_ROOT=$(pwd)
SHORTLIST_BIN=$out/shortlist
SHORTLIST_SERIES=${2:-all}
export SHORTLIST_ROOT SHORTLIST_BIN SHORTLIST_SERIES

log=$out/series.log
status=0
"$binary" --filter 'series/*' </dev/null >"$log" 2>&1 || status=$?
grep '^series: ' "$log" || true
# Lines "series: START, WHAT: N tried, M found, K too late".
awk '/^series: .* tried, / {
    for (i = 2; i <= NF; i++) {
        if ($i ~ /^tried/) tried += $(i - 1)
        if ($i ~ /^found/) found += $(i - 1)
        if ($i == "too") late += $(i - 1)
    }
}
END {
    printf "The series: %d moments tried, %d findings, %d that did not come\n", tried, found, late
    exit !tried
}' "$log" || status=1
[ $status = 0 ] || echo "The series failed: see $log" >&2
exit $status
