/* tests/unit/report/xlsx_market.c - tests of report/xlsx_market
 * SPDX-License-Identifier: MIT
 *
 * Where the program is built without libxlsxwriter only the refusal is tested.
 */
#include "report/xlsx_market.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "report/csv_market.h"
#include "tests/support/market_sample.h"

enum { CAP = 50000000, POUND = 100 };

static char folder[64];
static char path[128];
static struct market_sample sample;
static struct diag diag;
static struct buf book;
static struct buf part;

static void setup(void) {
    (void)snprintf(folder, sizeof folder, "/tmp/shortlist-xlsx-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/market.xlsx", folder);
    buf_init(&book, CAP);
    buf_init(&part, CAP);
    market_sample_init(&sample, 100);
}

static void teardown(void) {
    (void)unlink(path);
    (void)rmdir(folder);
    buf_fini(&book);
    buf_fini(&part);
}

TestSuite(xlsx_market, .init = setup, .fini = teardown);

static size_t count_entries(void) {
    DIR *entries = opendir(folder);
    size_t count = 0;
    cr_assert_not_null(entries);
    while (readdir(entries)) {
        count++;
    }
    (void)closedir(entries);
    return count - 2; /* . and .. */
}

/* ---- rows ---- */

static struct offer offer_of(const char *title) {
    struct offer offer;
    offer_init(&offer);
    offer.key = "nhsjobs:C1";
    offer.source = SOURCE_NHSJOBS;
    offer.title = title;
    offer.employer = "Example NHS Trust";
    offer.posted = (struct date){2026, 2, 1};
    offer.bands = 1u << BAND_3 | 1u << BAND_4;
    offer.verdict = PAY_VERDICT_ON_SCALE;
    offer.base_min = 24937 * POUND;
    offer.base_max = 26598 * POUND + 99;
    return offer;
}

/* Titles that must not be run. */
static const char *const hostile[] = {"=HYPERLINK(\"http://example.org\")",
                                      "+1",
                                      "-1",
                                      "@SUM(A1)",
                                      "\t=1",
                                      "  =1+1",
                                      "\xEF\xBC\x9Dx",
                                      "<b>&amp;</b>",
                                      "bell \x07 and \xFF and \xE2\x80\xAE",
                                      ""};

static enum err each_hostile(void *state,
                             enum err (*visit)(void *to, const struct market_row *row,
                                               struct diag *diag),
                             void *to, struct diag *said) {
    enum err err = ERR_NONE;
    (void)state;
    for (size_t i = 0; !err && i < sizeof hostile / sizeof *hostile; i++) {
        const struct offer offer = offer_of(hostile[i]);
        const struct market_row row = {.offer = &offer,
                                       .base = 2576750 + 49,
                                       .shown = 3111111,
                                       .hourly = 1318,
                                       .is_counted = i > 0,
                                       .attribution = "Contains rows of somebody."};
        err = visit(to, &row, said);
    }
    return err;
}

static enum err each_fails(void *state,
                           enum err (*visit)(void *to, const struct market_row *row,
                                             struct diag *diag),
                           void *to, struct diag *said) {
    const struct offer offer = offer_of("first");
    const struct market_row row = {.offer = &offer};
    (void)state;
    (void)visit(to, &row, said);
    return diag_set(said, ERR_INTERRUPTED, "stopped");
}

static const struct xlsx_rows hostile_rows = {.each = each_hostile};
static const struct xlsx_rows failing_rows = {.each = each_fails};
static const struct xlsx_rows few_rows = {.each = each_hostile, .most = 3};

/* ---- reading it back: the central directory of the archive (APPNOTE.TXT, 4.3.12) ---- */

static size_t number_at(size_t at, size_t bytes) {
    size_t number = 0;
    for (size_t i = bytes; i > 0; i--) {
        number = number << 8 | (unsigned char)book.at[at + i - 1];
    }
    return number;
}

static void inflate_part(size_t entry) {
    size_t packed = number_at(entry + 20, 4);
    size_t plain = number_at(entry + 24, 4);
    size_t local = number_at(entry + 42, 4);
    size_t data = local + 30 + number_at(local + 26, 2) + number_at(local + 28, 2);
    z_stream stream = {.next_in = (Bytef *)book.at + data, .avail_in = (uInt)packed};
    buf_clear(&part);
    stream.next_out = (Bytef *)buf_reserve(&part, plain + 1);
    stream.avail_out = (uInt)plain + 1;
    cr_assert_eq(inflateInit2(&stream, -MAX_WBITS), Z_OK);
    cr_assert_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
    buf_commit(&part, stream.total_out);
    (void)inflateEnd(&stream);
}

