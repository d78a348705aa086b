/* tests/unit/report/plain.c - tests of report/plain
 * SPDX-License-Identifier: MIT
 */
#include "report/plain.h"

#include <criterion/criterion.h>

enum { CAP = 100000 };

static void expect_escaped(struct span text, bool ascii, const char *expected) {
    struct buf out;
    buf_init(&out, CAP);
    plain_escape(&out, text, ascii);
    cr_expect_str_eq(buf_text(&out), expected, "%s, expected %s", buf_text(&out), expected);
    buf_fini(&out);
}

static void expect_wrapped(struct plain_style style, size_t first, size_t rest,
                           const char *text, const char *expected) {
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, style};
    plain_wrap(&plain, 0, first, rest, span_of(text));
    cr_expect_str_eq(buf_text(&out), expected, "%s\nexpected\n%s", buf_text(&out), expected);
    buf_fini(&out);
}

Test(plain, control_characters_become_visible) {
    expect_escaped(SPAN("a\033[31mb\007\x7f"), false, "a\\x1b[31mb\\x07\\x7f");
    expect_escaped(SPAN("a\tb\r\nc\v\f"), false, "a\\tb\\r\\nc\\v\\f");
    expect_escaped(SPAN("a\0b"), false, "a\\x00b");
    expect_escaped(SPAN("\xC2\x9B"
                        "31m"),
                   false, "\\x9b31m");
}

Test(plain, characters_that_hide_or_turn_words_become_visible) {
    expect_escaped(SPAN("\xE2\x80\xAE"
                        "evil\xE2\x81\xA6\xE2\x80\x8B"),
                   false, "\\u202eevil\\u2066\\u200b");
    expect_escaped(SPAN("\xD8\x9C\xF3\xA0\x80\x81\xEF\xBB\xBF"), false,
                   "\\u061c\\U000e0001\\ufeff");
}

Test(plain, bytes_that_are_no_utf8_are_replaced) {
    expect_escaped(SPAN("a\xFFz"), false, "a\xEF\xBF\xBDz");
    expect_escaped(SPAN("a\xFFz"), true, "a?z");
    expect_escaped(SPAN("\xC2"), false, "\xEF\xBF\xBD");
}

Test(plain, text_can_be_ascii_only) {
    expect_escaped(
        SPAN("\xC2\xA3"
             "25,883 \xE2\x80\x93 caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x82\xAC 1"
             " \xE4\xB8\xAD"),
        true, "GBP 25,883 - cafe \"quoted\" EUR  1 ?");
}

Test(plain, words_wrap_at_the_width) {
    struct plain_style narrow = {.width = 20};
    expect_wrapped(narrow, 0, 2, "one two three four five six",
                   "one two three four\n  five six\n");
    expect_wrapped(narrow, 0, 0, "12345678901234567890 x", "12345678901234567890\nx\n");
    expect_wrapped(narrow, 4, 4, "one two three four", "    one two three\n    four\n");
}

Test(plain, width_counts_characters_not_bytes) {
    struct plain_style narrow = {.width = 20};
    expect_wrapped(
        narrow, 0, 0,
        "\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3 \xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3 12345 7890 1",
        "\xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3 \xC2\xA3\xC2\xA3\xC2\xA3\xC2\xA3 12345 7890\n1\n");
}

Test(plain, paragraphs_and_lists_keep_their_shape) {
    expect_wrapped(
        (struct plain_style){.width = 24}, 2, 2,
        "First line\nsecond\n\n\n\n- an item that is too long\n  - nested item here it is\n\n",
        "  First line\n  second\n\n  - an item that is too\n    long\n    - nested item here\n"
        "      it is\n");
}

Test(plain, long_words_are_broken_but_addresses_are_not) {
    struct plain_style narrow = {.width = 20};
    expect_wrapped(narrow, 0, 0, "a 1234567890123456789012345 b",
                   "a\n12345678901234567890\n12345 b\n");
    expect_wrapped(narrow, 0, 0, "see https://example.org/a/very/long/path",
                   "see\nhttps://example.org/a/very/long/path\n");
}

Test(plain, white_space_of_every_kind_parts_words) {
    expect_wrapped((struct plain_style){0}, 0, 0,
                   "a\t b\xC2\xA0"
                   "c\xE2\x80\xA8"
                   "d",
                   "a b c d\n");
    expect_wrapped((struct plain_style){0}, 0, 0, " \t ", "\n");
    expect_wrapped((struct plain_style){0}, 3, 3, "", "\n");
}

Test(plain, outside_bytes_are_escaped_while_wrapping) {
    expect_wrapped((struct plain_style){0}, 0, 0, "\033]0;title\007 \xE2\x80\xAE",
                   "\\x1b]0;title\\x07 \\u202e\n");
}

Test(plain, fields_line_up_and_absent_ones_are_left_out) {
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {.width = 40}};
    plain_field(&plain, "Closes", "1 June 2025 and so on and on");
    plain_field(&plain, "Nothing", NULL);
    plain_field(&plain, "Nothing", "");
    plain_field(&plain, "A label that is long", "x");
    cr_expect_str_eq(buf_text(&out), "  Closes            1 June 2025 and so\n"
                                     "                    on and on\n"
                                     "  A label that is long x\n");
    buf_fini(&out);
}

/* The name of a file may be a label; its columns count, not its bytes. */
Test(plain, labels_of_fields_are_escaped) {
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {.width = 40}};
    plain_field(&plain, "\033[31mr\n.csv", "x");
    plain_field(&plain, "Caf\xC3\xA9 \xE2\x82\xAC.csv", "y");
    cr_expect_str_eq(buf_text(&out),
                     "  \\x1b[31mr\\n.csv   x\n"
                     "  Caf\xC3\xA9 \xE2\x82\xAC.csv        y\n",
                     "%s", buf_text(&out));
    buf_fini(&out);
}

Test(plain, tones_are_codes_only_where_asked_for) {
    for (int colour = 0; colour <= 1; colour++) {
        struct buf out;
        buf_init(&out, CAP);
        struct plain plain = {&out, {.colour = colour == 1}};
        plain_heading(&plain, "Head\033");
        cr_expect_str_eq(buf_text(&out), colour ? "\033[1mHead\\x1b\033[0m\n" : "Head\\x1b\n");
        buf_fini(&out);
    }
}
