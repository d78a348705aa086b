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
    const char *concept; /* of an example, or NULL */
    int size;
    bool opens; /* improves the gate */
};

/* One run of next_step_find. */
struct search {
    struct explainer *explainer;
    struct total before;
    struct diag *diag;
    struct judgement *judgements; /* of the change being tried */
    struct tried *tried;
    size_t count;
};

/* What a change is called and which line it is. */
struct change {
    const char *wording; /* row of prompts.tsv */
    const char *words;   /* {words} */
    int months;          /* {months} */
    struct fact fact;
    const char *concept; /* of an example, or NULL */
    const char *value;
    unsigned touches; /* set of enum atom_type: the demands that it may answer */
    int size;
};

/* Which demands look at which lines. Qualifications with an equivalent look at experience. */
enum {
    TOUCHES_QUALIFICATIONS = 1 << ATOM_QUALIFICATION,
    TOUCHES_DRIVING = 1 << ATOM_DRIVING,
    TOUCHES_EXPERIENCE = 1 << ATOM_EXPERIENCE | 1 << ATOM_QUALIFICATION | 1 << ATOM_SKILL,
    TOUCHES_ANY = (1 << ATOM_COUNT) - 1
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
    sheet_judge_again(search->judgements, explainer->sheet, &judge, change->touches,
                      explainer->judgements);
    struct total total = sheet_total(explainer->sheet, search->judgements);
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
               (struct tried){step, change->concept, change->size, opens});
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

/* A name without words behind it is listed as it is, and shown with them: only words that were
 * no example have to be read again. */
static enum err write_example(struct search *search, struct held_skill *skill) {
    struct arena *work = search->explainer->work;
    if (skill->example || !skill->listed.count) {
        skill->example = EXAMPLE;
        return evidence_weigh_skill(skill, work, search->explainer->judge->rules, search->diag);
    }
    skill->example = EXAMPLE;
    skill->shown = skill->listed;
    skill->listed = (struct strings){0};
    return ERR_NONE;
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
        err = write_example(search, &fresh(search)->skills[i]);
        struct change change = {.wording = "example",
                                .words = held->name,
                                .fact = {.field = FACT_SKILL, .index = i},
                                .concept = held->concept,
                                .value = EXAMPLE,
                                .touches = TOUCHES_ANY,
                                .size = SIZE_WORDS};
        if (!err) {
            try_change(search, &change);
        }
    }
    return err;
}

static bool is_tried(const struct search *search, const char *concept) {
    for (size_t i = 0; i < search->count; i++) {
        const char *other = search->tried[i].concept;
        if (other && strcmp(other, concept) == 0) {
            return true;
        }
    }
    return false;
}

/* The same for a skill that nobody claimed, but that the stated work would need: a new line. */
static enum err try_new_example(struct search *search, const struct requirement *requirement,
                                const struct atom *atom) {
    struct explainer *explainer = search->explainer;
    const struct judge *judge = explainer->judge;
    if (atom->type != ATOM_SKILL || mark_skill(judge, requirement, atom, NULL).mark != 1) {
        return ERR_NONE;
    }
    if (has_skill(judge, concepts_label(judge->rules, atom->concept), atom->concept) ||
        is_tried(search, atom->concept)) {
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
                            .concept = atom->concept,
                            .value = EXAMPLE,
                            .touches = TOUCHES_ANY,
                            .size = SIZE_WORDS};
    if (!err) {
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
        if (!move->to || held->is_further) {
            continue;
        }
        struct candidate *changed = fresh(search);
        size_t at = i;
        do {
            changed->qualifications[at++].status = move->to;
        } while (at < changed->qualification_count && changed->qualifications[at].is_further);
        struct change change = {.wording = move->wording,
                                .words = held->name ? held->name : held->label,
                                .fact = {.field = FACT_STATUS, .index = i},
                                .value = vocab_name(&vocab_holding, (int)move->to),
                                .touches = TOUCHES_QUALIFICATIONS,
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
                                .touches = TOUCHES_DRIVING,
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
                                .touches = TOUCHES_DRIVING,
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
        .touches = TOUCHES_EXPERIENCE,
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
    struct search search = {.explainer = explainer, .before = before, .diag = diag};
    search.judgements =
        arena_alloc(explainer->work, explainer->sheet->count, sizeof *search.judgements);
    enum err err = search.judgements ? try_examples(&search) : explainer->work->failed;
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
