/* matcher/gaps.c - what many adverts ask for and a profile does not show, counted
 * SPDX-License-Identifier: MIT
 */
#include "matcher/gaps.h"

#include <stdlib.h>

#include "matcher/concepts.h"
#include "matcher/explain.h"
#include "matcher/glossary.h"
#include "matcher/role.h"
#include "schema/requirement_text.h"

/* What is short, and how often. */
struct gap {
    const struct requirement *requirement; /* one atom, without lengths and levels of others */
    struct span line;                      /* the same as text: its name */
    struct judgement judgement;
    int64_t count;
    int64_t advert; /* the last one that it was counted of */
};

struct gaps {
    struct arena *arena;
    const struct rules *rules;
    struct judge judge;
    struct glossary lines; /* by number: the gap behind index number - 1 */
    struct gap *at;
    size_t count;
    int64_t adverts;
};

/* Types that nothing can be written about in a profile, or that say nothing by themselves. */
enum { PASSED_OVER = 1u << ATOM_NONE | 1u << ATOM_DBS | 1u << ATOM_HEALTH | 1u << ATOM_OTHER };

enum err gaps_open(struct gaps **out, struct arena *arena, const struct rules *rules,
                   const struct candidate *candidate, struct date today, struct diag *diag) {
    struct gaps *gaps = arena_alloc(arena, 1, sizeof *gaps);
    enum err err = arena_check(arena, diag);
    if (!err) {
        gaps->arena = arena;
        gaps->rules = rules;
        err = judge_open(&gaps->judge, arena, rules, candidate, today, diag);
    }
    if (!err) {
        *out = gaps;
    }
    return err;
}

/* The atom as a requirement of its own, without what makes two of a kind differ. */
static const struct requirement *alone(struct arena *arena, const struct atom *atom) {
    struct requirement *requirement = arena_alloc(arena, 1, sizeof *requirement);
    struct demand *demand = arena_alloc(arena, 1, sizeof *demand);
    struct atom *copy = arena_alloc(arena, 1, sizeof *copy);
    if (!requirement || !demand || !copy) {
        return NULL;
    }
    *copy = *atom;
    copy->months = 0;
    copy->stands_in = false;
    copy->words = (struct span){0};
    copy->status = copy->status ? HOLDING_HELD : HOLDING_NONE;
    *demand = (struct demand){copy, 1};
    *requirement = (struct requirement){.any_of = demand, .count = 1};
    return requirement;
}

static size_t number_of(struct gaps *gaps, const struct judgement *judgement) {
    struct buf line;
    buf_init(&line, REQUIREMENT_TEXT_MAX);
    const struct requirement *requirement = alone(gaps->arena, judgement->atom);
    if (requirement) {
        requirement_text_write(&line, requirement);
    }
    uint32_t before = gaps->lines.count;
    uint32_t number = glossary_add(&gaps->lines, gaps->arena, buf_span(&line));
    if (number > before) {
        struct span name = {arena_copy(gaps->arena, buf_span(&line)), line.len};
        ARENA_PUSH(gaps->arena, gaps->at, gaps->count,
                   (struct gap){requirement, name, *judgement, 0, 0});
    }
    buf_fini(&line);
    return number;
}

enum err gaps_judge(size_t *gap, struct gaps *gaps, const struct requirement *requirement,
                    struct diag *diag) {
    struct judgement judgement = mark_requirement(&gaps->judge, requirement, NULL);
    bool is_short = !judgement.asks_nothing && judgement.verdict != VERDICT_LATER &&
                    judgement.mark < 2 && judgement.atom &&
                    !((unsigned)PASSED_OVER & 1u << judgement.atom->type);
    size_t number = is_short ? number_of(gaps, &judgement) : 0;
    enum err err = arena_check(gaps->arena, diag);
    if (!err) {
        *gap = number;
    }
    return err;
}

void gaps_begin_advert(struct gaps *gaps) { gaps->adverts++; }

void gaps_count(struct gaps *gaps, size_t gap) {
    if (gap > 0 && gap <= gaps->count && gaps->at[gap - 1].advert != gaps->adverts) {
        gaps->at[gap - 1].advert = gaps->adverts;
        gaps->at[gap - 1].count++;
    }
}

/* ---- in words ---- */

static void put_areas(struct buf *out, const struct gaps *gaps, const struct atom *atom) {
    buf_put_text(out, atom->areas.count > 0 ? "experience of " : "experience");
    for (size_t i = 0; i < atom->areas.count; i++) {
        buf_printf(out, "%s%s",
                   i == 0                      ? ""
                   : i + 1 < atom->areas.count ? ", "
                                               : " or ",
                   concepts_label(gaps->rules, atom->areas.at[i]));
    }
}

