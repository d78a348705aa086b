/* tests/faults/fault_store.c - what is in the database after a fault
 * SPDX-License-Identifier: MIT
 */
#include "tests/faults/fault_store.h"

#include <sqlite3.h>

enum { STORE_BUSY_MS = 5000 };

struct sqlite3 *fault_store_open(const char *path) {
    sqlite3 *db = NULL;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        sqlite3_busy_timeout(db, STORE_BUSY_MS) != SQLITE_OK ||
        fault_store_number(db, "SELECT count(*) FROM vacancy", -1) < 0) {
        fault_store_close(db);
        return NULL;
    }
    return db;
}

void fault_store_close(struct sqlite3 *db) { (void)sqlite3_close(db); }

long long fault_store_number(struct sqlite3 *db, const char *sql, long long none) {
    sqlite3_stmt *statement = NULL;
    long long number = none;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        number = sqlite3_column_int64(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return number;
}

static const char *column(sqlite3_stmt *statement, int index, struct arena *arena) {
    const char *text = (const char *)sqlite3_column_text(statement, index);

    return arena_copy_text(arena, text ? text : "");
}

const char *fault_store_text(struct sqlite3 *db, const char *sql, struct arena *arena) {
    sqlite3_stmt *statement = NULL;
    const char *text = "";

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        text = column(statement, 0, arena);
    }
    (void)sqlite3_finalize(statement);
    return text;
}

/* ---- is it whole ---- */

const char *fault_store_trouble(struct sqlite3 *db, struct arena *arena) {
    const char *pages = fault_store_text(db, "PRAGMA integrity_check", arena);

    if (strcmp(pages, "ok") != 0) {
        return arena_printf(arena, "integrity_check: %s", pages);
    }
    if (fault_store_number(db, "SELECT count(*) FROM pragma_foreign_key_check", -1) != 0) {
        return "foreign_key_check finds rows";
    }
    if (sqlite3_exec(db,
                     "INSERT INTO vacancy_search (vacancy_search, rank) "
                     "VALUES ('integrity-check', 1)",
                     NULL, NULL, NULL) != SQLITE_OK) {
        return arena_printf(arena, "the index of words: %s", sqlite3_errmsg(db));
    }
    return NULL;
}

/* ---- records ---- */

/* A record is every column of its row and of the rows that belong to it, whatever columns
 * there will be, but for row numbers and times, and for what has columns of its own above. */
#define LEFT_OUT                                                                               \
    "('vacancy', 'page', 'first_seen', 'last_seen', 'state', 'life', 'life_at', 'key')"

static const char *columns_of(struct sqlite3 *db, const char *table, struct arena *arena) {
    return fault_store_text(
        db,
        arena_printf(arena,
                     "SELECT group_concat('ifnull(' || name || ', ''~'')', ' || '' | '' || ') "
                     "FROM pragma_table_info('%s') WHERE name NOT IN " LEFT_OUT,
                     table),
        arena);
}

static const char *select_of(struct sqlite3 *db, struct arena *arena) {
    static const char *const tables[] = {"location", "criterion", "document", "note"};
    const char *sql = columns_of(db, "vacancy", arena);

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        sql = arena_printf(
            arena,
            "%s || char(10) || ifnull((SELECT group_concat(line, char(10)) FROM (SELECT %s AS "
            "line FROM %s WHERE %s.vacancy = vacancy.vacancy ORDER BY position)), '')",
            sql, columns_of(db, tables[i], arena), tables[i], tables[i]);
    }
    return arena_printf(arena,
                        "SELECT key, ifnull(state, ''), %s, %s FROM vacancy ORDER BY key",
                        fault_store_number(db,
                                           "SELECT count(*) FROM pragma_table_info('vacancy') "
                                           "WHERE name = 'life'",
                                           0)
                            ? "ifnull(life, '')"
                            : "''",
                        sql);
}

bool fault_store_records(struct fault_records *out, struct arena *arena, struct sqlite3 *db,
                         struct diag *diag) {
    sqlite3_stmt *statement = NULL;
    struct fault_records records = {0};

    if (sqlite3_prepare_v2(db, select_of(db, arena), -1, &statement, NULL) != SQLITE_OK) {
        (void)diag_set(diag, ERR_STORE, "records: %s", sqlite3_errmsg(db));
        return false;
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        struct fault_record record = {column(statement, 0, arena), column(statement, 1, arena),
                                      column(statement, 2, arena), column(statement, 3, arena)};
        ARENA_PUSH(arena, records.at, records.count, record);
    }
    (void)sqlite3_finalize(statement);
    *out = records;
    return true;
}

const struct fault_record *fault_records_find(const struct fault_records *records,
                                              const char *key) {
    for (size_t i = 0; key && i < records->count; i++) {
        if (strcmp(records->at[i].key, key) == 0) {
            return &records->at[i];
        }
    }
    return NULL;
}

/* ---- time ---- */

void fault_store_pass_day(const char *path) {
    static const char statements[] = "UPDATE host SET not_before = max(not_before - 86400, 0), "
                                     "last_request = max(last_request - 86400, 0); "
                                     "UPDATE robots SET at = max(at - 86400, 0); "
                                     "UPDATE walk SET began_at = max(began_at - 86400, 0); "
                                     "UPDATE queue SET next_try = max(next_try - 86400, 0)";
    struct sqlite3 *db = fault_store_open(path);

    if (db) {
        (void)sqlite3_exec(db, statements, NULL, NULL, NULL);
    }
    fault_store_close(db);
}
