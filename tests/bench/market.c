/* tests/bench/market.c - what adverts pay, against the cost of reading them
 * SPDX-License-Identifier: MIT
 *
 * usage: market PROGRAM PAGES FOLDER ADVERTS
 *
 * A database of so many adverts is filled by SQL, their pay taken apart already, with as many
 * different employers, titles and places as a large store has. The floor is a bare scan of the
 * columns that a report needs, every one fetched. The report is the whole program from start to
 * end; its memory is the largest resident set. Rounds take turns and the median counts: seconds
 * on the wall. Taking a figure apart is measured against parsing the page that it stands on,
 * in seconds of the processor.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "parser/reader.h"
#include "pay/ask.h"
#include "pay/check.h"
#include "pipeline/offers.h"

enum { ROUNDS = 7, PAGES_MAX = 400, FIGURE_TIMES = 20 };

/* What it is held against: scans, MiB, hundredths of a page. */
static const double bar_report = 4;
static const double bar_memory = 64;
static const double bar_figure = 1;

static char database[4096];
static struct tables *tables;
static struct rules *rules;

static double seconds(clockid_t which) {
    struct timespec at;
    clock_gettime(which, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values) {
    qsort(values, ROUNDS, sizeof *values, compare);
    return values[ROUNDS / 2];
}

static void must(enum err err, const struct diag *diag, const char *what) {
    if (err) {
        fprintf(stderr, "%s: %s\n", what, diag->text);
        exit(1);
    }
}

static void verdict(const char *what, double value, double bar, const char *unit) {
    printf("  %-34s %8.2f %s, bar %.0f: %s\n", what, value, unit, bar,
           value <= bar ? "held" : "NOT HELD");
}

/* ---- the world --------------------------------------------------------------------------- */

/* A made-up number of a row, the same in each run: h * 48271 mod (2^31 - 1), as MINSTD. */
#define MIXED "((n * 48271 + 11) % 2147483647)"

static const char *const fill_statements[] = {
    "CREATE TEMP TABLE numbers (n INTEGER PRIMARY KEY, m INTEGER, base INTEGER)",
    "WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < :most) "
    "INSERT INTO numbers SELECT n, " MIXED ", CASE WHEN n % 10 = 0 THEN NULL ELSE "
    "2246500 + " MIXED " % 40 * 10350 END FROM count",
    "INSERT INTO vacancy (vacancy, key, first_seen, last_seen, source, title, employer, "
    "posted, "
    "salary_pro_rata) SELECT n, 'B' || n, 1770000000, 1770000000, 'nhsjobs', "
    "'Support Worker', 'Trust', '2026-03-01', 0 FROM numbers",
    "INSERT INTO asked (vacancy, rules, demands, words) SELECT n, :rules, x'', '' FROM numbers",
    "INSERT INTO offer_stamp (text) VALUES (:stamp)",
    "INSERT INTO offer (vacancy, offer_stamp, bands, nation, posted, posted_assumed, closes, "
    "base_min, "
    "base_max, "
    "shown_min, shown_max, hourly_min, hourly_max, verdict, zone, asks, scale_from, "
    "scale_status, flags, source, title, employer, town, region, key) "
    "SELECT n, (SELECT offer_stamp FROM offer_stamp), 1 << (2 + m % 4), "
    "CASE WHEN m % 9 = 0 THEN 'wales' ELSE 'england' END, "
    "date('2024-01-01', (m % 800) || ' days'), 0, "
    "date('2024-01-01', (m % 800 + 7 + m % 21) || ' days'), base, "
    "base + 104900, base + 104900 * (m % 3), base + 104900 * (1 + m % 3), base / 1955, "
    "(base + 104900) / 1955, CASE m % 5 WHEN 0 THEN 'old_scale' WHEN 1 THEN 'off_scale' ELSE "
    "'on_scale' END, CASE m % 7 WHEN 0 THEN 'inner' WHEN 1 THEN 'outer' WHEN 2 THEN 'fringe' "
    "END, CASE m % 4 WHEN 0 THEN 'nvq2' WHEN 1 THEN 'nvq3' WHEN 2 THEN 'experience' END, "
    "'2025-04-01', 'final', 0, 'nhsjobs', 'Healthcare Assistant, ward ' || (m % 20011), "
    "'Example University Hospitals NHS Foundation Trust ' || (m % 307), 'Town ' || (m % 1009), "
    "'Region ' || (m % 9), 'B' || n FROM numbers",
};

static void run_filling(sqlite3 *db, const char *sql, int most, const char *stamp) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
        exit(1);
    }
    (void)sqlite3_bind_int(statement, sqlite3_bind_parameter_index(statement, ":most"), most);
    (void)sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, ":stamp"), stamp,
                            -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(statement, sqlite3_bind_parameter_index(statement, ":rules"),
                            rules_version(rules), -1, SQLITE_STATIC);
    if (sqlite3_step(statement) != SQLITE_DONE) {
        fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
        exit(1);
    }
    sqlite3_finalize(statement);
}

