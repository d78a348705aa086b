/* parser/family.h - what each page family's file offers to the reader
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_FAMILY_H
#define PARSER_FAMILY_H

#include "parser/html.h"
#include "parser/reader.h"

/** A page on its way through the room: bytes already proven to be text, in UTF-8. */
struct document {
    const struct page *page;
    struct span text;        /* UTF-8, borrowed */
    const struct html *html; /* the tree, for HTML and XML; NULL for plain text */
    struct strings oddities; /* what the encoding step mended: notes for the records */
    const struct reader_options *options;
};

/** A family: `recognise` looks (cheaply), `read` appends what it found to `out`. */
struct family {
    const char *name;
    bool (*recognise)(const struct document *document);
    enum err (*read)(struct readings *out, struct arena *arena, const struct document *document,
                     struct diag *diag);
};

/* HTML families */
extern const struct family family_nhsjobs_advert;
extern const struct family family_nhsjobs_listing;
extern const struct family family_findajob_listing;
extern const struct family family_findajob_advert;
extern const struct family family_jobtrain_listing;
extern const struct family family_jobtrain_advert;
extern const struct family family_hscni_listing;
extern const struct family family_hscni_advert;
extern const struct family family_trac_listing;
extern const struct family family_trac_advert;
extern const struct family family_role_profile;
extern const struct family family_jobposting; /* schema.org, any site: behind the boards' own */
/* XML families */
extern const struct family family_nhsjobs_feed;
extern const struct family family_sitemap;
/* plain text families; the role profile's reader takes both */
extern const struct family family_sitemap_text; /* nothing but addresses, one a line */
extern const struct family family_plain_text;
extern const struct family family_jobposting_file; /* a file that is JSON-LD and nothing else */

/** Append a reading (zeroed but for its kind) and hand it back to be filled; NULL when the
 * arena failed. Borrowed until the next one is added. */
struct reading *readings_add(struct readings *out, struct arena *arena, enum reading_kind kind);

/** Append a refusal. */
void readings_refuse(struct readings *out, struct arena *arena, enum refusal_kind kind,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
