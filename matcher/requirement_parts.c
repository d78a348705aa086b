/* matcher/requirement_parts.c - items become atoms
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement_group.h"

static void emit_one(struct reading *reading, struct group *group) {
    if (!group->head) {
        group_emit_bare(reading, group);
    } else if (group->head->atom.type == ATOM_EXPERIENCE) {
        group_emit_experience(reading, group);
    } else {
        group_emit_list(reading, group);
    }
}

/* The parts of both heads; those of the second are joined as the heads are. */
static void emit_twins(struct reading *reading, struct group *group) {
    struct group first = *group;
    first.head = group->twin;
    first.twin = NULL;
    emit_one(reading, &first);
    const struct item *head = group->head;
    bool either =
        head->alternative || reading_joint(reading, group->twin->to - 1, head->from) == JOIN_OR;
    size_t before = reading->part_count;
    emit_one(reading, group);
    if (before > 0 && before < reading->part_count) {
        reading->parts[before].joint = either ? JOIN_OR : JOIN_AND;
    }
}

static void emit_group(struct reading *reading, struct group *group) {

    if (group->twin && group->head) {
        emit_twins(reading, group);
    } else {
        emit_one(reading, group);
    }
    *group = (struct group){.head = NULL};
}

/* Are two heads one phrase: "knowledge and experience of"? */
static bool are_twins(const struct reading *reading, const struct item *a,
                      const struct item *b) {
    bool joined =
        (b->alternative && a->to == b->from) || reading_list_joint(reading, a, b) != JOIN_NONE;
    if (a->clause != b->clause || a->atom.type == b->atom.type || a->atom.concept || !joined) {
        return false;
    }
    for (size_t i = a->to; i < b->from; i++) {
        bool of = i == a->to && reading_is(reading, i, CUE_AGAIN);
        if (!of && !reading_is(reading, i, CUE_AND) && !reading_is(reading, i, CUE_OR)) {
            return false;
        }
    }
    return true;
}

