#!/bin/sh
# tools/layers.sh - check that files include only what tools/layers.txt allows
# SPDX-License-Identifier: MIT
#
# usage: CC='gcc -I.' tools/layers.sh FILE...    (from the root of the tree)
#
# The compiler says which headers a file reads (-H: one line each, as many dots as includes
# deep), so what comes in through another header counts too. The #include lines are read as
# well: a condition that is off today, or a header already read by a library, must not hide
# one.
set -u
export LC_ALL=C
rules=$(dirname "$0")/layers.txt
said=$(mktemp)
trap 'rm -f "$said"' EXIT

# One line for each include: FILE DEPTH HEADER; depth 0 begins a file's second list.
includes() {
    for file; do
        # shellcheck disable=SC2086  # CC holds flags
        if ${CC:-gcc -I.} -x c -E -H -o /dev/null "$file" 2>"$said"; then
            sed -n "s|^\(\.\.*\) \(.*\)|$file \1 \2|p" "$said"
        else
            grep -v '^\.' "$said" | sed "s|^|$file ! |"
        fi
        # "x.h" beside the file, "room/x.h" from the root, <x.h> from the system.
        sed -n -e "s|^[ \t]*#[ \t]*include[ \t]*\"\([^\"/]*\)\".*|$file . ${file%/*}/\1|p" \
            -e "s|^[ \t]*#[ \t]*include[ \t]*\"\([^\"]*/[^\"]*\)\".*|$file . \1|p" \
            -e "s|^[ \t]*#[ \t]*include[ \t]*<\([^>]*\)>.*|$file . /\1|p" "$file"
    done
}

includes "$@" | awk -v root="$(pwd)/" '
    # Does a path fit a pattern with *?
    function fits(path, pattern) {
        gsub(/[.+]/, "[&]", pattern)
        gsub(/\*/, ".*", pattern)
        return path ~ ("^" pattern "$")
    }
    # ./a/../b/x.h -> b/x.h; what stays absolute is not ours.
    function plain(path) {
        if (index(path, root) == 1) path = substr(path, length(root) + 1)
        while (sub(/\/\.\//, "/", path) || sub(/^\.\//, "", path) ||
               sub(/[^\/.][^\/]*\/\.\.\//, "", path)) { }
        return path
    }
    function complain(rule,    way, i) {
        for (i = 1; i < depth; i++) way = way (way == "" ? ", through " : " and ") chain[i]
        line = file ": includes " shown way "\n    rule: " rule
        if (!(line in told)) print line
        told[line] = 1
        bad = 1
    }
    function check_ours(    i, n, may, allowed) {
        if (!(file in row)) {
            row[file] = 0
            for (i = rooms; i >= 1; i--) if (fits(file, room_files[i])) row[file] = i
        }
        if (row[file] == 0) {
            complain("none: tools/layers.txt has no room row for this file")
            return
        }
        n = split(room_may[row[file]], may, " ")
        for (i = 1; i <= n; i++) {
            if (may[i] ~ /^!/ && fits(header, substr(may[i], 2))) allowed = 0
            else if (fits(header, may[i])) allowed = 1
        }
        if (!allowed) complain(room_files[row[file]] " may include " room_may[row[file]])
    }
    function check_library(    i, j, n, who) {
        for (i = 1; i <= libraries; i++) {
            if (!fits(header, "*/" library[i])) continue
            n = split(library_files[i], who, " ")
            for (j = 1; j <= n; j++) if (fits(file, who[j])) return
            shown = "<" library[i] ">"
            complain("<" library[i] "> belongs to " library_files[i] " only")
            return
        }
        for (i = 1; i <= libcs; i++) if (fits(header, "*/" libc[i])) return
        complain("unknown or unwanted header: it is in no libc or library row of tools/layers.txt")
    }

    FILENAME != "-" {
        if ($1 == "libc") for (i = 2; i <= NF; i++) libc[++libcs] = $i
        if ($1 == "library") {
            library[++libraries] = $2
            $1 = $2 = ""; sub(/^ +/, ""); library_files[libraries] = $0
        }
        if ($1 == "room") {
            room_files[++rooms] = $2
            $1 = $2 = ""; sub(/^ +/, ""); room_may[rooms] = $0
        }
        next
    }
    $2 == "!" { sub(/^[^!]*! /, ""); print; bad = 1; next }
    {
        file = $1
        depth = length($2)
        header = plain($3)
        shown = header
        chain[depth] = header
        ours = header !~ /^\//
        outside[depth] = !ours || (depth > 1 && outside[depth - 1])
        # What a library or the C library includes is its own affair.
        if (ours) check_ours()
        else if (depth == 1 || !outside[depth - 1]) check_library()
    }
    END { exit bad }
' "$rules" -
