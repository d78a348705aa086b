/* schema/store_walk.c - how a board's list was read, and what it shows no more
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

static void bind_list(struct call *call, enum source source, const char *host,
                      const char *plan) {
    call_text(call, ":source", vocab_name(&vocab_source, (int)source));
    call_text(call, ":host", host);
    call_text(call, ":plan", plan);
}

enum err store_walk_ground(struct store *store, enum source source, const char *host,
                           const char *plan, int64_t *run, struct diag *diag) {
    struct call call = call_open(store, SQL_WALK_GROUND, diag);
    bind_list(&call, source, host, plan);
    int64_t found = call_row(&call) ? call_get_int(&call, 0) : 0;
    enum err err = call_close(&call);
    if (!err) {
        *run = found;
    }
    return err;
}

struct walk store_walk_read(const struct call *call, struct arena *arena) {
    return (struct walk){
        .run = call_get_int(call, 0),
        .source = (enum source)vocab_value(&vocab_source, call_get_bytes(call, 1)),
        .host = call_get_text(call, 2, arena),
        .plan = call_get_text(call, 3, arena),
        .began_at = call_get_int(call, 4),
        .extent = (enum walk_extent)vocab_value(&vocab_walk_extent, call_get_bytes(call, 5)),
        .verdict = (enum walk_verdict)vocab_value(&vocab_walk_verdict, call_get_bytes(call, 6)),
        .pages = call_get_int(call, 7),
        .total = call_get_int(call, 8),
        .met = call_get_int(call, 9),
        .missing = call_get_int(call, 10),
        .alarm = call_get_text(call, 11, arena),
        .frontier = call_get_int(call, 12),
        .last_total = call_get_int(call, 13),
    };
}

/* The one walk that a statement gives, if any. */
static enum err find_walk(struct call *call, struct arena *arena, struct walk *out, bool *found,
                          struct diag *diag) {
    struct walk walk = {0};
    bool any = call_row(call);
    if (any) {
        walk = store_walk_read(call, arena);
    }
    enum err err = call_close(call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *found = any;
        *out = any ? walk : *out;
    }
    return err;
}

enum err store_walk_of_run(struct store *store, struct arena *arena, int64_t run,
                           struct walk *out, bool *found, struct diag *diag) {
    struct call call = call_open(store, SQL_WALK_OF_RUN, diag);
    call_int(&call, ":run", run);
    return find_walk(&call, arena, out, found, diag);
}

enum err store_walk_cut(struct store *store, struct arena *arena, const struct walk *now,
                        int64_t after, int64_t age_max, struct walk *out, bool *found,
                        struct diag *diag) {
    struct call call = call_open(store, SQL_WALK_CUT, diag);
    bind_list(&call, now->source, now->host, now->plan);
    call_int(&call, ":run", now->run);
    call_int(&call, ":after", after);
    call_int(&call, ":from", now->began_at - age_max);
    call_int(&call, ":to", now->began_at);
    return find_walk(&call, arena, out, found, diag);
}

enum err store_walk_last(struct store *store, struct arena *arena, enum source source,
                         const char *host, const char *plan, bool healthy, int64_t run,
                         struct walk *out, bool *found, struct diag *diag) {
    struct call call = call_open(store, SQL_WALK_LAST, diag);
    bind_list(&call, source, host, plan);
    call_int(&call, ":healthy", healthy);
    call_int(&call, ":run", run);
    return find_walk(&call, arena, out, found, diag);
}

enum err store_walk_put(struct store *store, const struct walk *walk, struct diag *diag) {
    struct call call = call_open(store, SQL_WALK_PUT, diag);
    bind_list(&call, walk->source, walk->host, walk->plan);
    call_int(&call, ":run", walk->run);
    call_int(&call, ":began_at", walk->began_at);
    call_text(&call, ":extent", vocab_name(&vocab_walk_extent, (int)walk->extent));
    call_text(&call, ":verdict", vocab_name(&vocab_walk_verdict, (int)walk->verdict));
    call_int(&call, ":pages", walk->pages);
    call_int(&call, ":total", walk->total);
    call_int(&call, ":met", walk->met);
    call_int(&call, ":missing", walk->missing);
    call_text(&call, ":alarm", walk->alarm);
    call_int(&call, ":frontier", walk->frontier);
    call_int(&call, ":last_total", walk->last_total);
    return call_run(&call);
}

