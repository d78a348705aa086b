/* matcher/reading.h - a criterion while it is being read
 * SPDX-License-Identifier: MIT
 *
 * text -> items (what the rules, the ladder and the concepts find) -> atoms -> tree.
 */
#ifndef MATCHER_READING_H
#define MATCHER_READING_H

#include "matcher/requirement.h"
#include "matcher/rules_private.h"

/* What an item is; where two overlap the first of this list stays. */
enum item_class {
    ITEM_NONE = 0,
    ITEM_MASK,
    ITEM_NOTHING,
    ITEM_ATOM,
    ITEM_QUALIFICATION,
    ITEM_EQUIVALENT,
    ITEM_STATUS,
    ITEM_SOFT,
    ITEM_ONE_OF,
    ITEM_SKIP,
    ITEM_MONTHS,
    ITEM_HEAD,
    ITEM_KIND,
    ITEM_CONCEPT,
    ITEM_CLASS_COUNT
};

/* How a part is joined to the one before it. */
enum joint { JOIN_NONE = 0, JOIN_COMMA, JOIN_AND, JOIN_OR };

/* Something found in the text. */
struct item {
    enum item_class class;
    size_t from; /* words */
    size_t to;
    int clause;
    const struct rule *rule;           /* of what a rule found; else NULL */
    const struct concept_row *concept; /* of a concept */
    struct atom atom; /* of an atom, a qualification, a head, a status, kinds */
    int months;
    bool alternative; /* joined by "or" to what stands before it, whatever the text between */
    bool and_before;  /* a further subject of the qualification before it */
    bool vocational;  /* of a qualification: see qualification_private.h */
    bool shares;
    int rank;     /* while overlaps are resolved */
    size_t order; /* in which they were found */
};

/* An atom, and where it stands. */
struct part {
    struct atom atom;
    size_t from; /* words */
    size_t to;
    int clause;
    enum joint joint; /* to the part before it, where that is known; JOIN_NONE: read the text */
    bool vocational;  /* of a qualification */
    bool shares;      /* its subject stands behind the alternative that follows */
    bool alone;       /* an alternative of one atom */
    size_t order;     /* while parts are sorted */
    const char *rule;
};

struct reading {
    struct arena *arena;   /* of the result */
    struct arena *scratch; /* of this reading */
    const struct rules *rules;
    const struct criterion *criterion;
    struct tokens tokens;
    bool *masked; /* by word */
    int *clauses; /* by word */
    int clause_count;
    size_t list_from;   /* the word behind the colon of "parent: child; child"; 0: no list */
    bool list_one_of;   /* its children are alternatives */
    struct item *items; /* in order of the text */
    size_t item_count;
    struct part *parts; /* in order of the text */
    size_t part_count;
    enum atom_type hint; /* what the group's heading says of bare lines */
    unsigned hint_kinds;
    const struct rule *nothing; /* the rule that says that nothing is asked; NULL */
    bool equivalent;
    bool failed_pattern; /* a pattern ran into its limit */
};

/* Fill clauses and items. */
void reading_find_items(struct reading *reading);

/* Turn items into parts. */
void reading_make_parts(struct reading *reading);

/* Add the words from `from` to `to` that say something, normalised, each once: by them an atom
 * of type `other` is marked. */
void reading_tell_words(struct reading *reading, struct strings *out, size_t from, size_t to);

/* Put the parts in order of the text. */
void reading_sort_parts(struct reading *reading);

/* Parts of qualifications: how they may be held. */
void reading_set_status(struct reading *reading);

/* Where nothing was found: what the heading says of a bare line up to word `to`; where it says
 * nothing and an alternative stands behind, `other`. */
void reading_add_bare_line(struct reading *reading, size_t to);

/* Take out what is softened or not asked for. */
void reading_drop_soft(struct reading *reading);

/* Turn parts into the tree. */
void reading_make_tree(struct reading *reading, struct requirement *out);

/* Has word `at` this cue? False behind the end. */
bool reading_is(const struct reading *reading, size_t at, enum cue cue);

/* How the text between word `from` and word `to` joins what stands around it. */
enum joint reading_joint(const struct reading *reading, size_t from, size_t to);

#endif
