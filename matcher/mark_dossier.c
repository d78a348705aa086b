/* matcher/mark_dossier.c - what is worked out once about a candidate
 * SPDX-License-Identifier: MIT
 */
#include "matcher/mark_dossier.h"

#include <string.h>

#include "matcher/qualification.h"

bool dossier_is_own(const struct judge *judge) {
    return judge->dossier->candidate == judge->candidate;
}

size_t dossier_row(const struct ontology *ontology, const char *id) {
    const struct concept_row *row = ontology_row(ontology, id);
    return row ? (size_t)(row - ontology->rows) : SIZE_MAX;
}

/* ---- lines ------------------------------------------------------------------------------- */

/* Which texts there are of which entries. */
static const enum fact_field line_fields[] = {FACT_NAME, FACT_AREA, FACT_EVIDENCE, FACT_SKILL};
enum { LINE_FIELDS = sizeof line_fields / sizeof *line_fields };

size_t dossier_entries(const struct candidate *candidate, enum fact_field field) {
    return field == FACT_NAME    ? candidate->qualification_count
           : field == FACT_SKILL ? candidate->skill_count
                                 : candidate->experience_count;
}

static enum err read_line(struct dossier *dossier, const struct rules *rules,
                          const struct candidate *candidate, enum fact_field field,
                          size_t index, struct diag *diag) {
    struct line line = {0};
    enum err err = line_read(&line, dossier->arena, rules, candidate, field, index, diag);
    if (!err && candidate != dossier->candidate) {
        line_keep(&line, dossier->arena);
    }
    if (!err) {
        ARENA_PUSH(dossier->arena, dossier->lines, dossier->line_count, line);
        err = arena_check(dossier->arena, diag);
    }
    return err;
}

/* Where the line of an entry stands, should it be the own candidate's. */
static size_t place_of_line(const struct candidate *candidate, enum fact_field field,
                            size_t index) {
    size_t place = index;
    for (size_t i = 0; line_fields[i] != field; i++) {
        place += dossier_entries(candidate, line_fields[i]);
    }
    return place;
}

static const struct line *find_line(const struct dossier *dossier,
                                    const struct candidate *candidate, enum fact_field field,
                                    size_t index) {
    size_t place = place_of_line(dossier->candidate, field, index);
    if (place < dossier->line_count &&
        line_is_of(&dossier->lines[place], candidate, field, index)) {
        return &dossier->lines[place];
    }
    for (size_t i = 0; i < dossier->line_count; i++) {
        if (line_is_of(&dossier->lines[i], candidate, field, index)) {
            return &dossier->lines[i];
        }
    }
    return NULL;
}

/* The line of an entry's own text as another judge of the rules has read it. */
static const struct line *line_before(const struct judge *before,
                                      const struct candidate *candidate, enum fact_field field,
                                      size_t index) {
    const struct line *line =
        before ? find_line(before->dossier, candidate, field, index) : NULL;
    return line && !line->is_kept ? line : NULL;
}

/* @param before NULL, or the judge of what the candidate was: a text is read once */
static enum err read_lines(struct dossier *dossier, const struct rules *rules,
                           const struct judge *before, struct diag *diag) {
    const struct candidate *candidate = dossier->candidate;
    enum err err = ERR_NONE;
    for (size_t i = 0; i < LINE_FIELDS; i++) {
        size_t count = dossier_entries(candidate, line_fields[i]);
        for (size_t j = 0; !err && j < count; j++) {
            const struct line *line = line_before(before, candidate, line_fields[i], j);
            if (line) {
                ARENA_PUSH(dossier->arena, dossier->lines, dossier->line_count, *line);
            } else {
                err = read_line(dossier, rules, candidate, line_fields[i], j, diag);
            }
        }
    }
    return err;
}

const struct line *dossier_line(const struct judge *judge, enum fact_field field,
                                size_t index) {
    struct dossier *dossier = judge->dossier;
    const struct line *line = find_line(dossier, judge->candidate, field, index);
    if (!line && !read_line(dossier, judge->rules, judge->candidate, field, index, NULL)) {
        line = &dossier->lines[dossier->line_count - 1];
    }
    return line;
}

