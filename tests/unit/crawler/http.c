/* tests/unit/crawler/http.c - one request, one whole answer: against bytes that no server sends
 * SPDX-License-Identifier: MIT
 */
#include "crawler/http.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "tests/unit/crawler/answers.h"

static struct arena arena;
static struct diag diag;

static void start(void) { arena_init(&arena, 64 << 20); }

static void stop(void) { arena_fini(&arena); }

TestSuite(http, .init = start, .fini = stop, .timeout = 60);

static struct url url_of(int port, const char *path) {
    struct url url = {0};
    char text[256];

    snprintf(text, sizeof text, "http://127.0.0.1:%d%s", port, path);
    cr_assert_eq(url_parse(&url, &arena, arena_copy_text(&arena, text), &diag), ERR_NONE);
    return url;
}

static struct http *client(const struct http_options *options) {
    struct http *http = NULL;

    cr_assert_eq(http_open(&http, options, &diag), ERR_NONE, "%s", diag.text);
    return http;
}

/* Ask once and get this one answer. */
static enum err ask(struct page *page, const struct answer *row) {
    struct answers *answers = answers_start(row, 1);
    struct url url = url_of(answers_port(answers), "/x");
    struct http *http = client(&(struct http_options){.user_agent = "t", .timeout_s = 3});
    enum err err = http_get(page, &arena, http, &url, NULL, 7, &diag);

    http_close(http);
    answers_stop(answers);
    answers_free(answers);
    return err;
}

static enum err ask_bytes(struct page *page, const char *bytes) {
    return ask(page, &(struct answer){.bytes = bytes});
}

#define OK "HTTP/1.1 200 OK\r\n"

