/* cli/matches.c - printing what a match found
 * SPDX-License-Identifier: MIT
 */
#include "cli/matches.h"

#include "report/json_match.h"
#include "report/text_match.h"

/* What a person can take in at once. */
enum { LIMIT_OF_TEXT = 20, DETAILS_OF_TEXT = 5 };

static size_t or_else(int64_t given, size_t otherwise) {
    return given == NOT_GIVEN ? otherwise : (size_t)given;
}

static enum err print_json(struct context *context, const struct matches *matches,
                           struct diag *diag) {
    size_t limit = or_else(context->settings.limit, 0);
    enum err err = ERR_NONE;
    for (size_t i = 0;
         !err && i < matches->count && (limit == 0 || i < limit) && !context->console.closed;
         i++) {
        err = console_json(&context->console, json_match(&matches->at[i]), diag);
    }
    return err;
}

enum err matches_print(struct context *context, const struct matches *matches,
                       struct diag *diag) {
    if (context->settings.json) {
        return print_json(context, matches, diag);
    }
    struct text_match_view view = {or_else(context->settings.limit, LIMIT_OF_TEXT),
                                   or_else(context->settings.details, DETAILS_OF_TEXT),
                                   context->today};
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_match(&plain, matches->at, matches->count, &view);
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}
