/* matcher/candidate_advice.h - what in a profile is worth less than it could be
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_CANDIDATE_ADVICE_H
#define MATCHER_CANDIDATE_ADVICE_H

#include "base/arena.h"
#include "matcher/rules.h"
#include "schema/candidate.h"
#include "schema/profile_advice.h"

/** Claims without an example, entries without length or kind, what the program cannot place (a
 * town, a postcode, what a qualification is called: with the nearest spelling), work that is
 * long past, what is not said at all. In the order of the file's sections.
 * @param out in `arena` @return ERR_MEMORY, ERR_LIMIT */
enum err candidate_advice(struct profile_warnings *out, struct arena *arena,
                          const struct rules *rules, const struct candidate *candidate,
                          struct date today, struct diag *diag);

#endif