/* ---- words ------------------------------------------------------------------------------- */

static size_t place_of(const struct dossier *dossier, struct span word) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < word.len; i++) {
        hash = (hash ^ (unsigned char)word.at[i]) * 0x100000001b3u;
    }
    size_t at = (size_t)hash & (dossier->word_room - 1);
    while (dossier->words[at].len > 0 && !span_equal(dossier->words[at], word)) {
        at = (at + 1) & (dossier->word_room - 1);
    }
    return at;
}

bool dossier_has_word(const struct dossier *dossier, struct span word) {
    return word.len > 0 && dossier->words[place_of(dossier, word)].len > 0;
}

/* Not a qualification that is only wished for, nor work that is denied; a further qualification
 * has the line of the first. */
static bool is_telling(const struct candidate *candidate, enum fact_field field, size_t index) {
    if (field == FACT_NAME) {
        const struct held_qualification *held = &candidate->qualifications[index];
        return !held->is_further && held->status != HOLDING_WILLING;
    }
    return field == FACT_SKILL || !candidate->experiences[index].denied;
}

const struct line *dossier_telling_line(const struct judge *judge, enum fact_field field,
                                        size_t index) {
    return is_telling(judge->candidate, field, index) ? dossier_line(judge, field, index)
                                                      : NULL;
}

static void gather_words(struct dossier *dossier, const struct judge *judge) {
    size_t count = 0;
    for (size_t i = 0; i < dossier->line_count; i++) {
        count += dossier->lines[i].word_count;
    }
    size_t room = 16;
    while (room < 2 * count) {
        room *= 2;
    }
    dossier->words = arena_alloc(dossier->arena, room, sizeof *dossier->words);
    dossier->word_room = room;
    for (size_t i = 0; dossier->words && i < LINE_FIELDS; i++) {
        for (size_t j = 0; j < dossier_entries(judge->candidate, line_fields[i]); j++) {
            const struct line *line = dossier_telling_line(judge, line_fields[i], j);
            for (size_t k = 0; line && k < line->word_count; k++) {
                dossier->words[place_of(dossier, line->words[k])] = line->words[k];
            }
        }
    }
}

/* ---- needs ------------------------------------------------------------------------------- */

bool dossier_needs(const struct judge *judge, const struct held_experience *held,
                   const struct concept_row *concept) {
    bool is_work = held->area && (held->kind == KIND_PAID || held->kind == KIND_VOLUNTARY);
    if (is_work && ordinary_is_needed(judge->rules, NULL, NULL, concept)) {
        return true;
    }
    for (size_t i = 0; i < held->areas.count; i++) {
        const struct concept_row *area =
            ontology_row(&judge->rules->concepts, held->areas.at[i]);
        if (area && ordinary_is_needed(judge->rules, area, NULL, concept)) {
            return true;
        }
    }
    return false;
}

int dossier_teaches(const struct judge *judge, const struct held_qualification *held,
                    const struct concept_row *concept) {
    const struct rules *rules = judge->rules;
    const struct concept_row *subject = ontology_row(&rules->subjects, held->subject);
    bool is_held = held->status == HOLDING_HELD || held->status == HOLDING_NONE;
    if (subject && is_held && ordinary_is_proved(rules, subject, concept)) {
        return 2;
    }
    return subject && ordinary_is_needed(rules, NULL, subject, concept) ? 1 : 0;
}

/* ---- memos ------------------------------------------------------------------------------- */

static struct strings one(const char **id) { return (struct strings){id, 1}; }

/* Grade and setting in a byte; what is lived is graded otherwise where lived experience is
 * asked for, so it has a second row of memos. */