/* Calls for each part of the workbook, whose text is in `part`; its entry begins at `entry`. */
static void each_part(void (*take)(const char *name, size_t entry)) {
    size_t end = book.len - 22;
    cr_assert_eq(file_read(&book, path, &diag), ERR_NONE);
    end = book.len - 22;
    size_t count = number_at(end + 10, 2);
    size_t entry = number_at(end + 16, 4);
    for (size_t i = 0; i < count; i++) {
        char name[128];
        size_t len = number_at(entry + 28, 2);
        (void)snprintf(name, sizeof name, "%.*s", (int)len, book.at + entry + 46);
        inflate_part(entry);
        take(name, entry);
        entry += 46 + len + number_at(entry + 30, 2) + number_at(entry + 32, 2);
    }
}

static struct buf all; /* all sheets, one behind the other */

static void take_sheet(const char *name, size_t entry) {
    xmlDocPtr document = xmlReadMemory(part.at, (int)part.len, name, NULL, XML_PARSE_NONET);
    cr_expect_not_null(document, "%s is no XML", name);
    xmlFreeDoc(document);
    /* 1 January 1980, midnight: no clock. */
    cr_expect_eq(number_at(entry + 12, 4), 0x00210000u, "%s: %zx", name,
                 number_at(entry + 12, 4));
    buf_put(&all, buf_span(&part));
}

static const char *read_all(void) {
    buf_fini(&all);
    buf_init(&all, CAP);
    each_part(take_sheet);
    return buf_text(&all);
}

static void expect_has(const char *text, const char *wanted) {
    cr_expect_not_null(strstr(text, wanted), "%s", wanted);
}

/* ---- tests ---- */

Test(xlsx_market, without_the_library_it_says_how_to_have_it) {
    if (xlsx_market_is_there()) {
        return;
    }
    cr_expect_eq(xlsx_market(path, &sample.report, NULL, &diag), ERR_USAGE);
    cr_expect_not_null(strstr(diag.text, "libxlsxwriter-dev"), "%s", diag.text);
    cr_expect_eq(count_entries(), 0);
}

Test(xlsx_market, has_summary_groups_titles_rows_and_method) {
    static const char *const names[] = {"Example NHS Trust", "Other NHS Trust", NULL};
    if (!xlsx_market_is_there()) {
        return;
    }
    market_sample_group(&sample, MARKET_BY_EMPLOYER, names, 3);
    market_sample_change_scale(&sample);
    cr_assert_eq(xlsx_market(path, &sample.report, &hostile_rows, &diag), ERR_NONE, "%s",
                 diag.text);
    const char *text = read_all();
    static const char *const wanted[] = {"name=\"Summary\"",
                                         "name=\"Groups\"",
                                         "name=\"Titles\"",
                                         "name=\"Rows\"",
                                         "name=\"Method\"",
                                         "Band 3 in England",
                                         "Other NHS Trust",
                                         "healthcare assistant",
                                         "nhsjobs:C1",
                                         "order statistics",
                                         "Contains public sector information (made up).",
                                         "Not affiliated with the NHS",
                                         "The pay tables that they show",
                                         "England from 1 April 2025, interim",
                                         "Pay of one table is not pay of another",
                                         "The scale: England from 1 April 2024, which 50 of",
                                         "show another scale: England from 1 April 2025",
                                         "<v>25767</v>",
                                         "<v>26598.99</v>",
                                         "<v>25767.99</v>",
                                         "<v>31111.11</v>",
                                         "<v>13.18</v>",
                                         "Contains rows of somebody.",
                                         "3, 4"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        expect_has(text, wanted[i]);
    }
    buf_fini(&all);
}

Test(xlsx_market, the_sheet_rows_has_the_columns_of_the_table) {
    if (!xlsx_market_is_there()) {
        return;
    }
    cr_assert_eq(xlsx_market(path, &sample.report, &hostile_rows, &diag), ERR_NONE);
    const char *at = read_all();
    for (size_t i = 0; csv_market_row_names[i]; i++) { /* in their order */
        char cell[64];
        (void)snprintf(cell, sizeof cell, "<t>%s</t>", csv_market_row_names[i]);
        const char *found = strstr(at, cell);
        cr_assert_not_null(found, "%s", cell);
        at = found;
    }
    buf_fini(&all);
}

Test(xlsx_market, single_adverts_of_a_group_are_listed) {
    static const char *const names[] = {"Alder", "Birch"};
    static const int64_t points[] = {2000001, 2000002, 2000003, 2000004, 2000005};
    if (!xlsx_market_is_there()) {
        return;
    }
    market_sample_group(&sample, MARKET_BY_EMPLOYER, names, 2);
    sample.groups[1].base.n = 5;
    sample.groups[1].base.points = points;
    cr_assert_eq(xlsx_market(path, &sample.report, NULL, &diag), ERR_NONE);
    const char *text = read_all();
    expect_has(text, "Single adverts");
    expect_has(text, "<v>20000.01</v>");
    expect_has(text, "<v>20000.05</v>");
    buf_fini(&all);
}

