/* tests/unit/crawler/fetch.c - a polite visit, against the local board under a held clock
 * SPDX-License-Identifier: MIT
 */
#include "crawler/fetch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "crawler/pace.h"
#include "crawler/sources.h"
#include "tests/support/board.h"
#include "tests/support/place.h"

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
                                    .last_request = held.now - 1};
    struct fetch *fetch = NULL;
    struct page page = {0};

    cr_assert_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
    cr_assert_eq(get(fetch, ADVERT, &page), ERR_NONE);
    cr_expect_eq(held.steady_ms, 5000 + 1000 + 2000);
    fetch_close(fetch);
}

Test(fetch, keeps_the_whole_pause_where_the_clock_has_gone_back) {
    static const int64_t ahead[] = {1, 3600, INT64_MAX / 2};

    for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++) {
        struct fetch_options options = {.origin = origin,
                                        .agent = "shortlist",
                                        .user_agent = "t",
                                        .interval_ms = 2000,
                                        .last_request = held.now + ahead[i]};
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
        cr_expect_eq(fetch_not_before(fetch) > 0, strcmp(kinds[i], "403") != 0, "%s", kinds[i]);
        fetch_close(fetch);
    }
}

Test(fetch, keeps_away_until_the_host_wants_us_back) {
    struct fetch_options options = {.origin = origin,
                                    .agent = "shortlist",
                                    .user_agent = "t",
                                    .interval_ms = 2000,
                                    .not_before = held.now + 30};
    struct fetch *fetch = NULL;

    cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_REFUSED);
    options.not_before = held.now + PACE_RETRY_MAX_S + 1; /* nobody is believed so long */
    cr_expect_eq(fetch_open(&fetch, &options, &held_clock, &diag), ERR_NONE);
    fetch_close(fetch);
    fetch = NULL;
    options.not_before = held.now + PACE_RETRY_MAX_S;
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
    cr_expect_not_null(strstr(diag.text, "robots.txt could not be read"), "%s", diag.text);
    fetch_close(fetch);
}

TestSuite(sources, .init = start, .fini = stop);

Test(sources, offer_addresses_that_stay_on_the_board) {
    static const char *const wrong[] = {"",       "a",    "../../etc", "C1/2",
                                        "C1?x=1", "C1#x", "C 1",       "C%2e%2e"};
    const struct board_source *source = sources_find("nhsjobs");

    cr_assert_not_null(source);
    cr_expect_null(sources_find("nowhere"));
    cr_expect_str_eq(source->feed_path(&arena, 3),
                     "/api/v1/search_xml?sort=publicationDateDesc&limit=100&page=3");
    cr_expect_str_eq(source->advert_path(&arena, "E0343-26-0026abl806o"),
                     "/candidate/jobadvert/E0343-26-0026abl806o");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_expect_null(source->advert_path(&arena, wrong[i]), "%s", wrong[i]);
    }
    cr_expect_null(source->advert_path(&arena, NULL));
}
