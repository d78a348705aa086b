/* matcher/requirement_bare.c - concepts and lines that no head governs
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement_group.h"

/* Is it called a skill, or told as something that is done: "team working"? "Confidentiality"
 * under Knowledge is a topic. */
static bool names_skill(const struct reading *reading, const struct item *concept) {
    bool called = reading_is(reading, concept->to, CUE_SKILL);
    for (size_t at = concept->from; at < concept->to; at++) {
        called = called || reading_is(reading, at, CUE_SKILL) ||
                 reading_is(reading, at, CUE_VERB) ||
                 span_ends(reading->tokens.at[at].word, "ing");
    }
    bool alone = concept->from == 0 || reading->tokens.at[concept->from].gap ||
                 reading_is(reading, concept->from - 1, CUE_AND);
    return concept->concept->kind == CONCEPT_SKILL && (called || !alone);
}

/* What a bare concept is; the heading decides for areas and topics. */
static enum atom_type type_of_bare(const struct reading *reading, const struct item *concept) {
    const struct concept_row *row = concept->concept;
    enum atom_type hint = reading->hint;
    if (row->kind == CONCEPT_ATTRIBUTE) {
        return hint == ATOM_KNOWLEDGE ? hint : ATOM_ATTRIBUTE; /* "Knowledge: equality" */
    }
    if (hint == ATOM_EXPERIENCE || (hint == ATOM_KNOWLEDGE && !names_skill(reading, concept))) {
        return hint;
    }
    if (row->kind != CONCEPT_AREA) {
        return item_own_type(concept);
    }
    bool task = row->facet == FACET_ACTIVITY;
    return task || hint == ATOM_SKILL ? ATOM_SKILL : ATOM_EXPERIENCE;
}

/* Does the concept go on with a qualification's own words ("level 3 in assistive technology"),
 * or say what somebody is willing to learn? */
static bool is_of_qualification(const struct reading *reading, const struct item *concept) {
    const struct item *last = NULL;
    for (size_t i = 0; i < reading->item_count && reading->items[i].from < concept->from; i++) {
        last = &reading->items[i];
    }
    bool willing = last && last->class == ITEM_STATUS && last->atom.concept;
    return last && (willing || last->class == ITEM_QUALIFICATION) &&
           last->clause == concept->clause &&
           reading_joint(reading, last->to, concept->from) == JOIN_NONE;
}

static bool stands_alone(const struct reading *reading, const struct item *concept,
                         const struct item *before) {
    size_t from = before ? before->to : 0;
    bool first = !before || before->clause != concept->clause;
    bool touches = before && before->class == ITEM_CONCEPT && before->to == concept->from &&
                   before->concept->kind != CONCEPT_AREA;
    enum joint joint = first ? JOIN_COMMA : reading_joint(reading, from, concept->from);
    bool own = item_is_ability(concept);
    if ((!first && joint == JOIN_NONE && !(touches && own)) ||
        is_of_qualification(reading, concept)) {
        return false;
    }
    return own || !reading_has_whole_atom(reading, concept->clause);
}

/* Is the concept only a part of a line that the heading explains as a whole: "mental health
 * awareness course" under Qualifications? */
static bool is_of_heading(const struct reading *reading, const struct item *concept) {
    enum concept_kind kind = concept->concept->kind;
    bool topic = kind == CONCEPT_AREA || kind == CONCEPT_KNOWLEDGE;
    bool open = reading->hint != ATOM_EXPERIENCE && reading->hint != ATOM_NONE;
    size_t last = reading->tokens.count - 1; /* "Makaton or PECS training" */
    topic = topic || (kind == CONCEPT_SKILL && reading->clauses[last] == concept->clause &&
                      tokens_is_one(&reading->tokens, last, "training|course|certificate"));
    return (item_is_generic(concept) && open) || (topic && reading->hint == ATOM_QUALIFICATION);
}

/* Beside what somebody is like or can do a bare area only tells more of it: "discreet about
 * what is heard on the ward". */
static bool tells_of_ability(const struct reading *reading, const struct item *area) {
    if (reading->hint == ATOM_EXPERIENCE || area->concept->facet == FACET_ACTIVITY) {
        return false;
    }
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->class == ITEM_CONCEPT && (item->concept->kind == CONCEPT_SKILL ||
                                            item->concept->kind == CONCEPT_ATTRIBUTE)) {
            return true;
        }
    }
    return false;
}

/* "Aged 16 to 18 and leaving school": of a line without head or heading most words that say
 * something must belong to what is known, or it is not about experience. */
static bool is_mostly_unknown(const struct reading *reading) {
    enum { SAYS = 20 };
    size_t known = 0;
    size_t unknown = 0;
    for (size_t at = 0, item = 0; at < reading->tokens.count; at++) {
        while (item < reading->item_count && reading->items[item].to <= at) {
            item++;
        }
        bool covered = item < reading->item_count && reading->items[item].from <= at;
        bool says = rules_weight(reading->rules, &reading->tokens.at[at]) >= SAYS;
        known += covered ? 1 : 0;
        unknown += says && !covered ? 1 : 0;
    }
    return unknown > known;
}

