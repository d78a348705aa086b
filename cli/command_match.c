/* cli/command_match.c - shortlist match
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/database.h"
#include "cli/files.h"
#include "cli/matches.h"
#include "cli/profile.h"

/* A match being made. */
struct making {
    struct context *context;
    struct rules *rules;
    struct candidate candidate;
    struct matches matches;
};

static enum err match_file(void *state, const struct files_read *read, struct diag *diag) {
    struct making *making = state;
    for (size_t i = 0; i < read->readings.count; i++) {
        if (read->readings.at[i].kind != READING_VACANCY) {
            files_refuse(making->context, read->file, &read->readings.at[i], "an advert");
        }
    }
    return matching_readings(&making->matches, read->arena, &read->readings, making->rules,
                             &making->candidate, making->context->today, diag);
}

static enum err match_files(struct making *making, struct diag *diag) {
    struct context *context = making->context;
    enum err err = files_each(context, &context->arena, match_file, making, diag);
    matching_sort(&making->matches);
    return err;
}

static enum err match_store(struct making *making, struct diag *diag) {
    struct context *context = making->context;
    struct listener listener = console_listener(&context->console);
    struct store_filter filter = {0};
    struct store *store = NULL;
    int64_t held = 0;
    enum err err = database_open_existing(&store, context, diag);
    if (!context->settings.all) {
        filter.open_on = context->today;
    }
    if (!err && store) {
        err = store_count(store, &held, diag);
    }
    if (!err && store) {
        err = matching_store(&making->matches, &context->arena, store, &filter, making->rules,
                             &making->candidate, context->today, &listener, diag);
    }
    if (!err && held == 0) {
        database_say_empty(context);
    } else if (!err && making->matches.count == 0) {
        console_say(&context->console, "no advert in the database is open on this day: "
                                       "`shortlist crawl` fetches new ones, --all takes past "
                                       "ones too");
    }
    store_close(store);
    return err;
}

enum err command_match(struct context *context, struct diag *diag) {
    struct making making = {.context = context};
    enum err err = profile_check(context, diag);
    if (!err) {
        err = rules_open(&making.rules, NULL, diag);
    }
    if (!err) {
        err = profile_read(&making.candidate, context, making.rules, diag);
    }
    if (!err) {
        err = context->operands.count > 0 ? match_files(&making, diag)
                                          : match_store(&making, diag);
    }
    if (!err) {
        err = matches_print(context, &making.matches, diag);
    }
    if (!err && making.matches.count == 0 && context->settings.fail_empty) {
        context_note(context, STATUS_EMPTY);
    }
    rules_close(making.rules);
    return err;
}
