/* matcher/rank.c - the order of a list of matches
 * SPDX-License-Identifier: MIT
 */
#include "matcher/rank.h"

#include <stdlib.h>
#include <string.h>

static int by_text(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : ""); }

/* One match has one place only: two boards may use the same id, so their names decide last. */
static int compare(const void *left, const void *right) {
    const struct match *a = left;
    const struct match *b = right;
    const int steps[] = {
        (int)a->gate - (int)b->gate, /* pass, open, fail */
        b->score - a->score,
        b->range_high - a->range_high,
        date_compare(a->closes, b->closes),
        by_text(a->vacancy, b->vacancy),
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i]) {
            return steps[i];
        }
    }
    return (int)a->source - (int)b->source;
}

void rank_sort(struct match *matches, size_t count) {
    if (count > 1) {
        qsort(matches, count, sizeof *matches, compare);
    }
}