static void fill(int most) {
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag = {0};
    sqlite3 *db = NULL;
    char stamp[OFFERS_STAMP_MAX];
    must(store_open(&store, database, &clock, &diag), &diag, "the database");
    store_close(store);
    offers_stamp(stamp, tables, rules);
    if (sqlite3_open_v2(database, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
        exit(1);
    }
    (void)sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    for (size_t i = 0; i < sizeof fill_statements / sizeof *fill_statements; i++) {
        run_filling(db, fill_statements[i], most, stamp);
    }
    (void)sqlite3_exec(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    sqlite3_close(db);
}

/* ---- the floor --------------------------------------------------------------------------- */

static double time_floor(int64_t adverts) {
    static const char sql[] =
        "SELECT bands, nation, posted, closes, base_min, base_max, shown_min, shown_max, "
        "hourly_min, hourly_max, verdict, zone, asks, title, employer, town, region "
        "FROM offer";
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t rows = 0;
    int64_t sum = 0;
    double from = seconds(CLOCK_MONOTONIC);
    if (sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(db));
        exit(1);
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            if (sqlite3_column_type(statement, i) == SQLITE_INTEGER) {
                sum += sqlite3_column_int64(statement, i);
            } else {
                const unsigned char *text = sqlite3_column_text(statement, i);
                sum += text ? text[0] + sqlite3_column_bytes(statement, i) : 0;
            }
        }
        rows++;
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    if (rows != adverts || sum == 0) {
        fprintf(stderr, "the database has %lld adverts\n", (long long)rows);
        exit(1);
    }
    return seconds(CLOCK_MONOTONIC) - from;
}

/* ---- the report -------------------------------------------------------------------------- */

/* What is asked: "--by employer", "--role NAME"; an option without a value has NULL for it. */
struct market_asking {
    const char *option;
    const char *value;
};

static double time_report(const char *program, const struct market_asking *asking,
                          double *mebibytes) {
    struct rusage used;
    int status = 0;
    double from = seconds(CLOCK_MONOTONIC);
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        (void)dup2(nothing, STDOUT_FILENO);
        (void)execl(program, program, "--quiet", "--db", database, "--today", "2026-03-02",
                    "market", asking->option, asking->value, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0) {
        fprintf(stderr, "%s market failed\n", program);
        exit(1);
    }
    *mebibytes = (double)used.ru_maxrss / 1024;
    return seconds(CLOCK_MONOTONIC) - from;
}

static void row_report(const char *program, const struct market_asking *asking, int adverts) {
    double floor[ROUNDS];
    double ours[ROUNDS];
    double most = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double mebibytes = 0;
        floor[i] = time_floor(adverts);
        ours[i] = time_report(program, asking, &mebibytes);
        most = mebibytes > most ? mebibytes : most;
    }
    double bare = median(floor);
    double whole = median(ours);
    printf("  %s %s: bare scan %.0f ms, report %.0f ms\n", asking->option,
           asking->value ? asking->value : "", bare * 1e3, whole * 1e3);
    verdict("a report", whole / bare, bar_report, "scans");
    verdict("memory", most, bar_memory, "MiB");
}

