/* tests/unit/cli/status.c - tests of cli/status
 * SPDX-License-Identifier: MIT
 */
#include "cli/status.h"

#include <criterion/criterion.h>

Test(status, each_failure_has_its_own) {
    cr_expect_eq(status_of(ERR_NONE, false), STATUS_DONE);
    cr_expect_eq(status_of(ERR_INPUT, false), STATUS_FAILED);
    cr_expect_eq(status_of(ERR_ABSENT, false), STATUS_FAILED);
    cr_expect_eq(status_of(ERR_USAGE, false), STATUS_USAGE);
    cr_expect_eq(status_of(ERR_REFUSED, false), STATUS_REFUSED);
    cr_expect_eq(status_of(ERR_NETWORK, false), STATUS_NETWORK);
    cr_expect_eq(status_of(ERR_STORE, false), STATUS_STORE);
    cr_expect_eq(status_of(ERR_INTERRUPTED, false), STATUS_INTERRUPTED);
    cr_expect_eq(status_of(ERR_INTERRUPTED, true), STATUS_TERMINATED);
    for (int err = ERR_MEMORY; err < ERR_COUNT; err++) {
        cr_expect_neq(status_of((enum err)err, false), STATUS_DONE, "no failure is a success");
    }
}

Test(status, of_several_causes_the_order_of_the_formats_counts) {
    static const enum status order[] = {STATUS_INTERRUPTED, STATUS_STORE,   STATUS_FAILED,
                                        STATUS_NETWORK,     STATUS_REFUSED, STATUS_PART,
                                        STATUS_EMPTY,       STATUS_DONE};
    const size_t count = sizeof order / sizeof *order;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i; k < count; k++) {
            cr_expect_eq(status_worse(order[i], order[k]), order[i]);
            cr_expect_eq(status_worse(order[k], order[i]), order[i]);
        }
    }
}
