/* matcher/rank.c - the order of a list of matches
 * SPDX-License-Identifier: MIT
 */
#include "matcher/rank.h"

#include <stdlib.h>
#include <string.h>

static int by_text(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : ""); }

/* What decides for `a`, or 0; names decide last: they cost most. */
static int by_figures(const struct matched *a, const struct matched *b) {
    if (a->gate != b->gate) {
        return (int)a->gate - (int)b->gate; /* pass, open, fail */
    }
    if (a->score != b->score) {
        return b->score - a->score;
    }
    return a->high != b->high ? b->high - a->high : date_compare(a->closes, b->closes);
}

/* One match has one place only: two boards may use the same id, so their names decide last. */
int rank_compare_lines(const struct matched *a, const struct matched *b) {
    int order = by_figures(a, b);
    order = order ? order : by_text(a->key, b->key);
    return order ? order : (int)a->source - (int)b->source;
}

static struct matched line_of(const struct match *match) {
    return (struct matched){.source = match->source,
                            .key = match->vacancy,
                            .closes = match->closes,
                            .gate = match->gate,
                            .score = match->score,
                            .high = match->range_high};
}

static int compare_lines(const void *left, const void *right) {
    return rank_compare_lines(left, right);
}

static int compare(const void *left, const void *right) {
    struct matched a = line_of(left);
    struct matched b = line_of(right);
    return rank_compare_lines(&a, &b);
}

void rank_sort(struct match *matches, size_t count) {
    if (count > 1) {
        qsort(matches, count, sizeof *matches, compare);
    }
}

void rank_sort_lines(struct matched *lines, size_t count) {
    if (count > 1) {
        qsort(lines, count, sizeof *lines, compare_lines);
    }
}
