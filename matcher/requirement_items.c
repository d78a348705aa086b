/* matcher/requirement_items.c - what the rules, the ladder and the concepts find in a criterion
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "matcher/months.h"
#include "matcher/qualification_private.h"
#include "matcher/reading.h"

/* ---- clauses --------------------------------------------------------------------------- */

/* "parent: child; child": the children hang on what stands before the colon. */
static size_t find_list(const struct tokens *tokens) {
    for (size_t i = 1; i < tokens->count; i++) {
        if (tokens->at[i].gap & GAP_COLON) {
            for (size_t k = i; k < tokens->count; k++) {
                if (tokens->at[k].gap & GAP_SEMICOLON) {
                    return i;
                }
            }
        }
    }
    return 0;
}

static void find_clauses(struct reading *reading) {
    const struct tokens *tokens = &reading->tokens;
    int clause = 0;
    reading->list_from = find_list(tokens);
    for (size_t i = 0; i < tokens->count; i++) {
        unsigned walls = GAP_STOP | GAP_SEMICOLON;
        bool starts = tokens->at[i].gap & walls || (i && i == reading->list_from) ||
                      reading_is(reading, i, CUE_CLAUSE);
        clause += i > 0 && starts;
        reading->clauses[i] = clause;
    }
    reading->clause_count = clause + 1;
}

/* ---- items ----------------------------------------------------------------------------- */

static void add_item(struct reading *reading, struct item item) {
    if (item.from >= item.to || item.to > reading->tokens.count) {
        return;
    }
    item.clause = reading->clauses[item.from];
    ARENA_PUSH(reading->scratch, reading->items, reading->item_count, item);
}

static const enum item_class class_of_yield[YIELD_COUNT] = {
    [YIELD_MASK] = ITEM_MASK,
    [YIELD_NOTHING] = ITEM_NOTHING,
    [YIELD_ATOM] = ITEM_ATOM,
    [YIELD_STATUS] = ITEM_STATUS,
    [YIELD_EQUIVALENT] = ITEM_EQUIVALENT,
    [YIELD_SOFT] = ITEM_SOFT,
    [YIELD_SKIP] = ITEM_SKIP,
    [YIELD_ONE_OF] = ITEM_ONE_OF,
    [YIELD_HEAD] = ITEM_HEAD,
    [YIELD_KIND] = ITEM_KIND,
};

/* What a rule's match names, as an id: "fluent Welsh" captures "welsh". */
static const char *captured(const struct reading *reading, const struct pattern_match *match) {
    struct span group = match->groups[1];
    if (!group.at) {
        return NULL;
    }
    size_t from = tokens_at_byte(&reading->tokens, pattern_offset(reading->tokens.flat, group));
    size_t to = tokens_at_byte(&reading->tokens,
                               pattern_offset(reading->tokens.flat, group) + group.len);
    return rules_slug(reading->rules, reading->arena, &reading->tokens, from, to);
}

static void add_match(struct reading *reading, const struct rule *rule,
                      const struct pattern_match *match) {
    const struct tokens *tokens = &reading->tokens;
    size_t byte = pattern_offset(tokens->flat, match->groups[0]);
    struct item item = {.class = class_of_yield[rule->yield],
                        .from = tokens_at_byte(tokens, byte),
                        .to = tokens_at_byte(tokens, byte + match->groups[0].len),
                        .rule = rule,
                        .atom = rule->atom,
                        .alternative = rule->alternative};
    if (rule->captured) {
        const char *id = captured(reading, match);
        bool subject = item.atom.type == ATOM_QUALIFICATION;
        *(subject ? &item.atom.subject : &item.atom.concept) = id;
    }
    bool whole = item.class == ITEM_ATOM && !rule->weak;
    if (item.class == ITEM_MASK || item.class == ITEM_NOTHING || whole) {
        for (size_t i = item.from; i < item.to; i++) {
            reading->masked[i] = true;
        }
    }
    add_item(reading, item);
}

static void run_rule(struct reading *reading, const struct rule *rule) {
    struct span flat = reading->tokens.flat;
    struct pattern_match match;
    for (size_t from = 0; from <= flat.len;) {
        enum pattern_result result = pattern_find(rule->pattern, flat, from, &match);
        reading->failed_pattern = reading->failed_pattern || result == PATTERN_FAILED;
        if (result != PATTERN_FOUND) {
            return;
        }
        add_match(reading, rule, &match);
        size_t end = pattern_offset(flat, match.groups[0]) + match.groups[0].len;
        from = end > from ? end : from + 1;
    }
}

/* Marks the rules that a word starts. */
static void trigger(const struct grammar *grammar, bool started[static RULES_MAX],
                    uint32_t number) {
    uint32_t at = number && number < grammar->first_count ? grammar->first[number] : 0;
    while (at) {
        started[grammar->triggers[at - 1].rule] = true;
        at = grammar->triggers[at - 1].next;
    }
}

