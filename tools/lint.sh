#!/bin/sh
# tools/lint.sh - run the lint targets, one line for each that is content
# SPDX-License-Identifier: MIT
#
# usage: MAKE=make tools/lint.sh NAME...    (runs the target lint-NAME for each)
set -u
failed=
findings=$(mktemp)
trap 'rm -f "$findings"' EXIT
for name; do
    if ${MAKE:-make} -s "lint-$name" >"$findings" 2>&1; then
        echo "ok   $name"
    else
        # make's own words add nothing to the findings.
        grep -v '^make\(\[[0-9]*\]\)\{0,1\}: ' "$findings"
        echo "FAIL $name"
        failed="$failed $name"
    fi
done
[ -z "$failed" ] || { echo "lint failed:$failed"; exit 1; }
