/* matcher/concepts.h - the ontology: areas, skills, qualities, knowledge, subjects
 * SPDX-License-Identifier: MIT
 *
 * Data: matcher/rules/concepts.tsv (id, kind, label, wordings, broader, neighbours, wordings
 * that speak against) and subjects. Ids are short words with underscores: "mental_health". A
 * requirement may also name what no row knows: then the id is made of the criterion's telling
 * words
 * ("disabled_facility_grant"), relates to nothing but itself, and is its own label.
 */
#ifndef MATCHER_CONCEPTS_H
#define MATCHER_CONCEPTS_H

#include "base/arena.h"
#include "matcher/rules.h"

enum concept_kind {
    CONCEPT_NONE = 0,
    CONCEPT_AREA,      /* setting or client group of experience */
    CONCEPT_SKILL,     /* what one can do */
    CONCEPT_ATTRIBUTE, /* values and personal qualities */
    CONCEPT_KNOWLEDGE, /* topics */
    CONCEPT_SUBJECT,   /* subjects of qualifications */
    CONCEPT_KIND_COUNT
};

/** A concept named in a text. */
struct concept_hit {
    const char *id;
    enum concept_kind kind;
    struct span words; /* where; borrowed part of the text */
};

struct concept_hits {
    struct concept_hit *at;
    size_t count;
};

/**
 * The concepts that a text names, in the order of the text, each id once; a longer wording
 * hides a shorter one inside it. Negated mentions ("never worked in mental health", "no
 * experience of dementia") are left out, and so is where somebody worked as something other
 * than a carer: the hospital of "hospital porter".
 *
 * @param kinds set of enum concept_kind
 */
enum err concepts_find(struct concept_hits *out, struct arena *arena, const struct rules *rules,
                       unsigned kinds, struct span text, struct diag *diag);

/** The same with what is named inside or across a longer wording of another row: "care for
 * vulnerable people" names these people too. Not the ward of a "ward clerk". */
enum err concepts_find_all(struct concept_hits *out, struct arena *arena,
                           const struct rules *rules, unsigned kinds, struct span text,
                           struct diag *diag);

struct tokens;

/** Does a clause begin at word `at`, over which no negation reaches: "..., I rang"? Words that
 * end one wherever they stand ("so", "but") are data: matcher/rules/cues.tsv. */
bool concepts_is_new_clause(const struct tokens *tokens, size_t at);

/** How a held concept stands to one asked for. */
enum relation {
    RELATION_NONE = 0,
    RELATION_NEIGHBOUR, /* near: care home for ward */
    RELATION_WITHIN,    /* held is the same or a part of what is asked: satisfies it */
};

enum relation concepts_relate(const struct rules *rules, const char *held, const char *asked);

/** Plain words for a concept ("adult mental health"); the id itself where it is unknown. */
const char *concepts_label(const struct rules *rules, const char *id);

/** Does ordinary work in `area` need `skill` (a soft skill of care and support work, never a
 * technical one)? Such a skill is worth 1 without being named. */
bool concepts_needs(const struct rules *rules, const char *area, const char *skill);

/** Weight of a normalised word for the fallback overlap: 0 (says nothing) to 100. */
int concepts_word_weight(const struct rules *rules, struct span word);

#endif
