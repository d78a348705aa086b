/* tests/unit/matcher/months.c - tests of matcher/months
 * SPDX-License-Identifier: MIT
 */
#include "matcher/months.h"

#include <criterion/criterion.h>

#include "matcher/rules_private.h"

static struct rules *rules;

static void set_up(void) {
    struct diag diag = {ERR_NONE, ""};
    cr_assert_eq(rules_open(&rules, NULL, &diag), ERR_NONE, "%s", diag.text);
}

static void tear_down(void) { rules_close(rules); }

TestSuite(months, .init = set_up, .fini = tear_down);

/* The first length in a text, or 0. */
static int first(const char *text) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct tokens tokens = tokens_read(&arena, &rules->words, span_of(text));
    int months = 0;
    for (size_t at = 0; at < tokens.count && !months; at++) {
        (void)months_at(&months, rules, &tokens, at);
    }
    arena_fini(&arena);
    return months;
}

Test(months, reads_lengths) {
    static const struct {
        const char *text;
        int months;
    } rows[] = {
        {"one year's experience", 12},
        {"12 months", 12},
        {"four or more years", 48},
        {"18 months' experience", 18},
        {"2 years Experience", 24},
        {"six months", 6},
        {"At least two years\xe2\x80\x99 experience", 24},
        {"two (2) years", 24},
        {"2+ years", 24},
        {"a year or more", 12},
        {"half a year", 6},
        {"one and a half years", 18},
        {"6-12 months", 6},
        {"2 to 3 years", 24},
        {"two or three years", 24},
        {"12 calendar months", 12},
        {"minimum 3yrs", 36},
        {"18months in care", 18},
        {"the office once a week", 0},
        {"three times a month", 0},
        {"minimum 3 yrs", 36},
        {"52 weeks", 12},
        {"no less than 2 years", 24},
        {"20 years of nursing experience", 240},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(first(rows[i].text), rows[i].months, "%s: %d", rows[i].text,
                     first(rows[i].text));
    }
}

Test(months, passes_over_ages_and_spans_of_time) {
    static const char *const texts[] = {
        "18 years or older",
        "aged 18 years",
        "over 18 years of age",
        "12 hour shifts",
        "within the last two years",
        "in the past 3 years",
        "at least 2 years ago",
        "within 6 months",
        "3 years' residency",
        "the first 12 weeks",
        "a 3 year degree",
        "band 3",
        "several years",
        "",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cr_expect_eq(first(texts[i]), 0, "%s: %d", texts[i], first(texts[i]));
    }
}
