/* tests/cli/market.c - the command `market` on a small store, and its figures counted again
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

#define DAY "2026-03-02"
#define POUND "\xC2\xA3"

enum { ARENA_CAP = 64 * 1024 * 1024, ARGUMENTS_MAX = 20, MADE_UP = 60 };

static struct run_place place;
static char database[320];

/* ---- the store ---- */

/* Employers of ever fewer adverts. */
static const char *employer_of(int i) {
    return i % 2 == 0   ? "Alder NHS Trust"
           : i % 4 == 1 ? "BIRCH NHS TRUST"
           : i % 8 == 3 ? "Birch NHS Trust"
           : i < 56     ? "Cedar NHS Trust"
                        : "Elm NHS Trust";
}

static void write_advert(int i) {
    static const char *const pays[] = {POUND "24,937 to " POUND "26,598 a year",
                                       POUND "24,625 to " POUND "25,674 a year",
                                       POUND "13.20 an hour",
                                       "Competitive",
                                       POUND "29,485 to " POUND "31,415 a year (HCAS included)",
                                       POUND "25,111 a year",
                                       POUND "27,000 to " POUND "28,003 a year"};
    static const char *const asks[] = {"NVQ level 2 in Health and Social Care",
                                       "NVQ level 3 in Health and Social Care",
                                       "Experience of care work", "A kind manner"};
    char name[64];
    char text[1024];
    int len = snprintf(text, sizeof text,
                       "%s %d\nBand %d\nEmployer: %s\nLocation: %s\nSalary: %s\nDate posted: "
                       "%d January 2026\nClosing date: %d February 2026\nReference: R-%d\n\n"
                       "Person specification\n\nEssential\n- %s\n",
                       i % 3 ? "Healthcare Assistant" : "Support Worker", i % 5,
                       i % 7 == 1 ? 2 : 3, employer_of(i), i % 2 ? "Maidstone" : "Croydon",
                       pays[i % 7], 1 + i % 28, 1 + i * 5 % 28, i, asks[i % 4]);
    (void)snprintf(name, sizeof name, "made/%02d.txt", i);
    run_write(&place, name, text, (size_t)len);
}

static const char evil[] =
    "<!DOCTYPE html><html lang=\"en\"><head><title>Job Advert</title></head><body>"
    "<main id=\"maincontent\"><h1 id=\"heading\">=cmd|'/c calc'!A1 &lt;b&gt;</h1>"
    "<span id=\"employer_name\">+Westmarsh \x1b[31m&amp; \xE2\x80\xAE Trust</span>"
    "<p id=\"closing_date\">The closing date is 30 November 2026</p>"
    "<p id=\"date_posted\">02 February 2026</p><p id=\"payscheme-band\">Band 4</p>"
    "<p id=\"range_salary\">" POUND "27,485 to " POUND "30,162 a year</p>"
    "<p id=\"job_reference_number\">WM-1</p>"
    "<p id=\"job_description_large\">Helping people at home.</p></main></body></html>";

static void start(void) {
    place = run_place_make();
    (void)snprintf(database, sizeof database, "%s/s.db", place.folder);
}

static void fill(void) {
    start();
    cr_assert_eq(mkdir(run_path(&place, "made"), 0700), 0);
    for (int i = 0; i < MADE_UP; i++) {
        write_advert(i);
    }
    run_write(&place, "made/evil.html", evil, sizeof evil - 1);
    struct run_result run = RUN(&place, "--quiet", "--db", database, "--today", DAY, "add",
                                run_path(&place, "made"), place_of("cli/demo"));
    cr_assert(run.status == 0 || run.status == 3, "%d %s", run.status, run.err);
    run_result_free(&run);
}

static void stop(void) { run_place_remove(&place); }

TestSuite(market_command, .init = fill, .fini = stop);
TestSuite(market_empty, .init = start, .fini = stop);

static struct run_result market_with(const char *const *more) {
    const char *arguments[ARGUMENTS_MAX] = {"--quiet", "--db", database,
                                            "--today", DAY,    "market"};
    size_t at = 6;
    for (size_t i = 0; more[i]; i++) {
        arguments[at++] = more[i];
    }
    return run_program(&place, NULL, arguments);
}

#define MARKET(...) market_with((const char *const[]){__VA_ARGS__, NULL})

/* Runs, and looks for the words in what came out, on one stream or the other. */
static void expect(struct run_result result, int status, const char *words) {
    cr_expect_eq(result.status, status, "%d: %s%s", result.status, result.out, result.err);
    cr_expect(strstr(result.out, words) || strstr(result.err, words), "no \"%s\" in: %s%s",
              words, result.out, result.err);
    run_result_free(&result);
}

static json_t *json_of(struct run_result run) {
    json_error_t error;
    json_t *object = json_loads(run.out, JSON_DISABLE_EOF_CHECK, &error);
    cr_assert_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_assert_not_null(object, "%s in %s", error.text, run.out);
    run_result_free(&run);
    return object;
}

