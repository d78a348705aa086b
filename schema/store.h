/* schema/store.h - the one database file (the only user of SQLite)
 * SPDX-License-Identifier: MIT
 *
 * Holds pages as they came, vacancies with their history, what is still to be fetched, and
 * runs. Statements live in schema/queries.sql, the schema in schema/migrations/. All functions
 * return ERR_STORE when the file is locked, newer than the program, another program's or
 * damaged, with a sentence that says which and what to do; ERR_MEMORY; ERR_SYSTEM when the disk
 * is full or the file cannot be made. Records that are read out live in the caller's arena.
 */
#ifndef SCHEMA_STORE_H
#define SCHEMA_STORE_H

#include "base/clock.h"
#include "schema/health.h"
#include "schema/page.h"
#include "schema/run.h"
#include "schema/vacancy.h"

struct store;

/**
 * Open the database at `path`, made (0600, its folder 0700) and migrated if need be.
 *
 * @param out the store; the caller closes it
 * @param path a file, whatever it looks like: ":memory:" and "file:x" are names of files too
 * @param clock for the times that rows carry; borrowed as long as the store is open
 * @return ERR_STORE also for a folder or a device; another program's file is left as it was.
 * ERR_SYSTEM where the file may not be written; ERR_INPUT for an empty name
 */
enum err store_open(struct store **out, const char *path, const struct clock *clock,
                    struct diag *diag);

/** Close; an open transaction is rolled back. Accepts NULL. */
void store_close(struct store *store);

/** Be the one crawl that fills this database, until it is closed or the program ends in any
 * way; reading it and adding to it stay free to others. Again is no failure.
 * @return ERR_STORE where another crawl does, with its process number; ERR_SYSTEM */
enum err store_claim(struct store *store, struct diag *diag);

/** A transaction around several of the calls below, so that they happen together or not at
 * all. Calls outside one are a transaction each. Not nestable. */
enum err store_begin(struct store *store, struct diag *diag);
enum err store_commit(struct store *store, struct diag *diag);
void store_rollback(struct store *store);

/* Runs */

enum err store_run_begin(struct store *store, enum run_kind kind, enum source source,
                         int64_t *run, struct diag *diag);
enum err store_run_end(struct store *store, int64_t run, enum run_end end,
                       const struct run_counts *counts, struct diag *diag);

/* Pages */

/** Keep a page as it came (packed). @param row its number, for store_vacancy_save */
enum err store_page_save(struct store *store, const struct page *page, int64_t run,
                         int64_t *row, struct diag *diag);

/** Read a page back, unpacked, into the arena. @return ERR_ABSENT where there is no such row */
enum err store_page_get(struct store *store, struct arena *arena, int64_t row, struct page *out,
                        struct diag *diag);

/** What was read from a page that is kept. */
struct page_reading {
    const char *family;   /* "" where it is not known */
    const char *digest;   /* of all that was read, 64 hexadecimal digits; NULL: not known */
    const char *features; /* which fields it has (pipeline/drift.h); NULL: not known */
    bool contacts;        /* read with its contacts kept, because the user asked */
};

/** Remember it. @return ERR_INPUT where there is no such page */
enum err store_page_read_as(struct store *store, int64_t row,
                            const struct page_reading *reading, struct diag *diag);

/** A page that matters still: a vacancy was last read from it, or it is in quarantine. */
struct kept_page {
    int64_t row;
    struct page page; /* its body packed, as deflate_pack made it */
    struct page_reading reading;
    bool is_aside; /* in quarantine */
};

/** The first one behind row `after`, in the arena. Walks all of them one by one, so
 * that no list of them is held.
 * @param found false at the end; then `out` is untouched */
enum err store_page_next(struct store *store, struct arena *arena, int64_t after,
                         struct kept_page *out, bool *found, struct diag *diag);

/** How many store_page_next gives. */
enum err store_page_count(struct store *store, int64_t *count, struct diag *diag);

/** The vacancies that were last read from a page, and the advert that it is in quarantine for.
 */
enum err store_page_owners(struct store *store, struct arena *arena, int64_t row,
                           struct vacancy_name **owners, size_t *count, struct diag *diag);

/** Drop the pages of adverts whose closing date lies before `before`, or that are closed and
 * were last seen before it; and pages fetched before it that no vacancy was last read from
 * (older versions, pages that were no advert). The latest page of an advert that is open stays,
 * and so do pages in quarantine, unless their advert is over in the same way.
 * Records and history stay whole. The room goes back to the disk, unless inside a transaction.
 * @param dropped how many pages */
enum err store_prune(struct store *store, struct date before, int64_t *dropped,
                     struct diag *diag);

/* Vacancies */

enum saved_as { SAVED_NONE = 0, SAVED_FRESH, SAVED_CHANGED, SAVED_SAME };

/**
 * Save a vacancy: new, changed (each changed field goes into the history; a list is one field)
 * or same. Notes and the contact follow the record without history, so a record that differs in
 * them alone is the same. Last seen moves to now.
 *
 * @param key what vacancy_key gave; known by source and key
 * @param page_row the page it was read from; 0 for none
 * @return also ERR_INPUT for a record that the database does not take: no source, no key, an
 * impossible date; ERR_LIMIT for one that is too long
 */
