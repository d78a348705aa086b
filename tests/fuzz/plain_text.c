/* tests/fuzz/plain_text.c - any text as a copy of an advert: one record that knows of no state
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

/* What a copy cannot know is not in its record: whether the advert is open, an address unless
 * one stands in the text. */
static void expect_copy(const struct family_run *run, const struct document *document,
                        const struct readings *readings, struct arena *arena) {
    (void)arena;
    EXPECT(readings->count == 1 && readings->at[0].kind == READING_VACANCY);
    const struct vacancy *vacancy = &readings->at[0].as.vacancy;
    EXPECT(vacancy->source == run->source && vacancy->state == STATE_UNKNOWN);
    EXPECT(!vacancy->url == !vacancy->id);
    EXPECT(!vacancy->id ||
           span_find_nocase(document->text, span_of(vacancy->id), 0) != SIZE_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_plain_text,
        .form = FAMILY_TEXT,
        .source = SOURCE_TEXT,
        .property = expect_copy,
    };
    family_run(&run, data, size);
    return 0;
}