static long long number_of(const json_t *object, const char *key) {
    return (long long)json_integer_value(json_object_get(object, key));
}

/* ---- counting again, in SQL ---- */

/* The rows of a table, as texts: what a spreadsheet has. */
static sqlite3 *load_rows(const struct run_result *run) {
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    struct arena arena;
    struct csv csv = {0};
    struct diag diag = {0};
    struct strings cells = {0};
    bool more = false;
    arena_init(&arena, ARENA_CAP);
    cr_assert_eq(
        csv_open(&csv, &arena, "rows", (struct span){run->out, run->out_size}, ',', &diag),
        ERR_NONE, "%s", diag.text);
    cr_assert_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    (void)sqlite3_exec(db,
                       "CREATE TABLE rows (employer, basic, advertised, hourly, verdict, asks, "
                       "posted, closes, counted, bands, title)",
                       NULL, NULL, NULL);
    cr_assert_eq(sqlite3_prepare_v2(db,
                                    "INSERT INTO rows VALUES (?1, round(?2 * 100), round(?3 * "
                                    "100), round(?4 * 100), ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                                    -1, &insert, NULL),
                 SQLITE_OK);
    while (csv_next(&csv, &arena, &cells, &more, &diag) == ERR_NONE && more) {
        static const char *const names[] = {"employer", "basic", "advertised", "hourly",
                                            "verdict",  "asks",  "posted",     "closes",
                                            "counted",  "bands", "title"};
        for (int i = 0; i < 11; i++) {
            const char *cell = csv_cell(&csv, &cells, names[i]);
            cr_assert_not_null(cell, "no column %s", names[i]);
            (void)sqlite3_bind_text(insert, i + 1, *cell ? cell : NULL, -1, SQLITE_TRANSIENT);
        }
        cr_assert_eq(sqlite3_step(insert), SQLITE_DONE);
        (void)sqlite3_reset(insert);
    }
    cr_expect_eq(diag.err, ERR_NONE, "%s", diag.text);
    (void)sqlite3_finalize(insert);
    arena_fini(&arena);
    return db;
}

/* A number, or -1 for NULL. */
static long long ask(sqlite3 *db, const char *sql, const char *name) {
    sqlite3_stmt *statement = NULL;
    long long value = -1;
    cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK, "%s: %s", sql,
                 sqlite3_errmsg(db));
    (void)sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    if (sqlite3_step(statement) == SQLITE_ROW &&
        sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        value = sqlite3_column_int64(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return value;
}

#define COUNTED "counted = 'yes' AND (?1 IS NULL OR employer = ?1 COLLATE NOCASE)"

/* The percentile between two ranks in proportion, by window functions, halves up. */
static long long quantile(sqlite3 *db, const char *column, int permille, const char *name) {
    char sql[1024];
    (void)snprintf(
        sql, sizeof sql,
        "WITH s AS (SELECT CAST(%s AS INTEGER) AS v, row_number() OVER (ORDER BY %s) "
        "- 1 AS r, count(*) OVER () AS n FROM rows WHERE %s IS NOT NULL AND " COUNTED
        "), at AS (SELECT (n - 1) * %d AS p FROM s LIMIT 1), low AS (SELECT v FROM "
        "s, at WHERE r = p / 1000), high AS (SELECT v FROM s, at WHERE r = (p + 999) "
        "/ 1000) SELECT (low.v * 1000 + (high.v - low.v) * (p %% 1000) + 500) / 1000 "
        "FROM low, high, at",
        column, column, column, permille);
    return ask(db, sql, name);
}

/* The rank of the interval's lower end: at most that many heads in n throws come at most 2.5
 * times in a hundred; above 60 by the square that the manual gives. Below 0: there is none. */
static long long rank_of(long long n) {
    long double all = 0;
    long double one = 1; /* n over k */
    long long low = -1;
    while (n > 60 && (n - 1 - 2 * (low + 1)) > 0 &&
           (long double)(n - 1 - 2 * (low + 1)) * (long double)(n - 1 - 2 * (low + 1)) >=
               3.841459L * (long double)n) {
        low++;
    }
    for (long long k = 0; n <= 60 && k < n; k++) {
        all += one;
        if (all * 1000 > 25 * powl(2, (long double)n)) {
            break;
        }
        low = k;
        one = one * (long double)(n - k) / (long double)(k + 1);
    }
    return low;
}

/* The value of a rank, -1 where there is none. */
static long long value_at(sqlite3 *db, const char *column, long long rank, const char *name) {
    char sql[512];
    (void)snprintf(sql, sizeof sql,
                   "SELECT CAST(%s AS INTEGER) FROM rows WHERE %s IS NOT NULL AND " COUNTED
                   " ORDER BY %s LIMIT 1 OFFSET %lld",
                   column, column, column, rank);
    return rank < 0 ? -1 : ask(db, sql, name);
}

/* What the report says, in pence; -1 for null. */
static long long pence_of(const json_t *spread, const char *key) {
    const json_t *value = json_object_get(spread, key);
    cr_assert_not_null(value, "no %s", key);
    return json_is_null(value) ? -1 : llround(json_number_value(value) * 100);
}

static void expect_spread(sqlite3 *db, const json_t *group, const char *column,
                          const char *name) {
    static const struct {
        const char *key;
        int permille;
    } rows[] = {{"p10", 100}, {"q1", 250}, {"median", 500}, {"q3", 750}, {"p90", 900}};
    const json_t *spread = json_object_get(group, column);
    char sql[256];
    (void)snprintf(sql, sizeof sql,
                   "SELECT count(*) FROM rows WHERE %s IS NOT NULL AND " COUNTED, column);
    const long long n = ask(db, sql, name);
    cr_expect_eq(number_of(spread, "n"), n, "%s %s", name, column);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const long long expected = n < 10 ? -1 : quantile(db, column, rows[i].permille, name);
        cr_expect_eq(pence_of(spread, rows[i].key), expected, "%s %s %s: %lld, not %lld", name,
                     column, rows[i].key, pence_of(spread, rows[i].key), expected);
    }
    const long long low = n < 10 ? -1 : rank_of(n);
    const long long ends[] = {value_at(db, column, low, name),
                              value_at(db, column, low < 0 ? -1 : n - 1 - low, name)};
    cr_expect_eq(pence_of(spread, "low"), ends[0], "%s %s of %lld: low", name, column, n);
    cr_expect_eq(pence_of(spread, "high"), ends[1], "%s %s of %lld: high", name, column, n);
    const json_t *points = json_object_get(spread, "points");
    cr_expect_eq(json_array_size(points), n >= 5 && n < 10 ? (size_t)n : 0, "%s %s", name,
                 column);
    for (size_t i = 0; i < json_array_size(points); i++) {
        cr_expect_eq(llround(json_number_value(json_array_get(points, i)) * 100),
                     value_at(db, column, (long long)i, name), "%s %s", name, column);
    }
}

static void expect_counts(sqlite3 *db, const json_t *group, const char *member,
                          const char *column, const char *name) {
    const char *word = NULL;
    json_t *count = NULL;
    long long sum = 0;
    json_object_foreach(json_object_get(group, member), word, count) {
        char sql[256];
        (void)snprintf(
            sql, sizeof sql,
            "SELECT count(*) FROM rows WHERE coalesce(%s, 'not_known') = '%s' AND " COUNTED,
            column, word);
        if (strcmp(word, "not_taken_apart") != 0) {
            cr_expect_eq(json_integer_value(count), ask(db, sql, name), "%s %s", member, word);
        }
        sum += json_integer_value(count);
    }
    cr_expect_eq(sum, number_of(group, "adverts"), "%s of %s", member, name);
}

static void expect_group(sqlite3 *db, const json_t *group, const char *name) {
    cr_expect_eq(number_of(group, "adverts"),
                 ask(db, "SELECT count(*) FROM rows WHERE " COUNTED, name), "%s", name);
    cr_expect_eq(number_of(group, "with_pay"),
                 ask(db, "SELECT count(basic) FROM rows WHERE " COUNTED, name), "%s", name);
    expect_spread(db, group, "basic", name);
    expect_spread(db, group, "advertised", name);
    expect_spread(db, group, "hourly", name);
    expect_counts(db, group, "verdicts", "verdict", name);
    expect_counts(db, group, "asks", "asks", name);
}

Test(market_command, recomputes_from_its_rows) {
    struct run_result rows = MARKET("--band", "3", "--rows", "--csv");
    json_t *report = json_of(MARKET("--band", "3", "--by", "employer", "--json"));
    sqlite3 *db = load_rows(&rows);
    const json_t *groups = json_object_get(report, "groups");
    cr_assert_eq(rows.status, 0, "%s", rows.err);
    cr_expect_gt(number_of(json_object_get(report, "all"), "adverts"), 50);
    expect_group(db, json_object_get(report, "all"), NULL);
    cr_expect_geq(json_array_size(groups), 5);
    bool seen[3] = {false}; /* none shown, single amounts, all of it */
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *group = json_array_get(groups, i);
        const char *name = json_string_value(json_object_get(group, "name"));
        const long long n = number_of(group, "with_pay");
        seen[n < 5 ? 0 : n < 10 ? 1 : 2] = true;
        if (name) {
            expect_group(db, group, name);
        }
    }
    cr_expect(seen[0] && seen[1] && seen[2], "groups of all sizes are needed");
    (void)sqlite3_close(db);
    json_decref(report);
    run_result_free(&rows);
}

