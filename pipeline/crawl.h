/* pipeline/crawl.h - the main loop: lists, queue, adverts, store
 * SPDX-License-Identifier: MIT
 *
 * First the board's list (an official feed where there is one and it can answer, else its
 * results pages): each line is remembered, and put into the store's queue where the advert is
 * new or its line changed. Newest first, down to known ground; to the end where a sweep is due,
 * which is how we learn what has gone. Then the queue: an advert's page, its record and its
 * place in the queue move in one transaction. So a run that is killed anywhere is simply run
 * again. A page that is cut, a log-in page or another advert's never reaches a good record, and
 * a walk that was cut short or is odd closes nothing.
 */
#ifndef PIPELINE_CRAWL_H
#define PIPELINE_CRAWL_H

#include <signal.h>

#include "crawler/fetch.h"
#include "crawler/sources.h"
#include "parser/crew.h"
#include "pipeline/listener.h"
#include "schema/store.h"

enum {
    /** A list of so few pages is read whole every time: it costs next to nothing. */
    CRAWL_SMALL_PAGES = 10,
    /** Else the whole list is read where the last healthy sweep is as old. */
    CRAWL_SWEEP_DAYS = 7
};

/* Where addresses come from. */
enum crawl_from {
    CRAWL_FROM_LIST = 0, /* the board's feed or results pages */
    CRAWL_FROM_ADDRESSES /* `addresses` below, and what waits of such; no list is read */
};

struct crawl_options {
    const struct board_source *source; /* NULL with CRAWL_FROM_ADDRESSES on no known board */
    const char *board; /* another origin for it (the local board); NULL: its own */
    enum crawl_from from;
    struct strings addresses; /* absolute, all of one origin, which is the one visited */
    const char *sitemap; /* with CRAWL_FROM_ADDRESSES: read addresses from it too (all sitemaps
                            of its index); NULL: none */
    struct search search;
    bool sweep;             /* read the whole list whatever was known */
    const char *user_agent; /* program, version, contact */
    int64_t pace_ms;        /* pause between requests */
    uint64_t seed;          /* for the jitter; 0: none */
    int64_t budget;         /* requests at most, robots.txt included; 0: no limit */
    int64_t minutes;        /* at most; 0: no limit */
    int64_t day_max;        /* requests to the host in a day; 0: no limit */
    int64_t timeout_s;      /* 0: the usual times */
    bool use_proxy;
    bool keep_contacts;                /* the user asked to keep named contacts */
    struct date today;                 /* in London */
    const volatile sig_atomic_t *stop; /* 1: end after the request in hand; 2: now */
};

/** The origin that a crawl would visit, in one spelling ("https://www.jobs.nhs.uk"), in the
 * arena: under it the store keeps manners and terms. @return ERR_USAGE, ERR_MEMORY */
enum err crawl_host(const char **host, struct arena *arena, const struct crawl_options *options,
                    struct diag *diag);

/**
 * Crawl a board into the store, which is claimed for it: one crawl at a time.
 *
 * That the user has accepted the site's terms is the caller's business.
 *
 * @param counts always filled with what was done, on failure too
 * @param alarm set where the board's list was odd: nothing was concluded from it; and where so
 * many adverts were gone from it at once that those without a page are asked for once more
 * @return ERR_NONE (also where single adverts were refused or failed: see `counts`, or where
 * budget, minutes or the day's cap were spent); ERR_REFUSED (by the site, or adverts in a row
 * were none), ERR_NETWORK (the list could not be read, or adverts in a row failed; where a page
 * of the list failed and the host answers, what waits was asked for all the same),
 * ERR_INTERRUPTED, ERR_STORE, ERR_SYSTEM, ERR_USAGE, ERR_MEMORY. What was saved stays saved.
 */
enum err crawl_run(struct run_counts *counts, bool *alarm, struct store *store,
                   struct crew *crew, const struct clock *clock,
                   const struct crawl_options *options, const struct listener *listener,
                   struct diag *diag);

/* ---- dry run ---- */

/** A request that a crawl would make. */
struct planned {
    const char *url;
    const char *what;   /* "robots.txt", "feed page 1", "advert C9380-25-0471" */
    bool certain;       /* else it depends on what comes before: how long the list is */
    bool asked_now;     /* robots.txt, where it had to be asked for this plan */
    bool allowed;       /* by robots.txt */
    const char *robots; /* the line that decides, in words */
    int64_t bytes;      /* about */
};

struct plan_sums {
    int64_t requests;    /* planned and allowed */
    int64_t forbidden;   /* planned and forbidden */
    int64_t bytes;       /* about, of those allowed */
    int64_t seconds;     /* about, with the pauses */
    int64_t interval_ms; /* the pause that would be kept */
    bool is_open_end;    /* adverts that the list will bring are not in it */
};

/** Say what crawl_run would ask, one request after another, and ask for nothing but robots.txt,
 * that only where no copy of the day is kept: then the store is claimed as for a crawl, before
 * anything is asked. Nothing else is written. @return as crawl_run (ERR_STORE where robots.txt
 * must be asked for and another program has the store); what `each` returns */
enum err crawl_plan(struct plan_sums *sums, struct store *store, const struct clock *clock,
                    const struct crawl_options *options,
                    enum err (*each)(void *state, const struct planned *planned,
                                     struct diag *diag),
                    void *state, const struct listener *listener, struct diag *diag);

#endif
