#!/bin/sh
# tests/bench/run.sh - speed as ratios against a floor in the same run
# SPDX-License-Identifier: MIT
#
# usage: make bench    (sets the SHORTLIST_ variables)
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=$(dirname "$SHORTLIST_BIN")
"$SHORTLIST_BOARD" --data "$SHORTLIST_ROOT/fixtures/board" --today 2026-11-02 --dump "$work/pages" \
    >/dev/null
"$out/bench/parse" "$work/pages"
