/* tests/fuzz/jobposting.c - any bytes as JSON-LD, in a page or a file: postings, no state
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

/* A page may hold several postings; none knows whether it is open. */
static void expect_postings(const struct family_run *run, const struct document *document,
                            const struct readings *readings, struct arena *arena) {
    (void)document;
    (void)arena;
    for (size_t i = 0; i < readings->count; i++) {
        const struct vacancy *vacancy = &readings->at[i].as.vacancy;
        bool refusal = readings->at[i].kind == READING_REFUSAL;
        EXPECT(refusal ? readings->count == 1 : readings->at[i].kind == READING_VACANCY);
        EXPECT(refusal || (vacancy->source == run->source && vacancy->title));
        EXPECT(refusal || vacancy->state == STATE_UNKNOWN);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run page = {.family = &family_jobposting,
                                           .form = FAMILY_HTML,
                                           .source = SOURCE_JOBPOSTING,
                                           .url = "https://www.example.org/jobs/porter-12345",
                                           .property = expect_postings,
                                           .escaped = true};
    static const struct family_run file = {.family = &family_jobposting_file,
                                           .form = FAMILY_TEXT,
                                           .source = SOURCE_JOBPOSTING,
                                           .property = expect_postings,
                                           .escaped = true};
    family_run(&page, data, size);
    family_run(&file, data, size);
    return 0;
}
