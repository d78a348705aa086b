# tools/code.awk - split C into code and string literals, for checks that look at one of them
# SPDX-License-Identifier: MIT
#
# Include with -f before a script that defines on_line(): for each line it is called with
# `code` (comments gone, literals emptied) and `literals` (what stands between double quotes,
# a tab between two).
FNR == 1 { in_comment = 0 }
{
    code = literals = ""
    rest = $0
    while (rest != "") {
        if (in_comment) {
            if (!(end = index(rest, "*/"))) break
            in_comment = 0
            rest = substr(rest, end + 2)
        } else if (match(rest, /^[^"'\/]+/)) {
            code = code substr(rest, 1, RLENGTH)
            rest = substr(rest, RLENGTH + 1)
        } else if (rest ~ /^\/\//) {
            break
        } else if (rest ~ /^\/\*/) {
            in_comment = 1
            rest = substr(rest, 3)
        } else if (match(rest, /^"([^"\\]|\\.)*"/)) {
            literals = literals substr(rest, 2, RLENGTH - 2) "\t"
            code = code "\"\""
            rest = substr(rest, RLENGTH + 1)
        } else if (match(rest, /^'([^'\\]|\\.)*'/)) {
            code = code "''"
            rest = substr(rest, RLENGTH + 1)
        } else {
            code = code substr(rest, 1, 1)
            rest = substr(rest, 2)
        }
    }
    on_line()
}