Test(market_command, recomputes_the_time_to_closing) {
    struct run_result rows = MARKET("--rows", "--csv");
    json_t *report = json_of(MARKET("--json"));
    sqlite3 *db = load_rows(&rows);
    const json_t *closing = json_object_get(json_object_get(report, "all"), "closing_days");
    (void)sqlite3_exec(db,
                       "ALTER TABLE rows ADD COLUMN gap; UPDATE rows SET gap = "
                       "(julianday(closes) - julianday(posted)) * 10; UPDATE rows SET gap = "
                       "NULL WHERE gap < 0",
                       NULL, NULL, NULL);
    cr_expect_eq(number_of(closing, "n"), ask(db, "SELECT count(gap) FROM rows", NULL));
    cr_expect_eq(llround(json_number_value(json_object_get(closing, "median")) * 10),
                 quantile(db, "gap", 500, NULL));
    (void)sqlite3_close(db);
    json_decref(report);
    run_result_free(&rows);
}

Test(market_command, recomputes_the_bands_of_titles) {
    struct run_result rows = MARKET("--by", "title", "--band", "3", "--rows", "--csv");
    json_t *report = json_of(MARKET("--by", "title", "--band", "3", "--json"));
    sqlite3 *db = load_rows(&rows);
    const json_t *titles = json_object_get(report, "titles");
    long long of_two = 0;
    for (size_t i = 0; i < json_array_size(titles); i++) {
        const json_t *title = json_array_get(titles, i);
        const char *name = json_string_value(json_object_get(title, "title"));
        const long long two = number_of(json_object_get(title, "bands"), "2");
        cr_expect_eq(
            number_of(title, "adverts"),
            ask(db, "SELECT count(*) FROM rows WHERE title = ?1 COLLATE NOCASE", name));
        cr_expect_eq(two,
                     ask(db,
                         "SELECT count(*) FROM rows WHERE title = ?1 COLLATE NOCASE AND bands "
                         "= '2' AND counted = 'no'",
                         name));
        of_two += two;
    }
    cr_expect_gt(of_two, 0, "band 2 is seen though band 3 was asked for");
    cr_expect_eq(number_of(json_object_get(report, "all"), "adverts"),
                 ask(db, "SELECT count(*) FROM rows WHERE counted = 'yes'", NULL));
    (void)sqlite3_close(db);
    json_decref(report);
    run_result_free(&rows);
}

