/* matcher/qualification.h - the ladder of qualifications
 * SPDX-License-Identifier: MIT
 *
 * Levels are RQF numbers (0 entry level to 8 doctorate); source of each name's level:
 * schema/facts/qualification_levels.csv.
 */
#ifndef MATCHER_QUALIFICATION_H
#define MATCHER_QUALIFICATION_H

#include "base/arena.h"
#include "matcher/rules.h"
#include "schema/requirement.h"

/** A qualification named in a text. */
struct qualification {
    int level;           /* RQF; the lowest where several are named ("NVQ 2/3"); LEVEL_NONE for
                            certificates without one */
    const char *subject; /* subject id, or NULL where none is named */
    struct span words;   /* the whole phrase; borrowed part of the text */
};

struct qualifications {
    struct qualification *at;
    size_t count;
};

/** The qualifications that a name in a profile names, in order; one of several subjects ("GCSE
 * English and maths") once for each, with the same level and words. "Level 2 food hygiene" is
 * one, of that subject; "band 3", "Tier 2", "2:1 support" and ages are none. What the holder is
 * counts here ("RMN", "registered nurse"): in an advert that asks for a person. */
enum err qualification_find(struct qualifications *out, struct arena *arena,
                            const struct rules *rules, struct span text, struct diag *diag);

/** Does a qualification in the held subject count in full (2), in part (1: another subject) or
 * not at all (0: a certificate without level of another subject) for the subject asked? NULL:
 * no subject named. */
int qualification_subject_mark(const struct rules *rules, const char *held, const char *asked);

#endif
