/* tests/support/old_store.c - a database as an earlier release left it
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/old_store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/builtin.h"

enum { SQL_SIZE = 8192, LIST_SIZE = 3000 };

static void run(sqlite3 *db, const char *sql) {
    char *message = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        (void)fprintf(stderr, "%s\nin %.200s\n", message ? message : "?", sql);
        abort();
    }
}

/* "a, b, c": what the table has in both. */
static void list_columns(char list[LIST_SIZE], sqlite3 *db, const char *table) {
    static const char ask[] =
        "SELECT group_concat(name, ', ') FROM pragma_table_info(?1, 'main') "
        "WHERE name IN (SELECT name FROM pragma_table_info(?1, 'recent'))";
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(db, ask, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW) {
        abort();
    }
    (void)snprintf(list, LIST_SIZE, "%s", (const char *)sqlite3_column_text(statement, 0));
    (void)sqlite3_finalize(statement);
}

static void copy_rows(sqlite3 *db, const char *table) {
    char columns[LIST_SIZE];
    char sql[SQL_SIZE];

    list_columns(columns, db, table);
    (void)snprintf(sql, sizeof sql, "INSERT INTO main.%s (%s) SELECT %s FROM recent.%s", table,
                   columns, columns, table);
    run(db, sql);
}

void old_store_make(const char *path, const char *recent) {
    static const char *const tables[] = {"run",       "page",     "vacancy", "location",
                                         "criterion", "document", "note",    "contact",
                                         "change",    "sighting", "reading"};
    sqlite3 *db = NULL;
    char sql[SQL_SIZE];

    if (sqlite3_open(path, &db) != SQLITE_OK) {
        abort();
    }
    run(db, builtin_find("schema/migrations/0001_base.sql")->at);
    run(db, builtin_find("schema/migrations/0002_drift.sql")->at);
    (void)snprintf(sql, sizeof sql, "ATTACH '%s' AS recent", recent);
    run(db, sql);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        copy_rows(db, tables[i]);
    }
    run(db, "INSERT INTO vacancy_search (rowid, title, employer, places, texts, criteria) "
            "SELECT vacancy, title, employer, places, texts, criteria FROM vacancy_words");
    (void)sqlite3_close(db);
}
