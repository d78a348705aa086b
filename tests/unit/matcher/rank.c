/* tests/unit/matcher/rank.c - tests of matcher/rank
 * SPDX-License-Identifier: MIT
 */
#include "matcher/rank.h"

#include <criterion/criterion.h>

/* In the order that they must come in. */
static const struct match sorted[] = {
    {.vacancy = "a", .gate = GATE_PASS, .score = 500, .range_high = 500},
    {.vacancy = "b", .gate = GATE_PASS, .score = 400, .range_high = 900},
    {.vacancy = "c",
     .gate = GATE_PASS,
     .score = 400,
     .range_high = 800,
     .closes = {2026, 11, 5}},
    {.vacancy = "d",
     .gate = GATE_PASS,
     .score = 400,
     .range_high = 800,
     .closes = {2026, 11, 9}},
    {.vacancy = "e",
     .gate = GATE_PASS,
     .score = 400,
     .range_high = 800,
     .closes = {2026, 11, 9}},
    {.vacancy = "0", .gate = GATE_PASS, .score = 400, .range_high = 800},
    {.vacancy = "g", .gate = GATE_OPEN, .score = 999, .range_high = 1000},
    {.vacancy = "h", .gate = GATE_OPEN, .score = 0, .range_high = 1000},
    {.vacancy = "i", .gate = GATE_FAIL, .score = 950, .range_high = 1000},
};
enum { COUNT = sizeof sorted / sizeof *sorted };

Test(rank, gate_then_score_then_range_then_closing_date_then_name) {
    struct match matches[COUNT];
    for (size_t turn = 0; turn < COUNT; turn++) {
        for (size_t i = 0; i < COUNT; i++) {
            matches[i] = sorted[(i * 4 + turn) % COUNT];
        }
        rank_sort(matches, COUNT);
        for (size_t i = 0; i < COUNT; i++) {
            cr_expect_str_eq(matches[i].vacancy, sorted[i].vacancy, "turn %zu, place %zu", turn,
                             i);
        }
    }
}

Test(rank, nothing_and_one_are_sorted) {
    struct match match = {.vacancy = "a"};
    rank_sort(NULL, 0);
    rank_sort(&match, 1);
    cr_expect_str_eq(match.vacancy, "a");
}
