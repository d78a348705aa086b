/* pipeline/crawl_private.h - what the files of the crawl share (nobody else includes it)
 * SPDX-License-Identifier: MIT
 *
 * crawl.c          the run: manners that outlast it, its beginning, its end, its counts
 * crawl_list.c     the walk through a board's list, page by page
 * crawl_lines.c    a page of the list: proven, its lines into the queue
 * crawl_sweep.c    what may be concluded from a walk
 * crawl_address.c  addresses that the user named, and those of a sitemap
 * crawl_queue.c    the queue: leases, pages in hand, one transaction a page
 * crawl_advert.c   what became of an advert's page
 * crawl_plan.c     the dry run
 */
#ifndef PIPELINE_CRAWL_PRIVATE_H
#define PIPELINE_CRAWL_PRIVATE_H

#include "crawler/fetch.h"
#include "pipeline/crawl.h"
#include "pipeline/intake.h"
#include "schema/reading.h"

/** Pages that are asked for, read and saved at the same time, where no pause is kept. */
enum { CRAWL_WINDOW = 4 };

/* Where an advert's page is on its way from the board into the store. */
enum crawl_stage { CRAWL_HAND_FREE = 0, CRAWL_HAND_LEASED, CRAWL_HAND_READ };

/** A page in hand. */
struct crawl_hand {
    enum crawl_stage stage;
    bool is_settled;    /* what became of it is written */
    int64_t ticket;     /* the order in which they were leased */
    struct arena arena; /* holds the two below */
    struct queued item;
    struct page page; /* once it was fetched, while the crew reads it */
};

/** One crawl while it goes on. */
struct crawl {
    const struct crawl_options *options;
    const struct clock *clock;
    const struct listener *listener;
    struct store *store;
    struct crew *crew;
    struct fetch *fetch;
    struct run_counts *counts;
    struct intake intake; /* open while the run is */
    struct arena *arena;  /* lives as long as the run */
    const char *host;     /* the origin in one spelling: under it the store keeps our manners */
    const char *plan;     /* the search in one spelling */
    enum source sources[2]; /* whose queue is worked on */
    size_t source_count;
    int64_t run;
    struct date today;     /* in London */
    int64_t began;         /* seconds since 1970 UTC */
    int64_t began_ms;      /* the same moment on the steady clock */
    int64_t put_off;       /* counted as refused or failed, and still in the queue */
    int failures_in_a_row; /* adverts without a whole answer */
    int refusals_in_a_row; /* adverts whose page was none, or may not be asked for */
    int absent_in_a_row;   /* adverts that the list shows and that are not there */
    bool is_ill;           /* so many that no page is believed which says that it is gone */
    int64_t still_there;   /* adverts that the list shows no more, their page is whole */
    bool is_part;          /* something was left out that the counts do not show */
    bool *alarm;
    const char *note;  /* for the ledger; NULL: nothing to say */
    bool manners_wait; /* to be written with the next transaction */

    /* what a transaction that fails takes back */
    int64_t put_off_before;
    bool manners_waited;
    struct crawl_hand *leased; /* in it */

    struct crawl_hand hands[CRAWL_WINDOW + 1]; /* one more: the next is leased while a page is
                                                  being saved */
    struct crawl_hand *settling;               /* the one being saved */
    int64_t tickets;
    bool is_dry; /* nothing more is due */
};

/** Remember a sentence for the ledger; the first one stays. */
void crawl_note(struct crawl *crawl, const char *sentence);

/** Has the user asked to stop? @return how often */
int crawl_wishes(const struct crawl *crawl);

/** Walk the board's list: each line is remembered, and waits in the queue where its advert is
 * new or the line has changed; what a healthy sweep shows no more waits there too.
 * @return as crawl_run */
enum err crawl_list(struct crawl *crawl, struct diag *diag);

/** Put the addresses that the user named into the queue, and those of the sitemap. */
enum err crawl_addresses(struct crawl *crawl, struct diag *diag);

/** Fetch what is due in the queue, once each. What is in hand when it ends badly is saved, and
 * leases are given back. @return as crawl_run */
enum err crawl_adverts(struct crawl *crawl, struct diag *diag);

/* ---- a page of the list ---- */

/** The lines that a walk has met, by name: passed over or not. */
struct crawl_met {
    uint64_t *slots;
    size_t room; /* a power of two, or 0 */
    size_t count;
};

/** What the lines of a page say of the walk. */
struct crawl_lines {
    size_t count;
    size_t fresh;        /* not met in this walk before */
    size_t taken;        /* remembered in the store */
    size_t ground;       /* of those taken, known ground */
    size_t before_since; /* posted before the day that the user named */
    size_t dayless;
    bool rises;         /* a line is posted later than one above it */
    struct date newest; /* of the lines not met before; none where there is none */
    struct date oldest;
};

/** How a walk reads a page. */
struct crawl_reader {
    struct crawl *crawl;
    const struct board_list *list;
    bool is_feed;
    struct listing_walk as;
    struct crawl_met met;
    struct arena *arena; /* of the walk: `met` lives there */
};

/** Ask for a page of the list and prove that it is one. @return ERR_NETWORK where it is not */
enum err crawl_lines_fetch(struct listing *out, struct arena *arena,
                           struct crawl_reader *reader, const char *path, struct diag *diag);

/** Remember its lines, together or not at all. */
enum err crawl_lines_see(struct crawl_lines *out, struct crawl_reader *reader,
                         struct arena *arena, const struct listing *listing, struct diag *diag);

/* ---- transactions ---- */

/** Everything that becomes of a page happens between these two: record, queue, counts, manners,
 * and the lease of the next advert. After a failure of crawl_commit all is as before. */
enum err crawl_begin(struct crawl *crawl, struct diag *diag);
enum err crawl_commit(struct crawl *crawl, struct diag *diag);
void crawl_rollback(struct crawl *crawl);

/** Write what manners must remember, where it has changed: within a transaction. */
enum err crawl_put_manners(struct crawl *crawl, struct diag *diag);

/* ---- what became of a page ---- */

/** Ask for an advert's page. Where it holds an advert it goes to the crew (the hand's stage is
 * then CRAWL_HAND_READ), else what became of it is written. @return as crawl_run */
enum err crawl_advert_fetch(struct crawl *crawl, struct crawl_hand *hand, struct diag *diag);

/** Write what the crew made of it. @param arena where the readings live */
enum err crawl_advert_take(struct crawl *crawl, struct crawl_hand *hand, struct arena *arena,
                           struct crew_result *reading, struct diag *diag);

/** What came in place of what was asked for, in words. */
const char *crawl_refusal_words(const struct readings *readings);

/** What an advert is called when we speak of it. */
const char *crawl_name(const struct queued *item);

#endif