Test(http, takes_whole_answers_alone) {
    static const struct {
        const char *what, *bytes;
        enum err err;
    } rows[] = {
        {"a length", OK "Content-Length: 5\r\n\r\nhello", ERR_NONE},
        {"chunks", OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", ERR_NONE},
        {"chunks in capitals", OK "Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
         ERR_NONE},
        {"the end of the connection", OK "\r\nhello", ERR_NONE},
        {"the same length twice", OK "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
         ERR_NONE},
        {"the same length twice in one", OK "Content-Length: 5, 5\r\n\r\nhello", ERR_NONE},
        {"a status of its own before",
         "HTTP/1.1 100 Continue\r\n\r\n" OK "Content-Length: 5\r\n\r\nhello", ERR_NONE},
        {"two of them",
         "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" OK
         "Content-Length: 5\r\n\r\nhello",
         ERR_NONE},
        {"short length", OK "Content-Length: 6\r\n\r\nhello", ERR_NETWORK},
        {"two lengths", OK "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", ERR_NETWORK},
        {"two lengths, the shorter last",
         OK "Content-Length: 6\r\nContent-Length: 5\r\n\r\nhello!", ERR_NETWORK},
        {"two lengths in one", OK "Content-Length: 5, 6\r\n\r\nhello!", ERR_NETWORK},
        {"a length that is none", OK "Content-Length: five\r\n\r\nhello", ERR_NETWORK},
        {"a length with a tail", OK "Content-Length: 5x\r\n\r\nhello", ERR_NETWORK},
        {"a length below nothing", OK "Content-Length: -5\r\n\r\nhello", ERR_NETWORK},
        {"a length beyond numbers", OK "Content-Length: 99999999999999999999999\r\n\r\nhello",
         ERR_NETWORK},
        {"an empty length", OK "Content-Length:\r\n\r\nhello", ERR_NETWORK},
        {"a comma behind the length", OK "Content-Length: 5,\r\n\r\nhello", ERR_NETWORK},
        {"a length beside chunks",
         OK "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
         ERR_NETWORK},
        {"another transfer coding", OK "Transfer-Encoding: gzip\r\n\r\nhello", ERR_NETWORK},
        {"chunked twice",
         OK "Transfer-Encoding: chunked\r\nTransfer-Encoding: "
            "chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
         ERR_NETWORK},
        {"chunks cut", OK "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", ERR_NETWORK},
        {"a chunk cut", OK "Transfer-Encoding: chunked\r\n\r\n9\r\nhello", ERR_NETWORK},
        {"a chunk without a size",
         OK "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", ERR_NETWORK},
        {"a chunk longer than it says",
         OK "Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n", ERR_NETWORK},
        {"no headers", "hello", ERR_NETWORK},
        {"HTTP/0.9", "<html>hello</html>\r\n", ERR_NETWORK},
        {"headers cut", OK "Content-Le", ERR_NETWORK},
        {"headers cut behind a line", OK "X: y\r\n", ERR_NETWORK},
        {"headers cut behind the status", OK, ERR_NETWORK},
        {"nothing behind an interim answer", "HTTP/1.1 100 Continue\r\n\r\n", ERR_NETWORK},
        {"nothing", "", ERR_NETWORK},
        {"a part",
         "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-4/9\r\n"
         "Content-Length: 5\r\n\r\nhello",
         ERR_NETWORK},
        {"a part with status 200",
         OK "Content-Range: bytes 0-4/9\r\nContent-Length: 5\r\n\r\nhello", ERR_NETWORK},
        {"packed with something else",
         OK "Content-Encoding: br\r\nContent-Length: 5\r\n\r\nhello", ERR_NETWORK},
        {"packed with deflate",
         OK "Content-Encoding: deflate\r\nContent-Length: 5\r\n\r\nhello", ERR_NETWORK},
        {"packed twice", OK "Content-Encoding: gzip, gzip\r\nContent-Length: 5\r\n\r\nhello",
         ERR_NETWORK},
        {"packed twice, in two headers",
         OK "Content-Encoding: gzip\r\nContent-Encoding: identity\r\nContent-Length: "
            "5\r\n\r\nhello",
         ERR_NETWORK},
        {"no gzip", OK "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", ERR_NETWORK},
        {"an empty gzip", OK "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
         ERR_NETWORK},
        {"identity", OK "Content-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello",
         ERR_NONE},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct page page = {.status = -1};
        enum err err = ask_bytes(&page, rows[i].bytes);

        cr_expect_eq(err, rows[i].err, "%s: %d %s", rows[i].what, err, err ? diag.text : "");
        if (err) {
            cr_expect_eq(page.status, -1, "%s: the output was touched", rows[i].what);
        } else {
            cr_expect(span_is(page.body, "hello"), "%s", rows[i].what);
        }
    }
}

/* "hello", packed by gzip -n. */
#define GZIP                                                                                   \
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48\xcd\xc9\xc9\x07\x00\x86\xa6\x10\x36\x05" \
    "\x00\x00\x00"

Test(http, demands_the_end_of_a_packed_body_and_nothing_behind_it) {
    static const char whole[] = GZIP;
    static const struct {
        const char *what, *coding;
        size_t len;
        const char *tail;
        enum err err;
    } rows[] = {{"whole", "gzip", sizeof whole - 1, "", ERR_NONE},
                {"its old name", "x-gzip", sizeof whole - 1, "", ERR_NONE},
                {"cut in its middle", "gzip", 14, "", ERR_NETWORK},
                {"without its length", "gzip", sizeof whole - 5, "", ERR_NETWORK},
                {"bytes behind it", "gzip", sizeof whole - 1, "more", ERR_NETWORK}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char bytes[512];
        struct page page = {0};
        int head = snprintf(bytes, sizeof bytes,
                            OK "Content-Encoding: %s\r\nContent-Length: %zu\r\n\r\n",
                            rows[i].coding, rows[i].len + strlen(rows[i].tail));
        size_t len = (size_t)head;

        memcpy(bytes + len, whole, rows[i].len);
        len += rows[i].len;
        memcpy(bytes + len, rows[i].tail, strlen(rows[i].tail));
        len += strlen(rows[i].tail);
        cr_expect_eq(ask(&page, &(struct answer){.bytes = bytes, .len = len}), rows[i].err,
                     "%s", rows[i].what);
        cr_expect(rows[i].err || span_is(page.body, "hello"), "%s", rows[i].what);
    }
}

Test(http, caps_headers_and_bodies_while_they_come) {
    static const struct {
        const char *what;
        struct answer answer;
        enum err err;
    } rows[] = {
        {"many headers",
         {.bytes = OK, .repeat = "X-A: 0123456789012345678901\r\n", .times = 9999},
         ERR_LIMIT},
        {"one endless header",
         {.bytes = OK "X: ", .repeat = "0123456789", .times = 99999},
         ERR_LIMIT},
        {"an endless status line",
         {.bytes = "HTTP/1.1 200 ", .repeat = "0123456789", .times = 99999},
         ERR_LIMIT},
        {"endless interim answers",
         {.repeat = "HTTP/1.1 100 Continue\r\n\r\n", .times = 99999},
         ERR_LIMIT},
        {"an endless body",
         {.bytes = OK "\r\n", .repeat = "0123456789ABCDEF0123456789ABCDEF", .times = 999999},
         ERR_LIMIT},
        {"endless trailers",
         {.bytes = OK "Transfer-Encoding: chunked\r\n\r\n0\r\n",
          .repeat = "X-A: 0123456789012345678901\r\n",
          .times = 9999},
         ERR_LIMIT},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct page page = {.status = -1};
        enum err err = ask(&page, &rows[i].answer);

        cr_expect_eq(err, rows[i].err, "%s: %d %s", rows[i].what, err, err ? diag.text : "");
        cr_expect_eq(page.status, -1, "%s", rows[i].what);
    }
}

Test(http, keeps_headers_as_they_came_and_takes_no_harm_from_them) {
    static const char bytes[] =
        OK "ETag: W/\"a, b\\\"\xE9\"\r\n"
           "X-Folded: one\r\n  Content-Length: 99\r\n"
           "X-Cut: a\rContent-Length: 98\r\n"
           "X-Odd: \x01\x7F\r\n"
           "Last-Modified:   Sun, 06 Nov 1994 08:49:37 GMT  \r\n"
           "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nETag: \"trailer\"\r\n"
           "Content-Length: 97\r\n\r\n";
    struct page page = {0};

    cr_assert_eq(ask_bytes(&page, bytes), ERR_NONE, "%s", diag.text);
    cr_expect_str_eq(page.etag, "W/\"a, b\\\"\xE9\"");
    cr_expect_str_eq(page.last_modified, "Sun, 06 Nov 1994 08:49:37 GMT");
    cr_expect_eq(http_header(&page, "content-length").len, 0, "%s", page.headers);
    cr_expect(span_is(http_header(&page, "x-folded"), "one Content-Length: 99"), "%s",
              page.headers);
    cr_expect_eq(page.fetched_at, 7);
}

Test(http, does_not_choke_on_a_nul_in_a_header) {
    static const char bytes[] = OK "X-Nul: a\0b\r\nContent-Length: 5\r\n\r\nhello";
    struct page page = {0};
    enum err err = ask(&page, &(struct answer){.bytes = bytes, .len = sizeof bytes - 1});

    cr_expect(err == ERR_NETWORK || (!err && span_is(page.body, "hello")), "%d", err);
}

Test(http, sends_validators_back_byte_for_byte_unless_they_would_cut_the_line) {
    static const struct answer rows[] = {
        {.bytes = "HTTP/1.1 304 Not Modified\r\n\r\n", .end = ANSWER_KEEP},
        {.bytes = "HTTP/1.1 304 Not Modified\r\n\r\n", .end = ANSWER_KEEP},
        {.bytes = "HTTP/1.1 304 Not Modified\r\n\r\n"}};
    static const struct page known[] = {
        {.etag = "W/\"a  b\\\xE9;,\"", .last_modified = "Sun, 6 nov 1994  odd"},
        {.etag = "\"a\r\nX-Evil: 1\"", .last_modified = "\tx\x7F"},
        {.etag = "", .last_modified = NULL}};
    struct answers *answers = answers_start(rows, 3);
    struct url url = url_of(answers_port(answers), "/x");
    struct http *http = client(&(struct http_options){.user_agent = "shortlist/0 (+test)"});
    struct page page = {0};

    for (size_t i = 0; i < 3; i++) {
        cr_expect_eq(http_get(&page, &arena, http, &url, &known[i], 7, &diag), ERR_NONE, "%s",
                     diag.text);
        cr_expect_eq(page.status, 304);
    }
    http_close(http);
    answers_stop(answers);
    cr_expect_not_null(
        strstr(answers_request(answers, 0), "\r\nIf-None-Match: W/\"a  b\\\xE9;,\"\r\n"));
    cr_expect_not_null(
        strstr(answers_request(answers, 0), "\r\nIf-Modified-Since: Sun, 6 nov 1994  odd\r\n"));
    cr_expect_not_null(
        strstr(answers_request(answers, 0), "\r\nUser-Agent: shortlist/0 (+test)\r\n"));
    cr_expect_not_null(strstr(answers_request(answers, 0), "\r\nAccept-Encoding: gzip\r\n"));
    for (size_t i = 1; i < 3; i++) {
        cr_expect_null(strstr(answers_request(answers, i), "If-"));
        cr_expect_null(strstr(answers_request(answers, i), "Evil"));
    }
    cr_expect_eq(answers_connections(answers), 1, "one connection for all");
    answers_free(answers);
}

Test(http, asks_again_where_a_kept_connection_was_closed_meanwhile) {
    static const enum answer_end ends[] = {ANSWER_CLOSE, ANSWER_RESET, ANSWER_DROP_NEXT};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const struct answer rows[] = {
            {.bytes = OK "Content-Length: 3\r\n\r\none", .end = ends[i]},
            {.bytes = OK "Content-Length: 3\r\n\r\ntwo"}};
        struct answers *answers = answers_start(rows, 2);
        struct url url = url_of(answers_port(answers), "/x");
        struct http *http = client(&(struct http_options){.user_agent = "t", .timeout_s = 5});
        struct page page = {0};

        cr_expect_eq(http_get(&page, &arena, http, &url, NULL, 7, &diag), ERR_NONE, "%zu: %s",
                     i, diag.text);
        cr_expect(span_is(page.body, "one"));
        cr_expect_eq(http_get(&page, &arena, http, &url, NULL, 7, &diag), ERR_NONE, "%zu: %s",
                     i, diag.text);
        cr_expect(span_is(page.body, "two"));
        http_close(http);
        answers_stop(answers);
        cr_expect_eq(answers_connections(answers), 2);
        answers_free(answers);
    }
}

