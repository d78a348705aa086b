/* cli/command_add.c - shortlist add
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

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
