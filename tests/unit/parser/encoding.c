/* tests/unit/parser/encoding.c - tests of parser/encoding
 * SPDX-License-Identifier: MIT
 */
#include "parser/encoding.h"

#include <criterion/criterion.h>
#include <string.h>

/* Decodes bytes; `oddity` is the code of the first oddity, "" where there is none. */
static void check(const char *name, struct span bytes, const char *type, const char *wanted,
                  const char *oddity) {
    struct arena arena;
    struct buf out;
    struct strings oddities = {NULL, 0};
    struct refusal refusal;
    struct page page = {.content_type = type, .body = bytes};
    arena_init(&arena, ARENA_PAGE_CAP);
    buf_init(&out, PAGE_SIZE_MAX);
    cr_expect_eq(encoding_decode(&out, &oddities, &refusal, &arena, &page, NULL), ERR_NONE);
    cr_expect_eq(refusal.kind, REFUSAL_NONE, "%s", name);
    cr_expect_str_eq(buf_text(&out), wanted, "%s", name);
    const char *first = oddities.count > 0 ? oddities.at[0] : "";
    cr_expect(strncmp(first, oddity, strlen(oddity)) == 0 && (oddity[0] || !first[0]), "%s: %s",
              name, first);
    buf_fini(&out);
    arena_fini(&arena);
}

Test(encoding, follows_marks_labels_and_bytes) {
    static const struct {
        const char *name;
        struct span bytes;
        const char *type, *wanted, *oddity;
    } rows[] = {
        {"ascii", {"band", 4}, NULL, "band", ""},
        {"utf-8",
         {"\xC2\xA3"
          "5",
          3},
         NULL,
         "£5",
         ""},
        {"mark", {"\xEF\xBB\xBF\xC2\xA3", 5}, "text/html; charset=iso-8859-1", "£", ""},
        {"windows-1252",
         {"\xA3"
          "5 \x96 6",
          6},
         NULL,
         "£5 – 6",
         "charset_guessed"},
        {"declared",
         {"\xA3"
          "5",
          2},
         "text/html; charset=\"ISO-8859-1\"",
         "£5",
         ""},
        {"wrong label",
         {"\xC2\xA3"
          "5",
          3},
         "text/html;charset=latin1",
         "£5",
         "charset_wrong"},
        {"wrong label 2",
         {"\xA3"
          "5",
          2},
         "text/html; charset=utf-8",
         "£5",
         "charset_wrong"},
        {"meta",
         {"<meta charset=windows-1252>\xA3", 28},
         NULL,
         "<meta charset=windows-1252>£",
         ""},
        {"xml",
         {"<?xml encoding='iso-8859-1'?>\xE9", 30},
         NULL,
         "<?xml encoding='iso-8859-1'?>é",
         ""},
        {"utf-16le", {"\xFF\xFE\xA3\0005\0", 6}, NULL, "£5", ""},
        {"utf-16be", {"\xFE\xFF\0\xA3\0005", 6}, NULL, "£5", ""},
        {"pair", {"\xFF\xFE\x3D\xD8\x00\xDE", 6}, NULL, "\xF0\x9F\x98\x80", ""},
        {"odd bytes",
         {"\xC2\xA3\xFF\xFE!", 5},
         "text/html; charset=utf-8",
         "£��!",
         "invalid_bytes"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check(rows[i].name, rows[i].bytes, rows[i].type, rows[i].wanted, rows[i].oddity);
    }
}

Test(encoding, mends_what_was_encoded_twice) {
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"Â£25,883", "£25,883"},     {"donâ€™t", "don’t"}, {"â€œwordsâ€\xC2\x9D", "“words”"},
        {"â€œwordsâ€.", "“words”."}, {"5 â€“ 6", "5 – 6"}, {"Ã‚Â£5", "£5"},
        {"CaffÃ¨", "Caffè"},         {"tÅ·", "tŷ"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check(rows[i].text, span_of(rows[i].text), NULL, rows[i].wanted, "double_encoded");
    }
}

Test(encoding, leaves_honest_text_alone) {
    static const char *const rows[] = {"Caffè – “really”", "£5–6",         "Ynys Môn, tŷ, ŵyl",
                                       "Âge, Ärzte",       "naïve façade", "10 × 5 ½"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check(rows[i], span_of(rows[i]), NULL, rows[i], "");
    }
}

Test(encoding, drops_control_characters_and_reads_c1_as_windows_1252) {
    check("c0",
          SPAN("some longer words, b\x07"
               "and\f2"),
          NULL, "some longer words, band 2", "");
    check("c1", SPAN("don\xC2\x92t"), NULL, "don’t", "");
}

Test(encoding, has_the_table_of_windows_1252) {
    cr_expect_eq(encoding_windows_1252('A'), 'A');
    cr_expect_eq(encoding_windows_1252(0x80), 0x20AC);
    cr_expect_eq(encoding_windows_1252(0x81), 0x81);
    cr_expect_eq(encoding_windows_1252(0x9F), 0x178);
    cr_expect_eq(encoding_windows_1252(0xA3), 0xA3);
}