/* ---- what is missing ---- */

struct sweep {
    struct store *store;
    enum source source;
    int64_t run;
    struct date today;
};

/* A statement about the adverts that the sweep did not show. */
static struct call open_missing(const struct sweep *sweep, enum statement which, char *today,
                                struct diag *diag) {
    struct call call = call_open(sweep->store, which, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)sweep->source));
    call_int(&call, ":run", sweep->run);
    call_text(&call, ":today", date_write(sweep->today, today));
    return call;
}

static enum err count_missing(const struct sweep *sweep, int64_t *missing, struct diag *diag) {
    char today[DATE_TEXT_SIZE];
    struct call call = open_missing(sweep, SQL_WALK_MISSING, today, diag);
    int64_t count = call_row(&call) ? call_get_int(&call, 0) : 0;
    *missing = count;
    return call_close(&call);
}

static enum err ask_missing(const struct sweep *sweep, struct diag *diag) {
    char today[DATE_TEXT_SIZE];
    struct call forget = open_missing(sweep, SQL_WALK_MISSING_FORGET, today, diag);
    enum err err = call_run(&forget);
    if (err) {
        return err;
    }
    struct call ask = open_missing(sweep, SQL_WALK_MISSING_ASK, today, diag);
    call_int(&ask, ":now", clock_now(sweep->store->clock));
    return call_run(&ask);
}

enum err store_walk_missing(struct store *store, enum source source, int64_t run,
                            struct date today, bool ask, int64_t *missing, struct diag *diag) {
    struct sweep sweep = {store, source, run, today};
    int64_t count = 0;
    struct scope scope;
    if (!date_is_valid(today)) {
        return diag_set(diag, ERR_INPUT, "what is missing is asked for a day");
    }
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = count_missing(&sweep, &count, diag);
    if (!err && ask) {
        err = ask_missing(&sweep, diag);
    }
    err = scope_leave(&scope, store, err, diag);
    if (!err) {
        *missing = count;
    }
    return err;
}

/* ---- past their date ---- */

struct past_advert {
    int64_t sighting;
    const char *key;
};

static enum err list_past(const struct sweep *sweep, struct arena *arena,
                          struct past_advert **out, size_t *count, struct diag *diag) {
    char today[DATE_TEXT_SIZE];
    struct past_advert *at = NULL;
    size_t found = 0;
    struct call call = open_missing(sweep, SQL_WALK_PAST, today, diag);
    while (!arena->failed && call_row(&call)) {
        struct past_advert advert = {call_get_int(&call, 0), call_get_text(&call, 1, arena)};
        ARENA_PUSH(arena, at, found, advert);
    }
    enum err err = call_close(&call);
    *out = at;
    *count = found;
    return err ? err : arena_check(arena, diag);
}

static enum err close_past(const struct sweep *sweep, const struct past_advert *advert,
                           struct diag *diag) {
    enum err err =
        store_vacancy_past(sweep->store, sweep->source, advert->key, sweep->run, diag);
    if (err) {
        return err;
    }
    struct call done = call_open(sweep->store, SQL_QUEUE_DONE_OF, diag);
    call_int(&done, ":sighting", advert->sighting);
    return call_run(&done);
}

static enum err close_all_past(const struct sweep *sweep, int64_t *closed, struct diag *diag) {
    struct past_advert *past = NULL;
    size_t count = 0;
    struct arena arena;
    arena_init(&arena, ARENA_RUN_CAP);
    enum err err = list_past(sweep, &arena, &past, &count, diag);
    for (size_t i = 0; !err && i < count; i++) {
        err = close_past(sweep, &past[i], diag);
    }
    *closed = (int64_t)count;
    arena_fini(&arena);
    return err;
}

enum err store_walk_close_past(struct store *store, enum source source, int64_t run,
                               struct date today, int64_t *closed, struct diag *diag) {
    struct sweep sweep = {store, source, run, today};
    int64_t count = 0;
    struct scope scope;
    if (!date_is_valid(today)) {
        return diag_set(diag, ERR_INPUT, "what is past its date is asked for a day");
    }
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = close_all_past(&sweep, &count, diag);
    err = scope_leave(&scope, store, err, diag);
    if (!err) {
        *closed = count;
    }
    return err;
}
