/* schema/reading.h - what a page turned out to be
 * SPDX-License-Identifier: MIT
 *
 * A page is read into one or more of: a vacancy, a listing (results page or feed), a role
 * profile, a refusal that names what the page is instead.
 */
#ifndef SCHEMA_READING_H
#define SCHEMA_READING_H

#include "schema/vacancy.h"

/** The most entries a listing may have: the feed gives 100 a page. */
enum { LISTING_ENTRIES_MAX = 1000 };

/** One line of a results page or feed: a vacancy with the few fields that such a line has. */
enum listing_kind { LISTING_NONE = 0, LISTING_RESULTS, LISTING_FEED };

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
