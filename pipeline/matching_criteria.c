/* pipeline/matching_criteria.c - what the criteria of stored adverts ask for is read, once
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement.h"
#include "pipeline/matching.h"
#include "schema/store_requirement.h"

/* Adverts whose criteria are kept in one transaction: some tenths of a second of reading, which
 * is all that is lost where the program is killed. */
enum { BATCH = 200 };

/* An advert that was read and is not kept yet. */
struct read_advert {
    int64_t row;
    struct vacancy vacancy;
    const struct requirement *requirements;
};

/* One run. */
struct reading_run {
    struct store *store;
    const struct rules *rules;
    const struct listener *listener;
    struct arena arena; /* of the batch */
    struct read_advert *batch;
    size_t count;
    int64_t total;
    struct matching_read out;
};

static enum err put_batch(struct reading_run *run, struct diag *diag) {
    enum err err = store_begin_light(run->store, diag);
    for (size_t i = 0; !err && i < run->count; i++) {
        const struct read_advert *at = &run->batch[i];
        err = store_demands_put(run->store, at->row, &at->vacancy, at->requirements,
                                rules_version(run->rules), NULL, diag);
    }
    err = err ? err : store_commit(run->store, diag);
    if (err) {
        store_rollback(run->store);
    }
    return err;
}

/* A database that cannot be written just now is no failure: its adverts can be read. */
static enum err keep_batch(struct reading_run *run, struct diag *diag) {
    struct diag why = {0};
    enum err err = run->count > 0 ? put_batch(run, &why) : ERR_NONE;
    if (err) {
        run->out.is_kept = false;
        run->out.why = why;
        return diag_set(diag, err, "%s", why.text);
    }
    run->out.read += (int64_t)run->count;
    listener_progress(run->listener, "criteria read", run->out.read, run->total);
    arena_fini(&run->arena);
    run->batch = NULL;
    run->count = 0;
    return ERR_NONE;
}

static enum err read_one(void *state, const struct stored *stored, struct arena *arena,
                         struct diag *diag) {
    struct reading_run *run = state;
    struct requirement *requirements = NULL;
    enum err err =
        requirement_read_all(&requirements, arena, run->rules, &stored->vacancy, diag);
    if (!err) {
        ARENA_PUSH(arena, run->batch, run->count,
                   (struct read_advert){stored->row, stored->vacancy, requirements});
        err = arena_check(arena, diag);
    }
    return !err && run->count == BATCH ? keep_batch(run, diag) : err;
}

enum err matching_read_criteria(struct matching_read *out, struct store *store,
                                const struct store_filter *filter, const struct rules *rules,
                                const struct listener *listener, struct diag *diag) {
    struct reading_run run = {
        .store = store, .rules = rules, .listener = listener, .out = {.is_kept = true}};
    struct store_filter lacking = *filter;
    arena_init(&run.arena, ARENA_RUN_CAP);
    lacking.lacks = rules_version(rules);
    lacking.without_texts = true;
    lacking.rules = NULL;
    lacking.into = &run.arena;
    enum err err = store_vacancy_tally(store, &lacking, &run.total, diag);
    if (!err && run.total > 0) {
        listener_progress(listener, "criteria read", 0, run.total);
        err = store_vacancy_each(store, &lacking, read_one, &run, diag);
        err = err ? err : keep_batch(&run, diag);
    }
    arena_fini(&run.arena);
    if (!err || !run.out.is_kept) {
        *out = run.out;
        return ERR_NONE;
    }
    return err;
}
