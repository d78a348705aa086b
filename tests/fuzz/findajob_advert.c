/* tests/fuzz/findajob_advert.c - any bytes as an advert of Find a job: one record at most
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tools/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_findajob_advert,
        .form = FAMILY_HTML,
        .source = SOURCE_FINDAJOB,
        .url = "https://findajob.dwp.gov.uk/details/12345678",
        .property = family_run_advert,
    };
    family_run(&run, data, size);
    return 0;
}
