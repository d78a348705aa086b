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
#include "schema/ledger.h"
#include "schema/page.h"
#include "schema/requirement.h"
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

/** Be the one crawl (or dry run that asks for robots.txt) that fills this database, until it is
 * closed or the program ends in any way; reading it and adding to it stay free to others. Again
 * is no failure.
 * @return ERR_STORE where another crawl does, with its process number; ERR_SYSTEM */
enum err store_claim(struct store *store, struct diag *diag);

/** A transaction around several of the calls below, so that they happen together or not at
 * all. Calls outside one are a transaction each. Not nestable. */
enum err store_begin(struct store *store, struct diag *diag);
/** One that is safe once the program ends, in whatever way, but not in a power cut: for what
 * can be had again. It spares the wait for the disk. */
enum err store_begin_light(struct store *store, struct diag *diag);
enum err store_commit(struct store *store, struct diag *diag);
void store_rollback(struct store *store);

/* Runs */

enum err store_run_begin(struct store *store, enum run_kind kind, enum source source,
                         int64_t *run, struct diag *diag);
/** What a crawl speaks to and looks for. @param plan search_write's; "": everything */
enum err store_run_aim(struct store *store, int64_t run, const char *host, const char *plan,
                       struct diag *diag);
/** @param note a sentence for people; NULL: nothing to say */
enum err store_run_end(struct store *store, int64_t run, enum run_end end,
                       const struct run_counts *counts, const char *note, struct diag *diag);

/* Pages */

/** Keep a page as it came (packed). @param row its number, for store_vacancy_save */
enum err store_page_save(struct store *store, const struct page *page, int64_t run,
                         int64_t *row, struct diag *diag);

/** Nothing came of a page: it goes, unless something is known from it. */
enum err store_page_forget(struct store *store, int64_t row, struct diag *diag);

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

enum saved_as {
    SAVED_NONE = 0,
    SAVED_FRESH,
    SAVED_CHANGED,
    SAVED_SAME,
    SAVED_REOPENED /* changed too: it was closed or withdrawn, and its page shows it open */
};

/**
 * Save a vacancy: new, changed (each changed field goes into the history; a list is one field)
 * or same. Notes and the contact follow the record without history, so a record that differs in
 * them alone is the same. Last seen moves to now, and what became of it (enum life) follows:
 * open or closed where it is new, then changed, closed, or open again.
 *
 * Where the page is a copy out of a file (it has no status) and the advert's own page was asked
 * for before, that is queued again: the copy may be the older one.
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

/** A known advert's own page says that it is closed (LIFE_CLOSED), or, of one that is gone from
 * a healthy sweep, that it is closed or gone before its date (LIFE_WITHDRAWN). Its state is
 * closed then, and nothing else of the record changes. An advert that was never read is
 * remembered as over and is done in the queue, so that its unchanged line is no reason to ask
 * again. One that is joined to another board's record is remembered so too, and the record
 * stays as it is: its own board says when it is over.
 * @param known false where there is no record of it
 * @param changed false where that was known already, or for a joined one
 * @return also ERR_INPUT for any other life */
enum err store_vacancy_close(struct store *store, enum source source, const char *key,
                             enum life life, int64_t run, bool *known, bool *changed,
                             struct diag *diag);

/* One post on two boards */

/** A vacancy, as far as another board may name it. */
struct namesake {
    int64_t row;
    struct vacancy_name name; /* source and key of the record */
    const char *id;
    const char *reference;
    const char *employer;
};

/** The vacancies of other boards than `source` whose reference is this one (case and white
 * space ignored), or whose id or key is `id`, or whose reference or id has `id` in it as a part
 * of its own (between blanks, strokes, brackets, dashes and the like; six characters or more).
 * Either may be NULL. A record that other boards' adverts were joined to goes by their names
 * too: it comes once more with that advert's id and reference. pipeline/same_post.h decides
 * whether they are the same. Found by index, however many vacancies there are. */
enum err store_namesakes(struct store *store, struct arena *arena, enum source source,
                         const char *reference, const char *id, struct namesake **out,
                         size_t *count, struct diag *diag);

