/* tests/unit/report/warc.c - tests of report/warc, with a small reader of web archives
 * SPDX-License-Identifier: MIT
 */
#include "report/warc.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/digest.h"

enum { HEADERS_MAX = 16, NOW = 1795316400 }; /* 2026-11-22 03:00 UTC */

/* A record as any reader of such files finds it: lines up to an empty one, then so many bytes
 * as they say, then two line ends. */
struct record {
    struct span names[HEADERS_MAX];
    struct span values[HEADERS_MAX];
    size_t count;
    struct span block;
};

static struct span take_line(struct span *rest) {
    size_t end = span_find(*rest, SPAN("\r\n"), 0);
    cr_assert_neq(end, SIZE_MAX, "a line without end");
    struct span line = span_part(*rest, 0, end);
    cr_assert_eq(span_find(line, SPAN("\n"), 0), SIZE_MAX, "a line end within a line");
    *rest = span_part(*rest, end + 2, SIZE_MAX);
    return line;
}

static struct span header(const struct record *record, const char *name) {
    struct span found = {NULL, 0};
    size_t times = 0;
    for (size_t i = 0; i < record->count; i++) {
        if (span_is(record->names[i], name)) {
            found = record->values[i];
            times++;
        }
    }
    cr_assert_leq(times, 1, "%s stands twice", name);
    return found;
}

static void take_record(struct record *record, struct span *rest) {
    *record = (struct record){.count = 0};
    cr_assert(span_is(take_line(rest), "WARC/1.1"));
    for (struct span line = take_line(rest); line.len > 0; line = take_line(rest)) {
        size_t colon = span_find(line, SPAN(": "), 0);
        cr_assert_neq(colon, SIZE_MAX, "%.*s", SPAN_FMT(line));
        cr_assert_lt(record->count, (size_t)HEADERS_MAX);
        record->names[record->count] = span_part(line, 0, colon);
        record->values[record->count++] = span_part(line, colon + 2, SIZE_MAX);
    }
    uint64_t len = 0;
    cr_assert(span_number(header(record, "Content-Length"), SIZE_MAX, &len));
    cr_assert_leq(len + 4, rest->len);
    record->block = span_part(*rest, 0, (size_t)len);
    *rest = span_part(*rest, (size_t)len, SIZE_MAX);
    cr_assert(span_starts(*rest, "\r\n\r\n"));
    *rest = span_part(*rest, 4, SIZE_MAX);
}

static void expect_header(const struct record *record, const char *name, const char *value) {
    struct span is = header(record, name);
    cr_expect(span_is(is, value), "%s: %.*s, not %s", name, SPAN_FMT(is), value);
}

static void expect_digest(const struct record *record) {
    char text[DIGEST_TEXT_SIZE];
    struct span digest = header(record, "WARC-Block-Digest");
    cr_assert(span_starts(digest, "sha256:"));
    cr_expect(span_is(span_part(digest, 7, SIZE_MAX), digest_write(record->block, text)));
}

/* <urn:uuid:xxxxxxxx-xxxx-8xxx-[89ab]xxx-xxxxxxxxxxxx> */
static void expect_name(const struct record *record) {
    static const char form[] = "<urn:uuid:xxxxxxxx-xxxx-8xxx-vxxx-xxxxxxxxxxxx>";
    struct span name = header(record, "WARC-Record-ID");
    cr_assert_eq(name.len, sizeof form - 1, "%.*s", SPAN_FMT(name));
    for (size_t i = 0; i < name.len; i++) {
        bool good = form[i] == 'x'   ? strchr("0123456789abcdef", name.at[i]) != NULL
                    : form[i] == 'v' ? strchr("89ab", name.at[i]) != NULL
                                     : form[i] == name.at[i];
        /* the letters of "urn:uuid:" are no placeholders: there is no x or v in them */
        cr_expect(good, "%.*s at %zu", SPAN_FMT(name), i);
    }
}

static struct page some_page(void) {
    return (struct page){.url = "https://www.example.org/job/1?a=b",
                         .final_url = "https://www.example.org/job/2",
                         .status = 200,
                         .content_type = "text/html; charset=utf-8",
                         .fetched_at = NOW,
                         .body = SPAN("<html>\r\n\r\nWARC/1.1\r\n\0</html>")};
}

/* The one record of a page. `out` keeps what it points into. */
static struct record write_page(struct buf *out, const struct page *page) {
    struct record record;
    buf_init(out, 1 << 20);
    cr_assert(warc_page(out, page));
    cr_assert_eq(out->failed, ERR_NONE);
    struct span rest = buf_span(out);
    take_record(&record, &rest);
    cr_expect_eq(rest.len, 0);
    expect_digest(&record);
    expect_name(&record);
    return record;
}

