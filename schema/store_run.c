/* schema/store_run.c - runs
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

enum err store_run_begin(struct store *store, enum run_kind kind, enum source source,
                         int64_t *run, struct diag *diag) {
    struct call call = call_open(store, SQL_RUN_INSERT, diag);
    call_text(&call, ":kind", vocab_name(&vocab_run_kind, (int)kind));
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    call_int(&call, ":now", clock_now(store->clock));
    int64_t row = call_row(&call) ? call_get_int(&call, 0) : 0;
    enum err err = call_run(&call);
    if (!err) {
        *run = row;
    }
    return err;
}

/* Where each count of a run goes. */
static const struct {
    const char *parameter;
    size_t offset; /* in struct run_counts */
} counts_table[] = {
    {":requests", offsetof(struct run_counts, requests)},
    {":listed", offsetof(struct run_counts, listed)},
    {":seen", offsetof(struct run_counts, seen)},
    {":fresh", offsetof(struct run_counts, fresh)},
    {":changed", offsetof(struct run_counts, changed)},
    {":same", offsetof(struct run_counts, same)},
    {":closed", offsetof(struct run_counts, closed)},
    {":refused", offsetof(struct run_counts, refused)},
    {":aside", offsetof(struct run_counts, aside)},
    {":failed", offsetof(struct run_counts, failed)},
    {":waiting", offsetof(struct run_counts, waiting)},
    {":withdrawn", offsetof(struct run_counts, withdrawn)},
    {":reopened", offsetof(struct run_counts, reopened)},
};

static int64_t count_at(const struct run_counts *counts, size_t offset) {
    return *(const int64_t *)(const void *)((const char *)counts + offset);
}

/* Runs a statement that gives a row where there is such a run. */
static enum err finish(struct call *call, int64_t run) {
    bool known = call_row(call);
    enum err err = call_run(call);
    if (!err && !known) {
        err = diag_set(call->diag, ERR_ABSENT, "%s has no run %lld", call->store->path,
                       (long long)run);
    }
    return err;
}

enum err store_run_aim(struct store *store, int64_t run, const char *host, const char *plan,
                       struct diag *diag) {
    struct call call = call_open(store, SQL_RUN_AIM, diag);
    call_int(&call, ":run", run);
    call_text(&call, ":host", host);
    call_text(&call, ":plan", plan);
    return finish(&call, run);
}

enum err store_run_end(struct store *store, int64_t run, enum run_end end,
                       const struct run_counts *counts, const char *note, struct diag *diag) {
    struct call call = call_open(store, SQL_RUN_END, diag);
    call_int(&call, ":run", run);
    call_int(&call, ":now", clock_now(store->clock));
    call_text(&call, ":ended_as", vocab_name(&vocab_run_end, (int)end));
    call_text(&call, ":note", note);
    for (size_t i = 0; i < sizeof counts_table / sizeof *counts_table; i++) {
        call_int(&call, counts_table[i].parameter, count_at(counts, counts_table[i].offset));
    }
    return finish(&call, run);
}
