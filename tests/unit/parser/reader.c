/* tests/unit/parser/reader.c - tests of parser/reader and parser/not_advert
 * SPDX-License-Identifier: MIT
 */
#include "parser/reader.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nhsjobs_fixture.h"

Test(reader, names_what_came_instead_of_an_advert) {
    static const struct {
        const char *page;
        enum refusal_kind kind;
    } rows[] = {
        {"refused-closed.html", REFUSAL_CLOSED},
        {"refused-gone.html", REFUSAL_GONE},
        {"refused-login.html", REFUSAL_LOGIN},
        {"refused-maintenance.html", REFUSAL_MAINTENANCE},
        {"refused-consent.html", REFUSAL_CONSENT},
        {"refused-other.html", REFUSAL_OTHER_PAGE},
        {"refused-shop.html", REFUSAL_OTHER_PAGE},
        {"feed-doctype.xml", REFUSAL_REFUSED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture fixture;
        fixture_read(&fixture, rows[i].page);
        cr_expect_eq(fixture_refusal(&fixture), rows[i].kind, "%s", rows[i].page);
        fixture_fini(&fixture);
    }
}

Test(reader, refuses_bytes_that_are_no_page) {
    static const struct {
        const char *name;
        struct span bytes;
        enum refusal_kind kind;
    } rows[] = {
        {"nothing", {"", 0}, REFUSAL_EMPTY},
        {"white space", {" \n\t \r\n", 6}, REFUSAL_EMPTY},
        {"a mark alone", {"\xEF\xBB\xBF\n", 4}, REFUSAL_EMPTY},
        {"a NUL", {"<html>\0</html>", 14}, REFUSAL_BINARY},
        {"control bytes", {"a\x01\x02\x03\x04\x05\x06", 7}, REFUSAL_BINARY},
        {"an archive", {"PK\x03\x04 some text behind it, long enough", 38}, REFUSAL_BINARY},
        {"half a page", {"<html><body><h1>Nurse</h1>", 26}, REFUSAL_CUT},
        {"half an end", {"<html><body><h1>Nurse</h1></body></html", 39}, REFUSAL_CUT},
        {"half a feed", {"<?xml version=\"1.0\"?><nhsJobs><vacancy", 38}, REFUSAL_CUT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture fixture;
        fixture_read_bytes(&fixture, rows[i].bytes, NULL);
        cr_expect_eq(fixture_refusal(&fixture), rows[i].kind, "%s: %d", rows[i].name,
                     (int)fixture_refusal(&fixture));
        fixture_fini(&fixture);
    }
}

/* `count` times `piece` inside a whole page. */
static void read_repeated(struct fixture *fixture, const char *piece, size_t count) {
    struct buf page;
    buf_init(&page, 64u * 1024 * 1024);
    buf_put_text(&page, "<html><body>");
    for (size_t i = 0; i < count; i++) {
        buf_put_text(&page, piece);
    }
    buf_put_text(&page, "</body></html>");
    fixture_read_bytes(fixture, buf_span(&page), NULL);
    buf_fini(&page);
}

Test(reader, limits_what_a_page_may_cost) {
    static const struct {
        const char *piece;
        size_t count;
        enum refusal_kind kind;
    } rows[] = {
        {"<p>a", 1000, REFUSAL_OTHER_PAGE},       {"<div>", 100000, REFUSAL_REFUSED},
        {"<br>", 250000, REFUSAL_REFUSED},        {"<p><b>", 1000, REFUSAL_REFUSED},
        {"<p a a a a a a", 100, REFUSAL_REFUSED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture fixture;
        read_repeated(&fixture, rows[i].piece, rows[i].count);
        cr_expect_eq(fixture_refusal(&fixture), rows[i].kind, "%s: %d", rows[i].piece,
                     (int)fixture_refusal(&fixture));
        fixture_fini(&fixture);
    }
}

Test(reader, refuses_a_page_that_is_too_long) {
    static const struct reader_options options = {false};
    char *bytes = malloc(PAGE_SIZE_MAX + 1);
    cr_assert_not_null(bytes);
    memset(bytes, 'a', PAGE_SIZE_MAX + 1);
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct page page = {.body = {bytes, PAGE_SIZE_MAX + 1}};
    struct readings readings = {NULL, 0};
    cr_assert_eq(reader_read(&readings, &arena, &page, &options, NULL), ERR_NONE);
    cr_assert_eq(readings.count, 1);
    cr_expect_eq(readings.at[0].as.refusal.kind, REFUSAL_REFUSED);
    arena_fini(&arena);
    free(bytes);
}

Test(reader, names_by_its_page_only_an_advert_that_does_not_name_itself) {
    struct fixture fixture;
    fixture_read(&fixture, "medical.html");
    cr_assert_eq(fixture.readings.count, 1);
    cr_expect_null(fixture.readings.at[0].digest);
    fixture_fini(&fixture);
    struct span bare =
        SPAN("Care Assistant\nMeadow Trust\n\nBand: Band 2\nContract: Permanent\n"
             "Salary: £24,000 a year\n\nJob summary\n\nYou help people.\n");
    fixture_read_bytes(&fixture, bare, NULL);
    cr_assert_eq(fixture.readings.count, 1);
    cr_assert_eq(fixture.readings.at[0].kind, READING_VACANCY);
    cr_expect_eq(strlen(fixture.readings.at[0].digest), 64);
    fixture_fini(&fixture);
}

/* A page of a site: its frame, and this inside. */
static enum refusal_kind kind_of_page(const char *title, const char *content) {
    static char page[2048];
    struct fixture fixture;
    (void)snprintf(page, sizeof page,
                   "<!doctype html><html><head><title>%s</title></head><body><header><nav><a "
                   "href=/l>Log in</a></nav></header><main>%s</main><footer>Cookies</footer>"
                   "</body></html>",
                   title, content);
    fixture_read_bytes(&fixture, span_of(page), NULL);
    enum refusal_kind kind = fixture_refusal(&fixture);
    fixture_fini(&fixture);
    return kind;
}

Test(reader, tells_a_page_by_what_its_sentences_state) {
    static const struct {
        const char *title;
        const char *content;
        enum refusal_kind kind;
    } rows[] = {
        {"Porter",
         "<h1>Porter</h1><div>The vacancy you look for (12) closed to applications "
         "on 3 May.</div>",
         REFUSAL_CLOSED},
        {"Porter", "<h1>Porter</h1><p>We are no longer taking applications for it.</p>",
         REFUSAL_CLOSED},
        {"Porter", "<h1>Porter</h1><p>Once the vacancy has closed you hear from us.</p>",
         REFUSAL_OTHER_PAGE},
        {"Jobs", "<h1>We can\xE2\x80\x99t find that vacancy</h1><p>It has been filled.</p>",
         REFUSAL_GONE},
        {"Jobs", "<h1>Job advert withdrawn</h1>", REFUSAL_GONE},
        {"Jobs", "<h1>Back in a moment</h1><p>The site is being updated.</p>",
         REFUSAL_MAINTENANCE},
        {"News", "<h1>Ward closed</h1><p>The ward has closed for essential maintenance.</p>",
         REFUSAL_OTHER_PAGE},
        {"Portal", "<h1>Hello</h1><p>You need to log in before you can see it.</p>",
         REFUSAL_LOGIN},
        {"Portal", "<h1>Hello</h1><form><input type=password></form>", REFUSAL_LOGIN},
        {"Choices", "<h2>Cookies</h2><p>Tell us first.</p><form><input type=submit></form>",
         REFUSAL_CONSENT},
        {"Help",
         "<h1>Questions</h1><dl><dt>The site is under maintenance. What now?</dt><dd>"
         "Wait.</dd><dt>Must I accept cookies?</dt><dd>No.</dd></dl>",
         REFUSAL_OTHER_PAGE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(kind_of_page(rows[i].title, rows[i].content), rows[i].kind, "%zu", i);
    }
}

Test(reader, tells_a_text_that_came_instead_of_an_advert) {
    struct fixture fixture;
    fixture_read_bytes(&fixture, SPAN("NHS Jobs\n\nThis vacancy has closed\n\nThank you.\n"),
                       NULL);
    cr_expect_eq(fixture_refusal(&fixture), REFUSAL_CLOSED);
    fixture_fini(&fixture);
}

/* Bytes are missing in the middle, or at the beginning; the last rows are merely careless. */
Test(reader, sees_a_page_cut_in_its_middle_where_the_markup_proves_it) {
    static const struct {
        const char *page;
        enum refusal_kind kind;
    } rows[] = {
        {"<html><body><p>Twelve we_1\">Team</li></ul></body></html>", REFUSAL_CUT},
        {"<html><body><h3 class=\"a</p><p id=\"b\">Text</p></body></html>", REFUSAL_CUT},
        {"<html><body><h3 cle area clean, safe and tidy.</p></body></html>", REFUSAL_CUT},
        {"<html><body><p>Twelve</li></ul></td></tr></table></body></html>", REFUSAL_CUT},
        {"ble</li></ul></body></html><html><body></body></html>", REFUSAL_CUT},
        {"ience</p></main></body></html>", REFUSAL_CUT},
        {"<html><body><p>a</p></p></div></div></body></html>", REFUSAL_OTHER_PAGE},
        {"<html><body><p>Home > Jobs</p><li>a</li></li></body></html>", REFUSAL_OTHER_PAGE},
        {"<html><body><a title=\"a > b\" data-a=\"<p>x</p>\">c</a></body></html>",
         REFUSAL_OTHER_PAGE},
        {"<html><body><div class=\"a\"<p>b</p></div></body></html>", REFUSAL_OTHER_PAGE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture fixture;
        fixture_read_bytes(&fixture, span_of(rows[i].page), NULL);
        cr_expect_eq(fixture_refusal(&fixture), rows[i].kind, "%zu: %d", i,
                     (int)fixture_refusal(&fixture));
        fixture_fini(&fixture);
    }
}

Test(reader, calls_a_whole_feed_of_something_else_another_page) {
    struct fixture fixture;
    fixture_read_bytes(&fixture, SPAN("<?xml version=\"1.0\"?><rss><channel/></rss><!-- x -->"),
                       NULL);
    cr_expect_eq(fixture_refusal(&fixture), REFUSAL_OTHER_PAGE);
    fixture_fini(&fixture);
}

/* Who typed a text is told what is missing; a file of programs is not. */
Test(reader, says_what_a_text_lacks_to_be_an_advert) {
    static const struct {
        const char *text;
        const char *found; /* NULL: nothing of labels is said */
    } rows[] = {
        {"Support Worker\nSalary: 24,000\nDartford\nExperience of care\n", "found: salary"},
        {"Dear all,\nsee you on Monday.\n", "found: none"},
        {"{\"a\": 1}\n", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture fixture;
        fixture_read_bytes(&fixture, span_of(rows[i].text), NULL);
        cr_assert_eq(fixture_refusal(&fixture), REFUSAL_OTHER_PAGE, "%zu", i);
        const char *message = fixture.readings.at[0].as.refusal.message;
        cr_expect_eq(strstr(message, "at least 3 different labels") != NULL,
                     rows[i].found != NULL, "%s", message);
        cr_expect(!rows[i].found || strstr(message, rows[i].found), "%s", message);
        fixture_fini(&fixture);
    }
}
