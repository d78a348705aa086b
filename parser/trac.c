/* parser/trac.c - pages of Trac: healthjobsuk.com, apps.trac.jobs, employers' own sites
 * SPDX-License-Identifier: MIT
 *
 * Adverts: /job/UK/COUNTY/TOWN/EMPLOYER/AREA/AREA-vN, /job/-vN, /vacancy/N, /job-advert/N; the
 * number is the same everywhere. Lists: #hj-job-list with li.hj-job. The markup of adverts was
 * never sighted, only their labels.
 */
#include "parser/board.h"
#include "parser/nhsjobs_link.h"

static struct span number_behind(struct span path, struct span words) {
    size_t at = span_find_nocase(path, words, 0);
    return at == SIZE_MAX ? (struct span){NULL, 0}
                          : board_digits(span_part(path, at + words.len, SIZE_MAX));
}

/* The last "-v" with a number behind it ends the path. */
static struct span number_at_end(struct span path) {
    struct span found = {NULL, 0};
    path.at = path.at ? path.at : "";
    for (size_t at = span_find(path, SPAN("-v"), 0); at != SIZE_MAX;
         at = span_find(path, SPAN("-v"), at + 1)) {
        struct span digits = board_digits(span_part(path, at + 2, SIZE_MAX));
        size_t end = at + 2 + digits.len;
        bool ends = end == path.len || path.at[end] == '/';
        found = digits.len > 0 && ends ? digits : found;
    }
    return found;
}

static struct span id_of(const char *address) {
    struct span path = nhsjobs_link_path(address);
    path = span_part(path, 0, span_find(path, SPAN("?"), 0));
    struct span id = number_at_end(path);
    id = id.len > 0 ? id : number_behind(path, SPAN("/job-advert/"));
    return id.len > 0 ? id : number_behind(path, SPAN("/vacancy/"));
}

/* Adverts of that path are on another host than lists. */
static const char *site_of(struct span path) {
    return span_starts(path, "/job-advert/") ? "https://apps.trac.jobs"
                                             : "https://www.healthjobsuk.com";
}

static const struct board trac = {.name = "trac",
                                  .source = SOURCE_TRAC,
                                  .site = "https://www.healthjobsuk.com",
                                  .id_of = id_of,
                                  .site_of = site_of,
                                  .page = "_pg",
                                  .titled_links = true};

static bool recognise(const struct document *document) { return board_has(&trac, document); }

static enum err read_list(struct readings *out, struct arena *arena,
                          const struct document *document, struct diag *diag) {
    return board_listing_read(&trac, out, arena, document, diag);
}

static enum err read_advert(struct readings *out, struct arena *arena,
                            const struct document *document, struct diag *diag) {
    return board_advert_read(&trac, out, arena, document, diag);
}

const struct family family_trac_listing = {"trac_listing", recognise, read_list};
const struct family family_trac_advert = {"trac_advert", recognise, read_advert};
