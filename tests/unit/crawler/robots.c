/* tests/unit/crawler/robots.c - robots.txt (RFC 9309)
 * SPDX-License-Identifier: MIT
 */
#include "crawler/robots.h"

#include "base/buf.h"

#include <criterion/criterion.h>
#include <string.h>

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
        {"User-agent: *\nDisallow: /a$b\n", "/a$b", true},
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
        {"User-agent: *\nCrawl-delay: 99999\n", ROBOTS_DELAY_MAX_S * 1000},
        {"User-agent: *\nCrawl-delay: 700000\n", ROBOTS_DELAY_MAX_S * 1000},
        {"User-agent: *\nCrawl-delay: 99999999999999999999999\n", ROBOTS_DELAY_MAX_S * 1000},
        {"User-agent: *\nCrawl-delay: 600.9\n", ROBOTS_DELAY_MAX_S * 1000},
        {"User-agent: *\nCrawl-delay: .5\n", 0},
        {"User-agent: *\nCrawl-delay: -1\n", 0},
        {"User-agent: *\nCrawl-delay: soon\n", 0},
        {"User-agent: other\nCrawl-delay: 10\n", 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(read_robots(rows[i].body).delay_ms, rows[i].delay_ms, "%s", rows[i].body);
    }
}

Test(robots, ends_soon_on_a_pattern_of_many_stars) {
    struct buf body;
    char path[8001];

    buf_init(&body, 1 << 20);
    buf_put_text(&body, "User-agent: *\nDisallow: /");
    for (int i = 0; i < 2000; i++) {
        buf_put_text(&body, "*a");
    }
    buf_put_text(&body, "b\n");
    memset(path, 'a', sizeof path - 1);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    cr_expect(allows(buf_text(&body), path));
    buf_fini(&body);
}

Test(robots, tells_a_web_page_from_rules) {
    cr_expect(robots_is_web_page(SPAN("\n <!DOCTYPE html><html>")));
    cr_expect(robots_is_web_page(SPAN("\xEF\xBB\xBF<html>")));
    cr_expect_not(robots_is_web_page(SPAN("User-agent: *\nDisallow: /<a>\n")));
    cr_expect_not(robots_is_web_page(SPAN("")));
}
