/* parser/nhsjobs_feed.c - the XML feed of NHS Jobs, /api/v1/search_xml
 * SPDX-License-Identifier: MIT
 *
 * Facts: "NHS Jobs Self-Serve Job Adverts API" v1.07 and live samples. The order of a record's
 * children varies, any may be absent, the totals stand before or behind the records, and the
 * places are children of `locations` under one name or another.
 */
#include "base/utf8.h"
#include "parser/family.h"
#include "parser/listing.h"
#include "parser/nhsjobs_link.h"
#include "parser/wording.h"

/* A feed on its way. */
struct feed {
    const struct document *document;
    struct arena *arena;
    struct listing listing;
};

/* An element's text, folded; NULL where it is empty. */
static const char *text_of(const struct feed *feed, const struct html_node *node) {
    const char *text = html_text(feed->arena, node);
    return text && text[0] ? text : NULL;
}

/* ---- a record ---- */

typedef void take_child(struct feed *feed, struct vacancy *entry, const struct html_node *node);

static void take_reference(struct feed *feed, struct vacancy *entry,
                           const struct html_node *node) {
    entry->reference = text_of(feed, node);
}

static void take_title(struct feed *feed, struct vacancy *entry, const struct html_node *node) {
    entry->title = text_of(feed, node);
}

static void take_employer(struct feed *feed, struct vacancy *entry,
                          const struct html_node *node) {
    entry->employer = text_of(feed, node);
}

static void take_contract(struct feed *feed, struct vacancy *entry,
                          const struct html_node *node) {
    terms_contract(entry, feed->arena, text_of(feed, node));
}

static void take_salary(struct feed *feed, struct vacancy *entry,
                        const struct html_node *node) {
    salary_read(entry, feed->arena, text_of(feed, node));
}

static void take_closes(struct feed *feed, struct vacancy *entry,
                        const struct html_node *node) {
    dates_read_closes(entry, feed->arena, text_of(feed, node));
}

static void take_posted(struct feed *feed, struct vacancy *entry,
                        const struct html_node *node) {
    dates_read_posted(entry, feed->arena, text_of(feed, node));
}

/* The id in the address is the advert's; the feed's own number is another. */
static void take_url(struct feed *feed, struct vacancy *entry, const struct html_node *node) {
    const char *address = text_of(feed, node);
    struct span ref = nhsjobs_link_ref(address);
    if (ref.len > 0) {
        entry->id = arena_copy(feed->arena, ref);
        entry->url = nhsjobs_link_write(feed->arena, nhsjobs_link_site(address), ref);
    } else if (address) {
        vacancy_note(entry, feed->arena, "url", "no_advert",
                     "\"%s\" is not the address of an advert", address);
    }
}

/* Each leaf below `locations` is a place. */
static void take_places(struct feed *feed, struct vacancy *entry,
                        const struct html_node *node) {
    for (const struct html_node *at = node; at; at = html_next(at, node)) {
        if (html_name(at) && !html_find(at, NULL)) {
            place_read(entry, feed->arena, text_of(feed, at));
        }
    }
}

static const struct {
    const char *name;
    take_child *take;
} children[] = {
    {"reference", take_reference}, {"title", take_title},   {"employer", take_employer},
    {"type", take_contract},       {"salary", take_salary}, {"closeDate", take_closes},
    {"postDate", take_posted},     {"url", take_url},       {"locations", take_places},
};

static void read_record(struct feed *feed, const struct html_node *record) {
    struct vacancy entry;
    vacancy_init(&entry);
    entry.source = SOURCE_NHSJOBS;
    const struct html_node *at = html_first_child(record);
    for (; at; at = html_next_sibling(at)) {
        for (size_t i = 0; i < sizeof children / sizeof children[0]; i++) {
            if (html_is(at, children[i].name)) {
                children[i].take(feed, &entry, at);
            }
        }
    }
    listing_add(&feed->listing, feed->arena, &entry);
}

/* ---- the family ---- */

static int number_of(const struct feed *feed, const struct html_node *node, int absent) {
    uint64_t number;
    const char *text = text_of(feed, node);
    return text && span_number(span_of(text), 100000000, &number) ? (int)number : absent;
}

static bool recognise(const struct document *document) {
    return html_is(html_root(document->html), "nhsJobs");
}

static enum err read_feed(struct readings *out, struct arena *arena,
                          const struct document *document, struct diag *diag) {
    struct feed feed = {.document = document, .arena = arena};
    listing_init(&feed.listing, SOURCE_NHSJOBS, LISTING_FEED);
    feed.listing.page = nhsjobs_link_number(nhsjobs_link_of_page(document->page), "page");
    const struct html_node *root = html_root(document->html);
    const struct html_node *at = html_first_child(root);
    while (at) {
        bool record = html_is(at, "vacancyDetails");
        if (record) {
            read_record(&feed, at);
        } else if (html_is(at, "totalPages")) {
            feed.listing.pages = number_of(&feed, at, -1);
        } else if (html_is(at, "totalResults")) {
            feed.listing.total = number_of(&feed, at, -1);
        }
        at = record ? html_next_after(at, root) : html_next(at, root);
    }
    struct reading *reading = readings_add(out, arena, READING_LISTING);
    if (reading) {
        reading->as.listing = feed.listing;
    }
    return arena_check(arena, diag);
}

const struct family family_nhsjobs_feed = {"nhsjobs_feed", recognise, read_feed};
