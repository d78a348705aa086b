/* tests/unit/lib/ini.c - tests of lib/ini
 * SPDX-License-Identifier: MIT
 */
#include "lib/ini.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena; /* of the one test that this process runs */
static struct diag diag;

static void setup(void) { arena_init(&arena, ARENA_PAGE_CAP); }
static void teardown(void) { arena_fini(&arena); }

TestSuite(ini, .init = setup, .fini = teardown);

static struct ini parse(const char *content) {
    struct ini ini = {0};
    cr_assert_eq(ini_parse(&ini, &arena, "x.ini", span_of(content), NULL, &diag), ERR_NONE,
                 "%s", diag.text);
    return ini;
}

/* An entry as "line section/label/key=value"; headings end behind the label. */
static const char *written(const struct ini_entry *entry) {
    return arena_printf(&arena, "%d %s/%s%s%s%s%s", entry->line, entry->section, entry->label,
                        entry->key ? "/" : "", entry->key ? entry->key : "",
                        entry->key ? "=" : "", entry->value);
}

static void expect_entries(const struct ini *ini, const char *const *expected, size_t count) {
    cr_assert_eq(ini->count, count, "%zu entries", ini->count);
    for (size_t i = 0; i < count; i++) {
        cr_expect_str_eq(written(&ini->entries[i]), expected[i], "%s, expected %s",
                         written(&ini->entries[i]), expected[i]);
    }
}

Test(ini, entries_come_in_file_order_with_their_lines) {
    struct ini ini = parse("name = A\n"
                           "\n"
                           "; a comment\n"
                           "  # another\n"
                           "[Candidate]\n"
                           "Full  Name = A. Nurse\n"
                           "[Experience  Acute Ward ] ; first\n"
                           "months=12\n"
                           "note =\n");
    static const char *const expected[] = {
        "1 //name=A",
        "5 candidate/",
        "6 candidate//full name=A. Nurse",
        "7 experience/Acute Ward",
        "8 experience/Acute Ward/months=12",
        "9 experience/Acute Ward/note=",
    };
    expect_entries(&ini, expected, sizeof expected / sizeof expected[0]);
    cr_expect_str_eq(ini.file, "x.ini");
    cr_expect_str_eq(ini.entries[1].value, "");
    cr_expect_null(ini.entries[1].key);
}

Test(ini, lines_end_in_every_fashion_and_a_bom_is_passed_over) {
    struct ini ini = parse("\xEF\xBB\xBFone = 1\r\ntwo = 2\rthree = 3\n\nfour = 4");
    static const char *const expected[] = {"1 //one=1", "2 //two=2", "3 //three=3",
                                           "5 //four=4"};
    expect_entries(&ini, expected, 4);
}

Test(ini, an_empty_file_has_no_entries) {
    struct ini ini = parse("");
    cr_expect_eq(ini.count, 0);
    cr_expect_eq(ini_parse(&ini, &arena, "x.ini", (struct span){0}, NULL, NULL), ERR_NONE);
}

Test(ini, values_keep_what_is_in_them) {
    struct ini ini = parse("a = x = y\nb = [z]\nc =\td\te \nd = caf\xC3\xA9; x#y\n");
    static const char *const expected[] = {"1 //a=x = y", "2 //b=[z]", "3 //c=d\te",
                                           "4 //d=caf\xC3\xA9; x#y"};
    expect_entries(&ini, expected, 4);
}

static bool ends_at_comment(const char *section, const char *key) {
    return strcmp(section, "candidate") == 0 && strcmp(key, "home town") == 0;
}

Test(ini, comments_behind_values_end_where_the_caller_says) {
    struct ini ini = {0};
    struct span content = SPAN("[Candidate]\nHome Town = Leeds ; for now\nnote = a ; b\n");
    cr_assert_eq(ini_parse(&ini, &arena, "x.ini", content, ends_at_comment, &diag), ERR_NONE);
    cr_expect_str_eq(ini.entries[1].value, "Leeds");
    cr_expect_str_eq(ini.entries[2].value, "a ; b");
    ini = parse("a = 1 ; x\nb = ; x\nc = 1;x\t;y");
    cr_expect_str_eq(ini.entries[0].value, "1");
    cr_expect_str_eq(ini.entries[1].value, "");
    cr_expect_str_eq(ini.entries[2].value, "1;x");
}

