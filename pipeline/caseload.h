/* pipeline/caseload.h - a folder of profiles against the store, in one pass over the adverts
 * SPDX-License-Identifier: MIT
 *
 * For advisers. Candidates go by their codes. The store remembers code, marks, gate, score,
 * advert and time (schema/store_caseload.h); profiles stay in memory.
 *
 *     caseload_open    reads the profiles, the criteria that are not read yet, sifts all
 *                      adverts for all candidates on all processors, remembers what came of it
 *     caseload_sheet   one candidate's; caseload_each sheets of adverts for that candidate
 *     caseload_close
 */
#ifndef PIPELINE_CASELOAD_H
#define PIPELINE_CASELOAD_H

#include "pipeline/matching.h"

/** Behind a code: what the last run of an earlier day left. All runs of a day are held against
 * that, so that no look uses the news up. No profile can have such a code; whoever forgets or
 * lists codes minds it. */
#define CASELOAD_ASIDE "@earlier"

struct caseload_query {
    struct matching_query which; /* adverts, and preferences (each candidate's own) */
    int workers;                 /* threads; 0: as many as processors */
    size_t lines;                /* adverts to list for each candidate at most */
    size_t news;                 /* the same of what is new */
    size_t gaps;                 /* common gaps to list at most */
    bool forgets;                /* remember nothing of this run */
};

/** What came of it all. Borrowed until caseload_close. */
struct caseload_list {
    const struct caseload_sheet *at; /* by code */
    size_t count;
    const struct caseload_refusal *refused; /* profiles that could not be read, by file */
    size_t refused_count;
    const struct caseload_gap *gaps; /* the one that opens most first */
    size_t gap_count;
    int64_t looked_at; /* adverts */
    int64_t read;      /* of these, adverts whose criteria were read in this run */
    bool is_kept;      /* false: asked to forget, or only a part of the adverts was looked at
                          (words, bands, an employer, a date, a role), or the database could
                          not be written (the listener was told) */
};

struct caseload;

/**
 * @param folder its files that end in ".ini", hidden ones left out, in the order of their names
 * @return also ERR_ABSENT, ERR_INPUT for a folder that is none, has no profile, or has two
 * profiles with one id (the sentence names both files). A profile with a mistake is refused by
 * itself: see `refused`; where all are, the list is empty
 */
enum err caseload_open(struct caseload **out, struct store *store, const char *folder,
                       const struct caseload_query *query, const struct rules *rules,
                       const struct listener *listener, struct diag *diag);
void caseload_close(struct caseload *caseload); /* accepts NULL */

struct caseload_list caseload_list(const struct caseload *caseload);

/** The profile of one of the list. Borrowed until caseload_close. */
const struct candidate *caseload_candidate(const struct caseload *caseload, size_t candidate);

/** The sheets of the adverts that are listed for a candidate, as matching_each. */
enum err caseload_each(struct caseload *caseload, size_t candidate, size_t from, size_t count,
                       enum err (*visit)(void *state, const struct match *match,
                                         struct diag *diag),
                       void *state, struct diag *diag);

#endif
