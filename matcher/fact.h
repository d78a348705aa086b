/* matcher/fact.h - the single facts of a profile: their keys, and a profile without one of them
 * SPDX-License-Identifier: MIT
 *
 * A fact is one line of a candidate file. Marks say which facts they rest on, and what a fact
 * brought is found by taking it away and marking again, so that an explanation is true by
 * construction.
 */
#ifndef MATCHER_FACT_H
#define MATCHER_FACT_H

#include "schema/candidate.h"

enum fact_field {
    FACT_NONE = 0,
    FACT_DRIVES,
    FACT_VEHICLE,
    FACT_SPONSORSHIP,
    FACT_PATTERNS,
    FACT_TRAVEL,
    FACT_NAME,
    FACT_LEVEL,
    FACT_STATUS,
    FACT_AREA,
    FACT_KIND,
    FACT_MONTHS,
    FACT_FROM,
    FACT_TO,
    FACT_EMPLOYER,
    FACT_EVIDENCE,
    FACT_SKILL,
    FACT_FIELD_COUNT
};

struct fact {
    enum fact_field field;
    size_t index;            /* which qualification, experience or skill; else 0 */
    const struct atom *atom; /* the demand that it answers; borrowed */
};

/** The facts that a mark rests on, each once, the most telling first. */
struct facts {
    struct arena *arena;
    const struct atom *atom; /* the demand being marked */
    struct fact *at;
    size_t count;
};

/** Add a fact unless it is there already. @param facts NULL: nothing is kept */
void facts_add(struct facts *facts, enum fact_field field, size_t index);

/** The key of a fact as people write it: "experience.ward.months". In the arena. */
const char *fact_key(struct fact fact, const struct candidate *candidate, struct arena *arena);

/** The fact of that key; a key of several entries with the same label is the first one's.
 * @return false where the profile has no such entry */
bool fact_find(struct fact *out, const struct candidate *candidate, struct span key);

/** Take a fact out of a profile, and all that was read from it. */
void fact_remove(struct candidate *candidate, struct fact fact);

/** A copy that can be changed without changing `from`: the lists are its own, their texts are
 * shared; there is room for one skill and one qualification more. @return ERR_MEMORY, ERR_LIMIT
 */
enum err fact_copy_profile(struct candidate *out, struct arena *arena,
                           const struct candidate *from);

/** Make a copy the same as `from` again. */
void fact_restore_profile(struct candidate *copy, const struct candidate *from);

#endif
