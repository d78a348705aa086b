/* tests/cli/import.c - the command `import` as a user has it
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/run.h"

static struct run_place place;
static char database[320];

static void start(void) {
    place = run_place_make();
    snprintf(database, sizeof database, "%s/s.db", place.folder);
}

static void stop(void) { run_place_remove(&place); }

TestSuite(import_command, .init = start, .fini = stop);

#define IMPORT(...)                                                                            \
    RUN(&place, "--quiet", "--db", database, "--today", "2026-11-02", "import", __VA_ARGS__)
#define RUN_ON(...)                                                                            \
    RUN(&place, "--quiet", "--db", database, "--today", "2026-11-02", __VA_ARGS__)

/* Runs, and looks for the words in what came out, on one stream or the other; line ends of
 * paragraphs are no matter. */
static void expect(struct run_result result, int status, const char *words) {
    for (char *c = result.out; c && *c; c++) {
        *c = *c == '\n' ? ' ' : *c;
    }
    cr_expect_eq(result.status, status, "%d: %s%s", result.status, result.out, result.err);
    cr_expect(strstr(result.out, words) || strstr(result.err, words), "no \"%s\" in: %s%s",
              words, result.out, result.err);
    run_result_free(&result);
}

/* A file of the fixtures with some words changed, in the place. */
static const char *changed(const char *name, const char *from, const char *to) {
    char path[256];
    size_t size = 0;
    snprintf(path, sizeof path, "fixtures/import/%s", name);
    char *text = run_read(path, &size);
    char *at = strstr(text, from);
    cr_assert(at, "no \"%s\" in %s", from, name);
    const size_t before = (size_t)(at - text);
    const size_t behind = size - before - strlen(from);
    char *out = malloc(size + strlen(to) + 1);
    cr_assert(out);
    memcpy(out, text, before);
    memcpy(out + before, to, strlen(to));
    memcpy(out + before + strlen(to), at + strlen(from), behind);
    run_write(&place, name, out, before + strlen(to) + behind);
    free(out);
    free(text);
    return run_path(&place, name);
}

/* The same without its last byte. */
static const char *cut_by_one(const char *name) {
    char path[256];
    size_t size = 0;
    snprintf(path, sizeof path, "fixtures/import/%s", name);
    char *text = run_read(path, &size);
    run_write(&place, name, text, size - 1);
    free(text);
    return run_path(&place, name);
}

Test(import_command, imports_lists_and_forgets) {
    expect(RUN(&place, "import"), 0, "No data sets are imported.");
    expect(
        IMPORT("nhsbsa", "fixtures/import/foi_2025.csv"), 0,
        "foi_2025.csv: 5 adverts of 5 rows imported, posted from 3 March 2025 to 1 June 2025. "
        "1 advert prints no pay. Contains public sector information licensed under the Open "
        "Government Licence v3.0. Source: NHS Jobs, NHSBSA Copyright 2026");
    expect(IMPORT("nhsbsa", "fixtures/import/foi_2024.csv"), 0,
           "2 rows were no UTF-8, and read as Windows-1252.");
    expect(IMPORT("nhsbsa", "fixtures/import/foi_2025.csv"), 0,
           "what was there under this name is replaced.");
    expect(RUN_ON("import"), 0, "3 adverts (nhsbsa), imported");
    expect(RUN_ON("import"), 0, "Source: NHS Jobs, NHSBSA Copyright");
    expect(RUN_ON("import", "--json"), 0, "\"schema\":\"shortlist.datasets/1\"");
    expect(RUN_ON("import", "--json"), 0,
           "\"name\":\"foi_2025.csv\",\"kind\":\"nhsbsa\",\"offers\":5");
    expect(RUN_ON("import", "--json"), 0, "\"current\":true");
    expect(IMPORT("forget", "foi_2024.csv"), 0, "The adverts of foi_2024.csv are forgotten.");
    expect(IMPORT("forget", "foi_2024.csv"), 1, "there is no data set called \"foi_2024.csv\"");
}

