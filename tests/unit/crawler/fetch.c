/* tests/unit/crawler/fetch.c - a polite visit, against the local board under a held clock
 * SPDX-License-Identifier: MIT
 */
#include "crawler/fetch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crawler/fetch_private.h"
#include "crawler/pace.h"
#include "crawler/robots.h"
#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/unit/crawler/answers.h"

#define ADVERT "/candidate/jobadvert/C9901-26-0211"

static struct clock_held held;
static struct clock held_clock;
static struct board *board;
static struct arena arena;
static struct diag diag;
static char origin[64];
static char said[1024];

static void start(void) {
    char error[256] = "";
    struct board_options options = {.data_dir = place_of("fixtures/board"),
                                    .today = "2026-11-02"};

    held = (struct clock_held){.now = 1793000000, .steady_ms = 5000};
    held_clock = clock_of_held(&held);
    board = board_start(&options, error, sizeof error);
    cr_assert_not_null(board, "%s", error);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", board_port(board));
    arena_init(&arena, 256 << 20);
    said[0] = '\0';
}

static void stop(void) {
    arena_fini(&arena);
    board_stop(board);
}

TestSuite(fetch, .init = start, .fini = stop);

static void talk(void *state, const char *sentence) {
    (void)state;
    snprintf(said, sizeof said, "%s", sentence);
}

static struct fetch *visit(void) {
    struct fetch_options options = {.origin = origin,
                                    .agent = "shortlist",
                                    .user_agent = "shortlist/0 (+test)",
                                    .interval_ms = 2000,
                                    .talk = talk};
    struct fetch *fetch = NULL;

    cr_assert_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE, "%s", diag.text);
    return fetch;
}

static enum err get(struct fetch *fetch, const char *path, struct page *page) {
    return fetch_get(page, &arena, fetch, path, NULL, &diag);
}

Test(fetch, asks_robots_first_and_keeps_the_pause) {
    struct fetch *fetch = visit();
    struct page page = {0};
    struct board_request request;

    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_expect_eq(page.status, 200);
    cr_expect(span_find(page.body, SPAN("</html>"), 0) != SIZE_MAX);
    cr_expect_not_null(page.etag);
    cr_assert(board_request_at(&request, board, 0));
    cr_expect_str_eq(request.path, "/robots.txt");
    cr_expect_str_eq(request.user_agent, "shortlist/0 (+test)");
    cr_expect_eq(held.steady_ms, 7000, "two seconds between robots.txt and the page");
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    cr_expect_eq(held.steady_ms, 9000);
    cr_expect_eq(board_request_count(board, "/robots.txt"), 1);
    cr_expect_eq(fetch_requests(fetch), 3);
    fetch_close(fetch);
}

Test(fetch, keeps_the_pause_since_the_visit_before) {
    struct fetch_options options = {.origin = origin,
                                    .agent = "shortlist",
                                    .user_agent = "t",
                                    .interval_ms = 2000,
                                    .memory = {.last_request = held.now - 1}};
    struct fetch *fetch = NULL;
    struct page page = {0};

    cr_assert_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    /* It may have gone out at that second's end. */
    cr_expect_eq(held.steady_ms, 5000 + 2000 + 2000);
    fetch_close(fetch);
}

Test(fetch, keeps_the_whole_pause_where_the_clock_has_gone_back) {
    static const int64_t ahead[] = {1, 3600, INT64_MAX / 2};

    for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++) {
        struct fetch_options options = {.origin = origin,
                                        .agent = "shortlist",
                                        .user_agent = "t",
                                        .interval_ms = 2000,
                                        .memory = {.last_request = held.now + ahead[i]}};
        struct fetch *fetch = NULL;
        struct page page = {0};
        int64_t before = held.steady_ms;

        cr_assert_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
        cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
        cr_expect_eq(held.steady_ms, before + 4000, "%lld", (long long)ahead[i]);
        fetch_close(fetch);
    }
}

Test(fetch, holds_back_what_the_budget_does_not_pay_for) {
    struct fetch_options options = {.origin = origin,
                                    .agent = "shortlist",
                                    .user_agent = "t",
                                    .interval_ms = 2000,
                                    .budget = 2};
    struct fetch *fetch = NULL;
    struct page page = {0};

    cr_assert_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE);
    cr_expect(!fetch_is_spent(fetch));
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_INTERRUPTED);
    cr_expect(fetch_is_spent(fetch));
    cr_expect_eq(board_request_count(board, ""), 2);
    fetch_close(fetch);
}

Test(fetch, takes_no_304_for_an_answer_where_none_was_asked) {
    struct page blank = {.etag = "", .last_modified = ""};
    struct page known = {.etag = "\"1\""};
    struct page page = {0};
    struct fetch *fetch = visit();

    board_set_fault(board, ADVERT, "304");
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NETWORK);
    cr_expect_eq(fetch_get(&page, &arena, fetch, ADVERT, &blank, &diag), ERR_NETWORK);
    cr_expect_eq(fetch_get(&page, &arena, fetch, ADVERT, &known, &diag), ERR_NONE);
    fetch_close(fetch);
}

Test(fetch, asks_for_nothing_that_robots_forbids) {
    struct fetch *fetch = visit();
    struct page page = {.status = -1};

    cr_expect_eq(get(fetch, "/candidate/auth/login", &page), ERR_REFUSED);
    cr_expect_not_null(strstr(diag.text, "robots.txt (line "), "%s", diag.text);
    cr_expect_eq(board_request_count(board, "/candidate/auth"), 0);
    cr_expect_eq(page.status, -1);
    cr_expect(!fetch_is_over(fetch));
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE, "other pages may still be asked for");
    fetch_close(fetch);
}

Test(fetch, takes_a_web_page_in_place_of_robots_for_no_rules_and_says_so) {
    struct fetch *fetch = visit();
    struct page page = {0};

    board_set_fault(board, "/robots.txt", "html_robots");
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_expect_not_null(strstr(said, "in place of robots.txt"), "%s", said);
    fetch_close(fetch);
}

Test(fetch, reads_robots_errors_as_the_rfc_does) {
    static const struct {
        const char *kind;
        enum err err;
    } rows[] = {{"404", ERR_NONE},          {"403", ERR_NONE},    {"500", ERR_REFUSED},
                {"503", ERR_REFUSED},       {"429", ERR_REFUSED}, {"drop", ERR_NETWORK},
                {"short_body", ERR_NETWORK}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fetch *fetch = visit();
        struct page page = {0};

        board_clear_requests(board);
        cr_assert_eq(board_set_fault(board, "/robots.txt", rows[i].kind), 0);
        cr_expect_eq(get(fetch, ADVERT, &page), rows[i].err, "%s: %s", rows[i].kind, diag.text);
        cr_expect_eq(board_request_count(board, ADVERT) > 0, rows[i].err == ERR_NONE, "%s",
                     rows[i].kind);
        fetch_close(fetch);
    }
}

