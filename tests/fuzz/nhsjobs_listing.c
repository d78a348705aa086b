/* tests/fuzz/nhsjobs_listing.c - any bytes as results of NHS Jobs: entries that are named
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tools/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_nhsjobs_listing,
        .form = FAMILY_HTML,
        .source = SOURCE_NHSJOBS,
        .url = "https://www.jobs.nhs.uk/candidate/search/results",
        .property = family_run_listing,
    };
    family_run(&run, data, size);
    return 0;
}
