/* pipeline/profile_gaps.h - what most stored adverts ask for and a profile does not show
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_PROFILE_GAPS_H
#define PIPELINE_PROFILE_GAPS_H

#include "matcher/rules.h"
#include "pipeline/listener.h"
#include "schema/candidate.h"
#include "schema/profile_advice.h"
#include "schema/store.h"

/**
 * Count over the stored adverts that are open today; where there are none over all stored
 * ones; where there are none at all over the built-in roles. Criteria that are not read yet
 * are read and kept first.
 *
 * @param store NULL: the roles @param most how many gaps @param out in `arena`
 * @return what the store returns; ERR_LIMIT, ERR_MEMORY
 */
enum err profile_gaps_count(struct profile_gaps *out, struct arena *arena, struct store *store,
                            const struct rules *rules, const struct candidate *candidate,
                            struct date today, size_t most, const struct listener *listener,
                            struct diag *diag);

#endif