static struct graded grade_area(const struct judge *judge, size_t entry, const char *area,
                                unsigned kinds) {
    enum { SETTINGS = 8 };
    const struct held_experience *held = &judge->candidate->experiences[entry];
    struct dossier *dossier = judge->dossier;
    size_t row = dossier_row(&judge->rules->concepts, area);
    if (row == SIZE_MAX) {
        return (struct graded){GRADE_NONE, SETTING_NONE};
    }
    bool is_lived = kinds & 1u << KIND_LIVED;
    size_t place = (2 * entry + is_lived) * judge->rules->concepts.count + row;
    unsigned char known = dossier->grades[place];
    if (!known) {
        struct strings areas = one(&area);
        struct graded graded =
            experience_grade(judge->rules, held, &areas, is_lived ? 1u << KIND_LIVED : 0);
        if (is_lived && held->kind != KIND_LIVED) {
            graded = experience_grade(judge->rules, held, &areas, 0);
        }
        known = (unsigned char)(1 + (int)graded.grade * SETTINGS + (int)graded.setting);
        dossier->grades[place] = known;
    }
    return (struct graded){(enum grade)((known - 1) / SETTINGS),
                           (enum setting_source)((known - 1) % SETTINGS)};
}

struct graded dossier_grade(const struct judge *judge, size_t entry,
                            const struct strings *areas, unsigned kinds) {
    const struct held_experience *held = &judge->candidate->experiences[entry];
    if (!dossier_is_own(judge) || areas->count == 0) {
        return experience_grade(judge->rules, held, areas, kinds);
    }
    struct graded best = {GRADE_NONE, SETTING_NONE};
    for (size_t i = 0; i < areas->count; i++) {
        best = experience_better(best, grade_area(judge, entry, areas->at[i], kinds));
    }
    enum grade kind = experience_grade_kind(held->kind, kinds);
    best.grade = kind < best.grade ? kind : best.grade;
    return best;
}

static enum grade grade_skills(const struct judge *judge, const struct strings *areas) {
    const struct candidate *candidate = judge->candidate;
    enum grade best = GRADE_NONE;
    for (size_t i = 0; i < candidate->skill_count; i++) {
        enum grade grade = experience_grade_skill(judge->rules, &candidate->skills[i], areas);
        best = grade > best ? grade : best;
    }
    return best;
}

enum grade dossier_grade_skills(const struct judge *judge, const struct strings *areas) {
    enum grade best = GRADE_NONE;
    if (!dossier_is_own(judge)) {
        return grade_skills(judge, areas);
    }
    for (size_t i = 0; i < areas->count; i++) {
        const char *area = areas->at[i];
        size_t row = dossier_row(&judge->rules->concepts, area);
        unsigned char *known = row == SIZE_MAX ? NULL : &judge->dossier->skill_grades[row];
        if (known && !*known) {
            struct strings single = one(&area);
            *known = (unsigned char)(1 + (int)grade_skills(judge, &single));
        }
        enum grade grade = known ? (enum grade)(*known - 1) : GRADE_NONE;
        best = grade > best ? grade : best;
    }
    return best;
}

int dossier_subject_mark(const struct judge *judge, size_t qualification, const char *asked) {
    const struct held_qualification *held = &judge->candidate->qualifications[qualification];
    const struct ontology *subjects = &judge->rules->subjects;
    size_t row = dossier_is_own(judge) ? dossier_row(subjects, asked) : SIZE_MAX;
    if (row == SIZE_MAX) {
        return qualification_subject_mark(judge->rules, held->subject, asked);
    }
    unsigned char *known = &judge->dossier->subjects[qualification * subjects->count + row];
    if (!*known) {
        *known =
            (unsigned char)(1 + qualification_subject_mark(judge->rules, held->subject, asked));
    }
    return *known - 1;
}

const char *dossier_field(const struct judge *judge, const char *subject) {
    size_t row = dossier_row(&judge->rules->subjects, subject);
    const char **known =
        &judge->dossier->fields[row == SIZE_MAX ? judge->rules->subjects.count : row];
    if (row == SIZE_MAX && subject) {
        return mark_equivalent_field(judge->rules, subject);
    }
    if (!*known) {
        /* Asked by the rules' own id: that of the demand is gone with its advert. */
        const char *own = subject ? judge->rules->subjects.rows[row].id : NULL;
        const char *field = mark_equivalent_field(judge->rules, own);
        const struct concept_row *concept = ontology_row(&judge->rules->concepts, field);
        *known = concept ? concept->id : field;
    }
    return *known;
}

