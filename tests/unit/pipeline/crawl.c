/* tests/unit/pipeline/crawl.c - the crawl's loop, against the local board under a held clock
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/crawl.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/unit/schema/sample.h"

#define FEED "/api/v1/search_xml"
#define ADVERTS "/candidate/jobadvert/"
#define ONE "C9901-26-0211"
#define NOW 1793620800 /* 2026-11-02T12:00:00Z */

static struct run_place place;
static struct clock_held held;
static struct clock held_clock;
static struct board *board;
static struct store *store;
static struct run_counts counts;
static struct diag diag;
static char origin[64];
static char database[320];
static char said[4096];
static int64_t pace_ms;
static int64_t budget;

/* What happens while a crawl goes on: at the first word of this stage with so much done. */
static const char *moment_stage;
static int64_t moment_done;
static void (*moment)(void);

static void start(void) {
    char error[256] = "";
    struct board_options options = {.data_dir = place_of("fixtures/board"),
                                    .today = "2026-11-02"};

    place = run_place_make();
    board = board_start(&options, error, sizeof error);
    cr_assert_not_null(board, "%s", error);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", board_port(board));
    snprintf(database, sizeof database, "%s/s.db", place.folder);
    held = (struct clock_held){.now = NOW, .steady_ms = 5000};
    held_clock = clock_of_held(&held);
    cr_assert_eq(store_open(&store, database, &held_clock, &diag), ERR_NONE, "%s", diag.text);
}

static void stop(void) {
    store_close(store);
    board_stop(board);
    run_place_remove(&place);
}

TestSuite(crawl_loop, .init = start, .fini = stop);

static void hear_progress(void *state, const struct progress *progress) {
    (void)state;
    if (moment && strcmp(progress->stage, moment_stage) == 0 && progress->done == moment_done) {
        moment();
    }
}

static void hear(void *state, const char *sentence) {
    size_t used = strlen(said);

    (void)state;
    snprintf(said + used, sizeof said - used, "%s\n", sentence);
}

static void when(const char *stage, int64_t done, void (*what)(void)) {
    moment_stage = stage;
    moment_done = done;
    moment = what;
}

/* seen = fresh + changed + same + closed + refused + aside + failed + waiting, and no part
 * negative. */
static void expect_ledger(void) {
    const int64_t parts[] = {counts.fresh,   counts.changed, counts.same,   counts.closed,
                             counts.refused, counts.aside,   counts.failed, counts.waiting};
    int64_t sum = 0;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cr_expect_geq(parts[i], 0, "part %zu is %lld", i, (long long)parts[i]);
        sum += parts[i];
    }
    cr_expect_eq(sum, counts.seen, "%lld and %lld", (long long)sum, (long long)counts.seen);
}

static enum err crawl(void) {
    struct crawl_options options = {.source = sources_find("nhsjobs"),
                                    .board = origin,
                                    .user_agent = "shortlist/0 (+test)",
                                    .pace_ms = pace_ms,
                                    .budget = budget};
    struct listener listener = {hear_progress, hear, NULL};
    struct crew *crew = NULL;
    enum err err = ERR_NONE;

    said[0] = '\0';
    cr_assert_eq(crew_open(&crew, 1, &held_clock, NULL), ERR_NONE);
    err = crawl_run(&counts, store, crew, &held_clock, &options, &listener, &diag);
    crew_close(crew);
    expect_ledger();
    when(NULL, 0, NULL);
    return err;
}

static void crawl_well(void) { cr_assert_eq(crawl(), ERR_NONE, "%s", diag.text); }

static long long ask(const char *sql) { return sample_ask(database, sql); }

static void forget_line(void) {
    sample_do(database, "UPDATE sighting SET line_sha256 = printf('%064d', 1) "
                        "WHERE id = '" ONE "'");
}

/* ---- one advert costs only itself ---- */

