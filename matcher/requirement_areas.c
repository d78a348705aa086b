/* matcher/requirement_areas.c - areas of experience become atoms
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement_group.h"

/* A comma means what the next word that joins means. */
static void settle_commas(enum joint joints[static CONCEPTS_MAX], size_t count,
                          enum joint next) {
    for (size_t i = count; i > 1; i--) {
        if (joints[i - 1] == JOIN_AND || joints[i - 1] == JOIN_OR) {
            next = joints[i - 1];
        } else if (joints[i - 1] == JOIN_COMMA) {
            joints[i - 1] = next;
        }
    }
}

/* Does the list go on with "or" and something unknown: "..., prison or similar"? */
static bool or_follows(const struct reading *reading, const struct item *last) {
    enum { WORDS_MAX = 3 };
    for (size_t i = last->to; i < last->to + WORDS_MAX && i < reading->tokens.count; i++) {
        if (reading->clauses[i] != last->clause || reading_is(reading, i, CUE_AND)) {
            return false;
        }
        if (reading_is(reading, i, CUE_OR)) {
            return true;
        }
    }
    return false;
}

/* Does the text say where: "people with dementia in a care home"? */
static bool says_where(const struct reading *reading, const struct item *concept) {
    size_t at = concept->from;
    if (at > 0 && reading_is(reading, at - 1, CUE_EITHER)) {
        return true;
    }
    while (at > 0 && reading_is(reading, at - 1, CUE_PLACE_ARTICLE)) {
        at--;
    }
    return at > 0 && reading_is(reading, at - 1, CUE_PLACE);
}

/* Do the commas of a list from `at` on mean "or"? */
static bool ends_in_or(const enum joint joints[static CONCEPTS_MAX], size_t at, size_t count) {
    while (at < count && joints[at] == JOIN_COMMA) {
        at++;
    }
    return at < count && joints[at] == JOIN_OR;
}

/* Is a generic concept told more exactly by another of the list? Between alternatives it stays.
 */
static bool is_told(const struct group *group, const enum joint joints[static CONCEPTS_MAX],
                    size_t index) {
    bool last = index + 1 == group->count;
    bool next_or = !last && joints[index + 1] == JOIN_OR;
    bool next_tells = !last && joints[index + 1] == JOIN_NONE;
    return item_is_generic(group->concepts[index]) &&
           (next_tells || !(joints[index] == JOIN_OR || next_or));
}

/* Does a setting only say where the people before it are? */
static bool is_place(const struct reading *reading, const struct group *group,
                     const enum joint joints[static CONCEPTS_MAX], size_t index,
                     const struct item *kept) {
    const struct item *concept = group->concepts[index];
    if (reading->list_one_of || concept->concept->facet != FACET_SETTING ||
        kept->concept->facet == FACET_SETTING || joints[index] == JOIN_AND) {
        return false;
    }
    bool aside = joints[index] == JOIN_COMMA && !ends_in_or(joints, index, group->count);
    return aside || says_where(reading, concept);
}

static bool has_specific(const struct group *group) {
    for (size_t i = 0; i < group->count; i++) {
        if (!item_is_generic(group->concepts[i])) {
            return true;
        }
    }
    return false;
}

/* "In a care home with people with dementia": the place only tells where they are. */
static bool is_their_place(const struct reading *reading, const struct item *concept,
                           const struct item *place) {
    return place->concept->facet == FACET_SETTING && concept->concept->facet == FACET_GROUP &&
           concept->from > 0 && tokens_is(&reading->tokens, concept->from - 1, "with");
}

/* Does a concept say more exactly what another one says? */
static bool is_narrower(const struct reading *reading, const struct item *concept,
                        const struct item *than) {
    const struct ontology *ontology = &reading->rules->concepts;
    bool narrower = false;
    for (size_t i = 0; i < concept->concept->broader_count; i++) {
        narrower = narrower || &ontology->rows[concept->concept->broader[i]] == than->concept;
    }
    return narrower || is_their_place(reading, concept, than);
}

/* "Running activities for elderly people": what is done and for whom are two demands; "carers
 * of people with dementia" are one. */
static bool says_whom(const struct reading *reading, const struct item *concept,
                      const struct item *last) {
    size_t before = concept->from > 0 ? concept->from - 1 : 0;
    bool whom =
        reading_is(reading, before, CUE_PURPOSE) || tokens_is(&reading->tokens, before, "with");
    return whom && last->concept->facet == FACET_ACTIVITY &&
           concept->concept->facet == FACET_GROUP;
}

static enum joint stronger(enum joint a, enum joint b) { return a > b ? a : b; }

/* Takes out of a list of areas what only tells more about another: the setting of a group of
 * people, "people" beside anything that says which. */
static void thin_areas(const struct reading *reading, struct group *group,
                       enum joint joints[static CONCEPTS_MAX]) {
    const struct group whole = *group;
    bool specific = has_specific(group);
    bool dropped_place = false;     /* the one before was a setting that was taken out */
    enum joint carried = JOIN_NONE; /* how what was taken out was joined */
    size_t kept = 0;
    for (size_t i = 0; i < whole.count; i++) {
        struct item *concept = whole.concepts[i];
        bool setting = concept->concept->facet == FACET_SETTING;
        const struct item *last = kept ? group->concepts[kept - 1] : NULL;
        bool behind_generic = i > 0 && item_is_generic(whole.concepts[i - 1]) && carried;
        bool chained = last && joints[i] == JOIN_NONE && !behind_generic;
        if (chained && is_narrower(reading, concept, last)) { /* "older adults with dementia" */
            group->concepts[kept - 1] = concept;
            continue;
        }
        bool whom = chained && says_whom(reading, concept, last);
        joints[i] = whom ? JOIN_AND : joints[i];
        chained = chained && !whom;
        bool told = specific && is_told(&whole, joints, i);
        bool place =
            last && ((setting && dropped_place) || is_place(reading, &whole, joints, i, last));
        if (told || chained || place) {
            dropped_place = setting && !told;
            carried = stronger(carried, joints[i]);
            continue;
        }
        dropped_place = false;
        group->concepts[kept] = concept;
        joints[kept] = kept == 0 ? JOIN_NONE : stronger(joints[i], carried);
        carried = JOIN_NONE;
        kept++;
    }
    group->count = kept;
    bool open =
        reading->list_one_of || (kept && or_follows(reading, group->concepts[kept - 1]));
    settle_commas(joints, kept, open ? JOIN_OR : JOIN_AND);
}