Test(import_command, the_summary_is_there_as_json) {
    expect(IMPORT("nhsbsa", "fixtures/import/foi_2025.csv", "--json"), 0,
           "{\"schema\":\"shortlist.import/1\",\"kind\":\"nhsbsa\",\"name\":\"foi_2025.csv\","
           "\"rows\":5,\"kept\":5,\"repeated\":0,\"unread\":0,\"without_pay\":1,"
           "\"by_closing_day\":0,\"by_given_day\":0,\"windows_1252\":0,\"from\":\"2025-03-03\","
           "\"to\":\"2025-06-01\",\"replaced\":false,\"unknown_columns\":[],"
           "\"unread_first\":[],\"attribution\":\"Contains public sector information");
    expect(IMPORT("jobposting", "fixtures/import/postings.json", "--json"), 0,
           "{\"schema\":\"shortlist.import/1\",\"kind\":\"jobposting\",\"name\":"
           "\"postings.json\",\"items\":4,\"postings\":2,\"others\":2,\"new\":2,\"changed\":0,"
           "\"same\":0,\"refused\":0,\"aside\":0,\"failed\":0,\"unread_first\":[]}");
}

Test(import_command, what_cannot_be_read_is_named_and_gives_status_3) {
    expect(IMPORT("nhsbsa", changed("foi_2025.csv", "2025-06-01", "1 Juin")), 3,
           ":6: not taken: no day: \"1 Juin\"");
    expect(IMPORT("nhsbsa", changed("foi_2025.csv", "Imaginary Surgery,", ""), "--json"), 3,
           "\"unread_first\":[{\"line\":6,\"item\":4,\"reason\":\"17 cells; the header has "
           "18\"}]");
    expect(IMPORT("nhsbsa", changed("foi_2025.csv", "STAFF_GROUP", "SHOE_SIZE")), 0,
           "columns that are not known are passed over: SHOE_SIZE");
    expect(IMPORT("jobposting", changed("postings.jsonl", "\"title\": \"Porter\"", "\"a\": 1")),
           3, ":2: item 2 not taken: ");
}

/* Whoever wrote it may have left the last line end off; what replaces must be whole. */
Test(import_command, a_last_row_without_an_end_is_taken_but_replaces_nothing) {
    expect(IMPORT("nhsbsa", cut_by_one("foi_2025.csv")), 0, ":7: the last row has no line end");
    expect(IMPORT("nhsbsa", cut_by_one("foi_2025.csv")), 1,
           ":7: the file breaks off in this row, which has no line end");
    expect(RUN_ON("import", "--json"), 0, "\"offers\":5");
}

Test(import_command, what_is_refused_changes_nothing) {
    static const char no_day[] = "Job Title,Salary\nPorter,1\n";
    expect(IMPORT("nhsbsa", changed("foi_2025.csv", "JOB_TITLE", "POST")), 1,
           ":1: no column for the title: expected one named JOB_TITLE, ");
    run_write(&place, "no_day.csv", no_day, sizeof no_day - 1);
    expect(IMPORT("nhsbsa", run_path(&place, "no_day.csv")), 1,
           "no column for the day: expected one named PUBLISHED_DATE, ADVERT_CLOSED_DATE, "
           "DATE_POSTED, CLOSING_DATE, ");
    expect(IMPORT("nhsbsa", changed("foi_2025.csv", "900005", "\"900005")), 1,
           ":7: a quote is opened in this row and never closed");
    expect(IMPORT("jobposting", changed("postings.json", "\"title\"", "\"")), 1,
           "nothing of the file was taken");
    expect(IMPORT("nhsbsa", "absent.csv"), 1, "absent.csv: No such file or directory");
    expect(IMPORT("nhsbsa", "fixtures"), 1, "fixtures is a folder; expected a file");
    expect(RUN_ON("import", "--json"), 0, "\"datasets\":[]");
    expect(RUN_ON("list", "--json"), 0, "");
}