/* While bare concepts are gone through. */
struct bare {
    struct group areas;        /* those that are experience make one list */
    const struct item *before; /* the concept before, or NULL */
    bool aside;                /* it only told more of a skill: "on the ward" */
};

static void flush_areas(struct reading *reading, struct bare *bare) {
    if (bare->areas.count) {
        group_emit_experience(reading, &bare->areas);
        bare->areas.count = 0;
    }
}

/* "A smart phone", "reliable broadband": here the word says how a thing is, nobody's quality.
 */
static bool tells_of_thing(const struct reading *reading, const struct item *concept) {
    enum { TELLING = 50 };
    const struct tokens *tokens = &reading->tokens;
    size_t next = concept->to;
    return concept->concept->kind == CONCEPT_ATTRIBUTE && reading->hint != ATOM_ATTRIBUTE &&
           next == concept->from + 1 && next < tokens->count && !tokens->at[next].gap &&
           !reading_is_covered(reading, next) && !reading_is_concept(reading, next) &&
           !reading_is(reading, next, CUE_TRAIT_NOUN) && !reading_is(reading, next, CUE_VERB) &&
           rules_weight(reading->rules, &tokens->at[next]) >= TELLING;
}

/* "Accurate keyboard skills": of two skills without a joint the second is what is asked. */
static bool tells_of_next(const struct reading *reading, const struct group *group,
                          size_t index) {
    const struct item *concept = group->concepts[index];
    const struct item *next = index + 1 < group->count ? group->concepts[index + 1] : NULL;
    return next && next->from == concept->to && !reading->tokens.at[next->from].gap &&
           concept->concept->kind == CONCEPT_SKILL && next->concept->kind == CONCEPT_SKILL;
}

/* "NVQ 3, or two years in a care home": does a length behind all whole atoms bring it in? */
static bool has_length(const struct reading *reading, const struct item *area) {
    enum { NEAR = 5 };
    bool length = false;
    for (size_t i = 0; i < reading->item_count && reading->items[i].from < area->from; i++) {
        const struct item *item = &reading->items[i];
        bool whole = item->class == ITEM_ATOM || item->class == ITEM_QUALIFICATION;
        bool near = item->class == ITEM_MONTHS && item->clause == area->clause &&
                    area->from - item->to <= NEAR;
        length = near || (length && !whole);
    }
    return length;
}

static void add_bare(struct reading *reading, struct bare *bare, struct group *group,
                     size_t index) {
    struct item *concept = group->concepts[index];
    enum atom_type type = type_of_bare(reading, concept);
    const struct item *before = bare->before;
    bool chained = before && before->clause == concept->clause &&
                   (bare->aside || reading_list_joint(reading, before, concept) == JOIN_NONE);
    bare->before = concept;
    bare->aside = concept->concept->kind == CONCEPT_AREA && chained && !bare->areas.count;
    if (bare->aside || is_of_heading(reading, concept) ||
        (type == ATOM_EXPERIENCE && tells_of_ability(reading, concept)) ||
        (type == ATOM_EXPERIENCE && reading->hint == ATOM_NONE && is_mostly_unknown(reading))) {
        return;
    }
    if (type != ATOM_EXPERIENCE) {
        bool own = (index == 0 || member_is_own(reading, group, index)) &&
                   !tells_of_next(reading, group, index);
        if (own && stands_alone(reading, concept, before) &&
            !tells_of_thing(reading, concept)) {
            flush_areas(reading, bare);
            (void)reading_add_part(reading, group_atom(type, concept->concept->id),
                                   concept->from, concept->to, "concept");
        }
    } else if (reading->hint == ATOM_EXPERIENCE ||
               !reading_has_whole_atom(reading, concept->clause) ||
               has_length(reading, concept)) {
        bare->areas.concepts[bare->areas.count++] = concept;
    }
}

/* What the members of a bare list are that nothing knows: what the heading says, else what
 * those are that were found from part `from` on. */
static enum atom_type type_of_members(const struct reading *reading, size_t from) {
    enum atom_type first = ATOM_NONE;
    for (size_t i = from; i < reading->part_count && !first; i++) {
        enum atom_type type = reading->parts[i].atom.type;
        first = type == ATOM_SKILL || type == ATOM_ATTRIBUTE ? type : ATOM_NONE;
    }
    for (size_t i = 0; i < reading->item_count && first;
         i++) { /* "patient" is read by a rule */
        const struct item *item = &reading->items[i];
        bool quality = item->class == ITEM_ATOM && item->atom.type == ATOM_ATTRIBUTE;
        first = quality ? ATOM_ATTRIBUTE : first;
    }
    bool lists = reading->hint == ATOM_SKILL || reading->hint == ATOM_ATTRIBUTE;
    return first == ATOM_ATTRIBUTE || lists ? first : ATOM_NONE;
}