/* ---- what is said ---- */

static void expect_narrow(const struct run_result *run) {
    struct span rest = {run->out, run->out_size};
    struct span line;
    while (span_next_line(&rest, &line)) {
        cr_expect(utf8_width(line) <= 80, "%.*s", SPAN_FMT(line));
    }
}

Test(market_command, prints_a_report_of_eighty_columns) {
    static const char *const by[] = {"employer", "region",  "place", "month",
                                     "zone",     "verdict", "title"};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        struct run_result run = MARKET("--by", by[i], "--offer", "24500");
        expect_narrow(&run);
        cr_expect_not_null(strstr(run.out, "95 % interval"), "%s", run.out);
        cr_expect_not_null(strstr(run.out, "What the figures mean"), "%s", run.out);
        cr_expect_not_null(strstr(run.out, "the same post advertised"), "to the end: %s",
                           run.out);
        cr_expect_null(strchr(run.out, '\x1b'));
        run_result_free(&run);
    }
    struct run_result rows = MARKET("--rows");
    expect_narrow(&rows);
    cr_expect_null(strchr(rows.out, '\x1b'));
    cr_expect_null(strstr(rows.out, "\xE2\x80\xAE"));
    run_result_free(&rows);
}

Test(market_command, prints_ascii_where_asked) {
    struct run_result run = MARKET("--ascii", "--by", "employer");
    for (size_t i = 0; i < run.out_size; i++) {
        cr_assert((unsigned char)run.out[i] < 0x80, "%s", run.out);
    }
    expect_narrow(&run);
    run_result_free(&run);
}

Test(market_command, says_where_an_offer_stands) {
    json_t *report = json_of(MARKET("--band", "3", "--offer", "24,500", "--json"));
    const json_t *stand = json_object_get(report, "stand");
    cr_expect_eq(number_of(json_object_get(report, "question"), "offer"), 24500);
    cr_expect_eq(number_of(stand, "n"), number_of(json_object_get(report, "all"), "with_pay"));
    cr_expect_eq(number_of(stand, "below") + number_of(stand, "equal") +
                     number_of(stand, "above"),
                 number_of(stand, "n"));
    json_decref(report);
    expect(MARKET("--band", "3", "--offer", POUND "24,500 a year"), 0, "would be above");
    expect(MARKET("--band", "3", "--offer", "12.80 an hour"), 0, POUND "25,028.57 a year");
    expect(MARKET("--band", "4", "--offer", "24500"), 0, "too few");
    expect(MARKET("--band", "3", "--offer", "10000.50", "--csv"), 0, ",10000.50,0,0,\r\n");
    expect(MARKET("--band", "4", "--offer", "24500", "--csv"), 0, ",24500,,,\r\n");
    expect(MARKET("--offer", "lots"), 2, "expected one amount");
    expect(MARKET("--offer", "20,000 to 30,000"), 2, "expected one amount");
}