Test(fetch, takes_only_whole_answers) {
    static const struct {
        const char *kind;
        enum err err;
    } rows[] = {{"short_body", ERR_NETWORK}, {"gzip_cut", ERR_NETWORK},
                {"drop", ERR_NETWORK},       {"500", ERR_NETWORK},
                {"huge", ERR_LIMIT},         {"gzip_bomb", ERR_LIMIT}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fetch *fetch = visit();
        struct page page = {.status = -1};

        cr_assert_eq(board_set_fault(board, ADVERT, rows[i].kind), 0);
        cr_expect_eq(get(fetch, ADVERT, &page), rows[i].err, "%s: %s", rows[i].kind, diag.text);
        cr_expect_eq(page.status, -1, "%s: the output was touched", rows[i].kind);
        board_set_fault(board, ADVERT, "none");
        cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s: the visit goes on",
                     rows[i].kind);
        fetch_close(fetch);
    }
}

Test(fetch, stops_the_visit_when_refused) {
    static const char *const kinds[] = {"403", "429", "503"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct fetch *fetch = visit();
        struct page page = {0};
        size_t asked = 0;

        board_set_fault(board, ADVERT, kinds[i]);
        cr_expect_eq(get(fetch, ADVERT, &page), ERR_REFUSED, "%s", kinds[i]);
        cr_expect(fetch_is_over(fetch));
        asked = board_request_count(board, "");
        cr_expect_eq(get(fetch, "/api/v1/search_xml", &page), ERR_REFUSED);
        cr_expect_eq(board_request_count(board, ""), asked, "nothing more is asked for");
        cr_expect_eq(fetch_memory(fetch)->not_before > 0, strcmp(kinds[i], "403") != 0, "%s",
                     kinds[i]);
        fetch_close(fetch);
    }
}

Test(fetch, keeps_away_until_the_host_wants_us_back) {
    struct fetch_options options = {.origin = origin,
                                    .agent = "shortlist",
                                    .user_agent = "t",
                                    .interval_ms = 2000,
                                    .memory = {.not_before = held.now + 30}};
    struct fetch *fetch = NULL;

    cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_REFUSED);
    options.memory.not_before =
        held.now + PACE_RETRY_MAX_S + 1; /* nobody is believed so long */
    cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
    fetch_close(fetch);
    fetch = NULL;
    options.memory.not_before = held.now + PACE_RETRY_MAX_S;
    cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_REFUSED);
    held.now += PACE_RETRY_MAX_S + 1;
    cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
    fetch_close(fetch);
}

Test(fetch, follows_no_redirect_out_and_no_loop) {
    struct fetch *fetch = visit();
    struct page page = {0};

    board_set_fault(board, ADVERT, "redirect_out");
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_REFUSED);
    cr_expect_not_null(strstr(diag.text, "leads away"), "%s", diag.text);
    board_set_fault(board, ADVERT, "redirect_loop");
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NETWORK);
    cr_expect_leq(board_request_count(board, ADVERT), FETCH_REDIRECTS_MAX + 2);
    fetch_close(fetch);
}

Test(fetch, sends_validators_and_takes_304) {
    struct fetch *fetch = visit();
    struct page first = {0};
    struct page second = {0};

    cr_assert_eq(get(fetch, ADVERT, &first), ERR_NONE);
    cr_assert_eq(fetch_get(&second, &arena, fetch, ADVERT, &first, &diag), ERR_NONE);
    cr_expect_eq(second.status, 304);
    cr_expect_eq(second.body.len, 0);
    fetch_close(fetch);
}

Test(fetch, ends_when_the_user_asks) {
    static volatile sig_atomic_t wish = 1;
    struct fetch_options options = {.origin = origin,
                                    .agent = "shortlist",
                                    .user_agent = "t",
                                    .interval_ms = 2000,
                                    .stop = &wish};
    struct fetch *fetch = NULL;
    struct page page = {0};

    cr_assert_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_INTERRUPTED);
    cr_expect_eq(board_request_count(board, ""), 0);
    fetch_close(fetch);
}

Test(fetch, opens_no_visit_that_would_be_rude_or_unsafe) {
    static const struct {
        const char *origin;
        int64_t interval_ms;
        enum err err;
    } rows[] = {{"http://www.jobs.nhs.uk", 2000, ERR_USAGE},
                {"https://www.jobs.nhs.uk", 1999, ERR_USAGE},
                {"https://www.jobs.nhs.uk/path", 2000, ERR_USAGE},
                {"nonsense", 2000, ERR_USAGE},
                {"file:///etc/passwd", 2000, ERR_USAGE},
                {"https://www.jobs.nhs.uk", 2000, ERR_NONE},
                {"http://127.0.0.1:1", 0, ERR_NONE}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fetch_options options = {.origin = rows[i].origin,
                                        .agent = "shortlist",
                                        .user_agent = "t",
                                        .interval_ms = rows[i].interval_ms};
        struct fetch *fetch = NULL;

        cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), rows[i].err, "%s",
                     rows[i].origin);
        cr_expect_eq(fetch != NULL, rows[i].err == ERR_NONE);
        fetch_close(fetch);
    }
}

Test(fetch, says_that_nobody_answers) {
    struct fetch_options options = {
        .origin = "http://127.0.0.1:1", .agent = "shortlist", .user_agent = "t"};
    struct fetch *fetch = NULL;
    struct page page = {0};

    cr_assert_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
    cr_expect_eq(get(fetch, "/", &page), ERR_NETWORK);
    cr_expect_not_null(strstr(diag.text, "could not be read"), "%s", diag.text);
    fetch_close(fetch);
}

/* ---- memory -------------------------------------------------------------------------------
 */

/* What the visit wanted to be kept, each time. */
static struct host_memory kept[64];
static size_t kept_count;
static enum err keep_err;
static int64_t asked_when_kept[64];

static enum err keep(void *state, const struct host_memory *memory, struct diag *why) {
    (void)state;
    if (keep_err) {
        return diag_set(why, keep_err, "cannot be kept");
    }
    if (kept_count < sizeof kept / sizeof *kept) {
        asked_when_kept[kept_count] = board ? (int64_t)board_request_count(board, "") : 0;
        kept[kept_count++] = *memory;
    }
    return ERR_NONE;
}

static struct fetch_options usual(void) {
    kept_count = 0;
    keep_err = ERR_NONE;
    return (struct fetch_options){.origin = origin,
                                  .agent = "shortlist",
                                  .user_agent = "t",
                                  .interval_ms = 2000,
                                  .keep = keep,
                                  .talk = talk};
}

static struct fetch *visit_with(const struct fetch_options *options) {
    struct fetch *fetch = NULL;

    cr_assert_eq(fetch_open(&fetch, options, &held_clock, &diag), ERR_NONE, "%s", diag.text);
    return fetch;
}

Test(fetch, has_a_request_kept_before_it_goes_out) {
    struct fetch_options options = usual();
    struct fetch *fetch = visit_with(&options);
    struct page page = {0};

    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_assert_geq(kept_count, 3);
    cr_expect_eq(kept[0].day_requests, 1, "robots.txt, before it is asked for");
    cr_expect_eq(asked_when_kept[0], 0);
    cr_expect_eq(kept[0].last_request, 1793000000);
    cr_expect_eq(kept[0].robots_at, 0);
    cr_expect_eq(kept[1].robots_at, 1793000000, "robots.txt came");
    cr_expect_gt(kept[1].robots.len, 0);
    cr_expect_eq(kept[1].robots_status, 200);
    cr_expect_eq(kept[2].day_requests, 2, "the page, before it is asked for");
    cr_expect_eq(asked_when_kept[2], 1);
    cr_expect_eq(date_compare(kept[2].day, clock_today(&held_clock)), 0);
    cr_expect_eq(kept[2].last_request, 1793000002);
    fetch_close(fetch);
}