/* Where the list begins whose first concept is this one. */
static size_t list_start(const struct reading *reading, const struct item *concept) {
    size_t at = concept->from;
    while (at > 0 && reading->clauses[at - 1] == concept->clause &&
           !reading_is_covered(reading, at - 1)) {
        at--;
    }
    return at;
}

void group_emit_bare(struct reading *reading, struct group *group) {
    struct bare bare = {.before = NULL};
    size_t parts = reading->part_count;
    for (size_t i = 0; i < group->count; i++) {
        add_bare(reading, &bare, group, i);
    }
    enum atom_type type = type_of_members(reading, parts);
    if (type) {
        group_emit_unknown(reading, group, list_start(reading, group->concepts[0]), type);
    }
    flush_areas(reading, &bare);
}

/* ---- bare lines ------------------------------------------------------------------------ */

/* How little of a qualification is enough. */
static enum holding status_said(const struct reading *reading) {
    enum holding status = HOLDING_HELD;
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        bool weaker = item->class == ITEM_STATUS && item->atom.status > status;
        status = weaker ? item->atom.status : status;
    }
    return status;
}

static unsigned kinds_said(const struct reading *reading) {
    unsigned kinds = reading->hint_kinds;
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        kinds |= item->class == ITEM_KIND ? item->atom.kinds : 0;
    }
    return kinds;
}

/* The first run of words that no item covers, as an id. */
static const char *bare_words(const struct reading *reading, size_t to) {
    size_t from = 0;
    while (from < to && reading_is_covered(reading, from)) {
        from++;
    }
    size_t end = from;
    while (end < to && !reading_is_covered(reading, end)) {
        end++;
    }
    return rules_slug(reading->rules, reading->arena, &reading->tokens, from, end);
}

/* "Section 12 status, or willing to work towards it": no heading explains what is in front. */
static void add_unexplained(struct reading *reading, size_t to) {
    struct atom atom = group_atom(ATOM_OTHER, NULL);
    reading_tell_words(reading, &atom.areas, 0, to);
    if (atom.areas.count) {
        (void)reading_add_part(reading, atom, 0, to, "other");
        reading_sort_parts(reading);
    }
}

/* Is word `at` between two names of a list of alternatives? */
static bool parts_names(const struct reading *reading, size_t at) {
    return reading_is(reading, at, CUE_OR) && !reading_is_covered(reading, at);
}

/* "Baby massage, Video Interaction Guidance or Solihull training": certificates that nobody
 * knows, each by its name. @return whether there are several */
static bool add_named_trainings(struct reading *reading, size_t to) {
    enum { WORDS_MAX = 5 };
    const struct tokens *tokens = &reading->tokens;
    size_t ends[2 * WORDS_MAX];
    size_t count = 0;
    bool either = false;
    for (size_t at = 0; at < to; at++) { /* up to "..., or prepared to undertake" */
        to = reading_is_covered(reading, at) ? at : to;
    }
    if (!to || !tokens_is_one(tokens, to - 1, "training|course|certificate")) {
        return false;
    }
    for (size_t at = 1, from = 0; at < to; at++) {
        bool slash = tokens->at[at].gap & GAP_SLASH;
        bool joins = parts_names(reading, at);
        either = either || slash || joins;
        if (reading_is(reading, at, CUE_AND) || at - from > WORDS_MAX) {
            return false;
        }
        if (slash || joins || tokens->at[at].gap & GAP_COMMA) {
            ends[count++] = at;
            from = at;
        }
        if (count == sizeof ends / sizeof ends[0]) {
            return false;
        }
    }
    for (size_t i = 0; i <= count && either; i++) {
        size_t from = i ? ends[i - 1] : 0;
        size_t end = i < count ? ends[i] : to;
        struct atom atom = group_atom(ATOM_QUALIFICATION, NULL);
        atom.subject = rules_slug(reading->rules, reading->arena, tokens, from, end);
        atom.status = status_said(reading);
        struct part *part =
            atom.subject ? reading_add_part(reading, atom, from, end, "heading") : NULL;
        if (part && i) {
            part->joint = JOIN_OR;
        }
    }
    reading_sort_parts(reading);
    return either;
}

void reading_add_bare_line(struct reading *reading, size_t to) {
    if (reading->hint == ATOM_NONE && to && reading->part_count) {
        add_unexplained(reading, to);
        return;
    }
    if (reading->hint == ATOM_NONE || !to) {
        return;
    }
    if (reading->hint == ATOM_QUALIFICATION && add_named_trainings(reading, to)) {
        return;
    }
    const char *slug = bare_words(reading, to);
    struct atom atom = group_atom(reading->hint, NULL);
    if (reading->hint == ATOM_EXPERIENCE) {
        atom.kinds = kinds_said(reading);
    } else if (reading->hint == ATOM_QUALIFICATION) {
        atom.subject = slug;
        atom.status = status_said(reading);
    } else {
        atom.concept = slug;
    }
    struct part *part = reading_add_part(reading, atom, 0, to, "heading");
    if (reading->hint == ATOM_EXPERIENCE) {
        part_add_area(reading, part, slug);
    }
    reading_sort_parts(reading);
}
