/* schema/walk.h - a walk through a board's list of adverts, and what may be concluded from it
 * SPDX-License-Identifier: MIT
 */
#ifndef SCHEMA_WALK_H
#define SCHEMA_WALK_H

#include "schema/vocab.h"

/* How far it went. */
enum walk_extent {
    WALK_EXTENT_NONE = 0,
    WALK_PART,  /* cut off: a failure, a budget, a wish to stop */
    WALK_FRONT, /* newest first, down to what an earlier walk had read */
    WALK_WHOLE, /* to the end of the list */
    WALK_EXTENT_COUNT
};
extern const struct vocab vocab_walk_extent; /* part, front, whole */

enum walk_verdict { WALK_VERDICT_NONE = 0, WALK_HEALTHY, WALK_ODD, WALK_VERDICT_COUNT };
extern const struct vocab vocab_walk_verdict; /* healthy, odd */

struct walk {
    int64_t run;
    enum source source;
    const char *host; /* origin in one spelling */
    const char *plan; /* the search in one spelling; "": the whole board */
    int64_t began_at; /* seconds since 1970 UTC */
    enum walk_extent extent;
    enum walk_verdict verdict;
    int64_t pages;     /* of the list, read */
    int64_t total;     /* adverts as the board prints it on its first page; -1: not printed */
    int64_t met;       /* different adverts met */
    int64_t missing;   /* known, open, and not met; only of a WALK_WHOLE of the whole board */
    const char *alarm; /* what was odd; NULL: nothing */
    /* Where a later walk may go on: */
    int64_t frontier;   /* so many lines from the top were met for certain when the last page
                           was read; 0: that is not known */
    int64_t last_total; /* adverts as that page printed it; -1: not printed */
};

#endif
