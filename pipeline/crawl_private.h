/* pipeline/crawl_private.h - what the files of the crawl share (nobody else includes it)
 * SPDX-License-Identifier: MIT
 *
 * crawl.c          the run: manners that outlast it, its beginning, its end, its counts
 * crawl_choose.c   what is to be read: a crawl and its dry run choose alike
 * crawl_list.c     the walk through a board's list, page by page
 * crawl_stride.c   where its next page is
 * crawl_ground.c   what an earlier walk has read of it, and need not be read again
 * crawl_verdict.c  what the walk has shown, and what becomes of that
 * crawl_lines.c    a page of the list: proven, its lines into the queue
 * crawl_sweep.c    what may be concluded from a walk
 * crawl_address.c  addresses: what each is known by, and those that the user named
 * crawl_sitemap.c  those of a sitemap
 * crawl_queue.c    the queue: leases, pages in hand, one transaction a page
 * crawl_advert.c   what became of an advert's page
 * crawl_gone.c     of those that say that they are over, and those that are not there
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
    int64_t missing;       /* adverts that the last sweep showed no more */
    int64_t met;           /* and those that it showed */
    bool loss_is_known;    /* the two above were looked up */
    bool loss_is_told;     /* so many at once were told */
    int64_t still_there;   /* adverts that the list shows no more, their page is whole */
    bool is_part;          /* something was left out that the counts do not show */
    bool is_put_off;       /* adverts wait, and none of them is due */
    bool list_is_cut;      /* a page of the list failed, and adverts may be asked for yet */
    bool *alarm;
    const char *note; /* for the ledger; NULL: nothing to say */
    struct diag late; /* what failed and cost itself alone: the run ends with it */
    int64_t asking;   /* line of the queue whose page is about to be asked for; 0: none */

    /* what a transaction that fails takes back */
    int64_t put_off_before;
    struct crawl_hand *leased; /* in it */

    struct crawl_hand hands[CRAWL_WINDOW + 1]; /* one more: the next is leased while a page is
                                                  being saved */
    struct crawl_hand *settling;               /* the one being saved */
    int64_t tickets;
    bool is_dry; /* nothing more is due */
};

/** Remember a sentence for the ledger; the first one stays. */
void crawl_note(struct crawl *crawl, const char *sentence);

/** Something failed that costs itself alone: told, noted, and the run goes on; it ends with the
 * first such failure. */
void crawl_fail_at_end(struct crawl *crawl, const struct diag *said);

/** Has the user asked to stop? @return how often */
int crawl_wishes(const struct crawl *crawl);

/** Choose whose queue is worked on: a board's own adverts; of addresses those, too, that are
 * known by themselves. Adverts of a board are not asked for on a host that merely shows some of
 * them. The host is known. */
void crawl_choose_sources(struct crawl *crawl);

/** The list that is read: the feed where it can answer, or where there is nothing else; NULL:
 * the board has none. */
const struct board_list *crawl_choose_list(const struct crawl_options *options);

/** Must a list be read to its end, whatever is known of it? @param ground the run that read it
 * well; 0: none @param pages of the list; 0: not known */
bool crawl_reads_whole(const struct crawl *crawl, const struct board_list *list, int64_t ground,
                       int64_t pages);

/** Is a sweep due: is the last one old, or made by a clock that was wrong? A list that is read
 * down to a day is never read whole. @param last_at when it began; 0: there was none */
bool crawl_sweep_is_due(const struct crawl *crawl, int64_t last_at);

/** Walk the board's list: each line is remembered, and waits in the queue where its advert is
 * new or the line has changed; what a healthy sweep shows no more waits there too.
 * @return as crawl_run */
enum err crawl_list(struct crawl *crawl, struct diag *diag);

/** Put the addresses that the user named into the queue, and those of the sitemap. */
enum err crawl_addresses(struct crawl *crawl, struct diag *diag);

/** Those that the user named alone; within a transaction. */
enum err crawl_named_see(struct crawl *crawl, struct diag *diag);

/** Those of the sitemap, and of the files that its index names. */
enum err crawl_sitemaps(struct crawl *crawl, struct diag *diag);

/** @param same false where it is no address, or another host's */
enum err crawl_address_parse(struct url *out, bool *same, const struct crawl *crawl,
                             struct arena *arena, const char *text, struct diag *diag);

/** Put an address of the visited host into the queue. @param again even where it is known */
enum err crawl_address_see(struct crawl *crawl, struct arena *arena, const struct url *url,
                           bool again, struct diag *diag);

/** Fetch what is due in the queue, once each. What is in hand when it ends badly is saved, and
 * leases are given back. @return as crawl_run */
