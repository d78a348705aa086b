/* matcher/gap.c - what somebody lacks, put so that it can be compared with others
 * SPDX-License-Identifier: MIT
 */
#include "matcher/gap.h"

#include <string.h>

#include "matcher/explain.h"
#include "matcher/glossary.h"
#include "matcher/mark.h"
#include "schema/requirement_text.h"

/* A requirement's text stays far below. */
#define TEXT_MAX ((size_t)1024 * 1024)

/* ---- the different things asked for ------------------------------------------------------ */

static void write_atom(struct buf *out, const struct atom *atom) {
    struct atom copy = *atom;
    struct demand demand = {&copy, 1};
    struct requirement requirement = {.any_of = &demand, .count = 1};
    buf_clear(out);
    requirement_text_write(out, &requirement);
}

/* A table in the making. */
struct making {
    struct gap_table *table;
    struct arena *arena;
    struct glossary texts; /* numbers are ids + 1 */
    struct buf text;
    size_t id_count;
};

static void add_atom(struct making *making, const struct atom *atom) {
    struct gap_table *table = making->table;
    write_atom(&making->text, atom);
    uint32_t number = glossary_add(&making->texts, making->arena, buf_span(&making->text));
    if (number > table->count) {
        ARENA_PUSH(making->arena, table->atoms, table->count, atom);
    }
    if (number > 0) {
        ARENA_PUSH(making->arena, table->ids, making->id_count, number - 1);
    }
}

static void add_requirement(struct making *making, const struct requirement *requirement) {
    for (size_t i = 0; i < requirement->count; i++) {
        for (size_t j = 0; j < requirement->any_of[i].count; j++) {
            add_atom(making, &requirement->any_of[i].atoms[j]);
        }
    }
}

enum err gap_prepare(struct gap_table *out, struct arena *arena, const struct sift *sift,
                     struct diag *diag) {
    struct gap_table table = {.sift = sift};
    struct making making = {.table = &table, .arena = arena};
    table.first = arena_alloc(arena, sift->requirement_count + 1, sizeof *table.first);
    if (!table.first) {
        return arena_check(arena, diag);
    }
    buf_init(&making.text, TEXT_MAX);
    for (size_t i = 0; i < sift->requirement_count; i++) {
        table.first[i] = (uint32_t)making.id_count;
        add_requirement(&making, &sift->requirements[i]);
    }
    table.first[sift->requirement_count] = (uint32_t)making.id_count;
    enum err failed = making.text.failed;
    buf_fini(&making.text);
    if (failed || arena->failed) {
        return failed ? diag_set(diag, failed, "what criteria ask for")
                      : arena_check(arena, diag);
    }
    *out = table;
    return ERR_NONE;
}

/* ---- what includes what ------------------------------------------------------------------ */

static bool is_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_list(const struct strings *a, const struct strings *b) {
    bool is_same = a->count == b->count;
    for (size_t i = 0; is_same && i < a->count; i++) {
        is_same = is_text(a->at[i], b->at[i]);
    }
    return is_same;
}

/* A higher level includes the lower ones, a longer time the shorter ones. */
static bool includes(const struct atom *gap, const struct atom *atom) {
    return gap->type == atom->type && atom->level <= gap->level &&
           (!atom->subject || is_text(gap->subject, atom->subject)) &&
           atom->months <= gap->months && is_list(&gap->areas, &atom->areas) &&
           (atom->kinds == 0 || atom->kinds == gap->kinds) &&
           is_text(gap->concept, atom->concept) && atom->licence <= gap->licence &&
           atom->vehicle <= gap->vehicle;
}

/* A gap held against a candidate. */
struct trying {
    const struct atom *gap;
    struct judge judge;
};

static struct mark mark_with(void *state, const struct requirement *requirement,
                             const struct atom *atom) {
    const struct trying *trying = state;
    return includes(trying->gap, atom) ? mark_of(2, LACK_NONE)
                                       : mark_atom(&trying->judge, requirement, atom, NULL);
}

static bool mends(struct trying *trying, const struct requirement *requirement) {
    struct judgement judgement = mark_join(trying->judge.rules, requirement, mark_with, trying);
    return judgement.passes && judgement.verdict != VERDICT_NOT_MET;
}

/* ---- one thing by itself ----------------------------------------------------------------- */

static void tally_one(uint32_t *tally, const struct gap_table *table, struct trying *trying,
                      uint32_t number, uint32_t adverts) {
    for (uint32_t i = table->first[number]; i < table->first[number + 1]; i++) {
        trying->gap = table->atoms[table->ids[i]];
        if (mends(trying, &table->sift->requirements[number])) {
            tally[table->ids[i]] += adverts;
        }
    }
}

enum err gap_tally(uint32_t *tally, const struct gap_table *table,
                   const struct gap_candidate *candidate, struct diag *diag) {
    const struct sift *sift = table->sift;
    struct arena work;
    struct trying trying = {0};
    arena_init(&work, ARENA_PAGE_CAP);
    uint32_t *adverts = arena_alloc(&work, sift->requirement_count + 1, sizeof *adverts);
    enum err err = adverts ? judge_open(&trying.judge, &work, sift->rules, candidate->candidate,
                                        candidate->today, diag)
                           : arena_check(&work, diag);
    for (size_t i = 0; !err && adverts && i < sift->advert_count; i++) {
        adverts[candidate->stands[i].only_short]++;
    }
    for (uint32_t number = 1; !err && adverts && number < sift->requirement_count; number++) {
        if (adverts[number] > 0) {
            tally_one(tally, table, &trying, number, adverts[number]);
        }
    }
    arena_fini(&work);
    return err;
}

