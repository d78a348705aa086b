/* matcher/concepts.c - the concepts that a text names, and how they stand to each other
 * SPDX-License-Identifier: MIT
 */
#include "matcher/concepts.h"

#include <string.h>

#include "matcher/rules_private.h"

/* A negation reaches over so many words of its sentence. */
enum { NEGATION_WORDS = 9 };

/* Concepts that gather others; what hangs on them is data. */
#define CARE_WORK "care_work"   /* areas whose ordinary work is care and support */
#define SOFT_SKILL "soft_skill" /* what that work ordinarily needs */

/* While a text is gone through. */
struct scan {
    struct arena *arena;
    const struct rules *rules;
    const struct tokens *tokens;
    struct concept_hits *hits;
    unsigned kinds;
    size_t negated_to; /* words before this one stand behind a negation */
};

static bool has_hit(const struct concept_hits *hits, const char *id) {
    for (size_t i = 0; i < hits->count; i++) {
        if (strcmp(hits->at[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* Reads a cue at word `at`. @return words to step over */
static size_t read_cue(struct scan *scan, size_t at) {
    uint32_t cue = CUE_NONE;
    size_t len = finder_at(&scan->rules->cues, scan->tokens, at, &cue);
    if (len && cue == CUE_NEGATION) {
        scan->negated_to = at + len + NEGATION_WORDS;
    } else if (len && cue == CUE_NEGATION_END) {
        scan->negated_to = at;
    }
    return len;
}

static void add_hit(struct scan *scan, const struct ontology *ontology, size_t at, size_t len,
                    uint32_t value) {
    const struct concept_row *row = &ontology->rows[value];
    if (!(scan->kinds & 1u << row->kind) || at < scan->negated_to ||
        has_hit(scan->hits, row->id)) {
        return;
    }
    struct concept_hit hit = {row->id, row->kind, tokens_source(scan->tokens, at, at + len)};
    ARENA_PUSH(scan->arena, scan->hits->at, scan->hits->count, hit);
}

/* @return words to step over: 1 where nothing begins here */
static size_t scan_at(struct scan *scan, const struct ontology *ontology, size_t at) {
    if (scan->tokens->at[at].gap & (GAP_STOP | GAP_SEMICOLON)) {
        scan->negated_to = at;
    }
    uint32_t value = 0;
    size_t against = finder_at(&ontology->against, scan->tokens, at, &value);
    if (against) {
        return against;
    }
    size_t len = finder_at(&ontology->wordings, scan->tokens, at, &value);
    if (len) {
        add_hit(scan, ontology, at, len, value);
        return len;
    }
    len = read_cue(scan, at);
    return len ? len : 1;
}

static void scan_all(struct scan *scan, const struct ontology *ontology) {
    scan->negated_to = 0;
    for (size_t at = 0; at < scan->tokens->count;) {
        at += scan_at(scan, ontology, at);
    }
}

enum err concepts_find(struct concept_hits *out, struct arena *arena, const struct rules *rules,
                       unsigned kinds, struct span text, struct diag *diag) {
    struct arena scratch;
    arena_init(&scratch, ARENA_PAGE_CAP);
    struct tokens tokens = tokens_read(&scratch, &rules->words, text);
    struct concept_hits hits = {NULL, 0};
    struct scan scan = {arena, rules, &tokens, &hits, kinds, 0};
    if (kinds & ~(1u << CONCEPT_SUBJECT)) {
        scan_all(&scan, &rules->concepts);
    }
    if (kinds & 1u << CONCEPT_SUBJECT) {
        scan_all(&scan, &rules->subjects);
    }
    enum err err = arena_check(&scratch, diag);
    err = err ? err : arena_check(arena, diag);
    arena_fini(&scratch);
    if (!err) {
        *out = hits;
    }
    return err;
}

/* ---- relations ------------------------------------------------------------------------- */

/* Does `row`, or what it is a part of (up to `depth` steps), list `other` as a neighbour? */
static bool lists(const struct ontology *ontology, const struct concept_row *row,
                  const struct concept_row *other, int depth) {
    for (size_t i = 0; i < row->neighbour_count; i++) {
        if (ontology_within(ontology, other, &ontology->rows[row->neighbours[i]])) {
            return true;
        }
    }
    for (size_t i = 0; i < row->broader_count && depth > 0; i++) {
        if (lists(ontology, &ontology->rows[row->broader[i]], other, depth - 1)) {
            return true;
        }
    }
    return false;
}

enum relation concepts_relate(const struct rules *rules, const char *held, const char *asked) {
    enum { STEPS = 2 };
    if (held && asked && strcmp(held, asked) == 0) {
        return RELATION_WITHIN;
    }
    const struct ontology *ontology = &rules->concepts;
    const struct concept_row *have = ontology_row(ontology, held);
    const struct concept_row *want = ontology_row(ontology, asked);
    if (!have || !want) {
        return RELATION_NONE;
    }
    if (ontology_within(ontology, have, want)) {
        return RELATION_WITHIN;
    }
    bool near = ontology_within(ontology, want, have) || lists(ontology, have, want, STEPS) ||
                lists(ontology, want, have, STEPS);
    return near ? RELATION_NEIGHBOUR : RELATION_NONE;
}

const char *concepts_label(const struct rules *rules, const char *id) {
    const struct concept_row *row = ontology_row(&rules->concepts, id);
    row = row ? row : ontology_row(&rules->subjects, id);
    return row ? row->label : id;
}

bool concepts_needs(const struct rules *rules, const char *area, const char *skill) {
    return concepts_relate(rules, area, CARE_WORK) == RELATION_WITHIN &&
           concepts_relate(rules, skill, SOFT_SKILL) == RELATION_WITHIN;
}