Test(market_command, takes_an_offer_by_the_unit_that_it_says) {
    static const char *const refused[] = {
        "30000 london", "24500 a month", "12.80",        "24500 a year plus bonus",
        "about 24500",  "24500 24600",   "a year 24500", "12.80 a year",
        "-24500",       "24,500 x",      "2450O",        "2042 a month pro rata"};
    static const struct {
        const char *text;
        const char *annual;
    } rows[] = {{"24500 pa", "\"offer\":24500}"},
                {"24.5k", "\"offer\":24500}"},
                {POUND "24,500 per annum", "\"offer\":24500}"},
                {"2,042 a month", "\"offer\":24504}"},
                {"500 a week", "\"offer\":26071.42}"},
                {"12.80 an hour", "\"offer\":25028.57}"}};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct run_result run = MARKET("--offer", refused[i]);
        cr_expect_eq(run.status, 2, "%s: %s", refused[i], run.out);
        cr_expect_not_null(strstr(run.err, "expected one amount"), "%s", run.err);
        run_result_free(&run);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect(MARKET("--offer", rows[i].text, "--json"), 0, rows[i].annual);
    }
}

Test(market_command, never_writes_over_its_database) {
    static const char *const options[] = {"--svg", "--html", "--xlsx"};
    static const char *const names[] = {"s.db",     "./s.db",      "link",
                                        "hard",     "s.db-wal",    "s.db-shm",
                                        "link-wal", "linked/s.db", "s.db-journal"};
    char other[320];
    size_t size = 0;
    cr_assert_eq(symlink("s.db", run_path(&place, "link")), 0);
    cr_assert_eq(symlink(".", run_path(&place, "linked")), 0);
    (void)snprintf(other, sizeof other, "%s/link", place.folder);
    cr_assert_eq(link(database, run_path(&place, "hard")), 0);
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            struct run_result run = RUN(&place, "--quiet", "--db", other, "market", options[i],
                                        run_path(&place, names[k]));
            cr_expect_eq(run.status, 2, "%s %s: %s", options[i], names[k], run.err);
            run_result_free(&run);
        }
        expect(MARKET(options[i], database), 2, "this is the database itself");
    }
    char *text = run_read(database, &size);
    cr_expect(size > 16 && memcmp(text, "SQLite format 3", 16) == 0);
    free(text);
    expect(MARKET("--json"), 0, "shortlist.market/1");
}

Test(market_empty, does_not_take_the_place_of_a_database_to_come) {
    const char *path = run_path(&place, "data/shortlist/shortlist.db");
    expect(MARKET("--html", database), 2, "database itself");
    cr_expect_neq(access(database, F_OK), 0);
    expect(RUN(&place, "--quiet", "--db", path, "market", "--html", path), 2,
           "database itself");
    cr_expect_neq(access(path, F_OK), 0);
}

Test(market_command, writes_one_thing_into_a_file) {
    char one[320];
    char same[320];
    (void)snprintf(one, sizeof one, "%s/one", place.folder);
    (void)snprintf(same, sizeof same, "%s/./one", place.folder);
    expect(MARKET("--svg", one, "--html", same), 2, "--svg and --html name the same file");
    expect(MARKET("--svg", one, "--xlsx", same), 2, "--svg and --xlsx name the same file");
    expect(MARKET("--html", one, "--xlsx", one), 2, "--html and --xlsx name the same file");
    cr_expect_neq(access(one, F_OK), 0, "nothing was written");
}

Test(market_command, prints_as_many_rows_as_asked) {
    struct run_result run = RUN(&place, "--db", database, "--today", DAY, "market", "--rows",
                                "--csv", "--limit", "2");
    size_t lines = 0;
    for (const char *at = run.out; (at = strstr(at, "\r\n")); at += 2) {
        lines++;
    }
    cr_expect_eq(lines, 3, "%s", run.out);
    cr_expect_not_null(strstr(run.err, "more adverts are not printed"), "%s", run.err);
    run_result_free(&run);
    run = MARKET("--rows", "--json", "--limit", "1");
    cr_expect_eq(strchr(run.out, '\n'), run.out + run.out_size - 1, "%s", run.out);
    run_result_free(&run);
    run = MARKET("--rows", "--csv", "--limit", "0");
    struct run_result all = MARKET("--rows", "--csv");
    cr_expect_str_eq(run.out, all.out);
    run_result_free(&run);
    run_result_free(&all);
}

