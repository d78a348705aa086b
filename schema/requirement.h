/* schema/requirement.h - what a criterion asks for (the tree of the public formats, section 2)
 * SPDX-License-Identifier: MIT
 */
#ifndef SCHEMA_REQUIREMENT_H
#define SCHEMA_REQUIREMENT_H

#include "schema/vocab.h"

enum atom_type {
    ATOM_NONE = 0,
    ATOM_QUALIFICATION,
    ATOM_EXPERIENCE,
    ATOM_KNOWLEDGE,
    ATOM_SKILL,
    ATOM_ATTRIBUTE,
    ATOM_DRIVING,
    ATOM_AVAILABILITY,
    ATOM_REGISTRATION,
    ATOM_RIGHT_TO_WORK,
    ATOM_DBS,
    ATOM_LANGUAGE,
    ATOM_HEALTH,
    ATOM_OTHER,
    ATOM_COUNT
};

/* Whether a qualification must be held. */
enum holding {
    HOLDING_NONE = 0,
    HOLDING_HELD,
    HOLDING_WORKING_TOWARDS,
    HOLDING_WILLING,
    HOLDING_COUNT
};

/* How experience was come by; a set. An empty set means any. */
enum kind { KIND_NONE = 0, KIND_PAID, KIND_VOLUNTARY, KIND_LIVED, KIND_CARING, KIND_COUNT };

/** No level: the certificate has none, or none is stated. */
enum { LEVEL_NONE = -1 };

/** One thing asked for. Members that its type does not use are zero (level: LEVEL_NONE). */
struct atom {
    enum atom_type type;
    int level;            /* qualification: RQF 0..8, or LEVEL_NONE */
    const char *subject;  /* qualification: subject id, or NULL */
    enum holding status;  /* qualification */
    int months;           /* experience: shortest length that satisfies; 0 none stated */
    struct strings areas; /* experience: area ids, alternatives; other: the telling words that
                             it asks for, normalised, each once */
    unsigned kinds;       /* experience: set of enum kind; 0 any */
    bool stands_in;      /* experience: named as an equivalent of the qualification beside it */
    const char *concept; /* skill, attribute: concept id; knowledge: topic; registration: body;
                            availability: pattern; language: which */
    bool licence;        /* driving */
    bool vehicle;        /* driving */
    struct span words;   /* the part of the criterion's text it was read from; borrowed */
};

/** Demands that must all be satisfied; none at all asks for nothing. */
struct demand {
    struct atom *atoms;
    size_t count;
};

struct requirement {
    struct demand *any_of; /* alternatives; at least one */
    size_t count;
    bool accepts_equivalent; /* "or equivalent", unnamed */
    const char *rule;        /* id of the rule that decided */
};

/** Does it ask for nothing ("experience is not essential")? */
bool requirement_asks_nothing(const struct requirement *requirement);

extern const struct vocab vocab_atom;
extern const struct vocab vocab_holding;
extern const struct vocab vocab_kind;

#endif
