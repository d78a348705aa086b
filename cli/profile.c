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
        return diag_set(diag, ERR_USAGE, "match needs --candidate FILE, the profile");
    }
    if (strcmp(file, "-") == 0 && strings_has(&context->operands, "-")) {
        return diag_set(diag, ERR_USAGE,
                        "standard input can be the profile or an advert, not both");
    }
    return ERR_NONE;
}

enum err profile_read(struct candidate *out, struct context *context, const struct rules *rules,
                      struct diag *diag) {
    const char *file = context->settings.candidate;
    struct buf content;
    buf_init(&content, PROFILE_SIZE_MAX);
    enum err err = file_read(&content, file, diag);
    if (!err) {
        err = candidate_read(out, &context->arena, rules,
                             strcmp(file, "-") == 0 ? "standard input" : file,
                             buf_span(&content), context->today, diag);
    }
    buf_fini(&content);
    return err;
}
