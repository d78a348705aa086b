/* schema/store_fill.c - how often the pages of a family fill a field
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

enum err store_fill_put(struct store *store, const char *family, int64_t run,
                        const struct fill *fill, struct diag *diag) {
    struct call call = call_open(store, SQL_FILL_PUT, diag);
    call_text(&call, ":family", family);
    call_text(&call, ":field", fill->field);
    call_int(&call, ":run", run);
    call_int(&call, ":adverts", fill->adverts);
    call_int(&call, ":filled", fill->filled);
    call_int(&call, ":expected", fill->expected);
    call_int(&call, ":met", fill->met);
    return call_run(&call);
}

/* The four counts, which stand side by side. @param from column of the first one */
static struct fill read_counts(const struct call *call, int from, const char *field) {
    return (struct fill){.field = field,
                         .adverts = call_get_int(call, from),
                         .filled = call_get_int(call, from + 1),
                         .expected = call_get_int(call, from + 2),
                         .met = call_get_int(call, from + 3)};
}

enum err store_fill_before(struct store *store, struct arena *arena, const char *family,
                           int64_t run, int runs, bool again, struct fill **fills,
                           size_t *count, struct diag *diag) {
    struct fill *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_FILL_BEFORE, diag);
    call_text(&call, ":family", family);
    call_int(&call, ":run", run);
    call_int(&call, ":runs", runs);
    call_int(&call, ":again", again);
    while (!arena->failed && call_row(&call)) {
        struct fill fill = read_counts(&call, 1, call_get_text(&call, 0, arena));
        ARENA_PUSH(arena, at, found, fill);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *fills = at;
        *count = found;
    }
    return err;
}

enum err store_fill_since(struct store *store, const char *family, const char *field,
                          int64_t run, int64_t to, struct fill *out, struct diag *diag) {
    struct call call = call_open(store, SQL_FILL_SINCE, diag);
    call_text(&call, ":family", family);
    call_text(&call, ":field", field);
    call_int(&call, ":run", run);
    call_int(&call, ":to", to);
    struct fill fill =
        call_row(&call) ? read_counts(&call, 0, field) : (struct fill){.field = field};
    enum err err = call_close(&call);
    if (!err) {
        *out = fill;
    }
    return err;
}

enum err store_fill_family(struct store *store, struct arena *arena, const char *after,
                           const char **family, int64_t *run, bool *found, struct diag *diag) {
    struct call call = call_open(store, SQL_FILL_LAST, diag);
    call_text(&call, ":after", after);
    bool any = call_row(&call);
    const char *name = any ? call_get_text(&call, 0, arena) : NULL;
    int64_t last = any ? call_get_int(&call, 1) : 0;
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *found = any;
        *family = name;
        *run = last;
    }
    return err;
}
