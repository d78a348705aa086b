#!/bin/sh
# tools/fuzz-replay.sh - run the fuzz targets of a build over the inputs kept in fixtures/corpus
# SPDX-License-Identifier: MIT
#
# usage: tools/fuzz-replay.sh OUTPUTS TARGET...    (from the root of the tree)
set -u
out=$1
shift
status=0
for target; do
    log=$out/replay/$target.log
    corpus=fixtures/corpus/$target
    if [ -z "$(find "$corpus" -type f 2>/dev/null | head -n 1)" ]; then
        echo "FAIL replay $target: no inputs in $corpus"
        status=1
    elif find "$corpus" -type f -print0 2>/dev/null |
        xargs -0 "$out/replay/$target" >"$log" 2>&1; then
        echo "ok   replay $target: $(wc -l <"$log") inputs"
    else
        echo "FAIL replay $target, in the last input named:"
        cat "$log"
        status=1
    fi
done
exit $status
