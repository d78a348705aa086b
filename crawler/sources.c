/* crawler/sources.c - the boards: which addresses to ask for
 * SPDX-License-Identifier: MIT
 *
 * NHS Jobs: "NHS Jobs Self-Serve Job Adverts API" v1.07 (May 2026), the official feed without a
 * key: GET /api/v1/search_xml with page and limit (at most 100), sort=publicationDateDesc;
 * adverts at /candidate/jobadvert/REF. Sightings: many independent readers.
 */
#include "crawler/sources.h"

#include <string.h>

enum { NHSJOBS_FEED_LIMIT = 100 };

static const char *nhsjobs_feed_path(struct arena *arena, int page) {
    return arena_printf(arena, "/api/v1/search_xml?sort=publicationDateDesc&limit=%d&page=%d",
                        (int)NHSJOBS_FEED_LIMIT, page);
}

/* Ids seen: C9380-25-0471, E0343-26-0026abl806o, C9165-26-05-052a. Letters, digits and hyphens
 * are taken, nothing that could change the path. */
static const char *nhsjobs_advert_path(struct arena *arena, const char *id) {
    size_t length = id ? strlen(id) : 0;

    if (length < 3 || length > 64) {
        return NULL;
    }
    for (const char *at = id; *at; at++) {
        if (!ascii_is_alnum(*at) && *at != '-' && *at != '_') {
            return NULL;
        }
    }
    return arena_printf(arena, "/candidate/jobadvert/%s", id);
}

static const struct board_source sources[] = {
    {
        .source = SOURCE_NHSJOBS,
        .name = "nhsjobs",
        .title = "NHS Jobs",
        .origin = "https://www.jobs.nhs.uk",
        .terms = "https://www.jobs.nhs.uk/candidate/acceptable-use",
        .feed_path = nhsjobs_feed_path,
        .advert_path = nhsjobs_advert_path,
    },
};

const struct board_source *sources_at(size_t index) {
    return index < sizeof sources / sizeof *sources ? &sources[index] : NULL;
}

const struct board_source *sources_find(const char *name) {
    const struct board_source *source = NULL;

    for (size_t i = 0; (source = sources_at(i)); i++) {
        if (strcmp(source->name, name) == 0) {
            return source;
        }
    }
    return NULL;
}
