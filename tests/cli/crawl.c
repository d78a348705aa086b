/* tests/cli/crawl.c - the whole program against the local board
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

#define DAY_ZERO "2026-11-02"
#define ONE "C9901-26-0211"

static struct run_place place;
static struct board *board;
static char origin[64];
static char database[320];

static void start(void) {
    char error[256] = "";
    struct board_options options = {.data_dir = place_of("fixtures/board"), .today = DAY_ZERO};

    place = run_place_make();
    board = board_start(&options, error, sizeof error);
    cr_assert_not_null(board, "%s", error);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", board_port(board));
    snprintf(database, sizeof database, "%s/s.db", place.folder);
}

static void stop(void) {
    board_stop(board);
    run_place_remove(&place);
}

TestSuite(crawl, .init = start, .fini = stop);

static struct run_result crawl(void) {
    return RUN(&place, "--db", database, "--json", "--today", DAY_ZERO, "crawl", "--board",
               origin, "--pace", "0", "--accept-terms");
}

static long long count_of(const char *line, const char *name) {
    json_t *object = json_loads(line, JSON_DISABLE_EOF_CHECK, NULL);
    long long value = -1;

    if (json_is_integer(json_object_get(object, name))) {
        value = json_integer_value(json_object_get(object, name));
    }
    json_decref(object);
    return value;
}

/* seen = new + changed + same + refused + failed + aside */
static void expect_counts_add_up(const char *line) {
    static const char *const parts[] = {"new", "changed", "same", "refused", "failed", "aside"};
    long long sum = 0;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cr_expect_geq(count_of(line, parts[i]), 0, "%s in %s", parts[i], line);
        sum += count_of(line, parts[i]);
    }
    cr_expect_eq(sum, count_of(line, "seen"), "%s", line);
}

