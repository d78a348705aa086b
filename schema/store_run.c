/* schema/store_run.c - runs, and manners that outlast them
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
};

static int64_t count_at(const struct run_counts *counts, size_t offset) {
    return *(const int64_t *)(const void *)((const char *)counts + offset);
}

enum err store_run_end(struct store *store, int64_t run, enum run_end end,
                       const struct run_counts *counts, struct diag *diag) {
    struct call call = call_open(store, SQL_RUN_END, diag);
    call_int(&call, ":run", run);
    call_int(&call, ":now", clock_now(store->clock));
    call_text(&call, ":ended_as", vocab_name(&vocab_run_end, (int)end));
    for (size_t i = 0; i < sizeof counts_table / sizeof *counts_table; i++) {
        call_int(&call, counts_table[i].parameter, count_at(counts, counts_table[i].offset));
    }
    bool known = call_row(&call);
    enum err err = call_run(&call);
    if (!err && !known) {
        err = diag_set(diag, ERR_ABSENT, "%s has no run %lld", store->path, (long long)run);
    }
    return err;
}

enum err store_host_get(struct store *store, const char *host, struct host_state *out,
                        struct diag *diag) {
    struct host_state state = {0, 0};
    struct call call = call_open(store, SQL_HOST_GET, diag);
    call_text(&call, ":host", host);
    if (call_row(&call)) {
        state = (struct host_state){call_get_int(&call, 0), call_get_int(&call, 1)};
    }
    enum err err = call_close(&call);
    if (!err) {
        *out = state;
    }
    return err;
}

enum err store_host_put(struct store *store, const char *host, const struct host_state *state,
                        struct diag *diag) {
    struct call call = call_open(store, SQL_HOST_PUT, diag);
    call_text(&call, ":host", host);
    call_int(&call, ":last_request", state->last_request);
    call_int(&call, ":not_before", state->not_before);
    return call_run(&call);
}
