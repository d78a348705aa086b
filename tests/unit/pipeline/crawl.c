/* tests/unit/pipeline/crawl.c - the crawl's loop, against the local board under a held clock
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/pipeline/crawl_scene.h"

static void start(void) { scene_start(0); }

TestSuite(crawl_loop, .init = start, .fini = scene_stop);

static void forget_line(void) {
    scene_do("UPDATE sighting SET line_sha256 = printf('%064d', 1) "
             "WHERE id = '" ONE "'");
}

/* ---- one advert costs only itself ---- */

Test(crawl_loop, goes_on_behind_an_advert_that_leads_away) {
    board_set_fault(scene.board, ADVERTS ONE, "redirect_out");
    cr_expect_eq(scene_crawl(), ERR_NONE, "%s", scene.diag.text);
    cr_expect_eq(scene.counts.refused, 1, "%s", scene.said);
    cr_expect_gt(scene.counts.fresh, 100);
    cr_expect_not_null(strstr(scene.said, "leads away"), "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE tries = 1"), 1);
}

Test(crawl_loop, goes_on_behind_an_advert_that_robots_forbids) {
    board_set_fault(scene.board, ADVERTS ONE, "redirect_login");
    cr_expect_eq(scene_crawl(), ERR_NONE, "%s", scene.diag.text);
    cr_expect_eq(scene.counts.refused, 1, "%s", scene.said);
    cr_expect_gt(scene.counts.fresh, 100);
    cr_expect_eq(board_request_count(scene.board, "/candidate/auth"), 0);
}

Test(crawl_loop, goes_on_behind_a_record_that_the_database_does_not_take) {
    scene.options.budget = 2;
    scene_crawl_well();
    scene.options.budget = 0;
    scene_do("CREATE UNIQUE INDEX odd ON vacancy (source) WHERE id <= '" ONE "'");
    cr_expect_eq(scene_crawl(), ERR_NONE, "%s", scene.diag.text);
    cr_expect_gt(scene.counts.refused, 0, "%s", scene.said);
    cr_expect_gt(scene.counts.fresh, 50);
    cr_expect_eq(scene_ask("SELECT count(*) FROM page"),
                 scene_ask("SELECT count(*) FROM vacancy"),
                 "the page of a record that was not taken stayed");
}

/* ---- manners ---- */

Test(crawl_loop, stops_where_page_after_page_is_none) {
    board_set_fault(scene.board, ADVERTS "*", "login");
    cr_expect_eq(scene_crawl(), ERR_REFUSED, "%s", scene.diag.text);
    cr_expect_leq(board_request_count(scene.board, ADVERTS), 10);
    cr_expect_not_null(strstr(scene.diag.text, "in a row"), "%s", scene.diag.text);
    cr_expect_gt(scene.counts.waiting, 100);
}

Test(crawl_loop, does_not_stop_for_pages_that_are_cut) {
    board_set_fault(scene.board, ADVERTS "*", "cut");
    scene_crawl_well();
    cr_expect_gt(scene.counts.refused, 100);
    cr_expect_eq(scene.counts.waiting, 0);
}

Test(crawl_loop, stops_where_robots_forbids_page_after_page) {
    board_set_fault(scene.board, ADVERTS "*", "redirect_login");
    cr_expect_eq(scene_crawl(), ERR_REFUSED, "%s", scene.diag.text);
    cr_expect_leq(board_request_count(scene.board, ADVERTS), 10);
}

Test(crawl_loop, does_not_stop_for_pages_that_are_gone) {
    board_set_fault(scene.board, ADVERTS "*", "404");
    scene_crawl_well();
    cr_expect_gt(scene.counts.refused, 100);
    cr_expect_eq(scene.counts.waiting, 0);
}

Test(crawl_loop, makes_no_more_requests_than_the_budget) {
    static const int64_t budgets[] = {1, 2, 3, 10};

    for (size_t i = 0; i < sizeof budgets / sizeof *budgets; i++) {
        scene.options.budget = budgets[i];
        board_clear_requests(scene.board);
        scene_crawl_well();
        cr_expect_leq(board_request_count(scene.board, ""), (size_t)scene.options.budget,
                      "%lld", (long long)scene.options.budget);
        cr_expect_eq(scene.counts.requests, (int64_t)board_request_count(scene.board, ""));
    }
}

Test(crawl_loop, counts_redirects_into_the_budget) {
    board_set_fault(scene.board, FEED, "redirect_loop");
    scene.options.budget = 4;
    (void)scene_crawl();
    cr_expect_leq(board_request_count(scene.board, ""), 4);
}