/* Right in front of a head that has nothing behind it? */
static bool is_in_front(const struct reading *reading, const struct item *concept,
                        const struct item *head) {
    enum { BETWEEN_MAX = 2 };
    if (concept->clause != head->clause || head->from - concept->to > BETWEEN_MAX) {
        return false;
    }
    for (size_t i = concept->to; i < head->from; i++) {
        if (reading_is(reading, i, CUE_AND) || reading_is(reading, i, CUE_OR) ||
            reading_is(reading, i, CUE_WITH) || reading_is(reading, i, CUE_CLAUSE)) {
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
    bool goes_over = touches && group->count == 1 &&
                     reading_list_joint(reading, group->head, last) != JOIN_NONE;
    if (goes_over) { /* "placement or post-registration experience" */
        group->count = 0;
    }
    struct item *twin = group->head && !group->count && are_twins(reading, group->head, head)
                            ? group->head
                            : NULL;
    if (!twin) {
        emit_group(reading, group);
    }
    if (goes_over) {
        group->concepts[group->count++] = last;
    }
    group->head = head;
    group->twin = twin;
}

/* Are there only words that join between a head and a concept? */
static bool touches_head(const struct reading *reading, const struct item *head,
                         const struct item *concept) {
    for (size_t i = head->to; i < concept->from; i++) {
        bool of = i == head->to && reading_is(reading, i, CUE_AGAIN);
        if (!of && !reading_is_and(reading, i) && !reading_is(reading, i, CUE_OR)) {
            return false;
        }
    }
    return head->to < concept->from && !reading_is(reading, concept->from - 1, CUE_AGAIN);
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
    bool says_skill = reading_is(reading, concept->to - 1, CUE_SKILL) ||
                      reading_is(reading, concept->to, CUE_SKILL) || kind == CONCEPT_ATTRIBUTE;
    bool ability =
        group->head->atom.type == ATOM_SKILL || group->head->atom.type == ATOM_ATTRIBUTE;
    bool member =
        !group->count && group->head->atom.type == ATOM_KNOWLEDGE &&
        !touches_head(reading, group->head, concept); /* "of security and vigilance" */
    return says_skill && !ability && !member &&
           reading_list_joint(reading, last, concept) != JOIN_NONE;
}

static void take_concept(struct reading *reading, struct group *group, struct item *concept) {
    if (breaks_out(reading, group, concept)) {
        bool first = !group->count && touches_head(reading, group->head, concept);
        if (first && group->head->atom.type == ATOM_EXPERIENCE) {
            struct group aside = {.concepts = {concept}, .count = 1};
            group_emit_bare(reading, &aside); /* "experience of and empathy with ..." */
            return;
        }
        bool shared = first && group->head->atom.type == ATOM_KNOWLEDGE &&
                      concept->concept->kind == CONCEPT_ATTRIBUTE;
        if (shared) { /* "understanding of and commitment to equality" */
            group->concepts[group->count++] = concept;
        }
        emit_group(reading, group);
    }
    if (group->count < CONCEPTS_MAX) {
        group->concepts[group->count++] = concept;
    }
}

/* "Knowledge of infection control, food hygiene and manual handling": in a list of topics a
 * certificate that is not called one is a topic. */
static bool is_topic_of_list(const struct reading *reading, const struct item *head,
                             const struct item *item) {
    const struct tokens *tokens = &reading->tokens;
    bool list = head->class == ITEM_HEAD && head->atom.type == ATOM_KNOWLEDGE &&
                head->to <= item->from && head->clause == item->clause;
    for (size_t at = item->from; at <= item->to && list; at++) {
        list = !tokens_is_one(tokens, at, "certificate|course|training|qualification|award");
    }
    for (const struct item *between = head + 1; between < item && list; between++) {
        list = between->class == ITEM_CONCEPT || between->class == ITEM_QUALIFICATION;
    }
    return list;
}

/* The head for knowledge or ability right beside a certificate ("knowledge of food hygiene",
 * "able to use breakaway"), or NULL. */
static const struct item *head_beside(const struct reading *reading, const struct item *item) {
    if (item->class != ITEM_QUALIFICATION || item->atom.level != LEVEL_NONE ||
        !item->atom.subject) {
        return NULL;
    }
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *head = &reading->items[i];
        size_t at = head->to;
        while (at < item->from && (reading_is(reading, at, CUE_VERB) ||
                                   reading_is(reading, at, CUE_PLACE_ARTICLE))) {
            at++;
        }
        bool behind = head->to <= item->from && at == item->from;
        bool known = head->atom.type == ATOM_KNOWLEDGE && (behind || head->from == item->to);
        bool able = head->atom.type == ATOM_SKILL && behind;
        if (head->class == ITEM_HEAD && (known || able)) {
            return head;
        }
        if (head < item && is_topic_of_list(reading, head, item)) {
            return head;
        }
    }
    return NULL;
}

/* The concept that all words of a certificate name, else its subject. */
static const char *topic_of(const struct reading *reading, const struct item *item) {
    const struct ontology *ontology = &reading->rules->concepts;
    uint32_t row = 0;
    size_t at = item->from;
    while (at + 1 < item->to && reading_is(reading, at, CUE_PLACE_ARTICLE)) {
        at++;
    }
    size_t len = ontology_find(ontology, &reading->tokens, at, &row);
    return len && at + len >= item->to ? ontology->rows[row].id : item->atom.subject;
}

static void take_atom(struct reading *reading, const struct item *item) {
    const char *rule = item->rule ? item->rule->id : "qualification.ladder";
    const struct item *head = head_beside(reading, item);
    struct atom atom = head ? group_atom(head->atom.type, topic_of(reading, item)) : item->atom;
    struct part *part = reading_add_part(reading, atom, item->from, item->to, rule);
    if (part) {
        part->vocational = item->vocational;
        part->shares = item->shares;
    }
    if (part && (item->alternative || item->and_before)) {
        part->joint = item->alternative ? JOIN_OR : JOIN_AND;
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
    bool said = reading->part_count > 0;
    for (size_t i = 0; i < walk->group.count; i++) {
        said = said || !item_is_generic(walk->group.concepts[i]);
    }
    if (item->from < walk->skip_to || !said) { /* "adults with needs such as autism" */
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

/* "A year in a hospital, or two years in a care home": behind the second length stands another
 * experience of the same head. */
static void take_length(struct reading *reading, struct walk *walk, size_t index) {
    const struct item *item = &reading->items[index];
    struct group *group = &walk->group;
    const struct item *next = index + 1 < reading->item_count ? item + 1 : NULL;
    bool experience = !group->head || group->head->atom.type == ATOM_EXPERIENCE;
    bool goes_on = experience && group->count && next && next->class == ITEM_CONCEPT &&
                   next->clause == item->clause;
    if (!goes_on) {
        return;
    }
    size_t from = group->concepts[group->count - 1]->to;
    enum joint joint = from > item->from ? JOIN_NONE : reading_joint(reading, from, item->from);
    struct item *head = arena_alloc(reading->scratch, 1, sizeof *head);
    if (!head || (joint != JOIN_OR && joint != JOIN_AND)) {
        return;
    }
    bool headed = group->head != NULL;
    if (headed) {
        *head = *group->head;
        head->from = item->from;
        head->to = item->to;
        head->alternative = false;
        head->atom.kinds = 0;
    }
    emit_group(reading, group);
    group->head = headed ? head : NULL;
}

/* "Experience of daily tasks such as using public transport": all of it is experience. */
static bool is_of_experience(const struct group *group) {
    return group->head && group->head->atom.type == ATOM_EXPERIENCE;
}

static void take_item(struct reading *reading, struct walk *walk, size_t index) {
    struct item *item = &reading->items[index];
    if (item->class == ITEM_HEAD) {
        open_head(reading, &walk->group, index);
    } else if (item->class == ITEM_CONCEPT) {
        take_concept(reading, &walk->group, item);
    } else if (item->class == ITEM_ATOM || item->class == ITEM_QUALIFICATION) {
        take_atom(reading, item);
    } else if (item->class == ITEM_MONTHS) {
        take_length(reading, walk, index);
    } else if (item->class == ITEM_ONE_OF) {
        reading->list_one_of = true;
    } else if (item->class == ITEM_SKIP) {
        skip_examples(reading, walk, item);
    }
}

/* "RMN or OT with current registration": registration without a body only repeats it. */
static void drop_unnamed_registration(struct reading *reading) {
    bool named = false;
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct atom *atom = &reading->parts[i].atom;
        named = named || (atom->type == ATOM_REGISTRATION && atom->concept);
    }
    size_t kept = 0;
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct atom *atom = &reading->parts[i].atom;
        if (!named || atom->type != ATOM_REGISTRATION || atom->concept) {
            reading->parts[kept++] = reading->parts[i];
        }
    }
    reading->part_count = kept;
}

void reading_make_parts(struct reading *reading) {
    struct walk walk = {.clause = 0};
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        bool child = reading->list_from && item->from >= reading->list_from;
        if (item->clause != walk.clause && !(child && walk.group.head)) {
            emit_group(reading, &walk.group);
        }
        walk.clause = item->clause;
        bool counts = (item->class == ITEM_ATOM && !is_of_experience(&walk.group)) ||
                      (item->class == ITEM_HEAD && item->alternative);
        if (item->from >= walk.skip_to || counts) {
            take_item(reading, &walk, i);
        }
        reading->equivalent = reading->equivalent || item->class == ITEM_EQUIVALENT;
    }
    emit_group(reading, &walk.group);
    drop_unnamed_registration(reading);
    reading_sort_parts(reading);
    reading_drop_manner(reading);
    reading_drop_explained(reading);
    reading_tell_apart(reading);
    reading_add_lengths(reading);
}
