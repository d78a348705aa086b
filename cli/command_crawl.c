/* cli/command_crawl.c - shortlist crawl
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/counts.h"
#include "cli/database.h"
#include "cli/paths.h"
#include "cli/signals.h"
#include "cli/version.h"
#include "crawler/pace.h"
#include "crawler/url.h"
#include "pipeline/crawl.h"

/* How many boards' names are offered to a misspelt one; there is one so far. */
enum { NAMES_MAX = 16 };

static enum err find_source(const struct board_source **out, const struct strings *operands,
                            struct diag *diag) {
    const char *name = operands->count > 0 ? operands->at[0] : "nhsjobs";
    const struct board_source *source = sources_find(name);
    if (source) {
        *out = source;
        return ERR_NONE;
    }
    const char *names[NAMES_MAX] = {0};
    for (size_t i = 0; i < NAMES_MAX && sources_at(i); i++) {
        names[i] = sources_at(i)->name;
    }
    const char *near = nearest_name(name, names, NAMES_MAX);
    (void)diag_set(diag, ERR_USAGE,
                   near ? "unknown board \"%.64s\"; did you mean %s?"
                        : "unknown board \"%.64s\"; there is %s",
                   name, near ? near : names[0]);
    return ERR_USAGE;
}

/* Is the board this machine? Only then may it be asked without manners. */
static enum err look_at_board(bool *loopback, struct context *context,
                              const struct board_source *source, struct diag *diag) {
    const char *board = context->settings.board;
    struct url url = {0};
    enum err err = url_parse(&url, &context->arena, board ? board : source->origin, diag);
    if (err == ERR_INPUT) {
        (void)diag_prefix(diag, "--board");
        diag->err = ERR_USAGE;
    }
    if (!err) {
        *loopback = url_is_loopback(&url);
    }
    return err == ERR_INPUT ? ERR_USAGE : err;
}

/* The whole User-Agent header; without a contact nothing but this machine is asked. */
static enum err name_ourselves(const char **out, struct context *context, bool loopback,
                               struct diag *diag) {
    const char *file = NULL;
    struct config config = {0};
    enum err err = paths_config(&file, &context->arena, diag);
    if (!err) {
        err = config_read(&config, &context->arena, file, diag);
    }
    if (!err && !config.contact && !loopback) {
        return diag_set(diag, ERR_USAGE,
                        "a board must be able to reach whoever crawls it: write `contact = "
                        "YOUR E-MAIL ADDRESS` into %s",
                        file ? file : "config.ini (set HOME or XDG_CONFIG_HOME first)");
    }
    if (!err && !loopback && config_is_example(config.contact)) {
        return diag_set(diag, ERR_USAGE, "the contact %s in %s is an example: write your own",
                        config.contact, file);
    }
    if (!err) {
        *out = version_user_agent(&context->arena, config.contact);
        err = arena_check(&context->arena, diag);
    }
    return err;
}

static enum err choose_pace(int64_t *out, const struct context *context, bool loopback,
                            struct diag *diag) {
    int64_t pace_ms = context->settings.pace_ms;
    if (pace_ms != NOT_GIVEN && pace_ms < PACE_LEAST_MS && !loopback) {
        return diag_set(diag, ERR_USAGE,
                        "--pace: at least %d seconds between two requests, except on this "
                        "machine",
                        PACE_LEAST_MS / 1000);
    }
    *out = pace_ms == NOT_GIVEN ? PACE_LEAST_MS : pace_ms;
    return ERR_NONE;
}

static enum err prepare(struct crawl_options *out, struct context *context, struct diag *diag) {
    struct crawl_options options = {.board = context->settings.board,
                                    .budget = context->settings.budget,
                                    .keep_contacts = context->settings.keep_contacts,
                                    .stop = signals_wishes()};
    bool loopback = false;
    enum err err = find_source(&options.source, &context->operands, diag);
    if (!err) {
        err = look_at_board(&loopback, context, options.source, diag);
    }
    if (!err) {
        err = choose_pace(&options.pace_ms, context, loopback, diag);
    }
    if (!err) {
        err = name_ourselves(&options.user_agent, context, loopback, diag);
    }
    if (!err) {
        *out = options;
    }
    return err;
}

enum err command_crawl(struct context *context, struct diag *diag) {
    struct listener listener = console_listener(&context->console);
    struct crawl_options options = {0};
    struct run_counts counts = {0};
    struct diag printing = {0};
    struct store *store = NULL;
    struct crew *crew = NULL;
    enum err err = prepare(&options, context, diag);
    if (!err) {
        err = database_open(&store, context, diag);
    }
    if (!err) {
        err = context_crew(&crew, context, diag);
    }
    if (err) {
        goto out;
    }
    signals_catch();
    err = crawl_run(&counts, store, crew, &context->clock, &options, &listener, diag);
    /* What was done is told even where it ended badly; not where it did not begin. */
    if (!err || counts.seen > 0) {
        enum err printed = counts_print(context, &counts, RUN_CRAWL, options.source->source,
                                        options.source->title, &printing);
        if (printed && !err) {
            *diag = printing;
            err = printed;
        }
    }
out:
    store_close(store);
    return err;
}
