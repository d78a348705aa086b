/* schema/store_transaction.c - transactions
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

/* SQLite itself may undo a transaction (disk full, out of memory): whether one is open is asked
 * of it, never remembered. */
static bool is_open(struct store *store) { return !sqlite3_get_autocommit(store->db); }

enum err store_begin(struct store *store, struct diag *diag) {
    return store_run_plain(store, SQL_BEGIN_WRITE, diag);
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
    return err;
}

void store_rollback(struct store *store) {
    if (is_open(store)) {
        (void)store_run_plain(store, SQL_ROLLBACK, NULL); /* closing does it again */
    }
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
