/* tests/unit/base/clock.c - tests of base/clock
 * SPDX-License-Identifier: MIT
 */
#include "base/clock.h"

#include <criterion/criterion.h>

Test(clock, a_held_clock_moves_only_by_sleeping) {
    struct clock_held held = {.now = 1000, .steady_ms = 500};
    struct clock clock = clock_of_held(&held);
    cr_expect_eq(clock_now(&clock), 1000);
    cr_expect_eq(clock_steady_ms(&clock), 500);
    clock_sleep_ms(&clock, 2600);
    cr_expect_eq(clock_steady_ms(&clock), 3100);
    cr_expect_eq(clock_now(&clock), 1003);
    clock_sleep_ms(&clock, -5);
    cr_expect_eq(clock_steady_ms(&clock), 3100);
}

Test(clock, short_sleeps_add_up_to_seconds) {
    struct clock_held held = {0};
    struct clock clock = clock_of_held(&held);
    for (int i = 0; i < 30; i++) {
        clock_sleep_ms(&clock, 100);
    }
    cr_expect_eq(clock_now(&clock), 3);
}

Test(clock, today_is_the_day_in_london) {
    struct clock_held held = {.now = 1751412600}; /* 2025-07-01 23:30 UTC */
    struct clock clock = clock_of_held(&held);
    struct date today = clock_today(&clock);
    cr_expect_eq(date_compare(today, (struct date){2025, 7, 2}), 0);
}

Test(clock, the_real_one_goes_forward) {
    struct clock clock = clock_real();
    int64_t before = clock_steady_ms(&clock);
    clock_sleep_ms(&clock, 20);
    clock_sleep_ms(&clock, -1);
    int64_t slept = clock_steady_ms(&clock) - before;
    cr_expect(slept >= 19 && slept < 10000, "%lld ms", (long long)slept);
    cr_expect_gt(clock_now(&clock), 1700000000);
    cr_expect_not(date_is_none(clock_today(&clock)));
}

Test(clock, is_never_at_the_time_that_means_never) {
    struct clock_held held = {.now = 0};
    struct clock clock = clock_of_held(&held);
    cr_expect_eq(clock_now(&clock), 1);
    held.now = -86400;
    cr_expect_eq(clock_now(&clock), 1);
}
