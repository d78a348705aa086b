/* report/text_match.h - a candidate's list: what to go for, what is a step away, and why
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_MATCH_H
#define REPORT_TEXT_MATCH_H

#include "report/plain.h"
#include "schema/match.h"

/** How much is shown. */
struct text_match_view {
    size_t listed;     /* adverts in the list at most; 0: all */
    size_t sheets;     /* sheets below the list at most */
    struct date today; /* for "in 12 days" */
};

/** The list in three parts (go for, a step away, not now), each advert with the reason it
 * stands there, then the sheets of the first ones.
 * @param matches best first */
void text_match(struct plain *plain, const struct match *matches, size_t count,
                const struct text_match_view *view);

#endif
