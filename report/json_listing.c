/* report/json_listing.c - a page of adverts: the record shortlist.listing/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_listing.h"

#include "report/json_part.h"

static struct json *entry(const struct vacancy *line) {
    struct json *object = json_new_object();
    json_set(object, "id", json_text(line->id));
    json_set(object, "reference", json_text(line->reference));
    json_set(object, "url", json_text(line->url));
    json_set(object, "title", json_text(line->title));
    json_set(object, "employer", json_text(line->employer));
    json_set(object, "salary", json_part_salary(&line->salary));
    json_set(object, "posted", json_part_date(line->posted));
    json_set(object, "closes", json_part_date(line->closes));
    json_set(object, "contract", json_part_word(&vocab_contract, (int)line->contract));
    json_set(object, "working_patterns",
             json_part_set(&vocab_work_pattern, line->working_patterns));
    json_set(object, "locations", json_part_locations(line));
    return object;
}

/* Of a sitemap's entry nothing else can be known, and there may be fifty thousand. */
static struct json *address(const struct vacancy *line) {
    struct json *object = json_new_object();
    json_set(object, "url", json_text(line->url));
    return object;
}

static struct json *entries(const struct listing *listing) {
    struct json *array = json_new_array();
    bool bare = listing_is_sitemap(listing->kind);
    for (size_t i = 0; i < listing->entry_count; i++) {
        json_push(array, bare ? address(&listing->entries[i]) : entry(&listing->entries[i]));
    }
    return array;
}

struct json *json_listing(const struct listing *listing) {
    static const char *const kinds[] = {
        [LISTING_NONE] = NULL,
        [LISTING_RESULTS] = "results",
        [LISTING_FEED] = "feed",
        [LISTING_SITEMAP] = "sitemap",
        [LISTING_SITEMAP_INDEX] = "sitemap_index",
    };
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.listing/1"));
    json_set(object, "source", json_part_word(&vocab_source, (int)listing->source));
    json_set(object, "kind", json_text(kinds[listing->kind]));
    json_set(object, "total", listing->total < 0 ? json_new_null() : json_int(listing->total));
    json_set(object, "page", json_part_count(listing->page));
    json_set(object, "pages", listing->pages < 0 ? json_new_null() : json_int(listing->pages));
    json_set(object, "next", json_text(listing->next));
    json_set(object, "entries", entries(listing));
    json_set(object, "notes", json_part_notes(listing->notes, listing->note_count));
    return object;
}
