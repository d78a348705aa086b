/* matcher/next_step.c - the smallest changes to a profile that open a gate or bring points
 * SPDX-License-Identifier: MIT
 */
#include "matcher/next_step.h"

#include <stdlib.h>
#include <string.h>

#include "matcher/candidate_value.h"
#include "matcher/concepts.h"
#include "matcher/evidence.h"
#include "matcher/experience.h"

/* What an example looks like to evidence_weigh; stands for what the person would write. */
#define EXAMPLE "what you did, with whom, and what came of it"

/* Rough sizes of the changes, in months that they take; only their order matters. */
enum { SIZE_WORDS = 0, SIZE_START = 1, SIZE_VEHICLE = 2, SIZE_FINISH = 6, SIZE_LICENCE = 7 };

/* A change, tried. */
struct tried {
    struct next_step step;
    int size;
    bool opens; /* improves the gate */
};

/* One run of next_step_find. */
struct search {
    struct explainer *explainer;
    struct total before;
    struct diag *diag;
    struct tried *tried;
    size_t count;
};

/* What a change is called and which line it is. */
struct change {
    const char *wording; /* row of prompts.tsv */
    const char *words;   /* {words} */
    int months;          /* {months} */
    struct fact fact;
    const char *value;
    int size;
};

static bool is_known(const struct search *search, const char *fact, const char *value) {
    for (size_t i = 0; i < search->count; i++) {
        const struct next_step *step = &search->tried[i].step;
        if (strcmp(step->fact, fact) == 0 && strcmp(step->value, value) == 0) {
            return true;
        }
    }
    return false;
}

/* Start from the profile as it is; the caller changes what comes back, then calls try_change.
 */
static struct candidate *fresh(const struct search *search) {
    struct explainer *explainer = search->explainer;
    fact_restore_profile(&explainer->without, explainer->judge->candidate);
    return &explainer->without;
}

static void try_change(struct search *search, const struct change *change) {
    struct explainer *explainer = search->explainer;
    struct judge judge = *explainer->judge;
    judge.candidate = &explainer->without;
    struct total total = sheet_total(explainer->sheet, &judge);
    bool opens = total.gate < search->before.gate;
    const char *fact = fact_key(change->fact, &explainer->without, explainer->work);
    if ((total.score <= search->before.score && !opens) || !fact || !change->value ||
        is_known(search, fact, change->value)) {
        return;
    }
    struct subject_words words = {
        .words = change->words, .months = change->months, .rules = judge.rules};
    struct next_step step = {
        .change = explain_wording("step", change->wording, &words, explainer->work),
        .fact = fact,
        .value = change->value,
        .gain = total.score - search->before.score,
        .gate = total.gate};
    ARENA_PUSH(explainer->work, search->tried, search->count,
               (struct tried){step, change->size, opens});
}

/* ---- the kinds of change ----------------------------------------------------------------- */

/* Is there a line of that name, or one that claims the skill already? */
static bool has_skill(const struct judge *judge, const char *name, const char *concept) {
    for (size_t i = 0; i < judge->candidate->skill_count; i++) {
        const struct held_skill *held = &judge->candidate->skills[i];
        if (strcmp(held->name, name) == 0) {
            return true;
        }
        for (size_t j = 0; j < held->listed.count; j++) {
            if (concepts_relate(judge->rules, held->listed.at[j], concept) == RELATION_WITHIN) {
                return true;
            }
        }
    }
    return false;
}

/* An example for what is only claimed. */
static enum err try_examples(struct search *search) {
    const struct judge *judge = search->explainer->judge;
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < judge->candidate->skill_count; i++) {
        const struct held_skill *held = &judge->candidate->skills[i];
        if (held->listed.count == 0 || held->shown.count > 0) {
            continue;
        }
        struct held_skill *changed = &fresh(search)->skills[i];
        changed->example = EXAMPLE;
        err =
            evidence_weigh_skill(changed, search->explainer->work, judge->rules, search->diag);
        struct change change = {.wording = "example",
                                .words = held->name,
                                .fact = {.field = FACT_SKILL, .index = i},
                                .value = EXAMPLE,
                                .size = SIZE_WORDS};
        if (!err) {
            try_change(search, &change);
        }
    }
    return err;
}

/* The same for a skill that nobody claimed, but that the stated work would need: a new line. */
static enum err try_new_example(struct search *search, const struct requirement *requirement,
                                const struct atom *atom) {
    struct explainer *explainer = search->explainer;
    const struct judge *judge = explainer->judge;
    if (atom->type != ATOM_SKILL || mark_skill(judge, requirement, atom, NULL).mark != 1) {
        return ERR_NONE;
    }
    struct candidate *changed = fresh(search);
    struct held_skill *added = &changed->skills[changed->skill_count++];
    *added = (struct held_skill){.name = concepts_label(judge->rules, atom->concept),
                                 .example = EXAMPLE};
    enum err err = evidence_weigh_skill(added, explainer->work, judge->rules, search->diag);
    struct change change = {.wording = "example",
                            .words = added->name,
                            .fact = {.field = FACT_SKILL, .index = changed->skill_count - 1},
                            .value = EXAMPLE,
                            .size = SIZE_WORDS};
    if (!err && !has_skill(judge, added->name, atom->concept)) {
        try_change(search, &change);
    }
    return err;
}