Test(http, gives_up_on_silence_after_the_time_it_was_told) {
    static const struct answer rows[] = {
        {.bytes = OK "Content-Length: 9\r\n\r\n", .end = ANSWER_KEEP}, {.bytes = ""}};
    struct answers *answers = answers_start(rows, 2);
    struct url url = url_of(answers_port(answers), "/x");
    struct http *http = client(&(struct http_options){.user_agent = "t", .timeout_s = 1});
    struct page page = {.status = -1};
    time_t before = time(NULL);

    cr_expect_eq(http_get(&page, &arena, http, &url, NULL, 7, &diag), ERR_NETWORK);
    cr_expect_lt(time(NULL) - before, 5);
    cr_expect_eq(page.status, -1);
    http_close(http);
    answers_stop(answers);
    answers_free(answers);
}

Test(http, talks_to_no_address_that_is_not_public) {
    static const char *const wrong[] = {
        "https://10.0.0.1/",           "https://192.168.1.1/",     "https://169.254.169.254/x",
        "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[fe80::1]/",
        "https://[fc00::1]/",          "https://0.0.0.0/",         "https://[::]/",
        "https://167772161/x",         "https://0xa.1/",           "https://[64:ff9b::a00:1]/",
        "https://100.64.0.1/",         "https://255.255.255.255/", "http://93.184.215.14/",
        "http://www.jobs.nhs.uk/",
    };

    setenv("https_proxy", "http://127.0.0.1:1", 1);
    for (int proxy = 0; proxy < 2; proxy++) {
        struct http *http =
            client(&(struct http_options){.user_agent = "t", .use_proxy = proxy == 1});

        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
            struct url url = {0};
            struct page page = {0};

            if (url_parse(&url, &arena, wrong[i], &diag)) {
                continue; /* no address at all */
            }
            cr_expect_eq(http_get(&page, &arena, http, &url, NULL, 7, &diag), ERR_REFUSED,
                         "%s: %s", wrong[i], diag.text);
        }
        http_close(http);
    }
}

