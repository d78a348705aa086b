/* matcher/requirement_parts.c - items become atoms
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>

#include "matcher/requirement_group.h"

static void emit_group(struct reading *reading, struct group *group) {
    if (!group->head) {
        group_emit_bare(reading, group);
    } else if (group->head->atom.type == ATOM_EXPERIENCE) {
        group_emit_experience(reading, group);
    } else {
        group_emit_list(reading, group);
    }
    *group = (struct group){NULL, {NULL}, 0};
}

/* Right in front of a head that has nothing behind it? */
static bool is_in_front(const struct reading *reading, const struct item *concept,
                        const struct item *head) {
    enum { BETWEEN_MAX = 2 };
    if (concept->clause != head->clause || head->from - concept->to > BETWEEN_MAX) {
        return false;
    }
    for (size_t i = concept->to; i < head->from; i++) {
        if (tokens_is_one(&reading->tokens, i, "and|or|with|but")) {
            return false;
        }
    }
    for (size_t i = concept->to; i <= head->from; i++) {
        if (reading->tokens.at[i].gap & (GAP_COMMA | GAP_OPEN | GAP_CLOSE | GAP_COLON)) {
            return false;
        }
    }
    return true;
}

/* Is there a concept behind a head, before the next head of its clause? */
static bool has_concept_behind(const struct reading *reading, size_t index) {
    const struct item *head = &reading->items[index];
    for (size_t i = index + 1; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->clause != head->clause || item->class == ITEM_HEAD ||
            item->class == ITEM_QUALIFICATION) {
            return false;
        }
        if (item->class == ITEM_CONCEPT) {
            return reading_joint(reading, head->to, item->from) == JOIN_NONE;
        }
    }
    return false;
}

/* A new head takes what stands right in front of it where nothing stands behind. */
static void open_head(struct reading *reading, struct group *group, size_t index) {
    struct item *head = &reading->items[index];
    struct item *last = group->count ? group->concepts[group->count - 1] : NULL;
    bool touches = last && last->to == head->from && last->clause == head->clause &&
                   !(reading->tokens.at[head->from].gap & ~(unsigned)GAP_HYPHEN);
    bool takes = touches || (last && is_in_front(reading, last, head) &&
                             !has_concept_behind(reading, index));
    if (takes && !group->head) {
        group->head = head;
        return;
    }
    if (takes && group->count > 1 &&
        reading_list_joint(reading, group->concepts[group->count - 2], last) != JOIN_NONE) {
        group->count--;
        emit_group(reading, group);
        group->concepts[group->count++] = last;
        group->head = head;
        return;
    }
    emit_group(reading, group);
    group->head = head;
}

/* Does a skill or quality under another head stand for itself? "Experience in care and good
 * communication skills" */
static bool breaks_out(const struct reading *reading, const struct group *group,
                       const struct item *concept) {
    enum concept_kind kind = concept->concept->kind;
    if (!group->head || (kind != CONCEPT_SKILL && kind != CONCEPT_ATTRIBUTE)) {
        return false;
    }
    const struct item *last = group->count ? group->concepts[group->count - 1] : group->head;
    bool says_skill = tokens_is(&reading->tokens, concept->to - 1, "skill") ||
                      tokens_is(&reading->tokens, concept->to, "skill") ||
                      kind == CONCEPT_ATTRIBUTE;
    bool ability =
        group->head->atom.type == ATOM_SKILL || group->head->atom.type == ATOM_ATTRIBUTE;
    return says_skill && !ability && reading_list_joint(reading, last, concept) != JOIN_NONE;
}

static void take_concept(struct reading *reading, struct group *group, struct item *concept) {
    if (breaks_out(reading, group, concept)) {
        emit_group(reading, group);
    }
    if (group->count < CONCEPTS_MAX) {
        group->concepts[group->count++] = concept;
    }
}

/* A whole atom ends a list that nothing joins it to. */
static void take_atom(struct reading *reading, const struct item *item) {
    const char *rule = item->rule ? item->rule->id : "qualification.ladder";
    struct part *part = reading_add_part(reading, item->atom, item->from, item->to, rule);
    if (part) {
        part->vocational = item->vocational;
    }
    if (part && (item->alternative || item->and_before)) {
        part->joint = item->alternative ? JOIN_OR : JOIN_AND;
    }
}

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

/* ---- the walk -------------------------------------------------------------------------- */

/* While the items are gone through. */
struct walk {
    struct group group;
    int clause;
    size_t skip_to; /* words before this one are only examples */
};

/* "such as ...": up to the clause's end, a closing bracket, or over the whole list. */
static void skip_examples(struct reading *reading, struct walk *walk, const struct item *item) {
    if (item->from < walk->skip_to || (!walk->group.count && !reading->part_count)) {
        return;
    }
    size_t to = item->to;
    while (to < reading->tokens.count && !(reading->tokens.at[to].gap & GAP_CLOSE) &&
           (reading->clauses[to] == item->clause ||
            (reading->list_from && to >= reading->list_from))) {
        to++;
    }
    walk->skip_to = to;
}

static void take_item(struct reading *reading, struct walk *walk, size_t index) {
    struct item *item = &reading->items[index];
    if (item->class == ITEM_HEAD) {
        open_head(reading, &walk->group, index);
    } else if (item->class == ITEM_CONCEPT) {
        take_concept(reading, &walk->group, item);
    } else if (item->class == ITEM_ATOM || item->class == ITEM_QUALIFICATION) {
        take_atom(reading, item);
    } else if (item->class == ITEM_ONE_OF) {
        reading->list_one_of = true;
    } else if (item->class == ITEM_SKIP) {
        skip_examples(reading, walk, item);
    }
}

void reading_make_parts(struct reading *reading) {
    struct walk walk = {{NULL, {NULL}, 0}, 0, 0};
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        bool child = reading->list_from && item->from >= reading->list_from;
        if (item->clause != walk.clause && !(child && walk.group.head)) {
            emit_group(reading, &walk.group);
        }
        walk.clause = item->clause;
        bool counts =
            item->class == ITEM_ATOM || (item->class == ITEM_HEAD && item->alternative);
        if (item->from >= walk.skip_to || counts) {
            take_item(reading, &walk, i);
        }
        reading->equivalent = reading->equivalent || item->class == ITEM_EQUIVALENT;
    }
    emit_group(reading, &walk.group);
    reading_sort_parts(reading);
    reading_add_lengths(reading);
}
