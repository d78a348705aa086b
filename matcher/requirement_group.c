/* matcher/requirement_group.c - what all kinds of groups share
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement_group.h"

bool item_is_generic(const struct item *item) {
    return item->concept && item->concept->facet == FACET_GENERIC;
}

bool item_is_ability(const struct item *concept) {
    enum concept_kind kind = concept->concept->kind;
    return kind == CONCEPT_SKILL || kind == CONCEPT_ATTRIBUTE ||
           concept->concept->facet == FACET_ACTIVITY;
}

enum atom_type item_own_type(const struct item *concept) {
    static const enum atom_type types[CONCEPT_KIND_COUNT] = {
        [CONCEPT_AREA] = ATOM_EXPERIENCE,
        [CONCEPT_SKILL] = ATOM_SKILL,
        [CONCEPT_ATTRIBUTE] = ATOM_ATTRIBUTE,
        [CONCEPT_KNOWLEDGE] = ATOM_KNOWLEDGE,
    };
    return types[concept->concept->kind];
}

bool reading_has_whole_atom(const struct reading *reading, int clause) {
    for (size_t i = 0; i < reading->item_count; i++) {
        enum item_class class = reading->items[i].class;
        if (reading->items[i].clause == clause &&
            (class == ITEM_ATOM || class == ITEM_QUALIFICATION)) {
            return true;
        }
    }
    return false;
}

struct part *reading_add_part(struct reading *reading, struct atom atom, size_t from, size_t to,
                              const char *rule) {
    size_t before = reading->part_count;
    atom.words = tokens_source(&reading->tokens, from, to);
    struct part part = {
        .atom = atom, .from = from, .to = to, .clause = reading->clauses[from], .rule = rule};
    ARENA_PUSH(reading->scratch, reading->parts, reading->part_count, part);
    return reading->part_count > before ? &reading->parts[before] : NULL;
}

struct atom group_atom(enum atom_type type, const char *concept) {
    return (struct atom){.type = type, .level = LEVEL_NONE, .concept = concept};
}

void part_add_area(struct reading *reading, struct part *part, const char *area) {
    if (part && area && !strings_has(&part->atom.areas, area)) {
        strings_push(reading->arena, &part->atom.areas, area);
    }
}

const char *group_rule(const struct group *group, const char *otherwise) {
    return group->head && group->head->rule ? group->head->rule->id : otherwise;
}

size_t group_from(const struct group *group) {
    size_t from = group->head ? group->head->from : SIZE_MAX;
    return group->count && group->concepts[0]->from < from ? group->concepts[0]->from : from;
}

void list_read_joints(const struct reading *reading, const struct group *group,
                      enum joint joints[static CONCEPTS_MAX]) {
    for (size_t i = 1; i < group->count; i++) {
        joints[i] = reading_list_joint(reading, group->concepts[i - 1], group->concepts[i]);
    }
}