enum err store_vacancy_save(struct store *store, const struct vacancy *vacancy, const char *key,
                            int64_t page_row, int64_t run, enum saved_as *as,
                            struct diag *diag);

/** The same for a page of the past that is read again, or that was in quarantine: the advert
 * was seen at `seen`, and last seen never moves back. A record known as closed after that stays
 * closed.
 * @param seen seconds since 1970 UTC; 0: the page is the one that the record was last read
 * from, and nothing but the reading is new */
enum err store_vacancy_save_past(struct store *store, const struct vacancy *vacancy,
                                 const char *key, int64_t page_row, int64_t run, int64_t seen,
                                 enum saved_as *as, struct diag *diag);

/** A known advert's own page says that it is closed. Nothing else of the record changes.
 * @param known false where there is no such advert */
enum err store_vacancy_close(struct store *store, enum source source, const char *key,
                             int64_t run, bool *known, struct diag *diag);

/** Which vacancies to read. Zeroed: all. */
struct store_filter {
    const char *words;     /* any text a person typed, see below; NULL: no search */
    unsigned bands;        /* set of enum band: any of them; 0: all */
    const char *employer;  /* part of the name, case ignored; NULL: all */
    struct date closes_by; /* closing on or before; none: all */
    struct date open_on;   /* not closed and not past its date on this day; none: all */
    struct date past_on;   /* those closed or past their date on this day come last; none: no */
    enum state state;      /* STATE_NONE: all */
    int64_t limit;         /* 0: all */
    bool without_texts;    /* leave the long texts out (for matching) */
    struct arena *into;    /* records are built here and outlive the visit; NULL: in an arena
                              that lives for that one vacancy */
};

/** A vacancy as the store knows it. */
struct stored {
    const char *key;
    struct vacancy vacancy;
    int64_t first_seen; /* seconds since 1970 UTC */
    int64_t last_seen;
};

/**
 * Read vacancies, each handed to `visit`; best match first where words are given, else by
 * closing date and key.
 *
 * Words are parted by white space, and all must occur in title, employer, places, texts,
 * reference or criteria; endings ("worker", "workers"), case and accents do not matter, a word
 * with signs inside ("night-shift") is its parts side by side, and there are no operators and
 * no prefixes. Signs alone are no word; text without any word finds nothing.
 *
 * `visit` may use the store: no lock is held meanwhile.
 *
 * @param visit gets the arena that the vacancy is in (see `into`); returning anything but
 * ERR_NONE ends the reading with that code
 */
enum err store_vacancy_each(struct store *store, const struct store_filter *filter,
                            enum err (*visit)(void *state, const struct stored *stored,
                                              struct arena *arena, struct diag *diag),
                            void *state, struct diag *diag);

/** Find by key, by "source:key" (where two boards use one key), or by the employer's reference
 * (case ignored), in this order. ERR_ABSENT where there is none, ERR_INPUT where the name fits
 * several (the sentence lists them as "source:key"). */
enum err store_vacancy_get(struct store *store, struct arena *arena, const char *name,
                           struct stored *out, struct diag *diag);

/** Find exactly that one. @param known false where there is none; then `out` is untouched */
enum err store_vacancy_known(struct store *store, struct arena *arena,
                             const struct vacancy_name *name, struct stored *out, bool *known,
                             struct diag *diag);

/** One changed field. */
struct change {
    int64_t at;        /* seconds since 1970 UTC */
    const char *field; /* dotted path */
    const char *was;   /* NULL: absent */
    const char *is;
};

/** The history of a vacancy, oldest first; found by any name that store_vacancy_get takes. */
enum err store_history(struct store *store, struct arena *arena, const char *key,
                       struct change **changes, size_t *count, struct diag *diag);

/** What a run has changed, field by field, most changes first. */
enum err store_run_changes(struct store *store, struct arena *arena, int64_t run,
                           struct field_changes **changes, size_t *count, struct diag *diag);

/** How many vacancies the store holds. */
enum err store_count(struct store *store, int64_t *count, struct diag *diag);

/* What is still to be fetched */

/* What a line of a listing means. After FRESH and CHANGED the advert waits in the queue, after
 * SAME and ASIDE it does not: these lines and the queue's length add up. */
enum sighting {
    SIGHTING_NONE = 0,
    SIGHTING_FRESH,   /* its page has not been read yet, or was given up */
    SIGHTING_CHANGED, /* its page was read, and the line has changed since */
    SIGHTING_SAME,    /* its page was read, nothing new */
    SIGHTING_ASIDE,   /* its page is in quarantine, nothing new: it is not asked for again */
    SIGHTING_AGAIN    /* this run has met the very line already: pages that shift while they
                         are read bring some twice. It was counted then */
};

/** A line of a listing: remembered, and put into the queue where the advert is new or the line
 * differs from the one seen before (id, reference, title, employer, salary, closing date,
 * contract, locations); one that waits already keeps its place. `url` is the advert's address.
 * @return also ERR_INPUT for a line with neither id nor reference */
