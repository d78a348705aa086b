/* report/text_list.c - adverts in a list, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_list.h"

#include "report/say.h"
#include "report/text_advert.h"

/* Where the lines under a title begin. */
enum { INDENT = 2 };

void text_list_line(struct plain *plain, const struct vacancy *vacancy, const char *key,
                    struct date today) {
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_paragraph(plain, 0, vacancy->title ? vacancy->title : "(no title)");
    plain_tone(plain, PLAIN_TONE_NONE);
    text_advert(plain, INDENT, vacancy, today);
    if (key) {
        plain_spaces(plain, INDENT);
        plain_wrap(plain, INDENT, INDENT, INDENT, span_of(key));
    }
    plain_gap(plain);
}

static void put_head(struct plain *plain, const struct listing *listing) {
    static const char *const kinds[LISTING_KIND_COUNT] = {
        [LISTING_NONE] = "A list",
        [LISTING_RESULTS] = "A page of results",
        [LISTING_FEED] = "A feed",
        [LISTING_SITEMAP] = "A sitemap",
        [LISTING_SITEMAP_INDEX] = "A list of sitemaps",
    };
    bool bare = listing_is_sitemap(listing->kind);
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, kinds[listing->kind]);
    if (listing->page > 0 && listing->pages > 0) {
        buf_printf(&words, ", page %d of %d", listing->page, listing->pages);
    }
    buf_put_text(&words, ": ");
    say_count(&words, (int64_t)listing->entry_count, bare ? "address" : "advert",
              bare ? "addresses" : "adverts");
    if (listing->total >= 0) {
        buf_printf(&words, " of %d", listing->total);
    }
    plain_heading(plain, buf_text(&words));
    plain_gap(plain);
    buf_fini(&words);
}

void text_listing(struct plain *plain, const struct listing *listing, struct date today) {
    put_head(plain, listing);
    for (size_t i = 0; i < listing->entry_count; i++) {
        if (listing_is_sitemap(listing->kind)) {
            plain_paragraph(plain, INDENT, listing->entries[i].url);
        } else {
            text_list_line(plain, &listing->entries[i], listing->entries[i].id, today);
        }
    }
    for (size_t i = 0; i < listing->note_count; i++) {
        plain_paragraph(plain, INDENT, listing->notes[i].message);
    }
}
