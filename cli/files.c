/* cli/files.c - the pages in the files that were named
 * SPDX-License-Identifier: MIT
 */
#include "cli/files.h"

#include <stdio.h>

#include "pipeline/add.h"

static void say_empty(struct context *context, const char *folder) {
    char sentence[DIAG_TEXT_SIZE];
    (void)snprintf(sentence, sizeof sentence, "%s: no files in this folder", folder);
    console_say(&context->console, sentence);
    context_note(context, STATUS_PART);
}

enum err files_list(struct strings *out, struct context *context, struct diag *diag) {
    struct strings files = {0};
    for (size_t i = 0; i < context->operands.count; i++) {
        struct strings one = {&context->operands.at[i], 1};
        struct strings found = {0};
        enum err err = add_list_files(&found, &context->arena, &one, diag);
        if (err == ERR_MEMORY) {
            return err;
        }
        if (err) {
            context_fail_item(context, diag);
        } else if (found.count == 0) {
            say_empty(context, context->operands.at[i]);
        }
        for (size_t k = 0; k < found.count; k++) {
            ARENA_PUSH(&context->arena, files.at, files.count, found.at[k]);
        }
    }
    *out = files;
    return arena_check(&context->arena, diag);
}

static enum err read_one(struct context *context, struct arena *arena, const char *file,
                         enum err (*visit)(void *state, const struct files_read *read,
                                           struct diag *diag),
                         void *state, struct diag *diag) {
    struct reader_options options = {context->settings.keep_contacts};
    struct files_read read = {.file = file, .arena = arena};
    struct crew_result result = {0};
    struct crew *crew = NULL;
    struct page page = {0};
    enum err err = context_crew(&crew, context, diag);
    if (err) {
        return err;
    }
    err = add_read_file(&result, &page, arena, crew, file, &options, clock_now(&context->clock),
                        diag);
    read.readings = result.readings;
    if (err && err != ERR_MEMORY && err != ERR_INTERRUPTED) {
        context_fail_item(context, diag);
        return ERR_NONE;
    }
    return err ? err : visit(state, &read, diag);
}

enum err files_each(struct context *context, struct arena *keep,
                    enum err (*visit)(void *state, const struct files_read *read,
                                      struct diag *diag),
                    void *state, struct diag *diag) {
    struct listener listener = console_listener(&context->console);
    struct strings files = {0};
    enum err err = files_list(&files, context, diag);
    for (size_t i = 0; !err && i < files.count && !context->console.closed; i++) {
        struct arena own;
        if (files.count > 1) {
            listener_progress(&listener, "files", (int64_t)i, (int64_t)files.count);
        }
        arena_init(&own, ARENA_PAGE_CAP);
        err = read_one(context, keep ? keep : &own, files.at[i], visit, state, diag);
        arena_fini(&own);
    }
    return err;
}

void files_refuse(struct context *context, const char *file, const struct reading *reading,
                  const char *wanted) {
    static const char *const kinds[] = {
        [READING_NONE] = "nothing",
        [READING_VACANCY] = "an advert",
        [READING_LISTING] = "a list of adverts",
        [READING_ROLE] = "a role profile",
        [READING_REFUSAL] = NULL,
    };
    char sentence[DIAG_TEXT_SIZE];
    if (reading->kind == READING_REFUSAL) {
        (void)snprintf(sentence, sizeof sentence, "%s: not read: %s", file,
                       reading->as.refusal.message);
    } else {
        (void)snprintf(sentence, sizeof sentence, "%s: passed over: %s, not %s", file,
                       kinds[reading->kind], wanted);
    }
    console_say(&context->console, sentence);
    context_note(context, STATUS_PART);
}
