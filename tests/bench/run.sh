#!/bin/sh
# tests/bench/run.sh - speed as ratios against a floor in the same run
# SPDX-License-Identifier: MIT
#
# usage: make bench    (sets the SHORTLIST_ variables; BENCH_PAGES=5000: how many are read again;
# BENCH_ADVERTS=12000: how many the board has that is crawled; BENCH_MATCH=12000 and
# BENCH_CANDIDATES=200: how many are matched; BENCH_MARKET=500000: how many the market report counts)
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=$(dirname "$SHORTLIST_BIN")
mkdir "$work/pages" "$work/copies"
"$SHORTLIST_BOARD" --data "$SHORTLIST_ROOT/fixtures/board" --today 2026-11-02 --dump "$work/pages" \
    >/dev/null
"$out/bench/parse" "$work/pages"
"$out/bench/copies" "$work/pages" "$work/copies" "${BENCH_PAGES:-5000}"
"$SHORTLIST_BIN" add --quiet --db "$work/s.db" "$work/copies" >/dev/null
"$out/bench/reparse" "$SHORTLIST_BIN" "$work/s.db" "$work/copies"
rm -rf "$work/copies"
mkdir "$work/match"
"$out/bench/match" "$work/pages" "$work/match" "${BENCH_MATCH:-12000}" "${BENCH_CANDIDATES:-200}"
mkdir "$work/market"
"$out/bench/market" "$SHORTLIST_BIN" "$work/pages" "$work/market" "${BENCH_MARKET:-500000}"
rm -rf "$work/market"
mkdir "$work/crawl"
"$out/bench/crawl" "$SHORTLIST_BIN" "$work/pages" "$work/crawl" "${BENCH_ADVERTS:-12000}"
