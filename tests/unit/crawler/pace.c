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
        {"18446744073709551616", 0, PACE_RETRY_DEFAULT_S},
        {"-5", 0, PACE_RETRY_DEFAULT_S},
        {"soon", 0, PACE_RETRY_DEFAULT_S},
        {"", 0, PACE_RETRY_DEFAULT_S},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777 - 60, 60},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777 + 60, 0},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 0, PACE_RETRY_MAX_S},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(pace_retry_after(span_of(rows[i].header), rows[i].now), rows[i].wait,
                     "\"%s\"", rows[i].header);
    }
}
