/* tests/unit/base/csv_row.c - tests of base/csv_row
 * SPDX-License-Identifier: MIT
 */
#include "base/csv_row.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"

/* All that is taken from a table that is given in pieces of so many bytes, as text: a cell in
 * brackets, "L" and the line in front of each row, "!" and the fault for a bad one. */
static void put_table(struct buf *out, struct span table, size_t piece) {
    struct arena arena;
    struct csv_cutter cutter = {.separator = ','};
    size_t given = piece < table.len ? piece : table.len;
    struct span rest = span_part(table, 0, given);
    arena_init(&arena, ARENA_PAGE_CAP);
    for (;;) {
        struct csv_row row = {0};
        const bool is_end = given == table.len;
        const size_t before = rest.len;
        const enum csv_cut cut = csv_row_take(&row, &arena, &cutter, &rest, is_end);
        cr_assert_leq(rest.len, before);
        if (cut == CSV_CUT_MORE) {
            cr_assert(!is_end, "more is wanted of what has ended");
            const char *from = rest.at;
            given += piece < table.len - given ? piece : table.len - given;
            rest = (struct span){from, (size_t)(table.at + given - from)};
            continue;
        }
        if (cut == CSV_CUT_END || cut == CSV_CUT_OPEN || cut == CSV_CUT_LONG) {
            buf_put_text(out, cut == CSV_CUT_OPEN   ? "OPEN"
                              : cut == CSV_CUT_LONG ? "LONG"
                                                    : "END");
            break;
        }
        buf_printf(out, "L%d", (int)row.line);
        for (size_t i = 0; i < row.cells.count; i++) {
            buf_printf(out, "[%s]", row.cells.at[i]);
        }
        buf_printf(out, "%s%s%s ", row.fault ? "!" : "", row.fault ? row.fault : "",
                   row.is_ended ? "" : "~");
    }
    arena_fini(&arena);
}

/* The same in pieces of any size. */
static void expect(const char *table, size_t len, const char *expected) {
    for (size_t piece = 1; piece <= len + 1; piece++) {
        struct buf out;
        buf_init(&out, 65536);
        put_table(&out, (struct span){table, len}, piece);
        cr_expect_str_eq(buf_text(&out), expected, "in pieces of %zu: %s, not %s", piece,
                         buf_text(&out), expected);
        buf_fini(&out);
    }
}

#define EXPECT(table, expected) expect((table), sizeof(table) - 1, (expected))

Test(csv_row, takes_rows_with_any_line_end) {
    EXPECT("a,b\nc,d\n", "L1[a][b] L2[c][d] END");
    EXPECT("a,b\r\nc,d\r\n", "L1[a][b] L2[c][d] END");
    EXPECT("a,b\rc,d\r", "L1[a][b] L2[c][d] END");
    EXPECT("a,b\nc,d", "L1[a][b] L2[c][d]~ END");
    EXPECT("\n\r\na\n\n\r\rb\n", "L3[a] L7[b] END");
    EXPECT("", "END");
    EXPECT("\n\n", "END");
}

Test(csv_row, takes_empty_cells) {
    EXPECT("a,,\n,,\n,b", "L1[a][][] L2[][][] L3[][b]~ END");
    EXPECT("\"\",\"\"\n", "L1[][] END");
    EXPECT("a,", "L1[a][]~ END");
}

Test(csv_row, undoes_quotes) {
    EXPECT("\"a, b\",\"say \"\"x\"\"\"\n", "L1[a, b][say \"x\"] END");
    EXPECT("\"two\nlines\",b\r\nc\n", "L1[two\nlines][b] L3[c] END");
    EXPECT("\"two\r\nlines\"\r\nc\n", "L1[two\r\nlines] L3[c] END");
    EXPECT("a \"b\" c,d\n", "L1[a \"b\" c][d] END");
    EXPECT("\"last\"", "L1[last]~ END");
}

Test(csv_row, a_bad_row_costs_its_own_line) {
    EXPECT("\"a\"b,c\nd,e\n", "L1!text behind a closing quote L2[d][e] END");
    EXPECT("\"a,b\nc,\"d\ne,f\n", "L1!text behind a closing quote OPEN");
    EXPECT("a\0b,c\nd,e\n", "L1!a NUL byte in it L2[d][e] END");
    EXPECT("\"a\0\",c", "L1!a NUL byte in it~ END");
}

