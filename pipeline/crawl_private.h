/* pipeline/crawl_private.h - what the files of the crawl share (nobody else includes it)
 * SPDX-License-Identifier: MIT
 *
 * crawl.c         the run: manners that outlast it, its beginning, its end, its counts
 * crawl_feed.c    the feed: lines into the queue
 * crawl_advert.c  the queue: pages into records
 */
#ifndef PIPELINE_CRAWL_PRIVATE_H
#define PIPELINE_CRAWL_PRIVATE_H

#include "crawler/fetch.h"
#include "pipeline/crawl.h"
#include "pipeline/intake.h"
#include "schema/reading.h"

/** One crawl while it goes on. */
struct crawl {
    const struct crawl_options *options;
    const struct clock *clock;
    const struct listener *listener;
    struct store *store;
    struct fetch *fetch;
    struct run_counts *counts;
    struct intake intake; /* open while the run is */
    const char *host;     /* the origin in one spelling: under it the store keeps our manners */
    int64_t run;
    int64_t began;         /* seconds since 1970 UTC */
    int64_t began_ms;      /* the same moment on the steady clock */
    int64_t put_off;       /* counted as refused or failed, and still in the queue */
    int failures_in_a_row; /* adverts without a whole answer */
    int refusals_in_a_row; /* adverts whose page was none, or may not be asked for */
    bool is_part;          /* something was left out that the counts do not show */
};

/** Read the feed: each line is remembered, and waits in the queue where its advert is new or
 * the line has changed. @return as crawl_run */
enum err crawl_feed(struct crawl *crawl, struct diag *diag);

/** Fetch what is due in the queue, once each. @return as crawl_run */
enum err crawl_adverts(struct crawl *crawl, struct diag *diag);

/** Keep when the host was asked last and until when it wants quiet: a run that is killed must
 * not make the next one hasty. Not needed where no pause is kept. */
enum err crawl_keep_manners(const struct crawl *crawl, struct diag *diag);

/** What came in place of what was asked for, in words. */
const char *crawl_refusal_words(const struct readings *readings);

#endif
