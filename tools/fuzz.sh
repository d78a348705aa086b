#!/bin/sh
# tools/fuzz.sh - give each fuzz target some seconds, from the inputs kept in fixtures/corpus
# SPDX-License-Identifier: MIT
#
# usage: tools/fuzz.sh OUTPUTS SECONDS TARGET...    (from the root of the tree)
#
# New inputs and crashes go below OUTPUTS; a crash that was mended belongs into
# fixtures/corpus/TARGET.
set -u
out=$1
seconds=$2
shift 2
[ $# -gt 0 ] || echo "no fuzz targets: tests/fuzz is empty"
status=0
for target; do
    found=$out/corpus/$target
    crashes=$out/crashes/$target
    mkdir -p "$found" "$crashes"
    kept=fixtures/corpus/$target
    dictionary=tests/fuzz/$target.dict
    echo "fuzzing $target for $seconds s"
    # shellcheck disable=SC2046  # each is one word or none
    "$out/fuzz/$target" -max_total_time="$seconds" -timeout=10 -print_final_stats=0 -verbosity=0 \
        -artifact_prefix="$crashes/" $([ -f "$dictionary" ] && echo "-dict=$dictionary") \
        "$found" $([ -d "$kept" ] && echo "$kept") || {
        echo "FAIL $target: the input is in $crashes"
        status=1
    }
done
exit $status
