/* pipeline/matching_adverts.h - the adverts of the store, ready to be sifted
 * SPDX-License-Identifier: MIT
 *
 * Read once, the same for all candidates, and not changed any more: threads may share them.
 */
#ifndef PIPELINE_MATCHING_ADVERTS_H
#define PIPELINE_MATCHING_ADVERTS_H

#include "matcher/preference.h"
#include "matcher/sift.h"
#include "pipeline/matching.h"
#include "pipeline/places.h"

struct adverts {
    struct arena arena;
    struct sift sift;   /* numbered like the members below */
    struct matched *at; /* by row; gate, points and one_away are each candidate's own */
    struct preference_offer *offers; /* what preferences look at; NULL: none is asked for */
    size_t count;
    int64_t read; /* adverts whose criteria were read now */
    bool is_kept; /* and kept: else the listener was told why not */
};

/** Read what is not read yet, then all of it as of one moment. Adverts that could not be kept
 * are read in memory. @param out of adverts_close, on failure too
 * @param places where adverts are; NULL where no preference is asked for */
enum err adverts_open(struct adverts *out, struct store *store,
                      const struct matching_query *query, const struct rules *rules,
                      struct places *places, const struct listener *listener,
                      struct diag *diag);
void adverts_close(struct adverts *adverts); /* accepts what is zeroed */

/** The advert of a row, or SIZE_MAX. */
size_t adverts_find(const struct adverts *adverts, int64_t row);

/** How one of them stands for a candidate: a line of a list. */
struct matched adverts_matched(const struct adverts *adverts, size_t advert,
                               struct sifted sifted);

/** The first wish in question that an advert does not fit, or PREFER_COUNT. */
enum preference_name adverts_misfit(const struct adverts *adverts, size_t advert,
                                    const struct matching_query *query,
                                    const struct preference_wish *wish);

/** What sheets are made with. */
struct adverts_show {
    struct store *store;
    const struct rules *rules;
    const struct candidate *candidate;
    struct places *places;
    const struct matching_query *query; /* its day, and how far is near */
};

/** The sheets of some lines of a list, one at a time, as matching_each shows them.
 * @param row of the line `at`; it is 0 where there is no such line */
enum err adverts_show(const struct adverts_show *show, size_t from, size_t count,
                      int64_t (*row)(const void *lines, size_t at), const void *lines,
                      enum err (*visit)(void *state, const struct match *match,
                                        struct diag *diag),
                      void *state, struct diag *diag);

#endif