Test(crawl_loop, goes_on_behind_an_advert_that_leads_away) {
    board_set_fault(board, ADVERTS ONE, "redirect_out");
    cr_expect_eq(crawl(), ERR_NONE, "%s", diag.text);
    cr_expect_eq(counts.refused, 1, "%s", said);
    cr_expect_gt(counts.fresh, 100);
    cr_expect_not_null(strstr(said, "leads away"), "%s", said);
    cr_expect_eq(ask("SELECT count(*) FROM queue WHERE tries = 1"), 1);
}

Test(crawl_loop, goes_on_behind_an_advert_that_robots_forbids) {
    board_set_fault(board, ADVERTS ONE, "redirect_login");
    cr_expect_eq(crawl(), ERR_NONE, "%s", diag.text);
    cr_expect_eq(counts.refused, 1, "%s", said);
    cr_expect_gt(counts.fresh, 100);
    cr_expect_eq(board_request_count(board, "/candidate/auth"), 0);
}

Test(crawl_loop, goes_on_behind_a_record_that_the_database_does_not_take) {
    budget = 2;
    crawl_well();
    budget = 0;
    sample_do(database, "CREATE UNIQUE INDEX odd ON vacancy (source) WHERE id <= '" ONE "'");
    cr_expect_eq(crawl(), ERR_NONE, "%s", diag.text);
    cr_expect_gt(counts.refused, 0, "%s", said);
    cr_expect_gt(counts.fresh, 50);
    cr_expect_eq(ask("SELECT count(*) FROM page"), ask("SELECT count(*) FROM vacancy"),
                 "the page of a record that was not taken stayed");
}

/* ---- manners ---- */

Test(crawl_loop, stops_where_page_after_page_is_none) {
    board_set_fault(board, ADVERTS "*", "login");
    cr_expect_eq(crawl(), ERR_REFUSED, "%s", diag.text);
    cr_expect_leq(board_request_count(board, ADVERTS), 10);
    cr_expect_not_null(strstr(diag.text, "in a row"), "%s", diag.text);
    cr_expect_gt(counts.waiting, 100);
}

Test(crawl_loop, does_not_stop_for_pages_that_are_cut) {
    board_set_fault(board, ADVERTS "*", "cut");
    crawl_well();
    cr_expect_gt(counts.refused, 100);
    cr_expect_eq(counts.waiting, 0);
}

Test(crawl_loop, stops_where_robots_forbids_page_after_page) {
    board_set_fault(board, ADVERTS "*", "redirect_login");
    cr_expect_eq(crawl(), ERR_REFUSED, "%s", diag.text);
    cr_expect_leq(board_request_count(board, ADVERTS), 10);
}

Test(crawl_loop, does_not_stop_for_pages_that_are_gone) {
    board_set_fault(board, ADVERTS "*", "404");
    crawl_well();
    cr_expect_gt(counts.refused, 100);
    cr_expect_eq(counts.waiting, 0);
}

Test(crawl_loop, makes_no_more_requests_than_the_budget) {
    static const int64_t budgets[] = {1, 2, 3, 10};

    for (size_t i = 0; i < sizeof budgets / sizeof *budgets; i++) {
        budget = budgets[i];
        board_clear_requests(board);
        crawl_well();
        cr_expect_leq(board_request_count(board, ""), (size_t)budget, "%lld",
                      (long long)budget);
        cr_expect_eq(counts.requests, (int64_t)board_request_count(board, ""));
    }
}

Test(crawl_loop, counts_redirects_into_the_budget) {
    board_set_fault(board, FEED, "redirect_loop");
    budget = 4;
    (void)crawl();
    cr_expect_leq(board_request_count(board, ""), 4);
}

Test(crawl_loop, says_that_a_budget_cut_the_feed_and_ends_in_part) {
    crawl_well();
    budget = 2;
    crawl_well();
    cr_expect_not_null(strstr(said, "budget"), "%s", said);
    cr_expect_eq(ask("SELECT ended_as = 'part' FROM run ORDER BY run DESC LIMIT 1"), 1);
}

