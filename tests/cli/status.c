/* tests/cli/status.c - what the ledger tells after runs that went well, badly, and nowhere
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

#define DAY_ZERO "2026-11-02"

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

TestSuite(ledger, .init = start, .fini = stop);

static struct run_result crawl(const char *option, const char *value) {
    return RUN(&place, "--db", database, "--json", "--today", DAY_ZERO, "crawl", "--board",
               origin, "--pace", "0", "--accept-terms", option, value);
}

static json_t *status_json(void) {
    struct run_result run =
        RUN(&place, "--db", database, "--json", "--today", DAY_ZERO, "status");
    json_t *object = json_loads(run.out, JSON_DISABLE_EOF_CHECK, NULL);

    cr_assert_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_assert_not_null(object, "%s", run.out);
    run_result_free(&run);
    return object;
}

static const char *text_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static long long number_of(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);

    cr_assert(json_is_integer(value), "no number %s", key);
    return json_integer_value(value);
}

static void expect_adds_up(const json_t *run) {
    static const char *const parts[] = {"new", "changed", "same", "refused", "aside", "failed"};
    long long sum = 0;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        sum += number_of(run, parts[i]);
    }
    cr_expect_eq(sum, number_of(run, "seen"));
    cr_expect_leq(number_of(run, "closed") + number_of(run, "withdrawn") +
                      number_of(run, "reopened"),
                  number_of(run, "changed"));
}

Test(ledger, a_run_that_went_well_is_told_with_its_counts) {
    struct run_result run = crawl(NULL, NULL);
    json_t *object = NULL;
    const json_t *line = NULL;

    cr_expect_eq(run.status, 0, "%s", run.err);
    object = status_json();
    line = json_array_get(json_object_get(object, "runs"), 0);
    cr_expect_str_eq(text_of(line, "kind"), "crawl");
    cr_expect_str_eq(text_of(line, "end"), "done");
    cr_expect_str_eq(text_of(line, "host"), origin);
    expect_adds_up(line);
    line = json_array_get(json_object_get(object, "sources"), 0);
    cr_expect_eq(number_of(line, "adverts"),
                 (long long)board_request_count(board, "/candidate/jobadvert/"));
    cr_expect_eq(
        number_of(line, "queued") + number_of(line, "leased") + number_of(line, "failed"), 0);
    cr_expect_str_eq(text_of(json_object_get(line, "walk"), "verdict"), "healthy");
    line = json_array_get(json_object_get(object, "hosts"), 0);
    cr_expect_neq(text_of(line, "terms_accepted")[0], '\0');
    cr_expect_eq(number_of(line, "daily_cap"), 2000);
    json_decref(object);
    run_result_free(&run);
}

Test(ledger, the_summary_adds_up_for_whoever_reads_it) {
    struct run_result run = crawl(NULL, NULL);
    json_t *object = json_loads(run.out, JSON_DISABLE_EOF_CHECK, NULL);

    expect_adds_up(object);
    cr_expect(json_is_false(json_object_get(object, "alarm")));
    cr_expect_str_eq(text_of(object, "host"), origin);
    json_decref(object);
    run_result_free(&run);
}

Test(ledger, what_was_not_fetched_is_told_with_its_reason) {
    struct run_result run = {0};
    json_t *object = NULL;
    const json_t *reason = NULL;

    board_set_fault(board, "/candidate/jobadvert/C9901-26-0211", "500");
    run = crawl(NULL, NULL);
    cr_expect_eq(run.status, 3, "%d %s", run.status, run.err);
    object = status_json();
    reason = json_array_get(json_object_get(object, "not_fetched"), 0);
    cr_expect_eq(number_of(reason, "pages"), 1);
    cr_expect_str_eq(text_of(reason, "example"), "C9901-26-0211");
    cr_expect_neq(text_of(reason, "reason")[0], '\0');
    json_decref(object);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "status");
    cr_expect_not_null(strstr(run.out, "Not fetched, and why"), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "C9901-26-0211"), "%s", run.out);
    run_result_free(&run);
}

Test(ledger, a_budget_leaves_adverts_waiting_and_says_so) {
    struct run_result run = crawl("--budget", "12");
    json_t *object = NULL;
    const json_t *line = NULL;

    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    object = status_json();
    line = json_array_get(json_object_get(object, "runs"), 0);
    cr_expect_str_eq(text_of(line, "end"), "part");
    cr_expect_gt(number_of(line, "waiting"), 0);
    cr_expect_eq(number_of(line, "requests"), 12);
    cr_expect_neq(text_of(line, "note")[0], '\0');
    expect_adds_up(line);
    line = json_array_get(json_object_get(object, "sources"), 0);
    cr_expect_gt(number_of(line, "queued"), 0);
    json_decref(object);
    run_result_free(&run);
}

Test(ledger, a_killed_run_is_told_as_one) {
    struct timespec tick = {0, 10000000};
    pid_t process =
        run_start(&place, NULL,
                  (const char *const[]){"--db", database, "crawl", "--board", origin, "--pace",
                                        "0", "--accept-terms", NULL});
    struct run_result run = {0};
    json_t *object = NULL;
    const json_t *line = NULL;

    while (board_request_count(board, "/candidate/jobadvert/") < 5) {
        nanosleep(&tick, NULL);
    }
    kill(process, SIGKILL);
    run = run_finish(&place, process);
    run_result_free(&run);
    object = status_json();
    line = json_array_get(json_object_get(object, "runs"), 0);
    cr_expect(json_is_null(json_object_get(line, "end")));
    cr_expect(json_is_null(json_object_get(line, "ended")));
    json_decref(object);
    run = RUN(&place, "--db", database, "status");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_not_null(strstr(run.out, "was killed"), "%s", run.out);
    run_result_free(&run);
}

Test(ledger, a_refusal_is_kept_with_its_host) {
    struct run_result run = {0};

    board_set_fault(board, "/api/*", "403");
    run = crawl(NULL, NULL);
    cr_expect_eq(run.status, 5, "%d %s", run.status, run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "status");
    cr_expect_not_null(strstr(run.out, "failed"), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "the last visit ended early"), "%s", run.out);
    run_result_free(&run);
}

Test(ledger, limit_says_how_many_runs) {
    json_t *object = NULL;
    struct run_result run = {0};

    for (int i = 0; i < 3; i++) {
        run = crawl("--budget", "2");
        run_result_free(&run);
    }
    run = RUN(&place, "--db", database, "--json", "status", "--limit", "2");
    object = json_loads(run.out, JSON_DISABLE_EOF_CHECK, NULL);
    cr_expect_eq(json_array_size(json_object_get(object, "runs")), 2);
    json_decref(object);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--json", "status", "--limit", "0");
    object = json_loads(run.out, JSON_DISABLE_EOF_CHECK, NULL);
    cr_expect_eq(json_array_size(json_object_get(object, "runs")), 3);
    json_decref(object);
    run_result_free(&run);
}
