/* parser/findajob.c - pages of the government's Find a job, findajob.dwp.gov.uk
 * SPDX-License-Identifier: MIT
 *
 * Adverts: /details/N, a table of labels and a summary. Lists: div.search-result with the title
 * in h3 and a list of the date, "<strong>company</strong> - place", the salary, and unlabelled
 * words on the contract and the hours (four readers of the site).
 */
#include <string.h>

#include "parser/advert_fields.h"
#include "parser/board.h"
#include "parser/labelled.h"
#include "parser/nhsjobs_link.h"
#include "parser/page_outline.h"
#include "parser/wording.h"

static struct span id_of(const char *address) {
    static const char *const paths[] = {"/details/", "/apply/"};
    struct span path = nhsjobs_link_path(address);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        if (span_starts(path, paths[i])) {
            return board_digits(span_part(path, strlen(paths[i]), SIZE_MAX));
        }
    }
    return (struct span){NULL, 0};
}

/* "<strong>Company</strong> - Place" */
static void read_company(struct vacancy *entry, struct arena *arena,
                         const struct labelled_line *line) {
    struct span place = span_of(line->rest);
    while (place.len > 0 && (place.at[0] == '-' || place.at[0] == ' ')) {
        place = span_part(place, 1, SIZE_MAX);
    }
    entry->employer = line->lead;
    if (place.len > 0) {
        place_read(entry, arena, arena_copy(arena, place));
    }
}

/* The second line in bold type is the pay, whatever it says: "Competitive". */
static bool is_bold(struct arena *arena, const struct labelled_line *line) {
    const struct html_node *strong = html_find(line->block, "strong");
    const char *text = strong ? html_text(arena, strong) : NULL;
    return text && strcmp(text, line->text) == 0;
}

/* The values have no labels: each shows itself by what it is. */
static void read_entry(struct vacancy *entry, struct arena *arena,
                       const struct html_node *item) {
    struct labelled page = labelled_of(arena, html_find(item, "ul"), page_outline_look);
    for (size_t i = 0; i < page.count; i++) {
        const struct labelled_line *line = &page.lines[i];
        bool pay = span_find(span_of(line->text), SPAN("\xC2\xA3"), 0) != SIZE_MAX;
        const char *time;
        if (line->bold_lead && !pay && !entry->employer &&
            span_find(span_of(line->rest), SPAN("-"), 0) != SIZE_MAX) {
            read_company(entry, arena, line);
        } else if (!entry->salary.text && (pay || (entry->employer && is_bold(arena, line)))) {
            salary_read(entry, arena, line->text);
        } else if (i == 0 && !date_is_none(dates_read(span_of(line->text), &time, arena))) {
            dates_read_posted(entry, arena, line->text);
        } else {
            (void)advert_field_read(entry, arena, SPAN("job type"), line->text);
        }
    }
}

static const struct board findajob = {.name = "findajob",
                                      .source = SOURCE_FINDAJOB,
                                      .site = "https://findajob.dwp.gov.uk",
                                      .id_of = id_of,
                                      .detail = "/details/",
                                      .path = "/details/",
                                      .page = "p",
                                      .read_entry = read_entry};

static bool recognise(const struct document *document) {
    return board_has(&findajob, document);
}

static enum err read_list(struct readings *out, struct arena *arena,
                          const struct document *document, struct diag *diag) {
    return board_listing_read(&findajob, out, arena, document, diag);
}

static enum err read_advert(struct readings *out, struct arena *arena,
                            const struct document *document, struct diag *diag) {
    return board_advert_read(&findajob, out, arena, document, diag);
}

const struct family family_findajob_listing = {"findajob_listing", recognise, read_list};
const struct family family_findajob_advert = {"findajob_advert", recognise, read_advert};