enum err store_listing_see(struct store *store, enum source source, const struct vacancy *line,
                           const char *url, int64_t run, enum sighting *sighting,
                           struct diag *diag);

struct queued {
    int64_t row;
    enum source source;
    const char *id;
    const char *url;
    const char *title;     /* as the listing printed it, to know the advert by */
    const char *reference; /* the same */
    const char *employer;
    int tries;              /* failed ones so far */
    struct page validators; /* only etag and last_modified, of the page kept; may be NULL */
};

/** A next try that lies further ahead was written by a clock that was wrong: it is due. */
enum { STORE_QUEUE_FAR_S = 7 * 24 * 60 * 60 };

/** The next one that is due, the one that has waited longest first; SOURCE_NONE: of any board.
 * No validators come with an advert that is closed: its own page may be what it was before.
 * @param by due at this time, seconds since 1970 UTC: a run that names the time it began at
 * gets nothing twice
 * @param found false where none is due; then `out` is untouched */
enum err store_queue_next(struct store *store, struct arena *arena, enum source source,
                          int64_t by, struct queued *out, bool *found, struct diag *diag);
/** Take it out of the queue; one that is no longer there is none the worse. */
enum err store_queue_done(struct store *store, int64_t row, struct diag *diag);
/** @param reason a few words, kept for the user @param next_try seconds since 1970 UTC */
enum err store_queue_fail(struct store *store, int64_t row, const char *reason,
                          int64_t next_try, struct diag *diag);
/** @param by as for store_queue_next @param due those that it would give */
enum err store_queue_count(struct store *store, enum source source, int64_t by,
                           int64_t *waiting, int64_t *due, struct diag *diag);

/* Drift: how often the pages of a family fill a field */

/** Keep a run's counts so far. */
enum err store_fill_put(struct store *store, const char *family, int64_t run,
                        const struct fill *fill, struct diag *diag);

/** The sums over a family's last `runs` runs before `run`, field by field.
 * @param again over runs that read kept pages again, else over those that read new ones */
enum err store_fill_before(struct store *store, struct arena *arena, const char *family,
                           int64_t run, int runs, bool again, struct fill **fills,
                           size_t *count, struct diag *diag);

/** The sums of one field over the runs from `run` to `to`, those of the sort of `run`. */
enum err store_fill_since(struct store *store, const char *family, const char *field,
                          int64_t run, int64_t to, struct fill *out, struct diag *diag);

/** The family behind `after` in the order of their names ("": the first), and its latest run
 * that read new pages; where none did, its latest one.
 * @param found false at the end */
enum err store_fill_family(struct store *store, struct arena *arena, const char *after,
                           const char **family, int64_t *run, bool *found, struct diag *diag);

/* Quarantine: pages that lack what they should have */

/** Put a page there, counted by its run; what is there of the same page or advert goes. But a
 * page that was read again gives way to one that is there, which is newer.
 * Reads of `item` page, name, family, run, is_again and lacks.
 * @param counted this run had counted the advert among those put aside before; may be NULL */
enum err store_quarantine_put(struct store *store, const struct quarantined *item,
                              bool *counted, struct diag *diag);

/** Take away what is there of a page or of an advert; nothing is fine.
 * @param counted as above, for this run */
enum err store_quarantine_drop(struct store *store, int64_t page,
                               const struct vacancy_name *name, int64_t run, bool *counted,
                               struct diag *diag);

/** It is as it was when it was put there, and `run` counts it. */
enum err store_quarantine_tell(struct store *store, int64_t page, int64_t run,
                               struct diag *diag);

/** It lacks something still, and `run` counts it: what it lacked and has now goes, what is new
 * comes. */
enum err store_quarantine_keep(struct store *store, int64_t page, const struct lack *lacks,
                               size_t count, int64_t run, struct diag *diag);

/** The first one behind page `after`. @param found false at the end */
enum err store_quarantine_next(struct store *store, struct arena *arena, int64_t after,
                               struct quarantined *out, bool *found, struct diag *diag);

enum err store_quarantine_count(struct store *store, int64_t *count, struct diag *diag);

/** What the pages that a run counted lack: families together, most lacked first. */
struct lack_count {
    const char *family;
    const char *field;
    int64_t pages;
};
enum err store_quarantine_fields(struct store *store, struct arena *arena, int64_t run,
                                 struct lack_count **counts, size_t *count, struct diag *diag);

/* The file itself, for `shortlist doctor` */

enum err store_health(struct store *store, struct arena *arena, struct store_health *out,
                      struct diag *diag);

/* Hosts: manners that outlast a run */

struct host_state {
    int64_t last_request; /* seconds since 1970 UTC; 0: never */
    int64_t not_before;   /* asked to wait until then; 0: no */
};
enum err store_host_get(struct store *store, const char *host, struct host_state *out,
                        struct diag *diag);
enum err store_host_put(struct store *store, const char *host, const struct host_state *state,
                        struct diag *diag);

/** Name and version of the library, for `shortlist version`. */
const char *store_library(void);

#endif
