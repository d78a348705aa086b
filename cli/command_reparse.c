/* cli/command_reparse.c - shortlist reparse
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/database.h"
#include "cli/signals.h"
#include "pipeline/reparse.h"
#include "report/json_reparse.h"
#include "report/text_reparse.h"

static enum err print_report(struct context *context, const struct reparse_report *report,
                             struct diag *diag) {
    if (report->counts.refused + report->counts.aside > 0) {
        context_note(context, STATUS_PART);
    }
    if (context->settings.json) {
        return console_json(&context->console, json_reparse(report), diag);
    }
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_reparse(&plain, report);
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

enum err command_reparse(struct context *context, struct diag *diag) {
    struct listener listener = console_listener(&context->console);
    struct reparse_options options = {.accepts = context->settings.accept,
                                      .stop = signals_wishes()};
    struct reparse_report report = {.pages = 0};
    struct diag printing = {0};
    struct store *store = NULL;
    struct crew *crew = NULL;
    enum err err = database_open_existing(&store, context, diag);
    if (!err && !store) {
        database_say_empty(context);
    }
    if (err || !store) {
        return err;
    }
    err = context_crew(&crew, context, diag);
    if (err) {
        goto out;
    }
    signals_catch();
    err = reparse_run(&report, &context->arena, store, crew, &context->clock, &options,
                      &listener, diag);
    /* What was done is told even where it ended badly. */
    if (!err || report.pages > 0) {
        enum err printed = print_report(context, &report, &printing);
        if (printed && !err) {
            *diag = printing;
            err = printed;
        }
    }
out:
    store_close(store);
    return err;
}
