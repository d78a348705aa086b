/* crawler/source_findajob.c - addresses of the government's Find a job
 * SPDX-License-Identifier: MIT
 *
 * Lists: /search?q=WORDS&w=PLACE&d=MILES&cat=12&p=N, cat 12 being health care and nursing (four
 * readers; d by fewer); sb=date with sd=down asks for the newest first. Lines print the day,
 * the company and words on contract and hours. Adverts: /details/N (four).
 */
#include "crawler/source_private.h"

enum { HEALTH = 12 };

static const char *results_path(struct arena *arena, const struct search *search, int page,
                                int64_t seen) {
    struct query query = query_of(arena, "/search");

    (void)seen;
    query_text(&query, "q", search->keyword);
    query_text(&query, "w", search->location);
    if (search_parts(search) & SEARCH_LOCATION && search->distance_miles > 0) {
        query_number(&query, "d", search->distance_miles);
    }
    query_number(&query, "cat", HEALTH);
    query_text(&query, "sb", "date");
    query_text(&query, "sd", "down");
    query_number(&query, "p", page);
    return query.text;
}

static const struct board_list results = {.path = results_path,
                                          .answers = SEARCH_KEYWORD | SEARCH_LOCATION,
                                          .prints = SEARCH_CONTRACTS | SEARCH_PATTERNS |
                                                    SEARCH_EMPLOYER | SEARCH_SINCE,
                                          .is_newest_first = true};

static const char *advert_path(struct arena *arena, const char *id) {
    return path_is_number(id) ? arena_printf(arena, "/details/%s", id) : NULL;
}

static const char *advert_id(struct arena *arena, const char *path) {
    static const char *const starts[] = {"/details/", "/apply/"};
    struct span alone = path_alone(path);
    struct span id = {NULL, 0};

    for (size_t i = 0; id.len == 0 && i < sizeof starts / sizeof *starts; i++) {
        if (span_starts(alone, starts[i])) {
            id = path_digits(span_part(alone, strlen(starts[i]), SIZE_MAX));
        }
    }
    return path_id(arena, id);
}

const struct board_source source_findajob = {
    .source = SOURCE_FINDAJOB,
    .name = "findajob",
    .title = "Find a job (DWP)",
    .origin = "https://findajob.dwp.gov.uk",
    .manners =
        "It has refused machines in data centres (one sighting); it shows adverts of all "
        "employers in health care, not of the NHS alone.",
    .results = &results,
    .advert_path = advert_path,
    .advert_id = advert_id,
};
