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

struct dossier;

/** What marks are given by. A copy of a judge may be given a copy of its candidate that was
 * changed (fact_copy_profile): it gives the marks of that one, only slower. */
struct judge {
    const struct rules *rules;
    const struct candidate *candidate;
    struct date today;
    struct dossier *dossier; /* what was worked out about the candidate: mark_dossier.h */
};

/**
 * Get ready to judge a candidate: once for all adverts. A judge is one thread's, for it
 * remembers what it worked out.
 *
 * @param arena holds what is worked out, and grows by new texts of changed copies
 * @param candidate borrowed; must not change while the judge is in use
 * @return ERR_MEMORY, ERR_LIMIT
 */
enum err judge_open(struct judge *out, struct arena *arena, const struct rules *rules,
                    const struct candidate *candidate, struct date today, struct diag *diag);

/**
 * Get ready to judge a changed copy of a candidate (fact_copy_profile), with what is known of
 * the lines that are still the same.
 *
 * @param before of the candidate before the change: outlives `out`; several threads may open
 * beside it while it judges nothing
 * @return as judge_open
 */
enum err judge_open_changed(struct judge *out, struct arena *arena, const struct judge *before,
                            const struct candidate *changed, struct diag *diag);

/** How the profile stands to a demand. */
enum standing {
    STANDING_UNKNOWN = 0, /* nothing in the profile either way */
    STANDING_FOR,         /* something shows it, mark 1 or 2 */
    STANDING_AGAINST,     /* a fact speaks against it */
    STANDING_LATER        /* asked after an offer, not of the profile */
};

/** What is missing for mark 2: the row of matcher/rules/prompts.tsv that asks for it. */
enum mark_lack {
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
    LACK_PATTERN,     /* other times of work than those asked for */
    LACK_BODY,        /* other qualifications, no registration */
    LACK_SPONSORSHIP, /* needs a sponsor */
    LACK_WORDS,       /* shares words with what is asked, no more */
    LACK_COUNT
};

extern const struct vocab vocab_lack;

struct mark {
    int mark; /* 0, 1 or 2 */
    enum standing standing;
    enum mark_lack lack;
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
marker mark_attribute;
marker mark_knowledge;
marker mark_availability;
marker mark_registration;
marker mark_right_to_work;
marker mark_language;
marker mark_other;

/** What a status (HOLDING_NONE: not said) is worth where another is asked for: two steps below,
 * willing where it must be held, speak against. */
struct mark mark_status(enum holding asked, enum holding held);

/** Cite a listed qualification: its name, level and status. */
void mark_cite_qualification(struct facts *facts, const struct candidate *candidate,
                             size_t index);

/** The mark that a concept has as a skill, quality or topic, or as what somebody has experience
 * of (ATOM_EXPERIENCE: a claim in [skills] is none); see mark_concept.c. */
int mark_concept(const struct judge *judge, enum atom_type type, const char *concept,
                 struct facts *facts);

/** The types of atom that look at a fact: a set of enum atom_type. A change of any other type's
 * mark is impossible when that fact changes. */
unsigned mark_touches(enum fact_field field);

/** Make the ids in a requirement's atoms those of the rules' own rows, where these know them:
 * judging it then hashes no text. Once for all candidates; marks stay the same. The atoms are
 * changed in place. */
void mark_intern(const struct rules *rules, struct requirement *requirement);

/** A mark of `mark` with what it lacks: for above 0, unknown at 0. */
struct mark mark_of(int mark, enum mark_lack lack);

/** Months of experience that stand in for a qualification of `level`: a year for a level 2 (the
 * usual length of such a course), one more for each level above. */
int mark_equivalent_months(int level);

/** The area of work that can stand in for a qualification in `subject` (NULL: none named): care
 * work for those of health and social care. Borrowed. */
const char *mark_equivalent_field(const struct rules *rules, const char *subject);

/** The mark for a criterion: a function of the requirement's tree, the profile, the rules and
 * the day, never of the advert's words. */
struct judgement {
    int mark; /* 0 to 2; MARK_NONE for later */
    enum verdict verdict;
    bool asks_nothing;
    bool passes;             /* reaches what the gate wants, should it be essential */
    enum mark_lack lack;     /* of the demand below */
    const struct atom *atom; /* the demand that a prompt asks about; NULL where none is */
};

/** Mark a requirement: the best of its alternatives. @param facts as above */
struct judgement mark_requirement(const struct judge *judge,
                                  const struct requirement *requirement, struct facts *facts);

/** The mark of one atom, which depends on the requirement around it only where the atom is a
 * qualification, an experience or a right to work. */
marker mark_atom;

/** Where the marks of atoms come from. */
typedef struct mark atom_marker(void *state, const struct requirement *requirement,
                                const struct atom *atom);

/** The same as mark_requirement without facts, with the atoms' marks from `of`: for those who
 * have judged the atoms before. @param rules say which concepts go together */
struct judgement mark_join(const struct rules *rules, const struct requirement *requirement,
                           atom_marker *of, void *state);

#endif
