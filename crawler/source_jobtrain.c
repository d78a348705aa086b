/* crawler/source_jobtrain.c - addresses of NHS Scotland's board (Jobtrain)
 * SPDX-License-Identifier: MIT
 *
 * Lists: /Home/_JobCard?Skip=N&what=WORDS is the fragment with which its page /Home/Job goes
 * on; Skip counts lines (five readers of Jobtrain's boards; 12 a page on another board, so the
 * size is not relied upon). Its places are numbers. Cards print employer and live date (three).
 * Adverts: /Job/JobDetail?JobId=N (three).
 */
#include "crawler/source_private.h"

static const char *results_path(struct arena *arena, const struct search *search, int page,
                                int64_t seen) {
    struct query query = query_of(arena, "/Home/_JobCard");

    (void)page;
    query_number(&query, "Skip", seen);
    query_text(&query, "what", search->keyword);
    return query.text;
}

static const struct board_list results = {.path = results_path,
                                          .answers = SEARCH_KEYWORD,
                                          .prints = SEARCH_CONTRACTS | SEARCH_EMPLOYER |
                                                    SEARCH_SINCE};

static const char *advert_path(struct arena *arena, const char *id) {
    return path_is_number(id) ? arena_printf(arena, "/Job/JobDetail?JobId=%s", id) : NULL;
}

static const char *advert_id(struct arena *arena, const char *path) {
    bool job = span_find_nocase(path_alone(path), SPAN("job"), 0) != SIZE_MAX;

    return job ? path_id(arena, path_digits(path_parameter(path, "JobId"))) : NULL;
}

const struct board_source source_jobtrain = {
    .source = SOURCE_JOBTRAIN,
    .name = "jobtrain",
    .title = "NHS Scotland (Jobtrain)",
    .origin = "https://apply.jobs.scot.nhs.uk",
    .manners = "It has refused programs (one sighting); a first crawl should be small.",
    .results = &results,
    .advert_path = advert_path,
    .advert_id = advert_id,
};
