/* tests/cli/pay_part.c - what pay is made of, in `show`, `match` and the database
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/place.h"
#include "tests/support/run.h"

static struct run_place place;
static char database[320];
static char profile[320];

/* 24,625 and 25,674 with the fringe supplement in them. */
static const char with_pay[] = "Healthcare Support Worker\nBand 3\nLocation: Dartford DA1 2DL\n"
                               "Reference: WM-1\n"
                               "Salary: 25,883 to 26,958 a year per annum (HCAS inclusive)\n"
                               "Date posted: 16 May 2025\nClosing date: 1 June 2025\n\n"
                               "Person specification\n\nEssential\n- Experience of care work\n";
static const char without_pay[] =
    "Healthcare Support Worker\nBand 3\nLocation: Leeds LS1 1AA\nReference: WM-2\n"
    "Date posted: 16 May 2025\nClosing date: 1 June 2025\n\n"
    "Person specification\n\nEssential\n- Experience of care work\n";

static void start(void) {
    place = run_place_make();
    (void)snprintf(database, sizeof database, "%s/s.db", place.folder);
    (void)snprintf(profile, sizeof profile, "%s", place_of("fixtures/profiles/demo.ini"));
    run_write(&place, "1.txt", with_pay, strlen(with_pay));
    run_write(&place, "2.txt", without_pay, strlen(without_pay));
    struct run_result run = RUN(&place, "--db", database, "add", run_path(&place, "1.txt"),
                                run_path(&place, "2.txt"));
    cr_assert_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
}

static void stop(void) { run_place_remove(&place); }

TestSuite(pay_part, .init = start, .fini = stop);

#define PROGRAM(...)                                                                           \
    RUN(&place, "--quiet", "--db", database, "--today", "2025-05-20", __VA_ARGS__)

/* The pay of the first record; the caller frees it. */
static json_t *pay_of(struct run_result run) {
    cr_assert_eq(run.status, 0, "%s", run.err);
    json_t *record = json_loads(run.out, JSON_DISABLE_EOF_CHECK, NULL);
    cr_assert_not_null(record, "%s", run.out);
    json_t *pay = json_incref(json_object_get(record, "pay"));
    cr_assert_not_null(pay, "%s", run.out);
    json_decref(record);
    run_result_free(&run);
    return pay;
}

static void expect_example(json_t *pay) {
    cr_expect_str_eq(json_string_value(json_object_get(pay, "schema")), "shortlist.pay/1");
    cr_expect_null(json_object_get(pay, "vacancy"));
    cr_expect_str_eq(json_string_value(json_object_get(pay, "verdict")), "on_scale");
    cr_expect_eq(json_integer_value(json_object_get(pay, "base_min")), 24625);
    json_decref(pay);
}

Test(pay_part, is_in_the_record_that_show_prints) {
    expect_example(pay_of(PROGRAM("show", "--json", "WM-1")));
    json_t *none = pay_of(PROGRAM("show", "--json", "WM-2"));
    cr_expect(json_is_null(none), "it prints no pay");
    json_decref(none);
}

Test(pay_part, is_in_the_record_of_a_match) {
    expect_example(pay_of(PROGRAM("match", "--json", "--candidate", profile, "WM-1")));
    expect_example(
        pay_of(PROGRAM("match", "--json", "--candidate", profile, run_path(&place, "1.txt"))));
    json_t *none = pay_of(PROGRAM("match", "--json", "--candidate", profile, "WM-2"));
    cr_expect(json_is_null(none));
    json_decref(none);
}

/* Both ways to the sheets: by name, and out of the whole database. */
Test(pay_part, is_a_section_of_the_sheet_and_no_line_of_the_list) {
    struct run_result run = PROGRAM("match", "--candidate", profile, "--details", "0");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_null(strstr(run.out, "\n  Pay\n"), "%s", run.out);
    run_result_free(&run);
    run = PROGRAM("match", "--candidate", profile, "--details", "2");
    const char *section = strstr(run.out, "\n  Pay\n");
    cr_assert_not_null(section, "%s", run.out);
    cr_expect(strstr(section, "on the scale"), "%s", section);
    cr_expect(strstr(section, "England's interim scale from 1"), "%s", section);
    cr_expect_null(strstr(section + 1, "\n  Pay\n"), "one of the two prints no pay");
    run_result_free(&run);
    run = PROGRAM("show", "WM-1");
    cr_expect(strstr(run.out, "\nPay\n  Found "), "%s", run.out);
    run_result_free(&run);
}

/* ---- kept ---- */

static long long ask(const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    long long number = -1;
    cr_assert_eq(sqlite3_open(database, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK, "%s",
                 sqlite3_errmsg(db));
    if (sqlite3_step(statement) == SQLITE_ROW) {
        number = sqlite3_column_int64(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    return number;
}

Test(pay_part, is_kept_with_the_advert_and_the_version_of_the_tables) {
    struct run_result run = PROGRAM("pay", "WM-1");
    cr_expect_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
    cr_expect_eq(ask("SELECT base_min FROM offer JOIN vacancy USING (vacancy) "
                     "WHERE reference = 'WM-1' AND verdict = 'on_scale' AND zone = 'fringe' "
                     "AND points = '2462500,2567400'"),
                 2462500);
    cr_expect_eq(ask("SELECT count(*) FROM offer_stamp WHERE text GLOB '* pay ????????????*'"),
                 1);
    cr_expect_eq(ask("SELECT count(*) FROM offer"), 1);
}

/* ---- tables ---- */

Test(pay_part, tables_hold_windows_hours_wages_shares_and_zones) {
    static const char *const words[] = {
        "When adverts show a scale",
        "24 January 2025",
        "37.5 hours a week",
        "Living wage",
        "£12.21 from 1 April 2025",
        "Pay in training",
        "60 %: three to four years before the end (from memory)",
        "Places and postcode districts",
        "Dartford"};
    struct run_result run = PROGRAM("pay", "tables", "--nation", "england");
    cr_expect_eq(run.status, 0, "%s", run.err);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        cr_expect(strstr(run.out, words[i]), "no %s", words[i]);
    }
    run_result_free(&run);
    run = PROGRAM("pay", "tables", "--json", "--nation", "scotland");
    cr_expect(strstr(run.out, "{\"schema\":\"shortlist.pay_fact/1\",\"kind\":\"hours\","
                              "\"nation\":\"scotland\",\"from\":\"2026-04-01\","),
              "%s", run.out);
    cr_expect_null(strstr(run.out, "\"kind\":\"zone\""), "zones are England's");
    run_result_free(&run);
}
