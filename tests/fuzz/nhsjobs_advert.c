/* tests/fuzz/nhsjobs_advert.c - any bytes as an advert of NHS Jobs: one record or one refusal
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

/* Never nothing: a record that is named by its address, or a refusal. */
static void expect_advert(const struct family_run *run, const struct document *document,
                          const struct readings *readings, struct arena *arena) {
    EXPECT(readings->count == 1);
    family_run_advert(run, document, readings, arena);
    if (readings->at[0].kind == READING_VACANCY) {
        const struct vacancy *vacancy = &readings->at[0].as.vacancy;
        EXPECT(vacancy->employer && vacancy->id && vacancy->url);
        EXPECT(span_ends(span_of(vacancy->url), vacancy->id));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_nhsjobs_advert,
        .form = FAMILY_HTML,
        .source = SOURCE_NHSJOBS,
        .url = "https://www.jobs.nhs.uk/candidate/jobadvert/C9999-26-0001",
        .property = expect_advert,
    };
    family_run(&run, data, size);
    return 0;
}
