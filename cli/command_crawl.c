/* cli/command_crawl.c - shortlist crawl
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/counts.h"
#include "cli/database.h"
#include "cli/identity.h"
#include "cli/plan.h"
#include "cli/signals.h"
#include "cli/targets.h"
#include "cli/terms.h"
#include "crawler/pace.h"

static enum err choose_pace(int64_t *out, const struct context *context,
                            const struct target *target, struct diag *diag) {
    int64_t pace_ms = context->settings.pace_ms;
    if (pace_ms != NOT_GIVEN && pace_ms < PACE_LEAST_MS && !target->is_here) {
        return diag_set(diag, ERR_USAGE,
                        "--pace: at least %d seconds between two requests, except on this "
                        "machine",
                        PACE_LEAST_MS / 1000);
    }
    *out = pace_ms == NOT_GIVEN ? PACE_LEAST_MS : pace_ms;
    return ERR_NONE;
}

static int64_t choose_cap(const struct context *context, const struct identity *identity) {
    int64_t given = context->settings.daily_cap;
    return given == NOT_GIVEN ? identity->daily_cap : given;
}

/* Two programs that begin at the same second pause differently. */
static uint64_t choose_seed(const struct context *context) {
    uint64_t now = (uint64_t)clock_now(&context->clock) * 1000003u;
    uint64_t seed = now ^ (uint64_t)clock_steady_ms(&context->clock);
    return seed | 1;
}

static enum err prepare(struct crawl_options *out, const char **host, struct context *context,
                        const struct target *target, struct diag *diag) {
    const struct settings *settings = &context->settings;
    struct crawl_options options = {.source = target->source,
                                    .board = settings->board,
                                    .from = target->from,
                                    .addresses = target->addresses,
                                    .sitemap = target->sitemap,
                                    .search = settings->search,
                                    .sweep = settings->sweep,
                                    .seed = choose_seed(context),
                                    .budget = settings->budget,
                                    .minutes = settings->max_minutes,
                                    .timeout_s = settings->timeout_s,
                                    .use_proxy = settings->use_proxy,
                                    .keep_contacts = settings->keep_contacts,
                                    .today = context->today,
                                    .stop = signals_wishes()};
    struct identity identity = {0};
    enum err err = choose_pace(&options.pace_ms, context, target, diag);
    if (!err) {
        err = identity_find(&identity, context, target->is_here, diag);
    }
    if (!err) {
        options.user_agent = identity.user_agent;
        options.day_max = choose_cap(context, &identity);
        err = crawl_host(host, &context->arena, &options, diag);
    }
    if (!err) {
        *out = options;
    }
    return err;
}

static enum err crawl_one(struct context *context, struct store *store,
                          const struct target *target, const char *host,
                          const struct crawl_options *options, struct diag *diag) {
    struct listener listener = console_listener(&context->console);
    struct run_about about = {.kind = RUN_CRAWL,
                              .source = target->source ? target->source->source : SOURCE_NONE,
                              .host = host};
    struct run_counts counts = {0};
    struct diag printing = {0};
    struct crew *crew = NULL;
    enum err err = terms_settle(context, store, host, options, diag);
    if (!err) {
        err = context_crew(&crew, context, diag);
    }
    if (err) {
        return err;
    }
    signals_catch();
    err = crawl_run(&counts, &about.alarm, store, crew, &context->clock, options, &listener,
                    diag);
    /* What was done is told even where it ended badly; not where it did not begin. */
    if (!err || counts.requests > 0 || counts.seen > 0) {
        enum err printed = counts_print(context, &counts, &about, target->title, &printing);
        if (printed && !err) {
            *diag = printing;
            err = printed;
        }
    }
    return err;
}

/* Does this end the visits to the other hosts too? What one site refuses or fails at, another
 * may give, and terms that are not accepted are those of one. */
static bool ends_all(enum err err) {
    return err && err != ERR_REFUSED && err != ERR_NETWORK && err != ERR_INPUT;
}

static enum err visit(struct context *context, struct store *store, const struct target *target,
                      struct diag *diag) {
    struct crawl_options options = {0};
    const char *host = NULL;
    enum err err = prepare(&options, &host, context, target, diag);
    if (err) {
        return err;
    }
    return context->settings.dry_run
               ? plan_print(context, store, target->title, host, &options, diag)
               : crawl_one(context, store, target, host, &options, diag);
}

/* All that can be wrong with the wishes is said before anything is made or asked. */
static enum err check(struct context *context, const struct targets *targets,
                      struct diag *diag) {
    bool knows_terms = context->settings.dry_run || database_is_there(context);
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < targets->count; i++) {
        struct crawl_options options = {0};
        const char *host = NULL;
        err = prepare(&options, &host, context, &targets->at[i], diag);
        if (!err && !knows_terms) {
            err = terms_check(context, host, &options, diag);
        }
    }
    return err;
}

enum err command_crawl(struct context *context, struct diag *diag) {
    struct targets targets = {0};
    struct store *store = NULL;
    enum err err = targets_find(&targets, context, diag);
    if (!err) {
        err = check(context, &targets, diag);
    }
    if (!err) {
        err = database_open(&store, context, diag);
    }
    for (size_t i = 0; !err && i < targets.count; i++) {
        bool is_last = i + 1 == targets.count;
        err = visit(context, store, &targets.at[i], diag);
        if (err && !is_last && !ends_all(err)) {
            context_fail_item(context, diag);
            err = ERR_NONE;
        }
    }
    store_close(store);
    return err;
}