/* ---- with all that it includes ----------------------------------------------------------- */

/* An advert that does not pass. */
struct blocked {
    size_t advert;
    unsigned types; /* set of enum atom_type: of atoms that all that is short asks for */
};

/* One candidate's run. */
struct opening_run {
    const struct gap_table *table;
    const struct gap_candidate *candidate;
    struct blocked *blocked;
    size_t blocked_count;
    unsigned char *known; /* by number of a requirement */
    struct trying trying;
};

/* Answers by number of a requirement. */
enum { NOT_ASKED = 0, MENDED, NOT_MENDED };

static bool is_short(const struct opening_run *run, const struct sift_line *line) {
    return sift_line_is_short(line, run->candidate->marks[line->requirement]);
}

/* Most adverts are short of things of several types, which no one thing can mend. */
static void find_blocked(struct opening_run *run) {
    const struct sift *sift = run->table->sift;
    for (size_t i = 0; i < sift->advert_count; i++) {
        const struct sift_advert *at = &sift->adverts[i];
        struct blocked blocked = {i, ~0u};
        bool any = false;
        for (size_t k = 0; at->is_scored && k < at->count && blocked.types; k++) {
            const struct sift_line *line = &sift->lines[at->first + k];
            if (is_short(run, line)) {
                blocked.types &= sift->types[line->requirement];
                any = true;
            }
        }
        if (any && blocked.types) {
            run->blocked[run->blocked_count++] = blocked;
        }
    }
}

static bool is_mended(struct opening_run *run, uint32_t number) {
    unsigned char *answer = &run->known[number];
    if (*answer == NOT_ASKED) {
        *answer =
            mends(&run->trying, &run->table->sift->requirements[number]) ? MENDED : NOT_MENDED;
    }
    return *answer == MENDED;
}

static bool would_pass(struct opening_run *run, size_t advert) {
    const struct sift *sift = run->table->sift;
    const struct sift_advert *at = &sift->adverts[advert];
    for (size_t i = 0; i < at->count; i++) {
        const struct sift_line *line = &sift->lines[at->first + i];
        if (is_short(run, line) && !is_mended(run, line->requirement)) {
            return false;
        }
    }
    return true;
}

static void open_one(struct opening_run *run, struct gap_opened *at) {
    run->trying.gap = run->table->atoms[at->id];
    unsigned type = 1u << run->trying.gap->type;
    memset(run->known, NOT_ASKED, run->table->sift->requirement_count);
    at->count = 0;
    for (size_t i = 0; i < run->blocked_count; i++) {
        size_t advert = run->blocked[i].advert;
        if (run->blocked[i].types & type && would_pass(run, advert)) {
            at->adverts[advert / 8] |= (unsigned char)(1u << advert % 8);
            at->count++;
        }
    }
}

enum err gap_open(struct gap_opened *at, size_t count, const struct gap_table *table,
                  const struct gap_candidate *candidate, struct diag *diag) {
    const struct sift *sift = table->sift;
    struct opening_run run = {.table = table, .candidate = candidate};
    struct arena work;
    arena_init(&work, ARENA_PAGE_CAP);
    run.known = arena_alloc(&work, sift->requirement_count + 1, 1);
    run.blocked = arena_alloc(&work, sift->advert_count, sizeof *run.blocked);
    enum err err = arena_check(&work, diag);
    err = err ? err
              : judge_open(&run.trying.judge, &work, sift->rules, candidate->candidate,
                           candidate->today, diag);
    if (!err) {
        find_blocked(&run);
    }
    for (size_t i = 0; !err && i < count; i++) {
        open_one(&run, &at[i]);
    }
    arena_fini(&work);
    return err;
}

/* ---- words ------------------------------------------------------------------------------- */

const char *gap_text(const struct gap_table *table, size_t id, struct arena *arena) {
    struct buf text;
    buf_init(&text, TEXT_MAX);
    write_atom(&text, table->atoms[id]);
    const char *copy = arena_copy(arena, buf_span(&text));
    buf_fini(&text);
    return copy;
}

/* Which wording says no more than is asked. */
static const char *wording_of(const struct atom *atom) {
    if (atom->type != ATOM_QUALIFICATION || (atom->level != LEVEL_NONE && atom->subject)) {
        return vocab_name(&vocab_atom, (int)atom->type);
    }
    return atom->subject               ? "qualification_named"
           : atom->level != LEVEL_NONE ? "qualification_any"
                                       : "qualification_bare";
}

const char *gap_words(const struct gap_table *table, size_t id, struct arena *arena) {
    const struct atom *atom = table->atoms[id];
    struct subject_words words = {
        .atom = atom, .words = atom->concept ? atom->concept : "", .rules = table->sift->rules};
    const char *text = explain_wording("gap", wording_of(atom), &words, arena);
    return text ? text : gap_text(table, id, arena);
}
