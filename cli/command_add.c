/* cli/command_add.c - shortlist add
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/counts.h"
#include "cli/database.h"
#include "cli/files.h"
#include "cli/signals.h"
#include "pipeline/add.h"

static enum err print_counts(struct context *context, const struct run_counts *counts,
                             size_t files, struct diag *diag) {
    struct run_about about = {.kind = RUN_ADD};
    char from[64];
    (void)snprintf(from, sizeof from, "%zu file%s", files, files == 1 ? "" : "s");
    return counts_print(context, counts, &about, from, diag);
}

/* ---- what lies beside pages in a folder ---- */

static bool is_beside(const char *file) {
    static const char *const ends[] = {".ini", ".log",  ".db",  ".db-wal", ".db-shm",
                                       ".csv", ".conf", ".tsv", ".new"};
    struct span name = span_of(file);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t length = strlen(ends[i]);
        if (name.len > length &&
            span_is_nocase(span_part(name, name.len - length, SIZE_MAX), ends[i])) {
            return true;
        }
    }
    return false;
}

static bool is_named(const struct context *context, const char *file) {
    for (size_t i = 0; i < context->operands.count; i++) {
        if (strcmp(context->operands.at[i], file) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes them out, and says so in one line. What was named by itself stays. */
static enum err pass_over(struct strings *files, struct context *context, struct diag *diag) {
    struct strings pages = {0};
    char sentence[DIAG_TEXT_SIZE];
    const char *first = NULL;
    for (size_t i = 0; i < files->count; i++) {
        if (is_beside(files->at[i]) && !is_named(context, files->at[i])) {
            first = first ? first : files->at[i];
        } else {
            ARENA_PUSH(&context->arena, pages.at, pages.count, files->at[i]);
        }
    }
    if (first) {
        (void)snprintf(sentence, sizeof sentence,
                       "passed over as no pages, by their names (.ini, .log and the like): "
                       "%zu, the first of them %s",
                       files->count - pages.count, first);
        console_say(&context->console, sentence);
    }
    *files = pages;
    return arena_check(&context->arena, diag);
}

enum err command_add(struct context *context, struct diag *diag) {
    struct add_options options = {.reader = {context->settings.keep_contacts},
                                  .stop = signals_wishes()};
    struct listener listener = console_listener(&context->console);
    struct run_counts counts = {0};
    struct strings files = {0};
    struct diag printing = {0};
    struct store *store = NULL;
    struct crew *crew = NULL;
    enum err err = files_list(&files, context, diag);
    err = err ? err : pass_over(&files, context, diag);
    if (err || files.count == 0) {
        return err; /* what does not exist was said; no database is made for nothing */
    }
    err = database_open(&store, context, diag);
    if (!err) {
        err = context_crew(&crew, context, diag);
    }
    if (err) {
        goto out;
    }
    signals_catch();
    err = add_run(&counts, store, crew, &context->clock, &files, &options, &listener, diag);
    /* What was done is told even where it ended badly. */
    if (!err || counts.seen > 0) {
        enum err printed = print_counts(context, &counts, files.count, &printing);
        if (printed && !err) {
            *diag = printing;
            err = printed;
        }
    }
out:
    store_close(store);
    return err;
}
