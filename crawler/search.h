/* crawler/search.h - what a user looks for on a board
 * SPDX-License-Identifier: MIT
 *
 * What a board can be asked, it is asked; what it cannot is held against each line of its list
 * (search_fits), where the line says it.
 */
#ifndef CRAWLER_SEARCH_H
#define CRAWLER_SEARCH_H

#include "schema/vacancy.h"

/* The staff groups of NHS Jobs: an exact partition of the board. */
enum staff_group {
    STAFF_GROUP_NONE = 0,
    STAFF_CLINICAL_SERVICES,
    STAFF_PROF_SCIENTIFIC_AND_TECHNICAL,
    STAFF_ADMINISTRATIVE_AND_CLERICAL,
    STAFF_ALLIED_HEALTH_PROF,
    STAFF_ESTATES_AND_ANCILLARY,
    STAFF_HEALTHCARE_SCIENTISTS,
    STAFF_MEDICAL_AND_DENTAL,
    STAFF_NURSING_AND_MIDWIFERY_REGD,
    STAFF_STUDENTS,
    STAFF_GROUP_COUNT
};
/** "clinical_services", ... : NHS Jobs' own tokens in small letters. */
extern const struct vocab vocab_staff_group;

/** Zeroed: everything that the board has. */
struct search {
    const char *keyword;   /* NULL: any */
    const char *location;  /* a town or postcode; NULL: anywhere */
    int distance_miles;    /* with a location; 0: not given */
    unsigned bands;        /* set of enum band; 0: any */
    unsigned staff_groups; /* set of enum staff_group; 0: any */
    unsigned contracts;    /* set of enum contract; 0: any */
    unsigned patterns;     /* set of enum work_pattern; 0: any */
    const char *employer;  /* part of the name, case ignored; NULL: any */
    struct date since;     /* posted on that day or later; none: any */
};

/** The parts of a search, as bits of a set. */
enum search_part {
    SEARCH_KEYWORD = 1 << 0,
    SEARCH_LOCATION = 1 << 1, /* with its distance */
    SEARCH_BANDS = 1 << 2,
    SEARCH_STAFF_GROUPS = 1 << 3,
    SEARCH_CONTRACTS = 1 << 4,
    SEARCH_PATTERNS = 1 << 5,
    SEARCH_EMPLOYER = 1 << 6,
    SEARCH_SINCE = 1 << 7
};

/** The parts that are given; 0: the whole board. */
unsigned search_parts(const struct search *search);

/** The name of the first part of a set as its option is called: "--staff-group". */
const char *search_part_option(unsigned parts);

/** The search in one spelling, so that the same search is known again: "" for the whole board,
 * else "keyword=recovery worker&bands=3,4". In the arena. */
const char *search_write(const struct search *search, struct arena *arena);

/** Does a line of a list miss the search? Only what the line prints is judged (employer,
 * contract, working patterns, bands, day posted), the rest passes. */
bool search_misses(const struct search *search, const struct vacancy *line);

#endif