enum err crawl_adverts(struct crawl *crawl, struct diag *diag);

/* ---- a page of the list ---- */

/* Earlier walks that a walk may rest on. */
enum crawl_rest {
    CRAWL_REST_GROUND = 0, /* the last that came to its end */
    CRAWL_REST_PART,       /* one that was cut, and is gone on with */
    CRAWL_KNOWN_COUNT
};

struct crawl_known {
    int64_t run; /* 0: there is none */
    struct date day;
};

/** The lines that a walk has met, by name: passed over or not. */
struct crawl_met {
    uint64_t *slots;
    size_t room; /* a power of two, or 0 */
    size_t count;
};

/** What the lines of a page say of the walk. */
struct crawl_lines {
    size_t count;
    size_t fresh;                    /* not met in this walk before */
    size_t taken;                    /* remembered in the store */
    size_t known[CRAWL_KNOWN_COUNT]; /* of those taken, stood just so when that walk was made */
    size_t news[CRAWL_KNOWN_COUNT];  /* not met in this walk before, nor in a list by then */
    size_t before_since;             /* posted before the day that the user named */
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
    bool is_absent; /* the page asked for last is not there: status 404 or 410 */
    struct listing_walk as;
    struct crawl_known known[CRAWL_KNOWN_COUNT];
    struct crawl_met met;
    /** Called once the lines of a page are remembered, within the transaction. */
    enum err (*mark)(void *state, const struct crawl_lines *lines,
                     const struct listing *listing, struct diag *diag);
    void *state;
    struct arena *arena; /* of the walk: `met` lives there */
};

/** Ask for a page of the list and prove that it is one.
 * @param answered set where the host has answered, whatever it was
 * @return ERR_NETWORK where it is not */
enum err crawl_lines_fetch(struct listing *out, bool *answered, struct arena *arena,
                           struct crawl_reader *reader, const char *path, struct diag *diag);

/** Remember its lines and what `mark` writes, together or not at all. */
enum err crawl_lines_see(struct crawl_lines *out, struct crawl_reader *reader,
                         struct arena *arena, const struct listing *listing, struct diag *diag);

/* ---- transactions ---- */

/** Everything that becomes of a page happens between these two: record, queue, counts,
 * and the lease of the next advert. After a failure of crawl_commit all is as before. */
enum err crawl_begin(struct crawl *crawl, struct diag *diag);
enum err crawl_commit(struct crawl *crawl, struct diag *diag);
void crawl_rollback(struct crawl *crawl);

/* ---- what became of a page ---- */

/** Ask for an advert's page. Where it holds an advert it goes to the crew (the hand's stage is
 * then CRAWL_HAND_READ), else what became of it is written. @return as crawl_run */
enum err crawl_advert_fetch(struct crawl *crawl, struct crawl_hand *hand, struct diag *diag);

/** Write what the crew made of it. @param arena where the readings live */
enum err crawl_advert_take(struct crawl *crawl, struct crawl_hand *hand, struct arena *arena,
                           struct crew_result *reading, struct diag *diag);

/** Counted as what `counter` counts, with the reason, and asked for again at `next_try`. */
enum err crawl_put_off_until(struct crawl *crawl, const struct queued *item, const char *reason,
                             int64_t next_try, int64_t *counter, struct diag *diag);

/** Not what was asked for: kept out, tried again later, told. */
enum err crawl_refuse(struct crawl *crawl, const struct queued *item, const char *reason,
                      struct diag *diag);

/** The page says, and says nothing else, that the advert is closed; or there is none. */
enum err crawl_save_closed(struct crawl *crawl, struct arena *arena, const struct queued *item,
                           struct diag *diag);

/** There is no such page, by its words. That says that the advert is gone where a healthy sweep
 * shows it no more; of one that is listed it says only that its page is not there now. */
enum err crawl_miss(struct crawl *crawl, struct arena *arena, const struct queued *item,
                    const char *reason, struct diag *diag);

/** A status alone: there is no page that says in words what became of the advert. Where many
 * are gone from the list at once, that is believed when it is the same on another day; said
 * once, as an alarm. */
enum err crawl_miss_bare(struct crawl *crawl, struct arena *arena, const struct queued *item,
                         const char *reason, struct diag *diag);

/** The advert of a line in the queue. */
struct vacancy_name crawl_name_of(const struct queued *item);

/** What came in place of what was asked for, in words. */
const char *crawl_refusal_words(const struct readings *readings);

/** What an advert is called when we speak of it. */
const char *crawl_name(const struct queued *item);

#endif
