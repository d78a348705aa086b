/* matcher/requirement_group.c - what all kinds of groups share
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement_group.h"

#include <stdlib.h>

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

void reading_tell_words(struct reading *reading, struct strings *out, size_t from, size_t to) {
    const struct tokens *tokens = &reading->tokens;
    for (size_t i = from; i < to; i++) {
        if (rules_weight(reading->rules, &tokens->at[i]) == 0) {
            continue;
        }
        const char *word = arena_copy(reading->arena, tokens->at[i].word);
        if (word && !strings_has(out, word)) {
            strings_push(reading->arena, out, word);
        }
    }
}

/* ---- order ----------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
    const struct part *one = a;
    const struct part *two = b;
    if (one->from != two->from) {
        return one->from < two->from ? -1 : 1;
    }
    return one->order < two->order ? -1 : one->order > two->order;
}

void reading_sort_parts(struct reading *reading) {
    for (size_t i = 0; i < reading->part_count; i++) {
        reading->parts[i].order = i;
    }
    if (reading->part_count) {
        qsort(reading->parts, reading->part_count, sizeof *reading->parts, by_place);
    }
}

/* ---- what a head is about ---------------------------------------------------------------- */

static bool joins(const struct reading *reading, size_t at) {
    return reading_is(reading, at, CUE_AND) || reading_is(reading, at, CUE_OR) ||
           reading_is(reading, at, CUE_WITH);
}

size_t head_complement_end(const struct reading *reading, const struct item *head) {
    const struct tokens *tokens = &reading->tokens;
    size_t end = head->to;
    bool apart = end < tokens->count && tokens->at[end].gap & GAP_COMMA;
    if (apart && joins(reading, end)) { /* "experience, or ..." */
        return end;
    }
    while (end < tokens->count && reading->clauses[end] == head->clause &&
           !(end > head->to && tokens->at[end].gap & (GAP_COMMA | GAP_COLON | GAP_OPEN))) {
        bool stop = false;
        for (size_t i = 0; i < reading->item_count; i++) {
            stop =
                stop || (reading->items[i].from == end && !item_is_generic(&reading->items[i]));
        }
        if (stop) {
            break;
        }
        end++;
    }
    while (end > head->to && joins(reading, end - 1)) {
        end--;
    }
    return end;
}

/* The words in front of a head without a complement: "switchboard experience". */
static size_t complement_start(const struct reading *reading, const struct item *head) {
    const struct tokens *tokens = &reading->tokens;
    size_t start = head->from;
    while (start > 0 && reading->clauses[start - 1] == head->clause &&
           !(tokens->at[start].gap & (GAP_COMMA | GAP_COLON | GAP_OPEN | GAP_CLOSE)) &&
           !joins(reading, start - 1) && !reading_is(reading, start - 1, CUE_COMPLEMENT_END)) {
        for (size_t i = 0; i < reading->item_count; i++) {
            if (reading->items[i].to == start) {
                return start;
            }
        }
        start--;
    }
    return start;
}

const char *head_complement(const struct reading *reading, const struct item *head) {
    size_t end = head_complement_end(reading, head);
    const char *slug =
        rules_slug(reading->rules, reading->arena, &reading->tokens, head->to, end);
    if (slug) {
        return slug;
    }
    size_t start = complement_start(reading, head);
    return rules_slug(reading->rules, reading->arena, &reading->tokens, start, head->from);
}
