/* matcher/concepts.c - the concepts that a text names, and how they stand to each other
 * SPDX-License-Identifier: MIT
 */
#include "matcher/concepts.h"

#include <string.h>

#include "matcher/rules_private.h"

/* A negation reaches over so many words of its sentence. */
enum { NEGATION_WORDS = 9 };

/* A row named in the text. */
struct sighting {
    const struct concept_row *row;
    size_t from; /* words */
    size_t to;
    int clause;
    bool is_place; /* of a job: says only where */
};

/* While a text is gone through. */
struct scan {
    struct arena *scratch;
    const struct rules *rules;
    const struct tokens *tokens;
    struct sighting *sightings;
    size_t count;
    unsigned kinds;
    bool is_all;       /* what stands inside or across what was found is looked for too */
    size_t negated_to; /* words before this one stand behind a negation */
    int clause;
};

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

static void add_sighting(struct scan *scan, const struct ontology *ontology, size_t at,
                         size_t len, const struct concept_row *row) {
    uint32_t value = 0;
    if (at >= scan->negated_to) {
        struct sighting sighting = {row, at, at + len, scan->clause,
                                    finder_at(&ontology->places, scan->tokens, at, &value) ==
                                        len};
        ARENA_PUSH(scan->scratch, scan->sightings, scan->count, sighting);
    }
}

/* Is it something that is done, rather than where and with whom? */
static bool is_doing(const struct concept_row *row) {
    return row->kind != CONCEPT_AREA || row->facet == FACET_ACTIVITY;
}

/* Does a row named inside or across the words of another count besides? The "ward" of a "ward
 * clerk" does not, nor does the "nurse" who was told something, nor a beginning that does not
 * belong: "taking blood pressure" is no taking of blood. */
static bool counts_besides(const struct ontology *ontology, const struct sighting *whole,
                           const struct concept_row *row, size_t from, size_t to) {
    enum { WORDS_MIN = 2 };
    if (ontology_within(ontology, whole->row, row)) {
        return true;
    }
    bool is_told_of = row->job && is_doing(whole->row);
    if (from == whole->from || is_told_of) {
        return false;
    }
    if (to > whole->to) {
        return true;
    }
    if (whole->row->job || whole->row->kind == CONCEPT_KNOWLEDGE) {
        return false;
    }
    return is_doing(row) ? to - from >= WORDS_MIN : is_doing(whole->row);
}

/* The longest wording at word `from` that ends before word `end`. */
static void scan_besides(struct scan *scan, const struct ontology *ontology,
                         const struct sighting *whole, size_t from, size_t end) {
    uint32_t value = 0;
    struct tokens cut = *scan->tokens;
    cut.count = end;
    size_t len = ontology_find_told(ontology, &cut, from, &value);
    const struct concept_row *row = len ? &ontology->rows[value] : whole->row;
    if (row != whole->row && counts_besides(ontology, whole, row, from, from + len)) {
        add_sighting(scan, ontology, from, len, row);
    }
}

static void scan_inside(struct scan *scan, const struct ontology *ontology,
                        const struct sighting *whole) {
    for (size_t end = whole->to; end-- > whole->from + 1;) {
        scan_besides(scan, ontology, whole, whole->from, end);
    }
    for (size_t from = whole->from + 1; from < whole->to; from++) {
        scan_besides(scan, ontology, whole, from, scan->tokens->count);
    }
}

bool concepts_is_new_clause(const struct tokens *tokens, size_t at) {
    unsigned gap = tokens->at[at].gap;
    return gap & (GAP_STOP | GAP_SEMICOLON) ||
           (gap & GAP_COMMA && tokens_is_one(tokens, at, "i|we|he|she|they|it|so|then"));
}

/* @return words to step over: 1 where nothing begins here */
static size_t scan_at(struct scan *scan, const struct ontology *ontology, size_t at) {
    if (concepts_is_new_clause(scan->tokens, at)) {
        scan->negated_to = at;
    }
    scan->clause += scan->tokens->at[at].gap & (GAP_STOP | GAP_SEMICOLON) ? 1 : 0;
    uint32_t value = 0;
    size_t against = finder_at(&ontology->against, scan->tokens, at, &value);
    size_t len = ontology_find_told(ontology, scan->tokens, at, &value);
    if (len) {
        add_sighting(scan, ontology, at, len, &ontology->rows[value]);
        if (scan->is_all && at >= scan->negated_to) {
            struct sighting whole = {.row = &ontology->rows[value], .from = at, .to = at + len};
            scan_inside(scan, ontology, &whole);
        }
        return len;
    }
    len = against ? against : read_cue(scan, at);
    return len ? len : 1;
}

static void scan_all(struct scan *scan, const struct ontology *ontology) {
    scan->negated_to = 0;
    for (size_t at = 0; at < scan->tokens->count;) {
        at += scan_at(scan, ontology, at);
    }
}

static bool is_care(const struct rules *rules, const struct concept_row *row) {
    return rules->care && ontology_within(&rules->concepts, row, rules->care);
}

/* Does a clause tell of work that is no care: "hospital domestic"? */
static bool is_other_work(const struct scan *scan, int clause) {
    bool other = false;
    for (size_t i = 0; i < scan->count; i++) {
        const struct sighting *sighting = &scan->sightings[i];
        if (sighting->clause == clause && sighting->row->job && !sighting->is_place) {
            if (is_care(scan->rules, sighting->row)) {
                return false;
            }
            other = true;
        }
    }
    return other;
}

/* Is it only where somebody did other work: the hospital of its domestic, the office that was
 * cleaned? What was done there stays. */
