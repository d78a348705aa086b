/* tests/unit/pipeline/crawl_plan.c - what a dry run says, and that it asks for nothing
 * SPDX-License-Identifier: MIT
 *
 * Nobody listens on the port of the board: what is known of its robots.txt is in the store.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "pipeline/crawl.h"
#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/unit/schema/sample.h"

#define HOST "http://127.0.0.1:9"

enum { LINES_MAX = 64 };

static struct sample sample;
static struct host_memory memory;
static struct crawl_options options;
static struct plan_sums sums;
static char said[2048];

/* What was planned, its texts copied. */
static struct planned lines[LINES_MAX];
static size_t line_count;

static enum err keep_line(void *state, const struct planned *planned, struct diag *diag) {
    (void)state;
    (void)diag;
    cr_assert_lt(line_count, (size_t)LINES_MAX);
    lines[line_count] = *planned;
    lines[line_count].url = arena_copy_text(&sample.arena, planned->url);
    lines[line_count].what = arena_copy_text(&sample.arena, planned->what);
    lines[line_count].robots = arena_copy_text(&sample.arena, planned->robots);
    line_count++;
    return ERR_NONE;
}

static void hear(void *state, const char *sentence) {
    size_t used = strlen(said);
    (void)state;
    snprintf(said + used, sizeof said - used, "%s\n", sentence);
}

static void know_robots(const char *text) {
    memory.robots_at = memory.robots_at ? memory.robots_at + 1 : SAMPLE_NOW - 60; /* another */
    memory.robots_status = 200;
    memory.robots = span_of(text);
    cr_assert_eq(store_host_put(sample.store, HOST, &memory, &sample.diag), ERR_NONE, "%s",
                 sample.diag.text);
}

static void start(void) {
    sample_open(&sample);
    memory = (struct host_memory){.last_request = SAMPLE_NOW - 3600};
    options = (struct crawl_options){.source = sources_find("nhsjobs"),
                                     .board = HOST,
                                     .user_agent = "shortlist/0 (+test)",
                                     .pace_ms = 2000};
    know_robots("User-agent: *\nDisallow: /candidate/jobadvert/SECRET\n");
}

static void stop(void) { sample_close(&sample); }

TestSuite(crawl_plan, .init = start, .fini = stop);

static enum err plan(void) {
    struct listener listener = {NULL, hear, NULL};
    said[0] = '\0';
    line_count = 0;
    return crawl_plan(&sums, sample.store, &sample.clock, &options, keep_line, NULL, &listener,
                      &sample.diag);
}

static void must_plan(void) {
    enum err err = plan();
    cr_assert_eq(err, ERR_NONE, "%s", sample.diag.text);
}

static void put_walk(int64_t days_ago, int64_t total) {
    int64_t run = 0;
    cr_assert_eq(store_run_begin(sample.store, RUN_CRAWL, SOURCE_NHSJOBS, &run, &sample.diag),
                 ERR_NONE);
    struct walk walk = {.run = run,
                        .source = SOURCE_NHSJOBS,
                        .host = HOST,
                        .plan = "",
                        .began_at = SAMPLE_NOW - days_ago * 24 * 60 * 60,
                        .extent = WALK_WHOLE,
                        .verdict = WALK_HEALTHY,
                        .pages = (total + 99) / 100,
                        .total = total,
                        .met = total};
    cr_assert_eq(store_walk_put(sample.store, &walk, &sample.diag), ERR_NONE, "%s",
                 sample.diag.text);
}

