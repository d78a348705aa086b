/* tests/unit/crawler/url.c - addresses
 * SPDX-License-Identifier: MIT
 */
#include "crawler/url.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void start(void) { arena_init(&arena, 1 << 20); }

static void stop(void) { arena_fini(&arena); }

TestSuite(url, .init = start, .fini = stop);

Test(url, takes_an_address_apart) {
    struct url url = {0};

    cr_assert_eq(url_parse(&url, &arena, "HTTPS://WWW.Jobs.NHS.uk/a/b?x=1&y=2#part", NULL),
                 ERR_NONE);
    cr_expect_str_eq(url.scheme, "https");
    cr_expect_str_eq(url.host, "www.jobs.nhs.uk");
    cr_expect_eq(url.port, 443);
    cr_expect_str_eq(url.path, "/a/b?x=1&y=2");
    cr_expect_null(strchr(url.text, '#'));
}

Test(url, refuses_what_is_no_web_address) {
    static const char *const wrong[] = {"",
                                        "jobs",
                                        "file:///etc/passwd",
                                        "ftp://host/x",
                                        "https://",
                                        "gopher://h/1",
                                        "https://me:pw@host.uk/",
                                        "https://me@host.uk/",
                                        "http://[::",
                                        "https://a b.uk/",
                                        "//host.uk/x",
                                        "javascript:alert(1)",
                                        "data:text/html,x",
                                        "https://host.uk\\x",
                                        "https:\\\\host.uk/",
                                        "https://host.uk/a\\b",
                                        "https://a\\@host.uk/",
                                        "https://host.uk/a b",
                                        "https://host.uk/a\tb",
                                        "https://host.uk/a\r\nX: y",
                                        "https://host.uk/\x01",
                                        "https://host.uk/\x7F",
                                        "https://ho\x01st.uk/",
                                        "https://host.uk:99999/",
                                        "https://host.uk:0/",
                                        "https://host.uk:x/",
                                        "https://host.uk:80:80/",
                                        "https://@host.uk/",
                                        "https://a@b@c/",
                                        "https://host%00.uk/",
                                        "https://host%2F.uk/",
                                        "https://host%40x.uk/",
                                        " https://host.uk/",
                                        "https://host.uk/ ",
                                        "https:host.uk/"};
    struct diag diag;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct url url = {.port = -7};

        cr_expect_eq(url_parse(&url, &arena, wrong[i], &diag), ERR_INPUT, "%s", wrong[i]);
        cr_expect_eq(url.port, -7, "%s: the output was touched", wrong[i]);
        cr_expect(strlen(diag.text) > 0);
    }
}

Test(url, refuses_an_address_that_is_too_long) {
    char text[URL_LENGTH_MAX + 64];
    struct url url = {0};

    memset(text, 'a', sizeof text);
    memcpy(text, "https://host.uk/", 16);
    text[sizeof text - 1] = '\0';
    cr_expect_eq(url_parse(&url, &arena, text, NULL), ERR_INPUT);
}

Test(url, resolves_references_against_a_base) {
    static const struct {
        const char *reference, *whole;
    } rows[] = {
        {"/robots.txt", "https://host.uk/robots.txt"},
        {"next?page=2", "https://host.uk/a/next?page=2"},
        {"../up", "https://host.uk/up"},
        {"https://other.uk/x", "https://other.uk/x"},
        {"//other.uk/x", "https://other.uk/x"},
        {"?only=query", "https://host.uk/a/b?only=query"},
        {"#part", "https://host.uk/a/b?c=d"},
        {"", "https://host.uk/a/b?c=d"},
        {"/a/../../b", "https://host.uk/b"},
        {"/a/%2e%2E/b", "https://host.uk/b"},
        {"/a/.%2e/b", "https://host.uk/b"},
        {"/a/%252e%252e/b", "https://host.uk/a/%252e%252e/b"},
        {"/a%2Fb?x=%2Fy", "https://host.uk/a%2Fb?x=%2Fy"},
        {"https://other.uk:8443/x", "https://other.uk:8443/x"},
    };
    struct url base = {0};

    cr_assert_eq(url_parse(&base, &arena, "https://host.uk/a/b?c=d", NULL), ERR_NONE);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct url url = {0};

        cr_assert_eq(url_resolve(&url, &arena, &base, rows[i].reference, NULL), ERR_NONE);
        cr_expect_str_eq(url.text, rows[i].whole);
    }
    cr_expect_eq(url_resolve(&base, &arena, &base, "file:///etc/passwd", NULL), ERR_INPUT);
}