static void change(const char *sql) {
    sqlite3 *db = NULL;
    cr_assert_eq(sqlite3_open(database, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK, "%s", sqlite3_errmsg(db));
    (void)sqlite3_close(db);
}

/* Of all bands another title is the first. */
Test(market_command, keeps_the_bands_of_a_title_that_is_cut) {
    struct run_result run = MARKET("--json");
    run_result_free(&run);
    change("UPDATE offer SET title = 'Omega', bands = 16; UPDATE offer SET title = 'Alpha', "
           "bands = 8 WHERE offer IN (SELECT offer FROM offer ORDER BY offer LIMIT 5); UPDATE "
           "offer SET bands = 8 WHERE offer = (SELECT max(offer) FROM offer)");
    const char *bands = "Alpha,5,";
    run = MARKET("--limit", "1", "--band", "3", "--by", "title", "--csv");
    const char *row = strstr(run.out, bands);
    cr_assert_not_null(row, "%s", run.out);
    cr_expect_not_null(strstr(row, ",3: 5,"), "%s", row);
    run_result_free(&run);
}

Test(market_command, lives_with_a_title_of_megabytes) {
    static const char *const ways[] = {"--json", "--csv", "--ascii", "--rows"};
    struct run_result run = MARKET("--json");
    run_result_free(&run);
    change(
        "UPDATE offer SET title = replace(hex(zeroblob(1500000)), '00', 'ab ') WHERE offer = "
        "(SELECT min(offer) FROM offer)");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        run = MARKET("--by", "title", ways[i]);
        cr_expect_eq(run.status, 0, "%s: %.200s", ways[i], run.err);
        run_result_free(&run);
    }
    expect(MARKET("--role", "str", "--json"), 0, "shortlist.market/1");
    expect(MARKET("--by", "title", "--html", run_path(&place, "long.html"), "--svg",
                  run_path(&place, "long.svg")),
           0, "What the figures mean");
    expect(MARKET("--rows", "--json"), 0, "shortlist.market_row/1");
    expect(MARKET("--rows", "--csv"), 0, "key,dataset");
}

Test(market_command, helps_with_what_was_misspelt) {
    expect(MARKET("--by", "emploer"), 2, "did you mean employer?");
    expect(MARKET("--by", "colour"), 2, "expected employer, region, place");
    expect(MARKET("--nation", "scotlnd"), 2, "did you mean scotland?");
    expect(MARKET("--role", "sttr"), 2, "no role is called");
    expect(MARKET("--rws"), 2, "did you mean --rows?");
    expect(MARKET("--json", "--csv"), 2, "do not go together");
    expect(MARKET("--since", "soon"), 2, "a date such as");
    expect(MARKET("--svg", "/nowhere/at/all.svg"), 1, "/nowhere/at/all.svg");
}

Test(market_command, takes_since_and_nation) {
    json_t *all = json_of(MARKET("--json"));
    json_t *late = json_of(MARKET("--json", "--since", "2026-01-15", "--nation", "england"));
    const long long few = number_of(json_object_get(late, "all"), "adverts");
    cr_expect_lt(few, number_of(json_object_get(all, "all"), "adverts"));
    cr_expect_gt(few, 0);
    cr_expect_str_geq(json_string_value(json_object_get(late, "first_posted")), "2026-01-15");
    json_decref(all);
    json_decref(late);
}

Test(market_command, takes_the_titles_of_a_role) {
    json_t *report = json_of(MARKET("--role", "str", "--json"));
    const json_t *titles = json_object_get(report, "titles");
    cr_expect_gt(json_array_size(titles), 0);
    for (size_t i = 0; i < json_array_size(titles); i++) {
        const char *title =
            json_string_value(json_object_get(json_array_get(titles, i), "title"));
        cr_expect_not_null(strstr(title, "ecovery"), "%s", title);
    }
    json_decref(report);
}

Test(market_command, says_how_many_groups_are_left_out) {
    json_t *report = json_of(MARKET("--by", "title", "--limit", "2", "--json"));
    cr_expect_eq(json_array_size(json_object_get(report, "groups")), 2);
    cr_expect_gt(number_of(report, "group_total"), 2);
    json_decref(report);
    expect(MARKET("--by", "title", "--limit", "2"), 0, "more groups are not shown");
}

static void expect_cell(const struct csv *csv, const struct strings *cells, const char *column,
                        const char *member, const json_t *value) {
    char name[64];
    (void)snprintf(name, sizeof name, "%s%s%s", column, member ? "_" : "",
                   member ? member : "");
    const char *cell = csv_cell(csv, cells, name);
    cr_assert_not_null(cell, "no column %s", name);
    cr_assert_not_null(value, "no %s", name);
    cr_expect_eq(*cell ? llround(strtod(cell, NULL) * 100) : -1,
                 json_is_null(value) ? -1 : llround(json_number_value(value) * 100), "%s: %s",
                 name, cell);
}

