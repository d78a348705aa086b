/* tests/fuzz/hscni_listing.c - any bytes as a list of HSCNI: entries that are named
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tools/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_hscni_listing,
        .form = FAMILY_HTML,
        .source = SOURCE_HSCNI,
        .url = "https://jobs.hscni.net/Search?page=2",
        .property = family_run_listing,
    };
    family_run(&run, data, size);
    return 0;
}
