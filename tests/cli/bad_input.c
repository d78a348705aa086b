/* tests/cli/bad_input.c - bad files and bad wishes: a clear message, the right status, no harm
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

static struct run_place place;
static char database[320];

static void start(void) {
    place = run_place_make();
    snprintf(database, sizeof database, "%s/s.db", place.folder);
}

static void stop(void) { run_place_remove(&place); }

TestSuite(bad_input, .init = start, .fini = stop);

static const char advert_start[] =
    "<!DOCTYPE html><html lang=\"en\"><head><title>Job Advert</title></head><body>"
    "<main id=\"maincontent\"><h1 id=\"heading\">Support Worker</h1>"
    "<span id=\"employer_name\">Westmarsh Care Trust</span>"
    "<p id=\"closing_date\">The closing date is 30 November 2026</p>"
    "<h3 id=\"date_posted_heading\">Date posted</h3><p id=\"date_posted\">02 November 2026</p>"
    "<h3>Band</h3><p id=\"payscheme-band\">Band 3</p>"
    "<h3>Salary</h3><p id=\"range_salary\">\xC2\xA3"
    "24,937 to \xC2\xA3"
    "26,598 a year</p>"
    "<h3>Reference number</h3><p id=\"job_reference_number\">WM-1</p>"
    "<h2>Job description</h2><h3>Job responsibilities</h3><p id=\"job_description_large\">";
static const char advert_end[] = "Helping people at home.</p></main></body></html>";

static void write_advert(const char *name, const char *middle, size_t size, bool whole) {
    FILE *file = fopen(run_path(&place, name), "wb");

    cr_assert_not_null(file);
    fwrite(advert_start, 1, sizeof advert_start - 1, file);
    fwrite(middle, 1, size, file);
    if (whole) {
        fwrite(advert_end, 1, sizeof advert_end - 1, file);
    }
    fclose(file);
}

/* What `parse --json` says of a file that is no advert. */
static void expect_refusal(const char *name, const char *kind) {
    struct run_result run = RUN(&place, "parse", "--json", run_path(&place, name));
    char wanted[64];

    snprintf(wanted, sizeof wanted, "\"kind\":\"%s\"", kind);
    cr_expect_eq(run.status, 3, "%s: exit %d, %s", name, run.status, run.err);
    cr_expect_not_null(strstr(run.out, "\"schema\":\"shortlist.refusal/1\""), "%s: %s", name,
                       run.out);
    cr_expect_not_null(strstr(run.out, wanted), "%s: %s", name, run.out);
    run_result_free(&run);
}

Test(bad_input, a_page_that_is_no_advert_is_named_as_what_it_is) {
    static const char login[] =
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1><form>"
        "<input type=\"email\"><input type=\"password\"></form></body></html>";
    static const char gone[] =
        "<!DOCTYPE html><html><head><title>Service Domain Information</title></head><body>"
        "<h1>Service Domain Information</h1><p>This page is no longer "
        "active.</p></body></html>";
    static const char other[] =
        "<!DOCTYPE html><html><head><title>Bread</title></head><body>"
        "<h1>How to bake bread</h1><p>Flour and water.</p></body></html>";
    char binary[4096];

    for (size_t i = 0; i < sizeof binary; i++) {
        binary[i] = (char)(i * 37 + i / 251);
    }
    write_advert("cut.html", "", 0, false);
    run_write(&place, "login.html", login, sizeof login - 1);
    run_write(&place, "gone.html", gone, sizeof gone - 1);
    run_write(&place, "other.html", other, sizeof other - 1);
    run_write(&place, "binary", binary, sizeof binary);
    run_write(&place, "empty", "", 0);
    run_write(&place, "blank.html", " \n\n\t", 4);
    expect_refusal("cut.html", "cut");
    expect_refusal("login.html", "login");
    expect_refusal("gone.html", "gone");
    expect_refusal("other.html", "other_page");
    expect_refusal("binary", "binary");
    expect_refusal("empty", "empty");
    expect_refusal("blank.html", "empty");
}