/* A terminal's own commands, and a spreadsheet's, come no further than the file. */
Test(import_command, bytes_of_the_file_do_not_reach_the_terminal) {
    struct run_result result =
        IMPORT("nhsbsa", changed("foi_2025.csv", "STAFF_GROUP", "\x1b[31mRED\x07"));
    cr_expect_eq(result.status, 0, "%s", result.err);
    cr_expect_null(strchr(result.err, '\x1b'), "%s", result.err);
    cr_expect(strstr(result.err, "RED"), "%s", result.err);
    run_result_free(&result);
}

/* Nor does its name, which a list begins a line with. */
Test(import_command, the_name_of_a_file_does_not_reach_the_terminal) {
    size_t size = 0;
    char *text = run_read("fixtures/import/foi_2025.csv", &size);
    run_write(&place, "a\x1b]0;b\x07.csv", text, size);
    free(text);
    expect(IMPORT("nhsbsa", run_path(&place, "a\x1b]0;b\x07.csv")), 0, "5 adverts");
    struct run_result result = RUN_ON("import");
    cr_expect_null(strchr(result.out, '\x1b'), "%s", result.out);
    cr_expect(strstr(result.out, "a\\x1b]0;b\\x07.csv"), "%s", result.out);
    run_result_free(&result);
}

/* Rows of data sets are made without rules: these may change. */
Test(import_command, other_tables_alone_make_a_data_set_old) {
    sqlite3 *db = NULL;
    expect(IMPORT("nhsbsa", "fixtures/import/foi_2025.csv"), 0, "5 adverts");
    cr_assert_eq(sqlite3_open(database, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db,
                              "UPDATE offer_stamp SET text = text || 1 WHERE text NOT LIKE "
                              "'% rules -'",
                              NULL, NULL, NULL),
                 SQLITE_OK);
    expect(RUN_ON("import", "--json"), 0, "\"current\":true");
    cr_assert_eq(sqlite3_exec(db,
                              "UPDATE offer_stamp SET text = replace(text, 'pay ', 'pay x')",
                              NULL, NULL, NULL),
                 SQLITE_OK);
    cr_assert_eq(sqlite3_close(db), SQLITE_OK);
    expect(RUN_ON("import", "--json"), 0, "\"current\":false");
    expect(RUN_ON("import"), 0, "Its pay was taken apart with other tables: import it again.");
}

/* One of a row, not of the file. */
Test(import_command, a_title_of_a_megabyte_costs_its_row) {
    enum { LONG = 1000 * 1000 };
    char *name = malloc(LONG + 1);
    cr_assert(name);
    memset(name, 'x', LONG);
    name[LONG] = '\0';
    expect(IMPORT("nhsbsa", changed("foi_2025.csv", "Imaginary Surgery", name)), 3,
           "foi_2025.csv:6: not taken: employer of 1000000 bytes; expected 1000 at most");
    expect(RUN_ON("market"), 0, "");
    free(name);
}

Test(import_command, wrong_words_are_told) {
    expect(IMPORT("nhsbs", "x"), 2, "did you mean nhsbsa?");
    expect(IMPORT("nhsbsa"), 2, "import nhsbsa wants one CSV file");
    expect(IMPORT("jobposting", "a", "b"), 2, "import jobposting wants one file");
    expect(IMPORT("forget"), 2, "import forget wants the name");
}

Test(import_command, postings_become_adverts_that_can_be_read_again) {
    expect(IMPORT("jobposting", "fixtures/import/postings.json"), 0,
           "postings.json: 2 postings read: 2 new. 2 items are no JobPosting (the first is "
           "number 1).");
    expect(IMPORT("jobposting", "fixtures/import/postings.json"), 0, "0 new, 2 known already");
    expect(RUN_ON("list"), 0, "Invented Community NHS Trust, Dartford DA1 2DL");
    expect(RUN_ON("reparse"), 0, "2  nothing new");
}
