/* tests/fuzz/jobtrain_advert.c - any bytes as an advert of Jobtrain: one record at most
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tools/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_jobtrain_advert,
        .form = FAMILY_HTML,
        .source = SOURCE_JOBTRAIN,
        .url = "https://apply.jobs.scot.nhs.uk/Job/JobDetail?JobId=212345",
        .property = family_run_advert,
    };
    family_run(&run, data, size);
    return 0;
}
