/* cli/command_role.c - shortlist role
 * SPDX-License-Identifier: MIT
 */
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/lens.h"
#include "report/json_refusal.h"
#include "report/json_role.h"
#include "report/text_role.h"

static enum err print_role(struct context *context, const struct role *role,
                           struct diag *diag) {
    if (context->settings.json) {
        return console_json(&context->console, json_role(role), diag);
    }
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_role(&plain, role);
    plain_gap(&plain);
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

static enum err print_one(void *state, const struct files_read *read, struct diag *diag) {
    struct context *context = state;
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < read->readings.count; i++) {
        const struct reading *reading = &read->readings.at[i];
        if (reading->kind == READING_ROLE) {
            err = print_role(context, &reading->as.role, diag);
        } else if (reading->kind == READING_REFUSAL && context->settings.json) {
            context_note(context, STATUS_PART);
            err = console_json(&context->console,
                               json_refusal(&reading->as.refusal, read->file), diag);
        } else {
            files_refuse(context, read->file, reading, "a role profile");
        }
    }
    return err;
}

/* `role` reads files; whoever names a role means `roles`. */
static enum err check(const struct context *context, struct diag *diag) {
    for (size_t i = 0; i < context->operands.count; i++) {
        const char *word = context->operands.at[i];
        struct stat info;
        if (stat(word, &info) != 0 && lens_names_role(word)) {
            return diag_set(diag, ERR_USAGE,
                            "\"%.64s\" is a role, and no file: `shortlist roles %.64s` says "
                            "what it asks for, `shortlist criteria --role %.64s` what its "
                            "adverts ask for",
                            word, word, word);
        }
    }
    return ERR_NONE;
}

enum err command_role(struct context *context, struct diag *diag) {
    enum err err = check(context, diag);
    return err ? err : files_each(context, NULL, print_one, context, diag);
}
