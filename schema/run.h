/* schema/run.h - what a run did, in counts that add up
 * SPDX-License-Identifier: MIT
 */
#ifndef SCHEMA_RUN_H
#define SCHEMA_RUN_H

#include "schema/vocab.h"

enum run_kind { RUN_NONE = 0, RUN_CRAWL, RUN_ADD, RUN_REPARSE, RUN_KIND_COUNT };
extern const struct vocab vocab_run_kind;

/* How a run ended. A run found without an end was killed. */
enum run_end {
    RUN_END_NONE = 0,
    RUN_END_DONE,
    RUN_END_PART,
    RUN_END_STOPPED,
    RUN_END_FAILED,
    RUN_END_COUNT
};
extern const struct vocab vocab_run_end;

/** seen = fresh + changed + same + refused + failed + aside. */
struct run_counts {
    int64_t requests; /* asked over the network, robots.txt included */
    int64_t listed;   /* lines read in feeds and results pages */
    int64_t seen;     /* adverts of which the run can say what became of them */
    int64_t fresh;    /* saved for the first time */
    int64_t
        changed;  /* saved with at least one field changed, or no longer open, or open again */
    int64_t same; /* nothing new */
    int64_t refused; /* not an advert, or not the one asked for: kept out */
    int64_t aside;   /* their page lacks what it should have, and waits in quarantine */
    int64_t failed;  /* no whole answer; to be tried again */

    int64_t closed;    /* of those changed: their page says that they are closed, or they are
                          past their date and gone from the list */
    int64_t withdrawn; /* of those changed: taken back before their closing date */
    int64_t reopened;  /* of those changed: open again */
    int64_t waiting;   /* beside all these: known, and left for the next run */

    bool is_put_off; /* nothing was asked at all, for all that waits is not due (not kept) */
};

/** The sum that `seen` is. */
int64_t run_counts_sum(const struct run_counts *counts);

#endif