Test(crawl_loop, leaves_a_host_alone_that_answers_robots_with_too_many_requests) {
    board_set_fault(board, "/robots.txt", "429");
    cr_expect_eq(crawl(), ERR_REFUSED);
    board_set_fault(board, "/robots.txt", "none");
    board_clear_requests(board);
    held.now += 10;
    cr_expect_eq(crawl(), ERR_REFUSED, "Retry-After was 30 seconds");
    cr_expect_eq(board_request_count(board, ""), 0);
    held.now += 30;
    cr_expect_eq(crawl(), ERR_NONE, "%s", diag.text);
}

Test(crawl_loop, knows_a_host_however_it_is_written) {
    char other[64];

    board_set_fault(board, ADVERTS "*", "429");
    cr_expect_eq(crawl(), ERR_REFUSED);
    board_set_fault(board, ADVERTS "*", "none");
    board_clear_requests(board);
    snprintf(other, sizeof other, "HTTP://127.0.0.1:%d/", board_port(board));
    memcpy(origin, other, sizeof other);
    cr_expect_eq(crawl(), ERR_REFUSED, "asked again within the 30 seconds");
    cr_expect_eq(board_request_count(board, ""), 0);
}

/* ---- counts ---- */

static void break_feed(void) { board_set_fault(board, FEED, "500"); }

Test(crawl_loop, counts_right_where_the_feed_breaks_off) {
    crawl_well();
    when("feed pages", 1, break_feed);
    cr_expect_eq(crawl(), ERR_NETWORK);
    cr_expect_eq(counts.same, 100);
    cr_expect_eq(counts.seen, 100);
}

static void next_day(void) { board_set_day(board, 1); }

Test(crawl_loop, counts_a_line_once_though_the_pages_shift) {
    crawl_well();
    when("feed pages", 1, next_day);
    crawl_well();
    cr_expect_gt(counts.listed, counts.seen, "nothing shifted: the test is worth nothing");
    cr_expect_eq(counts.seen, ask("SELECT count(*) FROM sighting "
                                  "WHERE run = (SELECT max(run) FROM run)"));
}

Test(crawl_loop, takes_no_advert_twice_in_a_long_run) {
    pace_ms = 60 * 1000; /* two hours in all, and the first retry is due after 15 minutes */
    board_set_fault(board, ADVERTS ONE, "login");
    crawl_well();
    cr_expect_gt(held.now, NOW + 3600);
    cr_expect_eq(counts.refused, 1, "%lld", (long long)counts.refused);
    cr_expect_eq(board_request_count(board, ADVERTS ONE), 1);
}

static void an_hour_back(void) { held.now -= 3600; }

Test(crawl_loop, takes_no_advert_twice_though_the_clock_goes_back) {
    board_set_fault(board, ADVERTS ONE, "login");
    when("adverts", 1, an_hour_back);
    crawl_well();
    cr_expect_eq(counts.refused, 1, "%lld", (long long)counts.refused);
    cr_expect_eq(board_request_count(board, ADVERTS ONE), 1);
}

/* ---- what is concluded ---- */

Test(crawl_loop, believes_no_304_that_it_did_not_ask_for) {
    cr_assert_eq(board_set_fault(board, ADVERTS ONE, "304"), 0);
    cr_expect_eq(crawl(), ERR_NONE, "%s", diag.text);
    cr_expect_eq(counts.same, 0, "an advert that was never read is the same as nothing");
    cr_expect_eq(counts.failed, 1);
    cr_expect_eq(ask("SELECT count(*) FROM queue"), 1);
}

Test(crawl_loop, opens_an_advert_again_whose_page_is_as_before_it_closed) {
    crawl_well();
    forget_line();
    board_set_fault(board, ADVERTS ONE, "closed");
    crawl_well();
    cr_expect_eq(ask("SELECT state = 'closed' FROM vacancy WHERE key = '" ONE "'"), 1);
    forget_line();
    board_set_fault(board, ADVERTS ONE, "none");
    crawl_well();
    cr_expect_eq(ask("SELECT state = 'open' FROM vacancy WHERE key = '" ONE "'"), 1);
}