Test(csv_row, says_that_a_quote_is_never_closed) {
    EXPECT("a,b\n\"c,d\ne,f\n", "L1[a][b] OPEN");
    EXPECT("\"", "OPEN");
    EXPECT("a,\"b\"\"", "OPEN");
}

/* A table of one row of so many bytes, and another row; what comes of it must not depend on how
 * much of it is there at once. */
static void expect_of_length(size_t len, const char *begin, const char *line_end,
                             const char *expected) {
    static const size_t pieces[] = {65536,
                                    CSV_ROW_BYTES_MAX,
                                    CSV_ROW_BYTES_MAX + 1,
                                    CSV_ROW_BYTES_MAX + 2,
                                    CSV_ROW_HELD_MAX,
                                    SIZE_MAX / 2};
    char *table = malloc(len + 8);
    cr_assert(table);
    memset(table, 'x', len);
    memcpy(table, begin, strlen(begin));
    if (begin[0] == '"') {
        table[len - 1] = '"';
    }
    const size_t size = len + (size_t)snprintf(table + len, 8, "%sb,c\n", line_end);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct csv_cutter cutter = {.separator = ','};
        struct csv_row row = {0};
        struct arena arena;
        arena_init(&arena, ARENA_RUN_CAP);
        size_t given = pieces[i] < size ? pieces[i] : size;
        enum csv_cut cut = CSV_CUT_MORE;
        while (cut == CSV_CUT_MORE) {
            struct span rest = {table, given};
            cut = csv_row_take(&row, &arena, &cutter, &rest, given == size);
            given += pieces[i] < size - given ? pieces[i] : size - given;
        }
        static const char *const words[] = {
            [CSV_CUT_ROW] = "ROW",   [CSV_CUT_BAD] = "BAD",   [CSV_CUT_MORE] = "MORE",
            [CSV_CUT_OPEN] = "OPEN", [CSV_CUT_LONG] = "LONG", [CSV_CUT_END] = "END"};
        cr_expect_str_eq(words[cut], expected, "%zu bytes, %s, pieces of %zu: %s", len, begin,
                         pieces[i], words[cut]);
        cr_expect_eq(row.line, 1);
        arena_fini(&arena);
    }
    free(table);
}

Test(csv_row, takes_no_more_than_a_mebibyte) {
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        expect_of_length(CSV_ROW_BYTES_MAX, "a,", ends[i], "ROW");
        expect_of_length(CSV_ROW_BYTES_MAX, "\"a\n", ends[i], "ROW");
        expect_of_length(CSV_ROW_BYTES_MAX, "\"a\"b", ends[i], "BAD");
        for (size_t more = 1; more < 5; more++) {
            expect_of_length(CSV_ROW_BYTES_MAX + more, "a,", ends[i], "LONG");
            expect_of_length(CSV_ROW_BYTES_MAX + more, "\"a\n", ends[i], "LONG");
            expect_of_length(CSV_ROW_BYTES_MAX + more, "\"a\"b", ends[i], "LONG");
        }
        expect_of_length(3 * CSV_ROW_BYTES_MAX, "a,", ends[i], "LONG");
    }
}

Test(csv_row, takes_no_more_than_256_cells) {
    char row[2 * CSV_ROW_CELLS_MAX + 8];
    memset(row, ',', sizeof row);
    row[CSV_ROW_CELLS_MAX - 1] = '\n'; /* 255 separators: 256 cells */
    struct arena arena;
    struct csv_row out = {0};
    struct csv_cutter cutter = {.separator = ','};
    struct span rest = {row, CSV_ROW_CELLS_MAX};
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_expect_eq(csv_row_take(&out, &arena, &cutter, &rest, true), CSV_CUT_ROW);
    cr_expect_eq(out.cells.count, CSV_ROW_CELLS_MAX);
    row[CSV_ROW_CELLS_MAX - 1] = ',';
    row[CSV_ROW_CELLS_MAX] = '\n';
    cutter = (struct csv_cutter){.separator = ','};
    rest = (struct span){row, CSV_ROW_CELLS_MAX + 1};
    cr_expect_eq(csv_row_take(&out, &arena, &cutter, &rest, true), CSV_CUT_BAD);
    cr_expect_str_eq(out.fault, "more than 256 cells");
    cr_expect_eq(rest.len, 0);
    arena_fini(&arena);
}
