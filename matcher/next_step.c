/* matcher/next_step.c - the smallest changes to a profile that open a gate or bring points
 * SPDX-License-Identifier: MIT
 */
#include "matcher/next_step.h"

#include <stdlib.h>
#include <string.h>

#include "matcher/change.h"
#include "matcher/concepts.h"
#include "matcher/gate.h"

/* A change, tried. */
struct tried {
    struct next_step step;
    const char *concept; /* of an example, or NULL */
    int size;
    bool opens; /* improves the gate */
};

/* One run of next_step_find. */
struct search {
    struct explainer *explainer;
    struct total before;
    struct diag *diag;
    struct changes changes;
    unsigned *types;              /* of each criterion: set of enum atom_type */
    struct judgement *judgements; /* of the change being tried */
    struct tried *tried;
    size_t count;
};

/* ---- trying ------------------------------------------------------------------------------ */

static unsigned types_of(const struct requirement *requirement) {
    unsigned types = 0;
    for (size_t i = 0; i < requirement->count; i++) {
        for (size_t j = 0; j < requirement->any_of[i].count; j++) {
            types |= 1u << requirement->any_of[i].atoms[j].type;
        }
    }
    return types;
}

/* Can a criterion still gain anything, points or the gate? */
static bool is_lacking(const struct search *search, size_t index) {
    const struct sheet *sheet = search->explainer->sheet;
    const struct judgement *judgement = &search->explainer->judgements[index];
    return (judgement->mark < 2 && sheet->max_points[index] > 0) ||
           gate_is_short(sheet->criteria[index].need, judgement);
}

static bool is_better(const struct judgement *after, const struct judgement *before) {
    return after->mark > before->mark || (after->passes && !before->passes) ||
           (before->verdict == VERDICT_NOT_MET && after->verdict != VERDICT_NOT_MET);
}

/* Judge those criteria that the change touches and that lack something, or the others.
 * @return has any become better? */
static bool judge_again(struct search *search, const struct judge *judge, unsigned touches,
                        bool lacking) {
    const struct sheet *sheet = search->explainer->sheet;
    const struct judgement *before = search->explainer->judgements;
    bool any = false;
    for (size_t i = 0; i < sheet->count; i++) {
        if (is_lacking(search, i) == lacking) {
            search->judgements[i] =
                search->types[i] & touches ? sheet_judge(sheet, i, judge, NULL) : before[i];
            any |= is_better(&search->judgements[i], &before[i]);
        }
    }
    return any;
}

static void keep_tried(struct search *search, const struct change *change, struct total total) {
    struct explainer *explainer = search->explainer;
    struct arena *work = explainer->work;
    const struct judge *judge = explainer->judge;
    bool opens = total.gate < search->before.gate;
    if (total.score <= search->before.score && !opens) {
        return;
    }
    struct next_step step = {.change = change_words(change, judge, work),
                             .fact = change_key(change, judge, work),
                             .value = change_value(change, judge->candidate, work),
                             .gain = total.score - search->before.score,
                             .gate = total.gate};
    if (step.change && step.fact && step.value) {
        ARENA_PUSH(work, search->tried, search->count,
                   (struct tried){step, change->concept, change_size(change, judge->candidate),
                                  opens});
    }
}

/* What already has all its points cannot gain, so most changes are done with after a look at
 * the rest. */
static enum err try_change(struct search *search, const struct change *change) {
    struct explainer *explainer = search->explainer;
    struct judge judge = *explainer->judge;
    unsigned touches = change_touches(change);
    fact_restore_profile(&explainer->without, explainer->judge->candidate);
    enum err err =
        change_apply(&explainer->without, explainer->work, judge.rules, change, search->diag);
    judge.candidate = &explainer->without;
    if (!err && judge_again(search, &judge, touches, true)) {
        (void)judge_again(search, &judge, touches, false);
        keep_tried(search, change, sheet_total(explainer->sheet, search->judgements));
    }
    return err;
}

/* What is lacking, criterion by criterion, says what is worth trying. */
static void collect(struct search *search) {
    const struct explainer *explainer = search->explainer;
    const struct sheet *sheet = explainer->sheet;
    change_collect_own(&search->changes, explainer->judge);
    for (size_t i = 0; i < sheet->count; i++) {
        search->types[i] = types_of(&sheet->requirements[i]);
        if (is_lacking(search, i)) {
            change_collect(&search->changes, explainer->judge, &sheet->requirements[i]);
        }
    }
}

/* ---- choosing ---------------------------------------------------------------------------- */

/* Those that improve the gate first, of these the smallest change; of the others the one that
 * brings most. Facts decide last, so that the order is always the same. */
static int compare(const void *left, const void *right) {
    const struct tried *a = left;
    const struct tried *b = right;
    int size = a->size - b->size;
    int gain = b->step.gain - a->step.gain;
    const int steps[] = {
        (int)b->opens - (int)a->opens,         a->opens ? size : gain,
        (int)a->step.gate - (int)b->step.gate, a->opens ? gain : size,
        strcmp(a->step.fact, b->step.fact),
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (steps[i]) {
            return steps[i];
        }
    }
    return strcmp(a->step.value, b->step.value);
}

/* Do two steps ask for an example of the same thing, or one of a part of the other's? */
static bool is_same(const struct rules *rules, const struct tried *a, const struct tried *b) {
    return a->concept && b->concept &&
           (concepts_relate(rules, a->concept, b->concept) == RELATION_WITHIN ||
            concepts_relate(rules, b->concept, a->concept) == RELATION_WITHIN);
}

/* The best ones, one of those that come to the same; they go to the front. */
static size_t choose(const struct search *search) {
    const struct rules *rules = search->explainer->judge->rules;
    size_t count = 0;
    for (size_t i = 0; i < search->count && count < NEXT_STEPS_MAX; i++) {
        bool is_new = true;
        for (size_t j = 0; j < count; j++) {
            is_new &= !is_same(rules, &search->tried[i], &search->tried[j]);
        }
        if (is_new) {
            search->tried[count++] = search->tried[i];
        }
    }
    return count;
}

static void keep(struct match *out, const struct search *search, struct arena *arena) {
    size_t count = choose(search);
    struct next_step *steps = arena_alloc(arena, count, sizeof *steps);
    for (size_t i = 0; steps && i < count; i++) {
        const struct next_step *step = &search->tried[i].step;
        steps[i] = *step;
        steps[i].change = arena_copy_text(arena, step->change);
        steps[i].fact = arena_copy_text(arena, step->fact);
        steps[i].value = arena_copy_text(arena, step->value);
    }
    out->next_steps = steps;
    out->next_step_count = steps ? count : 0;
}

enum err next_step_find(struct match *out, struct explainer *explainer, struct total before,
                        struct diag *diag) {
    struct arena *work = explainer->work;
    size_t criteria = explainer->sheet->count;
    struct search search = {
        .explainer = explainer, .before = before, .diag = diag, .changes = {.arena = work}};
    search.judgements = arena_alloc(work, criteria, sizeof *search.judgements);
    search.types = arena_alloc(work, criteria, sizeof *search.types);
    enum err err = work->failed;
    if (!err) {
        collect(&search);
    }
    for (size_t i = 0; !err && i < search.changes.count; i++) {
        err = try_change(&search, &search.changes.at[i]);
    }
    err = err ? err : arena_check(work, diag);
    if (!err && search.count > 0) {
        qsort(search.tried, search.count, sizeof *search.tried, compare);
        keep(out, &search, explainer->arena);
    }
    return err;
}
