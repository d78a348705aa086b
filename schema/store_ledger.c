/* schema/store_ledger.c - what runs did, how each source is, and what waits
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

/* ---- runs ---- */

static struct run_counts read_counts(const struct call *call, int from) {
    return (struct run_counts){
        .requests = call_get_int(call, from),
        .listed = call_get_int(call, from + 1),
        .seen = call_get_int(call, from + 2),
        .fresh = call_get_int(call, from + 3),
        .changed = call_get_int(call, from + 4),
        .same = call_get_int(call, from + 5),
        .refused = call_get_int(call, from + 6),
        .aside = call_get_int(call, from + 7),
        .failed = call_get_int(call, from + 8),
        .closed = call_get_int(call, from + 9),
        .withdrawn = call_get_int(call, from + 10),
        .reopened = call_get_int(call, from + 11),
        .waiting = call_get_int(call, from + 12),
    };
}

static void push_run(const struct call *call, struct arena *arena, struct ledger *ledger) {
    enum { COUNTS_FROM = 8, NOTE_AT = 21 };
    struct run_line line = {
        .run = call_get_int(call, 0),
        .kind = (enum run_kind)vocab_value(&vocab_run_kind, call_get_bytes(call, 1)),
        .source = (enum source)vocab_value(&vocab_source, call_get_bytes(call, 2)),
        .host = call_get_text(call, 3, arena),
        .plan = call_get_text(call, 4, arena),
        .started_at = call_get_int(call, 5),
        .ended_at = call_get_int(call, 6),
        .end = (enum run_end)vocab_value(&vocab_run_end, call_get_bytes(call, 7)),
        .counts = read_counts(call, COUNTS_FROM),
        .note = call_get_text(call, NOTE_AT, arena),
    };
    ARENA_PUSH(arena, ledger->runs, ledger->run_count, line);
}

static enum err list_runs(struct store *store, struct arena *arena, int64_t runs,
                          struct ledger *ledger, struct diag *diag) {
    struct call call = call_open(store, SQL_LEDGER_RUNS, diag);
    call_int(&call, ":limit", runs > 0 ? runs : 0);
    while (!arena->failed && call_row(&call)) {
        push_run(&call, arena, ledger);
    }
    return call_close(&call);
}

/* ---- hosts ---- */

static enum err list_hosts(struct store *store, struct arena *arena, struct ledger *ledger,
                           struct diag *diag) {
    struct call call = call_open(store, SQL_LEDGER_HOSTS, diag);
    while (!arena->failed && call_row(&call)) {
        struct host_line line = {.host = call_get_text(&call, 0, arena)};
        store_host_read(&call, 1, arena, &line.memory);
        line.memory.robots_at = call_get_int(&call, 8);
        line.memory.robots_status = (int)call_get_int(&call, 9);
        ARENA_PUSH(arena, ledger->hosts, ledger->host_count, line);
    }
    return call_close(&call);
}

/* ---- sources ---- */

/* One look at a source. */
struct look {
    struct store *store;
    struct arena *arena;
    struct date today;
    struct diag *diag;
};

static struct call open_look(const struct look *look, enum statement which,
                             const struct source_line *line) {
    struct call call = call_open(look->store, which, look->diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)line->source));
    return call;
}

static enum err count_adverts(const struct look *look, struct source_line *line) {
    char today[DATE_TEXT_SIZE];
    struct call call = open_look(look, SQL_LEDGER_ADVERTS, line);
    call_text(&call, ":today", date_write(look->today, today));
    if (call_row(&call)) {
        line->adverts = call_get_int(&call, 0);
        line->open = call_get_int(&call, 1);
        line->withdrawn = call_get_int(&call, 2);
    }
    return call_close(&call);
}

static enum err count_queue(const struct look *look, struct source_line *line) {
    struct call call = open_look(look, SQL_LEDGER_QUEUE, line);
    if (call_row(&call)) {
        line->queued = call_get_int(&call, 0);
        line->leased = call_get_int(&call, 1);
        line->failed = call_get_int(&call, 2);
    }
    return call_close(&call);
}