Test(url, knows_this_machine_by_its_names) {
    static const struct {
        const char *text;
        bool loopback;
    } rows[] = {
        {"http://127.0.0.1:8080/", true},
        {"http://127.9.9.9/", true},
        {"http://localhost/", true},
        {"http://[::1]:80/", true},
        {"http://127.0.0.1.evil.uk/", false},
        {"http://10.0.0.1/", false},
        {"http://localhost.evil.uk/", false},
        {"https://www.jobs.nhs.uk/", false},
        {"http://127.1/", true},
        {"http://2130706433/", true},
        {"http://0x7f.0.0.1/", true},
        {"http://%31%32%37.0.0.1/", true},
        {"http://[0:0::0:1]/", true},
        {"http://LOCALHOST/", true},
        {"http://[::ffff:127.0.0.1]/", false},
        {"http://0.0.0.0/", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct url url = {0};

        cr_assert_eq(url_parse(&url, &arena, rows[i].text, NULL), ERR_NONE, "%s", rows[i].text);
        cr_expect_eq(url_is_loopback(&url), rows[i].loopback, "%s", rows[i].text);
    }
}

Test(url, tells_origins_apart) {
    struct url a = {0}, b = {0}, c = {0}, d = {0};

    url_parse(&a, &arena, "https://host.uk/x", NULL);
    url_parse(&b, &arena, "https://HOST.uk:443/y", NULL);
    url_parse(&c, &arena, "http://host.uk/x", NULL);
    url_parse(&d, &arena, "https://host.uk:444/x", NULL);
    cr_expect(url_same_origin(&a, &b));
    cr_expect_not(url_same_origin(&a, &c));
    cr_expect_not(url_same_origin(&a, &d));
}

Test(url, keeps_names_in_other_scripts) {
    struct url url = {0};

    cr_assert_eq(url_parse(&url, &arena, "https://m\xC3\xBCnchen.example/\xE3\x83\x84", NULL),
                 ERR_NONE);
    cr_expect_str_eq(url.host, "m\xC3\xBCnchen.example");
    cr_expect(url_same_origin(&url, &url));
}

Test(url, spells_an_origin_in_one_way) {
    static const char *const rows[][2] = {
        {"https://WWW.jobs.nhs.uk:443/x?y", "https://www.jobs.nhs.uk"},
        {"https://www.jobs.nhs.uk:444/", "https://www.jobs.nhs.uk:444"},
        {"http://127.1:80/", "http://127.0.0.1"},
        {"http://127.0.0.1:443/", "http://127.0.0.1:443"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct url url = {0};

        cr_assert_eq(url_parse(&url, &arena, rows[i][0], NULL), ERR_NONE);
        cr_expect_str_eq(url_origin(&arena, &url), rows[i][1]);
    }
}

Test(url, takes_plain_http_for_another_origin) {
    struct url board = {0};
    struct url plain = {0};

    cr_assert_eq(url_parse(&board, &arena, "https://www.jobs.nhs.uk", NULL), ERR_NONE);
    cr_assert_eq(url_resolve(&plain, &arena, &board, "http://www.jobs.nhs.uk/x", NULL),
                 ERR_NONE);
    cr_expect_not(url_same_origin(&plain, &board));
    cr_assert_eq(url_resolve(&plain, &arena, &board, "http://www.jobs.nhs.uk:443/x", NULL),
                 ERR_NONE);
    cr_expect_not(url_same_origin(&plain, &board), "the port does not make it https");
}