unsigned char *dossier_scratch(const struct judge *judge) {
    struct dossier *dossier = judge->dossier;
    size_t count = judge->candidate->experience_count;
    if (count > dossier->scratch_room) {
        dossier->scratch = arena_alloc(dossier->arena, count, 1);
        dossier->scratch_room = dossier->scratch ? count : 0;
    }
    return dossier->scratch;
}

/* ---- opening ----------------------------------------------------------------------------- */

static void make_memos(struct dossier *dossier, const struct rules *rules) {
    struct arena *arena = dossier->arena;
    const struct candidate *candidate = dossier->candidate;
    size_t rows = rules->concepts.count;
    size_t subjects = rules->subjects.count;
    for (size_t i = 0; i < MEMO_COUNT; i++) {
        dossier->marks[i] = arena_alloc(arena, rows + 1, 1);
    }
    dossier->grades = arena_alloc(arena, 2 * candidate->experience_count + 1, rows + 1);
    dossier->skill_grades = arena_alloc(arena, rows + 1, 1);
    dossier->subjects = arena_alloc(arena, candidate->qualification_count + 1, subjects + 1);
    dossier->proofs = arena_alloc(arena, rules->wordings.proof_count + 1, 1);
    dossier->fields = arena_alloc(arena, subjects + 1, sizeof *dossier->fields);
    dossier->scratch_room = candidate->experience_count + 1;
    dossier->scratch = arena_alloc(arena, dossier->scratch_room, 1);
}

static bool is_same_list(const struct strings *a, const struct strings *b) {
    return a->at == b->at && a->count == b->count;
}

/* A changed profile borrows what did not change: the very same words. */
static bool is_same_entry(const struct held_experience *a, const struct held_experience *b) {
    return a->area == b->area && is_same_list(&a->areas, &b->areas) && a->denied == b->denied &&
           a->kind == b->kind && a->months == b->months && a->until_now == b->until_now &&
           date_compare(a->from, b->from) == 0 && date_compare(a->to, b->to) == 0 &&
           a->employer == b->employer && is_same_list(&a->employers, &b->employers) &&
           a->evidence == b->evidence && is_same_list(&a->shown, &b->shown) &&
           is_same_list(&a->listed, &b->listed);
}

/* What entries that stayed as they were are worth for areas, as far as that is known. */
static void take_grades(struct dossier *dossier, const struct rules *rules,
                        const struct dossier *before) {
    const struct candidate *candidate = dossier->candidate;
    size_t row = 2 * rules->concepts.count; /* as grade_area places them */
    size_t count = candidate->experience_count;
    for (size_t i = 0; i < count && i < before->candidate->experience_count; i++) {
        if (is_same_entry(&candidate->experiences[i], &before->candidate->experiences[i])) {
            memcpy(dossier->grades + i * row, before->grades + i * row, row);
        }
    }
}

static enum err open_judge(struct judge *out, struct arena *arena, struct judge judge,
                           const struct judge *before, struct diag *diag) {
    struct dossier *dossier = arena_alloc(arena, 1, sizeof *dossier);
    if (!dossier) {
        return arena_check(arena, diag);
    }
    judge.dossier = dossier;
    *dossier = (struct dossier){.arena = arena, .candidate = judge.candidate};
    make_memos(dossier, judge.rules);
    enum err err = arena_check(arena, diag);
    err = err ? err : read_lines(dossier, judge.rules, before, diag);
    if (!err) {
        gather_words(dossier, &judge);
        err = arena_check(arena, diag);
    }
    if (!err && before) {
        take_grades(dossier, judge.rules, before->dossier);
    }
    if (!err) {
        *out = judge;
    }
    return err;
}

enum err judge_open(struct judge *out, struct arena *arena, const struct rules *rules,
                    const struct candidate *candidate, struct date today, struct diag *diag) {
    return open_judge(out, arena, (struct judge){rules, candidate, today, NULL}, NULL, diag);
}

enum err judge_open_changed(struct judge *out, struct arena *arena, const struct judge *before,
                            const struct candidate *changed, struct diag *diag) {
    return open_judge(out, arena, (struct judge){before->rules, changed, before->today, NULL},
                      before, diag);
}
