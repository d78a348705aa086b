/* tests/support/store_text.c - what a database holds, as text that can be compared
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/store_text.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SQL_SIZE = 8192, PATH_SIZE = 600 };

/* What stands in place of a row number. */
#define VACANCY_NAME                                                                           \
    "(SELECT source || ' ' || key FROM vacancy AS named WHERE named.vacancy = rows.vacancy)"
#define SIGHTING_NAME                                                                          \
    "(SELECT source || ' ' || key FROM sighting AS named WHERE named.sighting = "              \
    "rows.sighting)"
#define PAGE_NAME                                                                              \
    "(SELECT url || ' ' || sha256 FROM page AS named WHERE named.page = rows.page)"

#define DATASET_NAME "(SELECT name FROM dataset AS named WHERE named.dataset = rows.dataset)"

/* Tables that say what is known, how a row of each is named, and columns (with blanks around)
 * that two databases may differ in. */
static const struct {
    const char *table;
    const char *name;
    const char *without;
} tables[] = {
    {"page", "url", " page headers fetched_at run body "},
    {"vacancy", "key || ' ' || ifnull(" PAGE_NAME ", '')",
     " vacancy page first_seen last_seen life_at "},
    {"location", VACANCY_NAME, " vacancy "},
    {"criterion", VACANCY_NAME, " vacancy "},
    {"document", VACANCY_NAME, " vacancy "},
    {"note", VACANCY_NAME, " vacancy "},
    {"contact", VACANCY_NAME, " vacancy "},
    {"change", VACANCY_NAME, " change vacancy run at "},
    {"sighting", "key || ' ' || ifnull(" VACANCY_NAME ", '')",
     " sighting vacancy run first_seen last_seen first_run since_run listed sweep "},
    {"queue", SIGHTING_NAME, " queue sighting added_at leases tries next_try reason run "},
    {"reading", PAGE_NAME, " page "},
    {"dataset", "name", " dataset at "},
    {"offer", "key || ' ' || ifnull(" DATASET_NAME ", '')",
     " offer vacancy dataset offer_stamp "},
    {"quarantine", PAGE_NAME, " page run told at "},
};

static void put(char *text, size_t size, const char *more) {
    size_t len = strlen(text);

    if (len + strlen(more) >= size) {
        abort();
    }
    memcpy(text + len, more, strlen(more) + 1);
}

/* What is lost when the machine stops is of no interest here, and waiting for a disk is long.
 */
static int open_database(sqlite3 **db, const char *path) {
    int code = sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE, NULL);

    return code != SQLITE_OK ? code
                             : sqlite3_exec(*db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;

    return sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK ? statement : NULL;
}

/* SELECT 'table name' || quoted columns FROM table; "" where there is no such table. */
static void write_select(char sql[SQL_SIZE], sqlite3 *db, size_t index) {
    char piece[256];
    sqlite3_stmt *columns = NULL;

    sql[0] = '\0';
    (void)snprintf(piece, sizeof piece, "SELECT name FROM pragma_table_info('%s')",
                   tables[index].table);
    columns = prepare(db, piece);
    while (columns && sqlite3_step(columns) == SQLITE_ROW) {
        const char *column = (const char *)sqlite3_column_text(columns, 0);
        if (sql[0] == '\0') {
            (void)snprintf(sql, SQL_SIZE, "SELECT '%s ' || ifnull(%s, '-')",
                           tables[index].table, tables[index].name);
        }
        (void)snprintf(piece, sizeof piece, " %s ", column);
        if (!strstr(tables[index].without, piece)) {
            (void)snprintf(piece, sizeof piece, " || ' %s=' || quote(%s)", column, column);
            put(sql, SQL_SIZE, piece);
        }
    }
    (void)sqlite3_finalize(columns);
    if (sql[0] != '\0') {
        put(sql, SQL_SIZE, " AS line FROM ");
        put(sql, SQL_SIZE, tables[index].table);
        put(sql, SQL_SIZE, " AS rows ORDER BY line");
    }
}

static void write_rows(FILE *out, sqlite3 *db, const char *sql) {
    sqlite3_stmt *rows = prepare(db, sql);

    while (rows && sqlite3_step(rows) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(rows, 0);
        for (; *line != '\0'; line++) { /* one line a row, whatever its texts hold */
            (void)fputc(*line == '\n' ? '|' : *line, out);
        }
        (void)fputc('\n', out);
    }
    if (!rows) {
        (void)fprintf(out, "%s: %s\n", sql, sqlite3_errmsg(db));
    }
    (void)sqlite3_finalize(rows);
}

char *store_text(const char *path) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    sqlite3 *db = NULL;
    int code = open_database(&db, path);

    if (code != SQLITE_OK) {
        (void)fprintf(out, "%s: %s\n", path, sqlite3_errstr(code));
    }
    for (size_t i = 0; code == SQLITE_OK && i < sizeof tables / sizeof *tables; i++) {
        char sql[SQL_SIZE];
        write_select(sql, db, i);
        if (sql[0] != '\0') {
            write_rows(out, db, sql);
        }
    }
    (void)sqlite3_close(db);
    (void)fclose(out);
    return text;
}

static size_t line_length(const char *line) { return strcspn(line, "\n"); }

static const char *line_behind(const char *line) {
    line += line_length(line);
    return *line == '\n' ? line + 1 : line;
}