/* "24625; 24937" */
static void expect_points(const char *cell, const json_t *points) {
    size_t i = 0;
    cr_assert_not_null(cell);
    for (char *end; *cell; cell = *end ? end + 2 : end, i++) {
        const json_t *point = json_array_get(points, i);
        cr_expect_eq(llround(strtod(cell, &end) * 100),
                     llround(json_number_value(point) * 100));
        cr_assert(*end == '\0' || strncmp(end, "; ", 2) == 0, "%s", cell);
    }
    cr_expect_eq(i, json_array_size(points));
}

static void expect_row(const struct csv *csv, const struct strings *cells,
                       const json_t *group) {
    static const char *const kinds[] = {"basic", "advertised", "hourly"};
    static const char *const words[][2] = {{"verdict", "verdicts"}, {"asks", "asks"}};
    const char *key = NULL;
    json_t *value = NULL;
    expect_cell(csv, cells, "adverts", NULL, json_object_get(group, "adverts"));
    expect_cell(csv, cells, "with_pay", NULL, json_object_get(group, "with_pay"));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        json_object_foreach(json_object_get(group, kinds[i]), key, value) {
            char points[64];
            (void)snprintf(points, sizeof points, "%s_points", kinds[i]);
            if (json_is_array(value)) {
                expect_points(csv_cell(csv, cells, points), value);
            } else {
                expect_cell(csv, cells, kinds[i], key, value);
            }
        }
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        json_object_foreach(json_object_get(group, words[i][1]), key, value) {
            expect_cell(csv, cells, words[i][0], key, value);
        }
    }
    value = json_object_get(group, "closing_days");
    expect_cell(csv, cells, "closing_n", NULL, json_object_get(value, "n"));
    expect_cell(csv, cells, "closing_days", NULL, json_object_get(value, "median"));
}

Test(market_command, has_the_same_figures_in_a_table) {
    struct run_result run = MARKET("--by", "employer", "--csv");
    json_t *report = json_of(MARKET("--by", "employer", "--json"));
    struct arena arena;
    struct csv csv = {0};
    struct strings cells = {0};
    bool more = false;
    size_t count = 0;
    size_t with_points = 0;
    arena_init(&arena, ARENA_CAP);
    cr_assert_eq(csv_open(&csv, &arena, "out", (struct span){run.out, run.out_size}, ',', NULL),
                 ERR_NONE);
    while (csv_next(&csv, &arena, &cells, &more, NULL) == ERR_NONE && more) {
        const json_t *group =
            count == 0 ? json_object_get(report, "all")
                       : json_array_get(json_object_get(report, "groups"), count - 1);
        expect_row(&csv, &cells, group);
        const char *points = csv_cell(&csv, &cells, "basic_points");
        with_points += points && *points;
        count++;
    }
    cr_expect_eq(count, json_array_size(json_object_get(report, "groups")) + 1);
    cr_expect_gt(with_points, 0, "a group of five to nine is needed");
    arena_fini(&arena);
    json_decref(report);
    run_result_free(&run);
}

