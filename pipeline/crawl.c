/* pipeline/crawl.c - the run: manners that outlast it, its beginning, its end, its counts
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "crawler/url.h"
#include "pipeline/crawl_other.h"
#include "pipeline/crawl_private.h"

void crawl_note(struct crawl *crawl, const char *sentence) {
    if (!crawl->note) {
        crawl->note = arena_copy_text(crawl->arena, sentence);
    }
}

void crawl_fail_at_end(struct crawl *crawl, const struct diag *said) {
    crawl->late = crawl->late.err ? crawl->late : *said;
    crawl->is_part = true;
    crawl_note(crawl, said->text);
    listener_say(crawl->listener, "%s", said->text);
}

int crawl_wishes(const struct crawl *crawl) {
    return crawl->options->stop ? (int)*crawl->options->stop : 0;
}

/* ---- the host ---- */

static const char *crawl_origin(const struct crawl_options *options) {
    if (options->board) {
        return options->board;
    }
    if (options->from == CRAWL_FROM_ADDRESSES) {
        return options->addresses.count > 0 ? options->addresses.at[0] : options->sitemap;
    }
    return options->source ? options->source->origin : NULL;
}

enum err crawl_host(const char **host, struct arena *arena, const struct crawl_options *options,
                    struct diag *diag) {
    const char *origin = crawl_origin(options);
    const char *spelt = NULL;
    struct url url = {0};
    enum err err = ERR_NONE;

    if (!origin) {
        return diag_set(diag, ERR_USAGE, "there is no board and no address to visit");
    }
    err = url_parse(&url, arena, origin, diag);
    if (err == ERR_INPUT) {
        return diag_set(diag, ERR_USAGE, "%s is no address of a board", origin);
    }
    if (!err) {
        spelt = url_origin(arena, &url);
        err = arena_check(arena, diag);
    }
    if (!err) {
        *host = spelt;
    }
    return err;
}

/* ---- manners ---- */

static void crawl_say_fetch(void *state, const char *sentence) {
    const struct crawl *crawl = state;

    listener_say(crawl->listener, "%s", sentence);
}

static enum err crawl_keep_inside(struct crawl *crawl, const struct host_memory *memory,
                                  struct diag *diag) {
    enum err err = store_host_put(crawl->store, crawl->host, memory, diag);

    if (!err && crawl->asking) {
        err = store_queue_begin(crawl->store, crawl->asking, diag);
    }
    return err;
}

/* Manners, and which page is asked for, are written before a request goes out, so that a run
 * which is killed does not make the next one hasty. Without a pause, which is this machine
 * only, a power cut may take them; they need no flush of their own then. */
static enum err crawl_keep(void *state, const struct host_memory *memory, struct diag *diag) {
    struct crawl *crawl = state;
    bool light = crawl->options->pace_ms == 0 && crawl->fetch;
    enum err err =
        light ? store_begin_light(crawl->store, diag) : store_begin(crawl->store, diag);

    if (err) {
        return err;
    }
    err = crawl_keep_inside(crawl, memory, diag);
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
    } else {
        crawl->asking = 0;
    }
    return err;
}

static bool crawl_may_visit(void *state, const char *origin) {
    const struct crawl *crawl = state;

    return crawl_other_may(crawl->store, crawl->clock, origin);
}

static enum err crawl_visited(void *state, const char *origin, int64_t not_before,
                              struct diag *diag) {
    const struct crawl *crawl = state;

    return crawl_other_asked(crawl->store, crawl->clock, origin, not_before, diag);
}

static enum err crawl_open_fetch(struct crawl *crawl, struct diag *diag) {
    const struct crawl_options *options = crawl->options;
    struct fetch_options fetch = {
        .origin = crawl->host,
        .agent = "shortlist",
        .user_agent = options->user_agent,
        .interval_ms = options->pace_ms,
        .seed = options->seed,
        .budget = options->budget,
        .day_max = options->day_max,
        .deadline_ms = options->minutes > 0 ? crawl->began_ms + options->minutes * 60000 : 0,
        .timeout_s = options->timeout_s,
        .use_proxy = options->use_proxy,
        .stop = options->stop,
        .keep = crawl_keep,
        .may_visit = crawl_may_visit,
        .visited = crawl_visited,
        .talk = crawl_say_fetch,
        .state = crawl,
    };
    enum err err = store_host_get(crawl->store, crawl->arena, crawl->host, &fetch.memory, diag);

    return err ? err : fetch_open(&crawl->fetch, &fetch, crawl->clock, diag);
}

/* ---- the beginning ---- */

static enum err crawl_begin_run(struct crawl *crawl, struct diag *diag) {
    enum err err = store_begin(crawl->store, diag);

    if (err) {
        return err;
    }
    err = store_run_begin(crawl->store, RUN_CRAWL, crawl->sources[0], &crawl->run, diag);
    if (!err) {
        err = store_run_aim(crawl->store, crawl->run, crawl->host, crawl->plan, diag);
    }
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
    }
    return err;
}

static enum err crawl_prepare(struct crawl *crawl, struct diag *diag) {
    enum err err = crawl_host(&crawl->host, crawl->arena, crawl->options, diag);

