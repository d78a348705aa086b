/* schema/store_twin.c - one post on two boards: one record, several sightings
 * SPDX-License-Identifier: MIT
 *
 * A sighting is joined where its advert is the same post as another board's, whose record is
 * kept. What another board may call a vacancy stands in the table `alias`, so that nobody looks
 * through all records for each advert that is saved.
 */
#include "schema/store_private.h"

#include <string.h>

/* A piece of joining. */
struct twin {
    struct store *store;
    int64_t run; /* 0: none */
    struct diag *diag;
};

static void bind_name(struct call *call, const struct vacancy_name *name) {
    call_text(call, ":source", vocab_name(&vocab_source, (int)name->source));
    call_text(call, ":key", name->key);
}

static struct vacancy_name read_name(const struct call *call, int from, struct arena *arena) {
    return (struct vacancy_name){
        (enum source)vocab_value(&vocab_source, call_get_bytes(call, from)),
        call_get_text(call, from + 1, arena)};
}

/* ---- aliases ---- */

/* What stands in vacancy_names and sighting_names. */
struct names {
    struct vacancy_name name;
    const char *id;
    const char *reference;
};

static enum err read_names(struct store *store, struct arena *arena, int64_t vacancy,
                           int64_t sighting, struct names *out, struct diag *diag) {
    struct call call =
        call_open(store, sighting ? SQL_SIGHTING_NAMES : SQL_VACANCY_NAMES, diag);
    call_int(&call, sighting ? ":sighting" : ":vacancy", sighting ? sighting : vacancy);
    if (call_row(&call)) {
        *out = (struct names){read_name(&call, 0, arena), call_get_text(&call, 2, arena),
                              call_get_text(&call, 3, arena)};
    }
    enum err err = call_close(&call);
    return err ? err : arena_check(arena, diag);
}

static enum err drop_aliases(struct store *store, int64_t vacancy, int64_t sighting,
                             struct diag *diag) {
    struct call call = call_open(store, SQL_ALIAS_DROP, diag);
    call_int(&call, ":vacancy", vacancy);
    call_int(&call, ":sighting", sighting);
    return call_run(&call);
}

static enum err insert_aliases(struct store *store, int64_t vacancy, int64_t sighting,
                               const struct names *names, struct diag *diag) {
    struct call call = call_open(store, SQL_ALIAS_PUT, diag);
    call_int(&call, ":vacancy", vacancy);
    call_int(&call, ":sighting", sighting);
    call_text(&call, ":key", names->name.key);
    call_text(&call, ":id", names->id);
    call_text(&call, ":reference", names->reference);
    return call_run(&call);
}

enum err store_alias_put(struct store *store, int64_t vacancy, int64_t sighting,
                         struct diag *diag) {
    struct names names = {{SOURCE_NONE, NULL}, NULL, NULL};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = read_names(store, &arena, vacancy, sighting, &names, diag);
    if (!err) {
        err = drop_aliases(store, vacancy, sighting, diag);
    }
    if (!err && names.name.key) {
        err = insert_aliases(store, vacancy, sighting, &names, diag);
    }
    arena_fini(&arena);
    return err;
}

