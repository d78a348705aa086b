/* pipeline/matching.c - a candidate against the store, or against adverts from files
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/matching.h"

#include "matcher/rank.h"
#include "matcher/requirement.h"
#include "matcher/score.h"

/* A match in the making: what stays the same from advert to advert. */
struct matching {
    struct matches *out;
    struct arena *arena; /* lives as long as the run */
    const struct rules *rules;
    const struct candidate *candidate;
    struct date today;
    const struct listener *listener;
};

static enum err matching_add(const struct matching *matching, const struct vacancy *vacancy,
                             const char *key, struct diag *diag) {
    struct requirement *requirements = NULL;
    struct match match = {0};
    struct arena *arena = matching->arena;
    enum err err = requirement_read_all(&requirements, arena, matching->rules, vacancy, diag);

    if (!err) {
        err = score_match(&match, arena, matching->rules, vacancy, key, requirements,
                          matching->candidate, matching->today, diag);
    }
    if (!err) {
        ARENA_PUSH(arena, matching->out->at, matching->out->count, match);
        matching->out->looked_at++;
        err = arena_check(arena, diag);
    }
    return err;
}

static enum err matching_visit(void *state, const struct stored *stored, struct arena *arena,
                               struct diag *diag) {
    const struct matching *matching = state;
    struct vacancy *kept = arena_alloc(arena, 1, sizeof *kept);

    if (!kept) {
        return arena_check(arena, diag);
    }
    *kept = stored->vacancy; /* its parts live in the run's arena already: filter.into */
    listener_progress(matching->listener, "adverts read", (int64_t)matching->out->count, 0);
    return matching_add(matching, kept, stored->key, diag);
}

enum err matching_store(struct matches *out, struct arena *arena, struct store *store,
                        const struct store_filter *filter, const struct rules *rules,
                        const struct candidate *candidate, struct date today,
                        const struct listener *listener, struct diag *diag) {
    struct store_filter lean = *filter;
    struct matches matches = {0};
    struct matching matching = {&matches, arena, rules, candidate, today, listener};
    enum err err = ERR_NONE;

    lean.without_texts = true;
    lean.into = arena;
    err = store_vacancy_each(store, &lean, matching_visit, &matching, diag);
    if (!err) {
        matching_sort(&matches);
        *out = matches;
    }
    return err;
}

enum err matching_readings(struct matches *out, struct arena *arena,
                           const struct readings *readings, const struct rules *rules,
                           const struct candidate *candidate, struct date today,
                           struct diag *diag) {
    struct matching matching = {out, arena, rules, candidate, today, NULL};
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && i < readings->count; i++) {
        const struct reading *reading = &readings->at[i];

        if (reading->kind == READING_VACANCY) {
            err = matching_add(&matching, &reading->as.vacancy,
                               vacancy_key(&reading->as.vacancy, reading->digest, arena), diag);
        }
    }
    return err;
}

void matching_sort(struct matches *matches) { rank_sort(matches->at, matches->count); }