Test(xlsx_market, what_has_no_room_in_a_sheet_is_said) {
    static const char *const names[] = {"Alder", "Birch", "Cedar", "Damson"};
    if (!xlsx_market_is_there()) {
        return;
    }
    market_sample_group(&sample, MARKET_BY_TITLE, names, 4);
    sample.mixes[1] = sample.mixes[0];
    sample.report.mix_count = 2;
    cr_assert_eq(xlsx_market(path, &sample.report, &few_rows, &diag), ERR_NONE);
    const char *text = read_all();
    expect_has(text, "2 groups had no room in the sheet Groups");
    expect_has(text, "8 adverts had no room in the sheet Rows");
    cr_expect_null(strstr(text, "no room in the sheet Titles"));
    cr_expect_null(strstr(text, "Damson"));
    buf_fini(&all);
}

Test(xlsx_market, texts_that_begin_like_formulas_are_defused) {
    if (!xlsx_market_is_there()) {
        return;
    }
    cr_assert_eq(xlsx_market(path, &sample.report, &hostile_rows, &diag), ERR_NONE);
    const char *text = read_all();
    cr_expect_null(strstr(text, "<f>"));
    cr_expect_null(strstr(text, "<hyperlink"));
    static const char *const never[] = {">=", ">+", ">-", ">@", "> ", ">\t", ">\xEF\xBC\x9D"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        char cell[32];
        (void)snprintf(cell, sizeof cell, "<t%s", never[i]);
        cr_expect_null(strstr(text, cell), "%s", cell);
        (void)snprintf(cell, sizeof cell, "<t xml:space=\"preserve\"%s", never[i]);
        cr_expect_null(strstr(text, cell), "%s", cell);
    }
    expect_has(text, "'=HYPERLINK(");
    expect_has(text, "'@SUM(A1)");
    expect_has(text, "&lt;b&gt;&amp;amp;&lt;/b&gt;");
    buf_fini(&all);
}

Test(xlsx_market, same_input_gives_the_same_bytes) {
    struct buf first;
    if (!xlsx_market_is_there()) {
        return;
    }
    buf_init(&first, CAP);
    cr_assert_eq(xlsx_market(path, &sample.report, &hostile_rows, &diag), ERR_NONE);
    cr_assert_eq(file_read(&first, path, &diag), ERR_NONE);
    (void)sleep(2); /* the step of an archive's clock */
    cr_assert_eq(xlsx_market(path, &sample.report, &hostile_rows, &diag), ERR_NONE);
    cr_assert_eq(file_read(&book, path, &diag), ERR_NONE);
    cr_expect(span_equal(buf_span(&first), buf_span(&book)));
    expect_has(read_all(), "2026-03-02T00:00:00Z");
    cr_expect_eq(count_entries(), 1);
    buf_fini(&first);
    buf_fini(&all);
}

Test(xlsx_market, what_fails_on_the_way_leaves_all_as_it_was) {
    if (!xlsx_market_is_there()) {
        return;
    }
    cr_expect_eq(xlsx_market(path, &sample.report, &failing_rows, &diag), ERR_INTERRUPTED);
    cr_expect_eq(count_entries(), 0);
    cr_assert_eq(file_write(path, SPAN("before"), 0600, &diag), ERR_NONE);
    cr_expect_eq(xlsx_market(path, &sample.report, &failing_rows, &diag), ERR_INTERRUPTED);
    cr_assert_eq(file_read(&book, path, &diag), ERR_NONE);
    cr_expect_str_eq(buf_text(&book), "before");
    cr_expect_eq(count_entries(), 1);
}

Test(xlsx_market, folders_and_devices_are_not_replaced) {
    if (!xlsx_market_is_there()) {
        return;
    }
    cr_expect_eq(xlsx_market("/dev/null", &sample.report, NULL, &diag), ERR_SYSTEM);
    cr_expect_eq(xlsx_market(folder, &sample.report, NULL, &diag), ERR_SYSTEM);
    cr_expect_eq(xlsx_market("/nowhere/at/all.xlsx", &sample.report, NULL, &diag), ERR_SYSTEM);
    cr_expect_not_null(strstr(diag.text, "/nowhere/at/all.xlsx"), "%s", diag.text);
}

Test(xlsx_market, nothing_to_tell_is_a_workbook_too) {
    static char much[40001];
    if (!xlsx_market_is_there()) {
        return;
    }
    memset(much, 'x', sizeof much - 1);
    market_sample_init(&sample, 0);
    market_sample_drop_scale(&sample);
    sample.mixes[0].title = much; /* longer than a cell may be */
    sample.report.today = (struct date){0, 0, 0};
    cr_expect_eq(xlsx_market(path, &sample.report, NULL, &diag), ERR_NONE, "%s", diag.text);
    expect_has(read_all(), "none is known");
    buf_fini(&all);
}