static bool has_line(const char *text, const char *line) {
    size_t len = line_length(line);
    bool found = false;

    for (; *text != '\0' && !found; text = line_behind(text)) {
        found = line_length(text) == len && memcmp(text, line, len) == 0;
    }
    return found;
}

/* How far are two lines the same? */
static size_t same_length(const char *a, const char *b) {
    size_t len = 0;

    while (a[len] == b[len] && a[len] != '\0' && a[len] != '\n') {
        len++;
    }
    return len;
}

/* The line that begins most like it. */
static const char *nearest_line(const char *text, const char *line) {
    const char *best = text;

    for (; *text != '\0'; text = line_behind(text)) {
        if (same_length(text, line) > same_length(best, line)) {
            best = text;
        }
    }
    return best;
}

void store_text_difference(char *out, size_t size, const char *was, const char *is) {
    enum { NAME = 60, BEFORE = 40, SHOWN = 90 };
    const char *texts[2] = {was, is};

    (void)snprintf(out, size, "no line");
    for (int side = 0; side < 2; side++) {
        for (const char *line = texts[side]; *line != '\0'; line = line_behind(line)) {
            const char *other = nearest_line(texts[1 - side], line);
            size_t same = same_length(line, other);
            size_t from = same > BEFORE ? same - BEFORE : 0;
            if (!has_line(texts[1 - side], line)) {
                (void)snprintf(out, size, "%s %.*s ... %.*s; nearest ... %.*s",
                               side == 0 ? "missing" : "too much", (int)NAME, line, (int)SHOWN,
                               line + from, (int)SHOWN, other + from);
                return;
            }
        }
    }
}

/* ---- soundness ---- */

/* Each gives one row that says 'ok', or none. */
static const char *const checks[] = {
    "SELECT integrity_check FROM pragma_integrity_check",
    "SELECT 'a row of ' || \"table\" || ' points nowhere' FROM pragma_foreign_key_check",
};

/* Where there is a ledger: the counts of each crawl that has ended add up. */
static const char ledger[] =
    "SELECT 'the counts of run ' || run || ' do not add up' FROM run WHERE ended_at IS NOT "
    "NULL "
    "AND kind = 'crawl' AND seen <> fresh + changed + same + refused + failed + aside";

static bool is_checked(sqlite3 *db, const char *sql, char *why, size_t size) {
    sqlite3_stmt *rows = prepare(db, sql);
    const char *word = NULL;
    bool sound = rows != NULL;

    if (rows && sqlite3_step(rows) == SQLITE_ROW) {
        word = (const char *)sqlite3_column_text(rows, 0);
        sound = strcmp(word, "ok") == 0;
    }
    if (!sound) {
        (void)snprintf(why, size, "%s: %s", sql, word ? word : sqlite3_errmsg(db));
    }
    (void)sqlite3_finalize(rows);
    return sound;
}

static bool has_column(sqlite3 *db, const char *table, const char *column) {
    return sqlite3_table_column_metadata(db, NULL, table, column, NULL, NULL, NULL, NULL,
                                         NULL) == SQLITE_OK;
}

static bool is_index_whole(sqlite3 *db, char *why, size_t size) {
    static const char check[] =
        "INSERT INTO vacancy_search(vacancy_search, rank) VALUES('integrity-check', 1)";
    char *message = NULL;
    bool sound = sqlite3_exec(db, check, NULL, NULL, &message) == SQLITE_OK;

    if (!sound) {
        (void)snprintf(why, size, "the search index: %s", message ? message : "?");
    }
    sqlite3_free(message);
    return sound;
}

bool store_is_sound(const char *path, char *why, size_t size) {
    sqlite3 *db = NULL;
    struct stat info;
    bool sound = true;

    if (stat(path, &info) != 0 || info.st_size == 0) {
        return true;
    }
    if (open_database(&db, path) != SQLITE_OK) {
        (void)snprintf(why, size, "%s", sqlite3_errmsg(db));
        sound = false;
    }
    for (size_t i = 0; sound && i < sizeof checks / sizeof *checks; i++) {
        sound = is_checked(db, checks[i], why, size);
    }
    if (sound && has_column(db, "vacancy_search", NULL)) {
        sound = is_index_whole(db, why, size);
    }
    if (sound && has_column(db, "run", "aside")) {
        sound = is_checked(db, ledger, why, size);
    }
    (void)sqlite3_close(db);
    return sound;
}

/* ---- copies ---- */

static void copy_file(const char *from, const char *to) {
    char bytes[64 * 1024];
    FILE *in = fopen(from, "rb");
    FILE *out = in ? fopen(to, "wb") : NULL;
    size_t got = 0;

    while (out && (got = fread(bytes, 1, sizeof bytes, in)) > 0) {
        if (fwrite(bytes, 1, got, out) != got) {
            abort();
        }
    }
    if (out && fclose(out) != 0) {
        abort();
    }
    if (in) {
        (void)fclose(in);
    }
}

void store_copy(const char *from, const char *to) {
    /* Never the shared memory beside a log: it is made anew, and says what is no longer so. */
    static const char *const parts[] = {"", "-wal", "-journal"};
    char source[PATH_SIZE];
    char target[PATH_SIZE];

    (void)snprintf(target, sizeof target, "%s-shm", to);
    (void)unlink(target);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        (void)snprintf(source, sizeof source, "%s%s", from, parts[i]);
        (void)snprintf(target, sizeof target, "%s%s", to, parts[i]);
        (void)unlink(target);
        copy_file(source, target);
    }
}
