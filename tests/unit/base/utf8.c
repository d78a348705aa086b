/* tests/unit/base/utf8.c - tests of base/utf8
 * SPDX-License-Identifier: MIT
 */
#include "base/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A heap copy without a NUL, so that AddressSanitizer sees a byte read behind the end. */
static struct span exact(const char *text, size_t len) {
    char *copy = malloc(len ? len : 1);
    cr_assert_not_null(copy);
    memcpy(copy, text, len);
    return (struct span){copy, len};
}

static void drop(struct span span) { free((void *)(uintptr_t)span.at); }

/* What a function that writes to a buffer makes of `text`. */
static void expect_made(void (*make)(struct buf *, struct span), const char *text,
                        const char *expected) {
    struct buf out;
    buf_init(&out, 1000);
    make(&out, span_of(text));
    cr_expect_str_eq(buf_text(&out), expected, "\"%s\" became \"%s\", expected \"%s\"", text,
                     buf_text(&out), expected);
    buf_fini(&out);
}

Test(utf8, every_code_point_survives_writing_and_reading) {
    struct buf buf;
    buf_init(&buf, 8);
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        buf_clear(&buf);
        utf8_put(&buf, code);
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        size_t at = 0;
        cr_assert(utf8_is_valid(buf_span(&buf)));
        cr_assert_eq(utf8_next(buf_span(&buf), &at), surrogate ? UTF8_REPLACEMENT : code);
        cr_assert_eq(at, buf.len);
        cr_assert_eq(utf8_next(buf_span(&buf), &at), UTF8_END);
    }
    buf_clear(&buf);
    utf8_put(&buf, 0x110000);
    cr_expect_str_eq(buf_text(&buf), "\xEF\xBF\xBD");
    buf_fini(&buf);
}

/* Bytes that RFC 3629 forbids, and what mending makes of them. */
static const struct {
    const char *bytes;
    const char *mended;
    size_t replaced;
} wrong[] = {
    {"\x80", "\xEF\xBF\xBD", 1},                                                 /* no lead */
    {"\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD", 2},                                 /* overlong */
    {"\xC1\xBF", "\xEF\xBF\xBD\xEF\xBF\xBD", 2},                                 /* overlong */
    {"\xE0\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3},                 /* overlong */
    {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3},                 /* surrogate */
    {"\xF0\x80\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4}, /* overlong */
    {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4}, /* too great */
    {"\xF5", "\xEF\xBF\xBD", 1},                                                 /* no lead */
    {"\xFF", "\xEF\xBF\xBD", 1},                                                 /* no lead */
    {"a\xC3", "a\xEF\xBF\xBD", 1},                                               /* cut */
    {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD", 2},                                 /* cut */
    {"\xF0\x9F\x98", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3},                 /* cut */
    {"\xC3(b", "\xEF\xBF\xBD(b", 1}, /* no continuation */
    {"\xA3"
     "25,000",
     "\xEF\xBF\xBD"
     "25,000",
     1}, /* Latin-1 pound sign */
};

Test(utf8, invalid_bytes_are_noticed_and_mended) {
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct span span = exact(wrong[i].bytes, strlen(wrong[i].bytes));
        struct buf out;
        buf_init(&out, 100);
        cr_expect_not(utf8_is_valid(span), "row %zu", i);
        cr_expect_eq(utf8_mend(&out, span), wrong[i].replaced, "row %zu", i);
        cr_expect_str_eq(buf_text(&out), wrong[i].mended, "row %zu", i);
        cr_expect(utf8_is_valid(buf_span(&out)), "row %zu", i);
        buf_fini(&out);
        drop(span);
    }
}

Test(utf8, nothing_reads_past_the_end) {
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct span span = exact(wrong[i].bytes, strlen(wrong[i].bytes));
        struct buf out;
        buf_init(&out, 100);
        utf8_fold_space(&out, span);
        utf8_normalise(&out, span);
        cr_expect(utf8_is_valid(buf_span(&out)), "row %zu", i);
        cr_expect_leq(utf8_width(span), span.len, "row %zu", i);
        buf_fini(&out);
        drop(span);
    }
}

Test(utf8, valid_text_passes) {
    static const char *const valid[] = {"",
                                        "a",
                                        "\xC2\xA3",
                                        "\xE2\x82\xAC",
                                        "\xF0\x9F\x98\x80",
                                        "\xEF\xBF\xBF",
                                        "\xF4\x8F\xBF\xBF",
                                        "\xED\x9F\xBF"};
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++) {
        cr_expect(utf8_is_valid(span_of(valid[i])), "row %zu", i);
    }
    cr_expect(utf8_is_valid((struct span){0}));
    cr_expect(utf8_is_valid((struct span){"a\0b", 3}));
}