Test(fetch, asks_for_nothing_that_cannot_be_kept) {
    struct fetch_options options = usual();
    struct fetch *fetch = visit_with(&options);
    struct page page = {0};

    keep_err = ERR_STORE;
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_STORE);
    cr_expect_str_eq(diag.text, "cannot be kept");
    cr_expect_eq(board_request_count(board, ""), 0);
    cr_expect_eq(fetch_requests(fetch), 0);
    cr_expect_eq(fetch_memory(fetch)->day_requests, 0);
    keep_err = ERR_NONE;
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE);
    fetch_close(fetch);
}

Test(fetch, forgets_no_rules_where_robots_cannot_be_kept) {
    struct fetch_options options = usual();
    struct fetch *fetch = visit_with(&options);
    struct page page = {0};

    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    held.now += FETCH_ROBOTS_AGE_S + 1;
    keep_err = ERR_STORE;
    cr_expect_eq(get(fetch, "/candidate/auth/login", &page), ERR_STORE);
    keep_err = ERR_NONE;
    cr_expect_eq(get(fetch, "/candidate/auth/login", &page), ERR_REFUSED);
    fetch_close(fetch);
}

Test(fetch, believes_a_robots_txt_for_a_day_and_none_from_the_future) {
    static const struct {
        int64_t age;
        int status;
        const char *robots;
        bool asked;
        enum err err;
    } rows[] = {
        {60, 200, "User-agent: *\nDisallow: /candidate/jobadvert\n", false, ERR_REFUSED},
        {60, 200, "", false, ERR_NONE},
        {60, 404, "", false, ERR_NONE},
        {FETCH_ROBOTS_AGE_S - 1, 404, "", false, ERR_NONE},
        {FETCH_ROBOTS_AGE_S, 200, "User-agent: *\nDisallow: /\n", true, ERR_NONE},
        {-60, 200, "User-agent: *\nDisallow: /\n", true, ERR_NONE},
        {60, 500, "", true, ERR_NONE},
        {60, 0, "", true, ERR_NONE},
        {60, 302, "", true, ERR_NONE},
        {60, 200, "<html>", false, ERR_NONE},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fetch_options options = usual();
        struct fetch *fetch = NULL;
        struct page page = {0};

        options.memory.robots_at = held.now - rows[i].age;
        options.memory.robots_status = rows[i].status;
        options.memory.robots = span_of(rows[i].robots);
        board_clear_requests(board);
        fetch = visit_with(&options);
        cr_expect_eq(get(fetch, ADVERT, &page), rows[i].err, "%zu: %s", i, diag.text);
        cr_expect_eq(board_request_count(board, "/robots.txt"), rows[i].asked, "%zu", i);
        fetch_close(fetch);
    }
}

Test(fetch, asks_for_robots_anew_within_a_long_visit) {
    struct fetch *fetch = visit();
    struct page page = {0};

    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    held.now += FETCH_ROBOTS_AGE_S - 60;
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    cr_expect_eq(board_request_count(board, "/robots.txt"), 1);
    held.now += 60;
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    cr_expect_eq(board_request_count(board, "/robots.txt"), 2);
    held.now -= 1000; /* a clock that jumps back */
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    cr_expect_eq(board_request_count(board, "/robots.txt"), 2);
    held.steady_ms += (int64_t)FETCH_ROBOTS_AGE_S * 1000; /* one that stands still */
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    cr_expect_eq(board_request_count(board, "/robots.txt"), 3);
    fetch_close(fetch);
}

Test(fetch, keeps_no_permission_where_robots_failed) {
    static const char *const kinds[] = {"500", "drop", "short_body", "gzip_cut"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct fetch_options options = usual();
        struct fetch *fetch = visit_with(&options);
        struct page page = {0};

        board_set_fault(board, "/robots.txt", kinds[i]);
        cr_expect_neq(get(fetch, ADVERT, &page), ERR_NONE, "%s", kinds[i]);
        cr_expect_eq(fetch_memory(fetch)->robots_at, 0, "%s", kinds[i]);
        cr_expect_not_null(fetch_memory(fetch)->trouble, "%s", kinds[i]);
        cr_expect_not_null(strstr(diag.text, "nothing is asked for"), "%s", diag.text);
        fetch_close(fetch);
    }
}

Test(fetch, counts_the_day_whatever_the_clock_does) {
    struct date today = clock_today(&held_clock);
    static const struct {
        const char *what;
        int day_off;
        int64_t requests;
        int64_t after; /* one robots.txt and one page later; -1: held back */
    } rows[] = {
        {"never counted", -9999, 7, 2},
        {"yesterday", -1, 99, 2},
        {"today", 0, 50, 52},
        {"today, one left", 0, 99, -1},
        {"today, none left", 0, 100, -1},
        {"tomorrow", 1, 50, 52},
        {"tomorrow, none left", 1, 100, -1},
        {"in years", 4000, 50, 52},
        {"in years, none left", 4000, 100, -1},
        {"a count below nothing", 0, -5, 2},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fetch_options options = usual();
        struct fetch *fetch = NULL;
        struct page page = {0};
        enum err err = ERR_NONE;

        options.day_max = 100;
        if (rows[i].day_off != -9999) {
            options.memory.day = date_from_days(date_to_days(today) + rows[i].day_off);
        }
        options.memory.day_requests = rows[i].requests;
        fetch = visit_with(&options);
        err = get(fetch, ADVERT, &page);
        cr_expect_eq(err, rows[i].after < 0 ? ERR_INTERRUPTED : ERR_NONE, "%s: %s",
                     rows[i].what, diag.text);
        cr_expect_eq(fetch_is_spent(fetch), rows[i].after < 0, "%s", rows[i].what);
        cr_expect(rows[i].after < 0 || fetch_memory(fetch)->day_requests == rows[i].after, "%s",
                  rows[i].what);
        cr_expect(rows[i].after >= 0 || strstr(diag.text, "run the command again on 2026-"),
                  "%s: %s", rows[i].what, diag.text);
        fetch_close(fetch);
    }
}

Test(fetch, neither_lifts_the_cap_nor_blocks_for_ever_when_the_clock_was_wrong) {
    struct fetch_options options = usual();
    struct fetch *fetch = NULL;
    struct page page = {0};

    options.day_max = 100;
    options.memory.day = (struct date){2031, 1, 1};
    options.memory.day_requests = 100;
    fetch = visit_with(&options);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_INTERRUPTED);
    held.now += 24 * 60 * 60; /* what was written then is today's; tomorrow is another day */
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_expect_eq(fetch_memory(fetch)->day_requests, 2);
    held.now = 100; /* 1970: the count goes on, on the day that it was */
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_expect_eq(fetch_memory(fetch)->day_requests, 3);
    cr_expect_eq(fetch_memory(fetch)->day.year, 2026);
    fetch_close(fetch);
}

