/* schema/work_role.h - a kind of work: by which titles it is advertised, what it asks for
 * SPDX-License-Identifier: MIT
 *
 * What posts of a role ask for in general, not what any one advert does.
 */
#ifndef SCHEMA_WORK_ROLE_H
#define SCHEMA_WORK_ROLE_H

#include "schema/requirement.h"
#include "schema/vacancy.h"

/** Where something is known from (schema/facts/README.md: confidence). */
struct role_support {
    const char *source;     /* an address, a file of ours, or "none found" */
    const char *confidence; /* "verified", "single", "derived"; "memory": unsupported */
};

/** A title, with its support. */
struct role_title {
    const char *words;
    struct role_support support;
};

struct role_titles {
    struct role_title *at;
    size_t count;
};

struct work_role {
    const char *id;     /* "str"; of a role profile's page the page's title */
    const char *name;   /* "Support, time and recovery worker" */
    const char *family; /* "str"; NULL of a page */
    unsigned bands;     /* set of enum band; 0: none usual */
    struct role_support bands_support;
    struct role_titles titles;      /* by which adverts call it */
    struct role_titles near_misses; /* look alike, and are other work */
    struct criterion *criteria;     /* what it asks for */
    struct requirement *requirements;
    struct role_support *supports;
    size_t criterion_count; /* of each of the three */
};

/** Is it unsupported, so that whoever shows it has to say so? */
bool role_support_is_memory(const struct role_support *support);

#endif
