#!/bin/sh
# tools/explain.sh - EXPLAIN every statement of schema/queries.sql against a fresh schema
# SPDX-License-Identifier: MIT
#
# usage: tools/explain.sh [--plans]    (from the root of the tree)
#
# A statement is a line `-- name: NAME`, comments, and SQL that ends with `;`.
# --plans also prints where a whole table is read: information, since small tables may be.
# A line `-- scan: yes` says that it is meant.
set -u
plans=${1-}
[ -e schema/queries.sql ] || { echo "there is no schema/queries.sql"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

for migration in schema/migrations/*.sql; do
    sqlite3 -bail "$work/db" <"$migration" || { echo "$migration: does not run"; exit 1; }
done

# One file each, named after the statement; what is wrong with the shape is said here.
awk -v work="$work" '
    function wrong(what) { printf "schema/queries.sql:%d: %s\n", FNR, what; bad = 1 }
    function finish() {
        if (file != "" && ends != 1) wrong(name ": " ends + 0 " statements, wanted one")
    }
    /^-- name:/ {
        finish()
        name = $3
        if (name !~ /^[a-z][a-z0-9_]*$/ || NF != 3) wrong("no name of small letters: " $0)
        if (name in seen) wrong(name " stands here twice")
        seen[name] = 1
        file = work "/" name ".sql"
        ends = 0
        next
    }
    /^-- scan: yes/ { if (file != "") printf "" > (work "/" name ".scan") }
    /^[ \t]*(--.*)?$/ { next }
    file == "" { if (!nameless) wrong("a statement without a name"); nameless = 1; next }
    {
        if (ends) wrong(name ": more after the end of its statement")
        print > file
        text = $0
        sub(/[ \t]*--.*$/, "", text)
        if (text ~ /;[ \t]*$/) ends++
    }
    END { finish(); exit bad }
' schema/queries.sql || status=1

for file in "$work"/*.sql; do
    [ -e "$file" ] || continue
    name=$(basename "$file" .sql)
    { printf 'EXPLAIN '; cat "$file"; } | sqlite3 -bail "$work/db" >/dev/null 2>"$work/said" || {
        echo "$name: $(cat "$work/said")"
        status=1
        continue
    }
    [ -z "$plans" ] || [ -e "$work/$name.scan" ] ||
        { printf 'EXPLAIN QUERY PLAN '; cat "$file"; } | sqlite3 "$work/db" |
        grep 'SCAN' | grep -v 'VIRTUAL TABLE\|CONSTANT ROW' | sed "s/^[^A-Z]*/$name: /"
done
exit $status
