#!/bin/sh
# tests/accuracy/run.sh - how right the program is, against what people wrote down
# SPDX-License-Identifier: MIT
#
# usage: make accuracy [VERBOSE=1] [ONLY=NAME] [PANEL=DIR]    (sets the SHORTLIST_ variables)
#
# First the adverts of the local board against the data that they were made from, then the gold
# set, then figures of pay, then matching against the panel set. ONLY takes what has NAME in its
# name, in whichever of the sets it is, and nothing else. PANEL judges matching alone, by another
# folder.
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
known=0
judge() { # 1 is a figure below its bar, 2 a name that the set does not know
    result=0
    "$@" || result=$?
    if [ $result -lt 2 ]; then
        known=1
    fi
    if [ $result -ne 0 ] && { [ $result -ne 2 ] || [ -z "${ONLY:-}" ]; }; then
        status=1
    fi
}
judge "$out/accuracy/gold" ${VERBOSE:+-v} "$root/gold" "${ONLY:-}"
judge "$out/accuracy/pay" ${VERBOSE:+-v} "$root/pay" "${ONLY:-}"
judge "$out/accuracy/panel" -w ${VERBOSE:+-v} "$root/panel" "${ONLY:-}"

# A name that only one of the sets knows is no failure of the others.
if [ $known -eq 0 ]; then
    status=1
fi
exit $status
