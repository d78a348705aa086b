#!/bin/sh
# tools/layers-selftest.sh - plant violations in an empty tree; the layer check must see each
# SPDX-License-Identifier: MIT
#
# usage: CC='gcc -I.' tools/layers-selftest.sh    (from the root of the tree)
set -u
tools=$(pwd)/tools
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cd "$copy" || exit
mkdir base lib schema crawler parser matcher pay pipeline report cli tests
status=0

# plant FILE INCLUDE... : a file with these includes
plant() {
    planted=$1
    shift
    for include; do printf '#include %s\n' "$include"; done >"$planted"
}
# caught FILE WORDS INCLUDE... : the check must fail, and say WORDS about the file
caught() {
    plant "$1" "$3"
    said=$("$tools/layers.sh" "$1") && { echo "not caught: $1 includes $3"; status=1; }
    case $said in
    *"$1: includes "*"$2"*) ;;
    *) echo "$1 includes $3: said '$said', not '$2'"; status=1 ;;
    esac
    rm "$1"
}
# allowed FILE INCLUDE... : the check must be silent
allowed() {
    plant "$@"
    said=$("$tools/layers.sh" "$1")
    [ -z "$said" ] || { echo "wrongly caught: $said"; status=1; }
    rm "$1"
}

plant base/a.h '<stddef.h>'
plant lib/a.h '"base/a.h"'
plant schema/a.h '"lib/a.h"'
plant schema/store.h '"schema/a.h"'
plant schema/leak.h '"schema/store.h"'
plant crawler/http.h '<curl/curl.h>'
plant matcher/a.h '"schema/a.h"'
plant parser/a.h '"base/a.h"'
plant pay/a.h '"base/a.h"'
plant report/a.h '"base/a.h"'
plant pipeline/a.h '"schema/store.h"'
plant cli/a.h '"pipeline/a.h"'
plant tests/a.h

# upwards, sideways, to the store
caught base/x.c 'base/* may include' '"lib/a.h"'
caught lib/x.c 'lib/* may include' '"schema/a.h"'
caught schema/x.c 'schema/* may include' '"crawler/http.h"'
caught schema/x.h '!schema/store*' '"schema/store.h"'
caught crawler/x.c 'crawler/* may include' '"parser/a.h"'
caught parser/x.c 'parser/* may include' '"matcher/a.h"'
caught matcher/x.c 'matcher/* may include' '"pay/a.h"'
caught matcher/x.h '!schema/store*' '"schema/store.h"'
caught pay/x.c 'pay/* may include' '"../crawler/http.h"'
caught pipeline/x.c 'pipeline/* may include' '"report/a.h"'
caught report/x.c '!schema/store*' '"schema/store.h"'
caught report/x.c 'report/* may include' '"cli/a.h"'
caught cli/x.c 'cli/* may include' '"tests/a.h"'
# through a header that is allowed
caught parser/x.c 'schema/store.h, through schema/leak.h' '"schema/leak.h"'
# a library in the wrong file: directly, through our header, behind a condition
caught parser/x.c '<zlib.h> belongs to lib/deflate.c only' '<zlib.h>'
caught pipeline/x.c '<curl/*> belongs to' '"crawler/http.h"'
caught crawler/http.h '<curl/*> belongs to' '<curl/curl.h>'
caught schema/x.c '<sqlite3.h> belongs to' '<sqlite3.h>'
caught matcher/x.c '<pcre2.h> belongs to' '<pcre2.h> // unset code unit width
#undef NEVER'
caught cli/x.c '<libxml/*> belongs to' '<stddef.h>
#ifdef NEVER
#include <libxml/tree.h>
#endif'
# what no row knows
caught base/x.c 'unknown or unwanted' '<ctype.h>'
caught base/x.c 'unknown or unwanted' '<ffi.h>'

allowed schema/store_pages.c '"schema/store.h"' '"base/a.h"' '<sqlite3.h>'
allowed parser/html.c '"parser/a.h"' '<libxml/HTMLparser.h>' '<string.h>'
allowed pipeline/x.c '"schema/store.h"' '"matcher/a.h"' '"pay/a.h"'
allowed report/x.c '"report/a.h"' '"schema/a.h"' '<math.h>'
exit $status