/* Which status a qualification moves to next. */
static const struct move {
    const char *wording;
    enum holding to;
    int size;
} moves[HOLDING_COUNT] = {
    [HOLDING_WORKING_TOWARDS] = {"finish", HOLDING_HELD, SIZE_FINISH},
    [HOLDING_WILLING] = {"start", HOLDING_WORKING_TOWARDS, SIZE_START},
};

static void try_qualifications(struct search *search) {
    const struct candidate *candidate = search->explainer->judge->candidate;
    for (size_t i = 0; i < candidate->qualification_count; i++) {
        const struct held_qualification *held = &candidate->qualifications[i];
        const struct move *move = &moves[held->status];
        if (!move->to) {
            continue;
        }
        fresh(search)->qualifications[i].status = move->to;
        struct change change = {.wording = move->wording,
                                .words = held->name ? held->name : held->label,
                                .fact = {.field = FACT_STATUS, .index = i},
                                .value = vocab_name(&vocab_holding, (int)move->to),
                                .size = move->size};
        try_change(search, &change);
    }
}

/* What is not said may be so already: then it is only a word. */
static void try_driving(struct search *search) {
    const struct candidate *candidate = search->explainer->judge->candidate;
    if (candidate->drives != ANSWER_YES) {
        bool is_said = candidate->drives == ANSWER_NO;
        fresh(search)->drives = ANSWER_YES;
        struct change change = {.wording = is_said ? "licence" : "say_drives",
                                .words = "",
                                .fact = {.field = FACT_DRIVES},
                                .value = "yes",
                                .size = is_said ? SIZE_LICENCE : SIZE_WORDS};
        try_change(search, &change);
    }
    if (candidate->vehicle != ANSWER_YES) {
        bool is_said = candidate->vehicle == ANSWER_NO;
        fresh(search)->vehicle = ANSWER_YES;
        struct change change = {.wording = is_said ? "vehicle" : "say_vehicle",
                                .words = "",
                                .fact = {.field = FACT_VEHICLE},
                                .value = "yes",
                                .size = is_said ? SIZE_VEHICLE : SIZE_WORDS};
        try_change(search, &change);
    }
}

/* Longer by as much as this demand still wants, where the entry gives its months. */
static void try_longer(struct search *search, const struct atom *atom, size_t index) {
    const struct judge *judge = search->explainer->judge;
    const struct held_experience *held = &judge->candidate->experiences[index];
    struct experience_sum sum = experience_add_up(judge->rules, judge->candidate, &atom->areas,
                                                  atom->kinds, GRADE_RIGHT, judge->today);
    int more = atom->months - sum.months;
    if (held->months == 0 || more <= 0 || held->months + more > CANDIDATE_MONTHS_MAX ||
        experience_grade(judge->rules, held, &atom->areas, atom->kinds).grade < GRADE_RIGHT) {
        return;
    }
    fresh(search)->experiences[index].months = held->months + more;
    struct change change = {
        .wording = "months",
        .words = held->area ? held->area : held->label,
        .months = more,
        .fact = {.field = FACT_MONTHS, .index = index},
        .value = arena_printf(search->explainer->work, "%d", held->months + more),
        .size = more};
    try_change(search, &change);
}

static enum err try_atom(struct search *search, const struct requirement *requirement,
                         const struct atom *atom) {
    size_t count = search->explainer->judge->candidate->experience_count;
    bool has_length = atom->type == ATOM_EXPERIENCE && atom->months > 0;
    for (size_t i = 0; has_length && i < count; i++) {
        try_longer(search, atom, i);
    }
    return try_new_example(search, requirement, atom);
}

/* What the advert asks for, atom by atom. */
static enum err try_demands(struct search *search) {
    const struct sheet *sheet = search->explainer->sheet;
    enum err err = ERR_NONE;
    for (size_t i = 0; i < sheet->count; i++) {
        const struct requirement *requirement = &sheet->requirements[i];
        for (size_t j = 0; j < requirement->count; j++) {
            const struct demand *demand = &requirement->any_of[j];
            for (size_t k = 0; !err && k < demand->count; k++) {
                err = try_atom(search, requirement, &demand->atoms[k]);
            }
        }
    }
    return err;
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

static void keep(struct match *out, const struct search *search, struct arena *arena) {
    size_t count = search->count < NEXT_STEPS_MAX ? search->count : NEXT_STEPS_MAX;
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
    struct search search = {.explainer = explainer, .before = before, .diag = diag};
    enum err err = try_examples(&search);
    if (err) {
        return err;
    }
    try_qualifications(&search);
    try_driving(&search);
    err = try_demands(&search);
    err = err ? err : arena_check(explainer->work, diag);
    if (!err && search.count > 0) {
        qsort(search.tried, search.count, sizeof *search.tried, compare);
        keep(out, &search, explainer->arena);
    }
    return err;
}
