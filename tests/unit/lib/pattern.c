/* tests/unit/lib/pattern.c - tests of lib/pattern
 * SPDX-License-Identifier: MIT
 */
#include "lib/pattern.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct pattern *compile(const char *source, unsigned flags) {
    struct pattern *pattern = NULL;
    struct diag diag = {0};
    cr_assert_eq(pattern_compile(&pattern, span_of(source), flags, &diag), ERR_NONE, "%s",
                 diag.text);
    return pattern;
}

/* One search with a pattern of its own. */
static enum pattern_result find(const char *source, unsigned flags, struct span subject,
                                struct pattern_match *match) {
    struct pattern *pattern = compile(source, flags);
    enum pattern_result result = pattern_find(pattern, subject, 0, match);
    pattern_free(pattern);
    return result;
}

Test(pattern, gives_groups_as_parts_of_the_subject) {
    struct span subject = SPAN("Salary: Band 7 (full time)");
    struct pattern *pattern = compile("Band\\s+(?<band>\\d)(?<sub>[a-d])?", PATTERN_PLAIN);
    struct pattern_match match = {0};
    cr_assert_eq(pattern_find(pattern, subject, 0, &match), PATTERN_FOUND);
    int band = pattern_group(pattern, "band");
    int sub = pattern_group(pattern, "sub");
    cr_assert(band > 0 && sub > 0);
    cr_expect(span_is(match.groups[0], "Band 7"));
    cr_expect(span_is(match.groups[band], "7"));
    cr_expect_eq(pattern_offset(subject, match.groups[band]), 13);
    cr_expect_null(match.groups[sub].at, "a group that took no part");
    cr_expect_null(match.groups[PATTERN_GROUPS_MAX - 1].at);
    cr_expect_eq(pattern_group(pattern, "none"), -1);
    pattern_free(pattern);
}

Test(pattern, searches_from_a_place_on) {
    struct pattern *pattern = compile("\\d", PATTERN_PLAIN);
    struct span subject = SPAN("1 2");
    struct pattern_match match = {0};
    cr_expect_eq(pattern_find(pattern, subject, 1, &match), PATTERN_FOUND);
    cr_expect_eq(pattern_offset(subject, match.groups[0]), 2);
    cr_expect_eq(pattern_find(pattern, subject, 3, &match), PATTERN_NONE);
    cr_expect_eq(pattern_find(pattern, subject, 4, &match), PATTERN_NONE);
    cr_expect_eq(pattern_find(pattern, subject, SIZE_MAX, NULL), PATTERN_NONE);
    cr_expect_eq(pattern_offset(subject, match.groups[0]), 2, "untouched where not found");
    pattern_free(pattern);
}

Test(pattern, an_empty_subject_is_a_subject) {
    struct pattern_match match = {0};
    struct span empty = {0};
    cr_assert_eq(find("(x)?$", PATTERN_PLAIN, empty, &match), PATTERN_FOUND);
    cr_expect_not_null(match.groups[0].at);
    cr_expect_eq(match.groups[0].len, 0);
    cr_expect_eq(pattern_offset(empty, match.groups[0]), 0);
    cr_expect_null(match.groups[1].at);
}

Test(pattern, flags_do_what_they_say) {
    static const struct {
        const char *source, *subject;
        unsigned flags;
        enum pattern_result result;
    } rows[] = {
        {"band", "BAND", PATTERN_PLAIN, PATTERN_NONE},
        {"band", "BAND", PATTERN_CASELESS, PATTERN_FOUND},
        {"\xC3\xA9", "\xC3\x89", PATTERN_CASELESS, PATTERN_FOUND},
        {"b a nd # x", "band", PATTERN_EXTENDED, PATTERN_FOUND},
        {"b a nd", "band", PATTERN_PLAIN, PATTERN_NONE},
        {"and", "band", PATTERN_ANCHORED, PATTERN_NONE},
        {"ban", "band", PATTERN_ANCHORED, PATTERN_FOUND},
        {"B AND", "band", PATTERN_CASELESS | PATTERN_EXTENDED, PATTERN_FOUND},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(find(rows[i].source, rows[i].flags, span_of(rows[i].subject), NULL),
                     rows[i].result, "row %zu", i);
    }
}

Test(pattern, characters_are_those_of_unicode) {
    cr_expect_eq(find("^.$", PATTERN_PLAIN, SPAN("\xC2\xA3"), NULL), PATTERN_FOUND);
    cr_expect_eq(find("^\\w+$", PATTERN_PLAIN, SPAN("caf\xC3\xA9"), NULL), PATTERN_FOUND);
    cr_expect_eq(find("\\s", PATTERN_PLAIN, SPAN("\xC2\xA0"), NULL), PATTERN_FOUND);
}

