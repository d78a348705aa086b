/* matcher/mark_right_to_work.c - a demand for the right to work in the United Kingdom
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "matcher/mark.h"

/* What an atom's concept is where a sponsor will do. */
#define SPONSORSHIP "sponsorship"

/* Whoever needs no sponsor has the right; whoever needs one has not, except where the criterion
 * takes sponsorship for it. */
struct mark mark_right_to_work(const struct judge *judge, const struct requirement *requirement,
                               const struct atom *atom, struct facts *facts) {
    enum answer needs = judge->candidate->needs_sponsorship;
    bool is_offered = requirement->accepts_equivalent ||
                      (atom->concept && strcmp(atom->concept, SPONSORSHIP) == 0);
    if (needs == ANSWER_UNKNOWN) {
        return mark_of(0, LACK_ALL);
    }
    if (needs == ANSWER_YES && !is_offered) {
        return (struct mark){0, STANDING_AGAINST, LACK_SPONSORSHIP};
    }
    facts_add(facts, FACT_SPONSORSHIP, 0);
    return mark_of(2, LACK_NONE);
}