static void run_rules(struct reading *reading) {
    const struct grammar *grammar = &reading->rules->grammar;
    bool started[RULES_MAX] = {false};
    for (size_t i = 0; i < reading->tokens.count; i++) {
        const struct token *token = &reading->tokens.at[i];
        trigger(grammar, started, token->number);
        for (size_t k = 0; k < TOKEN_STEMS_MAX; k++) {
            trigger(grammar, started, token->stems[k]);
        }
    }
    for (size_t i = 0; i < grammar->count; i++) {
        const struct rule *rule = &grammar->rules[i];
        if (rule->yield != YIELD_GROUP && (rule->always || started[i])) {
            run_rule(reading, rule);
        }
    }
}

static void add_qualifications(struct reading *reading) {
    struct qualification_hits hits = {NULL, 0};
    bool levels = reading->hint == ATOM_QUALIFICATION;
    for (size_t i = 0; i < reading->item_count; i++) {
        levels = levels || reading->items[i].class == ITEM_STATUS;
    }
    qualification_scan(&hits, reading->scratch, reading->rules, &reading->tokens,
                       reading->masked, levels);
    for (size_t i = 0; i < hits.count; i++) {
        const struct qualification_hit *hit = &hits.at[i];
        bool any = hit->level == LEVEL_NONE && hit->from > 0 &&
                   !reading->tokens.at[hit->from].gap &&
                   reading_is(reading, hit->from - 1, CUE_EQUIVALENT);
        if (any) { /* "or equivalent childcare qualification" names none */
            continue;
        }
        struct atom atom = {.type = ATOM_QUALIFICATION,
                            .level = hit->level,
                            .subject = arena_copy_text(reading->arena, hit->subject),
                            .status = HOLDING_HELD};
        add_item(reading, (struct item){.class = ITEM_QUALIFICATION,
                                        .from = hit->from,
                                        .to = hit->to,
                                        .atom = atom,
                                        .alternative = hit->alternative,
                                        .vocational = hit->vocational,
                                        .shares = hit->shares,
                                        .and_before = hit->and_before});
    }
}

/* Is the word a qualification's: the "2" of "NVQ 2 or 3 years' experience"? */
static bool is_qualified(const struct reading *reading, size_t at) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->class == ITEM_QUALIFICATION && at >= item->from && at < item->to) {
            return true;
        }
    }
    return false;
}

static void add_months(struct reading *reading) {
    for (size_t at = 0; at < reading->tokens.count;) {
        int months = 0;
        bool taken = reading->masked[at] || is_qualified(reading, at);
        size_t len = taken ? 0 : months_at(&months, reading->rules, &reading->tokens, at);
        if (len) {
            add_item(reading,
                     (struct item){
                         .class = ITEM_MONTHS, .from = at, .to = at + len, .months = months});
        }
        at += len ? len : 1;
    }
}

/* The area that a word is with the last words of a concept: "surgical | or orthopaedic ward".
 * NULL: none. */
static const struct concept_row *spelt_out(const struct reading *reading, size_t at,
                                           const struct item *concept) {
    enum { WORDS_MAX = 6 };
    const struct ontology *ontology = &reading->rules->concepts;
    struct token words[WORDS_MAX];
    size_t count = 0;
    words[count++] = reading->tokens.at[at];
    for (size_t i = concept->from + 1; i < concept->to && count < WORDS_MAX; i++) {
        words[count++] = reading->tokens.at[i];
    }
    struct tokens phrase = reading->tokens;
    phrase.at = words;
    phrase.count = count;
    uint32_t row = 0;
    size_t len = count > 1 ? ontology_find(ontology, &phrase, 0, &row) : 0;
    bool area = len == count && ontology->rows[row].kind == CONCEPT_AREA;
    return area ? &ontology->rows[row] : NULL;
}

/* "The private, voluntary or public sector": words in front that lack the noun. */
static void add_elliptic(struct reading *reading, const struct item *concept) {
    const struct tokens *tokens = &reading->tokens;
    size_t at = concept->from;
    bool joined = at > 1 && !tokens->at[at].gap &&
                  (reading_is(reading, at - 1, CUE_OR) || reading_is(reading, at - 1, CUE_AND));
    for (at = joined ? at - 1 : 0; at > 0; at--) {
        const struct concept_row *row = spelt_out(reading, at - 1, concept);
        if (row) {
            add_item(
                reading,
                (struct item){.class = ITEM_CONCEPT, .from = at - 1, .to = at, .concept = row});
        }
        if (!(tokens->at[at - 1].gap & GAP_COMMA)) {
            return;
        }
    }
}

