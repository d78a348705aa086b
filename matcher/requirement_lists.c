/* matcher/requirement_lists.c - knowledge, skills and qualities become atoms
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement_group.h"

/* Under "able to" only skills and qualities count, where there are any; else the first that
 * says something: "able to work with people who self harm". */
static void keep_abilities(struct group *group) {
    const struct group whole = *group;
    struct item *first = NULL;
    group->count = 0;
    for (size_t i = 0; i < whole.count; i++) {
        struct item *concept = whole.concepts[i];
        if (item_is_ability(concept) && !item_is_generic(concept)) {
            group->concepts[group->count++] = concept;
        }
        first = first && !item_is_generic(first) ? first : concept;
    }
    if (!group->count && first) {
        bool said = item_is_generic(first) || group->head->atom.concept;
        group->concepts[group->count++] = said ? whole.concepts[0] : first;
    }
}

static void drop_generic(struct group *group) {
    size_t kept = 0;
    for (size_t i = 0; i < group->count; i++) {
        if (!item_is_generic(group->concepts[i])) {
            group->concepts[kept++] = group->concepts[i];
        }
    }
    group->count = kept;
}

/* What a concept is under a head for knowledge, skills or qualities. */
static enum atom_type type_under(const struct item *head, const struct item *concept) {
    enum atom_type type = head->atom.type;
    enum atom_type own = item_own_type(concept);
    bool ability = type == ATOM_SKILL || type == ATOM_ATTRIBUTE;
    if (type == ATOM_ATTRIBUTE && !head->atom.concept &&
        concept->concept->facet == FACET_ACTIVITY) {
        return ATOM_SKILL; /* "willing to carry out personal care" */
    }
    return ability && (own == ATOM_SKILL || own == ATOM_ATTRIBUTE) ? own : type;
}

/* "Able to work shifts": the head only introduces what a rule has read whole. */
static bool introduces_atom(const struct reading *reading, const struct item *head) {
    enum { BETWEEN_MAX = 3 };
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        bool whole = item->class == ITEM_ATOM || item->class == ITEM_QUALIFICATION ||
                     item->class == ITEM_STATUS;
        if (whole && item->from >= head->to && item->from <= head->to + BETWEEN_MAX &&
            item->clause == head->clause) {
            return true;
        }
    }
    return false;
}

/* The head alone: its rule's concept, or the words of its complement. */
static void emit_head(struct reading *reading, const struct group *group) {
    const struct item *head = group->head;
    const char *id = head->atom.concept ? head->atom.concept : head_complement(reading, head);
    if (id) {
        (void)reading_add_part(reading, group_atom(head->atom.type, id), group_from(group),
                               head_complement_end(reading, head), group_rule(group, ""));
    }
}

/* Who is "people", where nothing is left that says more: "able to support people". */
static void keep_generic(const struct reading *reading, struct group *group) {
    const size_t count = group->count;
    drop_generic(group);
    if (!group->count && count && !group->head->atom.concept &&
        !head_complement(reading, group->head)) {
        group->count = 1; /* the first is still in its place */
    }
}

static bool is_doing(const struct reading *reading, size_t at) {
    return reading_is(reading, at, CUE_VERB) && !reading_is(reading, at, CUE_LIGHT_VERB);
}

/* Is it something that is done: "able to deal politely with angry relatives", "... and to adapt
 * when plans change"? Not so "able to be kind". */
static bool is_done(const struct reading *reading, const struct group *group, size_t index) {
    size_t at = group->concepts[index]->from;
    if (at > 0 && tokens_is(&reading->tokens, at - 1, "to") && is_doing(reading, at)) {
        return true;
    }
    for (size_t i = 0; i < group->count; i++) {
        if (i != index && item_own_type(group->concepts[i]) == ATOM_SKILL) {
            return false;
        }
    }
    return index == 0 && is_doing(reading, group->head->to);
}

/* An atom for each concept that a word joins. */
static void emit_concepts(struct reading *reading, const struct group *group) {
    enum joint joints[CONCEPTS_MAX] = {JOIN_NONE};
    const struct item *head = group->head;
    size_t written = 0;
    list_read_joints(reading, group, joints);
    for (size_t i = 0; i < group->count; i++) {
        const struct item *concept = group->concepts[i];
        bool touches = i > 0 && concept->from == group->concepts[i - 1]->to;
        if (written && touches && concept->concept->kind == CONCEPT_SKILL &&
            group->concepts[i - 1]->concept->kind == CONCEPT_ATTRIBUTE) {
            struct part *last = &reading->parts[reading->part_count - 1];
            last->atom.type = ATOM_SKILL; /* "learn to use IT systems" */
            last->atom.concept = concept->concept->id;
            continue;
        }
        if (written && (joints[i] == JOIN_NONE || !member_is_own(reading, group, i))) {
            continue;
        }
        size_t end = concept->to > head->to || written ? concept->to : head->to;
        struct atom atom = group_atom(type_under(head, concept), concept->concept->id);
        if (head->atom.type == ATOM_SKILL && is_done(reading, group, i)) {
            atom.type = ATOM_SKILL;
        }
        (void)reading_add_part(reading, atom, written ? concept->from : group_from(group), end,
                               group_rule(group, ""));
        written++;
    }
}

/* Knowledge, skills, qualities. */
void group_emit_list(struct reading *reading, struct group *group) {
    const struct item *head = group->head;
    bool knowledge = head->atom.type == ATOM_KNOWLEDGE;
    if (!knowledge) {
        keep_abilities(group);
    }
    keep_generic(reading, group);
    bool able = group->count && item_is_ability(group->concepts[0]);
    if (group->count && !able && !knowledge && reading_has_whole_atom(reading, head->clause)) {
        return; /* "able to work nights on the ward": the nights are what is asked */
    }
    if (!group->count && introduces_atom(reading, head)) {
        return;
    }
    if (!group->count || (head->atom.concept && !able)) {
        emit_head(reading, group);
    } else {
        emit_concepts(reading, group);
        if (knowledge && head->to < reading->tokens.count) {
            group_emit_unknown(reading, group, head->to, ATOM_KNOWLEDGE);
        }
    }
}