Test(bad_input, a_page_of_50_megabytes_is_refused_by_its_size) {
    int file = open(run_path(&place, "huge.html"), O_WRONLY | O_CREAT, 0600);
    struct run_result run = {0};

    cr_assert(write(file, advert_start, sizeof advert_start - 1) > 0);
    cr_assert_eq(ftruncate(file, 50 << 20), 0);
    close(file);
    expect_refusal("huge.html", "refused");
    run = RUN(&place, "--db", database, "add", run_path(&place, "huge.html"));
    cr_expect_eq(run.status, 3, "%s", run.err);
    cr_expect_not_null(strstr(run.err, "larger than"), "%s", run.err);
    run_result_free(&run);
}

Test(bad_input, invalid_bytes_are_replaced_and_noted) {
    static const char bytes[] = "caf\xE9 \xFF\xFE na\xC3\xAFve \xC0\x80 ";
    struct run_result run = {0};

    write_advert("bytes.html", bytes, sizeof bytes - 1, true);
    run = RUN(&place, "parse", "--json", run_path(&place, "bytes.html"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_not_null(strstr(run.out, "\"title\":\"Support Worker\""), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "\"min\":24937"), "%s", run.out);
    cr_expect_null(strchr(run.out, '\xFF'));
    cr_expect_null(strstr(run.out, "\"notes\":[]"), "nothing was noted: %s", run.out);
    run_result_free(&run);
}

Test(bad_input, every_cut_of_a_page_is_seen) {
    char error[256] = "";
    struct board_options options = {.data_dir = place_of("fixtures/board"),
                                    .today = "2026-11-02"};
    struct board *board = board_start(&options, error, sizeof error);
    struct run_result run = {0};
    char origin[64];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;

    cr_assert_not_null(board, "%s", error);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", board_port(board));
    board_set_fault(board, "/candidate/jobadvert/*", "cut");
    run = RUN(&place, "--db", database, "crawl", "--board", origin, "--pace", "0", "--quiet",
              "--accept-terms");
    cr_expect_eq(run.status, 3, "%d %s", run.status, run.err);
    cr_assert_eq(sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    cr_assert_eq(sqlite3_prepare_v2(db, "SELECT count(*) FROM vacancy", -1, &statement, NULL),
                 SQLITE_OK);
    cr_assert_eq(sqlite3_step(statement), SQLITE_ROW);
    cr_expect_eq(sqlite3_column_int(statement, 0), 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    run_result_free(&run);
    board_stop(board);
}

/* A text copy has no mark that closes it; a shorter one may not take from what is known. */
Test(bad_input, a_copy_that_breaks_off_takes_nothing_from_a_whole_one) {
    size_t size = 0;
    char *text = run_read(place_of("fixtures/text/nhs-jobs-copy.txt"), &size);
    char *cut = strstr(text, "Job description");
    struct run_result run = {0};

    cr_assert_not_null(cut);
    run_write(&place, "whole.txt", text, size);
    run_write(&place, "cut.txt", text, (size_t)(cut - text));
    run = RUN(&place, "--db", database, "add", run_path(&place, "whole.txt"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "add", run_path(&place, "cut.txt"));
    cr_expect_eq(run.status, 3, "%d %s%s", run.status, run.out, run.err);
    cr_expect_not_null(strstr(run.err, "break off"), "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--json", "show", "441-FEN-2026-17");
    cr_expect_null(strstr(run.out, "\"criteria\":[]"), "%s", run.out);
    run_result_free(&run);
    free(text);
}

/* Each command ends well and leaks nothing (under the sanitizers a leak is a failure). */
Test(bad_input, every_command_says_how_it_is_used) {
    static const char *const commands[] = {"crawl",  "add",    "match",    "search",  "list",
                                           "show",   "parse",  "criteria", "role",    "demo",
                                           "prune",  "help",   "version",  "reparse", "doctor",
                                           "robots", "status", "export"};

    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct run_result run = RUN(&place, "help", commands[i]);

        cr_expect_eq(run.status, 0, "%s: %s", commands[i], run.err);
        cr_expect_not_null(strstr(run.out, commands[i]));
        run_result_free(&run);
    }
    for (size_t i = 0; i < 2; i++) {
        static const char *const plain[] = {"version", "help"};
        struct run_result run = RUN(&place, plain[i]);

        cr_expect_eq(run.status, 0, "%s", run.err);
        run_result_free(&run);
    }
    write_advert("good.html", "", 0, true);
    struct run_result run = RUN(&place, "--db", database, "add", run_path(&place, "good.html"));
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--today", "2027-12-31", "prune");
    cr_expect_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
}

Test(bad_input, missing_files_and_folders_are_said) {
    static const char *const commands[] = {"parse", "criteria", "role", "add"};

    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct run_result run =
            RUN(&place, "--db", database, commands[i], run_path(&place, "nowhere.html"));

        cr_expect_eq(run.status, 1, "%s: %d %s", commands[i], run.status, run.err);
        cr_expect_not_null(strstr(run.err, "nowhere.html"), "%s: %s", commands[i], run.err);
        run_result_free(&run);
    }
}

Test(bad_input, an_empty_folder_is_no_failure_in_silence) {
    struct run_result run = {0};

    mkdir(run_path(&place, "folder"), 0700);
    run = RUN(&place, "--db", database, "add", run_path(&place, "folder"));
    cr_expect(strlen(run.err) + strlen(run.out) > 0, "nothing was said");
    run_result_free(&run);
}

Test(bad_input, one_bad_file_does_not_stop_the_others) {
    struct run_result run = {0};

    write_advert("good.html", "", 0, true);
    run_write(&place, "empty", "", 0);
    run = RUN(&place, "--db", database, "--json", "add", run_path(&place, "nowhere"),
              run_path(&place, "empty"), run_path(&place, "good.html"));
    cr_expect(run.status == 1 || run.status == 3, "%d", run.status);
    run_result_free(&run);
    run = RUN(&place, "--json", "parse", run_path(&place, "empty"), run_path(&place, "nowhere"),
              run_path(&place, "good.html"));
    cr_expect_eq(run.status, 1, "a missing file counts before a refused one");
    cr_expect_not_null(strstr(run.out, "Support Worker"), "%s", run.out);
    run_result_free(&run);
}

static void make_foreign_database(void) {
    sqlite3 *db = NULL;

    cr_assert_eq(sqlite3_open(database, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db,
                              "CREATE TABLE recipes(id INTEGER PRIMARY KEY, name TEXT);"
                              "INSERT INTO recipes(name) VALUES('bread');",
                              NULL, NULL, NULL),
                 SQLITE_OK);
    sqlite3_close(db);
}

/* A database with an advert in it. */
static void make_database(void) {
    struct run_result run = {0};

    write_advert("good.html", "", 0, true);
    run = RUN(&place, "--db", database, "add", run_path(&place, "good.html"));
    cr_assert_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
}

static void make_newer_database(void) {
    sqlite3 *db = NULL;

    make_database();
    cr_assert_eq(sqlite3_open(database, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, "PRAGMA user_version = 9999", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* Overwrite the middle of a database that was in order. */
static void make_damaged_database(void) {
    char rubbish[4096];
    size_t size = 0;
    char *bytes = NULL;
    int file = -1;

    make_database();
    memset(rubbish, 0x5A, sizeof rubbish);
    bytes = run_read(database, &size);
    free(bytes);
    file = open(database, O_WRONLY);
    for (size_t at = 4096; at + sizeof rubbish <= size; at += sizeof rubbish) {
        cr_assert_eq(pwrite(file, rubbish, sizeof rubbish, (off_t)at), (ssize_t)sizeof rubbish);
    }
    close(file);
}

Test(bad_input, a_database_that_is_not_usable_is_refused_and_left_alone) {
    static const struct {
        const char *what;
        void (*make)(void);
        const char *says;
    } rows[] = {{"another program's", make_foreign_database, "not a shortlist database"},
                {"a newer one", make_newer_database, "newer"},
                {"a damaged one", make_damaged_database, "damaged"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_result run = {0};
        size_t before_size = 0;
        size_t after_size = 0;
        char *before = NULL;
        char *after = NULL;

        unlink(database);
        unlink(run_path(&place, "s.db-wal"));
        unlink(run_path(&place, "s.db-shm"));
        rows[i].make();
        before = run_read(database, &before_size);
        run = RUN(&place, "--db", database, "list");
        cr_expect_eq(run.status, 7, "%s: %d %s%s", rows[i].what, run.status, run.out, run.err);
        cr_expect_not_null(strstr(run.err, rows[i].says), "%s: %s", rows[i].what, run.err);
        after = run_read(database, &after_size);
        cr_expect(before_size == after_size && memcmp(before, after, after_size) == 0,
                  "%s: the file was touched", rows[i].what);
        free(before);
        free(after);
        run_result_free(&run);
    }
}

/* A slip in --db must not look like an empty database, nor leave one behind. */
Test(bad_input, commands_that_read_refuse_a_database_that_is_not_there) {
    static const char *const commands[][4] = {
        {"list"},   {"search", "worker"}, {"show", "C1"}, {"match", "--candidate", "me.ini"},
        {"status"}, {"doctor"},           {"reparse"},    {"export", "--warc", "x.warc"},
        {"prune"}};
    static const char *const made[] = {"nothing there", "an empty file"};
    static const char profile[] = "[candidate]\nid = c-1\n";

    cr_assert_eq(chdir(place.folder), 0);
    run_write(&place, "me.ini", profile, sizeof profile - 1);
    for (size_t i = 0; i < 2 * sizeof commands / sizeof *commands; i++) {
        const char *const *words = commands[i / 2];
        const char *arguments[] = {
            "--db", database, words[0], words[1], words[2], words[3] ? words[3] : NULL, NULL};
        struct run_result run = {0};
        struct stat info = {0};

        unlink(database);
        if (i % 2 == 1) {
            run_write(&place, "s.db", "", 0);
        }
        run = run_program(&place, NULL, arguments);
        cr_expect_eq(run.status, 1, "%s, %s: %d %s", words[0], made[i % 2], run.status,
                     run.err);
        cr_expect_not_null(strstr(run.err, database), "%s: %s", words[0], run.err);
        cr_expect_eq(run.out_size, 0, "%s: %s", words[0], run.out);
        cr_expect_eq(stat(database, &info) == 0, i % 2 == 1, "%s, %s", words[0], made[i % 2]);
        cr_expect_eq(info.st_size, 0, "%s, %s", words[0], made[i % 2]);
        run_result_free(&run);
    }
}

/* Without --db that is how everybody begins. */
Test(bad_input, where_nothing_was_fetched_yet_it_is_said_what_to_do) {
    static const char *const commands[][3] = {
        {"list"}, {"search", "worker"}, {"status"}, {"reparse"}};
    struct stat info;

    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        struct run_result run = run_program(&place, NULL, commands[i]);

        cr_expect_eq(run.status, 0, "%s: %d %s", commands[i][0], run.status, run.err);
        cr_expect_not_null(strstr(run.err, "shortlist crawl"), "%s: %s", commands[i][0],
                           run.err);
        cr_expect_eq(run.out_size, 0, "%s: %s", commands[i][0], run.out);
        run_result_free(&run);
    }
    cr_expect_neq(stat(run_path(&place, "data"), &info), 0, "something was made");
}

Test(bad_input, a_locked_database_is_said) {
    struct run_result run = {0};
    sqlite3 *db = NULL;

    make_database();
    cr_assert_eq(sqlite3_open(database, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
    write_advert("good.html", "", 0, true);
    run = RUN(&place, "--db", database, "add", run_path(&place, "good.html"));
    cr_expect_eq(run.status, 7, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.err, "locked"), "%s", run.err);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(db);
    run_result_free(&run);
}

Test(bad_input, the_database_is_for_its_owner_only) {
    struct stat info;
    struct run_result run = {0};

    write_advert("good.html", "", 0, true);
    run = RUN(&place, "add", run_path(&place, "good.html"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_assert_eq(stat(run_path(&place, "data/shortlist/shortlist.db"), &info), 0);
    cr_expect_eq(info.st_mode & 0777, 0600);
    cr_assert_eq(stat(run_path(&place, "data/shortlist"), &info), 0);
    cr_expect_eq(info.st_mode & 0777, 0700);
    run_result_free(&run);
}

Test(bad_input, a_profile_with_a_mistake_is_told_by_file_and_line) {
    static const char profile[] = "[candidate]\nid = c-1\ndrives = perhaps\n";
    struct run_result run = {0};

    run_write(&place, "me.ini", profile, sizeof profile - 1);
    write_advert("good.html", "", 0, true);
    run = RUN(&place, "match", "--candidate", run_path(&place, "me.ini"),
              run_path(&place, "good.html"));
    cr_expect_eq(run.status, 1, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.err, "me.ini:3"), "%s", run.err);
    cr_expect_not_null(strstr(run.err, "yes"), "what was expected: %s", run.err);
    cr_expect_eq(run.out_size, 0);
    run_result_free(&run);
}

Test(bad_input, what_is_no_profile_is_told_as_such) {
    static const struct {
        const char *name;
        const char *says;
    } rows[] = {{"good.html", "but a page"},
                {"copy.txt", "this is no profile"},
                {".", "--candidates takes a folder"},
                {"nothere.ini", "nothere.ini"}};
    static const char text[] = "Support Worker\nEmployer: Westmarsh Care Trust\n";

    run_write(&place, "copy.txt", text, sizeof text - 1);
    write_advert("good.html", "", 0, true);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_result run =
            RUN(&place, "match", "--candidate", run_path(&place, rows[i].name),
                run_path(&place, "good.html"));

        cr_expect_eq(run.status, 1, "%s: %d %s", rows[i].name, run.status, run.err);
        cr_expect_not_null(strstr(run.err, rows[i].says), "%s: %s", rows[i].says, run.err);
        cr_expect_eq(run.out_size, 0);
        run_result_free(&run);
    }
}

Test(bad_input, wrong_usage_is_one_line_with_the_nearest_spelling) {
    static const struct {
        const char *arguments[8];
        const char *says;
    } rows[] = {
        {{"crwal"}, "crawl"},
        {{"stauts"}, "status"},
        {{"robots"}, "URL"},
        {{"export"}, "--warc"},
        {{"crawl", "nhsjosb"}, "nhsjobs"},
        {{"crawl", "nowhere"}, "there are nhsjobs, trac"},
        {{"crawl", "--keyword"}, "--keyword WORDS"},
        {{"crawl", "--keyword", ""}, "expected WORDS"},
        {{"crawl", "--location="}, "expected PLACE"},
        {{"crawl", "--distance", "10"}, "--location"},
        {{"crawl", "--location", "Leeds", "--distance", "near"}, "number of miles"},
        {{"crawl", "--location", "Leeds", "--distance", "0"}, "from 1 to 1000"},
        {{"crawl", "--band", "3,12"}, "8a to 8d"},
        {{"crawl", "--staff-group", "clinical_servcies"}, "did you mean clinical_services?"},
        {{"crawl", "--staff-group", "nursing"}, "did you mean nursing_and_midwifery_regd?"},
        {{"crawl", "--contract", "permanet"}, "did you mean permanent?"},
        {{"crawl", "--contract", "permanent,,"}, "expected permanent"},
        {{"crawl", "--pattern", "fulltime"}, "did you mean full_time?"},
        {{"crawl", "--employer="}, "expected NAME"},
        {{"crawl", "--since", "monday"}, "a date such as"},
        {{"crawl", "--since", "2026-02-30"}, "a date such as"},
        {{"crawl", "--sweep=yes"}, "takes no value"},
        {{"crawl", "--dry-run=no"}, "takes no value"},
        {{"crawl", "--accept-terms=1"}, "takes no value"},
        {{"crawl", "--use-proxy=http://x"}, "takes no value"},
        {{"crawl", "--max-minutes", "0"}, "at least 1"},
        {{"crawl", "--max-minutes", "an hour"}, "number of minutes"},
        {{"crawl", "--daily-cap", "0"}, "no way to ask without any limit"},
        {{"crawl", "--daily-cap", "-1"}, "from 1 to 1000000"},
        {{"crawl", "--timeout", "0"}, "from 1 to 90"},
        {{"crawl", "--timeout", "91"}, "from 1 to 90"},
        {{"crawl", "--sitemap", "sitemap.xml"}, "--sitemap"},
        {{"crawl", "--sitemap", "http://www.jobs.nhs.uk/sitemap.xml"}, "https"},
        {{"crawl", "nhsjobs", "--addresses", "x"}, "do not go together"},
        {{"crawl", "--board", "https://x.example", "--sitemap", "https://x.example/s"},
         "do not go together"},
        {{"crawl", "--keyword", "x", "--addresses", "y"}, "do not go together"},
        {{"crawl", "--sweep", "--addresses", "y"}, "do not go together"},
        {{"list", "--keyword", "x"}, "does not go with this command"},
        {{"list", "--daily-cap", "5"}, "does not go with this command"},
        {{"robots", "--file"}, "--file FILE"},
        {{"robots", "--agent=", "https://x.example/"}, "expected NAME"},
        {{"robots", "--warc", "x", "https://x.example/"}, "does not go with this command"},
        {{"export", "--warc="}, "expected FILE"},
        {{"status", "--limit", "all"}, "a whole number"},
        {{"status", "--stat"}, "unknown option"},
        {{"crawl", "--paec", "3"}, "--pace"},
        {{"match"}, "--candidate"},
        {{"match", "--candidate", "-", "-"}, "not both"},
        {{"match", "--candiate", "x"}, "--candidate"},
        {{"match", "--candidate", "x", "--json", "--csv"}, "do not go together"},
        {{"match", "--candidate", "x", "--candidates", "y"}, "do not go together"},
        {{"match", "--candidates", "x", "advert.html"}, "do not go together"},
        {{"match", "--candidates", "x", "--verify"}, "do not go together"},
        {{"match", "--candidate", "x", "--fits", "distanse"}, "did you mean distance?"},
        {{"match", "--candidate", "x", "--fits", "salary"}, "expected distance, pattern"},
        {{"match", "--candidate", "x", "--within", "near"}, "number of miles"},
        {{"match", "--candidate", "x", "--limit", "-1"}, "a whole number"},
        {{"match", "--candidate", "x", "--rules="}, "expected FOLDER"},
        {{"forget", "c-1", "c-2"}, "one word too many"},
        {{"forgot", "c-1"}, "forget"},
        {{"list", "--band", "12"}, "band"},
        {{"search", "--closing-within", "soon", "x"}, "closing-within"},
        {{"list", "--state", "opne"}, "open"},
        {{"--db"}, "--db"},
        {{"--today", "2026-02-30", "list"}, "--today"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_result run = run_program(&place, NULL, rows[i].arguments);
        const char *newline = strchr(run.err, '\n');

        cr_expect_eq(run.status, 2, "%s: %d %s", rows[i].arguments[0], run.status, run.err);
        cr_expect_not_null(strstr(run.err, rows[i].says), "%s: %s", rows[i].says, run.err);
        cr_expect(newline && newline[1] == '\0', "not one line: %s", run.err);
        cr_expect_eq(run.out_size, 0);
        run_result_free(&run);
    }
}

Test(bad_input, nothing_from_a_page_reaches_the_terminal_unescaped) {
    static const char evil[] = "<p>\x1B[2J\x1B]0;owned\x07 and &#27;[31m red</p>";
    struct run_result run = {0};

    write_advert("evil.html", evil, sizeof evil - 1, true);
    run = RUN(&place, "--db", database, "add", run_path(&place, "evil.html"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "show", "WM-1");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_not_null(strstr(run.out, "Support Worker"));
    cr_expect_null(strchr(run.out, '\x1B'), "an escape came through");
    cr_expect_null(strchr(run.out, '\x07'));
    run_result_free(&run);
}

Test(bad_input, search_text_is_never_a_syntax_error) {
    static const char *const words[] = {"\"",     "AND",       "NEAR(a b)", "*",
                                        "a* OR",  "x AND NOT", "col:umn",   "'",
                                        "; DROP", "-x",        "%",         "\\"};
    struct run_result run = {0};

    write_advert("good.html", "", 0, true);
    run = RUN(&place, "--db", database, "add", run_path(&place, "good.html"));
    run_result_free(&run);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        run = RUN(&place, "--db", database, "search", "--", words[i]);
        cr_expect_eq(run.status, 0, "%s: %d %s", words[i], run.status, run.err);
        run_result_free(&run);
    }
    run = RUN(&place, "--db", database, "search", "support", "worker");
    cr_expect_not_null(strstr(run.out, "Support Worker"), "%s", run.out);
    run_result_free(&run);
}