Test(pattern, wrong_patterns_are_refused_with_the_place) {
    static const char *const sources[] = {"(",   "[a",   "a{2,1}", "(?<n>a)(?<n>b)",
                                          "\\C", "\xFF", "*"};
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        struct pattern *pattern = NULL;
        struct diag diag = {0};
        cr_expect_eq(pattern_compile(&pattern, span_of(sources[i]), 0, &diag), ERR_INPUT,
                     "row %zu", i);
        cr_expect_null(pattern);
        cr_expect_not_null(strstr(diag.text, "byte "), "%s", diag.text);
    }
}

Test(pattern, too_many_groups_or_bytes_are_refused) {
    struct pattern *pattern = NULL;
    struct diag diag = {0};
    char groups[3 * PATTERN_GROUPS_MAX + 1] = "";
    for (size_t i = 0; i < PATTERN_GROUPS_MAX; i++) {
        memcpy(groups + 3 * i, "(a)", 4);
    }
    cr_expect_eq(pattern_compile(&pattern, span_of(groups), 0, &diag), ERR_INPUT);
    cr_expect_not_null(strstr(diag.text, "16 groups"), "%s", diag.text);
    cr_expect_eq(pattern_compile(&pattern, span_of(groups + 3), 0, &diag), ERR_NONE);
    struct pattern_match match = {0};
    cr_expect_eq(pattern_find(pattern, SPAN("aaaaaaaaaaaaaaa"), 0, &match), PATTERN_FOUND);
    cr_expect(span_is(match.groups[PATTERN_GROUPS_MAX - 1], "a"));
    pattern_free(pattern);

    size_t len = 300000;
    char *longer = malloc(len);
    cr_assert_not_null(longer);
    memset(longer, 'a', len);
    cr_expect_eq(pattern_compile(&pattern, (struct span){longer, len}, 0, &diag), ERR_INPUT);
    free(longer);
}

/* Patterns that double their work with every letter, on a text that matches nowhere. */
Test(pattern, a_match_that_runs_away_fails_and_is_not_taken_for_none) {
    static const char *const sources[] = {"^(a+)+$", "^(a|aa)+$", "^(?:a|a)+$",
                                          "(*NO_JIT)^(a+)+$"};
    char subject[5001];
    memset(subject, 'a', sizeof subject - 1);
    subject[sizeof subject - 1] = '!';
    struct span span = {subject, sizeof subject};
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        struct pattern_match match = {.groups[0].len = 42};
        cr_expect_eq(find(sources[i], PATTERN_PLAIN, span, &match), PATTERN_FAILED, "row %zu",
                     i);
        cr_expect_eq(match.groups[0].len, 42, "a failure leaves the output untouched");
    }
}

Test(pattern, deep_nesting_of_choices_ends) {
    size_t len = 1000000;
    char *subject = malloc(len);
    cr_assert_not_null(subject);
    memset(subject, 'a', len);
    subject[len / 2] = '!'; /* so that PCRE2 does not give up for want of one */
    subject[len / 2 + 1] = 'b';
    struct span span = {subject, len};
    cr_expect_eq(find("^(?:(a)|b)*!$", PATTERN_PLAIN, span, NULL), PATTERN_FAILED);
    cr_expect_eq(find("(*NO_JIT)^(?:(a)|b)*!$", PATTERN_PLAIN, span, NULL), PATTERN_FAILED);
    free(subject);
}

Test(pattern, text_that_is_not_utf8_fails) {
    cr_expect_eq(find("a", PATTERN_PLAIN, SPAN("a\xFF"), NULL), PATTERN_FAILED);
    struct pattern *pattern = compile("a", PATTERN_PLAIN);
    cr_expect_eq(pattern_find(pattern, SPAN("\xC2\xA3 a"), 1, NULL), PATTERN_FAILED);
    cr_expect_eq(pattern_find(pattern, SPAN("\xC2\xA3 a"), 2, NULL), PATTERN_FOUND);
    pattern_free(pattern);
}

Test(pattern, nothing_is_read_behind_the_subject) {
    char *exact = malloc(4); /* no NUL behind it, for AddressSanitizer */
    cr_assert_not_null(exact);
    memcpy(exact, "band", 4);
    cr_expect_eq(find("band\\b", PATTERN_PLAIN, (struct span){exact, 4}, NULL), PATTERN_FOUND);
    cr_expect_eq(find("bands?$", PATTERN_PLAIN, (struct span){exact, 4}, NULL), PATTERN_FOUND);
    free(exact);
}

Test(pattern, a_lookahead_cannot_turn_a_group_round) {
    struct pattern *pattern = NULL;
    struct diag diag = {0};
    /* PCRE2 refuses \K there since 10.38; before, the match would end in front of its start. */
    if (pattern_compile(&pattern, SPAN("(?=ab\\K)a"), 0, &diag) == ERR_NONE) {
        cr_expect_neq(pattern_find(pattern, SPAN("ab"), 0, NULL), PATTERN_FOUND);
    }
    pattern_free(pattern);
}

Test(pattern, free_accepts_null) { pattern_free(NULL); }
