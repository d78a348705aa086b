/* matcher/verify.c - is what a sheet says of facts and steps so?
 * SPDX-License-Identifier: MIT
 */
#include "matcher/verify.h"

#include "matcher/fact.h"
#include "matcher/sheet.h"

/* A match, laid out as a sheet again. */
struct anew {
    struct sheet sheet;
    struct arena *work;
    const struct rules *rules;
    struct date today;
};

static enum err lay_out(struct anew *out, struct arena *work, const struct rules *rules,
                        const struct match *match, struct date today, struct diag *diag) {
    struct requirement *requirements =
        arena_alloc(work, match->criterion_count, sizeof *requirements);
    struct criterion *criteria = arena_alloc(work, match->criterion_count, sizeof *criteria);
    struct vacancy vacancy = {.criteria = criteria, .criterion_count = match->criterion_count};
    for (size_t i = 0; requirements && criteria && i < match->criterion_count; i++) {
        requirements[i] = *match->criteria[i].requirement;
        criteria[i] = *match->criteria[i].criterion;
    }
    *out = (struct anew){.work = work, .rules = rules, .today = today};
    return sheet_open(&out->sheet, work, &vacancy, requirements) ? arena_check(work, diag)
                                                                 : ERR_NONE;
}

/* The points of a criterion for a profile, judged by a judge of its own. */
static enum err points_for(int *out, const struct anew *anew, size_t index,
                           const struct candidate *candidate, struct diag *diag) {
    struct judge judge = {0};
    struct arena work;
    arena_init(&work, ARENA_PAGE_CAP);
    enum err err = judge_open(&judge, &work, anew->rules, candidate, anew->today, diag);
    if (!err) {
        *out = sheet_points(anew->sheet.max_points[index],
                            sheet_judge(&anew->sheet, index, &judge, NULL).mark);
    }
    arena_fini(&work);
    return err;
}

static enum err take(struct candidate *without, const struct candidate *candidate,
                     const char *key, struct diag *diag) {
    struct fact fact = {0};
    if (!fact_find(&fact, candidate, span_of(key))) {
        return diag_set(diag, ERR_INPUT, "the profile has no \"%s\"", key);
    }
    fact_remove(without, fact);
    return ERR_NONE;
}

/* Last to first; `to` has room for all facts of the criterion. @param wrong goes up by one for
 * each that is found otherwise, and for points that are left */
static enum err verify_criterion(struct verified *to, size_t *wrong, const struct anew *anew,
                                 const struct match *match, size_t index,
                                 const struct candidate *candidate, struct diag *diag) {
    const struct judged *judged = &match->criteria[index];
    struct candidate without = {0};
    int points = 0;
    enum err err = fact_copy_profile(&without, anew->work, candidate);
    err =
        err ? arena_check(anew->work, diag) : points_for(&points, anew, index, &without, diag);
    *wrong += !err && points != judged->points;
    for (size_t i = judged->because_count; !err && i-- > 0;) {
        const struct because *because = &judged->because[i];
        int left = 0;
        err = take(&without, candidate, because->fact, diag);
        err = err ? err : points_for(&left, anew, index, &without, diag);
        to[i] = (struct verified){index, because->fact, because->effect, points - left};
        *wrong += to[i].found != to[i].stated;
        points = left;
    }
    *wrong += !err && points != 0;
    return err;
}

enum err verify_match(struct verification *out, struct arena *arena, const struct rules *rules,
                      const struct match *match, const struct candidate *candidate,
                      struct date today, struct diag *diag) {
    struct verification all = {0};
    struct anew anew = {0};
    struct arena work;
    size_t facts = 0;
    for (size_t i = 0; i < match->criterion_count; i++) {
        facts += match->criteria[i].because_count;
    }
    all.at = arena_alloc(arena, facts, sizeof *all.at);
    arena_init(&work, ARENA_PAGE_CAP);
    enum err err = arena_check(arena, diag);
    err = err ? err : lay_out(&anew, &work, rules, match, today, diag);
    for (size_t i = 0; !err && i < match->criterion_count; i++) {
        err =
            verify_criterion(all.at + all.count, &all.wrong, &anew, match, i, candidate, diag);
        all.count += match->criteria[i].because_count;
    }
    arena_fini(&work);
    if (!err) {
        *out = all;
    }
    return err;
}

enum err verify_outcome(struct outcome *out, const struct rules *rules,
                        const struct match *match, const struct candidate *changed,
                        struct date today, struct diag *diag) {
    struct anew anew = {0};
    struct judge judge = {0};
    struct arena work;
    arena_init(&work, ARENA_PAGE_CAP);
    enum err err = lay_out(&anew, &work, rules, match, today, diag);
    err = err ? err : judge_open(&judge, &work, rules, changed, today, diag);
    struct judgement *judgements =
        err ? NULL : arena_alloc(&work, anew.sheet.count, sizeof *judgements);
    err = err ? err : arena_check(&work, diag);
    if (!err) {
        sheet_judge_all(judgements, &anew.sheet, &judge);
        struct total total = sheet_total(&anew.sheet, judgements);
        *out = (struct outcome){total.score, total.high, total.gate};
    }
    arena_fini(&work);
    return err;
}
