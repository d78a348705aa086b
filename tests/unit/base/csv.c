/* tests/unit/base/csv.c - tests of base/csv
 * SPDX-License-Identifier: MIT
 */
#include "base/csv.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena; /* of the one test that this process runs */
static struct diag diag;

static void setup(void) { arena_init(&arena, ARENA_PAGE_CAP); }
static void teardown(void) { arena_fini(&arena); }

TestSuite(csv, .init = setup, .fini = teardown);

static struct csv open_table(const char *content, char separator) {
    struct csv csv = {0};
    cr_assert_eq(csv_open(&csv, &arena, "t.csv", span_of(content), separator, &diag), ERR_NONE,
                 "%s", diag.text);
    return csv;
}

/* Reads the next row and compares its cells, joined by '|'. */
static void expect_row(struct csv *csv, int line, const char *expected) {
    struct strings cells = {0};
    bool more = false;
    cr_assert_eq(csv_next(csv, &arena, &cells, &more, &diag), ERR_NONE, "%s", diag.text);
    cr_assert(more, "no row; expected %s", expected);
    const char *joined = "";
    for (size_t i = 0; i < cells.count; i++) {
        joined = arena_printf(&arena, "%s%s%s", joined, i > 0 ? "|" : "", cells.at[i]);
    }
    cr_expect_str_eq(joined, expected, "%s, expected %s", joined, expected);
    cr_expect_eq(csv->line, line, "%s is in line %d", expected, csv->line);
}

static void expect_end(struct csv *csv) {
    struct strings cells = {0};
    bool more = true;
    cr_expect_eq(csv_next(csv, &arena, &cells, &more, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_not(more);
}

Test(csv, reads_cells_by_column_name) {
    struct csv csv = open_table("band,point\n5,1\n6,2", ',');
    struct strings cells = {0};
    bool more = false;
    cr_assert_eq(csv_next(&csv, &arena, &cells, &more, &diag), ERR_NONE);
    cr_expect_str_eq(csv_cell(&csv, &cells, "point"), "1");
    cr_expect_null(csv_cell(&csv, &cells, "Point"));
    expect_row(&csv, 3, "6|2");
    expect_end(&csv);
    expect_end(&csv);
}

Test(csv, quoted_cells_may_hold_anything) {
    struct csv csv = open_table(
        "a,b\r\n\"x,y\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",\"\"\r\nlast,\"\"\"\"", ',');
    expect_row(&csv, 2, "x,y|say \"hi\"");
    expect_row(&csv, 3, "two\nlines|");
    expect_row(&csv, 5, "last|\"");
    expect_end(&csv);
}

Test(csv, comments_and_empty_lines_in_front_are_passed_over) {
    struct csv csv = open_table("\xEF\xBB\xBF# source\n\n#, more\na,b\n\n\r\n#1,2\n\n", ',');
    cr_expect_eq(csv.names.count, 2);
    expect_row(&csv, 7, "#1|2");
    expect_end(&csv);
}

Test(csv, empty_cells_and_bare_quotes_and_returns_are_kept) {
    struct csv csv = open_table("a,b,c\n,,\nx\"y,\rz, 1 \n", ',');
    expect_row(&csv, 2, "||");
    expect_row(&csv, 3, "x\"y|\rz| 1 ");
    expect_end(&csv);
}

Test(csv, tabs_may_separate) {
    struct csv csv = open_table("a\tb\n1,5\t2\n", '\t');
    expect_row(&csv, 2, "1,5|2");
}

Test(csv, a_table_may_have_one_column_and_no_last_line_end) {
    struct csv csv = open_table("a\nx\n\"\"", ',');
    expect_row(&csv, 2, "x");
    expect_row(&csv, 3, "");
    expect_end(&csv);
}

Test(csv, rows_of_another_width_are_refused_with_their_line) {
    static const char *const rows[] = {"a,b\n1\n", "a,b\n1,2,3\n"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct csv csv = open_table(rows[i], ',');
        struct strings cells = {0};
        bool more = true;
        cr_expect_eq(csv_next(&csv, &arena, &cells, &more, &diag), ERR_INPUT);
        cr_expect(span_starts(span_of(diag.text), "t.csv:2: "), "%s", diag.text);
        cr_expect_eq(cells.count, 0, "a failure leaves the output untouched");
    }
}

Test(csv, damaged_rows_are_refused_with_their_line) {
    static const struct {
        const char *content;
        size_t len;
    } rows[] = {
        {"a,b\n1,\"open\nstill", 18},
        {"a,b\n\"x\"y,2\n", 12},
        {"a,b\n1,\0\n", 8},
        {"a,b\n\"", 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *exact = malloc(rows[i].len); /* no NUL behind it, for AddressSanitizer */
        cr_assert_not_null(exact);
        memcpy(exact, rows[i].content, rows[i].len);
        struct csv csv = {0};
        struct strings cells = {0};
        bool more = true;
        cr_assert_eq(
            csv_open(&csv, &arena, "t.csv", (struct span){exact, rows[i].len}, ',', &diag),
            ERR_NONE, "%s", diag.text);
        cr_expect_eq(csv_next(&csv, &arena, &cells, &more, &diag), ERR_INPUT, "row %zu", i);
        cr_expect(span_starts(span_of(diag.text), "t.csv:2: "), "%s", diag.text);
        free(exact);
    }
}

Test(csv, content_without_a_header_or_utf8_is_refused) {
    static const char *const contents[] = {"", "\n\n", "# only\n# comments", "a,b\n\xA3,1\n",
                                           "\"open"};
    for (size_t i = 0; i < sizeof contents / sizeof contents[0]; i++) {
        struct csv csv = {.line = 42};
        cr_expect_eq(csv_open(&csv, &arena, "t.csv", span_of(contents[i]), ',', &diag),
                     ERR_INPUT, "row %zu", i);
        cr_expect(span_starts(span_of(diag.text), "t.csv:"), "%s", diag.text);
        cr_expect_eq(csv.line, 42, "a failure leaves the output untouched");
    }
}

Test(csv, columns_are_limited) {
    char header[2 * CSV_COLUMNS_MAX + 2];
    for (size_t i = 0; i + 1 < sizeof header; i++) {
        header[i] = i % 2 == 0 ? 'a' : ',';
    }
    header[sizeof header - 1] = '\0';
    struct csv csv = {0};
    cr_expect_eq(csv_open(&csv, &arena, "t.csv", span_of(header), ',', &diag), ERR_LIMIT);
    header[2 * CSV_COLUMNS_MAX - 1] = '\0';
    cr_expect_eq(csv_open(&csv, &arena, "t.csv", span_of(header), ',', &diag), ERR_NONE);
    cr_expect_eq(csv.names.count, CSV_COLUMNS_MAX);
}

Test(csv, an_arena_that_is_full_is_said) {
    struct arena small;
    arena_init(&small, 64);
    struct csv csv = {0};
    cr_expect_eq(csv_open(&csv, &small, "t.csv", SPAN("a,b,c,d,e,f,g"), ',', &diag), ERR_LIMIT);
    arena_fini(&small);
}