Test(warc, holds_pages_that_another_reader_finds_again) {
    struct page first = some_page();
    struct page second = {.url = "https://www.example.org/empty", .fetched_at = NOW + 60};
    struct record record;
    struct buf out;
    buf_init(&out, 1 << 20);
    warc_info(&out, "shortlist/0.3", NOW);
    cr_expect(warc_page(&out, &first));
    cr_expect(warc_page(&out, &second));
    struct span rest = buf_span(&out);

    take_record(&record, &rest);
    expect_header(&record, "WARC-Type", "warcinfo");
    expect_header(&record, "WARC-Date", "2026-11-22T03:00:00Z");
    expect_header(&record, "Content-Type", "application/warc-fields");
    cr_expect_eq(header(&record, "WARC-Target-URI").len, 0);
    cr_expect_neq(span_find(record.block, SPAN("software: shortlist/0.3\r\n"), 0), SIZE_MAX);
    cr_expect_neq(span_find(record.block, SPAN("format: WARC File Format 1.1\r\n"), 0),
                  SIZE_MAX);
    cr_expect(span_ends(record.block, "\r\n"));
    expect_digest(&record);
    expect_name(&record);

    take_record(&record, &rest);
    expect_header(&record, "WARC-Type", "resource");
    expect_header(&record, "WARC-Date", "2026-11-22T03:00:00Z");
    expect_header(&record, "WARC-Target-URI", "https://www.example.org/job/1?a=b");
    expect_header(&record, "Content-Type", "text/html; charset=utf-8");
    cr_expect(span_equal(record.block, first.body));
    expect_digest(&record);
    expect_name(&record);

    take_record(&record, &rest);
    expect_header(&record, "WARC-Target-URI", "https://www.example.org/empty");
    expect_header(&record, "WARC-Date", "2026-11-22T03:01:00Z");
    expect_header(&record, "Content-Type", "application/octet-stream");
    cr_expect_eq(record.block.len, 0);
    expect_digest(&record);
    cr_expect_eq(rest.len, 0);
    buf_fini(&out);
}

static char *name_of(const struct page *page) {
    struct buf out;
    struct record record = write_page(&out, page);
    struct span name = header(&record, "WARC-Record-ID");
    char *copy = strndup(name.at, name.len);
    buf_fini(&out);
    return copy;
}

Test(warc, names_the_same_page_the_same_and_another_otherwise) {
    struct page pages[] = {some_page(), some_page(), some_page(), some_page(), some_page()};
    char *names[sizeof pages / sizeof *pages];
    size_t count = sizeof pages / sizeof *pages;
    pages[1].url = "https://www.example.org/job/1?a=c";
    pages[2].fetched_at++;
    pages[3].body.len--;
    for (size_t i = 0; i < count; i++) {
        names[i] = name_of(&pages[i]);
    }
    cr_expect_str_eq(names[0], names[count - 1]);
    for (size_t i = 1; i + 1 < count; i++) {
        cr_expect_str_neq(names[0], names[i], "%zu", i);
    }
    for (size_t i = 0; i < count; i++) {
        free(names[i]);
    }
}

Test(warc, lets_no_address_break_out_of_its_line) {
    static const struct {
        const char *url;
        const char *written;
    } rows[] = {
        {"https://a.example/\r\nX: y", "https://a.example/%0D%0AX:%20y"},
        {"https://a.example/caf\xC3\xA9", "https://a.example/caf%C3%A9"},
        {"https://a.example/%41?q=<\"x\">", "https://a.example/%41?q=%3C%22x%22%3E"},
        {"https://a.example/{a|b}^`\\\x7F\x01", "https://a.example/%7Ba%7Cb%7D%5E%60%5C%7F%01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct page page = some_page();
        struct buf out;
        page.url = rows[i].url;
        struct record record = write_page(&out, &page);
        expect_header(&record, "WARC-Target-URI", rows[i].written);
        buf_fini(&out);
    }
}

Test(warc, takes_no_content_type_that_is_none) {
    char longest[201];
    static const char *const odd[] = {
        "", " ", "text", "/html", "text/html\r\nX: y", "a/b\tc\n", "a/\x01", "a/\xC3\xA9"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct page page = some_page();
        struct buf out;
        page.content_type = i == 1 ? NULL : odd[i];
        struct record record = write_page(&out, &page);
        expect_header(&record, "Content-Type", "application/octet-stream");
        buf_fini(&out);
    }
    memset(longest, 'a', 200);
    longest[200] = '\0';
    longest[1] = '/';
    struct page page = some_page();
    struct buf out;
    page.content_type = longest;
    struct record record = write_page(&out, &page);
    expect_header(&record, "Content-Type", longest);
    buf_fini(&out);
}

Test(warc, leaves_out_what_has_no_address_or_no_time) {
    struct page pages[] = {some_page(), some_page(), some_page()};
    struct buf out;
    buf_init(&out, 1 << 20);
    pages[0].url = NULL;
    pages[1].url = "";
    pages[2].fetched_at = INT64_MAX;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        cr_expect_not(warc_page(&out, &pages[i]), "%zu", i);
    }
    cr_expect_eq(out.len, 0);
    buf_fini(&out);
}

Test(warc, says_when_the_room_was_too_small) {
    struct page page = some_page();
    struct buf out;
    buf_init(&out, 100);
    (void)warc_page(&out, &page);
    cr_expect_eq(out.failed, ERR_LIMIT);
    buf_fini(&out);
}

Test(warc, keeps_the_name_of_the_software_on_its_line) {
    struct record record;
    struct buf out;
    buf_init(&out, 1 << 20);
    warc_info(&out, "a\r\nb: c", NOW);
    struct span rest = buf_span(&out);
    take_record(&record, &rest);
    cr_expect(span_starts(record.block, "software: a  b: c\r\nformat: "));
    buf_fini(&out);
}
