/* cli/profile.c - the candidate's file
 * SPDX-License-Identifier: MIT
 */
#include "cli/profile.h"

#include <string.h>

#include "base/file.h"

/* A life's work with evidence for each line stays below a tenth of this. */
#define PROFILE_SIZE_MAX ((size_t)1024 * 1024)

enum err profile_check(const struct context *context, struct diag *diag) {
    const char *file = context->settings.candidate;
    if (!file) {
        return diag_set(diag, ERR_USAGE,
                        "match needs --candidate FILE, your profile (`shortlist profile new` "
                        "makes one), or --candidates FOLDER");
    }
    if (strcmp(file, "-") == 0 && strings_has(&context->operands, "-")) {
        return diag_set(diag, ERR_USAGE,
                        "standard input can be the profile or an advert, not both");
    }
    return ERR_NONE;
}

/* A profile begins with a heading or a comment; an advert, saved or copied, does not. */
static bool is_profile(struct span content) {
    struct span text = span_trim(
        span_starts(content, "\xEF\xBB\xBF") ? span_part(content, 3, SIZE_MAX) : content);
    return text.len == 0 || span_starts(text, "[") || span_starts(text, ";") ||
           span_starts(text, "#");
}

static enum err fail_kind(const char *file, struct span content, struct diag *diag) {
    bool is_page = span_starts(span_trim(content), "<");
    return diag_set(diag, ERR_INPUT,
                    "%s: this is no profile%s: a profile begins with [candidate], and "
                    "`shortlist profile new` writes one; adverts are named behind the options",
                    file, is_page ? ", but a page" : "");
}

enum err profile_read(struct candidate *out, struct context *context, const struct rules *rules,
                      struct diag *diag) {
    const char *file = context->settings.candidate;
    const char *name = strcmp(file, "-") == 0 ? "standard input" : file;
    if (file_is_folder(file)) {
        return diag_set(
            diag, ERR_INPUT,
            "%s: a folder; --candidates takes a folder of profiles, --candidate one "
            "file",
            file);
    }
    struct buf content;
    buf_init(&content, PROFILE_SIZE_MAX);
    enum err err = file_read(&content, file, diag);
    if (!err && !is_profile(buf_span(&content))) {
        err = fail_kind(name, buf_span(&content), diag);
    }
    if (!err) {
        err = candidate_read(out, &context->arena, rules, name, buf_span(&content),
                             context->today, diag);
    }
    buf_fini(&content);
    return err;
}