Test(http, uses_the_proxy_of_the_environment_only_where_asked_to) {
    static const struct answer rows[] = {
        {.bytes = "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"},
        {.bytes = OK "Content-Length: 5\r\n\r\nhello"}};
    struct answers *answers = answers_start(rows, 2);
    struct url far = {0};
    struct url near = url_of(answers_port(answers), "/x");
    struct page page = {0};
    struct http *http = NULL;
    char proxy[64];

    snprintf(proxy, sizeof proxy, "http://127.0.0.1:%d", answers_port(answers));
    setenv("https_proxy", proxy, 1);
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    setenv("no_proxy", "*", 1); /* a proxy that the user asked for is used, or none at all */
    /* A name that never resolves (RFC 6761): asked for through the proxy, refused there. */
    cr_assert_eq(url_parse(&far, &arena, "https://host.invalid/x", &diag), ERR_NONE);
    http = client(&(struct http_options){.user_agent = "t", .use_proxy = true});
    cr_expect_eq(http_get(&page, &arena, http, &far, NULL, 7, &diag), ERR_NETWORK);
    cr_expect_eq(http_get(&page, &arena, http, &near, NULL, 7, &diag), ERR_NONE, "%s",
                 diag.text);
    http_close(http);
    http = client(&(struct http_options){.user_agent = "t"});
    cr_expect_eq(http_get(&page, &arena, http, &far, NULL, 7, &diag), ERR_NETWORK);
    http_close(http);
    answers_stop(answers);
    cr_expect_eq(answers_requests(answers), 2);
    cr_expect(span_starts(span_of(answers_request(answers, 0)), "CONNECT host.invalid:443 "));
    cr_expect(span_starts(span_of(answers_request(answers, 1)), "GET /x "),
              "this machine is asked directly");
    answers_free(answers);
}