Test(crawl_loop, says_that_a_budget_cut_the_feed_and_ends_in_part) {
    scene_crawl_well();
    scene.options.budget = 1;
    scene_crawl_well();
    cr_expect_not_null(strstr(scene.said, "budget"), "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT ended_as = 'part' FROM run ORDER BY run DESC LIMIT 1"), 1);
}

Test(crawl_loop, leaves_a_host_alone_that_answers_robots_with_too_many_requests) {
    board_set_fault(scene.board, "/robots.txt", "429");
    cr_expect_eq(scene_crawl(), ERR_REFUSED);
    board_set_fault(scene.board, "/robots.txt", "none");
    board_clear_requests(scene.board);
    scene.held.now += 10;
    cr_expect_eq(scene_crawl(), ERR_REFUSED, "Retry-After was 30 seconds");
    cr_expect_eq(board_request_count(scene.board, ""), 0);
    scene.held.now += 30;
    cr_expect_eq(scene_crawl(), ERR_NONE, "%s", scene.diag.text);
}

Test(crawl_loop, knows_a_host_however_it_is_written) {
    char other[64];

    board_set_fault(scene.board, ADVERTS "*", "429");
    cr_expect_eq(scene_crawl(), ERR_REFUSED);
    board_set_fault(scene.board, ADVERTS "*", "none");
    board_clear_requests(scene.board);
    snprintf(other, sizeof other, "HTTP://127.0.0.1:%d/", board_port(scene.board));
    memcpy(scene.origin, other, sizeof other);
    cr_expect_eq(scene_crawl(), ERR_REFUSED, "asked again within the 30 seconds");
    cr_expect_eq(board_request_count(scene.board, ""), 0);
}

/* ---- counts ---- */

static void break_feed(void) { board_set_fault(scene.board, FEED, "500"); }

Test(crawl_loop, counts_right_where_the_feed_breaks_off) {
    scene_crawl_well();
    scene_when("feed pages", 1, break_feed);
    cr_expect_eq(scene_crawl(), ERR_NETWORK);
    cr_expect_eq(scene.counts.same, 100);
    cr_expect_eq(scene.counts.seen, 100);
}

static void next_day(void) { board_set_day(scene.board, 1); }

Test(crawl_loop, counts_a_line_once_though_the_pages_shift) {
    scene_crawl_well();
    scene_when("feed pages", 1, next_day);
    scene_crawl_well();
    cr_expect_gt(scene.counts.listed, scene.counts.seen,
                 "nothing shifted: the test is worth nothing");
    cr_expect_eq(scene.counts.seen, scene_ask("SELECT count(*) FROM sighting "
                                              "WHERE run = (SELECT max(run) FROM run)"));
}

Test(crawl_loop, takes_no_advert_twice_in_a_long_run) {
    scene.options.pace_ms =
        60 * 1000; /* two hours in all, and the first retry is due after 15 minutes */
    board_set_fault(scene.board, ADVERTS ONE, "login");
    scene_crawl_well();
    cr_expect_gt(scene.held.now, SCENE_NOW + 3600);
    cr_expect_eq(scene.counts.refused, 1, "%lld", (long long)scene.counts.refused);
    cr_expect_eq(board_request_count(scene.board, ADVERTS ONE), 1);
}

static void an_hour_back(void) { scene.held.now -= 3600; }

Test(crawl_loop, takes_no_advert_twice_though_the_clock_goes_back) {
    board_set_fault(scene.board, ADVERTS ONE, "login");
    scene_when("adverts", 1, an_hour_back);
    scene_crawl_well();
    cr_expect_eq(scene.counts.refused, 1, "%lld", (long long)scene.counts.refused);
    cr_expect_eq(board_request_count(scene.board, ADVERTS ONE), 1);
}

/* ---- what is concluded ---- */

Test(crawl_loop, believes_no_304_that_it_did_not_ask_for) {
    cr_assert_eq(board_set_fault(scene.board, ADVERTS ONE, "304"), 0);
    cr_expect_eq(scene_crawl(), ERR_NONE, "%s", scene.diag.text);
    cr_expect_eq(scene.counts.same, 0, "an advert that was never read is the same as nothing");
    cr_expect_eq(scene.counts.failed, 1);
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE state <> 'done'"), 1);
}