static bool is_only_where(const struct scan *scan, const struct sighting *sighting) {
    const struct concept_row *row = sighting->row;
    bool where =
        sighting->is_place || (row->kind == CONCEPT_AREA && !row->job &&
                               row->facet != FACET_ACTIVITY && is_care(scan->rules, row));
    return where && is_other_work(scan, sighting->clause);
}

static bool has_hit(const struct concept_hits *hits, const char *id) {
    for (size_t i = 0; i < hits->count; i++) {
        if (strcmp(hits->at[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void add_hits(struct concept_hits *hits, struct arena *arena, const struct scan *scan) {
    for (size_t i = 0; i < scan->count; i++) {
        const struct sighting *sighting = &scan->sightings[i];
        const struct concept_row *row = sighting->row;
        if (scan->kinds & 1u << row->kind && !has_hit(hits, row->id) &&
            !is_only_where(scan, sighting)) {
            struct concept_hit hit = {
                row->id, row->kind, tokens_source(scan->tokens, sighting->from, sighting->to)};
            ARENA_PUSH(arena, hits->at, hits->count, hit);
        }
    }
}

static enum err find(struct concept_hits *out, struct arena *arena, const struct rules *rules,
                     unsigned kinds, bool is_all, struct span text, struct diag *diag) {
    struct arena scratch;
    arena_init(&scratch, ARENA_PAGE_CAP);
    struct tokens tokens = tokens_read(&scratch, &rules->words, text);
    struct concept_hits hits = {NULL, 0};
    struct scan scan = {.scratch = &scratch,
                        .rules = rules,
                        .tokens = &tokens,
                        .kinds = kinds,
                        .is_all = is_all};
    if (kinds & ~(1u << CONCEPT_SUBJECT)) {
        scan_all(&scan, &rules->concepts);
    }
    if (kinds & 1u << CONCEPT_SUBJECT) {
        scan_all(&scan, &rules->subjects);
    }
    add_hits(&hits, arena, &scan);
    enum err err = arena_check(&scratch, diag);
    err = err ? err : arena_check(arena, diag);
    arena_fini(&scratch);
    if (!err) {
        *out = hits;
    }
    return err;
}

enum err concepts_find(struct concept_hits *out, struct arena *arena, const struct rules *rules,
                       unsigned kinds, struct span text, struct diag *diag) {
    return find(out, arena, rules, kinds, false, text, diag);
}

enum err concepts_find_all(struct concept_hits *out, struct arena *arena,
                           const struct rules *rules, unsigned kinds, struct span text,
                           struct diag *diag) {
    return find(out, arena, rules, kinds, true, text, diag);
}

/* ---- relations ------------------------------------------------------------------------- */

/* Is it a whole field of work, "health care"? Of its parts each has neighbours of its own. */
static bool is_field(const struct ontology *ontology, const struct concept_row *row) {
    bool is = false;
    for (size_t i = 0; row->facet == FACET_SETTING && i < row->broader_count; i++) {
        const struct concept_row *broader = &ontology->rows[row->broader[i]];
        is |= strcmp(broader->id, CONCEPT_WHOLE_FIELD) == 0;
    }
    return is;
}

/* Is `other` the neighbour named, or, of a row's own neighbours, a part of it? */
static bool is_named(const struct ontology *ontology, const struct concept_row *named,
                     const struct concept_row *other, bool is_own) {
    return other == named ||
           (is_own && named->facet != FACET_GENERIC && !is_field(ontology, named) &&
            ontology_within(ontology, other, named));
}

/* Does `row`, or what it is a part of (up to `depth` steps), list `other` as a neighbour? What
 * the whole is near to, its parts are, but the parts of the two are not near to each other. */
static bool lists(const struct ontology *ontology, const struct concept_row *row,
                  const struct concept_row *other, int depth, bool is_own) {
    for (size_t i = 0; i < row->neighbour_count; i++) {
        if (is_named(ontology, &ontology->rows[row->neighbours[i]], other, is_own)) {
            return true;
        }
    }
    for (size_t i = 0; i < row->broader_count && depth > 0; i++) {
        if (lists(ontology, &ontology->rows[row->broader[i]], other, depth - 1, false)) {
            return true;
        }
    }
    return false;
}

/* Where somebody worked does not show what they did there: a part of the setting's work, or of
 * its neighbours', is near only where the table says so of that very pair. */
static bool is_near(const struct ontology *ontology, const struct concept_row *have,
                    const struct concept_row *want) {
    enum { STEPS = 2 };
    bool alike = is_doing(have) == is_doing(want);
    int steps = alike ? STEPS : 0;
    return (alike && ontology_within(ontology, want, have)) ||
           lists(ontology, have, want, steps, true) || lists(ontology, want, have, steps, true);
}

enum relation concepts_relate(const struct rules *rules, const char *held, const char *asked) {
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
    return is_near(ontology, have, want) ? RELATION_NEIGHBOUR : RELATION_NONE;
}

const char *concepts_label(const struct rules *rules, const char *id) {
    const struct concept_row *row = ontology_row(&rules->concepts, id);
    row = row ? row : ontology_row(&rules->subjects, id);
    return row ? row->label : id;
}

/* Only the soft skills themselves: a part of one, such as sign language, is a technique. */
static bool is_soft(const struct rules *rules, const struct concept_row *skill) {
    for (size_t i = 0; skill && i < skill->broader_count; i++) {
        if (&rules->concepts.rows[skill->broader[i]] == rules->soft) {
            return true;
        }
    }
    return false;
}

bool concepts_needs(const struct rules *rules, const char *area, const char *skill) {
    const struct concept_row *row = ontology_row(&rules->concepts, area);
    return row && is_care(rules, row) && is_soft(rules, ontology_row(&rules->concepts, skill));
}
