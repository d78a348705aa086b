/* tests/unit/base/span.c - tests of base/span
 * SPDX-License-Identifier: MIT
 */
#include "base/span.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const struct span empty = {0};

Test(span, of_null_is_the_empty_span) {
    cr_expect_eq(span_of(NULL).len, 0);
    cr_expect_eq(span_of("").len, 0);
    cr_expect_eq(span_of("band").len, 4);
}

Test(span, part_is_clamped) {
    static const struct {
        size_t from, len;
        const char *part;
    } rows[] = {
        {0, 4, "band"}, {0, SIZE_MAX, "band"}, {1, 2, "an"},         {3, 9, "d"},
        {4, 1, ""},     {SIZE_MAX, 1, ""},     {1, SIZE_MAX, "and"}, {2, 0, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct span part = span_part(SPAN("band"), rows[i].from, rows[i].len);
        cr_expect(span_is(part, rows[i].part), "row %zu: \"%.*s\"", i, SPAN_FMT(part));
    }
    cr_expect_null(span_part(empty, 3, 3).at);
}

Test(span, comparisons_accept_empty_spans) {
    cr_expect(span_equal(empty, SPAN("")));
    cr_expect(span_equal_nocase(empty, empty));
    cr_expect(span_is(empty, ""));
    cr_expect(span_is(empty, NULL));
    cr_expect(span_starts(empty, ""));
    cr_expect(span_ends(empty, ""));
    cr_expect_not(span_starts(empty, "a"));
    cr_expect_not(span_ends(empty, "a"));
    cr_expect_eq(span_compare(empty, SPAN("")), 0);
}

Test(span, case_is_ignored_for_ascii_only) {
    cr_expect(span_is_nocase(SPAN("Band 5"), "bAND 5"));
    cr_expect_not(span_is(SPAN("Band 5"), "band 5"));
    cr_expect_not(span_is_nocase(SPAN("\xC3\x89"), "\xC3\xA9"));
    cr_expect_not(span_is_nocase(SPAN("@["), "`{")); /* 32 apart, but no letters */
    cr_expect(span_starts_nocase(SPAN("HTTPS://"), "https:"));
    cr_expect_not(span_starts_nocase(SPAN("http"), "https:"));
}

Test(span, starts_and_ends) {
    cr_expect(span_starts(SPAN("advert"), "adv"));
    cr_expect_not(span_starts(SPAN("ad"), "adv"));
    cr_expect(span_ends(SPAN("advert"), "ert"));
    cr_expect_not(span_ends(SPAN("rt"), "ert"));
}

Test(span, compare_orders_by_bytes_and_length) {
    cr_expect_lt(span_compare(SPAN("a"), SPAN("b")), 0);
    cr_expect_lt(span_compare(SPAN("a"), SPAN("aa")), 0);
    cr_expect_gt(span_compare(SPAN("\xC3"), SPAN("z")), 0);
    cr_expect_gt(span_compare(SPAN("a"), empty), 0);
}

Test(span, find_gives_offset_or_size_max) {
    static const struct {
        const char *span, *needle;
        size_t from, at;
    } rows[] = {
        {"band 5 band 6", "band", 0, 0},
        {"band 5 band 6", "band", 1, 7},
        {"band 5 band 6", "band", 8, SIZE_MAX},
        {"aaab", "aab", 0, 1},
        {"abc", "", 0, 0},
        {"abc", "", 3, 3},
        {"abc", "", 4, SIZE_MAX},
        {"abc", "abcd", 0, SIZE_MAX},
        {"abc", "c", SIZE_MAX, SIZE_MAX},
        {"", "a", 0, SIZE_MAX},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct span span = span_of(rows[i].span);
        struct span needle = span_of(rows[i].needle);
        cr_expect_eq(span_find(span, needle, rows[i].from), rows[i].at, "row %zu", i);
        cr_expect_eq(span_find_nocase(span, needle, rows[i].from), rows[i].at, "row %zu", i);
    }
    cr_expect_eq(span_find_nocase(SPAN("a BAND"), SPAN("band"), 0), 2);
    cr_expect_eq(span_find(empty, empty, 0), 0);
}

Test(span, trim_takes_ascii_white_space_off_both_ends) {
    cr_expect(span_is(span_trim(SPAN(" \t\r\n\f\v a b \n")), "a b"));
    cr_expect(span_is(span_trim(SPAN(" \t ")), ""));
    cr_expect(span_is(span_trim(empty), ""));
    cr_expect(span_is(span_trim(SPAN("\xC2\xA0x")), "\xC2\xA0x"));
}

Test(span, lines_end_with_lf_crlf_or_cr) {
    static const char *const lines[] = {"one", "two", "", "three", "", "four"};
    struct span rest = SPAN("one\ntwo\r\n\nthree\r\rfour");
    struct span line;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        cr_assert(span_next_line(&rest, &line));
        cr_expect(span_is(line, lines[i]), "line %zu: \"%.*s\"", i, SPAN_FMT(line));
    }
    cr_expect_not(span_next_line(&rest, &line));
}