/* What was lived through is no topic: "own experience of mental illness and of recovery". */
static bool is_lived_topic(const struct reading *reading, const struct group *group,
                           size_t index) {
    bool lived = group->head && group->head->atom.kinds & 1u << KIND_LIVED;
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        lived = lived || (item->class == ITEM_KIND && item->atom.kinds & 1u << KIND_LIVED);
    }
    bool other = false;
    for (size_t i = 0; i < group->count; i++) {
        other = other || group->concepts[i]->concept->kind == CONCEPT_AREA;
    }
    return lived && other && group->concepts[index]->concept->kind == CONCEPT_KNOWLEDGE;
}

/* "Children and their families" are one sort of people. */
static bool is_theirs(const struct reading *reading, const struct group *group, size_t index) {
    size_t at = group->concepts[index]->from;
    for (size_t i = index > 0 ? group->concepts[index - 1]->to : at; i < at; i++) {
        if (reading_is(reading, i, CUE_AGAIN)) {
            return false; /* "and of working with their mothers" */
        }
    }
    return index > 0 && at > 0 && reading_is(reading, at - 1, CUE_THEIR) &&
           reading_list_joint(reading, group->concepts[index - 1], group->concepts[index]) !=
               JOIN_NONE;
}

/* Qualities are no areas: "experience of caring for older people". */
static void drop_qualities(const struct reading *reading, struct group *group) {
    const struct group whole = *group;
    group->count = 0;
    for (size_t i = 0; i < whole.count; i++) {
        if (whole.concepts[i]->concept->kind != CONCEPT_ATTRIBUTE &&
            !is_lived_topic(reading, &whole, i) && !is_theirs(reading, &whole, i)) {
            group->concepts[group->count++] = whole.concepts[i];
        }
    }
}

/* Does the head call the experience an equivalent? */
static bool says_equivalent(const struct reading *reading, const struct item *head) {
    bool says = false;
    for (size_t i = head->from; i < head->to; i++) {
        says = says || reading_is(reading, i, CUE_EQUIVALENT);
    }
    return says;
}

/* Behind "or equivalent" all of its parts are alternatives to what stands before. */
static void set_alternative(struct reading *reading, const struct item *head, size_t from) {
    for (size_t i = 0; i < reading->part_count; i++) {
        if (reading->parts[i].from == from) {
            reading->parts[i].joint = JOIN_OR;
            reading->parts[i].atom.stands_in = says_equivalent(reading, head);
        }
    }
}

/* A head with nothing known behind it: "experience of CTG interpretation", or just experience,
 * of what the rule of the head says. */
static void emit_unknown(struct reading *reading, const struct group *group, struct atom atom) {
    size_t end = head_complement_end(reading, group->head);
    struct part *part = reading_add_part(reading, atom, group_from(group), end,
                                         group_rule(group, "experience.heading"));
    const char *unknown = head_complement(reading, group->head);
    part_add_area(reading, part, unknown ? unknown : group->head->atom.concept);
}

/* An atom for areas joined by "or"; another for what "and" adds. */
static void emit_areas(struct reading *reading, const struct group *group,
                       const enum joint joints[static CONCEPTS_MAX], struct atom atom) {
    size_t from = group_from(group);
    size_t head_to = group->head ? group->head->to : from;
    struct part *part = NULL;
    for (size_t i = 0; i < group->count; i++) {
        const struct item *concept = group->concepts[i];
        size_t end = concept->to > head_to ? concept->to : head_to;
        bool further = part && joints[i] == JOIN_AND;
        if (!part || further) {
            part = reading_add_part(reading, atom, further ? concept->from : from, end,
                                    group_rule(group, "experience.heading"));
        }
        part_add_area(reading, part, concept->concept->id);
        if (part) {
            part->joint = further ? JOIN_AND : part->joint;
            part->to = end > part->to ? end : part->to;
            part->atom.words = tokens_source(&reading->tokens, part->from, part->to);
        }
    }
}

void group_emit_experience(struct reading *reading, struct group *group) {
    enum joint joints[CONCEPTS_MAX] = {JOIN_NONE};
    drop_qualities(reading, group);
    list_read_joints(reading, group, joints);
    thin_areas(reading, group, joints);
    struct atom atom = group_atom(ATOM_EXPERIENCE, NULL);
    atom.kinds = group->head ? group->head->atom.kinds : reading->hint_kinds;
    if (group->count) {
        emit_areas(reading, group, joints, atom);
        if (group->head && group->head->to < reading->tokens.count) {
            group_emit_unknown(reading, group, group->head->to, ATOM_EXPERIENCE);
        }
    } else if (group->head) {
        emit_unknown(reading, group, atom);
    }
    if (group->head && group->head->alternative) {
        set_alternative(reading, group->head, group_from(group));
    }
}