static enum err count_aside(const struct look *look, struct source_line *line) {
    struct call call = open_look(look, SQL_LEDGER_ASIDE, line);
    line->aside = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_close(&call);
}

static enum err find_walk(const struct look *look, const struct source_line *line, bool sweep,
                          struct walk *out, bool *found) {
    struct call call = open_look(look, SQL_LEDGER_WALK, line);
    call_int(&call, ":sweep", sweep);
    *found = call_row(&call);
    if (*found) {
        *out = store_walk_read(&call, look->arena);
    }
    return call_close(&call);
}

static enum err look_at(const struct look *look, struct source_line *line) {
    enum err err = count_adverts(look, line);
    if (!err) {
        err = count_queue(look, line);
    }
    if (!err) {
        err = count_aside(look, line);
    }
    if (!err) {
        err = find_walk(look, line, false, &line->last, &line->has_walk);
    }
    return err ? err : find_walk(look, line, true, &line->sweep, &line->has_sweep);
}

static bool is_known(const struct source_line *line) {
    return line->adverts + line->queued + line->leased + line->failed + line->aside > 0 ||
           line->has_walk;
}

static enum err list_sources(const struct look *look, struct ledger *ledger) {
    enum err err = ERR_NONE;
    for (int source = SOURCE_NONE + 1; !err && source < SOURCE_COUNT; source++) {
        struct source_line line = {.source = (enum source)source};
        err = look_at(look, &line);
        if (!err && is_known(&line)) {
            ARENA_PUSH(look->arena, ledger->sources, ledger->source_count, line);
        }
    }
    return err;
}

/* ---- reasons ---- */

static enum err list_reasons(struct store *store, struct arena *arena, struct ledger *ledger,
                             struct diag *diag) {
    struct call call = call_open(store, SQL_LEDGER_REASONS, diag);
    while (!arena->failed && call_row(&call)) {
        struct reason_line line = {
            .source = (enum source)vocab_value(&vocab_source, call_get_bytes(&call, 0)),
            .reason = call_get_text(&call, 1, arena),
            .pages = call_get_int(&call, 2),
            .example = call_get_text(&call, 4, arena),
            .next_try = call_get_int(&call, 5),
        };
        ARENA_PUSH(arena, ledger->reasons, ledger->reason_count, line);
    }
    return call_close(&call);
}

enum err store_queue_soonest(struct store *store, struct arena *arena, enum source source,
                             const char *host, int64_t *next_try, const char **reason,
                             struct diag *diag) {
    struct call call = call_open(store, SQL_QUEUE_SOONEST, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    call_text(&call, ":host", host);
    if (call_row(&call)) {
        *next_try = call_get_int(&call, 0);
        *reason = call_get_text(&call, 1, arena);
    }
    enum err err = call_close(&call);
    return err ? err : arena_check(arena, diag);
}

static enum err fill_ledger(struct store *store, struct arena *arena, int64_t runs,
                            struct date today, struct ledger *ledger, struct diag *diag) {
    struct look look = {store, arena, today, diag};
    enum err err = list_runs(store, arena, runs, ledger, diag);
    if (!err) {
        err = list_hosts(store, arena, ledger, diag);
    }
    if (!err) {
        err = list_sources(&look, ledger);
    }
    if (!err) {
        err = list_reasons(store, arena, ledger, diag);
    }
    return err ? err : arena_check(arena, diag);
}

enum err store_ledger(struct store *store, struct arena *arena, int64_t runs, struct date today,
                      struct ledger *out, struct diag *diag) {
    struct ledger ledger = {0};
    struct scope scope;
    if (!date_is_valid(today)) {
        return diag_set(diag, ERR_INPUT, "the ledger is drawn up on a day");
    }
    enum err err = scope_enter_read(&scope, store, diag);
    if (err) {
        return err;
    }
    err = fill_ledger(store, arena, runs, today, &ledger, diag);
    scope_leave_read(&scope, store);
    if (!err) {
        *out = ledger;
    }
    return err;
}
