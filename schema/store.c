/* schema/store.c - opening the database: settings, migrations; closing it
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/builtin.h"

static const char migrations_folder[] = "schema/migrations/";

/* Digits in front of a migration's name: "0001_base.sql". */
enum { MIGRATION_DIGITS = 4, MIGRATION_MAX = 9999 };

/* The database is data, not a program: nothing in it may call functions with effects, reach
 * outside, or be bent by writing SQLite's own tables. */
static const struct {
    int option;
    int on;
} switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
    {SQLITE_DBCONFIG_DQS_DML, 0},
    {SQLITE_DBCONFIG_DQS_DDL, 0},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
};

/* Caps on what a statement or a crafted file can make SQLite do. */
static const struct {
    int limit;
    int most;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, STORE_VALUE_MAX},
    {SQLITE_LIMIT_SQL_LENGTH, 256 * 1024},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 10},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

/* ---- opening ---- */

/* A name that SQLite takes for a file and nothing else: not ":memory:", not "" (a temporary
 * database), not a URI. */
static char *literal_path(const char *path) {
    struct buf buf;
    buf_init(&buf, PATH_MAX);
    buf_put_text(&buf, path[0] == '/' ? "" : "./");
    buf_put_text(&buf, path);
    if (buf.failed) {
        buf_fini(&buf);
    }
    return buf.at; /* NULL after a failure */
}

static enum err connect(struct store *store, struct diag *diag) {
    int code = sqlite3_open_v2(store->path, &store->db,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                                   SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE,
                               NULL);
    if (!store->db) {
        return diag_set(diag, ERR_MEMORY, "opening %s: out of memory", store->path);
    }
    if (code != SQLITE_OK) {
        return store_failed(store, diag);
    }
    /* Where it may not write, SQLite opens for reading without a word. */
    if (sqlite3_db_readonly(store->db, "main") == 1) {
        return diag_set(diag, ERR_SYSTEM, "%s cannot be written: see its permissions",
                        store->path);
    }
    return ERR_NONE;
}

static enum err protect(struct store *store, struct diag *diag) {
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        if (sqlite3_db_config(store->db, switches[i].option, switches[i].on, NULL) !=
            SQLITE_OK) {
            return diag_set(diag, ERR_STORE,
                            "this SQLite lacks a protection that is needed (%d)",
                            switches[i].option);
        }
    }
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        (void)sqlite3_limit(store->db, limits[i].limit, limits[i].most);
    }
    (void)sqlite3_busy_timeout(store->db, STORE_BUSY_MS);
    return ERR_NONE;
}

static enum err set_up(struct store *store, struct diag *diag) {
    static const enum statement settings[] = {SQL_SET_SYNCHRONOUS, SQL_SET_CELL_SIZE_CHECK,
                                              SQL_SET_TEMP_STORE};
    int64_t version = 0;
    enum err err = store_get_number(store, SQL_GET_VERSION, &version, diag);
    /* Only of use before there are tables; and it takes the lock for writing, for which one who
     * only reads would wait. */
    if (!err && version == 0) {
        err = store_run_plain(store, SQL_SET_AUTO_VACUUM, diag);
    }
    for (size_t i = 0; !err && i < sizeof settings / sizeof *settings; i++) {
        err = store_run_plain(store, settings[i], diag);
    }
    return err;
}

/* After the migrations: until the first one is in, the file's header must tell what the file is
 * without its log. Where another program is reading, or the file system has no shared memory,
 * the database stays with its rollback journal, which is slower and no less safe. */
static void use_log(struct store *store) {
    (void)store_run_plain(store, SQL_SET_JOURNAL, NULL);
    (void)store_run_plain(store, SQL_SET_JOURNAL_LIMIT, NULL);
}

/* ---- migrations ---- */

/* A table may be made anew under its name (0002_drift.sql), which foreign keys would take for a
 * loss of all its rows; they can be switched outside a transaction only. */
static void enforce_references(struct store *store, int on) {
    (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, on, NULL);
}

/* With foreign keys off nobody has looked so far whether each row points somewhere. */
static enum err check_references(struct store *store, struct diag *diag) {
    struct call call = call_open(store, SQL_CHECK_REFERENCES, diag);
    bool astray = call_row(&call);
    enum err err = call_close(&call);
    return err || !astray ? err : diag_set(diag, ERR_STORE, "a row points nowhere");
}

