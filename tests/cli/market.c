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
    cr_expect_eq(json_array_size(json_object_get(spread, "points")),
                 n >= 5 && n < 10 ? (size_t)n : 0, "%s %s", name, column);
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
        cr_expect_not_null(strstr(run.out, "Not affiliated with")
                               ? run.out
                               : strstr(run.out, "What the figures mean"));
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

Test(market_command, has_the_same_figures_in_a_table) {
    struct run_result run = MARKET("--by", "employer", "--csv");
    json_t *report = json_of(MARKET("--by", "employer", "--json"));
    struct arena arena;
    struct csv csv = {0};
    struct strings cells = {0};
    bool more = false;
    size_t count = 0;
    arena_init(&arena, ARENA_CAP);
    cr_assert_eq(csv_open(&csv, &arena, "out", (struct span){run.out, run.out_size}, ',', NULL),
                 ERR_NONE);
    while (csv_next(&csv, &arena, &cells, &more, NULL) == ERR_NONE && more) {
        const json_t *group =
            count == 0 ? json_object_get(report, "all")
                       : json_array_get(json_object_get(report, "groups"), count - 1);
        const char *cell = csv_cell(&csv, &cells, "basic_median");
        const long long median = pence_of(json_object_get(group, "basic"), "median");
        cr_assert_not_null(cell);
        cr_expect_eq(*cell ? llround(strtod(cell, NULL) * 100) : -1, median);
        count++;
    }
    cr_expect_eq(count, json_array_size(json_object_get(report, "groups")) + 1);
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
    "attribution, at) VALUES (2, 'unused.csv', 'nhsbsa', 'Never used.', 1); INSERT OR IGNORE "
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
