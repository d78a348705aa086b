/* cli/command_add.c - shortlist add
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/counts.h"
#include "cli/database.h"
#include "cli/files.h"
#include "pipeline/add.h"

enum err command_add(struct context *context, struct diag *diag) {
    struct reader_options options = {context->settings.keep_contacts};
    struct listener listener = console_listener(&context->console);
    struct run_counts counts = {0};
    struct strings files = {0};
    struct store *store = NULL;
    struct crew *crew = NULL;
    char from[64];
    enum err err = files_list(&files, context, diag);
    if (err || files.count == 0) {
        return err; /* what does not exist was said; no database is made for nothing */
    }
    err = database_open(&store, context, diag);
    if (!err) {
        err = context_crew(&crew, context, diag);
    }
    if (!err) {
        err = add_run(&counts, store, crew, &context->clock, &files, &options, &listener, diag);
    }
    if (!err) {
        (void)snprintf(from, sizeof from, "%zu file%s", files.count,
                       files.count == 1 ? "" : "s");
        err = counts_print(context, &counts, RUN_ADD, SOURCE_NONE, from, diag);
    }
    store_close(store);
    return err;
}