Test(crawl_loop, opens_an_advert_again_whose_page_is_as_before_it_closed) {
    scene_crawl_well();
    forget_line();
    board_set_fault(scene.board, ADVERTS ONE, "closed");
    scene_crawl_well();
    cr_expect_eq(scene_ask("SELECT state = 'closed' FROM vacancy WHERE key = '" ONE "'"), 1);
    forget_line();
    board_set_fault(scene.board, ADVERTS ONE, "none");
    scene_crawl_well();
    cr_expect_eq(scene_ask("SELECT state = 'open' FROM vacancy WHERE key = '" ONE "'"), 1);
}

/* The listing gave no reference, and the employer has many posts. */
static void same_employer(void) {
    scene_do("UPDATE sighting SET reference = NULL, employer = "
             "(SELECT employer FROM vacancy LIMIT 1)");
}

Test(crawl_loop, takes_no_other_advert_of_the_same_employer) {
    scene_crawl_well();
    forget_line();
    board_set_fault(scene.board, ADVERTS ONE, "wrong_advert");
    scene_when("adverts", 0, same_employer);
    scene_crawl_well();
    cr_expect_eq(scene.counts.refused, 1, "%s", scene.said);
    cr_expect_eq(scene.counts.changed, 0);
}

Test(crawl_loop, gives_up_pages_that_stay_gone) {
    scene.options.budget = 2;
    scene_crawl_well();
    scene.options.budget = 0;
    board_set_day(scene.board,
                  200); /* the feed shows none of them any more, and each page is 404 */
    board_set_fault(scene.board, ADVERTS "*", "404");
    for (int day = 0; day < 20; day++) {
        scene_crawl_well();
        scene.held.now += 25 * 3600;
    }
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE state <> 'done' AND sighting IN "
                           "(SELECT sighting FROM "
                           "sighting WHERE run = 1)"),
                 0);
}

Test(crawl_loop, keeps_on_trying_what_only_fails) {
    scene.options.budget = 2;
    scene_crawl_well();
    scene.options.budget = 0;
    board_set_fault(scene.board, ADVERTS ONE, "login");
    for (int day = 0; day < 20; day++) {
        scene_crawl_well();
        scene.held.now += 25 * 3600;
    }
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE state <> 'done'"), 1);
}

Test(crawl_loop, tries_again_what_a_wrong_clock_put_off_for_years) {
    scene.held.now = SCENE_NOW + 30LL * 365 * 86400;
    board_set_fault(scene.board, ADVERTS ONE, "login");
    scene_crawl_well();
    scene.held.now = SCENE_NOW;
    board_set_fault(scene.board, ADVERTS ONE, "none");
    scene_crawl_well();
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE state <> 'done'"), 0);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE key = '" ONE "'"), 1);
}

/* ---- pages that lack what they should have ---- */

static void forget_lines(void) {
    scene_do("UPDATE sighting SET line_sha256 = printf('%064d', 1)");
}

Test(crawl_loop, puts_pages_aside_and_does_not_ask_for_them_again) {
    scene_crawl_well();
    int64_t adverts = scene.counts.fresh;
    scene_do("UPDATE vacancy SET interview = '2026-12-01'"); /* as once printed */
    forget_lines();
    board_set_fault(scene.board, ADVERTS "*", "none");
    scene_do("UPDATE page SET etag = NULL, last_modified = NULL");
    scene_crawl_well();
    cr_expect_eq(scene.counts.aside, adverts, "%lld", (long long)scene.counts.aside);
    cr_expect_not_null(strstr(scene.said, "interview"), "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE interview IS NULL"), 0);
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE state <> 'done'"), 0);
    board_clear_requests(scene.board);
    scene_crawl_well();
    cr_expect_eq(scene.counts.aside, adverts, "they are told again");
    cr_expect_eq(board_request_count(scene.board, ADVERTS), 0, "and not asked for");
    scene_do("UPDATE vacancy SET interview = NULL");
    forget_lines();
    scene_crawl_well();
    cr_expect_eq(scene.counts.aside, 0, "a better page ends it");
    cr_expect_eq(scene_ask("SELECT count(*) FROM quarantine"), 0);
}

Test(crawl_loop, a_kept_page_that_is_the_boards_again_ends_what_was_put_aside) {
    scene_crawl_well();
    scene_do("INSERT INTO quarantine (page, source, key, family, run, told, at) "
             "SELECT page, source, key, 'nhsjobs_advert', 1, 1, 0 FROM vacancy "
             "WHERE id = '" ONE "'");
    forget_line();
    board_set_fault(scene.board, ADVERTS ONE, "304");
    scene_crawl_well();
    cr_expect_eq(scene_ask("SELECT count(*) FROM quarantine"), 0);
    cr_expect_eq(scene.counts.aside, 0);
}
