/* tests/unit/base/nearest.c - tests of base/nearest
 * SPDX-License-Identifier: MIT
 */
#include "base/nearest.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const names[] = {"crawl",   "match",   NULL, "market",
                                    "explain", "reparse", "pay"};
enum { NAMES = sizeof names / sizeof names[0] };

Test(nearest, finds_slips_of_the_hand) {
    static const char *const rows[][2] = {
        {"crawl", "crawl"},     {"CRAWL", "crawl"}, {"crwal", "crawl"},
        {"crawll", "crawl"},    {"mach", "match"},  {"marekt", "market"},
        {"explian", "explain"}, {"pya", "pay"},     {"repares", "reparse"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *found = nearest_name(rows[i][0], names, NAMES);
        cr_assert_not_null(found, "%s", rows[i][0]);
        cr_expect_str_eq(found, rows[i][1], "%s", rows[i][0]);
    }
}

Test(nearest, finds_nothing_where_more_than_a_third_differs) {
    static const char *const words[] = {"", "x", "web", "pxx", "help", "crxxx", "serve"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        cr_expect_null(nearest_name(words[i], names, NAMES), "%s", words[i]);
    }
    cr_expect_null(nearest_name("crawl", NULL, 0));
}

Test(nearest, prefers_the_nearer_and_then_the_first) {
    static const char *const alike[] = {"bands", "band", "bend"};
    cr_expect_str_eq(nearest_name("band", alike, 3), "band");
    cr_expect_str_eq(nearest_name("bond", alike, 3), "band");
}

Test(nearest, passes_over_words_that_are_too_long) {
    char longer[200];
    memset(longer, 'a', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    const char *const one[] = {longer};
    cr_expect_null(nearest_name(longer, one, 1));
    cr_expect_null(nearest_name("crawl", one, 1));
    longer[64] = '\0';
    cr_expect_not_null(nearest_name(longer, one, 1));
}

Test(nearest, a_slip_is_one_wrong_missing_doubled_or_swapped_letter) {
    static const struct {
        const char *word;
        bool is_slip;
    } rows[] = {{"certificate", true}, {"certifcate", true},  {"certifficate", true},
                {"certificaet", true}, {"certificste", true}, {"vertificate", false},
                {"certifcaet", false}, {"cert", false},       {"", false},
                {"certificates", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(nearest_is_slip(span_of(rows[i].word), SPAN("certificate")),
                     rows[i].is_slip, "%s", rows[i].word);
        cr_expect_eq(nearest_is_slip(SPAN("certificate"), span_of(rows[i].word)),
                     rows[i].is_slip, "%s", rows[i].word);
    }
}