/* ---- a figure ---------------------------------------------------------------------------- */

static struct buf pages[PAGES_MAX];
static size_t page_count;

static void load_pages(const char *folder) {
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[4096];
        bool advert = strstr(names[i]->d_name, ".html") && names[i]->d_name[0] != 'r';
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (advert && page_count < PAGES_MAX) {
            buf_init(&pages[page_count], PAGE_SIZE_MAX);
            page_count += file_read(&pages[page_count], path, NULL) == ERR_NONE;
        }
        free(names[i]);
    }
    free(names);
}

/* Seconds for parsing a page, and for taking its pay apart; each figure many times, for one
 * takes less than a clock can tell. */
static void time_page(const struct buf *bytes, double *parsing, double *taking) {
    struct page page = {.file = "bench", .body = buf_span(bytes)};
    struct reader_options options = {0};
    struct readings readings = {0};
    struct arena arena;
    arena_init(&arena, ARENA_RUN_CAP);
    double from = seconds(CLOCK_PROCESS_CPUTIME_ID);
    (void)reader_read(&readings, &arena, &page, &options, NULL);
    double between = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (int i = 0; readings.count > 0 && i < FIGURE_TIMES; i++) {
        const struct pay_question question =
            ask_of_vacancy(&readings.at[0].as.vacancy, (struct date){2026, 11, 2});
        struct pay_check check;
        (void)check_pay(&check, &arena, tables, &question, NULL);
    }
    *taking += (seconds(CLOCK_PROCESS_CPUTIME_ID) - between) / FIGURE_TIMES;
    *parsing += between - from;
    arena_fini(&arena);
}

static void row_figure(void) {
    double parsing[ROUNDS] = {0};
    double taking[ROUNDS] = {0};
    for (int i = 0; i < ROUNDS; i++) {
        for (size_t k = 0; k < page_count; k++) {
            time_page(&pages[k], &parsing[i], &taking[i]);
        }
    }
    double parse = median(parsing);
    double take = median(taking);
    printf("  parsing a page %.3f ms, taking its figure apart %.4f ms (%zu pages)\n",
           parse * 1e3 / (double)page_count, take * 1e3 / (double)page_count, page_count);
    verdict("a figure", take / parse * 100, bar_figure, "hundredths of a page");
}

int main(int argc, char **argv) {
    /* For a role all titles are looked at, and its rules stay in memory meanwhile. */
    static const struct market_asking askings[] = {{"--json", NULL},
                                                   {"--by", "employer"},
                                                   {"--by", "title"},
                                                   {"--role", "healthcare_assistant"}};
    struct diag diag = {0};
    if (argc != 5) {
        fprintf(stderr, "usage: market PROGRAM PAGES FOLDER ADVERTS\n");
        return 2;
    }
    const int adverts = (int)strtol(argv[4], NULL, 10);
    (void)snprintf(database, sizeof database, "%s/market.db", argv[3]);
    must(tables_open(&tables, &diag), &diag, "tables");
    must(rules_open(&rules, NULL, &diag), &diag, "rules");
    load_pages(argv[2]);
    fill(adverts);
    printf("what %d adverts pay\n", adverts);
    for (size_t i = 0; i < sizeof askings / sizeof *askings; i++) {
        row_report(argv[1], &askings[i], adverts);
    }
    if (page_count > 0) {
        row_figure();
    }
    for (size_t i = 0; i < page_count; i++) {
        buf_fini(&pages[i]);
    }
    rules_close(rules);
    tables_close(tables);
    return 0;
}