Test(utf8, white_space_and_controls_are_told_apart) {
    static const uint32_t spaces[] = {' ',    '\t',   '\n',   '\r',   0xA0,   0x1680, 0x2000,
                                      0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
    static const uint32_t controls[] = {0,      8,      0x0E,   0x1F,   0x7F,   0x80,
                                        0x85,   0x9F,   0xAD,   0x200B, 0x200F, 0x202A,
                                        0x202E, 0x2060, 0x2069, 0xFEFF};
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        cr_expect(utf8_is_space(spaces[i]), "U+%04X", (unsigned)spaces[i]);
        cr_expect_not(utf8_is_control(spaces[i]), "U+%04X", (unsigned)spaces[i]);
    }
    for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++) {
        cr_expect(utf8_is_control(controls[i]), "U+%04X", (unsigned)controls[i]);
        cr_expect_not(utf8_is_space(controls[i]), "U+%04X", (unsigned)controls[i]);
    }
    cr_expect_not(utf8_is_space('a') || utf8_is_control('a') || utf8_is_control(0x20AC));
}

Test(utf8, folding_makes_one_clean_line) {
    static const char *const rows[][2] = {
        {"", ""},
        {" \t\r\n", ""},
        {"  Staff\xC2\xA0\xC2\xA0Nurse \n Band\t5 ", "Staff Nurse Band 5"},
        {"zero\xE2\x80\x8Bwidth \xC2\xAD soft", "zerowidth soft"},
        {"\xEF\xBB\xBFmark", "mark"},
        {"a\x1B[31mb", "a[31mb"},
        {"\xE2\x80\xAE"
         "evil",
         "evil"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect_made(utf8_fold_space, rows[i][0], rows[i][1]);
    }
}

Test(utf8, folding_into_a_filled_buffer_adds_no_space_in_front) {
    struct buf out;
    buf_init(&out, 100);
    buf_put_text(&out, "x:");
    utf8_fold_space(&out, SPAN(" a  b "));
    cr_expect_str_eq(buf_text(&out), "x:a b");
    buf_fini(&out);
}

Test(utf8, folded_copies_live_in_an_arena) {
    struct arena arena;
    arena_init(&arena, 1024);
    cr_expect_str_eq(utf8_fold_copy(&arena, SPAN(" a  b ")), "a b");
    cr_expect_str_eq(utf8_fold_copy(&arena, SPAN(" ")), "");
    cr_expect_eq(arena.failed, ERR_NONE);
    char longer[2000];
    memset(longer, 'x', sizeof longer);
    cr_expect_null(utf8_fold_copy(&arena, (struct span){longer, sizeof longer}));
    cr_expect_eq(arena.failed, ERR_LIMIT);
    arena_fini(&arena);
}

Test(utf8, normalising_lowers_letters_and_plains_marks) {
    static const char *const rows[][2] = {
        {"Band 5", "band 5"},
        {"\xC3\x80\xC3\x89\xC3\x9E", "\xC3\xA0\xC3\xA9\xC3\xBE"}, /* Latin-1 */
        {"\xC3\x97\xC3\xB7", "\xC3\x97\xC3\xB7"},                 /* times and divided by */
        {"\xC5\x81\xC5\x9A\xC5\xBB", "\xC5\x82\xC5\x9B\xC5\xBC"}, /* Polish capitals */
        {"\xC5\xB4\xC5\xB6", "\xC5\xB5\xC5\xB7"},                 /* Welsh capitals */
        {"\xC4\xB0\xC5\xB8", "i\xC3\xBF"},                        /* dotted I, Y diaeresis */
        {"\xC4\xB8\xC5\x89\xC5\xBF", "\xC4\xB8\xC5\x89\xC5\xBF"}, /* small letters stay */
        {"\xE2\x80\x98x\xE2\x80\x99 \xE2\x80\x9Cy\xE2\x80\x9D", "'x' \"y\""},
        {"\xE2\x80\x93\xE2\x80\x94\xE2\x88\x92-\xE2\x80\x90", "-----"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect_made(utf8_normalise, rows[i][0], rows[i][1]);
        expect_made(utf8_normalise, rows[i][1], rows[i][1]);
    }
}

Test(utf8, width_counts_visible_characters) {
    cr_expect_eq(utf8_width(SPAN("")), 0);
    cr_expect_eq(utf8_width(SPAN("Band 5")), 6);
    cr_expect_eq(utf8_width(SPAN("\xC2\xA3"
                                 "25k")),
                 4);
    cr_expect_eq(utf8_width(SPAN("e\xCC\x81")), 1, "a combining accent takes no column");
    cr_expect_eq(utf8_width(SPAN("a\xE2\x80\x8B"
                                 "b")),
                 2);
}
