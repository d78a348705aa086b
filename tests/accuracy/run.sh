#!/bin/sh
# tests/accuracy/run.sh - how right the program is, against what people wrote down
# SPDX-License-Identifier: MIT
#
# usage: make accuracy    (sets the SHORTLIST_ variables)
set -eu
SHORTLIST_ACCURACY=1
export SHORTLIST_ACCURACY
"$(dirname "$SHORTLIST_BIN")/tests" --filter 'truth/*' --color=never
