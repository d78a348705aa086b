/* tests/fuzz/sitemap.c - any XML as a sitemap: addresses that stand in it, in their order
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

static void expect_sitemap(const struct family_run *run, const struct document *document,
                           const struct readings *readings, struct arena *arena) {
    struct span words = family_run_words(arena, document);
    EXPECT(readings->count == 1 && readings->at[0].kind == READING_LISTING);
    const struct listing *listing = &readings->at[0].as.listing;
    EXPECT(listing_is_sitemap(listing->kind) && listing->source == run->source);
    for (size_t i = 0; i < listing->entry_count; i++) {
        struct span url = span_of(listing->entries[i].url);
        size_t at = span_find(words, url, 0);
        EXPECT(at != SIZE_MAX);
        words = span_part(words, at + url.len, SIZE_MAX);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run xml = {
        .family = &family_sitemap, .form = FAMILY_XML, .property = expect_sitemap};
    static const struct family_run text = {
        .family = &family_sitemap_text, .form = FAMILY_TEXT, .property = expect_sitemap};
    family_run(&xml, data, size);
    family_run(&text, data, size);
    return 0;
}
