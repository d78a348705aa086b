/* tests/fuzz/nhsjobs_feed.c - any XML as the feed of NHS Jobs: an entry for each advert in it
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

/* Records that stand in no other record. */
static size_t count_records(const struct document *document) {
    const struct html_node *root = html_root(document->html);
    const struct html_node *at = html_first_child(root);
    size_t count = 0;
    while (at) {
        bool record = html_is(at, "vacancyDetails");
        count += record;
        at = record ? html_next_after(at, root) : html_next(at, root);
    }
    return count;
}

static void expect_feed(const struct family_run *run, const struct document *document,
                        const struct readings *readings, struct arena *arena) {
    (void)arena;
    EXPECT(readings->count == 1 && readings->at[0].kind == READING_LISTING);
    const struct listing *listing = &readings->at[0].as.listing;
    size_t records = count_records(document);
    EXPECT(listing->kind == LISTING_FEED && listing->source == run->source);
    EXPECT(listing->entry_count ==
           (records < LISTING_ENTRIES_MAX ? records : LISTING_ENTRIES_MAX));
    EXPECT(listing->page == 3 && !listing->next);
    for (size_t i = 0; i < listing->entry_count; i++) {
        const struct vacancy *entry = &listing->entries[i];
        EXPECT(!entry->url || (entry->id && span_ends(span_of(entry->url), entry->id)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run run = {
        .family = &family_nhsjobs_feed,
        .form = FAMILY_XML,
        .source = SOURCE_NHSJOBS,
        .url = "https://www.jobs.nhs.uk/api/v1/search_xml?page=3",
        .property = expect_feed,
    };
    family_run(&run, data, size);
    return 0;
}