static long long ask(const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    long long answer = -1;

    cr_assert_eq(sqlite3_open_v2(database, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK, "%s: %s", sql,
                 sqlite3_errmsg(db));
    if (sqlite3_step(statement) == SQLITE_ROW) {
        answer = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

static long long stored(void) { return ask("SELECT count(*) FROM vacancy"); }

static void expect_sound(void) {
    cr_expect_eq(
        ask("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
    cr_expect_eq(ask("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

Test(crawl, brings_every_advert_of_the_board_into_the_store) {
    struct run_result run = crawl();

    cr_expect_eq(run.status, 0, "%s%s", run.out, run.err);
    expect_counts_add_up(run.out);
    cr_expect_geq(count_of(run.out, "new"), 120, "%s", run.out);
    cr_expect_eq(count_of(run.out, "new"), stored());
    cr_expect_eq(count_of(run.out, "refused"), 0, "%s", run.err);
    cr_expect_eq(count_of(run.out, "failed"), 0);
    expect_sound();
    run_result_free(&run);
}

Test(crawl, asks_for_each_advert_once_and_the_second_time_for_none) {
    struct run_result first = crawl();
    long long adverts = stored();
    struct run_result second = {0};

    cr_expect_eq((long long)board_request_count(board, "/candidate/jobadvert/"), adverts);
    board_clear_requests(board);
    second = crawl();
    cr_expect_eq(second.status, 0, "%s", second.err);
    expect_counts_add_up(second.out);
    cr_expect_eq(board_request_count(board, "/candidate/jobadvert/"), 0);
    cr_expect_eq(count_of(second.out, "same"), adverts);
    run_result_free(&first);
    run_result_free(&second);
}

Test(crawl, learns_on_the_next_day_what_is_new_and_what_changed) {
    struct run_result first = crawl();
    long long before = stored();
    struct run_result second = {0};

    board_set_day(board, 1);
    board_clear_requests(board);
    second = crawl();
    cr_expect_eq(second.status, 0, "%s", second.err);
    expect_counts_add_up(second.out);
    cr_expect_gt(count_of(second.out, "new"), 5, "%s", second.out);
    cr_expect_gt(count_of(second.out, "changed"), 3, "%s", second.out);
    cr_expect_eq(stored(), before + count_of(second.out, "new"));
    cr_expect_gt(ask("SELECT count(*) FROM change"), 0);
    /* that an advert is missing from the list proves nothing: its page must say so */
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE state = 'closed'"),
                 count_of(second.out, "withdrawn") + count_of(second.out, "closed"), "%s",
                 second.out);
    cr_expect_gt(count_of(second.out, "withdrawn"), 0, "%s", second.out);
    expect_sound();
    run_result_free(&first);
    run_result_free(&second);
}

Test(crawl, keeps_out_every_page_that_is_not_the_advert) {
    static const char *const kinds[] = {"cut",   "login",  "maintenance",  "service_domain",
                                        "empty", "binary", "wrong_advert", "404"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct run_result run = {0};

        unlink(database);
        board_set_fault(board, "/candidate/jobadvert/" ONE, kinds[i]);
        run = crawl();
        cr_expect_eq(run.status, 3, "%s: %s", kinds[i], run.err);
        expect_counts_add_up(run.out);
        cr_expect_eq(count_of(run.out, "refused"), 1, "%s: %s", kinds[i], run.out);
        cr_expect_not_null(strstr(run.err, ONE), "%s: %s", kinds[i], run.err);
        cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE key = '" ONE "'"), 0, "%s",
                     kinds[i]);
        run_result_free(&run);
    }
}

Test(crawl, harms_no_good_record_with_a_bad_page) {
    static const char *const kinds[] = {"cut",          "login",    "service_domain", "empty",
                                        "wrong_advert", "gzip_cut", "short_body"};
    struct run_result first = crawl();

    run_result_free(&first);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct run_result run = {0};

        /* the line in the feed differs from the one remembered, so the page is asked for */
        ask("UPDATE sighting SET line_sha256 = printf('%064d', 1) WHERE id = '" ONE "'");
        ask("DELETE FROM queue");
        board_set_fault(board, "/candidate/jobadvert/" ONE, kinds[i]);
        run = crawl();
        cr_expect_eq(run.status, 3, "%s: %s", kinds[i], run.err);
        cr_expect_eq(
            ask("SELECT count(*) FROM vacancy WHERE key = '" ONE
                "' AND state = 'open' AND title IS NOT NULL AND salary_text IS NOT NULL"),
            1, "%s", kinds[i]);
        cr_expect_eq(ask("SELECT count(*) FROM change"), 0, "%s", kinds[i]);
        run_result_free(&run);
    }
    expect_sound();
}

Test(crawl, marks_an_advert_closed_when_its_own_page_says_so) {
    struct run_result first = crawl();
    struct run_result second = {0};

    ask("UPDATE sighting SET line_sha256 = printf('%064d', 1) WHERE id = '" ONE "'");
    board_set_fault(board, "/candidate/jobadvert/" ONE, "closed");
    second = crawl();
    cr_expect_eq(second.status, 0, "%s", second.err);
    cr_expect_eq(count_of(second.out, "closed"), 1, "%s", second.out);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE key = '" ONE
                     "' AND state = 'closed' AND title IS NOT NULL"),
                 1);
    run_result_free(&first);
    run_result_free(&second);
}

Test(crawl, stops_and_says_so_when_the_site_refuses) {
    static const char *const kinds[] = {"403", "429", "503"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct run_result run = {0};

        unlink(database);
        board_clear_requests(board);
        board_set_fault(board, "/candidate/jobadvert/*", kinds[i]);
        run = crawl();
        cr_expect_eq(run.status, 5, "%s: %s", kinds[i], run.err);
        cr_expect_eq(board_request_count(board, "/candidate/jobadvert/"), 1, "%s", kinds[i]);
        expect_counts_add_up(run.out);
        cr_expect_null(strstr(run.err, "no vacancies"));
        run_result_free(&run);
    }
}

Test(crawl, fails_when_the_feed_is_not_the_feed) {
    static const struct {
        const char *kind;
        int status;
    } rows[] = {{"login", 6}, {"empty", 6}, {"service_domain", 6},
                {"500", 6},   {"403", 5},   {"cut", 6}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_result run = {0};

        unlink(database);
        board_clear_requests(board);
        board_set_fault(board, "/api/v1/search_xml", rows[i].kind);
        run = crawl();
        cr_expect_eq(run.status, rows[i].status, "%s: %d %s", rows[i].kind, run.status,
                     run.err);
        cr_expect_eq(board_request_count(board, "/candidate/"), 0, "%s", rows[i].kind);
        run_result_free(&run);
    }
}

Test(crawl, obeys_robots) {
    struct run_result run = {0};

    board_set_fault(board, "/robots.txt", "500");
    run = crawl();
    cr_expect_eq(run.status, 5, "%s", run.err);
    cr_expect_eq(board_request_count(board, "/api/"), 0);
    cr_expect_eq(board_request_count(board, "/candidate/"), 0);
    run_result_free(&run);
}

/* Kill it at a moment that differs from round to round; the next run goes on. */
Test(crawl, loses_nothing_and_asks_nothing_twice_when_killed) {
    static const char *const arguments[] = {"--db",   database, "--json",         "--today",
                                            DAY_ZERO, "crawl",  "--board",        origin,
                                            "--pace", "0",      "--accept-terms", NULL};
    long long adverts = 0;
    struct run_result run = {0};

    for (int round = 1; round <= 6; round++) {
        pid_t process = run_start(&place, NULL, arguments);

        nanosleep(&(struct timespec){0, round * 37 * 1000000L}, NULL);
        kill(process, SIGKILL);
        run = run_finish(&place, process);
        run_result_free(&run);
    }
    run = crawl();
    cr_expect_eq(run.status, 0, "%s", run.err);
    expect_counts_add_up(run.out);
    adverts = stored();
    cr_expect_geq(adverts, 120);
    cr_expect_eq(ask("SELECT count(*) FROM queue WHERE state <> 'done'"), 0);
    /* a page in hand at a kill may be asked for again, no other; without a pause there are four
     */
    cr_expect_leq((long long)board_request_count(board, "/candidate/jobadvert/"),
                  adverts + 6 * 4);
    expect_sound();
    run_result_free(&run);
}

/* Where a pause is kept there is one page in hand, and it is saved before the pause. */
Test(crawl, asks_nothing_twice_that_was_saved_when_killed_in_a_pause) {
    static const char *const arguments[] = {"--db",   database, "--json",         "--today",
                                            DAY_ZERO, "crawl",  "--board",        origin,
                                            "--pace", "0.05",   "--accept-terms", NULL};
    struct run_result run = {0};

    for (int round = 1; round <= 4; round++) {
        pid_t process = run_start(&place, NULL, arguments);

        nanosleep(&(struct timespec){0, (300 + round * 37) * 1000000L}, NULL);
        kill(process, SIGKILL);
        run = run_finish(&place, process);
        run_result_free(&run);
    }
    run = crawl();
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_leq((long long)board_request_count(board, "/candidate/jobadvert/"), stored() + 4);
    cr_expect_eq(ask("SELECT count(*) FROM queue WHERE state <> 'done'"), 0);
    expect_sound();
    run_result_free(&run);
}

Test(crawl, ends_after_the_request_in_hand_at_the_first_interrupt) {
    static const char *const arguments[] = {"--db",   database, "--json",         "--today",
                                            DAY_ZERO, "crawl",  "--board",        origin,
                                            "--pace", "0.2",    "--accept-terms", NULL};
    pid_t process = run_start(&place, NULL, arguments);
    struct run_result run = {0};

    while (board_request_count(board, "/candidate/jobadvert/") < 2) {
        nanosleep(&(struct timespec){0, 10 * 1000000L}, NULL);
    }
    kill(process, SIGINT);
    run = run_finish(&place, process);
    cr_expect_eq(run.status, 130, "%s", run.err);
    expect_counts_add_up(run.out);
    cr_expect_gt(count_of(run.out, "waiting"), 100, "%s", run.out);
    cr_expect_eq(count_of(run.out, "new"), stored());
    expect_sound();
    run_result_free(&run);
}

Test(crawl, is_told_of_another_crawl_and_goes_on_where_that_was_killed) {
    static const char *const arguments[] = {"--db",   database, "--json",         "--today",
                                            DAY_ZERO, "crawl",  "--board",        origin,
                                            "--pace", "0.2",    "--accept-terms", NULL};
    pid_t process = run_start(&place, NULL, arguments);
    struct run_result run = {0};
    char number[32];

    while (board_request_count(board, "/candidate/jobadvert/") < 2) {
        nanosleep(&(struct timespec){0, 10 * 1000000L}, NULL);
    }
    run = RUN(&place, "--db", database, "crawl", "--board", origin, "--pace", "0",
              "--accept-terms");
    snprintf(number, sizeof number, "process %ld", (long)process);
    cr_expect_eq(run.status, 7, "%s", run.err);
    cr_expect_not_null(strstr(run.err, number), "%s: %s", number, run.err);
    cr_expect_eq(board_request_count(board, "/robots.txt"), 1);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "list");
    cr_expect_eq(run.status, 0, "reading stays free: %s", run.err);
    run_result_free(&run);
    kill(process, SIGKILL);
    run = run_finish(&place, process);
    run_result_free(&run);
    run = crawl();
    cr_expect_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
}

/* One page that leads elsewhere must not keep a run from all the others. */
Test(crawl, finishes_though_one_advert_leads_away) {
    struct run_result run = {0};

    board_set_fault(board, "/candidate/jobadvert/" ONE, "redirect_out");
    run = crawl();
    cr_expect_eq(run.status, 3, "%s", run.err);
    expect_counts_add_up(run.out);
    cr_expect_eq(count_of(run.out, "refused"), 1, "%s", run.out);
    cr_expect_eq(count_of(run.out, "new"), stored());
    cr_expect_geq(stored(), 119);
    run_result_free(&run);
}

/* Or the next run could ask again at once. */
Test(crawl, remembers_when_it_asked_last_though_it_is_killed) {
    const char *const arguments[] = {"--db",  database,         "--today", DAY_ZERO,
                                     "crawl", "--board",        origin,    "--pace",
                                     "0.1",   "--accept-terms", NULL};
    pid_t process = run_start(&place, NULL, arguments);
    struct run_result run = {0};

    while (board_request_count(board, "/candidate/jobadvert/") < 3) {
        nanosleep(&(struct timespec){0, 10 * 1000000L}, NULL);
    }
    kill(process, SIGKILL);
    run = run_finish(&place, process);
    cr_expect_eq(run.status, 128 + SIGKILL);
    cr_expect_eq(ask("SELECT count(*) FROM host WHERE last_request > 0"), 1);
    run_result_free(&run);
}

Test(crawl, leaves_everything_but_this_machine_alone_without_a_contact) {
    struct run_result run = RUN(&place, "--db", database, "crawl");

    cr_expect_eq(run.status, 2, "%s", run.err);
    cr_expect_not_null(strstr(run.err, "contact"), "%s", run.err);
    cr_expect_not_null(strstr(run.err, "config.ini"), "%s", run.err);
    run_result_free(&run);
}

Test(crawl, refuses_rude_or_unsafe_wishes) {
    static const char config[] = "[crawl]\ncontact = tester@shortlist.invalid\n";
    static const char *const pace[] = {"1.9", "0", "-1", "soon", ""};
    struct run_result run = {0};

    mkdir(run_path(&place, "config"), 0700);
    mkdir(run_path(&place, "config/shortlist"), 0700);
    run_write(&place, "config/shortlist/config.ini", config, sizeof config - 1);
    for (size_t i = 0; i < sizeof pace / sizeof *pace; i++) {
        run = RUN(&place, "--db", database, "crawl", "--pace", pace[i]);
        cr_expect_eq(run.status, 2, "--pace %s: %d %s", pace[i], run.status, run.err);
        run_result_free(&run);
    }
    run = RUN(&place, "--db", database, "crawl", "--board", "http://www.jobs.nhs.uk");
    cr_expect_eq(run.status, 2, "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "crawl", "nowhere");
    cr_expect_eq(run.status, 2, "%s", run.err);
    run_result_free(&run);
    run_write(&place, "config/shortlist/config.ini", "contact = you@example.org\n", 26);
    run = RUN(&place, "--db", database, "crawl");
    cr_expect_eq(run.status, 2, "%s", run.err);
    cr_expect_not_null(strstr(run.err, "is an example"), "%s", run.err);
    run_result_free(&run);
}

Test(crawl, names_itself_and_the_contact) {
    static const char config[] = "[crawl]\ncontact = someone@example.org\n";
    struct board_request request;
    struct run_result run = {0};

    mkdir(run_path(&place, "config"), 0700);
    mkdir(run_path(&place, "config/shortlist"), 0700);
    run_write(&place, "config/shortlist/config.ini", config, sizeof config - 1);
    run = RUN(&place, "--db", database, "crawl", "--board", origin, "--pace", "0", "--budget",
              "2", "--accept-terms");
    cr_assert(board_request_at(&request, board, 0));
    cr_expect_not_null(strstr(request.user_agent, "shortlist/"), "%s", request.user_agent);
    cr_expect_not_null(strstr(request.user_agent, "someone@example.org"), "%s",
                       request.user_agent);
    cr_expect_eq(board_request_count(board, ""), 2);
    run_result_free(&run);
}

Test(crawl, keeps_no_named_contact_unless_asked) {
    struct run_result run = crawl();

    cr_expect_eq(ask("SELECT count(*) FROM contact"), 0);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE text_description LIKE '%@example.%'"),
                 0);
    run_result_free(&run);
    unlink(database);
    run = RUN(&place, "--db", database, "crawl", "--keep-contacts", "--board", origin, "--pace",
              "0", "--accept-terms");
    cr_expect_gt(ask("SELECT count(*) FROM contact"), 50, "%s", run.err);
    run_result_free(&run);
}

Test(crawl, is_told_about_a_database_that_is_not_ours) {
    static const char text[] =
        "this is a letter, not a database, and it is longer than a header "
        "of a hundred bytes so that it could be one";
    size_t size = 0;
    char *after = NULL;
    struct run_result run = {0};

    run_write(&place, "s.db", text, sizeof text - 1);
    run = crawl();
    cr_expect_eq(run.status, 7, "%s", run.err);
    after = run_read(database, &size);
    cr_expect_eq(size, sizeof text - 1);
    cr_expect_arr_eq(after, text, sizeof text - 1, "the file was touched");
    free(after);
    run_result_free(&run);
}
