#!/bin/sh
# tools/demo.sh - the main job, once through: a local board, a crawl of it, a match
# SPDX-License-Identifier: MIT
#
# usage: tools/demo.sh OUTPUTS    (from the root of the tree; OUTPUTS holds shortlist and board)
set -eu
out=$1
shortlist=$out/shortlist
candidate=fixtures/profiles/demo.ini
work=$(mktemp -d)
board=
clean_up() {
    [ -z "$board" ] || kill "$board" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Neither the settings of whoever runs this nor their database have a part in it.
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data"

step() { printf '\n== %s\n' "$*"; }

step "Starting a local board with sample adverts"
"$out/board" --data fixtures/board --port 0 --port-file "$work/port" >"$work/board.log" 2>&1 &
board=$!
tries=0
until [ -s "$work/port" ]; do
    tries=$((tries + 1))
    if [ $tries -gt 200 ] || ! kill -0 "$board" 2>/dev/null; then
        cat "$work/board.log" >&2
        echo "The local board did not start." >&2
        exit 1
    fi
    sleep 0.05
done
address=http://127.0.0.1:$(cat "$work/port")
echo "It answers at $address"

step "shortlist crawl --board $address --pace 0 --accept-terms"
"$shortlist" --db "$work/demo.db" crawl --board "$address" --pace 0 --accept-terms

step "shortlist status"
"$shortlist" --db "$work/demo.db" status

step "shortlist match --candidate $candidate --limit 5"
"$shortlist" --db "$work/demo.db" match --candidate "$candidate" --limit 5

step "What to type next"
cat <<E2
  $shortlist demo    built-in sample adverts, without any network
  $shortlist help    all commands
  make check                      run every test
  sudo make install               install the program and its manual page

With your own facts, against an advert page that you saved from your browser:
  $shortlist profile new me.ini
  $shortlist demo --candidate me.ini
  $shortlist match --candidate me.ini ADVERT.html
E2