static void put_qualification(struct buf *out, const struct gaps *gaps,
                              const struct atom *atom) {
    if (atom->level != LEVEL_NONE) {
        buf_printf(out, "a qualification at level %d", atom->level);
    } else {
        buf_put_text(out, atom->subject ? NULL : "a qualification");
    }
    if (atom->subject) {
        buf_printf(out, "%s%s", out->len > 0 ? " in " : "",
                   concepts_label(gaps->rules, atom->subject));
    }
}

static void put_driving(struct buf *out, const struct gaps *gaps, const struct atom *atom) {
    (void)gaps;
    buf_put_text(out, atom->licence && atom->vehicle ? "a driving licence and the use of a car"
                      : atom->vehicle                ? "the use of a car"
                                                     : "a driving licence");
}

static void put_concept(struct buf *out, const struct gaps *gaps, const struct atom *atom) {
    buf_put_text(out, concepts_label(gaps->rules, atom->concept ? atom->concept : ""));
}

static void put_right_to_work(struct buf *out, const struct gaps *gaps,
                              const struct atom *atom) {
    (void)gaps;
    (void)atom;
    buf_put_text(out, "the right to work in the United Kingdom");
}

static const struct {
    const char *before;
    void (*put)(struct buf *out, const struct gaps *gaps, const struct atom *atom);
} sayings[ATOM_COUNT] = {
    [ATOM_QUALIFICATION] = {NULL, put_qualification},
    [ATOM_EXPERIENCE] = {NULL, put_areas},
    [ATOM_KNOWLEDGE] = {"knowledge: ", put_concept},
    [ATOM_SKILL] = {NULL, put_concept},
    [ATOM_ATTRIBUTE] = {NULL, put_concept},
    [ATOM_DRIVING] = {NULL, put_driving},
    [ATOM_AVAILABILITY] = {"hours of work: ", put_concept},
    [ATOM_REGISTRATION] = {"registration: ", put_concept},
    [ATOM_RIGHT_TO_WORK] = {NULL, put_right_to_work},
    [ATOM_LANGUAGE] = {"language: ", put_concept},
};

static const char *words_of(const struct gaps *gaps, const struct atom *atom) {
    struct buf words;
    buf_init(&words, REQUIREMENT_TEXT_MAX);
    if (sayings[atom->type].put) {
        sayings[atom->type].put(&words, gaps, atom);
    }
    const char *text = arena_printf(
        gaps->arena, "%s%s", sayings[atom->type].before ? sayings[atom->type].before : "",
        buf_text(&words));
    buf_fini(&words);
    return text;
}

/* ---- the list ---- */

static int compare(const void *a, const void *b) {
    const struct gap *one = a;
    const struct gap *other = b;
    return one->count != other->count ? (one->count < other->count ? 1 : -1)
                                      : span_compare(one->line, other->line);
}

static struct profile_gap describe(const struct gaps *gaps, const struct gap *gap) {
    const struct atom *atom = &gap->requirement->any_of[0].atoms[0];
    const char *words = words_of(gaps, atom);
    const struct criterion criterion = {.need = NEED_ESSENTIAL, .text = words};
    struct judgement judgement = gap->judgement;
    judgement.atom = atom;
    return (struct profile_gap){
        .requirement = gap->requirement,
        .words = words,
        .verdict = gap->judgement.verdict,
        .count = gap->count,
        .prompt = explain_prompt(&judgement, &criterion, gaps->rules, gaps->arena)};
}

enum err gaps_list(struct profile_gaps *out, struct gaps *gaps, size_t most,
                   struct diag *diag) {
    struct profile_gaps list = {.looked_at = gaps->adverts};
    if (gaps->count > 0) {
        qsort(gaps->at, gaps->count, sizeof *gaps->at, compare);
    }
    for (size_t i = 0; i < gaps->count && i < most && gaps->at[i].count > 0; i++) {
        ARENA_PUSH(gaps->arena, list.at, list.count, describe(gaps, &gaps->at[i]));
    }
    enum err err = arena_check(gaps->arena, diag);
    if (!err) {
        *out = list;
    }
    return err;
}

/* ---- over the roles ---- */

static enum err count_role(struct gaps *gaps, const struct work_role *role, struct diag *diag) {
    enum err err = ERR_NONE;
    gaps_begin_advert(gaps);
    for (size_t i = 0; !err && i < role->criterion_count; i++) {
        size_t gap = 0;
        err = gaps_judge(&gap, gaps, &role->requirements[i], diag);
        gaps_count(gaps, gap);
    }
    return err;
}

enum err gaps_of_roles(struct profile_gaps *out, struct arena *arena, const struct rules *rules,
                       const struct candidate *candidate, struct date today, size_t most,
                       struct diag *diag) {
    struct gaps *gaps = NULL;
    enum err err = gaps_open(&gaps, arena, rules, candidate, today, diag);
    for (size_t i = 0; !err && i < role_count(rules); i++) {
        err = count_role(gaps, role_at(rules, i), diag);
    }
    err = err ? err : gaps_list(out, gaps, most, diag);
    if (!err) {
        out->of_roles = true;
    }
    return err;
}
