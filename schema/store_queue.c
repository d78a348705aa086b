/* schema/store_queue.c - what is still to be fetched
 * SPDX-License-Identifier: MIT
 *
 * queued -> leased -> done, or failed and leased again when it is time. Rows that are done
 * stay, so that an address is not fetched twice; one that is queued again goes to the end.
 */
#include "schema/store_private.h"

static const char *const why_words[] = {
    [QUEUE_LISTED] = "listed",
    [QUEUE_ADDRESS] = "address",
    [QUEUE_GONE] = "gone",
};
static const struct vocab vocab_why = {why_words, QUEUE_WHY_COUNT};

/* ---- in ---- */

enum err store_queue_put(struct store *store, int64_t sighting, enum queue_why why,
                         struct diag *diag) {
    struct call forget = call_open(store, SQL_QUEUE_FORGET, diag);
    call_int(&forget, ":sighting", sighting);
    enum err err = call_run(&forget);
    if (err) {
        return err;
    }
    struct call add = call_open(store, SQL_QUEUE_ADD, diag);
    call_int(&add, ":sighting", sighting);
    call_text(&add, ":why", vocab_name(&vocab_why, (int)why));
    call_int(&add, ":now", clock_now(store->clock));
    return call_run(&add);
}

enum err store_queue_copied(struct store *store, const struct vacancy_name *name, int64_t page,
                            struct diag *diag) {
    enum queue_why why = QUEUE_LISTED;
    int64_t sighting = 0;
    struct call call = call_open(store, SQL_QUEUE_COPIED, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)name->source));
    call_text(&call, ":key", name->key);
    call_int_or_null(&call, ":page", page);
    if (call_row(&call)) {
        sighting = call_get_int(&call, 0);
        why = (enum queue_why)vocab_value(&vocab_why, call_get_bytes(&call, 1));
    }
    enum err err = call_close(&call);
    return err || !sighting ? err : store_queue_put(store, sighting, why, diag);
}

/* ---- what is due ---- */

/* What a caller may be given. */
struct wanted {
    enum source source; /* none: any board */
    const char *host;   /* NULL: any */
    int64_t by;         /* due at this time */
    int most;           /* kills in a row at which it was in hand, fewer than */
};

static void bind_wanted(struct call *call, const struct wanted *wanted) {
    int64_t by = wanted->by;
    call_text(call, ":source", vocab_name(&vocab_source, (int)wanted->source));
    call_text(call, ":host", wanted->host);
    call_int(call, ":by", by);
    call_int(call, ":far", by > INT64_MAX - STORE_QUEUE_FAR_S ? by : by + STORE_QUEUE_FAR_S);
    call_int(call, ":most", wanted->most);
}

static struct queued read_queued(const struct call *call, struct arena *arena) {
    return (struct queued){
        .row = call_get_int(call, 0),
        .source = (enum source)vocab_value(&vocab_source, call_get_bytes(call, 1)),
        .id = call_get_text(call, 2, arena),
        .url = call_get_text(call, 3, arena),
        .title = call_get_text(call, 4, arena),
        .reference = call_get_text(call, 5, arena),
        .employer = call_get_text(call, 6, arena),
        .tries = (int)call_get_int(call, 7),
        .validators = {.etag = call_get_text(call, 8, arena),
                       .last_modified = call_get_text(call, 9, arena)},
        .why = (enum queue_why)vocab_value(&vocab_why, call_get_bytes(call, 10)),
        .reason = call_get_text(call, 11, arena),
        .page = call_get_int(call, 12),
    };
}

/* The first `limit` that are due, in their order. */
static enum err list_due(struct store *store, struct arena *arena, const struct wanted *wanted,
                         int64_t run, int64_t limit, struct queued **out, size_t *count,
                         struct diag *diag) {
    struct queued *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_QUEUE_NEXT, diag);
    bind_wanted(&call, wanted);
    call_int(&call, ":run", run);
    call_int(&call, ":limit", limit);
    while (!arena->failed && call_row(&call)) {
        struct queued queued = read_queued(&call, arena);
        ARENA_PUSH(arena, at, found, queued);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *out = at;
        *count = found;
    }
    return err;
}

enum err store_queue_each(struct store *store, enum source source, const char *host, int64_t by,
                          int64_t limit,
                          enum err (*visit)(void *state, const struct queued *queued,
                                            struct diag *diag),
                          void *state, struct diag *diag) {
    struct wanted wanted = {source, host, by, STORE_QUEUE_LEASES_MAX};
    struct call call = call_open(store, SQL_QUEUE_NEXT, diag);
    enum err stop = ERR_NONE;
    bind_wanted(&call, &wanted);
    call_int(&call, ":run", 0); /* whatever any run had */
    call_int(&call, ":limit", limit);
    while (!stop && call_row(&call)) {
        struct arena arena;
        arena_init(&arena, ARENA_PAGE_CAP);
        struct queued queued = read_queued(&call, &arena);
        stop = arena_check(&arena, diag);
        stop = stop ? stop : visit(state, &queued, diag);
        arena_fini(&arena);
    }
    enum err err = call_close(&call);
    return stop ? stop : err;
}