    if (!err) {
        crawl_choose_sources(crawl);
    }
    crawl->plan = search_write(&crawl->options->search, crawl->arena);
    if (!err) {
        err = arena_check(crawl->arena, diag);
    }
    if (!err) {
        err = store_claim(crawl->store, diag);
    }
    if (!err) {
        err = crawl_open_fetch(crawl, diag);
    }
    return err ? err : crawl_begin_run(crawl, diag);
}

/* One page of the list that cannot be had is no reason to leave the adverts that wait. It stays
 * the failure that is told, unless something worse ends the run. */
static enum err crawl_adverts_anyway(struct crawl *crawl, enum err err, struct diag *diag) {
    struct diag later = {0};
    enum err step = ERR_NONE;

    crawl_note(crawl, diag->text);
    listener_say(crawl->listener, "%s: the adverts that wait are asked for all the same",
                 diag->text);
    step = crawl_adverts(crawl, &later);
    if (step == ERR_STORE || step == ERR_SYSTEM || step == ERR_MEMORY || step == ERR_REFUSED ||
        (step == ERR_INTERRUPTED && crawl_wishes(crawl) > 0)) {
        return diag_set(diag, step, "%s", later.text);
    }
    return err;
}

/* List and adverts. What the user has set as a limit is an end like any other. */
static enum err crawl_go(struct crawl *crawl, struct diag *diag) {
    enum err err = crawl->options->from == CRAWL_FROM_ADDRESSES ? crawl_addresses(crawl, diag)
                                                                : crawl_list(crawl, diag);

    if (!err) {
        err = crawl_adverts(crawl, diag);
    } else if (crawl->list_is_cut) {
        err = crawl_adverts_anyway(crawl, err, diag);
    }
    if (err == ERR_INTERRUPTED && fetch_is_spent(crawl->fetch) && crawl_wishes(crawl) == 0) {
        crawl->is_part = true;
        crawl_note(crawl, diag->text);
        listener_say(crawl->listener, "%s", diag->text);
        err = ERR_NONE;
    }
    return err || !crawl->late.err ? err
                                   : diag_set(diag, crawl->late.err, "%s", crawl->late.text);
}

/* ---- the end ---- */

/* What waits is what the queue holds, less what this run has put off and counted otherwise;
 * what was seen is the sum, wherever the run has ended. */
static enum err crawl_count(struct crawl *crawl, struct diag *diag) {
    struct run_counts *counts = crawl->counts;
    int64_t waiting = 0;
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && i < crawl->source_count; i++) {
        int64_t all = 0;
        int64_t due = 0;

        err = store_queue_count(crawl->store, crawl->sources[i], crawl->host, crawl->began,
                                &all, &due, diag);
        waiting += all;
    }
    counts->requests = fetch_requests(crawl->fetch);
    counts->waiting = waiting > crawl->put_off ? waiting - crawl->put_off : 0;
    counts->seen = run_counts_sum(counts);
    counts->is_put_off = crawl->is_put_off && counts->requests == 0 && counts->seen == 0;
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

/* What was put aside is judged, unless the user wants to be gone or pages are left in the
 * crew's hands. */
static enum err crawl_judge_aside(struct crawl *crawl, struct diag *diag) {
    if (crawl_wishes(crawl) > 1 || crew_is_busy(crawl->crew)) {
        return ERR_NONE;
    }
    return intake_finish(&crawl->intake, diag);
}

/* The end of the run is written whatever happened; the first failure is the one told. */
static enum err crawl_close(struct crawl *crawl, enum err err, struct diag *diag) {
    struct diag later = {0};
    enum err step = ERR_NONE;
    enum err end =
        store_host_put(crawl->store, crawl->host, fetch_memory(crawl->fetch), &later);

    step = crawl_judge_aside(crawl, end ? NULL : &later);
    end = end ? end : step;
    step = crawl_count(crawl, end ? NULL : &later);
    end = end ? end : step;
    if (err || end) {
        crawl_note(crawl, err ? diag->text : later.text);
    }
    step = store_run_end(crawl->store, crawl->run, crawl_end_of(err ? err : end, crawl),
                         crawl->counts, crawl->note, end ? NULL : &later);
    end = end ? end : step;
    return err || !end ? err : diag_set(diag, end, "%s", later.text);
}

enum err crawl_run(struct run_counts *counts, bool *alarm, struct store *store,
                   struct crew *crew, const struct clock *clock,
                   const struct crawl_options *options, const struct listener *listener,
                   struct diag *diag) {
    struct arena arena; /* lives as long as the run */
    struct crawl crawl = {
        .options = options,
        .clock = clock,
        .listener = listener,
        .store = store,
        .crew = crew,
        .counts = counts,
        .arena = &arena,
        .alarm = alarm,
        .today = date_is_none(options->today) ? clock_today(clock) : options->today,
        .began = clock_now(clock),
        .began_ms = clock_steady_ms(clock),
    };
    enum err err = ERR_NONE;

    *counts = (struct run_counts){0};
    *alarm = false;
    arena_init(&arena, ARENA_PAGE_CAP);
    crew_heed(crew, options->stop);
    err = crawl_prepare(&crawl, diag);
    if (!err) {
        intake_open(&crawl.intake, store, crew, crawl.run, counts, listener);
        err = crawl_close(&crawl, crawl_go(&crawl, diag), diag);
        intake_close(&crawl.intake);
    }
    crew_heed(crew, NULL); /* the flag may not outlive this run */
    fetch_close(crawl.fetch);
    arena_fini(&arena);
    return err;
}
