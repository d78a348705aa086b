/* pipeline/crawl.h - the main loop: feed, queue, adverts, store
 * SPDX-License-Identifier: MIT
 *
 * First every page of the feed: each line is remembered, and put into the store's queue where
 * the advert is new or its line changed. Then the queue: an advert's page, its record and its
 * place in the queue move in one transaction. So a run that is killed anywhere is simply run
 * again. A page that is cut, a log-in page or another advert's never reaches a good record.
 */
#ifndef PIPELINE_CRAWL_H
#define PIPELINE_CRAWL_H

#include <signal.h>

#include "crawler/sources.h"
#include "parser/crew.h"
#include "pipeline/listener.h"
#include "schema/store.h"

struct crawl_options {
    const struct board_source *source;
    const char *board;      /* another origin for it (the local board); NULL: its own */
    const char *user_agent; /* program, version, contact */
    int64_t pace_ms;        /* pause between requests */
    int64_t budget;         /* requests at most, robots.txt included; 0: no limit */
    bool keep_contacts;     /* the user asked to keep named contacts */
    const volatile sig_atomic_t *stop; /* 1: end after the request in hand; 2: now */
};

/**
 * Crawl a board into the store, which is claimed for it: one crawl at a time.
 *
 * @param counts always filled with what was done, on failure too
 * @return ERR_NONE (also where single adverts were refused or failed: see `counts`, or where
 * the budget was spent); ERR_REFUSED (by the site, or adverts in a row were none), ERR_NETWORK
 * (the feed could not be read, or adverts in a row failed), ERR_INTERRUPTED, ERR_STORE,
 * ERR_SYSTEM, ERR_USAGE, ERR_MEMORY. What was saved stays saved.
 */
enum err crawl_run(struct run_counts *counts, struct store *store, struct crew *crew,
                   const struct clock *clock, const struct crawl_options *options,
                   const struct listener *listener, struct diag *diag);

#endif
