/* schema/reading.h - what a page turned out to be
 * SPDX-License-Identifier: MIT
 *
 * A page is read into one or more of: a vacancy, a listing (results page, feed, sitemap), a
 * role profile, a refusal that names what the page is instead.
 */
#ifndef SCHEMA_READING_H
#define SCHEMA_READING_H

#include "schema/vacancy.h"

/** The most entries a listing may have: the feed gives 100 a page. */
enum { LISTING_ENTRIES_MAX = 1000 };

/** The most addresses of a sitemap: the protocol allows no more (sitemaps.org). */
enum { LISTING_ADDRESSES_MAX = 50000 };

/** What a listing lists. An entry of a results page or feed is a vacancy with the few fields
 * that such a line has; one of a sitemap has its `url` alone, which is absolute and http or
 * https. */
enum listing_kind {
    LISTING_NONE = 0,
    LISTING_RESULTS,
    LISTING_FEED,
    LISTING_SITEMAP,       /* pages of a site */
    LISTING_SITEMAP_INDEX, /* further sitemaps */
    LISTING_KIND_COUNT
};

struct listing {
    enum source source;
    enum listing_kind kind;
    int total;        /* adverts in all, -1 where not printed */
    int page;         /* from 1; 0 where not printed */
    int pages;        /* -1 where not printed */
    const char *next; /* path of the next page, or NULL */
    struct vacancy *entries;
    size_t entry_count;
    struct note *notes;
    size_t note_count;
};

/** Does a listing of that kind hold addresses alone? */
static inline bool listing_is_sitemap(enum listing_kind kind) {
    return kind == LISTING_SITEMAP || kind == LISTING_SITEMAP_INDEX;
}

/** A role profile (format shortlist.role/1). */
struct role {
    const char *title;
    struct strings also_known_as;
    const char *summary;
    struct strings path; /* breadcrumb */
    struct strings tasks;
    struct strings settings;
    struct strings colleagues;
    struct strings skills;
    const char *background;
    const char *education_text;
    unsigned education_levels; /* set: bit n is RQF level n */
    bool licence_may_be_needed;
    const char *vacancies;
};

struct refusal {
    enum refusal_kind kind;
    const char *message; /* what it is and why it was not read */
};

enum reading_kind {
    READING_NONE = 0,
    READING_VACANCY,
    READING_LISTING,
    READING_ROLE,
    READING_REFUSAL
};

struct reading {
    enum reading_kind kind;
    const char *digest; /* SHA-256 of the page's bytes, hexadecimal, of a vacancy that has
                         * neither id nor reference, of the n-th such of its page that of
                         * "DIGEST/n"; else NULL: it takes time and names nothing */
    const char *family; /* the page family that read it: "nhsjobs_advert"; NULL where none knew
                           the page. With a refusal: the page is that family's, and what makes
                           it a record is not found on it */
    union {
        struct vacancy vacancy;
        struct listing listing;
        struct role role;
        struct refusal refusal;
    } as;
};

/** All that one page held, in order; at least one. */
struct readings {
    struct reading *at;
    size_t count;
};

#endif
