/* schema/ledger.h - what runs did, how each source is, and what waits: `shortlist status`
 * SPDX-License-Identifier: MIT
 *
 * Plain types, filled by the store. Texts live in the arena of whoever asked.
 */
#ifndef SCHEMA_LEDGER_H
#define SCHEMA_LEDGER_H

#include "schema/host.h"
#include "schema/run.h"
#include "schema/walk.h"

/* Where a line of the queue is. */
enum queue_state {
    QUEUE_STATE_NONE = 0,
    QUEUE_QUEUED,
    QUEUE_LEASED,
    QUEUE_DONE,
    QUEUE_FAILED,
    QUEUE_STATE_COUNT
};
extern const struct vocab vocab_queue_state; /* queued, leased, done, failed */

/* What became of an advert. */
enum life {
    LIFE_NONE = 0, /* nothing is known but what its page says of itself */
    LIFE_OPEN,     /* as it was first read */
    LIFE_CHANGED,
    LIFE_CLOSED,    /* its own page says so */
    LIFE_WITHDRAWN, /* gone from a healthy sweep, and its page says so, before its closing date
                     */
    LIFE_REOPENED,  /* open again after one of the two */
    LIFE_COUNT
};
extern const struct vocab vocab_life; /* open, changed, closed, withdrawn, reopened */

/** One run, as it was written down. */
struct run_line {
    int64_t run;
    enum run_kind kind;
    enum source source; /* SOURCE_NONE: of several kinds */
    const char *host;   /* NULL: spoke to none */
    const char *plan;   /* NULL or "": everything */
    int64_t started_at; /* seconds since 1970 UTC */
    int64_t ended_at;   /* 0: killed, or still under way */
    enum run_end end;
    struct run_counts counts;
    const char *note; /* NULL: nothing to say */
};

/** A host and its manners. */
struct host_line {
    const char *host;
    struct host_memory memory; /* `robots` is left empty */
};

/** A board: its adverts, and its last walks. */
struct source_line {
    enum source source;
    int64_t adverts;   /* in the database */
    int64_t open;      /* of those, open and not past their date today */
    int64_t withdrawn; /* of those, withdrawn */
    int64_t queued;    /* pages waiting, never tried */
    int64_t leased;    /* in hand when a run was killed, or now */
    int64_t failed;    /* tried in vain, to be tried again */
    int64_t aside;     /* in quarantine */
    bool has_walk;
    struct walk last; /* the last walk of any plan */
    bool has_sweep;
    struct walk sweep; /* the last healthy WALK_WHOLE of the whole board */
};

/** Why pages were not fetched: equal reasons together, most pages first. */
struct reason_line {
    enum source source;
    const char *reason;
    int64_t pages;
    const char *example; /* one advert's name */
    int64_t next_try;    /* the earliest, seconds since 1970 UTC */
};

struct ledger {
    struct run_line *runs; /* newest first */
    size_t run_count;
    struct host_line *hosts;
    size_t host_count;
    struct source_line *sources; /* those that have adverts, walks or a queue */
    size_t source_count;
    struct reason_line *reasons;
    size_t reason_count;
};

#endif