/* Runs the migration's SQL, which must set the version; inside a transaction. */
static enum err migrate_inside(struct store *store, int number, const char *sql,
                               struct diag *diag) {
    int64_t version = 0;
    enum err err = store_get_number(store, SQL_GET_VERSION, &version, diag);
    if (err || version >= number) { /* another program was faster */
        return err;
    }
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        return store_failed(store, diag);
    }
    err = store_get_number(store, SQL_GET_VERSION, &version, diag);
    if (!err && version != number) {
        err = diag_set(diag, ERR_STORE, "it sets the version %lld", (long long)version);
    }
    return err ? err : check_references(store, diag);
}

enum err store_migrate_one(struct store *store, int number, const char *sql,
                           struct diag *diag) {
    enforce_references(store, 0);
    enum err err = store_run_plain(store, SQL_BEGIN_MIGRATION, diag);
    if (!err) {
        err = migrate_inside(store, number, sql, diag);
        if (err) {
            store_rollback(store);
            diag_prefix(diag, "bringing the database to schema %d", number);
        } else {
            err = store_commit(store, diag);
        }
    }
    enforce_references(store, 1);
    return err;
}

static enum err migration_number(const struct builtin *file, int expected, struct diag *diag) {
    struct span digits =
        span_part(span_of(file->name), sizeof migrations_folder - 1, MIGRATION_DIGITS);
    uint64_t number = 0;
    if (!span_number(digits, MIGRATION_MAX, &number) || number != (uint64_t)expected) {
        return diag_set(diag, ERR_STORE, "the program was built with %s where number %d is due",
                        file->name, expected);
    }
    return ERR_NONE;
}

static enum err migrate(struct store *store, struct diag *diag) {
    int64_t version = 0;
    int number = 0;
    size_t at = 0;
    const struct builtin *file;
    enum err err = store_get_number(store, SQL_GET_VERSION, &version, diag);
    while (!err && (file = builtin_next(migrations_folder, &at)) != NULL) {
        number++;
        err = migration_number(file, number, diag);
        if (!err && number > version) {
            err = store_migrate_one(store, number, file->at, diag);
        }
    }
    if (!err && (version > number || number == 0)) {
        err = diag_set(
            diag, ERR_STORE,
            "%s was made by a newer shortlist (schema %lld, this program knows %d): use "
            "that one",
            store->path, (long long)version, number);
    }
    return err;
}

/* ---- the whole ---- */

static enum err open_inside(struct store *store, struct diag *diag) {
    enum err err = store_file_make(store->path, diag);
    if (!err) {
        err = connect(store, diag);
    }
    if (!err) {
        err = protect(store, diag);
    }
    if (!err) {
        err = store_file_check(store, diag);
    }
    if (!err) {
        err = set_up(store, diag);
    }
    if (!err) {
        err = migrate(store, diag);
    }
    if (!err) {
        err = store_run_plain(store, SQL_GET_SCHEMA, diag);
    }
    return err;
}

enum err store_open(struct store **out, const char *path, const struct clock *clock,
                    struct diag *diag) {
    if (!path[0]) {
        return diag_set(diag, ERR_INPUT, "the database has no name");
    }
    struct store *store = calloc(1, sizeof *store);
    if (!store) {
        return diag_set(diag, ERR_MEMORY, "opening %s: out of memory", path);
    }
    store->clock = clock;
    store->claim = -1;
    store->path = literal_path(path);
    enum err err = store->path
                       ? statements_find(store, diag)
                       : diag_set(diag, ERR_INPUT, "the database's name is too long: %s", path);
    if (!err) {
        err = open_inside(store, diag);
    }
    if (err) {
        store_close(store);
        return err;
    }
    use_log(store);
    *out = store;
    return ERR_NONE;
}

void store_close(struct store *store) {
    if (!store) {
        return;
    }
    store_unclaim(store);
    statements_free(store);
    (void)sqlite3_close(store->db); /* rolls back; nothing is left that could make it fail */
    free(store->path);
    free(store);
}

const char *store_library(void) { return "SQLite/" SQLITE_VERSION; }
