/* matcher/rank.h - the order of a list of matches
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_RANK_H
#define MATCHER_RANK_H

#include "schema/match.h"

/** Sort: gate (pass, open, fail), score, high end of the range, closing date (none last), id.
 */
void rank_sort(struct match *matches, size_t count);

#endif
