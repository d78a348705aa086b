/* tests/support/many_adverts.h - adverts by the thousand, as varied as real ones
 * SPDX-License-Identifier: MIT
 *
 * The first ones are those of the local board (fixtures/board). The others are made up: title,
 * employer, pay and places of one of them, and criteria of which about half are printed in many
 * adverts, as employers do, and half are worded for this post: numbers, settings, client
 * groups, subjects and skills put together anew. The same number gives the same advert.
 */
#ifndef MANY_ADVERTS_H
#define MANY_ADVERTS_H

#include "schema/vacancy.h"

struct many_adverts {
    struct arena arena;
    struct vacancy *board; /* those of the local board */
    size_t board_count;
    struct criterion *criteria; /* of all of them */
    size_t criterion_count;
};

/** Read the board's data below $SHORTLIST_ROOT (or the folder that one is in).
 * @return false with a sentence in diag */
bool many_adverts_open(struct many_adverts *out, struct diag *diag);
void many_adverts_close(struct many_adverts *adverts);

/** The advert of a number, in `arena`; its id is made of the number. */
struct vacancy many_adverts_make(const struct many_adverts *adverts, struct arena *arena,
                                 size_t number);

#endif
