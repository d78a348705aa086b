/* matcher/mark.h - the panel's mark for one demand, and for a whole requirement
 * SPDX-License-Identifier: MIT
 *
 * Public formats, section 4, "What a mark means". One file per type of atom (mark_*.c), one
 * table that knows them (mark.c); a type without a row is unknown, never met.
 */
#ifndef MATCHER_MARK_H
#define MATCHER_MARK_H

#include "matcher/fact.h"
#include "matcher/rules.h"
#include "schema/match.h"

/** What marks are given by. */
struct judge {
    const struct rules *rules;
    const struct candidate *candidate;
    struct date today;
};

/** How the profile stands to a demand. */
enum standing {
    STANDING_UNKNOWN = 0, /* nothing in the profile either way */
    STANDING_FOR,         /* something shows it, mark 1 or 2 */
    STANDING_AGAINST,     /* a fact speaks against it */
    STANDING_LATER        /* asked after an offer, not of the profile */
};

/** What is missing for mark 2: the row of matcher/rules/prompts.tsv that asks for it. */
enum lack {
    LACK_NONE = 0,
    LACK_ALL,           /* nothing is said */
    LACK_EXAMPLE,       /* claimed, or ordinarily needed, but no example */
    LACK_LENGTH,        /* too short */
    LACK_LENGTH_UNSAID, /* how long? */
    LACK_SETTING,       /* a neighbouring setting */
    LACK_KIND,          /* paid or not? */
    LACK_LEVEL,         /* a lower level */
    LACK_SUBJECT,       /* another subject */
    LACK_FINISH,        /* under way, not held */
    LACK_START,         /* willing, not begun */
    LACK_STATUS,        /* held or not? */
    LACK_LICENCE,
    LACK_VEHICLE,
    LACK_COUNT
};

extern const struct vocab vocab_lack;

struct mark {
    int mark; /* 0, 1 or 2 */
    enum standing standing;
    enum lack lack;
};

/**
 * Mark one atom.
 *
 * @param facts where to put the facts that a mark above 0 rests on; NULL: not wanted
 */
typedef struct mark marker(const struct judge *judge, const struct requirement *requirement,
                           const struct atom *atom, struct facts *facts);

marker mark_qualification;
marker mark_experience;
marker mark_driving;
marker mark_skill;

/** A mark of `mark` with what it lacks: for above 0, unknown at 0. */
struct mark mark_of(int mark, enum lack lack);

/** Months of experience that stand in for a qualification of `level`: a year for a level 2 (the
 * usual length of such a course), one more for each level above. */
int mark_equivalent_months(int level);

/** The area of work that can stand in for a qualification in `subject` (NULL: none named): care
 * work for those of health and social care. Borrowed. */
const char *mark_equivalent_field(const struct rules *rules, const char *subject);

/** The mark for a criterion. */
struct judgement {
    int mark; /* 0 to 2; MARK_NONE for later */
    enum verdict verdict;
    bool asks_nothing;
    bool passes;             /* reaches what the gate wants, should it be essential */
    enum lack lack;          /* of the demand below */
    const struct atom *atom; /* the demand that a prompt asks about; NULL where none is */
};

/** Mark a requirement: the best of its alternatives. @param facts as above */
struct judgement mark_requirement(const struct judge *judge,
                                  const struct requirement *requirement, struct facts *facts);

#endif
