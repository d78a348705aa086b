/* parser/hscni.c - pages of Health and Social Care in Northern Ireland, jobs.hscni.net
 * SPDX-License-Identifier: MIT
 *
 * Lists: article.job-result with the link in h2, .job-ref, ul.job-overview, .job-closing (one
 * reader of the site). The addresses and the markup of adverts were never sighted: a number in
 * the path of a job or a vacancy, or in a parameter of such a name, is taken for the id.
 */
#include "parser/board.h"
#include "parser/nhsjobs_link.h"

/* The last piece of the path that is a number. */
static struct span number_in_path(struct span path) {
    struct span found = {NULL, 0};
    struct span piece;
    while (span_next_piece(&path, '/', &piece)) {
        struct span digits = board_digits(piece);
        bool whole = digits.len == piece.len ||
                     (digits.len >= 4 && digits.len < piece.len && piece.at[digits.len] == '-');
        found = digits.len > 0 && whole ? digits : found;
    }
    return found;
}

static struct span id_of(const char *address) {
    static const char *const names[] = {"JobID", "VacancyID", "JobAdvertID", "AdvertID", "id"};
    struct span path = nhsjobs_link_path(address);
    path = span_part(path, 0, span_find(path, SPAN("?"), 0));
    bool job = span_find_nocase(path, SPAN("job"), 0) != SIZE_MAX ||
               span_find_nocase(path, SPAN("vacanc"), 0) != SIZE_MAX;
    struct span id = job ? number_in_path(path) : (struct span){NULL, 0};
    for (size_t i = 0; job && id.len == 0 && i < sizeof names / sizeof names[0]; i++) {
        id = board_digits(board_parameter(address, names[i]));
    }
    return id;
}

static const struct board hscni = {.name = "hscni",
                                   .source = SOURCE_HSCNI,
                                   .site = "https://jobs.hscni.net",
                                   .id_of = id_of,
                                   .page = "page"};

static bool recognise(const struct document *document) { return board_has(&hscni, document); }

static enum err read_list(struct readings *out, struct arena *arena,
                          const struct document *document, struct diag *diag) {
    return board_listing_read(&hscni, out, arena, document, diag);
}

static enum err read_advert(struct readings *out, struct arena *arena,
                            const struct document *document, struct diag *diag) {
    return board_advert_read(&hscni, out, arena, document, diag);
}

const struct family family_hscni_listing = {"hscni_listing", recognise, read_list};
const struct family family_hscni_advert = {"hscni_advert", recognise, read_advert};