enum err store_queue_count(struct store *store, enum source source, const char *host,
                           int64_t by, int64_t *waiting, int64_t *due, struct diag *diag) {
    struct wanted wanted = {source, host, by, STORE_QUEUE_LEASES_MAX};
    struct call call = call_open(store, SQL_QUEUE_COUNT, diag);
    bind_wanted(&call, &wanted);
    bool any = call_row(&call);
    int64_t all = any ? call_get_int(&call, 0) : 0;
    int64_t now = any ? call_get_int(&call, 1) : 0;
    enum err err = call_close(&call);
    if (!err) {
        *waiting = all;
        *due = now;
    }
    return err;
}

enum err store_walk_loss(struct store *store, enum source source, const char *host,
                         int64_t *missing, int64_t *met, struct diag *diag) {
    struct call call = call_open(store, SQL_WALK_LOSS, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    call_text(&call, ":host", host);
    bool any = call_row(&call);
    *missing = any ? call_get_int(&call, 0) : 0;
    *met = any ? call_get_int(&call, 1) : 0;
    return call_close(&call);
}

/* ---- leases ---- */

static enum err put_off(struct store *store, int64_t run, struct diag *diag) {
    struct call call = call_open(store, SQL_QUEUE_PUT_OFF, diag);
    call_int(&call, ":now", clock_now(store->clock));
    call_int(&call, ":most", STORE_QUEUE_LEASES_MAX);
    call_int(&call, ":run", run);
    return call_run(&call);
}

static enum err mark_leased(struct store *store, int64_t row, int64_t run, struct diag *diag) {
    struct call call = call_open(store, SQL_QUEUE_LEASE, diag);
    call_int(&call, ":queue", row);
    call_int_or_null(&call, ":run", run);
    return call_run(&call);
}

/* What may be what kills us comes behind all others. */
static enum err lease_inside(struct store *store, struct arena *arena,
                             const struct wanted *wanted, int64_t run, struct queued **out,
                             size_t *count, struct diag *diag) {
    struct wanted first = *wanted;
    enum err err = put_off(store, run, diag);
    first.most = STORE_QUEUE_LEASES_LAST;
    if (!err) {
        err = list_due(store, arena, &first, run, 1, out, count, diag);
    }
    if (!err && *count == 0) {
        err = list_due(store, arena, wanted, run, 1, out, count, diag);
    }
    return err || *count == 0 ? err : mark_leased(store, (*out)->row, run, diag);
}

enum err store_queue_lease(struct store *store, struct arena *arena, enum source source,
                           const char *host, int64_t by, int64_t run, struct queued *out,
                           bool *found, struct diag *diag) {
    struct wanted wanted = {source, host, by, STORE_QUEUE_LEASES_MAX};
    struct queued *first = NULL;
    size_t count = 0;
    struct scope scope;
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = lease_inside(store, arena, &wanted, run, &first, &count, diag);
    err = scope_leave(&scope, store, err, diag);
    if (!err) {
        *found = count > 0;
        *out = count > 0 ? *first : *out;
    }
    return err;
}

static enum err run_on_row(struct store *store, enum statement which, int64_t row,
                           struct diag *diag) {
    struct call call = call_open(store, which, diag);
    call_int(&call, ":queue", row);
    return call_run(&call);
}

enum err store_queue_begin(struct store *store, int64_t row, struct diag *diag) {
    return run_on_row(store, SQL_QUEUE_BEGIN, row, diag);
}

enum err store_queue_hold(struct store *store, int64_t row, int64_t page, struct diag *diag) {
    struct call call = call_open(store, SQL_QUEUE_HOLD, diag);
    call_int(&call, ":queue", row);
    call_int(&call, ":page", page);
    return call_run(&call);
}

enum err store_queue_done(struct store *store, int64_t row, struct diag *diag) {
    return run_on_row(store, SQL_QUEUE_DONE, row, diag);
}

enum err store_queue_release(struct store *store, int64_t row, struct diag *diag) {
    return run_on_row(store, SQL_QUEUE_RELEASE, row, diag);
}

enum err store_queue_fail(struct store *store, int64_t row, const char *reason,
                          int64_t next_try, struct diag *diag) {
    struct call call = call_open(store, SQL_QUEUE_FAIL, diag);
    call_int(&call, ":queue", row);
    call_int(&call, ":next_try", next_try);
    call_text(&call, ":reason", reason);
    bool known = call_row(&call);
    enum err err = call_run(&call);
    if (!err && !known) {
        err = diag_set(diag, ERR_ABSENT, "the queue has no row %lld", (long long)row);
    }
    return err;
}