static void put_into_queue(const char *id) {
    struct listing_walk walk = {.source = SOURCE_NHSJOBS};
    struct vacancy line = sample_small(id, "Support Worker");
    struct sighted sighted = {0};
    cr_assert_eq(
        store_run_begin(sample.store, RUN_CRAWL, SOURCE_NHSJOBS, &walk.run, &sample.diag),
        ERR_NONE);
    const char *url = arena_printf(&sample.arena, "/candidate/jobadvert/%s", id);
    cr_assert_eq(store_listing_see(sample.store, &walk, &line, url, &sighted, &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
}

Test(crawl_plan, of_an_unknown_board_knows_the_first_page_alone) {
    must_plan();
    cr_assert_eq(line_count, 1u);
    cr_expect_str_eq(lines[0].what, "feed page 1");
    cr_expect_not_null(strstr(lines[0].url, HOST "/api/v1/search_xml"), "%s", lines[0].url);
    cr_expect(lines[0].certain);
    cr_expect(lines[0].allowed);
    cr_expect_not(lines[0].asked_now);
    cr_expect(sums.is_open_end);
    cr_expect_eq(sums.requests, 1);
    cr_expect_eq(sums.interval_ms, 2000);
    cr_expect_eq(sums.seconds, 2);
}

Test(crawl_plan, says_what_robots_txt_says_of_each_request) {
    put_into_queue("C1");
    put_into_queue("SECRET");
    must_plan();
    cr_assert_eq(line_count, 3u);
    cr_expect_str_eq(lines[1].what, "advert C1");
    cr_expect_str_eq(lines[1].url, HOST "/candidate/jobadvert/C1");
    cr_expect(lines[1].allowed);
    cr_expect(lines[1].certain);
    cr_expect_not(lines[2].allowed);
    cr_expect_not_null(strstr(lines[2].robots, "/candidate/jobadvert/SECRET"), "%s",
                       lines[2].robots);
    cr_expect_eq(sums.requests, 2);
    cr_expect_eq(sums.forbidden, 1);
    cr_expect_eq(sums.bytes, lines[0].bytes + lines[1].bytes);
}

Test(crawl_plan, counts_the_pages_of_the_last_walk) {
    put_walk(1, 950);
    must_plan();
    cr_expect_eq(line_count, 10u, "a small list is read whole: %zu", line_count);
    cr_expect(lines[0].certain);
    cr_expect_not(lines[1].certain);
    cr_expect_str_eq(lines[9].what, "feed page 10");
    put_walk(1, 1950);
    must_plan();
    cr_expect_eq(line_count, 2u, "down to known ground: %zu", line_count);
    put_walk(8, 1950);
    must_plan();
    cr_expect_eq(line_count, 20u, "a sweep is due: %zu", line_count);
}

Test(crawl_plan, plans_a_sweep_that_was_asked_for) {
    put_walk(1, 1950);
    options.sweep = true;
    must_plan();
    cr_expect_eq(line_count, 20u);
}

Test(crawl_plan, ends_where_the_users_limits_end_a_crawl) {
    put_walk(1, 950);
    options.budget = 3;
    must_plan();
    cr_expect_eq(line_count, 3u);
    cr_expect_eq(sums.requests, 3);
    options.budget = 0;
    options.minutes = 1;
    must_plan();
    cr_expect_eq(sums.requests, 10);
    options.pace_ms = 30000;
    must_plan();
    cr_expect_eq(sums.requests, 2, "two in a minute");
    options.minutes = 0;
    options.day_max = 7;
    memory.day = date_in_london(SAMPLE_NOW);
    memory.day_requests = 3;
    know_robots("");
    must_plan();
    cr_expect_eq(sums.requests, 4);
}

Test(crawl_plan, keeps_the_pause_that_robots_txt_wishes) {
    know_robots("User-agent: *\nCrawl-delay: 10\n");
    must_plan();
    cr_expect_eq(sums.interval_ms, 10000);
    cr_expect_eq(sums.seconds, 10);
}

Test(crawl_plan, refuses_as_the_crawl_would_while_the_host_wants_quiet) {
    memory.not_before = SAMPLE_NOW + 600;
    know_robots("");
    cr_expect_eq(plan(), ERR_REFUSED);
    cr_expect_eq(line_count, 0u);
}

Test(crawl_plan, writes_nothing) {
    put_into_queue("C1");
    long long runs = sample_ask(sample_path(&sample), "SELECT count(*) FROM run");
    must_plan();
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM run"), runs);
    cr_expect_eq(sample_ask(sample_path(&sample),
                            "SELECT count(*) FROM queue WHERE state = 'queued' AND leases = 0"),
                 1);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT day_requests FROM host"), 0);
}

static void name_address(const char *address) {
    options.from = CRAWL_FROM_ADDRESSES;
    strings_push(&sample.arena, &options.addresses, address);
}

Test(crawl_plan, names_addresses_once_and_in_the_boards_spelling) {
    put_into_queue("C9901-26-0001");
    name_address(HOST "/candidate/jobadvert/C9901-26-0002?keyword=x");
    name_address(HOST "/candidate/jobadvert/C9901-26-0001");
    name_address(HOST "/about");
    name_address(HOST "/candidate/jobadvert/C9901-26-0002");
    name_address(HOST "/about#here");
    must_plan();
    cr_assert_eq(line_count, 3u, "%zu", line_count);
    cr_expect_str_eq(lines[0].what, "advert C9901-26-0001", "it has waited longest");
    cr_expect_str_eq(lines[1].what, "advert C9901-26-0002");
    cr_expect_str_eq(lines[1].url, HOST "/candidate/jobadvert/C9901-26-0002");
    cr_expect_str_eq(lines[2].what, "address");
    cr_expect_str_eq(lines[2].url, HOST "/about");
    cr_expect_not(sums.is_open_end);
    name_address("http://127.0.0.1:10/other");
    cr_expect_eq(plan(), ERR_USAGE);
}

/* Trac's pages under another name: the adverts of the board itself stay where they are. */
Test(crawl_plan, lists_nothing_of_the_board_on_a_host_that_is_not_its_own) {
    put_into_queue("C9901-26-0001");
    options.board = NULL;
    name_address(HOST "/candidate/jobadvert/C9901-26-0002");
    must_plan();
    cr_assert_eq(line_count, 1u, "%zu", line_count);
    cr_expect_str_eq(lines[0].what, "address");
    cr_expect_str_eq(lines[0].url, HOST "/candidate/jobadvert/C9901-26-0002");
}

Test(crawl_plan, leaves_no_address_in_the_queue) {
    name_address(HOST "/about");
    must_plan();
    cr_expect_eq(line_count, 1u);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM sighting"), 0);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM queue"), 0);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM run"), 0);
}