/** The vacancy that an advert of a board is a sighting of: its own, or another board's that is
 * the same post. (store_vacancy_save does not look: it makes a record of the name it is given.)
 * @param row 0 where none; then `owner` is untouched @param owner its name, in the arena */
enum err store_sighting_vacancy(struct store *store, const struct vacancy_name *name,
                                int64_t *row, struct vacancy_name *owner, struct arena *arena,
                                struct diag *diag);

/** An advert of a board is the same post as the vacancy `row`: a second sighting of it. Where a
 * record of its own exists it goes, its history, its sightings and the time it was first seen
 * move over; its page stays.
 * @param as what its board says of it, where no listing did; may be NULL
 * @return also ERR_ABSENT for no such row */
enum err store_sighting_join(struct store *store, const struct vacancy_name *name,
                             const struct vacancy *as, int64_t row, int64_t run,
                             struct diag *diag);

/** The record `row` goes over to a better board's name, with its history; what it was stays as
 * a sighting of it. The change of its source goes into the history, all else is for the save of
 * the better board's page that follows. Where a record of that name exists, `row` goes into it.
 * @return also ERR_ABSENT for no such row */
enum err store_vacancy_adopt(struct store *store, int64_t row, const struct vacancy_name *name,
                             int64_t run, struct diag *diag);

/** Where a vacancy was met, under its own name first. */
struct sighting_line {
    enum source source;
    const char *id;  /* or the key, where the board gives no id */
    const char *url; /* as asked: an address or a path; NULL */
    int64_t first_seen;
    int64_t last_seen;
};
enum err store_sightings(struct store *store, struct arena *arena, const char *name,
                         struct sighting_line **out, size_t *count, struct diag *diag);

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
    const char *lacks;     /* those whose criteria these rules have not read; NULL: all */
    const char *rules;     /* with what their criteria ask for by these rules
                              (store_demands_get); NULL: without */
    struct arena *into;    /* records are built here and outlive the visit; NULL: in an arena
                              that lives for that one vacancy */
};

