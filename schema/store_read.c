/* schema/store_read.c - a vacancy out of its row and lists
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include <string.h>

/* Columns of vacancy_read behind the fields. */
enum { BEHIND_KEY = 0, BEHIND_FIRST_SEEN, BEHIND_LAST_SEEN, BEHIND_LIFE, BEHIND_LIFE_AT };

const char *store_field_parameter(const struct vacancy_field *field,
                                  char name[static STORE_COLUMN_SIZE]) {
    size_t len = 0;
    name[len++] = ':';
    for (const char *at = field->name; *at && len < STORE_COLUMN_SIZE - 1; at++) {
        name[len++] = *at == '.' ? '_' : *at;
    }
    name[len] = '\0';
    return name;
}

/* Does the statement give the fields in the order of their table? A slip in queries.sql must
 * not put one field's value into another. */
static bool is_in_order(const struct call *call) {
    for (size_t i = 0; i < vacancy_field_count; i++) {
        char name[STORE_COLUMN_SIZE];
        const char *column = sqlite3_column_name(call->statement, (int)i);
        if (!column ||
            strcmp(column, store_field_parameter(&vacancy_fields[i], name) + 1) != 0) {
            return false;
        }
    }
    return true;
}

/* A column as the text of its field: flags are 0 and 1 in the database. */
static const char *field_column(const struct call *call, size_t at, struct arena *arena) {
    if (vacancy_fields[at].kind == FIELD_BOOL) {
        return call_get_int(call, (int)at) ? "true" : "false";
    }
    return call_get_text(call, (int)at, arena);
}

static enum err read_row(const struct call *call, struct arena *arena, struct stored *stored,
                         struct diag *diag) {
    vacancy_init(&stored->vacancy);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const char *text = field_column(call, i, arena);
        if (!vacancy_field_set(&stored->vacancy, &vacancy_fields[i], text, arena)) {
            enum err err = arena_check(arena, diag);
            return err ? err : store_damaged(call->store, vacancy_fields[i].name, diag);
        }
    }
    int behind = (int)vacancy_field_count;
    stored->key = call_get_text(call, behind + BEHIND_KEY, arena);
    stored->first_seen = call_get_int(call, behind + BEHIND_FIRST_SEEN);
    stored->last_seen = call_get_int(call, behind + BEHIND_LAST_SEEN);
    stored->life =
        (enum life)vocab_value(&vocab_life, call_get_bytes(call, behind + BEHIND_LIFE));
    stored->life_at = call_get_int(call, behind + BEHIND_LIFE_AT);
    return arena_check(arena, diag);
}

static enum err read_fields(struct store *store, struct arena *arena, int64_t row, bool texts,
                            struct stored *stored, struct diag *diag) {
    struct call call = call_open(store, SQL_VACANCY_READ, diag);
    call_int(&call, ":vacancy", row);
    call_int(&call, ":texts", texts);
    bool found = call_row(&call);
    enum err err = call.err;
    if (!err && !found) {
        err = diag_set(diag, ERR_ABSENT, "%s has no vacancy %lld", store->path, (long long)row);
    }
    if (!err && !is_in_order(&call)) {
        err = diag_set(diag, ERR_STORE, "the program was built with another order of fields");
    }
    if (!err) {
        err = read_row(&call, arena, stored, diag);
    }
    (void)call_close(&call);
    return err;
}

enum err store_vacancy_known(struct store *store, struct arena *arena,
                             const struct vacancy_name *name, struct stored *out, bool *known,
                             struct diag *diag) {
    int64_t row = 0;
    enum err err = store_vacancy_find(store, name->source, name->key, &row, diag);
    if (!err && !row) {
        err = store_sighting_row(store, name, &row, NULL, NULL, diag);
    }
    if (!err && row) {
        err = store_vacancy_read(store, arena, row, true, out, diag);
    }
    if (!err) {
        *known = row != 0;
    }
    return err;
}

enum err store_vacancy_read(struct store *store, struct arena *arena, int64_t row, bool texts,
                            struct stored *out, struct diag *diag) {
    struct stored stored = {0};
    struct scope scope;
    enum err err = scope_enter_read(&scope, store, diag);
    if (err) {
        return err;
    }
    err = read_fields(store, arena, row, texts, &stored, diag);
    if (!err) {
        err = store_lists_load(store, arena, row, &stored.vacancy, diag);
    }
    scope_leave_read(&scope, store);
    if (!err) {
        stored.row = row;
        *out = stored;
    }
    return err;
}
