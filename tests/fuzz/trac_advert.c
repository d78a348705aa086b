/* tests/fuzz/trac_advert.c - any bytes as an advert of Trac: one record at most
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tools/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_trac_advert,
        .form = FAMILY_HTML,
        .source = SOURCE_TRAC,
        .url = "https://www.healthjobsuk.com/job/UK/Kent/Dartford/Trust/Porter-v7420519",
        .property = family_run_advert,
    };
    family_run(&run, data, size);
    return 0;
}
