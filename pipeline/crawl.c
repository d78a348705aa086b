/* pipeline/crawl.c - the run: manners that outlast it, its beginning, its end, its counts
 * SPDX-License-Identifier: MIT
 */
#include "crawler/url.h"
#include "pipeline/crawl_private.h"

static void crawl_say_robots(void *state, const char *sentence) {
    const struct crawl *crawl = state;

    listener_say(crawl->listener, "%s", sentence);
}

/* The origin in one spelling, so that a host is known however the user wrote it. */
static enum err crawl_name_host(struct crawl *crawl, struct arena *arena, const char *origin,
                                struct diag *diag) {
    struct url url = {0};
    enum err err = url_parse(&url, arena, origin, diag);

    if (err == ERR_INPUT) {
        return diag_set(diag, ERR_USAGE, "%s is no address of a board", origin);
    }
    if (err) {
        return err;
    }
    crawl->host = arena_printf(arena, "%s://%s:%d", url.scheme, url.host, url.port);
    return arena_check(arena, diag);
}

/* Manners outlast a run: when the host was asked last, and until when it wants quiet. */
static enum err crawl_open_fetch(struct crawl *crawl, struct arena *arena, struct diag *diag) {
    const struct crawl_options *options = crawl->options;
    struct host_state host = {0};
    struct fetch_options fetch = {
        .origin = options->board ? options->board : options->source->origin,
        .agent = "shortlist",
        .user_agent = options->user_agent,
        .interval_ms = options->pace_ms,
        .budget = options->budget,
        .stop = options->stop,
        .talk = crawl_say_robots,
        .state = crawl,
    };
    enum err err = crawl_name_host(crawl, arena, fetch.origin, diag);

    if (!err) {
        err = store_host_get(crawl->store, crawl->host, &host, diag);
    }
    fetch.last_request = host.last_request;
    fetch.not_before = host.not_before;
    return err ? err : fetch_open(&crawl->fetch, &fetch, crawl->clock, diag);
}

enum err crawl_keep_manners(const struct crawl *crawl, struct diag *diag) {
    struct host_state host = {fetch_last_request(crawl->fetch), fetch_not_before(crawl->fetch)};

    return store_host_put(crawl->store, crawl->host, &host, diag);
}

/* Feed and adverts. A budget that is spent is an end like any other. */
static enum err crawl_go(struct crawl *crawl, struct diag *diag) {
    enum err err = crawl_feed(crawl, diag);

    if (!err) {
        err = crawl_adverts(crawl, diag);
    }
    if (err == ERR_INTERRUPTED && fetch_is_spent(crawl->fetch)) {
        crawl->is_part = true;
        listener_say(crawl->listener, "%s: run the command again to go on", diag->text);
        err = ERR_NONE;
    }
    return err;
}

/* What waits is what the queue holds, less what this run has put off and counted otherwise;
 * what was seen is the sum, wherever the run has ended. */
static enum err crawl_count(struct crawl *crawl, struct diag *diag) {
    struct run_counts *counts = crawl->counts;
    int64_t waiting = 0;
    int64_t due = 0;
    enum err err = store_queue_count(crawl->store, crawl->options->source->source, crawl->began,
                                     &waiting, &due, diag);

    counts->requests = fetch_requests(crawl->fetch);
    counts->waiting = waiting > crawl->put_off ? waiting - crawl->put_off : 0;
    counts->seen = counts->fresh + counts->changed + counts->same + counts->closed +
                   counts->refused + counts->aside + counts->failed + counts->waiting;
    return err;
}

static enum run_end crawl_end_of(enum err err, const struct crawl *crawl) {
    const struct run_counts *counts = crawl->counts;

    if (err == ERR_INTERRUPTED) {
        return RUN_END_STOPPED;
    }
    if (err) {
        return RUN_END_FAILED;
    }
    return crawl->is_part ||
                   counts->refused + counts->aside + counts->failed + counts->waiting > 0
               ? RUN_END_PART
               : RUN_END_DONE;
}

/* What was put aside is judged and the end of the run is written whatever happened; the first
 * failure is the one told. */
static enum err crawl_close(struct crawl *crawl, enum err err, struct diag *diag) {
    struct diag later = {0};
    enum err end = crawl_keep_manners(crawl, &later);
    enum err judged = intake_finish(&crawl->intake, end ? NULL : &later);
    enum err counted = ERR_NONE;

    end = end ? end : judged;
    counted = crawl_count(crawl, end ? NULL : &later);

    end = end ? end : counted;
    counted = store_run_end(crawl->store, crawl->run, crawl_end_of(err ? err : end, crawl),
                            crawl->counts, end ? NULL : &later);
    end = end ? end : counted;
    return err || !end ? err : diag_set(diag, end, "%s", later.text);
}

enum err crawl_run(struct run_counts *counts, struct store *store, struct crew *crew,
                   const struct clock *clock, const struct crawl_options *options,
                   const struct listener *listener, struct diag *diag) {
    struct crawl crawl = {
        .options = options,
        .clock = clock,
        .listener = listener,
        .store = store,
        .counts = counts,
        .began = clock_now(clock),
        .began_ms = clock_steady_ms(clock),
    };
    struct arena arena; /* lives as long as the run */
    enum err err = ERR_NONE;

    *counts = (struct run_counts){0};
    arena_init(&arena, ARENA_PAGE_CAP);
    err = store_claim(store, diag);
    if (!err) {
        err = crawl_open_fetch(&crawl, &arena, diag);
    }
    if (!err) {
        err = store_run_begin(store, RUN_CRAWL, options->source->source, &crawl.run, diag);
    }
    if (!err) {
        intake_open(&crawl.intake, store, crew, crawl.run, counts, listener);
        err = crawl_close(&crawl, crawl_go(&crawl, diag), diag);
        intake_close(&crawl.intake);
    }
    fetch_close(crawl.fetch);
    arena_fini(&arena);
    return err;
}
