/* pipeline/matching.h - a candidate against the store, or against adverts from files
 * SPDX-License-Identifier: MIT
 *
 *     matching_open     reads criteria that are not read yet, sifts all adverts, orders them
 *     matching_list     the list; matching_each the sheets of a part of it, one at a time
 *     matching_outlook  what is one step away, and the step that opens most
 *     matching_close
 */
#ifndef PIPELINE_MATCHING_H
#define PIPELINE_MATCHING_H

#include "matcher/rules.h"
#include "pipeline/listener.h"
#include "schema/brief.h"
#include "schema/candidate.h"
#include "schema/match.h"
#include "schema/matched.h"
#include "schema/reading.h"
#include "schema/store.h"

/* ---- the store --------------------------------------------------------------------------- */

/** Which adverts. */
struct matching_query {
    struct store_filter filter; /* words, bands, employer, closes_by, open_on and state count */
    unsigned fits;              /* set of (1u << enum preference_name): what misses one of these
                                   wishes of the candidate is left out of the list */
    unsigned known;             /* set of the same: what cannot be told is left out as well */
    bool (*accepts)(void *state, const struct brief *brief); /* a further filter, before all
                                   counting (a role's titles); NULL: all */
    void *accepts_state;
    int within_miles;  /* how far is near, for the distance alone; 0: as the profile says */
    struct date today; /* tells how recent experience is */
};

/** What came of it. All borrowed until matching_close. */
struct matching_list {
    const struct matched *at; /* best first: gate (pass, open, fail), score, high end, closing
                                 date (none last), id, source */
    size_t count;
    int64_t looked_at; /* adverts that were held against the candidate */
    int64_t left_out;  /* of these by the preferences: looked_at = count + left_out */
    int64_t left_out_by[PREFER_COUNT]; /* each under the first wish that it does not fit */
    struct gate_counts counts;         /* of all looked at */
    int64_t near;                      /* of all looked at: those with one_away */
    int64_t read;                      /* adverts whose criteria were read in this run */
    bool is_lost;                      /* nobody knows where the candidate lives */
};

struct matching;

/**
 * Match against stored adverts.
 *
 * Criteria that these rules have not read are read first and kept, some hundred adverts to a
 * transaction. Where the database cannot be written just now they are read in memory and
 * nothing is kept: the listener is told once. Progress: "criteria read", "adverts matched".
 *
 * @param out the caller closes it; it borrows store, rules and candidate
 * @return what the store returns; ERR_LIMIT, ERR_MEMORY
 */
enum err matching_open(struct matching **out, struct store *store,
                       const struct matching_query *query, const struct rules *rules,
                       const struct candidate *candidate, const struct listener *listener,
                       struct diag *diag);
void matching_close(struct matching *matching); /* accepts NULL */

struct matching_list matching_list(const struct matching *matching);

/**
 * The sheets of a part of the list, in its order, one at a time: as score_match makes them,
 * with facts, questions, next steps and preferences.
 *
 * Each is read from the store when its turn comes. One that has gone since is passed over; one
 * that has changed since is shown as it is now.
 *
 * @param from place in the list @param count how many at most; SIZE_MAX: all that follow
 * @param visit gets a match whose parts are gone after the visit, `match->advert` with all its
 * texts; returning anything but ERR_NONE ends the reading with that code
 */
enum err matching_each(struct matching *matching, size_t from, size_t count,
                       enum err (*visit)(void *state, const struct match *match,
                                         struct diag *diag),
                       void *state, struct diag *diag);

/** What is one step away, and the steps that open most. Every count is exact: it was found by
 * sifting all adverts with the changed profile.
 * @param most how many near misses are listed @param out borrowed until matching_close */
enum err matching_outlook(struct outlook *out, struct matching *matching, size_t most,
                          struct diag *diag);

/* ---- files ------------------------------------------------------------------------------- */

/** Matches, best first; everything lives in the arena that was given. */
struct matches {
    struct match *at;
    size_t count;
    int64_t looked_at; /* adverts that were held against the candidate */
};

/** Match against the vacancies among `readings` (of one file, in the same arena); appends
 * unsorted: call matching_sort once at the end. */
enum err matching_readings(struct matches *out, struct arena *arena,
                           const struct readings *readings, const struct rules *rules,
                           const struct candidate *candidate, struct date today,
                           struct diag *diag);

void matching_sort(struct matches *matches);

/* ---- the adverts' criteria --------------------------------------------------------------- */

/** What came of reading criteria. */
struct matching_read {
    int64_t read;    /* adverts whose criteria were read now */
    bool is_kept;    /* false: the database could not be written, nothing of it was kept */
    struct diag why; /* why not */
};

/** Read and keep the criteria of the adverts that `filter` chooses and these rules have not
 * read. For `criteria ID...`, `market`: what could not be kept is read again by whoever needs
 * it. Errors and progress as matching_open. */
enum err matching_read_criteria(struct matching_read *out, struct store *store,
                                const struct store_filter *filter, const struct rules *rules,
                                const struct listener *listener, struct diag *diag);

#endif
