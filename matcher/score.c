/* matcher/score.c - an advert held against a candidate: the whole sheet
 * SPDX-License-Identifier: MIT
 *
 * Marks are given in mark*.c, points are shared out in sheet.c, facts and questions come from
 * explain.c; here they are put together.
 */
#include "matcher/score.h"

#include "matcher/explain.h"
#include "matcher/gate.h"
#include "matcher/next_step.h"
#include "matcher/preference.h"

static void judge_criterion(struct judged *out, struct explainer *explainer, size_t index) {
    const struct sheet *sheet = explainer->sheet;
    struct judgement judgement = explainer->judgements[index];
    *out = (struct judged){.criterion = &sheet->criteria[index],
                           .requirement = &sheet->requirements[index],
                           .verdict = judgement.verdict,
                           .mark = judgement.mark,
                           .max_points = sheet->max_points[index],
                           .short_of_gate =
                               gate_is_short(sheet->criteria[index].need, &judgement)};
    out->points = sheet_points(out->max_points, out->mark);
    explain_because(out, explainer, index);
    out->prompt =
        explain_prompt(&judgement, out->criterion, explainer->judge->rules, explainer->arena);
}

/* Fills what is judged; names and dates of the advert are there already. */
static enum err fill(struct match *match, struct explainer *explainer, struct diag *diag) {
    const struct sheet *sheet = explainer->sheet;
    explainer->judgements =
        arena_alloc(explainer->work, sheet->count, sizeof *explainer->judgements);
    if (!explainer->judgements) {
        return arena_check(explainer->work, diag);
    }
    sheet_judge_all(explainer->judgements, sheet, explainer->judge);
    struct total total = sheet_total(sheet, explainer->judgements);
    match->criteria = arena_alloc(explainer->arena, sheet->count, sizeof *match->criteria);
    for (size_t i = 0; match->criteria && i < sheet->count; i++) {
        judge_criterion(&match->criteria[i], explainer, i);
    }
    match->criterion_count = match->criteria ? sheet->count : 0;
    match->score = total.score;
    match->range_low = total.score;
    match->range_high = total.high;
    match->gate = total.gate;
    enum err err = next_step_find(match, explainer, total, diag);
    return err ? err : arena_check(explainer->arena, diag);
}

static struct match describe(const struct vacancy *vacancy, const char *key,
                             const struct candidate *candidate, const struct rules *rules) {
    struct match match = {.vacancy = key,
                          .source = vacancy->source,
                          .title = vacancy->title,
                          .employer = vacancy->employer,
                          .url = vacancy->url,
                          .closes = vacancy->closes,
                          .candidate = candidate->id,
                          .rules = rules_version(rules),
                          .advert = vacancy};
    preference_compare(match.preferences, vacancy, candidate);
    return match;
}

enum err score_match_by(struct match *out, struct arena *arena, const struct judge *judge,
                        const struct vacancy *vacancy, const char *key,
                        const struct requirement *requirements, struct diag *diag) {
    struct match match = describe(vacancy, key, judge->candidate, judge->rules);
    struct sheet sheet = {0};
    struct arena work;
    struct explainer explainer = {
        .sheet = &sheet, .judge = judge, .arena = arena, .work = &work};
    arena_init(&work, ARENA_PAGE_CAP);
    enum err err = sheet_open(&sheet, &work, vacancy, requirements);
    err = err ? err : fact_copy_profile(&explainer.without, &work, judge->candidate);
    err = err ? arena_check(&work, diag) : fill(&match, &explainer, diag);
    if (!err) {
        *out = match;
    }
    arena_fini(&work);
    return err;
}

enum err score_match(struct match *out, struct arena *arena, const struct rules *rules,
                     const struct vacancy *vacancy, const char *key,
                     const struct requirement *requirements, const struct candidate *candidate,
                     struct date today, struct diag *diag) {
    struct judge judge = {0};
    struct arena work;
    arena_init(&work, ARENA_PAGE_CAP);
    enum err err = judge_open(&judge, &work, rules, candidate, today, diag);
    err = err ? err : score_match_by(out, arena, &judge, vacancy, key, requirements, diag);
    arena_fini(&work);
    return err;
}
