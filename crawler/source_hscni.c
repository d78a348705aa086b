/* crawler/source_hscni.c - addresses of Health and Social Care in Northern Ireland
 * SPDX-License-Identifier: MIT
 *
 * Lists: /Search?keyword=WORDS&SearchCatID=0&SearchOrgID=0&SearchBandID=0&Order=Added (two
 * sightings; organisations and bands are numbers that are not known). How it pages was not
 * sighted: one page, unless the list prints a link to the next. Adverts: /Job/N/TITLE (one
 * sighting; that the number is enough is inferred).
 */
#include "crawler/source_private.h"

static const char *results_path(struct arena *arena, const struct search *search, int page,
                                int64_t seen) {
    struct query query = query_of(arena, "/Search");

    (void)seen;
    query_text(&query, "keyword", search->keyword);
    query_number(&query, "SearchCatID", 0);
    query_number(&query, "SearchOrgID", 0);
    query_number(&query, "SearchBandID", 0);
    query_text(&query, "Order", "Added");
    return page > 1 ? NULL : query.text;
}

static const struct board_list results = {
    .path = results_path, .answers = SEARCH_KEYWORD, .prints = SEARCH_CONTRACTS};

static const char *advert_path(struct arena *arena, const char *id) {
    return path_is_number(id) ? arena_printf(arena, "/Job/%s", id) : NULL;
}

/* The last piece of the path that is a number, or begins with one of four digits and more. */
static struct span number_in_path(struct span path) {
    struct span found = {NULL, 0};
    struct span piece;

    while (span_next_piece(&path, '/', &piece)) {
        struct span digits = path_digits(piece);
        bool whole = digits.len == piece.len ||
                     (digits.len >= 4 && digits.len < piece.len && piece.at[digits.len] == '-');
        found = digits.len > 0 && whole ? digits : found;
    }
    return found;
}

static const char *advert_id(struct arena *arena, const char *path) {
    static const char *const names[] = {"JobID", "VacancyID", "JobAdvertID", "AdvertID", "id"};
    struct span alone = path_alone(path);
    bool job = span_find_nocase(alone, SPAN("job"), 0) != SIZE_MAX ||
               span_find_nocase(alone, SPAN("vacanc"), 0) != SIZE_MAX;
    struct span id = job ? number_in_path(alone) : (struct span){NULL, 0};

    for (size_t i = 0; job && id.len == 0 && i < sizeof names / sizeof *names; i++) {
        id = path_digits(path_parameter(path, names[i]));
    }
    return path_id(arena, id);
}

const struct board_source source_hscni = {
    .source = SOURCE_HSCNI,
    .name = "hscni",
    .title = "HSC Northern Ireland",
    .origin = "https://jobs.hscni.net",
    .manners = "How its lists go on is not known: often only the first page can be read.",
    .results = &results,
    .advert_path = advert_path,
    .advert_id = advert_id,
};
