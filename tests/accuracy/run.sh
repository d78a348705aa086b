#!/bin/sh
# tests/accuracy/run.sh - how right the program is, against what people wrote down
# SPDX-License-Identifier: MIT
#
# usage: make accuracy [VERBOSE=1] [ONLY=NAME] [PANEL=DIR]    (sets the SHORTLIST_ variables)
#
# First the adverts of the local board against the data that they were made from, then the gold
# set, then matching against the panel set. ONLY takes what has NAME in its name, in whichever
# of the two sets it is, and nothing else. PANEL judges matching alone, by another folder.
set -eu
SHORTLIST_ACCURACY=1
export SHORTLIST_ACCURACY
out=$(dirname "$SHORTLIST_BIN")
root=$SHORTLIST_ROOT/tests/accuracy

if [ -n "${PANEL:-}" ]; then
    exec "$out/accuracy/panel" ${VERBOSE:+-v} "$PANEL" "${ONLY:-}"
fi

status=0
if [ -z "${ONLY:-}" ]; then
    "$out/tests" --filter 'truth/*' --color=never || status=1
fi
gold=0
"$out/accuracy/gold" ${VERBOSE:+-v} "$root/gold" "${ONLY:-}" || gold=$?
panel=0
"$out/accuracy/panel" -w ${VERBOSE:+-v} "$root/panel" "${ONLY:-}" || panel=$?

# A name that only one of the sets knows is no failure of the other.
if [ -n "${ONLY:-}" ] && [ $gold -eq 2 ] && [ $panel -lt 2 ]; then
    gold=0
elif [ -n "${ONLY:-}" ] && [ $panel -eq 2 ] && [ $gold -lt 2 ]; then
    panel=0
fi
if [ $gold -ne 0 ] || [ $panel -ne 0 ]; then
    status=1
fi
exit $status
