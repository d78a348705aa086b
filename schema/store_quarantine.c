/* schema/store_quarantine.c - pages that lack what they should have
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include <string.h>

/* ---- in and out ---- */

static void bind_name(struct call *call, const struct vacancy_name *name) {
    call_text(call, ":source", vocab_name(&vocab_source, (int)name->source));
    call_text(call, ":key", name->key);
}

enum err store_quarantine_drop(struct store *store, int64_t page,
                               const struct vacancy_name *name, int64_t run, bool *counted,
                               struct diag *diag) {
    bool told = false;
    struct call call = call_open(store, SQL_QUARANTINE_DROP, diag);
    call_int(&call, ":page", page);
    bind_name(&call, name);
    while (call_row(&call)) {
        told = told || call_get_int(&call, 0) == run;
    }
    enum err err = call_close(&call);
    if (!err && counted) {
        *counted = told;
    }
    return err;
}

static enum err put_lack(struct store *store, int64_t page, const struct lack *lack,
                         struct diag *diag) {
    struct call call = call_open(store, SQL_LACK_PUT, diag);
    call_int(&call, ":page", page);
    call_text(&call, ":field", lack->field);
    call_int(&call, ":expected", lack->expected);
    call_int(&call, ":met", lack->met);
    return call_run(&call);
}

/* @param put false where something of the advert is there already */
static enum err put_row(struct store *store, const struct quarantined *item, bool *put,
                        struct diag *diag) {
    struct call call = call_open(store, SQL_QUARANTINE_PUT, diag);
    call_int(&call, ":page", item->page);
    bind_name(&call, &item->name);
    call_text(&call, ":family", item->family);
    call_int(&call, ":run", item->run);
    call_int(&call, ":now", clock_now(store->clock));
    *put = call_row(&call);
    return call_run(&call);
}

static enum err put_inside(struct store *store, const struct quarantined *item, bool *counted,
                           struct diag *diag) {
    bool put = false;
    enum err err = item->is_again ? ERR_NONE
                                  : store_quarantine_drop(store, item->page, &item->name,
                                                          item->run, counted, diag);
    if (!err) {
        err = put_row(store, item, &put, diag);
    }
    *counted = *counted || !put;
    for (size_t i = 0; !err && put && i < item->lack_count; i++) {
        err = put_lack(store, item->page, &item->lacks[i], diag);
    }
    return err;
}

enum err store_quarantine_put(struct store *store, const struct quarantined *item,
                              bool *counted, struct diag *diag) {
    struct scope scope;
    bool told = false;
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = put_inside(store, item, &told, diag);
    err = scope_leave(&scope, store, err, diag);
    if (!err && counted) {
        *counted = told;
    }
    return err;
}

/* ---- what they lack ---- */

static enum err list_lacks(struct store *store, struct arena *arena, int64_t page,
                           struct lack **lacks, size_t *count, struct diag *diag) {
    struct lack *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_LACK_LIST, diag);
    call_int(&call, ":page", page);
    while (!arena->failed && call_row(&call)) {
        struct lack lack = {call_get_text(&call, 0, arena), call_get_int(&call, 1),
                            call_get_int(&call, 2)};
        ARENA_PUSH(arena, at, found, lack);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *lacks = at;
        *count = found;
    }
    return err;
}

static bool is_among(const char *field, const struct lack *lacks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(lacks[i].field, field) == 0) {
            return true;
        }
    }
    return false;
}

static enum err drop_lack(struct store *store, int64_t page, const char *field,
                          struct diag *diag) {
    struct call call = call_open(store, SQL_LACK_DROP, diag);
    call_int(&call, ":page", page);
    call_text(&call, ":field", field);
    return call_run(&call);
}

static enum err replace_lacks(struct store *store, struct arena *arena, int64_t page,
                              const struct lack *lacks, size_t count, struct diag *diag) {
    struct lack *old = NULL;
    size_t old_count = 0;
    enum err err = list_lacks(store, arena, page, &old, &old_count, diag);
    for (size_t i = 0; !err && i < old_count; i++) {
        if (!is_among(old[i].field, lacks, count)) {
            err = drop_lack(store, page, old[i].field, diag);
        }
    }
    for (size_t i = 0; !err && i < count; i++) {
        err = put_lack(store, page, &lacks[i], diag);
    }
    return err;
}

enum err store_quarantine_tell(struct store *store, int64_t page, int64_t run,
                               struct diag *diag) {
    struct call call = call_open(store, SQL_QUARANTINE_TELL, diag);
    call_int(&call, ":page", page);
    call_int(&call, ":run", run);
    return call_run(&call);
}

enum err store_quarantine_keep(struct store *store, int64_t page, const struct lack *lacks,
                               size_t count, int64_t run, struct diag *diag) {
    struct arena arena;
    struct scope scope;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = scope_enter_write(&scope, store, diag);
    if (!err) {
        err = replace_lacks(store, &arena, page, lacks, count, diag);
        if (!err) {
            err = store_quarantine_tell(store, page, run, diag);
        }
        err = scope_leave(&scope, store, err, diag);
    }
    arena_fini(&arena);
    return err;
}

/* ---- reading ---- */

enum err store_quarantine_next(struct store *store, struct arena *arena, int64_t after,
                               struct quarantined *out, bool *found, struct diag *diag) {
    struct quarantined item = {0};
    struct call call = call_open(store, SQL_QUARANTINE_NEXT, diag);
    call_int(&call, ":after", after);
    bool any = call_row(&call);
    if (any) {
        item = (struct quarantined){
            .page = call_get_int(&call, 0),
            .name = {(enum source)vocab_value(&vocab_source, call_get_bytes(&call, 1)),
                     call_get_text(&call, 2, arena)},
            .family = call_get_text(&call, 3, arena),
            .run = call_get_int(&call, 4),
            .told = call_get_int(&call, 5),
            .at = call_get_int(&call, 6),
            .url = call_get_text(&call, 7, arena),
            .fetched_at = call_get_int(&call, 8),
            .is_again = call_get_int(&call, 9) != 0,
            .is_known = call_get_int(&call, 10) != 0,
            .title = call_get_text(&call, 11, arena),
        };
    }
    enum err err = call_close(&call);
    if (!err && any) {
        err = list_lacks(store, arena, item.page, &item.lacks, &item.lack_count, diag);
    }
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *found = any;
        *out = any ? item : *out;
    }
    return err;
}

enum err store_quarantine_count(struct store *store, int64_t *count, struct diag *diag) {
    return store_get_number(store, SQL_QUARANTINE_COUNT, count, diag);
}

enum err store_quarantine_fields(struct store *store, struct arena *arena, int64_t run,
                                 struct lack_count **counts, size_t *count, struct diag *diag) {
    struct lack_count *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_QUARANTINE_FIELDS, diag);
    call_int(&call, ":run", run);
    while (!arena->failed && call_row(&call)) {
        struct lack_count row = {call_get_text(&call, 0, arena), call_get_text(&call, 1, arena),
                                 call_get_int(&call, 2)};
        ARENA_PUSH(arena, at, found, row);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *counts = at;
        *count = found;
    }
    return err;
}