/* The listing gave no reference, and the employer has many posts. */
static void same_employer(void) {
    sample_do(database, "UPDATE sighting SET reference = NULL, employer = "
                        "(SELECT employer FROM vacancy LIMIT 1)");
}

Test(crawl_loop, takes_no_other_advert_of_the_same_employer) {
    crawl_well();
    forget_line();
    board_set_fault(board, ADVERTS ONE, "wrong_advert");
    when("adverts", 0, same_employer);
    crawl_well();
    cr_expect_eq(counts.refused, 1, "%s", said);
    cr_expect_eq(counts.changed, 0);
}

Test(crawl_loop, gives_up_pages_that_stay_gone) {
    budget = 2;
    crawl_well();
    budget = 0;
    board_set_day(board, 200); /* the feed shows none of them any more, and each page is 404 */
    board_set_fault(board, ADVERTS "*", "404");
    for (int day = 0; day < 20; day++) {
        crawl_well();
        held.now += 25 * 3600;
    }
    cr_expect_eq(ask("SELECT count(*) FROM queue WHERE sighting IN (SELECT sighting FROM "
                     "sighting WHERE run = 1)"),
                 0);
}

Test(crawl_loop, keeps_on_trying_what_only_fails) {
    budget = 2;
    crawl_well();
    budget = 0;
    board_set_fault(board, ADVERTS ONE, "login");
    for (int day = 0; day < 20; day++) {
        crawl_well();
        held.now += 25 * 3600;
    }
    cr_expect_eq(ask("SELECT count(*) FROM queue"), 1);
}

Test(crawl_loop, tries_again_what_a_wrong_clock_put_off_for_years) {
    held.now = NOW + 30LL * 365 * 86400;
    board_set_fault(board, ADVERTS ONE, "login");
    crawl_well();
    held.now = NOW;
    board_set_fault(board, ADVERTS ONE, "none");
    crawl_well();
    cr_expect_eq(ask("SELECT count(*) FROM queue"), 0);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE key = '" ONE "'"), 1);
}

/* ---- pages that lack what they should have ---- */

static void forget_lines(void) {
    sample_do(database, "UPDATE sighting SET line_sha256 = printf('%064d', 1)");
}

Test(crawl_loop, puts_pages_aside_and_does_not_ask_for_them_again) {
    crawl_well();
    int64_t adverts = counts.fresh;
    sample_do(database, "UPDATE vacancy SET interview = '2026-12-01'"); /* as once printed */
    forget_lines();
    board_set_fault(board, ADVERTS "*", "none");
    sample_do(database, "UPDATE page SET etag = NULL, last_modified = NULL");
    crawl_well();
    cr_expect_eq(counts.aside, adverts, "%lld", (long long)counts.aside);
    cr_expect_not_null(strstr(said, "interview"), "%s", said);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE interview IS NULL"), 0);
    cr_expect_eq(ask("SELECT count(*) FROM queue"), 0);
    board_clear_requests(board);
    crawl_well();
    cr_expect_eq(counts.aside, adverts, "they are told again");
    cr_expect_eq(board_request_count(board, ADVERTS), 0, "and not asked for");
    sample_do(database, "UPDATE vacancy SET interview = NULL");
    forget_lines();
    crawl_well();
    cr_expect_eq(counts.aside, 0, "a better page ends it");
    cr_expect_eq(ask("SELECT count(*) FROM quarantine"), 0);
}

Test(crawl_loop, a_kept_page_that_is_the_boards_again_ends_what_was_put_aside) {
    crawl_well();
    sample_do(database, "INSERT INTO quarantine (page, source, key, family, run, told, at) "
                        "SELECT page, source, key, 'nhsjobs_advert', 1, 1, 0 FROM vacancy "
                        "WHERE id = '" ONE "'");
    forget_line();
    board_set_fault(board, ADVERTS ONE, "304");
    crawl_well();
    cr_expect_eq(ask("SELECT count(*) FROM quarantine"), 0);
    cr_expect_eq(counts.aside, 0);
}