Test(fetch, begins_the_day_at_midnight_in_london) {
    struct fetch_options options = usual();
    struct fetch *fetch = NULL;
    struct page page = {0};

    held.now = 1790809199; /* 2026-09-30 22:59:59 UTC, an hour later in London */
    options.day_max = 2;
    fetch = visit_with(&options);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_expect_eq(fetch_memory(fetch)->day.month, 10, "the pause led over midnight");
    cr_expect_eq(fetch_memory(fetch)->day_requests, 1);
    fetch_close(fetch);
}

Test(fetch, begins_no_request_behind_the_deadline) {
    struct fetch_options options = usual();
    struct fetch *fetch = NULL;
    struct page page = {0};

    options.deadline_ms = 5000 + 3000;
    fetch = visit_with(&options);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_INTERRUPTED);
    cr_expect(fetch_is_spent(fetch));
    cr_expect_eq(held.steady_ms, 7000, "it does not even wait for it");
    cr_expect_not_null(strstr(diag.text, "time"), "%s", diag.text);
    fetch_close(fetch);
}

Test(fetch, waits_out_a_wish_where_the_clock_is_not_set) {
    struct fetch_options options = usual();
    struct fetch *fetch = NULL;

    options.memory.last_request = held.now;
    options.memory.not_before = held.now + 900;
    held.now = 7;
    cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_REFUSED);
    cr_assert_eq(kept_count, 1);
    cr_expect_eq(kept[0].not_before, 907);
    options.memory = kept[0];
    held.now += 901;
    cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
    fetch_close(fetch);
}

Test(fetch, waits_out_a_wish_from_now_on_where_the_clock_has_gone_back) {
    static const struct {
        int64_t last; /* the last request and the end of the wish, from now on */
        int64_t until;
        int64_t left; /* so long nothing may be asked; 0: a visit may begin */
        bool is_mended;
    } rows[] = {
        {-60, 600, 600, false},          /* a clock that goes on */
        {120, 120 + 86400, 86400, true}, /* two minutes back */
        {3600, 3600 + 900, 900, true},
        {2309472800, 2309472800 + 60, 60, true}, /* the clock that wrote it stood in 2100 */
        {1, 1, 0, false},                        /* what was asked for had passed */
        {3600, 1800, 0, false},
        {3600, 3600 + 86401, 0, false}, /* never written by us */
        {-60, 86401, 0, false},
        {-1, -1, 0, false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fetch_options options = usual();
        struct fetch *fetch = NULL;
        bool may = rows[i].left == 0;

        options.memory.last_request = held.now + rows[i].last;
        options.memory.not_before = held.now + rows[i].until;
        cr_expect_eq(fetch_may_visit(&options.memory, &held_clock), may, "%zu", i);
        cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag),
                     may ? ERR_NONE : ERR_REFUSED, "%zu: %s", i, diag.text);
        cr_expect_eq(kept_count, (size_t)rows[i].is_mended, "%zu", i);
        fetch_close(fetch);
        fetch = NULL;
        if (kept_count > 0) {
            cr_expect_eq(kept[0].not_before, held.now + rows[i].left, "%zu", i);
            options.memory = kept[0];
        }
        held.now += may ? 0 : rows[i].left + 1;
        cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE, "%zu", i);
        fetch_close(fetch);
    }
}

Test(fetch, visits_in_1970_as_on_any_day) {
    struct fetch_options options = usual();
    struct fetch *fetch = NULL;
    struct page page = {0};

    held.now = 0;
    options.interval_ms = 0;
    fetch = visit_with(&options);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_expect_eq(board_request_count(board, "/robots.txt"), 1);
    cr_expect_gt(fetch_memory(fetch)->robots_at, 0);
    cr_expect_gt(fetch_memory(fetch)->last_request, 0);
    fetch_close(fetch);
}

Test(fetch, remembers_what_went_wrong_until_a_visit_goes_well) {
    struct fetch_options options = usual();
    struct fetch *fetch = visit_with(&options);
    struct page page = {0};

    board_set_fault_times(board, ADVERT, "403", 1);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_REFUSED);
    cr_expect_not_null(strstr(diag.text, "shortlist add"), "%s", diag.text);
    cr_expect_str_eq(kept[kept_count - 1].trouble, diag.text);
    options.memory = *fetch_memory(fetch);
    {
        struct fetch *next = visit_with(&options);

        fetch_close(fetch); /* the next one has its own copy */
        cr_expect_eq(get(next, ADVERT, &page), ERR_NONE);
        cr_expect_null(fetch_memory(next)->trouble);
        cr_expect_null(kept[kept_count - 1].trouble);
        fetch_close(next);
    }
}

Test(fetch, tells_what_robots_says_without_asking_for_the_page) {
    struct fetch *fetch = visit();
    const char *words = NULL;
    bool allowed = true;

    cr_assert_eq(
        fetch_ask_robots(&allowed, &words, &arena, fetch, "/candidate/auth/login", &diag),
        ERR_NONE);
    cr_expect_not(allowed);
    cr_expect(span_starts(span_of(words), "robots.txt line "), "%s", words);
    cr_expect_not_null(strstr(words, ": Disallow: /candidate/"), "%s", words);
    cr_assert_eq(fetch_ask_robots(&allowed, &words, &arena, fetch, ADVERT, &diag), ERR_NONE);
    cr_expect(allowed);
    cr_expect(span_ends(span_of(words), ": Allow: /"), "%s", words);
    cr_assert_eq(
        fetch_ask_robots(&allowed, &words, &arena, fetch, "https://other.example/", &diag),
        ERR_NONE);
    cr_expect_not(allowed);
    cr_expect_eq(board_request_count(board, ""), 1);
    fetch_close(fetch);
}

Test(fetch, takes_a_path_with_two_slashes_in_front_for_a_path) {
    struct fetch *fetch = visit();
    struct page page = {0};
    const char *words = NULL;
    bool allowed = false;

    board_set_page(board, "//other.example/x?y", "text/html", "<html>here</html>");
    cr_assert_eq(
        fetch_ask_robots(&allowed, &words, &arena, fetch, "//other.example/x?y", &diag),
        ERR_NONE);
    cr_expect(allowed, "%s", words);
    cr_assert_eq(get(fetch, "//other.example/x?y", &page), ERR_NONE, "%s", diag.text);
    cr_expect_eq(board_request_count(board, "//other.example/x"), 1);
    fetch_close(fetch);
}

Test(fetch, takes_as_many_bytes_as_the_caller_says) {
    struct fetch *fetch = visit();
    struct page page = {0};
    char body[301] = "";

    memset(body, 'x', sizeof body - 1);
    board_set_page(board, "/map", "text/plain", body);
    cr_expect_eq(fetch_get_large(&page, &arena, fetch, "/map", NULL, 299, &diag), ERR_LIMIT);
    cr_expect_eq(fetch_get_large(&page, &arena, fetch, "/map", NULL, 300, &diag), ERR_NONE,
                 "%s", diag.text);
    cr_expect_eq(page.body.len, 300u);
    cr_assert_eq(fetch_get_large(&page, &arena, fetch, "/map", NULL, 299, &diag), ERR_LIMIT);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE, "for that call alone: %s", diag.text);
    fetch_close(fetch);
}

