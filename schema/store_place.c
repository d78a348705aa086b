/* schema/store_place.c - places that were imported, or learned from stored adverts
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_place.h"

#include "schema/store_private.h"

/* Bytes of the longest outward code that is looked for. */
enum { OUTWARD_SIZE = 16 };

/* ---- sets ---- */

static enum err drop_set(struct store *store, const char *name, bool *known,
                         struct diag *diag) {
    struct call call = call_open(store, SQL_PLACE_SET_DROP, diag);
    call_text(&call, ":name", name);
    *known = call_row(&call);
    return call_run(&call);
}

static enum err insert_set(struct store *store, const struct place_set *set, int64_t *row,
                           struct diag *diag) {
    struct call call = call_open(store, SQL_PLACE_SET_INSERT, diag);
    call_text(&call, ":name", set->name);
    call_text(&call, ":attribution", set->attribution);
    call_int(&call, ":is_learned", set->is_learned);
    call_int(&call, ":now", clock_now(store->clock));
    *row = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_run(&call);
}

enum err store_place_set_begin(struct store *store, const struct place_set *set, int64_t *row,
                               struct diag *diag) {
    struct scope scope;
    bool known = false;
    int64_t made = 0;
    if (!set->name || !set->name[0]) {
        return diag_set(diag, ERR_INPUT, "a set of places has no name");
    }
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = drop_set(store, set->name, &known, diag);
    if (!err) {
        err = insert_set(store, set, &made, diag);
    }
    err = scope_leave(&scope, store, err, diag);
    if (!err) {
        *row = made;
    }
    return err;
}

enum err store_place_set_drop(struct store *store, const char *name, bool *known,
                              struct diag *diag) {
    bool was_known = false;
    enum err err = drop_set(store, name, &was_known, diag);
    if (!err) {
        *known = was_known;
    }
    return err;
}

enum err store_place_sets(struct store *store, struct arena *arena, struct place_set **sets,
                          size_t *count, struct diag *diag) {
    struct place_set *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_PLACE_SET_EACH, diag);
    while (!arena->failed && call_row(&call)) {
        struct place_set set = {
            .row = call_get_int(&call, 0),
            .name = call_get_text(&call, 1, arena),
            .attribution = call_get_text(&call, 2, arena),
            .is_learned = call_get_int(&call, 3) != 0,
            .at = call_get_int(&call, 4),
            .places = call_get_int(&call, 5),
        };
        ARENA_PUSH(arena, at, found, set);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *sets = at;
        *count = found;
    }
    return err;
}

/* ---- places ---- */

enum err store_place_put(struct store *store, int64_t set, const struct place *place,
                         struct diag *diag) {
    struct call call = call_open(store, SQL_PLACE_PUT, diag);
    call_text(&call, ":kind", vocab_name(&vocab_place, (int)place->kind));
    call_text(&call, ":key", place->key);
    call_int(&call, ":latitude", place->latitude);
    call_int(&call, ":longitude", place->longitude);
    call_int(&call, ":place_set", set);
    return call_run(&call);
}

static enum err find(struct store *store, enum place_kind kind, const char *key,
                     struct place *out, bool *found, struct diag *diag) {
    struct call call = call_open(store, SQL_PLACE_FIND, diag);
    call_text(&call, ":kind", vocab_name(&vocab_place, (int)kind));
    call_text(&call, ":key", key);
    *found = call_row(&call);
    if (*found) {
        out->kind = kind;
        out->latitude = (int32_t)call_get_int(&call, 0);
        out->longitude = (int32_t)call_get_int(&call, 1);
    }
    return call_close(&call);
}

/* "DA1" of "DA1 2DL", and of itself. @return false where it is too long to be one */
static bool outward_of(const char *postcode, char out[static OUTWARD_SIZE]) {
    size_t len = strcspn(postcode, " ");
    if (len >= OUTWARD_SIZE) {
        return false;
    }
    memcpy(out, postcode, len);
    out[len] = '\0';
    return true;
}

enum err store_place_find(struct store *store, enum place_kind kind, const char *key,
                          struct place *out, bool *found, struct diag *diag) {
    char outward[OUTWARD_SIZE];
    struct place place = {.key = key};
    bool is_found = false;
    enum err err = find(store, kind, key, &place, &is_found, diag);
    if (!err && !is_found && kind == PLACE_POSTCODE && outward_of(key, outward)) {
        err = find(store, PLACE_OUTWARD, outward, &place, &is_found, diag);
    }
    if (!err) {
        *found = is_found;
        *out = is_found ? place : *out;
    }
    return err;
}

enum err store_place_each(struct store *store, enum place_kind kind,
                          enum err (*visit)(void *state, const struct place *place,
                                            struct diag *diag),
                          void *state, struct diag *diag) {
    struct call call = call_open(store, SQL_PLACE_EACH, diag);
    call_text(&call, ":kind", vocab_name(&vocab_place, (int)kind));
    enum err err = ERR_NONE;
    while (!err && call_row(&call)) {
        struct place place = {kind, (const char *)sqlite3_column_text(call.statement, 0),
                              (int32_t)call_get_int(&call, 1), (int32_t)call_get_int(&call, 2)};
        err = place.key ? visit(state, &place, diag)
                        : diag_set(diag, ERR_MEMORY, "the name of a place");
    }
    enum err closed = call_close(&call);
    return err ? err : closed;
}

/* ---- where adverts are ---- */

enum err store_place_learn_due(struct store *store, const char *name, bool *due,
                               struct diag *diag) {
    struct call call = call_open(store, SQL_PLACE_LEARN_DUE, diag);
    call_text(&call, ":name", name);
    const bool is_due = call_row(&call) && call_get_int(&call, 0) != 0;
    enum err err = call_close(&call);
    if (!err) {
        *due = is_due;
    }
    return err;
}

static const char *seen_text(const struct call *call, int column) {
    return (const char *)sqlite3_column_text(call->statement, column);
}

enum err store_place_seen(struct store *store,
                          enum err (*visit)(void *state, const struct place_seen *seen,
                                            struct diag *diag),
                          void *state, struct diag *diag) {
    struct call call = call_open(store, SQL_PLACE_SEEN, diag);
    enum err err = ERR_NONE;
    while (!err && call_row(&call)) {
        struct place_seen seen = {
            .town = seen_text(&call, 0),
            .county = seen_text(&call, 1),
            .postcode = seen_text(&call, 2),
            .nation = (enum nation)vocab_value(&vocab_nation, call_get_bytes(&call, 3)),
            .adverts = call_get_int(&call, 4),
        };
        err = visit(state, &seen, diag);
    }
    enum err closed = call_close(&call);
    return err ? err : closed;
}
