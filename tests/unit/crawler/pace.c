/* tests/unit/crawler/pace.c - when the next request may go out
 * SPDX-License-Identifier: MIT
 */
#include "crawler/pace.h"

#include <criterion/criterion.h>

Test(pace, does_not_wait_before_the_first_request) {
    struct pace pace = {2000, PACE_NEVER};

    cr_expect_eq(pace_wait_ms(&pace, 0), 0);
}

Test(pace, waits_for_what_is_left_of_the_interval) {
    struct pace pace = {2000, 10000};

    cr_expect_eq(pace_wait_ms(&pace, 10000), 2000);
    cr_expect_eq(pace_wait_ms(&pace, 11999), 1);
    cr_expect_eq(pace_wait_ms(&pace, 12000), 0);
    cr_expect_eq(pace_wait_ms(&pace, 99999), 0);
}

Test(pace, is_lengthened_and_never_shortened) {
    struct pace pace = {2000, PACE_NEVER};

    pace_lengthen(&pace, 500);
    cr_expect_eq(pace.interval_ms, 2000);
    pace_lengthen(&pace, 10000);
    cr_expect_eq(pace.interval_ms, 10000);
}

Test(pace, reads_retry_after_in_both_forms_and_bounds_it) {
    static const struct {
        const char *header;
        int64_t now, wait;
    } rows[] = {
        {"30", 0, 30},
        {" 120 ", 0, 120},
        {"0", 0, 0},
        {"99999999", 0, PACE_RETRY_MAX_S},
        {"18446744073709551616", 0, PACE_RETRY_MAX_S},
        {"86400", 0, PACE_RETRY_MAX_S},
        {"86401", 0, PACE_RETRY_MAX_S},
        {"007", 0, 7},
        {"1.5", 0, PACE_RETRY_DEFAULT_S},
        {"10, 20", 0, PACE_RETRY_DEFAULT_S},
        {"Sunday, 06-Nov-94 08:49:37 GMT", 784111777 - 60, 60},
        {"Sun Nov  6 08:49:37 1994", 784111777 - 60, 60},
        {"Sunday, 22-Nov-26 08:00:00 GMT", 1795334400 - 60, 60},
        {"Wed Nov 16 08:49:37 1994", 784111777 + 864000 - 60, 60},
        {"Sunday, 06-Nov-94 08:49:37 CET", 0, PACE_RETRY_DEFAULT_S},
        {"Sunday, 66-Nov-94 08:49:37 GMT", 0, PACE_RETRY_DEFAULT_S},
        {"Sun Nox  6 08:49:37 1994", 0, PACE_RETRY_DEFAULT_S},
        {", 06-Nov-94 08:49:37 GMT", 0, PACE_RETRY_DEFAULT_S},
        {"                        ,", 0, PACE_RETRY_DEFAULT_S},
        {"Sun, 06 Nov 1994 08:49:37 GMT", INT64_MIN, PACE_RETRY_MAX_S},
        {"Sun, 06 Nov 1994 08:49:37 GMT", INT64_MAX, 0},
        {"-5", 0, PACE_RETRY_DEFAULT_S},
        {"soon", 0, PACE_RETRY_DEFAULT_S},
        {"", 0, PACE_RETRY_DEFAULT_S},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777 - 60, 60},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777 + 60, 0},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 0, PACE_RETRY_MAX_S},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(pace_retry_after(span_of(rows[i].header), rows[i].now, 0), rows[i].wait,
                     "\"%s\"", rows[i].header);
    }
}

Test(pace, takes_a_clock_that_went_back_for_no_time_passed) {
    struct pace pace = {2000, 10000};

    cr_expect_eq(pace_wait_ms(&pace, 9000), 2000);
    cr_expect_eq(pace_wait_ms(&pace, INT64_MIN), 2000);
}

Test(pace, doubles_with_each_failure_up_to_a_minute) {
    static const struct {
        int64_t interval_ms, strikes, pause_ms;
    } rows[] = {
        {2000, 0, 2000},   {2000, 1, 4000},   {2000, 4, 32000},
        {2000, 5, 60000},  {2000, 6, 60000},  {2000, INT64_MAX, 60000},
        {90000, 3, 90000}, {60000, 1, 60000}, {59999, 1, 60000},
        {0, 9, 0},         {2000, -1, 2000},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pace pace = {rows[i].interval_ms, PACE_NEVER};

        cr_expect_eq(pace_backoff_ms(&pace, rows[i].strikes), rows[i].pause_ms, "%lld, %lld",
                     (long long)rows[i].interval_ms, (long long)rows[i].strikes);
    }
}

Test(pace, has_jitter_of_up_to_a_fifth_and_none_without_a_seed) {
    uint64_t none = 0;
    uint64_t seed = 1;
    int64_t least = INT64_MAX;
    int64_t most = 0;

    cr_expect_eq(pace_jitter_ms(2000, &none), 2000);
    cr_expect_eq(none, 0);
    for (int i = 0; i < 2000; i++) {
        int64_t pause = pace_jitter_ms(2000, &seed);

        least = pause < least ? pause : least;
        most = pause > most ? pause : most;
    }
    cr_expect_geq(least, 2000);
    cr_expect_leq(most, 2400);
    cr_expect_lt(least, 2010);
    cr_expect_gt(most, 2390);
    cr_expect_eq(pace_jitter_ms(0, &seed), 0);
}

Test(pace, doubles_the_default_with_each_strike_up_to_a_day) {
    cr_expect_eq(pace_retry_after(SPAN(""), 0, 1), 2 * PACE_RETRY_DEFAULT_S);
    cr_expect_eq(pace_retry_after(SPAN(""), 0, 3), 8 * PACE_RETRY_DEFAULT_S);
    cr_expect_eq(pace_retry_after(SPAN("soon"), 0, 99), PACE_RETRY_MAX_S);
    cr_expect_eq(pace_retry_after(SPAN("30"), 0, 99), 30, "what is said is believed");
}