enum err store_namesakes(struct store *store, struct arena *arena, enum source source,
                         const char *reference, const char *id, struct namesake **out,
                         size_t *count, struct diag *diag) {
    struct namesake *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_ALIAS_FIND, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    call_text(&call, ":reference", reference);
    call_text(&call, ":id", id);
    while (!arena->failed && call_row(&call)) {
        struct namesake namesake = {.row = call_get_int(&call, 0),
                                    .name = read_name(&call, 1, arena),
                                    .id = call_get_text(&call, 3, arena),
                                    .reference = call_get_text(&call, 4, arena),
                                    .employer = call_get_text(&call, 5, arena)};
        ARENA_PUSH(arena, at, found, namesake);
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

/* ---- whose sighting ---- */

enum err store_sighting_row(struct store *store, const struct vacancy_name *name, int64_t *row,
                            struct vacancy_name *owner, struct arena *arena,
                            struct diag *diag) {
    int64_t found = 0;
    struct call call = call_open(store, SQL_SIGHTING_VACANCY, diag);
    bind_name(&call, name);
    if (call_row(&call)) {
        found = call_get_int(&call, 0);
        if (owner) {
            *owner = read_name(&call, 1, arena);
        }
    }
    enum err err = call_close(&call);
    if (!err) {
        *row = found;
    }
    return err;
}

enum err store_sighting_vacancy(struct store *store, const struct vacancy_name *name,
                                int64_t *row, struct vacancy_name *owner, struct arena *arena,
                                struct diag *diag) {
    struct vacancy_name found = {SOURCE_NONE, NULL};
    int64_t at = 0;
    enum err err = store_vacancy_find(store, name->source, name->key, &at, diag);
    if (!err && at) {
        found = (struct vacancy_name){name->source, arena_copy_text(arena, name->key)};
    } else if (!err) {
        err = store_sighting_row(store, name, &at, &found, arena, diag);
    }
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *row = at;
        *owner = at ? found : *owner;
    }
    return err;
}

/* ---- joining ---- */

static enum err put_sighting(const struct twin *twin, const struct vacancy_name *name,
                             const struct vacancy *as, int64_t row, int64_t *sighting) {
    static const struct vacancy nothing;
    const struct vacancy *said = as ? as : &nothing;
    struct call call = call_open(twin->store, SQL_SIGHTING_JOIN, twin->diag);
    bind_name(&call, name);
    call_text(&call, ":id", said->id);
    call_text(&call, ":url", said->url);
    call_text(&call, ":reference", said->reference);
    call_text(&call, ":title", said->title);
    call_text(&call, ":employer", said->employer);
    call_int(&call, ":vacancy", row);
    call_int_or_null(&call, ":run", twin->run);
    call_int(&call, ":now", clock_now(twin->store->clock));
    *sighting = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_run(&call);
}

/* All that belongs to `row` belongs to `to`. */
static enum err move_rows(const struct twin *twin, enum statement which, int64_t row,
                          int64_t to) {
    struct call call = call_open(twin->store, which, twin->diag);
    call_int(&call, ":vacancy", row);
    call_int(&call, ":to", to);
    return call_run(&call);
}

/* Its pay may be looked at as of the day it was first seen. */
static enum err meet(const struct twin *twin, int64_t row, int64_t other) {
    struct call call = call_open(twin->store, SQL_VACANCY_MEET, twin->diag);
    call_int(&call, ":vacancy", row);
    call_int(&call, ":other", other);
    enum err err = call_run(&call);
    return err ? err : store_run_on_vacancy(twin->store, SQL_OFFER_DROP, row, twin->diag);
}

/* A record goes, and its history and sightings are another one's. */
static enum err swallow(const struct twin *twin, int64_t row, int64_t into) {
    enum err err = move_rows(twin, SQL_CHANGE_MOVE, row, into);
    if (!err) {
        err = move_rows(twin, SQL_SIGHTING_MOVE, row, into);
    }
    if (!err) {
        err = move_rows(twin, SQL_MARKED_MOVE, row, into);
    }
    if (!err) {
        err = meet(twin, into, row);
    }
    if (!err) {
        err = store_run_on_vacancy(twin->store, SQL_MARKED_GONE, row, twin->diag);
    }
    if (!err) {
        err = store_run_on_vacancy(twin->store, SQL_SEARCH_REMOVE, row, twin->diag);
    }
    return err ? err : store_run_on_vacancy(twin->store, SQL_VACANCY_DELETE, row, twin->diag);
}

/* The names of all sightings of a record that bear another name than its own. */
static enum err put_joined_aliases(const struct twin *twin, int64_t row) {
    int64_t after = 0;
    enum err err = ERR_NONE;
    for (bool more = true; !err && more;) {
        struct call call = call_open(twin->store, SQL_JOINED_EACH, twin->diag);
        call_int(&call, ":vacancy", row);
        call_int(&call, ":after", after);
        more = call_row(&call);
        after = more ? call_get_int(&call, 0) : after;
        err = call_close(&call);
        if (!err && more) {
            err = store_alias_put(twin->store, row, after, twin->diag);
        }
    }
    return err;
}

static enum err check_row(const struct twin *twin, int64_t row) {
    struct arena arena;
    struct names names = {{SOURCE_NONE, NULL}, NULL, NULL};
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = read_names(twin->store, &arena, row, 0, &names, twin->diag);
    if (!err && !names.name.key) {
        err = diag_set(twin->diag, ERR_ABSENT, "%s has no vacancy %lld", twin->store->path,
                       (long long)row);
    }
    arena_fini(&arena);
    return err;
}

static enum err join_inside(const struct twin *twin, const struct vacancy_name *name,
                            const struct vacancy *as, int64_t row) {
    int64_t own = 0;
    int64_t sighting = 0;
    enum err err = check_row(twin, row);
    if (!err) {
        err = store_vacancy_find(twin->store, name->source, name->key, &own, twin->diag);
    }
    if (err || own == row) { /* it is itself */
        return err;
    }
    if (own) {
        err = swallow(twin, own, row);
    }
    if (!err) {
        err = put_sighting(twin, name, as, row, &sighting);
    }
    return err ? err : put_joined_aliases(twin, row);
}

enum err store_sighting_join(struct store *store, const struct vacancy_name *name,
                             const struct vacancy *as, int64_t row, int64_t run,
                             struct diag *diag) {
    struct twin twin = {store, run, diag};
    struct scope scope;
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = join_inside(&twin, name, as, row);
    return scope_leave(&scope, store, err, diag);
}

/* ---- adopting ---- */

/* Its offer goes by its old name. */
static enum err rename_row(const struct twin *twin, int64_t row,
                           const struct vacancy_name *name) {
    struct call call = call_open(twin->store, SQL_VACANCY_RENAME, twin->diag);
    bind_name(&call, name);
    call_int(&call, ":vacancy", row);
    enum err err = call_run(&call);
    return err ? err : store_run_on_vacancy(twin->store, SQL_OFFER_DROP, row, twin->diag);
}

/* The record's old name is a sighting's from now on, its new name its own sighting's. */
static enum err swap_names(const struct twin *twin, int64_t row, const struct names *old,
                           const struct vacancy_name *name) {
    const struct vacancy was = {.id = old->id, .reference = old->reference};
    int64_t sighting = 0;
    enum err err = put_sighting(twin, name, NULL, row, &sighting);
    if (!err) {
        err = put_sighting(twin, &old->name, &was, row, &sighting);
    }
    if (!err) {
        err = rename_row(twin, row, name);
    }
    if (!err) {
        err = store_run_on_vacancy(twin->store, SQL_SIGHTING_OWN, row, twin->diag);
    }
    if (!err) {
        err = store_alias_put(twin->store, row, 0, twin->diag);
    }
    return err ? err : put_joined_aliases(twin, row);
}

static enum err adopt_as(const struct twin *twin, int64_t row, const struct names *old,
                         const struct vacancy_name *name) {
    int64_t there = 0;
    enum err err = store_vacancy_find(twin->store, name->source, name->key, &there, twin->diag);
    if (err || there == row) {
        return err;
    }
    if (there) { /* the better board's record is there already: this one goes into it */
        const struct vacancy was = {.id = old->id, .reference = old->reference};
        return join_inside(twin, &old->name, &was, there);
    }
    err = swap_names(twin, row, old, name);
    if (!err && old->name.source != name->source) {
        err = store_change_put(twin->store, row, twin->run, "source",
                               vocab_name(&vocab_source, (int)old->name.source),
                               vocab_name(&vocab_source, (int)name->source), twin->diag);
    }
    return err;
}

static enum err adopt_inside(const struct twin *twin, int64_t row,
                             const struct vacancy_name *name) {
    struct arena arena;
    struct names old = {{SOURCE_NONE, NULL}, NULL, NULL};
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = check_row(twin, row);
    if (!err) {
        err = read_names(twin->store, &arena, row, 0, &old, twin->diag);
    }
    if (!err) {
        err = adopt_as(twin, row, &old, name);
    }
    arena_fini(&arena);
    return err;
}

enum err store_vacancy_adopt(struct store *store, int64_t row, const struct vacancy_name *name,
                             int64_t run, struct diag *diag) {
    struct twin twin = {store, run, diag};
    struct scope scope;
    if (!name->key || !name->key[0] || !vocab_name(&vocab_source, (int)name->source)) {
        return diag_set(diag, ERR_INPUT, "an advert without a source or a key is no record's");
    }
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = adopt_inside(&twin, row, name);
    return scope_leave(&scope, store, err, diag);
}

/* ---- where it was met ---- */

enum err store_sightings(struct store *store, struct arena *arena, const char *name,
                         struct sighting_line **out, size_t *count, struct diag *diag) {
    struct sighting_line *at = NULL;
    size_t found = 0;
    int64_t row = 0;
    enum err err = store_vacancy_named(store, name, &row, diag);
    if (err) {
        return err;
    }
    struct call call = call_open(store, SQL_SIGHTING_EACH, diag);
    call_int(&call, ":vacancy", row);
    while (!arena->failed && call_row(&call)) {
        struct sighting_line line = {
            .source = (enum source)vocab_value(&vocab_source, call_get_bytes(&call, 0)),
            .id = call_get_text(&call, 1, arena),
            .url = call_get_text(&call, 2, arena),
            .first_seen = call_get_int(&call, 3),
            .last_seen = call_get_int(&call, 4)};
        ARENA_PUSH(arena, at, found, line);
    }
    err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *out = at;
        *count = found;
    }
    return err;
}