Test(span, a_line_end_at_the_end_makes_no_further_line) {
    struct span rest = SPAN("one\r\n");
    struct span line;
    cr_expect(span_next_line(&rest, &line));
    cr_expect_not(span_next_line(&rest, &line));
    rest = empty;
    cr_expect_not(span_next_line(&rest, &line));
}

Test(span, pieces_end_at_separators) {
    static const char *const pieces[] = {"a", "", "b"};
    struct span rest = SPAN("a,,b");
    struct span piece;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        cr_assert(span_next_piece(&rest, ',', &piece));
        cr_expect(span_is(piece, pieces[i]), "piece %zu", i);
    }
    cr_expect_not(span_next_piece(&rest, ',', &piece));
}

Test(span, numbers_are_digits_only_and_bounded) {
    uint64_t number = 7;
    static const char *const wrong[] = {"",   "-1", "+1",  " 1",
                                        "1 ", "1x", "101", "99999999999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cr_expect_not(span_number(span_of(wrong[i]), 100, &number), "\"%s\"", wrong[i]);
    }
    cr_expect_eq(number, 7, "a failure leaves the output untouched");
    cr_expect(span_number(SPAN("0100"), 100, &number));
    cr_expect_eq(number, 100);
    cr_expect(span_number(SPAN("18446744073709551615"), UINT64_MAX, &number));
    cr_expect_eq(number, UINT64_MAX);
    cr_expect_not(span_number(SPAN("18446744073709551616"), UINT64_MAX, &number));
    cr_expect_not(span_number(SPAN("5"), 4, &number));
    cr_expect(span_number(SPAN("0"), 0, &number));
}

Test(span, printf_arguments_stop_at_the_length) {
    char text[16];
    (void)snprintf(text, sizeof text, "<%.*s>", SPAN_FMT(span_part(SPAN("abcdef"), 1, 2)));
    cr_expect_str_eq(text, "<bc>");
    (void)snprintf(text, sizeof text, "<%.*s>", SPAN_FMT(empty));
    cr_expect_str_eq(text, "<>");
}

Test(span, classes_know_no_locale) {
    for (int i = 0; i < 256; i++) {
        char c = (char)i;
        bool upper = i >= 'A' && i <= 'Z';
        bool lower = i >= 'a' && i <= 'z';
        bool digit = i >= '0' && i <= '9';
        cr_expect_eq(ascii_is_digit(c), digit, "%d", i);
        cr_expect_eq(ascii_is_alpha(c), upper || lower, "%d", i);
        cr_expect_eq(ascii_is_alnum(c), upper || lower || digit, "%d", i);
        cr_expect_eq(ascii_is_space(c), i == ' ' || (i >= 9 && i <= 13), "%d", i);
        cr_expect_eq(ascii_lower(c), upper ? (char)(i + 32) : c, "%d", i);
        cr_expect_eq(ascii_upper(c), lower ? (char)(i - 32) : c, "%d", i);
    }
}