Test(http, says_that_too_many_files_are_open) {
    static const struct answer row = {.bytes = OK "Content-Length: 5\r\n\r\nhello"};
    struct answers *answers = answers_start(&row, 1);
    struct url url = url_of(answers_port(answers), "/x");
    struct http *http = client(&(struct http_options){.user_agent = "t"});
    struct rlimit old;
    struct rlimit none;
    struct page page = {.status = -1};

    cr_assert_eq(getrlimit(RLIMIT_NOFILE, &old), 0);
    none = old;
    none.rlim_cur = 0;
    cr_assert_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
    cr_expect_eq(http_get(&page, &arena, http, &url, NULL, 7, &diag), ERR_SYSTEM);
    cr_assert_eq(setrlimit(RLIMIT_NOFILE, &old), 0);
    cr_expect_not_null(strstr(diag.text, "open files"), "%s", diag.text);
    cr_expect_eq(http_get(&page, &arena, http, &url, NULL, 7, &diag), ERR_NONE, "%s",
                 diag.text);
    http_close(http);
    answers_stop(answers);
    answers_free(answers);
}

Test(http, breaks_off_at_the_second_wish_to_stop) {
    static volatile sig_atomic_t wishes = 2;
    static const struct answer row = {.bytes = OK "Content-Length: 5\r\n\r\nhello"};
    struct answers *answers = answers_start(&row, 1);
    struct url url = url_of(answers_port(answers), "/x");
    struct http *http = client(&(struct http_options){.user_agent = "t", .stop = &wishes});
    struct page page = {.status = -1};

    cr_expect_eq(http_get(&page, &arena, http, &url, NULL, 7, &diag), ERR_INTERRUPTED);
    wishes = 1; /* the first lets the page in hand finish */
    cr_expect_eq(http_get(&page, &arena, http, &url, NULL, 7, &diag), ERR_NONE, "%s",
                 diag.text);
    http_close(http);
    answers_stop(answers);
    answers_free(answers);
}