Test(market_command, runs_nothing_that_an_advert_says) {
    expect(MARKET("--band", "4", "--rows", "--csv"), 0, ",'=cmd|'/c calc'!A1");
    expect(MARKET("--band", "4", "--by", "title", "--csv"), 0, ",'=cmd|");
    struct run_result run =
        MARKET("--band", "4", "--by", "title", "--html", run_path(&place, "m.html"), "--svg",
               run_path(&place, "m.svg"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
    for (int i = 0; i < 2; i++) {
        size_t size = 0;
        char *text = run_read(run_path(&place, i ? "m.html" : "m.svg"), &size);
        cr_expect_gt(size, 1000);
        cr_expect_null(strstr(text, "A1 <b>"));
        cr_expect_null(strchr(text, '\x1b'));
        free(text);
    }
}

Test(market_command, gives_single_amounts_lines_of_their_own) {
    struct run_result run = MARKET("--band", "3", "--by", "employer");
    struct span rest = {run.out, run.out_size};
    struct span line;
    size_t lines = 0;
    while (span_next_line(&rest, &line)) {
        const size_t at = span_find(line, SPAN("single amounts: "), 0);
        lines += at != SIZE_MAX;
        cr_expect(at == SIZE_MAX || span_starts(line, "    single amounts: " POUND), "%.*s",
                  SPAN_FMT(line));
    }
    cr_expect_geq(lines, 3, "basic pay, as advertised and by the hour: %s", run.out);
    run_result_free(&run);
}

Test(market_command, says_what_an_offer_is_an_hour_and_on_the_scale) {
    struct run_result run = MARKET("--band", "3", "--offer", "20000");
    for (char *c = run.out; *c; c++) {
        *c = *c == '\n' ? ' ' : *c;
    }
    cr_expect_not_null(strstr(run.out,
                              "It is " POUND "10.23 an hour at 37.5 hours a week, below "
                              "the living wage of " POUND),
                       "%s", run.out);
    cr_expect_not_null(strstr(run.out, "it stands below the entry point of band 3, " POUND),
                       "%s", run.out);
    run_result_free(&run);
    expect(MARKET("--band", "3", "--offer", "20000", "--json"), 0, "\"hourly\":10.23,");
}

Test(market_command, says_that_files_are_written) {
    const char *path = run_path(&place, "told.svg");
    struct run_result run =
        RUN(&place, "--db", database, "--today", DAY, "market", "--svg", path);
    cr_expect_not_null(strstr(run.err, "told.svg is written"), "%s", run.err);
    run_result_free(&run);
    run = MARKET("--svg", path);
    cr_expect_null(strstr(run.err, "written"), "%s", run.err);
    run_result_free(&run);
}

Test(market_command, takes_a_dash_for_standard_output) {
    struct run_result run = MARKET("--svg", "-");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect(run.out && strncmp(run.out, "<?xml", 5) == 0, "%s", run.out);
    cr_expect_not_null(strstr(run.out, "</svg>\n"));
    cr_expect_null(strstr(run.out, "What the figures mean"), "a drawing alone");
    run_result_free(&run);
    expect(MARKET("--html", "-"), 0, "</html>");
    expect(MARKET("--html", "-", "--svg", "-"), 2, "one thing alone");
    expect(MARKET("--svg", "-", "--json"), 2, "one thing alone");
    expect(MARKET("--svg", "-", "--rows"), 2, "one thing alone");
    expect(MARKET("--xlsx", "-"), 2, "a workbook goes into a file");
    cr_expect_neq(access("-", F_OK), 0, "a file of that name was made");
}

/* ---- data sets ---- */

static const char dataset_sql[] =
    "INSERT INTO dataset (dataset, name, kind, attribution, at) VALUES (1, 'past.csv', "
    "'nhsbsa', 'Contains made-up public data.', 1); INSERT INTO dataset (dataset, name, kind, "
    "attribution, at) VALUES (2, 'PAST.csv', 'nhsbsa', 'Never used.', 1); INSERT OR IGNORE "
    "INTO offer_stamp (text) VALUES ('x'); INSERT INTO offer (dataset, offer_stamp, bands, "
    "nation, posted, posted_assumed, base_min, base_max, shown_min, shown_max, flags, key) "
    "SELECT 1, 1, 1 << 9, "
    "'wales', '2024-05-01', 0, 5000000 + value, 5000000 + value, 5000000, 5000000, 0, value "
    "FROM "
    "json_each('[1,2,3,4,5,6,7,8,9,10,11]')";

Test(market_command, names_the_data_sets_wherever_their_figures_go) {
    sqlite3 *db = NULL;
    static const char sentence[] = "Contains made-up public data.";
    struct run_result first = MARKET("--json"); /* brings the database up to date */
    cr_expect_null(strstr(first.out, sentence));
    run_result_free(&first);
    cr_assert_eq(sqlite3_open(database, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, dataset_sql, NULL, NULL, NULL), SQLITE_OK, "%s",
                 sqlite3_errmsg(db));
    (void)sqlite3_close(db);
    expect(MARKET("--band", "8b"), 0, sentence);
    expect(MARKET("--band", "8b"), 0, "was taken apart with other tables");
    first = MARKET("--band", "8b", "--json");
    cr_expect_null(strstr(first.out, "Never used."), "another name: %s", first.out);
    run_result_free(&first);
    expect(MARKET("--band", "8b", "--json"), 0, sentence);
    expect(MARKET("--band", "8b", "--json"), 0, "\"current\":false");
    expect(MARKET("--band", "8b", "--csv"), 0, sentence);
    expect(MARKET("--band", "8b", "--rows"), 0, sentence);
    expect(MARKET("--band", "8b", "--rows", "--csv"), 0, sentence);
    expect(MARKET("--band", "8b", "--rows", "--json"), 0, sentence);
    struct run_result run = MARKET("--band", "3", "--json");
    cr_expect_null(strstr(run.out, sentence), "no row of it was counted");
    run_result_free(&run);
}

/* ---- nothing ---- */

Test(market_empty, says_what_to_do_next) {
    expect(MARKET("--json"), 1, "`shortlist crawl` and `shortlist add` make one");
    expect(RUN(&place, "--quiet", "market"), 0, "`shortlist crawl` fetches some");
    expect(RUN(&place, "--quiet", "market", "--fail-empty"), 4, "there are no adverts");
    expect(RUN(&place, "--quiet", "market", "--csv"), 0, "by,group,adverts,with_pay");
    expect(RUN(&place, "--quiet", "market", "--json"), 0, "\"adverts\":0");
}

Test(market_command, says_that_nothing_fits) {
    expect(MARKET("--band", "9"), 0, "no advert in the database is of what was asked for");
    expect(MARKET("--band", "9", "--fail-empty"), 4, "fewer filters");
    expect(MARKET("--band", "9", "--rows", "--csv"), 0, "key,dataset,source");
}