/* An address that failed a while ago waits for its time, whoever names it. */
Test(crawl_plan, does_not_list_what_waits_for_its_time) {
    put_into_queue("C9901-26-0001");
    sample_do(sample_path(&sample),
              arena_printf(&sample.arena,
                           "UPDATE queue SET state = 'failed', tries = 1, next_try = %d",
                           SAMPLE_NOW + 3600));
    name_address(HOST "/candidate/jobadvert/C9901-26-0001");
    must_plan();
    cr_expect_eq(line_count, 0u);
}

static struct planned last_line;

static enum err count_line(void *state, const struct planned *planned, struct diag *diag) {
    (void)state;
    (void)diag;
    last_line.allowed = planned->allowed;
    line_count++;
    return ERR_NONE;
}

Test(crawl_plan, takes_a_hundred_thousand_addresses_in_its_stride) {
    struct arena arena;
    arena_init(&arena, ARENA_RUN_CAP);
    options.from = CRAWL_FROM_ADDRESSES;
    for (int i = 0; i < 100000; i++) {
        strings_push(&arena, &options.addresses,
                     arena_printf(&sample.arena, HOST "/jobs/vacancy-number-%06d-worker", i));
    }
    line_count = 0;
    cr_assert_eq(crawl_plan(&sums, sample.store, &sample.clock, &options, count_line, NULL,
                            NULL, &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(line_count, 100000u);
    cr_expect_eq(sums.requests, 100000);
    cr_expect(last_line.allowed);
    arena_fini(&arena);
}

static enum err refuse_line(void *state, const struct planned *planned, struct diag *diag) {
    (void)state;
    (void)planned;
    return diag_set(diag, ERR_SYSTEM, "no room");
}

Test(crawl_plan, ends_with_what_the_caller_returns) {
    enum err err = crawl_plan(&sums, sample.store, &sample.clock, &options, refuse_line, NULL,
                              NULL, &sample.diag);
    cr_expect_eq(err, ERR_SYSTEM);
}

/* ---- beside another crawl ---- */

static struct store *open_other(void) {
    struct store *other = NULL;
    cr_assert_eq(store_open(&other, sample_path(&sample), &sample.clock, &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
    return other;
}

Test(crawl_plan, needs_no_claim_where_the_rules_are_kept) {
    struct store *other = open_other();
    cr_assert_eq(store_claim(other, &sample.diag), ERR_NONE);
    must_plan();
    cr_expect_eq(line_count, 1u);
    store_close(other);
    must_plan();
    other = open_other();
    cr_expect_eq(store_claim(other, &sample.diag), ERR_NONE, "it was not taken");
    store_close(other);
}

/* ---- with a board ---- */

static struct board *open_board(void) {
    static char origin[64];
    char error[256] = "";
    struct board_options board_options = {.data_dir = place_of("fixtures/board"),
                                          .today = "2025-06-01"};
    struct board *board = board_start(&board_options, error, sizeof error);
    cr_assert_not_null(board, "%s", error);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", board_port(board));
    options.board = origin;
    return board;
}

Test(crawl_plan, asks_for_robots_txt_and_for_nothing_else) {
    struct board *board = open_board();
    must_plan();
    cr_assert_eq(line_count, 2u, "%zu", line_count);
    cr_expect_str_eq(lines[0].what, "robots.txt");
    cr_expect(lines[0].asked_now);
    cr_expect_eq(sums.requests, 2);
    must_plan();
    cr_expect_eq(line_count, 1u, "its copy is kept");
    size_t asked = board_request_count(board, NULL);
    cr_expect_eq(asked, 1u, "%zu", asked);
    cr_expect_eq(sample_ask(sample_path(&sample),
                            "SELECT day_requests FROM host WHERE host <> '" HOST "'"),
                 1);
    board_stop(board);
}

/* One connection a host, whatever runs beside it; and what a crawl remembers of its host is not
 * overwritten with what was remembered before it. */
Test(crawl_plan, asks_for_nothing_while_another_crawl_may) {
    struct board *board = open_board();
    struct store *other = open_other();
    cr_assert_eq(store_claim(other, &sample.diag), ERR_NONE);
    cr_expect_eq(plan(), ERR_STORE);
    cr_expect_not_null(strstr(sample.diag.text, "another crawl"), "%s", sample.diag.text);
    cr_expect_eq(line_count, 0u);
    cr_expect_eq(board_request_count(board, NULL), 0u);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM host"), 1);
    store_close(other);
    must_plan();
    cr_expect_eq(line_count, 2u);
    board_stop(board);
}
