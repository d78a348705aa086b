/* pipeline/matching.h - a candidate against the store, or against adverts from files
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_MATCHING_H
#define PIPELINE_MATCHING_H

#include "matcher/rules.h"
#include "pipeline/listener.h"
#include "schema/candidate.h"
#include "schema/match.h"
#include "schema/reading.h"
#include "schema/store.h"

/** Matches, best first; everything lives in the arena that was given. */
struct matches {
    struct match *at;
    size_t count;
    int64_t looked_at; /* adverts that were held against the candidate */
};

/** Match against stored adverts. `filter` says which; texts are never needed. */
enum err matching_store(struct matches *out, struct arena *arena, struct store *store,
                        const struct store_filter *filter, const struct rules *rules,
                        const struct candidate *candidate, struct date today,
                        const struct listener *listener, struct diag *diag);

/** Match against the vacancies among `readings` (of one file, in the same arena); appends
 * unsorted: call matching_sort once at the end. */
enum err matching_readings(struct matches *out, struct arena *arena,
                           const struct readings *readings, const struct rules *rules,
                           const struct candidate *candidate, struct date today,
                           struct diag *diag);

void matching_sort(struct matches *matches);

#endif
