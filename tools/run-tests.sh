#!/bin/sh
# tools/run-tests.sh - run a Criterion binary and judge it more strictly than it judges itself
# SPDX-License-Identifier: MIT
#
# usage: tools/run-tests.sh BINARY [PATTERN]    (from the root of the tree)
#
# Criterion exits 0 when a pattern matches no test, and when AddressSanitizer reported a leak
# as a test ended. So the tests that ran are counted, and in an asan build every report of a
# sanitizer, of the tests or of a program they start, is written to a folder that must stay
# empty.
set -eu
binary=$1
pattern=${2-}
out=$(cd "$(dirname "$binary")" && pwd)
SHORTLIST_ROOT=$(pwd)
SHORTLIST_BIN=$out/shortlist
SHORTLIST_BOARD=$out/board
export SHORTLIST_ROOT SHORTLIST_BIN SHORTLIST_BOARD

# Seconds of processor time for one process, and for all tests together; only a hang comes near.
# (Criterion's own --timeout does nothing for tests that set none themselves.)
spinning=60
hanging=300
reports=$out/sanitizer-reports
rm -rf "$reports"
case $out in
*/asan)
    spinning=240
    hanging=1200
    mkdir "$reports"
    export ASAN_OPTIONS="log_path=$reports/asan:detect_leaks=1"
    export UBSAN_OPTIONS="log_path=$reports/ubsan:print_stacktrace=1"
    ;;
esac

status=0
rm -f "$binary.tap"
# shellcheck disable=SC3045  # dash has it
ulimit -t $spinning
timeout -k 5 $hanging "$binary" --tap="$binary.tap" ${pattern:+--filter "$pattern"} </dev/null &
running=$!
# timeout leads a process group of its own: what is to end the tests has to be handed on.
trap 'kill $running; exit 130' INT TERM
wait $running || status=$?
trap - INT TERM
if [ $status = 124 ] || [ $status = 137 ]; then
    echo "A test hangs: stopped after $hanging s; TESTS='suite/*' helps to find it" >&2
elif ! grep -E '^(not )?ok' "$binary.tap" 2>/dev/null | grep -qv '# SKIP'; then
    echo "No test ran${pattern:+: none matches $pattern}" >&2
    status=1
fi
if [ -n "$(ls "$reports" 2>/dev/null)" ]; then
    cat "$reports"/* >&2
    echo "Reports of the sanitizers: $(find "$reports" -type f | wc -l), in $reports" >&2
    status=1
fi
exit $status
