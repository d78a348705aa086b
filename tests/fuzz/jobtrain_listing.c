/* tests/fuzz/jobtrain_listing.c - any bytes as a list of Jobtrain: entries that are named
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tools/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_jobtrain_listing,
        .form = FAMILY_HTML,
        .source = SOURCE_JOBTRAIN,
        .url = "https://apply.jobs.scot.nhs.uk/Home/Job?page=2",
        .property = family_run_listing,
    };
    family_run(&run, data, size);
    return 0;
}
