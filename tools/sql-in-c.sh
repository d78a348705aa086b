#!/bin/sh
# tools/sql-in-c.sh - find SQL statements in string literals: they belong into schema/queries.sql
# SPDX-License-Identifier: MIT
#
# usage: tools/sql-in-c.sh FILE...    (from the root of the tree)
set -u
tools=$(dirname "$0")
awk -f "$tools/code.awk" -f /dev/fd/3 "$@" 3<<'E2'
# Shouted statements, and whispered ones that English would not write.
BEGIN {
    shouted = "SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|ATTACH|DETACH|VACUUM" \
        "|REINDEX|ANALYZE|SAVEPOINT|WITH|BEGIN|COMMIT|ROLLBACK"
    whispered = "select .* from [a-z_]+|insert into [a-z_]+ *[(]|delete from [a-z_]+ where" \
        "|update [a-z_]+ set |(create|create virtual|drop) (table|index|view|trigger) |pragma [a-z_]+"
}
function on_line() {
    if (literals ~ ("(^|\t) *(" shouted ")( |;|\t|$)") || literals ~ ("(^|\t) *(" whispered ")")) {
        printf "%s:%d: SQL outside schema/: %s\n", FILENAME, FNR, literals
        bad = 1
    }
}
END { exit bad }
E2
