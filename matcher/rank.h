/* matcher/rank.h - the order of a list of matches
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_RANK_H
#define MATCHER_RANK_H

#include "schema/match.h"
#include "schema/matched.h"

/** Sort: gate (pass, open, fail), score, high end of the range, closing date (none last), id.
 */
void rank_sort(struct match *matches, size_t count);

/** The same order for lines of a list. */
void rank_sort_lines(struct matched *lines, size_t count);

/** Which of two lines comes first, as for qsort. */
int rank_compare_lines(const struct matched *a, const struct matched *b);

#endif
