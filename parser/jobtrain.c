/* parser/jobtrain.c - pages of NHS Scotland's board, apply.jobs.scot.nhs.uk (Jobtrain)
 * SPDX-License-Identifier: MIT
 *
 * Adverts: /Job/JobDetail?JobId=N. Lists come as whole pages or as bare fragments of cards,
 * with p.jobdetailsitem and a second class for each value (three readers of the site). The
 * markup of adverts was never sighted.
 */
#include "parser/board.h"

static struct span id_of(const char *address) {
    bool job = span_find_nocase(span_of(address), SPAN("job"), 0) != SIZE_MAX;
    return job ? board_digits(board_parameter(address, "JobId")) : (struct span){NULL, 0};
}

static const struct board jobtrain = {.name = "jobtrain",
                                      .source = SOURCE_JOBTRAIN,
                                      .site = "https://apply.jobs.scot.nhs.uk",
                                      .id_of = id_of,
                                      .detail = "JobDetail",
                                      .path = "/Job/JobDetail?JobId=",
                                      .page = "page"};

static bool recognise(const struct document *document) {
    return board_has(&jobtrain, document);
}

static enum err read_list(struct readings *out, struct arena *arena,
                          const struct document *document, struct diag *diag) {
    return board_listing_read(&jobtrain, out, arena, document, diag);
}

static enum err read_advert(struct readings *out, struct arena *arena,
                            const struct document *document, struct diag *diag) {
    return board_advert_read(&jobtrain, out, arena, document, diag);
}

const struct family family_jobtrain_listing = {"jobtrain_listing", recognise, read_list};
const struct family family_jobtrain_advert = {"jobtrain_advert", recognise, read_advert};
