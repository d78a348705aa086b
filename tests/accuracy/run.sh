#!/bin/sh
# tests/accuracy/run.sh - how right the program is, against what people wrote down
# SPDX-License-Identifier: MIT
#
# usage: make accuracy [VERBOSE=1] [ONLY=NAME]    (sets the SHORTLIST_ variables)
#
# First the adverts of the local board against the data that they were made from, then the gold
# set. ONLY takes the pages and wordings of the gold set whose path holds NAME, and nothing else.
set -eu
SHORTLIST_ACCURACY=1
export SHORTLIST_ACCURACY
out=$(dirname "$SHORTLIST_BIN")
status=0
if [ -z "${ONLY:-}" ]; then
    "$out/tests" --filter 'truth/*' --color=never || status=1
fi
"$out/accuracy/gold" ${VERBOSE:+-v} "$SHORTLIST_ROOT/tests/accuracy/gold" "${ONLY:-}" || status=1
exit $status
