/* crawler/source_trac.c - addresses of Trac: healthjobsuk.com and its sisters
 * SPDX-License-Identifier: MIT
 *
 * Lists: /job_list?JobSearch_q=WORDS is enough (two readers); _srt=startdate with _sd=d, as its
 * own links have it, asks for the newest first (three; publicationdate with desc: one); _pg=N
 * for a page, up to 50 lines each, is bound to a cookie of the visit (two): we keep none, so a
 * page may come that was seen already. Places only as numbers of regions. Lines: title, grade,
 * employer, town, salary (nine); no day of posting. Adverts: /job/UK/.../AREA-vN, short
 * /job/-vN (four), /vacancy/N, apps.trac.jobs/job-advert/N (three); the number is the same
 * everywhere.
 */
#include "crawler/source_private.h"

enum { RESULTS_LINES = 50 };

static const char *results_path(struct arena *arena, const struct search *search, int page,
                                int64_t seen) {
    struct query query = query_of(arena, "/job_list");

    (void)seen;
    query_text(&query, "JobSearch_q", search->keyword);
    query_text(&query, "_srt", "startdate");
    query_text(&query, "_sd", "d");
    if (page > 1) {
        query_number(&query, "_pg", page);
    }
    return query.text;
}

static const struct board_list results = {.path = results_path,
                                          .answers = SEARCH_KEYWORD,
                                          .prints = SEARCH_BANDS | SEARCH_EMPLOYER,
                                          .page_size = RESULTS_LINES,
                                          .is_newest_first = true};

static const char *advert_path(struct arena *arena, const char *id) {
    return path_is_number(id) ? arena_printf(arena, "/job/-v%s", id) : NULL;
}

/* The last "-v" with a number behind it that ends a piece of the path. */
static struct span number_at_end(struct span path) {
    struct span found = {NULL, 0};

    for (size_t at = span_find(path, SPAN("-v"), 0); at != SIZE_MAX;
         at = span_find(path, SPAN("-v"), at + 1)) {
        struct span digits = path_digits(span_part(path, at + 2, SIZE_MAX));
        size_t end = at + 2 + digits.len;
        if (digits.len > 0 && (end == path.len || path.at[end] == '/')) {
            found = digits;
        }
    }
    return found;
}

static const char *advert_id(struct arena *arena, const char *path) {
    static const char *const starts[] = {"/job-advert/", "/vacancy/"};
    struct span alone = path_alone(path);
    struct span id = number_at_end(alone);

    for (size_t i = 0; id.len == 0 && i < sizeof starts / sizeof *starts; i++) {
        if (span_starts_nocase(alone, starts[i])) {
            id = path_digits(span_part(alone, strlen(starts[i]), SIZE_MAX));
        }
    }
    return path_id(arena, id);
}

const struct board_source source_trac = {
    .source = SOURCE_TRAC,
    .name = "trac",
    .title = "Trac (healthjobsuk.com)",
    .origin = "https://www.healthjobsuk.com",
    .manners = "It often refuses programs; NHS Jobs shows most of its adverts too, a little "
               "later.",
    .results = &results,
    .advert_path = advert_path,
    .advert_id = advert_id,
};