/** A vacancy as the store knows it. */
struct stored {
    int64_t row;
    const char *key;
    struct vacancy vacancy;
    int64_t first_seen; /* seconds since 1970 UTC */
    int64_t last_seen;
    enum life life;
    int64_t life_at;                        /* since when; 0 where life is none */
    const struct requirement *requirements; /* one a criterion; NULL: not asked for or kept */
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

/** Find by key, by "source:key" (where two boards use one key), by what another board calls the
 * same post (the same two), or by the employer's reference (case ignored), in this order.
 * ERR_ABSENT where there is none, ERR_INPUT where the name fits
 * several (the sentence lists them as "source:key"). */
enum err store_vacancy_get(struct store *store, struct arena *arena, const char *name,
                           struct stored *out, struct diag *diag);

/** Find exactly that one, or the one that it is joined to. @param known false where there is
 * none; then `out` is untouched */
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

/** How a list is being read. */
struct listing_walk {
    enum source source;
    int64_t run;
    int64_t ground; /* the run that last read this list well, see store_walk_ground; 0: none */
    bool is_sweep;  /* the whole board is being read */
};

/** What a line turned out to be. */
struct sighted {
    enum sighting as;
    /** It was there, just so and under the same day, when the list was last read. That alone
     * does not prove that all below it was there too: what is posted on the same day may stand
     * in any order. See pipeline/crawl_ground.c for what else is asked. */
    bool is_ground;
    int64_t stands_since; /* the run that first met it just so; 0: it is another than before */
    int64_t known_since; /* the run that first met it in a list, whatever it said then; 0: it is
                            met for the first time */
};

/** A line of a listing: remembered, and put into the queue where the advert is new or the line
 * differs from the one seen before (id, reference, title, employer, salary, closing date,
 * contract, locations); one that waits already keeps its place. `url` is the advert's address.
 * An advert that the store knows as closed or withdrawn and whose line is unchanged is left in
 * peace (SIGHTING_SAME): boards list adverts for a while after their page says closed. Only one
 * that was withdrawn, so was gone from the list, and is listed again is asked for once more.
 * @return also ERR_INPUT for a line with neither id nor reference */
enum err store_listing_see(struct store *store, const struct listing_walk *walk,
                           const struct vacancy *line, const char *url, struct sighted *out,
                           struct diag *diag);

/** An advert's address that the user named: queued unless its page was fetched already and
 * `again` is false. @param key the advert's id on its board, else the address itself
 * @param added false where it was known */
enum err store_address_see(struct store *store, enum source source, const char *key,
                           const char *url, int64_t run, bool again, bool *added,
                           struct diag *diag);

/* Why a page is in the queue. */
enum queue_why { QUEUE_WHY_NONE = 0, QUEUE_LISTED, QUEUE_ADDRESS, QUEUE_GONE, QUEUE_WHY_COUNT };

struct queued {
    int64_t row;
    enum source source;
    enum queue_why why;
    const char *id; /* NULL where only the address is known */
    const char *url;
    const char *title;     /* as the listing printed it, to know the advert by */
    const char *reference; /* the same */
    const char *employer;
    int tries;              /* failed ones so far */
    const char *reason;     /* why the last one failed; NULL */
    int64_t page;           /* row of its page that came whole and was not read yet; 0: none */
    struct page validators; /* only etag and last_modified, of the page kept; may be NULL */
};

/** A next try that lies further ahead was written by a clock that was wrong: it is due. */
enum { STORE_QUEUE_FAR_S = 7 * 24 * 60 * 60 };

/** A page that was in hand so often without any outcome, because the program was killed each
 * time, goes behind all others; after twice as often it waits an hour, longer each time. */
enum { STORE_QUEUE_LEASES_LAST = 3, STORE_QUEUE_LEASES_MAX = 6 };

/** Lease the next one that is due, the one that has waited longest first; SOURCE_NONE: of any
 * board. What a dead run has leased is due; what `run` has leased itself, or has tried, is not.
 * No validators come with an advert that is closed: its own page may be what it was before.
 * Within the caller's transaction it costs no flush of its own.
 * @param host only adverts at this origin ("https://www.jobs.nhs.uk"): their url begins with it
 * or with "/"; NULL: any
 * @param by due at this time, seconds since 1970 UTC: a run that names the time it began at
 * gets nothing twice
 * @param found false where none is due; then `out` is untouched */
enum err store_queue_lease(struct store *store, struct arena *arena, enum source source,
                           const char *host, int64_t by, int64_t run, struct queued *out,
                           bool *found, struct diag *diag);
/** It is in hand now: its page is asked for, or one that was held is read. */
enum err store_queue_begin(struct store *store, int64_t row, struct diag *diag);
/** Its page came whole, and is saved under `page`. Should the program end before it is read,
 * the next run is given it with the lease. */
enum err store_queue_hold(struct store *store, int64_t row, int64_t page, struct diag *diag);
/** Done with; one that is no longer there is none the worse. */
enum err store_queue_done(struct store *store, int64_t row, struct diag *diag);
/** Give a lease back untouched: nothing was asked. */
enum err store_queue_release(struct store *store, int64_t row, struct diag *diag);
/** Look without leasing, for a dry run: the first `limit` that are due, in their order, each
 * handed to `visit` and gone after that.
 * @param visit may not use the store; returning anything but ERR_NONE ends the look with that
 */
enum err store_queue_each(struct store *store, enum source source, const char *host, int64_t by,
                          int64_t limit,
                          enum err (*visit)(void *state, const struct queued *queued,
                                            struct diag *diag),
                          void *state, struct diag *diag);
/** @param reason a few words, kept for the user @param next_try seconds since 1970 UTC */
enum err store_queue_fail(struct store *store, int64_t row, const char *reason,
                          int64_t next_try, struct diag *diag);
/** @param by as for store_queue_lease @param due those that it would give
 * @param waiting all but those that are done */
enum err store_queue_count(struct store *store, enum source source, const char *host,
                           int64_t by, int64_t *waiting, int64_t *due, struct diag *diag);
/** What waits of a queue and is due first: when, and why it was not fetched.
 * @param next_try seconds since 1970 UTC; untouched where nothing waits, as is `reason`
 * @param reason in the arena; NULL: none was given */
enum err store_queue_soonest(struct store *store, struct arena *arena, enum source source,
                             const char *host, int64_t *next_try, const char **reason,
                             struct diag *diag);

/** How much the last healthy sweep of a board missed of what was open, and how much it met;
 * zeros where there was none. */
enum err store_walk_loss(struct store *store, enum source source, const char *host,
                         int64_t *missing, int64_t *met, struct diag *diag);

/* Walks: how a board's list was read */

/** The run that last read the list of this plan well: the latest healthy WALK_WHOLE of it, or a
 * WALK_FRONT that rests on what was met before; where there is none, the same of the whole
 * board; 0: none. */
enum err store_walk_ground(struct store *store, enum source source, const char *host,
                           const char *plan, int64_t *run, struct diag *diag);

/** The last WALK_WHOLE of this plan that came before `run`, whatever its verdict.
 * @param healthy only a healthy one @param found false where none; then `out` is untouched */
enum err store_walk_last(struct store *store, struct arena *arena, enum source source,
                         const char *host, const char *plan, bool healthy, int64_t run,
                         struct walk *out, bool *found, struct diag *diag);

/** The walk of a run. @param found false where it made none; then `out` is untouched */
enum err store_walk_of_run(struct store *store, struct arena *arena, int64_t run,
                           struct walk *out, bool *found, struct diag *diag);

/** A healthy WALK_PART of the list of `now` that may be gone on with: of those behind the run
 * `after` that are no more than `age_max` seconds older than `now`, the one that leads
 * furthest.
 * @param found false where there is none; then `out` is untouched */
enum err store_walk_cut(struct store *store, struct arena *arena, const struct walk *now,
                        int64_t after, int64_t age_max, struct walk *out, bool *found,
                        struct diag *diag);

/** Remember a walk, one a run: a second time it is what has become of it since. */
enum err store_walk_put(struct store *store, const struct walk *walk, struct diag *diag);

/** Adverts of this board that are known as open, are not past their date on `today`, were met
 * in a list of the whole board before (a sweep, or a run whose plan is "": store_run_aim) at
 * the same origin, and not by this run, which has read the whole list.
 * @param missing how many
 * @param ask put them into the queue (QUEUE_GONE), so that their own page is looked at */
enum err store_walk_missing(struct store *store, enum source source, int64_t run,
                            struct date today, bool ask, int64_t *missing, struct diag *diag);

/** Adverts of which the same is true, but that their date is before `today`: they are closed,
 * with the history of store_vacancy_close, and nothing is asked of their pages; last seen
 * stays. Where a list shows one again, its page is asked for.
 * @param closed how many */
enum err store_walk_close_past(struct store *store, enum source source, int64_t run,
                               struct date today, int64_t *closed, struct diag *diag);

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

/** @param out zeroed for a host that is not known; its texts live in the arena */
enum err store_host_get(struct store *store, struct arena *arena, const char *host,
                        struct host_memory *out, struct diag *diag);
/** Keep all of it; robots.txt only where `robots_at` differs from what is kept. */
enum err store_host_put(struct store *store, const char *host, const struct host_memory *memory,
                        struct diag *diag);

/* The ledger, for `shortlist status` */

/** @param runs at most so many, newest first @param today the day in London */
enum err store_ledger(struct store *store, struct arena *arena, int64_t runs, struct date today,
                      struct ledger *out, struct diag *diag);

/** What a page of this board takes, on average: unpacked bytes; 0 where none is kept. */
enum err store_page_size(struct store *store, enum source source, int64_t *bytes,
                         struct diag *diag);

/** A kept page for an archive, with its body: the first one behind row `after` that came from
 * the network. @param found false at the end */
enum err store_archive_next(struct store *store, struct arena *arena, int64_t after,
                            int64_t *row, struct page *out, bool *found, struct diag *diag);

/** Name and version of the library, for `shortlist version`. */
const char *store_library(void);

#endif
