/* schema/store_transaction.c - transactions
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"
#include "schema/store_requirement.h"

/* SQLite itself may undo a transaction (disk full, out of memory): whether one is open is asked
 * of it, never remembered. */
static bool is_open(struct store *store) { return !sqlite3_get_autocommit(store->db); }

enum err store_set_anew(struct store *store, enum statement which, struct diag *diag) {
    (void)sqlite3_finalize(store->prepared[which]); /* its last run was judged then */
    store->prepared[which] = NULL;
    return store_run_plain(store, which, diag);
}

/* Where it fails all that follows would be light: the next transaction tries again. */
static enum err end_light(struct store *store, struct diag *diag) {
    enum err err =
        store->is_light ? store_set_anew(store, SQL_SET_SYNCHRONOUS, diag) : ERR_NONE;
    store->is_light = err != ERR_NONE;
    return err;
}

enum err store_begin(struct store *store, struct diag *diag) {
    enum err err = end_light(store, diag);
    return err ? err : store_run_plain(store, SQL_BEGIN_WRITE, diag);
}

enum err store_begin_light(struct store *store, struct diag *diag) {
    enum err err = store_set_anew(store, SQL_SET_SYNCHRONOUS_LIGHT, diag);
    store->is_light = true;
    if (!err) {
        err = store_run_plain(store, SQL_BEGIN_WRITE, diag);
    }
    if (err) {
        store_rollback(store);
    }
    return err;
}

enum err store_commit(struct store *store, struct diag *diag) {
    if (!is_open(store)) {
        return diag_set(diag, ERR_STORE, "%s: the transaction was undone before its end",
                        store->path);
    }
    enum err err = store_run_plain(store, SQL_COMMIT, diag);
    if (err) {
        store_rollback(store);
    }
    return err ? err : end_light(store, diag);
}

void store_rollback(struct store *store) {
    if (is_open(store)) {
        (void)store_run_plain(store, SQL_ROLLBACK, NULL); /* closing does it again */
    }
    (void)end_light(store, NULL);
}

enum err scope_enter_write(struct scope *scope, struct store *store, struct diag *diag) {
    scope->nested = is_open(store);
    return store_run_plain(store, scope->nested ? SQL_SAVEPOINT : SQL_BEGIN_WRITE, diag);
}

/* Undoes the caller's savepoint, and takes it away: ROLLBACK TO alone leaves it. */
static void undo_savepoint(struct store *store) {
    if (is_open(store)) {
        (void)store_run_plain(store, SQL_SAVEPOINT_ROLLBACK, NULL);
        (void)store_run_plain(store, SQL_SAVEPOINT_RELEASE, NULL);
    }
}

enum err scope_leave(const struct scope *scope, struct store *store, enum err err,
                     struct diag *diag) {
    if (!err) {
        return scope->nested ? store_run_plain(store, SQL_SAVEPOINT_RELEASE, diag)
                             : store_commit(store, diag);
    }
    if (scope->nested) {
        undo_savepoint(store);
    } else {
        store_rollback(store);
    }
    return err;
}

enum err scope_enter_read(struct scope *scope, struct store *store, struct diag *diag) {
    scope->nested = is_open(store);
    return scope->nested ? ERR_NONE : store_run_plain(store, SQL_BEGIN_READ, diag);
}

void scope_leave_read(const struct scope *scope, struct store *store) {
    if (!scope->nested) {
        store_rollback(store); /* nothing was written */
    }
}

enum err store_read_begin(struct store *store, struct diag *diag) {
    return store_run_plain(store, SQL_BEGIN_READ, diag);
}

void store_read_end(struct store *store) { store_rollback(store); /* nothing was written */ }
