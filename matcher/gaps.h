/* matcher/gaps.h - what many adverts ask for and a profile does not show, counted
 * SPDX-License-Identifier: MIT
 *
 * What is short is counted by what is asked for, not by how much of it: a year on a ward and
 * two years on a ward are both "experience of a ward". A criterion with several ways to meet
 * it counts for the one that the profile comes closest to.
 */
#ifndef MATCHER_GAPS_H
#define MATCHER_GAPS_H

#include "base/arena.h"
#include "matcher/rules.h"
#include "schema/candidate.h"
#include "schema/profile_advice.h"

struct gaps;

/** @param arena holds it all, longer than it is used
 * @param candidate borrowed, must not change @return ERR_MEMORY, ERR_LIMIT */
enum err gaps_open(struct gaps **out, struct arena *arena, const struct rules *rules,
                   const struct candidate *candidate, struct date today, struct diag *diag);

/** Judge a requirement, once for all adverts that have it.
 * @param gap the number of what is short, for gaps_count; 0: nothing is, or nobody can say what
 * @return ERR_MEMORY, ERR_LIMIT */
enum err gaps_judge(size_t *gap, struct gaps *gaps, const struct requirement *requirement,
                    struct diag *diag);

/** An advert is looked at: its gaps follow. */
void gaps_begin_advert(struct gaps *gaps);
/** Count a gap of it; one that was counted of it already, and 0, are passed over. */
void gaps_count(struct gaps *gaps, size_t gap);

/** What is short most often, most first, then in the order of what is asked for.
 * @param most how many @param out in the arena of gaps_open */
enum err gaps_list(struct profile_gaps *out, struct gaps *gaps, size_t most, struct diag *diag);

/** The same over the built-in roles: for who has no adverts. */
enum err gaps_of_roles(struct profile_gaps *out, struct arena *arena, const struct rules *rules,
                       const struct candidate *candidate, struct date today, size_t most,
                       struct diag *diag);

#endif
