/* tests/fuzz/hscni_advert.c - any bytes as an advert of HSCNI: one record at most
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tools/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_hscni_advert,
        .form = FAMILY_HTML,
        .source = SOURCE_HSCNI,
        .url = "https://jobs.hscni.net/Job/41234/porter",
        .property = family_run_advert,
    };
    family_run(&run, data, size);
    return 0;
}
