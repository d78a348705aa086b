/* matcher/mark_driving.c - a demand for a licence or a car
 * SPDX-License-Identifier: MIT
 */
#include "matcher/mark.h"

/* One of the two, where it is asked for. */
struct part {
    bool is_asked;
    enum answer answer;
    enum fact_field fact;
    enum mark_lack lack;
};

enum { PART_COUNT = 2 };

static enum mark_lack lack_of(const struct part parts[static PART_COUNT], enum answer answer) {
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (parts[i].is_asked && parts[i].answer == answer) {
            return parts[i].lack;
        }
    }
    return LACK_NONE;
}

/* A "no" to one that is asked for speaks against all; a "yes" beside silence is 1. */
struct mark mark_driving(const struct judge *judge, const struct requirement *requirement,
                         const struct atom *atom, struct facts *facts) {
    const struct candidate *candidate = judge->candidate;
    const struct part parts[PART_COUNT] = {
        {atom->licence, candidate->drives, FACT_DRIVES, LACK_LICENCE},
        {atom->vehicle, candidate->vehicle, FACT_VEHICLE, LACK_VEHICLE},
    };
    (void)requirement;
    enum mark_lack against = lack_of(parts, ANSWER_NO);
    if (against) {
        return (struct mark){0, STANDING_AGAINST, against};
    }
    bool is_shown = false;
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (parts[i].is_asked && parts[i].answer == ANSWER_YES) {
            facts_add(facts, parts[i].fact, 0);
            is_shown = true;
        }
    }
    enum mark_lack unsaid = lack_of(parts, ANSWER_UNKNOWN);
    return mark_of(!is_shown ? 0 : unsaid ? 1 : 2, unsaid);
}