Test(fetch, makes_pauses_longer_by_chance_but_never_shorter) {
    struct fetch_options options = usual();
    struct fetch *fetch = NULL;
    struct page page = {0};
    int64_t longest = 0;

    options.seed = 42;
    options.keep = NULL;
    fetch = visit_with(&options);
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    for (int i = 0; i < 20; i++) {
        int64_t wait = fetch_wait_ms(fetch);

        cr_expect_geq(wait, 2000);
        cr_expect_leq(wait, 2400);
        longest = wait > longest ? wait : longest;
        cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    }
    cr_expect_gt(longest, 2000);
    cr_expect_eq(fetch_interval_ms(fetch), 2000);
    fetch_close(fetch);
}

Test(fetch, doubles_the_pause_with_each_failure_in_a_row) {
    struct fetch_options options = usual();
    struct fetch *fetch = visit_with(&options);
    struct page page = {0};

    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    board_set_fault(board, ADVERT, "500");
    for (int64_t wait = 4000, i = 0; i < 8; i++) {
        cr_expect_eq(get(fetch, ADVERT, &page), ERR_NETWORK);
        cr_expect_eq(fetch_wait_ms(fetch), wait);
        cr_expect_eq(kept[kept_count - 1].strikes, i + 1);
        wait = wait * 2 < PACE_BACKOFF_MAX_S * 1000 ? wait * 2 : PACE_BACKOFF_MAX_S * 1000;
    }
    board_set_fault(board, ADVERT, "none");
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_NONE);
    cr_expect_eq(fetch_wait_ms(fetch), 2000);
    cr_expect_eq(kept[kept_count - 1].strikes, 0);
    fetch_close(fetch);
}

/* ---- against bytes ------------------------------------------------------------------------
 */

#define NO_ROBOTS                                                                              \
    { .bytes = "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n" }
#define PAGE                                                                                   \
    { .bytes = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello" }

/* A visit to a server that answers so; `paths` are then asked for, "" none. */
struct play {
    const char *what;
    struct answer answers[8];
    const char *paths[4];
    enum err err; /* of the last path */
    size_t requests;
    const char *said; /* a part of what is said at the end */
};

static struct fetch *play_fetch;
static struct answers *play_server;

static enum err play(const struct play *play, struct fetch_options options) {
    size_t count = 0;
    struct page page = {0};
    enum err err = ERR_NONE;

    while (count < 8 && play->answers[count].bytes) {
        count++;
    }
    play_server = answers_start(play->answers, count);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", answers_port(play_server));
    options.origin = origin;
    play_fetch = visit_with(&options);
    for (size_t i = 0; i < 4 && play->paths[i]; i++) {
        err = get(play_fetch, play->paths[i], &page);
    }
    answers_stop(play_server);
    return err;
}

static void play_end(void) {
    fetch_close(play_fetch);
    answers_free(play_server);
}

static void play_all(const struct play *plays, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct fetch_options options = usual();
        enum err err = ERR_NONE;

        options.timeout_s = 3;
        said[0] = '\0';
        diag.text[0] = '\0';
        err = play(&plays[i], options);
        cr_expect_eq(err, plays[i].err, "%s: %d %s", plays[i].what, err, diag.text);
        cr_expect_eq(answers_requests(play_server), plays[i].requests, "%s: %zu requests",
                     plays[i].what, answers_requests(play_server));
        cr_expect(!plays[i].said || strstr(diag.text, plays[i].said) ||
                      strstr(said, plays[i].said),
                  "%s: %s | %s", plays[i].what, diag.text, said);
        play_end();
    }
}

#define STATUS(line, headers)                                                                  \
    { .bytes = "HTTP/1.1 " line "\r\n" headers "Content-Length: 0\r\n\r\n" }
#define BODY(line, headers, body)                                                              \
    { .bytes = "HTTP/1.1 " line "\r\n" headers "\r\n" body }
#define HOP(to) STATUS("302 Found", "Location: " to "\r\n")

