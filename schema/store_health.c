/* schema/store_health.c - the database file, looked over
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include <string.h>

/* The first fault that SQLite's own check finds; NULL for none. */
static enum err check_file(struct store *store, struct arena *arena, const char **damage,
                           struct diag *diag) {
    struct call call = call_open(store, SQL_CHECK_FILE, diag);
    const char *said = call_row(&call) ? call_get_text(&call, 0, arena) : NULL;
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *damage = said && strcmp(said, "ok") == 0 ? NULL : said;
    }
    return err;
}

static enum err check_references(struct store *store, const char **damage, struct diag *diag) {
    struct call call = call_open(store, SQL_CHECK_REFERENCES, diag);
    bool astray = call_row(&call);
    enum err err = call_close(&call);
    if (!err && astray && !*damage) {
        *damage = "a row points nowhere";
    }
    return err;
}

enum err store_health(struct store *store, struct arena *arena, struct store_health *out,
                      struct diag *diag) {
    struct store_health health = {.path = store->path};
    enum err err = store_get_number(store, SQL_GET_VERSION, &health.version, diag);
    if (!err) {
        err = store_get_number(store, SQL_GET_SIZE, &health.bytes, diag);
    }
    if (!err) {
        err = check_file(store, arena, &health.damage, diag);
    }
    if (!err) {
        err = check_references(store, &health.damage, diag);
    }
    if (!err) {
        *out = health;
    }
    return err;
}