/* Also those within others: "in health" must not hide "health or social care"; but none within
 * what speaks against them: "point of care". */
static void add_concepts(struct reading *reading) {
    const struct ontology *ontology = &reading->rules->concepts;
    const struct tokens *tokens = &reading->tokens;
    size_t against_to = 0;
    for (size_t at = 0; at < tokens->count; at++) {
        uint32_t value = 0;
        size_t against = at + finder_at(&ontology->against, tokens, at, &value);
        against_to = against > against_to ? against : against_to;
        size_t len = reading->masked[at] ? 0 : ontology_find(ontology, tokens, at, &value);
        bool joins = len > 0; /* "together with" names nothing */
        for (size_t i = at; i < at + len; i++) {
            joins = joins && reading_is(reading, i, CUE_WITH);
        }
        if (len && at + len > against_to && !joins) {
            struct item item = {.class = ITEM_CONCEPT,
                                .from = at,
                                .to = at + len,
                                .concept = &ontology->rows[value]};
            add_item(reading, item);
            if (item.concept->kind == CONCEPT_AREA) {
                add_elliptic(reading, &item);
            }
        }
    }
}

/* ---- overlaps -------------------------------------------------------------------------- */

static bool holds(const struct item *a, const struct item *b) {
    return a->from <= b->from && a->to >= b->to;
}

/* Does another concept begin behind the head and go on: "ability to organise | own workload"?
 */
static bool goes_on(const struct reading *reading, const struct item *concept,
                    const struct item *head) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->class == ITEM_CONCEPT && item->concept != concept->concept &&
            item->from >= head->to && item->from < concept->to && item->to > concept->to) {
            return true;
        }
    }
    return false;
}

/* A concept that holds a head's words is more than the head: "communication skills". Not so
 * where another head holds all of it and tells how experience was come by: "expert by
 * experience". */
static bool holds_head(const struct reading *reading, const struct item *concept) {
    bool above = false;
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *head = &reading->items[i];
        if (head->class != ITEM_HEAD || head->from == head->to) {
            continue;
        }
        if (head->atom.kinds && holds(head, concept)) {
            return false;
        }
        above = above || (holds(concept, head) && !holds(head, concept) &&
                          !goes_on(reading, concept, head));
    }
    return above;
}

/* What stays where items overlap: the lower rank. Weak rules give way to all others. */
static int rank_of(const struct reading *reading, const struct item *item) {
    if (item->rule && item->rule->weak) {
        /* The name of a certificate that the ladder does not know is more than its words. */
        return item->rule->captured ? 2 * ITEM_HEAD - 1 : 2 * ITEM_CLASS_COUNT;
    }
    if (item->class == ITEM_KIND && item->alternative) {
        return 2 * ITEM_HEAD - 1; /* "paid, voluntary or lived experience" is one experience */
    }
    if (item->class == ITEM_HEAD && item->alternative) {
        return 2 * ITEM_EQUIVALENT - 1; /* "or equivalent experience" is no "or equivalent" */
    }
    if (item->class == ITEM_CONCEPT && holds_head(reading, item)) {
        return 2 * ITEM_HEAD - 1;
    }
    bool generic = item->concept && item->concept->facet == FACET_GENERIC;
    return 2 * (int)item->class + (generic ? 1 : 0); /* "working with people | who self harm" */
}

static int by_rank(const void *a, const void *b) {
    const struct item *one = a;
    const struct item *two = b;
    size_t len_one = one->to - one->from;
    size_t len_two = two->to - two->from;
    if (one->rank != two->rank) {
        return one->rank < two->rank ? -1 : 1;
    }
    if (len_one != len_two) {
        return len_one > len_two ? -1 : 1;
    }
    return one->order < two->order ? -1 : one->order > two->order;
}

static int by_place(const void *a, const void *b) {
    const struct item *one = a;
    const struct item *two = b;
    if (one->from != two->from) {
        return one->from < two->from ? -1 : 1;
    }
    return one->order < two->order ? -1 : one->order > two->order;
}

/* Further subjects of one qualification stand on the same words, and "or equivalent" or
 * "working towards" may stand inside of it. */
static bool may_share(const struct item *a, const struct item *b) {
    if (a->class == ITEM_MASK && b->class == ITEM_STATUS) {
        return true;
    }
    if (a->class != ITEM_QUALIFICATION) {
        return false;
    }
    bool one_phrase = b->class == ITEM_QUALIFICATION && a->from == b->from;
    return one_phrase || b->class == ITEM_EQUIVALENT || b->class == ITEM_STATUS;
}

static bool overlap(const struct item *a, const struct item *b) {
    return a->from < b->to && b->from < a->to && !may_share(a, b) && !may_share(b, a);
}