Test(ini, faults_are_told_with_file_and_line_and_what_was_expected) {
    static const char *const rows[][2] = {
        {"a = 1\nlevel 2\n", "x.ini:2: no \"=\" in \"level 2\"; expected key = value"},
        {"= 2", "x.ini:1: no key in \"= 2\"; expected key = value"},
        {"\xC2\xA0 = 2", "x.ini:1: no key in \"\xC2\xA0 = 2\"; expected key = value"},
        {"\n[candidate",
         "x.ini:2: no \"]\" in \"[candidate\"; expected [section] or [section label]"},
        {"[ ]", "x.ini:1: no section in \"[ ]\"; expected [section] or [section label]"},
        {"[a] b",
         "x.ini:1: text behind the \"]\" of \"[a] b\"; expected [section] or [section label]"},
        {"[a]\nk = 1\nK = 2", "x.ini:3: \"k\" is given twice, first in line 2"},
        {"k = 1\nk = 2", "x.ini:2: \"k\" is given twice, first in line 1"},
        {"[a Ward]\n[b]\n[A ward]",
         "x.ini:3: heading [a ward] is given twice, first in line 1"},
        {"a = \xA3", "x.ini:1: not UTF-8 text; save the file as UTF-8"},
        {"; \xA3", "x.ini:1: not UTF-8 text; save the file as UTF-8"},
        {"a = \x1B[31m", "x.ini:1: an invisible character (U+001B) before byte 6; remove it"},
        {"a = \xE2\x80\x8B",
         "x.ini:1: an invisible character (U+200B) before byte 8; remove it"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct ini ini = {.count = 42};
        cr_expect_eq(ini_parse(&ini, &arena, "x.ini", span_of(rows[i][0]), NULL, &diag),
                     ERR_INPUT, "row %zu", i);
        cr_expect_str_eq(diag.text, rows[i][1], "%s, expected %s", diag.text, rows[i][1]);
        cr_expect_eq(ini.count, 42, "a failure leaves the output untouched");
    }
}

Test(ini, a_key_may_come_again_under_another_heading) {
    struct ini ini = parse("k = 0\n[a]\nk = 1\n[b]\nk = 2\n[a]\nk = 3\n[a x]\nk = 4\n");
    cr_expect_eq(ini.count, 9);
}

Test(ini, a_nul_is_refused) {
    struct ini ini = {0};
    struct span content = {"a = x\0y", 7};
    cr_expect_eq(ini_parse(&ini, &arena, "x.ini", content, NULL, &diag), ERR_INPUT);
}

Test(ini, long_lines_are_quoted_in_part) {
    char line[500];
    memset(line, 'x', sizeof line);
    line[59] = '\xC3'; /* a character across the cut */
    line[60] = '\xA9';
    struct ini ini = {0};
    cr_expect_eq(
        ini_parse(&ini, &arena, "x.ini", (struct span){line, sizeof line}, NULL, &diag),
        ERR_INPUT);
    cr_expect_lt(strlen(diag.text), 130, "%s", diag.text);
    cr_expect_not_null(strstr(diag.text, "xxx\"; expected"), "%s", diag.text);
}

Test(ini, values_are_limited) {
    size_t len = INI_VALUE_MAX + 3;
    char *content = malloc(len); /* no NUL behind it, for AddressSanitizer */
    cr_assert_not_null(content);
    memset(content, 'x', len);
    memcpy(content, "k=", 2);
    struct ini ini = {0};
    cr_expect_eq(ini_parse(&ini, &arena, "x.ini", (struct span){content, len - 1}, NULL, &diag),
                 ERR_NONE, "%s", diag.text);
    cr_expect_eq(strlen(ini.entries[0].value), INI_VALUE_MAX);
    cr_expect_eq(ini_parse(&ini, &arena, "x.ini", (struct span){content, len}, NULL, &diag),
                 ERR_INPUT);
    cr_expect_str_eq(diag.text,
                     "x.ini:1: the value of \"k\" has 4001 bytes; at most 4000 are allowed");
    free(content);
}

Test(ini, lines_are_limited) {
    char lines[INI_LINES_MAX + 1];
    memset(lines, '\n', sizeof lines);
    struct ini ini = {0};
    cr_expect_eq(
        ini_parse(&ini, &arena, "x.ini", (struct span){lines, sizeof lines - 1}, NULL, &diag),
        ERR_NONE);
    cr_expect_eq(
        ini_parse(&ini, &arena, "x.ini", (struct span){lines, sizeof lines}, NULL, &diag),
        ERR_LIMIT);
    cr_expect_str_eq(diag.text, "x.ini: more than the 10000 lines allowed");
}

Test(ini, a_full_arena_is_said) {
    static const char *const contents[] = {"[section label]\n", "key = value\n",
                                           "a=1\nb=2\nc=3\n"};
    for (size_t i = 0; i < sizeof contents / sizeof contents[0]; i++) {
        enum err err = ERR_LIMIT;
        size_t cap = 0;
        for (; cap < 1000 && err == ERR_LIMIT; cap += 16) {
            struct arena small;
            struct ini ini = {0};
            arena_init(&small, cap);
            err = ini_parse(&ini, &small, "x.ini", span_of(contents[i]), NULL, &diag);
            cr_expect_eq(ini.count > 0, err == ERR_NONE, "cap %zu, row %zu", cap, i);
            arena_fini(&small);
        }
        cr_expect_eq(err, ERR_NONE, "row %zu", i);
        cr_expect_gt(cap, 100, "row %zu", i);
    }
}
