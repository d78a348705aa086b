/* tests/unit/crawler/robots.c - robots.txt (RFC 9309)
 * SPDX-License-Identifier: MIT
 */
#include "crawler/robots.h"

#include "base/buf.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

static struct arena arena;

static void start(void) { arena_init(&arena, 8 << 20); }

static void stop(void) { arena_fini(&arena); }

TestSuite(robots, .init = start, .fini = stop);

static struct robots read_robots(const char *body) {
    struct robots robots = {0};

    cr_assert_eq(robots_parse(&robots, &arena, span_of(body), "shortlist", NULL), ERR_NONE);
    return robots;
}

static bool allows(const char *body, const char *path) {
    struct robots robots = read_robots(body);

    return robots_allows(&robots, path, NULL);
}

Test(robots, decides_by_the_longest_pattern) {
    static const struct {
        const char *body, *path;
        bool allowed;
    } rows[] = {
        {"", "/a", true},
        {"User-agent: *\nDisallow: /\n", "/a", false},
        {"User-agent: *\nDisallow: /\n", "/robots.txt", true},
        {"User-agent: *\nDisallow:\n", "/a", true},
        {"User-agent: *\nDisallow: /a\n", "/b", true},
        {"User-agent: *\nDisallow: /a\n", "/abc", false},
        {"User-agent: *\nDisallow: /a/\n", "/a", true},
        {"User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", true},
        {"User-agent: *\nAllow: /a\nDisallow: /a/b\n", "/a/b/c", false},
        {"User-agent: *\nDisallow: /p\nAllow: /p\n", "/p", true},
        {"User-agent: *\nDisallow: /*.php$\n", "/x/y.php", false},
        {"User-agent: *\nDisallow: /*.php$\n", "/x/y.php?z", true},
        {"User-agent: *\nDisallow: /a*b*c\n", "/a1b2c3", false},
        {"User-agent: *\nDisallow: /a*b*c\n", "/a1c2b3", true},
        {"User-agent: *\nDisallow: /*?keyword=\n", "/results?keyword=x", false},
        {"User-agent: *\nDisallow: /a$b\n", "/a$b", false},
        {"User-agent: *\nDisallow: /a%24b\n", "/a$b", false},
        {"User-agent: *\nDisallow: /file-with-a-%2A.html\n", "/file-with-a-*.html", false},
        {"User-agent: *\nDisallow: /%7Ejoe/\n", "/~joe/x", false},
        {"User-agent: *\nDisallow: /~joe/\n", "/%7ejoe/x", false},
        {"User-agent: *\nDisallow: /a%3cd\n", "/a%3Cd", false},
        {"User-agent: *\nDisallow: /a%2fb\n", "/a/b", true},
        {"User-agent: *\nDisallow: /\xE3\x83\x84\n", "/%E3%83%84", false},
        {"user-AGENT: *\r\ndisALLOW: /a # why\r\n", "/a", false},
        {"\xEF\xBB\xBFUser-agent: *\nDisallow: /a\n", "/a", false},
        {"User-agent: *\rDisallow: /a\r", "/a", false},
        {"Disallow: /a\nUser-agent: *\nDisallow: /b\n", "/a", true},
        {"User-agent: *\nnonsense\n: x\nDisallow /a\nDisallow: /b", "/b", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(allows(rows[i].body, rows[i].path), rows[i].allowed, "%s on %s",
                     rows[i].path, rows[i].body);
    }
}

Test(robots, takes_the_groups_that_name_us_and_joins_them) {
    static const char body[] =
        "User-agent: *\nDisallow: /\n\n"
        "User-agent: otherbot\nUser-agent: Shortlist/2.0\nDisallow: /a\n\n"
        "User-agent: someone\nDisallow: /c\n\n"
        "Sitemap: https://host.uk/s.xml\n"
        "User-agent: SHORTLIST\nDisallow: /b\n";

    cr_expect_not(allows(body, "/a"));
    cr_expect_not(allows(body, "/b"));
    cr_expect(allows(body, "/c"));
    cr_expect(allows(body, "/d"));
}

Test(robots, does_not_take_a_longer_name_for_ours) {
    cr_expect(allows("User-agent: shortlister\nDisallow: /\n", "/a"));
    cr_expect(allows("User-agent: short\nDisallow: /\n", "/a"));
}

Test(robots, an_own_group_without_rules_allows_everything) {
    cr_expect(allows("User-agent: *\nDisallow: /\n\nUser-agent: shortlist\nDisallow:\n", "/a"));
}

Test(robots, names_the_deciding_line) {
    struct robots robots = read_robots("User-agent: *\n\nDisallow: /a\nAllow: /a/b\n");
    const struct robots_rule *rule = NULL;

    cr_expect_not(robots_allows(&robots, "/a/c", &rule));
    cr_assert_not_null(rule);
    cr_expect_eq(rule->line, 3);
    cr_expect(robots_allows(&robots, "/a/b", &rule));
    cr_assert_not_null(rule);
    cr_expect_eq(rule->line, 4);
    cr_expect(robots_allows(&robots, "/z", &rule));
    cr_expect_null(rule);
}

Test(robots, keeps_a_crawl_delay_within_bounds) {
    static const struct {
        const char *body;
        int delay_ms;
    } rows[] = {
        {"User-agent: *\nCrawl-delay: 10\n", 10000},
        {"User-agent: *\nCrawl-delay: 2.5\n", 2500},
        {"User-agent: *\nCrawl-delay: 86401\n", ROBOTS_DELAY_MAX_S * 1000},
        {"User-agent: *\nCrawl-delay: 700000\n", ROBOTS_DELAY_MAX_S * 1000},
        {"User-agent: *\nCrawl-delay: 99999999999999999999999\n", ROBOTS_DELAY_MAX_S * 1000},
        {"User-agent: *\nCrawl-delay: 600.9\n", 600900},
        {"User-agent: *\nCrawl-delay: 3600\n", 3600000},
        {"User-agent: *\nCrawl-delay: 86399\n", 86399000},
        {"User-agent: *\nCrawl-delay: 10s\n", 10000},
        {"User-agent: *\nCrawl-delay: 10 Seconds # please\n", 10000},
        {"User-agent: *\nCrawl-delay: 2.5 sec\n", 2500},
        {"User-agent: *\nCrawl-delay: 2 minutes\n", 120000},
        {"User-agent: *\nCrawl-delay: 1h\n", 3600000},
        {"User-agent: *\nCrawl-delay: 99999 hours\n", ROBOTS_DELAY_MAX_S * 1000},
        {"User-agent: *\nCrawl-delay: 10 bananas\n", 0},
        {"User-agent: *\nCrawl-delay: 10 20\n", 0},
        {"User-agent: *\nCrawl-delay: seconds\n", 0},
        {"User-agent: *\nCrawl-delay: .5\n", 500},
        {"User-agent: *\nCrawl-delay: 2.\n", 2000},
        {"User-agent: *\nCrawl-delay: 2.0001\n", 2001},
        {"User-agent: *\nCrawl-delay: 2.5.1\n", 0},
        {"User-agent: *\nCrawl-delay: 1e3\n", 0},
        {"User-agent: *\nCrawl-delay: .\n", 0},
        {"User-agent: *\nCrawl-delay:\n", 0},
        {"User-agent: *\nCRAWL-DELAY : 10 # s\n", 10000},
        {"User-agent: *\nCrawl-delay: 5\nCrawl-delay: 10\nCrawl-delay: 3\n", 10000},
        {"User-agent: *\nCrawl-delay: 5\nUser-agent: shortlist\nDisallow: /x\n", 0},
        {"Crawl-delay: 5\nUser-agent: *\nDisallow: /x\n", 0},
        {"User-agent: *\nCrawl-delay: -1\n", 0},
        {"User-agent: *\nCrawl-delay: soon\n", 0},
        {"User-agent: other\nCrawl-delay: 10\n", 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(read_robots(rows[i].body).delay_ms, rows[i].delay_ms, "%s", rows[i].body);
    }
}

/* Processor time of one question, in milliseconds. */
static long ask_ms(const char *body, const char *path) {
    struct robots robots = read_robots(body);
    clock_t before = clock();

    (void)robots_allows(&robots, path, NULL);
    return (long)((clock() - before) * 1000 / CLOCKS_PER_SEC);
}

static void put_times(struct buf *buf, const char *text, size_t times) {
    for (size_t i = 0; i < times; i++) {
        buf_put_text(buf, text);
    }
}

/* Files of nearly 512 KiB, asked for the longest path there is. */
Test(robots, ends_soon_whatever_the_patterns_are) {
    static const struct {
        const char *what, *front, *piece, *tail;
        size_t pieces, lines;
    } rows[] = {
        {"stars in one pattern", "/", "*a", "b", 250000, 1},
        {"stars in one pattern that matches", "/", "*a", "", 3000, 1},
        {"nothing but stars", "/", "*", "b", 500000, 1},
        {"long runs in many patterns", "/*", "a", "b", 7900, 64},
        {"stars in many patterns", "/", "*a", "b$", 3990, 64},
        {"many short patterns", "/*", "b", "", 1, 34000},
        {"many patterns that begin alike", "/", "a", "b", 100, 4500},
    };
    char path[8001];

    memset(path, 'a', sizeof path - 1);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf body;
        long spent = 0;

        arena_fini(&arena);
        arena_init(&arena, 64 << 20);
        buf_init(&body, 4 << 20);
        buf_put_text(&body, "User-agent: *\n");
        for (size_t j = 0; j < rows[i].lines; j++) {
            buf_put_text(&body, "Disallow: ");
            buf_put_text(&body, rows[i].front);
            put_times(&body, rows[i].piece, rows[i].pieces);
            buf_put_text(&body, rows[i].tail);
            buf_put_char(&body, '\n');
        }
        spent = ask_ms(buf_text(&body), path);
        cr_expect_lt(spent, 1000, "%s: %ld ms", rows[i].what, spent);
        buf_fini(&body);
    }
}

Test(robots, reads_any_bytes) {
    static const char nul[] =
        "User-agent: *\nDisallow: /a\0b\nAllow: /x\0\nDisallow: /x\n\0\xFF\xFE\n"
        "Disallow: /c\n";
    struct robots robots = {0};

    cr_assert_eq(
        robots_parse(&robots, &arena, (struct span){nul, sizeof nul - 1}, "shortlist", NULL),
        ERR_NONE);
    cr_expect(robots_allows(&robots, "/a", NULL), "half a pattern is none");
    cr_expect_not(robots_allows(&robots, "/a%00b", NULL));
    cr_expect_not(robots_allows(&robots, "/xy", NULL));
    cr_expect_not(robots_allows(&robots, "/c", NULL));
}

Test(robots, reads_512_kib_and_no_half_line) {
    struct buf body;
    struct robots robots = {0};

    buf_init(&body, 2 << 20);
    buf_put_text(&body, "User-agent: *\nDisallow: /\n");
    while (body.len < ROBOTS_SIZE_MAX - 2048) {
        buf_put_text(&body, "# a line that says nothing\n");
    }
    put_times(&body, "#", ROBOTS_SIZE_MAX - 1024 - body.len);
    buf_put_text(&body, "\nAllow: /early\nAllow: /");
    put_times(&body, "l", ROBOTS_SIZE_MAX - 5 - body.len);
    buf_put_text(&body, "/and-only-here\nAllow: /late\n");
    cr_assert_eq(robots_parse(&robots, &arena, buf_span(&body), "shortlist", NULL), ERR_NONE);
    cr_expect(robots_allows(&robots, "/early", NULL));
    cr_expect_not(robots_allows(&robots, "/late", NULL));
    cr_expect_eq(robots.count, 2, "half an Allow line would allow too much");
    buf_fini(&body);
}

Test(robots, answers_for_other_agents) {
    static const char body[] =
        "User-agent: *\nDisallow: /all\n\nUser-agent: One-Bot\nDisallow: /one\n";
    static const struct {
        const char *agent, *path;
        bool allowed;
    } rows[] = {
        {"one-bot", "/one", false},
        {"one-bot", "/all", true},
        {"One-Bot/2.1 (+x)", "/one", false},
        {"one", "/one", true},
        {"one", "/all", false},
        {"*", "/all", false},
        {"*", "/one", true},
        {"", "/all", false},
        {"2bot", "/all", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct robots robots = {0};

        cr_assert_eq(robots_parse(&robots, &arena, span_of(body), rows[i].agent, NULL),
                     ERR_NONE);
        cr_expect_eq(robots_allows(&robots, rows[i].path, NULL), rows[i].allowed, "%s, %s",
                     rows[i].agent, rows[i].path);
    }
}

Test(robots, prints_the_deciding_line_as_it_stands) {
    struct robots robots = read_robots("User-agent: *\nDisallow:  /%7ea b*\xC3\xA9$  # c\n");
    const struct robots_rule *rule = NULL;

    cr_expect_not(robots_allows(&robots, "/~a%20bx%c3%a9", &rule));
    cr_assert_not_null(rule);
    cr_expect_str_eq(rule->printed, "/%7ea b*\xC3\xA9$");
}

Test(robots, knows_what_a_status_means) {
    static const struct {
        int status;
        const char *body;
        enum robots_access access;
    } rows[] = {
        {200, "", ROBOTS_RULES},          {204, "", ROBOTS_RULES},
        {200, "<html>", ROBOTS_NO_RULES}, {299, "x", ROBOTS_RULES},
        {400, "", ROBOTS_NO_RULES},       {401, "", ROBOTS_NO_RULES},
        {403, "", ROBOTS_NO_RULES},       {404, "", ROBOTS_NO_RULES},
        {429, "", ROBOTS_NO_RULES},       {499, "", ROBOTS_NO_RULES},
        {500, "", ROBOTS_FORBIDDEN},      {503, "", ROBOTS_FORBIDDEN},
        {599, "", ROBOTS_FORBIDDEN},      {0, "", ROBOTS_FORBIDDEN},
        {302, "", ROBOTS_FORBIDDEN},      {304, "", ROBOTS_FORBIDDEN},
        {100, "", ROBOTS_FORBIDDEN},      {600, "", ROBOTS_FORBIDDEN},
        {-1, "", ROBOTS_FORBIDDEN},       {500, "<html>", ROBOTS_FORBIDDEN},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(robots_access(rows[i].status, span_of(rows[i].body)), rows[i].access,
                     "%d %s", rows[i].status, rows[i].body);
    }
}

Test(robots, tells_a_web_page_from_rules) {
    cr_expect(robots_is_web_page(SPAN("\n <!DOCTYPE html><html>")));
    cr_expect(robots_is_web_page(SPAN("\xEF\xBB\xBF<html>")));
    cr_expect_not(robots_is_web_page(SPAN("User-agent: *\nDisallow: /<a>\n")));
    cr_expect_not(robots_is_web_page(SPAN("")));
}