/* Does a head in a concept's wording say by itself what it is: knowledge, or with all of its
 * beginning how experience was come by? */
static bool is_telling(const struct item *item, const struct item *concept) {
    bool known = item->class == ITEM_HEAD && item->atom.type == ATOM_KNOWLEDGE;
    bool come_by = (item->class == ITEM_HEAD || item->class == ITEM_KIND) && item->atom.kinds;
    return known || (come_by && concept->from == item->from);
}

/* "Understanding of dementia", "lived experience of dementia": where a wording has the head in
 * it, what is behind names it. */
static void trim_topics(struct reading *reading) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *head = &reading->items[i];
        for (size_t k = 0; k < reading->item_count; k++) {
            struct item *concept = &reading->items[k];
            bool topic = is_telling(head, concept) && concept->class == ITEM_CONCEPT &&
                         (concept->concept->kind == CONCEPT_KNOWLEDGE ||
                          concept->concept->kind == CONCEPT_AREA);
            if (topic && concept->from >= head->from &&
                concept->from<head->to &&concept->to> head->to) {
                concept->from = head->to;
            }
        }
    }
}

/* "Empathy and understanding of the pressures on carers": the wording "empathy and
 * understanding" ends in front of a head that goes on behind it. */
static void trim_qualities(struct reading *reading) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *head = &reading->items[i];
        bool known = head->class == ITEM_HEAD && head->atom.type == ATOM_KNOWLEDGE;
        for (size_t k = 0; k < reading->item_count && known; k++) {
            struct item *concept = &reading->items[k];
            bool quality = concept->class == ITEM_CONCEPT &&
                           concept->concept->kind == CONCEPT_ATTRIBUTE &&
                           concept->from + 1 < head->from && concept->to == head->from + 1;
            if (quality && reading_is(reading, head->from - 1, CUE_AND) &&
                reading_is(reading, concept->to, CUE_AGAIN)) {
                concept->to = head->from - 1;
            }
        }
    }
}

static bool has_concept_at(const struct reading *reading, size_t at) {
    for (size_t i = 0; i < reading->item_count; i++) {
        if (reading->items[i].class == ITEM_CONCEPT && reading->items[i].from == at) {
            return true;
        }
    }
    return false;
}

/* A head gives the words at its end to a concept that goes on behind it ("willing to learn");
 * but "own experience of using mental health services" is of mental health. */
static void trim_head(const struct reading *reading, struct item *head) {
    bool told = head->atom.kinds && has_concept_at(reading, head->to);
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *concept = &reading->items[i];
        if (concept->class == ITEM_QUALIFICATION && concept->from > head->from &&
            concept->from<head->to &&concept->to> head->to) {
            head->to = concept->from; /* "knowledge of | the Care Certificate" */
        }
        if (concept->class != ITEM_CONCEPT || concept->from >= head->to ||
            concept->to <= head->from) {
            continue;
        }
        if (concept->from > head->from && concept->to > head->to && !told) {
            head->to = concept->from;
        } else if (concept->from < head->from && concept->to < head->to) {
            head->to = head->from; /* "communication skills with": the concept says it */
        }
    }
}

static void trim_heads(struct reading *reading) {
    for (size_t i = 0; i < reading->item_count; i++) {
        if (reading->items[i].class == ITEM_HEAD) {
            trim_head(reading, &reading->items[i]);
        }
    }
}

static void resolve(struct reading *reading) {
    struct item *items = reading->items;
    size_t kept = 0;
    if (!reading->item_count) {
        return;
    }
    trim_topics(reading);
    trim_qualities(reading);
    trim_heads(reading);
    for (size_t i = 0; i < reading->item_count; i++) {
        items[i].rank = rank_of(reading, &items[i]);
        items[i].order = i;
    }
    qsort(items, reading->item_count, sizeof *items, by_rank);
    for (size_t i = 0; i < reading->item_count; i++) {
        bool free = items[i].from < items[i].to; /* a head may have given all its words */
        for (size_t k = 0; k < kept && free; k++) {
            free = !overlap(&items[i], &items[k]);
        }
        if (free) {
            items[kept++] = items[i];
        }
    }
    reading->item_count = kept;
    qsort(items, kept, sizeof *items, by_place);
}

void reading_find_items(struct reading *reading) {
    size_t count = reading->tokens.count;
    reading->masked = arena_alloc(reading->scratch, count + 1, sizeof *reading->masked);
    reading->clauses = arena_alloc(reading->scratch, count + 1, sizeof *reading->clauses);
    if (!reading->masked || !reading->clauses) {
        return;
    }
    find_clauses(reading);
    run_rules(reading);
    add_qualifications(reading);
    add_months(reading);
    add_concepts(reading);
    resolve(reading);
}