Test(fetch, reads_robots_in_every_state) {
    static const struct play plays[] = {
        {"rules",
         {BODY("200 OK", "", "User-agent: *\nDisallow: /a\n")},
         {"/a"},
         ERR_REFUSED,
         1,
         "line 2"},
        {"rules under 203",
         {BODY("203 Else", "", "User-agent: *\nDisallow: /a\n")},
         {"/a"},
         ERR_REFUSED,
         1,
         "line 2"},
        {"nothing in it", {STATUS("200 OK", ""), PAGE}, {"/a"}, ERR_NONE, 2, NULL},
        {"a web page",
         {BODY("200 OK", "", "<!DOCTYPE html><p>hi"), PAGE, PAGE},
         {"/a", "/b"},
         ERR_NONE,
         3,
         "in place of robots.txt"},
        {"gone", {STATUS("410 Gone", ""), PAGE}, {"/a"}, ERR_NONE, 2, NULL},
        {"not for us", {STATUS("401 No", ""), PAGE}, {"/a"}, ERR_NONE, 2, NULL},
        {"forbidden", {STATUS("403 No", ""), PAGE}, {"/a"}, ERR_NONE, 2, NULL},
        {"failure", {STATUS("500 Oh", ""), PAGE}, {"/a", "/b"}, ERR_REFUSED, 1, "status 500"},
        {"bad gateway",
         {STATUS("502 Oh", ""), PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "nothing is asked for"},
        {"unasked 304",
         {STATUS("304 Same", ""), PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "nothing is asked for"},
        {"odd status",
         {STATUS("300 Choose", ""), PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "nothing is asked for"},
        {"cut",
         {BODY("200 OK", "Content-Length: 99\r\n", "User-agent: *\n"), PAGE},
         {"/a"},
         ERR_NETWORK,
         1,
         "nothing is asked for"},
        {"cut in a chunk",
         {BODY("200 OK", "Transfer-Encoding: chunked\r\n", "9\r\nUser"), PAGE},
         {"/a"},
         ERR_NETWORK,
         1,
         "nothing is asked for"},
        {"cut in gzip",
         {BODY("200 OK", "Content-Encoding: gzip\r\n", "\x1f\x8b\x08\x01"), PAGE},
         {"/a"},
         ERR_NETWORK,
         1,
         "nothing is asked for"},
        {"a wall",
         {BODY("403 No", "CF-Mitigated: challenge\r\n", "<title>Just a moment...</title>"),
          PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "no robot"},
        {"one hop",
         {HOP("/else.txt"), BODY("200 OK", "", "User-agent: *\nDisallow: /a\n")},
         {"/a"},
         ERR_REFUSED,
         2,
         "line 2"},
        {"five hops",
         {HOP("/1"), HOP("/2"), HOP("/3"), HOP("/4"), HOP("/5"),
          BODY("200 OK", "", "User-agent: *\nDisallow: /a\n")},
         {"/a"},
         ERR_REFUSED,
         6,
         "line 2"},
        {"six hops",
         {HOP("/1"), HOP("/2"), HOP("/3"), HOP("/4"), HOP("/5"), HOP("/6"), PAGE},
         {"/a"},
         ERR_NONE,
         7,
         NULL},
        {"hop to a file",
         {HOP("file:///etc/passwd"), PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "nothing is asked for"},
        {"hop to ftp",
         {HOP("ftp://127.0.0.1/robots.txt"), PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "nothing is asked for"},
        {"hop by plain http",
         {HOP("http://www.example.org/robots.txt"), PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "nothing is asked for"},
        {"hop off this machine",
         {HOP("https://www.example.org/robots.txt"), PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "it leads to"},
        {"hop to a private address",
         {HOP("https://10.0.0.1/robots.txt"), PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "nothing is asked for"},
        {"hop to nowhere",
         {STATUS("302 Found", ""), PAGE},
         {"/a"},
         ERR_REFUSED,
         1,
         "nothing is asked for"},
        {"slower, for a little",
         {STATUS("503 Busy", "Retry-After: 3\r\n"), NO_ROBOTS, PAGE},
         {"/a"},
         ERR_NONE,
         3,
         NULL},
        {"slower",
         {STATUS("429 Busy", "Retry-After: 30\r\n"), PAGE},
         {"/a", "/b"},
         ERR_REFUSED,
         1,
         "left alone"},
        {"a failure, then asked anew",
         {BODY("200 OK", "Content-Length: 99\r\n", "x"), NO_ROBOTS, PAGE},
         {"/a", "/b"},
         ERR_NONE,
         3,
         NULL},
    };

    play_all(plays, sizeof plays / sizeof *plays);
}

Test(fetch, ends_at_walls_and_refusals_and_says_what_else_can_be_done) {
    static const struct play plays[] = {
        {"forbidden",
         {NO_ROBOTS, STATUS("403 No", ""), PAGE},
         {"/a", "/b"},
         ERR_REFUSED,
         2,
         "shortlist add"},
        {"sign in",
         {NO_ROBOTS, STATUS("401 No", ""), PAGE},
         {"/a", "/b"},
         ERR_REFUSED,
         2,
         "shortlist add"},
        {"a wall under 200",
         {NO_ROBOTS, BODY("200 OK", "", "<title>Just a moment...</title>"), PAGE},
         {"/a", "/b"},
         ERR_REFUSED,
         2,
         "shortlist add"},
        {"a wall under 503",
         {NO_ROBOTS, STATUS("503 Busy", "cf-mitigated: challenge\r\nRetry-After: 1\r\n"), PAGE},
         {"/a"},
         ERR_REFUSED,
         2,
         "cf-mitigated: challenge"},
        {"a wall under 404",
         {NO_ROBOTS, BODY("404 No", "x-amzn-waf-action: captcha\r\n", "<p>x"), PAGE},
         {"/a", "/b"},
         ERR_REFUSED,
         2,
         "no robot"},
        {"a wall behind a hop",
         {NO_ROBOTS, HOP("/b"), BODY("200 OK", "", "<title>Trac Security check</title>"), PAGE},
         {"/a", "/c"},
         ERR_REFUSED,
         3,
         "no robot"},
        {"other failures end nothing",
         {NO_ROBOTS, STATUS("400 Oh", ""), STATUS("500 Oh", ""), PAGE},
         {"/a", "/b", "/c"},
         ERR_NONE,
         4,
         NULL},
        {"a part",
         {NO_ROBOTS, BODY("206 Part", "Content-Length: 1\r\n", "x"), PAGE},
         {"/a", "/b"},
         ERR_NONE,
         3,
         NULL},
    };

    play_all(plays, sizeof plays / sizeof *plays);
}

#define BUSY(line, after) STATUS(line, "Retry-After: " after "\r\n")

Test(fetch, waits_here_for_a_short_wish_and_goes_away_for_a_long_one) {
    static const struct {
        struct play play;
        int64_t not_before; /* from the start of the visit on, robots.txt at 0 */
        int64_t steady_ms;  /* passed */
        int64_t strikes;
    } rows[] = {
        {{"a short one", {NO_ROBOTS, BUSY("429 Busy", "5"), PAGE}, {"/a"}, ERR_NONE, 3, NULL},
         7,
         7000,
         0},
        {{"shorter than the pause",
          {NO_ROBOTS, BUSY("429 Busy", "1"), PAGE},
          {"/a"},
          ERR_NONE,
          3,
          NULL},
         3,
         6000,
         0},
        {{"none at all", {NO_ROBOTS, BUSY("503 Busy", "0"), PAGE}, {"/a"}, ERR_NONE, 3, NULL},
         2,
         6000,
         0},
        {{"as long as we wait",
          {NO_ROBOTS, BUSY("503 Busy", "10"), PAGE},
          {"/a"},
          ERR_NONE,
          3,
          NULL},
         12,
         12000,
         0},
        {{"too long",
          {NO_ROBOTS, BUSY("503 Busy", "11"), PAGE},
          {"/a", "/b"},
          ERR_REFUSED,
          2,
          "left alone"},
         13,
         2000,
         1},
        {{"nothing said",
          {NO_ROBOTS, STATUS("429 Busy", ""), PAGE},
          {"/a", "/b"},
          ERR_REFUSED,
          2,
          "left alone"},
         2 + PACE_RETRY_DEFAULT_S,
         2000,
         1},
        {{"nonsense",
          {NO_ROBOTS, BUSY("429 Busy", "soon"), PAGE},
          {"/a", "/b"},
          ERR_REFUSED,
          2,
          "left alone"},
         2 + PACE_RETRY_DEFAULT_S,
         2000,
         1},
        {{"beyond belief",
          {NO_ROBOTS, BUSY("429 Busy", "99999999999999999999"), PAGE},
          {"/a"},
          ERR_REFUSED,
          2,
          "left alone"},
         2 + PACE_RETRY_MAX_S,
         2000,
         1},
        {{"again and again",
          {NO_ROBOTS, BUSY("429 Busy", "1"), BUSY("429 Busy", "1"), BUSY("429 Busy", "1"),
           BUSY("429 Busy", "1"), PAGE},
          {"/a", "/b"},
          ERR_REFUSED,
          5,
          "left alone"},
         31,
         30000,
         4},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fetch_options options = usual();
        int64_t now = held.now;
        int64_t steady = held.steady_ms;
        enum err err = play(&rows[i].play, options);

        cr_expect_eq(err, rows[i].play.err, "%s: %s", rows[i].play.what, diag.text);
        cr_expect_eq(answers_requests(play_server), rows[i].play.requests, "%s",
                     rows[i].play.what);
        cr_expect_eq(fetch_memory(play_fetch)->not_before - now, rows[i].not_before, "%s: %lld",
                     rows[i].play.what,
                     (long long)(fetch_memory(play_fetch)->not_before - now));
        cr_expect_eq(held.steady_ms - steady, rows[i].steady_ms, "%s: %lld", rows[i].play.what,
                     (long long)(held.steady_ms - steady));
        cr_expect_eq(fetch_memory(play_fetch)->strikes, rows[i].strikes, "%s",
                     rows[i].play.what);
        cr_expect_eq(fetch_is_over(play_fetch), rows[i].play.err != ERR_NONE);
        play_end();
    }
}

Test(fetch, waits_longer_by_default_with_each_strike_and_visit) {
    static const struct play busy = {
        "busy", {NO_ROBOTS, STATUS("503 Busy", "")}, {"/a"}, ERR_REFUSED, 2, NULL};
    static const int64_t waits[] = {1, 2, 4, 8, 16, 32, 64, 96, 96};
    struct fetch_options options = usual();

    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        options.memory.strikes = (int64_t)i;
        /* robots.txt came, which ends a row: so it is remembered from before */
        options.memory.robots_at = held.now;
        options.memory.robots_status = 404;
        {
            struct play again = busy;

            again.answers[0] = again.answers[1];
            again.answers[1] = (struct answer){0};
            play(&again, options);
        }
        cr_expect_eq(fetch_memory(play_fetch)->not_before - held.now,
                     waits[i] * PACE_RETRY_DEFAULT_S, "%zu", i);
        play_end();
    }
}

Test(fetch, asks_this_machine_without_pause_but_keeps_a_retry_after) {
    static const struct play robots = {"crawl-delay",
                                       {BODY("200 OK", "", "User-agent: *\nCrawl-delay: 10\n"),
                                        PAGE, STATUS("500 Oh", ""), PAGE},
                                       {"/a", "/b", "/c"},
                                       ERR_NONE,
                                       4,
                                       NULL};
    static const struct play busy = {
        "busy", {NO_ROBOTS, BUSY("429 Busy", "5"), PAGE}, {"/a"}, ERR_NONE, 3, NULL};
    struct fetch_options options = usual();
    int64_t before = held.steady_ms;

    options.interval_ms = 0;
    options.seed = 9;
    cr_expect_eq(play(&busy, options), ERR_NONE, "%s", diag.text);
    cr_expect_eq(held.steady_ms, before + 5000);
    play_end();
    options.seed = 0;
    before = held.steady_ms;
    cr_expect_eq(play(&robots, options), ERR_NONE, "%s", diag.text);
    cr_expect_eq(held.steady_ms, before + 10000 + 10000 + 20000, "a delay is kept here too");
    play_end();
    options.interval_ms = 2000;
    before = held.steady_ms - 5000;
    cr_expect_eq(play(&robots, options), ERR_NONE, "%s", diag.text);
    cr_expect_eq(held.steady_ms, before + 5000 + 10000 + 10000 + 20000, "%lld",
                 (long long)(held.steady_ms - before));
    cr_expect_eq(fetch_interval_ms(play_fetch), 10000);
    cr_expect_not_null(strstr(said, "10 seconds"), "%s", said);
    play_end();
}

Test(fetch, follows_redirects_through_the_gates) {
    static const struct play plays[] = {
        {"within the board", {NO_ROBOTS, HOP("/b"), PAGE}, {"/a"}, ERR_NONE, 3, NULL},
        {"to what robots forbids",
         {BODY("200 OK", "", "User-agent: *\nDisallow: /b\n"), HOP("/b"), PAGE},
         {"/a"},
         ERR_REFUSED,
         2,
         "forbids /b"},
        {"to another host",
         {NO_ROBOTS, HOP("https://www.example.org/"), PAGE},
         {"/a"},
         ERR_REFUSED,
         2,
         "leads away"},
        {"to another host, without a scheme",
         {NO_ROBOTS, HOP("//www.example.org/"), PAGE},
         {"/a"},
         ERR_REFUSED,
         2,
         "leads away"},
        {"to another port",
         {NO_ROBOTS, HOP("http://127.0.0.1:9/"), PAGE},
         {"/a"},
         ERR_REFUSED,
         2,
         "leads away"},
        {"to this machine by its other name",
         {NO_ROBOTS, HOP("http://localhost/"), PAGE},
         {"/a"},
         ERR_REFUSED,
         2,
         "leads away"},
        {"to a file",
         {NO_ROBOTS, HOP("file:///etc/passwd"), PAGE},
         {"/a"},
         ERR_REFUSED,
         2,
         "neither https nor http"},
        {"to a script",
         {NO_ROBOTS, HOP("javascript:alert(1)"), PAGE},
         {"/a"},
         ERR_REFUSED,
         2,
         NULL},
        {"to a name and password",
         {NO_ROBOTS, HOP("http://me:pw@127.0.0.1/"), PAGE},
         {"/a"},
         ERR_REFUSED,
         2,
         "user name"},
        {"to nowhere",
         {NO_ROBOTS, STATUS("301 Moved", ""), PAGE},
         {"/a"},
         ERR_NETWORK,
         2,
         "without a target"},
        {"in a circle",
         {NO_ROBOTS, HOP("/a"), HOP("/a"), HOP("/a"), HOP("/a"), HOP("/a"), HOP("/a"), PAGE},
         {"/a"},
         ERR_NETWORK,
         7,
         "more than 5"},
    };

    play_all(plays, sizeof plays / sizeof *plays);
}

/* ---- a Crawl-delay -------------------------------------------------------------------------
 */

#define DELAY(seconds) "User-agent: *\nCrawl-delay: " seconds "\n"

/* As a visit `ago` seconds before left it, robots.txt read so long before. */
static struct fetch_options after_visit(const char *robots, int64_t ago, int64_t read) {
    struct fetch_options options = usual();

    options.memory.last_request = held.now - ago;
    options.memory.robots_at = held.now - read;
    options.memory.robots_status = 200;
    options.memory.robots = span_of(robots);
    return options;
}

Test(fetch, keeps_a_crawl_delay_from_visit_to_visit) {
    struct fetch_options options = after_visit(DELAY("15"), 5, 60);
    struct fetch *fetch = visit_with(&options);
    struct page page = {0};

    cr_expect_eq(fetch_wait_ms(fetch), 11000, "of the second the start is not known");
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_expect_eq(board_request_count(board, ""), 1);
    cr_expect_eq(held.steady_ms, 5000 + 11000);
    fetch_close(fetch);
}

Test(fetch, keeps_the_old_crawl_delay_until_robots_is_read_again) {
    static const struct play rules = {
        "no delay any more",
        {BODY("200 OK", "", "User-agent: *\nDisallow: /x\n"), PAGE},
        {"/a"},
        ERR_NONE,
        2,
        NULL};
    struct fetch_options options = after_visit(DELAY("15"), 5, FETCH_ROBOTS_AGE_S + 1);

    cr_expect_eq(play(&rules, options), ERR_NONE, "%s", diag.text);
    cr_expect_eq(held.steady_ms, 5000 + 11000 + 2000, "%lld", (long long)held.steady_ms);
    cr_expect_eq(fetch_interval_ms(play_fetch), 2000);
    play_end();
}

Test(fetch, keeps_a_crawl_delay_of_an_hour_and_tells_of_the_wait) {
    struct fetch_options options = after_visit(DELAY("3600"), 61, 60);
    struct fetch *fetch = visit_with(&options);
    struct page page = {0};

    cr_expect_eq(fetch_interval_ms(fetch), 3600000);
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE, "%s", diag.text);
    cr_expect_eq(held.steady_ms, 5000 + 3540000);
    cr_expect_str_eq(said, "127.0.0.1 is asked again in 59 minutes");
    fetch_close(fetch);
}

Test(fetch, ends_as_spent_where_a_pause_is_longer_than_the_run) {
    struct fetch_options options = after_visit(DELAY("3600"), 61, 60);
    struct fetch *fetch = NULL;
    struct page page = {0};

    options.deadline_ms = held.steady_ms + 600000;
    fetch = visit_with(&options);
    cr_expect_eq(get(fetch, ADVERT, &page), ERR_INTERRUPTED);
    cr_expect(fetch_is_spent(fetch));
    cr_expect_not(fetch_is_over(fetch));
    cr_expect_eq(held.steady_ms, 5000, "nobody waits for what cannot be");
    cr_expect_not_null(strstr(diag.text, "again in 59 minutes"), "%s", diag.text);
    cr_expect_eq(board_request_count(board, ""), 0);
    fetch_close(fetch);
}

/* ---- robots.txt that has moved to another host ----------------------------------------------
 */

static bool other_may;
static char other_asked[64];
static size_t other_visits;
static int64_t other_not_before;
static enum err other_err;

static enum err visited(void *state, const char *where, int64_t not_before, struct diag *why) {
    (void)state;
    cr_expect_str_eq(where, other_asked);
    other_visits++;
    other_not_before = not_before > 0 ? not_before - held.now : 0;
    return other_err ? diag_set(why, other_err, "cannot be kept") : ERR_NONE;
}

static bool may_visit(void *state, const char *where) {
    (void)state;
    snprintf(other_asked, sizeof other_asked, "%s", where);
    return other_may;
}

/* The board's robots.txt leads to a host that answers so; then /a is asked for.
 * @return what the visit said; the memory that it left is in `memory` */
static enum err play_moved(const struct answer *other, size_t *other_requests,
                           struct host_memory *memory) {
    struct answers *there = answers_start(other, 1);
    char hop[128];
    struct play moved = {"moved", {{.bytes = hop}, PAGE}, {"/a"}, ERR_NONE, 0, NULL};
    struct fetch_options options = usual();
    enum err err = ERR_NONE;
    char expected[64];

    snprintf(hop, sizeof hop,
             "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:%d/robots.txt\r\n"
             "Content-Length: 0\r\n\r\n",
             answers_port(there));
    snprintf(expected, sizeof expected, "http://127.0.0.1:%d", answers_port(there));
    options.may_visit = may_visit;
    options.visited = visited;
    options.timeout_s = 3;
    other_asked[0] = '\0';
    other_visits = 0;
    err = play(&moved, options);
    cr_expect_str_eq(other_asked, expected);
    *memory = *fetch_memory(play_fetch);
    memory->trouble = NULL;
    cr_expect_eq(fetch_is_over(play_fetch), err == ERR_REFUSED);
    play_end();
    answers_stop(there);
    *other_requests = answers_requests(there);
    answers_free(there);
    return err;
}

Test(fetch, asks_no_other_host_for_robots_that_wants_to_be_left_alone) {
    static const struct answer rules = BODY("200 OK", "", "User-agent: *\nDisallow: /b\n");
    struct host_memory memory = {0};
    size_t asked = 0;

    other_may = false;
    cr_expect_eq(play_moved(&rules, &asked, &memory), ERR_REFUSED);
    cr_expect_eq(asked, 0);
    cr_expect_not_null(strstr(diag.text, "left alone"), "%s", diag.text);
    cr_expect_eq(memory.not_before, 0);
    cr_expect_eq(other_visits, 0);
    other_may = true;
    cr_expect_eq(play_moved(&rules, &asked, &memory), ERR_NONE, "%s", diag.text);
    cr_expect_eq(asked, 1);
    cr_expect_eq(other_visits, 1);
    other_err = ERR_SYSTEM;
    cr_expect_eq(play_moved(&rules, &asked, &memory), ERR_SYSTEM, "it must be kept");
    other_err = ERR_NONE;
}

Test(fetch, books_no_refusal_of_another_host_as_the_boards) {
    static const struct {
        struct answer answer;
        enum err err;
        int64_t wait; /* booked for that host */
    } rows[] = {
        {STATUS("403 No", ""), ERR_REFUSED, 0},
        {STATUS("401 No", ""), ERR_REFUSED, 0},
        {STATUS("429 Busy", "Retry-After: 5\r\n"), ERR_REFUSED, 5},
        {STATUS("429 Busy", "Retry-After: 7200\r\n"), ERR_REFUSED, 7200},
        {STATUS("503 Busy", "Retry-After: 7200\r\n"), ERR_REFUSED, 7200},
        {STATUS("500 Oh", ""), ERR_REFUSED, 0},
        {BODY("200 OK", "", "<title>Just a moment...</title>"), ERR_REFUSED, 0},
        {STATUS("404 No", ""), ERR_NONE, 0},
        {BODY("200 OK", "Content-Length: 99\r\n", "x"), ERR_NETWORK, 0},
    };

    other_may = true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct host_memory memory = {0};
        size_t asked = 0;

        cr_expect_eq(play_moved(&rows[i].answer, &asked, &memory), rows[i].err, "%zu: %s", i,
                     diag.text);
        cr_expect_eq(asked, 1, "%zu", i);
        cr_expect_eq(other_visits, 1, "%zu", i);
        cr_expect_eq(other_not_before, rows[i].wait, "%zu", i);
        cr_expect_eq(memory.not_before, 0, "%zu", i);
        cr_expect_eq(memory.strikes, 0, "%zu", i);
        cr_expect(rows[i].err == ERR_NONE || strstr(diag.text, "robots.txt of 127.0.0.1 could"),
                  "%zu: %s", i, diag.text);
    }
}

/* ---- the gate, without a request -----------------------------------------------------------
 */

/* A redirect from https to plain http, of the same host and even of the same port: no page is
 * asked for behind it, and no robots.txt either. */
Test(fetch, never_goes_down_from_https_to_http) {
    static const struct {
        const char *location;
        bool may;
        bool may_for_robots;
    } rows[] = {
        {"https://board.example/b", true, true},
        {"/b", true, true},
        {"//board.example/b", true, true},
        {"http://board.example/b", false, false},
        {"http://board.example:443/b", false, false},
        {"HTTP://BOARD.example/b", false, false},
        {"http://other.example/b", false, false},
        {"http://127.0.0.1/b", false, false},
        {"https://127.0.0.1/b", false, false},
        {"https://other.example/b", false, true},
    };
    struct fetch_options options = usual();
    struct fetch *fetch = NULL;

    options.origin = "https://board.example";
    fetch = visit_with(&options);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct url url = {0};

        cr_assert_eq(url_resolve(&url, &arena, &fetch->origin, rows[i].location, &diag),
                     ERR_NONE);
        cr_expect_eq(fetch_gate(fetch, &url, &diag), rows[i].may ? ERR_NONE : ERR_REFUSED, "%s",
                     rows[i].location);
        cr_expect_eq(fetch_may_hop(fetch, &url), rows[i].may_for_robots, "%s",
                     rows[i].location);
    }
    fetch_close(fetch);
}
