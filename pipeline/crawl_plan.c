/* pipeline/crawl_plan.c - the dry run: what a crawl would ask for
 * SPDX-License-Identifier: MIT
 *
 * The requests in the order in which a crawl would make them: robots.txt, the list, what is due
 * in the queue; as far as the user's limits let it go. What is chosen is chosen by the crawl's
 * own functions, on a struct crawl that is begun like one; addresses that the user named are
 * put into the queue as by a crawl, and taken out again with the transaction. How long a list
 * is only its own pages tell: what comes behind the first one is taken from the walk before.
 *
 * robots.txt is asked for in earnest, so the database is claimed for that as by a crawl: two
 * programs never ask one host at a time, nor does one overwrite what the other remembers of it.
 * Where no copy need be asked for, another crawl may go on meanwhile.
 */
#include <string.h>

#include "crawler/url.h"
#include "pipeline/crawl_other.h"
#include "pipeline/crawl_private.h"

/* Unpacked bytes of a page, where none of the board's is kept to go by. The feed's: 100 lines
 * of the local board (tests/support/board.h), whose pages are made after the real ones. The
 * others are estimates: the local board's are 17,000 and 12,000, without the frame of menus,
 * banners and scripts that real pages stand in. */
enum { PLAN_FEED_BYTES = 64000, PLAN_RESULTS_BYTES = 40000, PLAN_ADVERT_BYTES = 60000 };

enum {
    PLAN_LIST_PAGES_MAX = 2000, /* as many as a walk reads at most */
    PLAN_QUEUE_MAX = 200000     /* adverts of a board that are listed one by one */
};

struct plan {
    struct crawl crawl; /* first, so that a pointer to it is one to the plan */
    struct plan_sums *sums;
    enum err (*each)(void *state, const struct planned *planned, struct diag *diag);
    void *state;
    struct arena arena;       /* lives as long as the plan */
    struct run_counts counts; /* of the crawl: not told */
    int64_t left;     /* requests that budget and the day's cap let through; -1: no limit */
    bool is_claimed;  /* robots.txt may be asked for */
    bool wants_claim; /* it must be */
    bool is_over;     /* a limit is reached: no more is asked */
};

/* ---- the visit ---- */

static void plan_say(void *state, const char *sentence) {
    const struct plan *plan = state;

    listener_say(plan->crawl.listener, "%s", sentence);
}

/* Called before anything is asked for. */
static enum err plan_keep(void *state, const struct host_memory *memory, struct diag *diag) {
    struct plan *plan = state;

    if (!plan->is_claimed) {
        plan->wants_claim = true;
        return diag_set(diag, ERR_STORE, "robots.txt must be asked for");
    }
    return store_host_put(plan->crawl.store, plan->crawl.host, memory, diag);
}

static int64_t plan_least(int64_t a, int64_t b) { return a < 0 || (b >= 0 && b < a) ? b : a; }

static void plan_set_limits(struct plan *plan, const struct host_memory *memory) {
    const struct crawl_options *options = plan->crawl.options;
    struct date today = date_in_london(plan->crawl.began);
    int64_t asked = date_compare(memory->day, today) == 0 ? memory->day_requests : 0;

    plan->left = options->budget > 0 ? options->budget : -1;
    if (options->day_max > 0) {
        plan->left =
            plan_least(plan->left, options->day_max > asked ? options->day_max - asked : 0);
    }
}

static bool plan_may_visit(void *state, const char *origin) {
    const struct plan *plan = state;

    return crawl_other_may(plan->crawl.store, plan->crawl.clock, origin);
}

static enum err plan_visited(void *state, const char *origin, int64_t not_before,
                             struct diag *diag) {
    const struct plan *plan = state;

    return crawl_other_asked(plan->crawl.store, plan->crawl.clock, origin, not_before, diag);
}

static enum err plan_open_fetch(struct plan *plan, struct diag *diag) {
    struct crawl *crawl = &plan->crawl;
    const struct crawl_options *options = crawl->options;
    struct fetch_options fetch = {
        .origin = crawl->host,
        .agent = "shortlist",
        .user_agent = options->user_agent,
        .interval_ms = options->pace_ms,
        .seed = options->seed,
        .day_max = options->day_max,
        .timeout_s = options->timeout_s,
        .use_proxy = options->use_proxy,
        .stop = options->stop,
        .keep = plan_keep,
        .may_visit = plan_may_visit,
        .visited = plan_visited,
        .talk = plan_say,
        .state = plan,
    };
    enum err err = store_host_get(crawl->store, &plan->arena, crawl->host, &fetch.memory, diag);

    if (!err) {
        plan_set_limits(plan, &fetch.memory);
        err = fetch_open(&crawl->fetch, &fetch, crawl->clock, diag);
    }
    return err;
}

/* Is there anything to be asked for? Then what is remembered of the host is read again once the
 * database is ours: another crawl may have ended just now. */
static enum err plan_open(struct plan *plan, struct diag *diag) {
    struct crawl *crawl = &plan->crawl;
    enum err err = plan_open_fetch(plan, diag);

    if (!err) {
        bool allowed = false;
        const char *words = NULL;

        (void)fetch_ask_robots(&allowed, &words, &plan->arena, crawl->fetch, "/", NULL);
    }
    if (!plan->wants_claim) { /* what else went wrong is met again with the first request */
        return err;
    }
    fetch_close(crawl->fetch);
    crawl->fetch = NULL;
    err = store_claim(crawl->store, diag);
    plan->is_claimed = !err;
    return err ? err : plan_open_fetch(plan, diag);
}

static enum err plan_begin(struct plan *plan, struct diag *diag) {
    struct crawl *crawl = &plan->crawl;
    enum err err = crawl_host(&crawl->host, &plan->arena, crawl->options, diag);

    if (err) {
        return err;
    }
    crawl_choose_sources(crawl);
    crawl->plan = search_write(&crawl->options->search, &plan->arena);
    err = arena_check(&plan->arena, diag);
    return err ? err : plan_open(plan, diag);
}

/* ---- one request ---- */

static enum err plan_tell(struct plan *plan, const struct planned *planned, struct diag *diag) {
    struct plan_sums *sums = plan->sums;
    int64_t pause_ms = fetch_interval_ms(plan->crawl.fetch);

    if (planned->allowed && plan->left == 0) {
        plan->is_over = true;
        return ERR_NONE;
    }
    if (planned->allowed && plan->crawl.options->minutes > 0 &&
        sums->requests * pause_ms >= plan->crawl.options->minutes * 60000) {
        plan->is_over = true;
        return ERR_NONE;
    }
    sums->requests += planned->allowed;
    sums->forbidden += !planned->allowed;
    sums->bytes += planned->allowed ? planned->bytes : 0;
    plan->left -= planned->allowed && plan->left > 0;
    return plan->each(plan->state, planned, diag);
}

/* It had to be asked for just now. */
static enum err plan_tell_robots(struct plan *plan, struct diag *diag) {
    struct planned planned = {.url =
                                  arena_printf(&plan->arena, "%s/robots.txt", plan->crawl.host),
                              .what = "robots.txt",
                              .certain = true,
                              .asked_now = true,
                              .allowed = true,
                              .robots = "always allowed",
                              .bytes = (int64_t)fetch_memory(plan->crawl.fetch)->robots.len};
    enum err err = arena_check(&plan->arena, diag);

    return err ? err : plan_tell(plan, &planned, diag);
}

/* @param path on the host, "/x?y" */
static enum err plan_request(struct plan *plan, struct arena *arena, const char *path,
                             const struct planned *what, struct diag *diag) {
    struct planned planned = *what;
    int64_t before = fetch_requests(plan->crawl.fetch);
    enum err err = ERR_NONE;

    planned.url = arena_printf(arena, "%s%s", plan->crawl.host, path);
    err = fetch_ask_robots(&planned.allowed, &planned.robots, arena, plan->crawl.fetch, path,
                           diag);
    if (err == ERR_INTERRUPTED &&
        fetch_is_spent(plan->crawl.fetch)) { /* today's requests are made */
        listener_say(plan->crawl.listener, "%s", diag->text);
        plan->is_over = true;
        return ERR_NONE;
    }
    if (!err && fetch_requests(plan->crawl.fetch) > before) {
        err = plan_tell_robots(plan, diag);
    }
    if (!err) {
        err = arena_check(arena, diag);
    }
    return err || plan->is_over ? err : plan_tell(plan, &planned, diag);
}

/* ---- the list ---- */

/* How many pages the last whole walk found. */
static int64_t plan_pages_of(const struct walk *last, const struct board_list *list) {
    int64_t pages = last->total >= 0 && list->page_size > 0
                        ? (last->total + list->page_size - 1) / list->page_size
                        : last->pages;

    return pages < 1 ? 1 : pages > PLAN_LIST_PAGES_MAX ? PLAN_LIST_PAGES_MAX : pages;
}

/* All of them where the list is read whole. Else it ends on known ground: on a quiet day with
 * the first page, on a busy one somewhere behind; one more is planned. */
static enum err plan_count_pages(int64_t *pages, struct plan *plan,
                                 const struct board_list *list, struct diag *diag) {
    struct crawl *crawl = &plan->crawl;
    enum source source = crawl->options->source->source;
    struct walk last = {0};
    bool found = false;
    int64_t ground = 0;
    int64_t whole = 0;
    enum err err =
        store_walk_ground(crawl->store, source, crawl->host, crawl->plan, &ground, diag);

    if (!err) {
        err = store_walk_last(crawl->store, &plan->arena, source, crawl->host, crawl->plan,
                              true, INT64_MAX, &last, &found, diag);
    }
    if (err || !found) {
        *pages = 1;
        return err;
    }
    whole = plan_pages_of(&last, list);
    if (!crawl_reads_whole(crawl, list, ground, whole) &&
        !crawl_sweep_is_due(crawl, last.began_at)) {
        whole = 2;
    }
    *pages = whole;
    return ERR_NONE;
}

static enum err plan_list_page(struct plan *plan, const struct board_list *list, int page,
                               bool *found, struct diag *diag) {
    bool is_feed = list == plan->crawl.options->source->feed;
    struct planned planned = {.certain = page == 1,
                              .bytes = is_feed ? PLAN_FEED_BYTES : PLAN_RESULTS_BYTES};
    struct arena arena;
    const char *path = NULL;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    path = list->path(&arena, &plan->crawl.options->search, page,
                      (int64_t)(page - 1) * list->page_size);
    planned.what = arena_printf(&arena, "%s page %d", is_feed ? "feed" : "results", page);
    *found = path != NULL;
    err = arena_check(&arena, diag);
    if (!err && path) {
        err = plan_request(plan, &arena, path, &planned, diag);
    }
    arena_fini(&arena);
    return err;
}

static enum err plan_list(struct plan *plan, struct diag *diag) {
    const struct board_list *list = crawl_choose_list(plan->crawl.options);
    int64_t pages = 1;
    bool found = true;
    enum err err = ERR_NONE;

    if (!list) {
        return diag_set(diag, ERR_USAGE, "%s has no list that can be read: give addresses",
                        plan->crawl.options->source->title);
    }
    plan->sums->is_open_end = true;
    err = plan_count_pages(&pages, plan, list, diag);
    for (int page = 1; !err && found && !plan->is_over && page <= pages; page++) {
        err = plan_list_page(plan, list, page, &found, diag);
    }
    return err;
}

/* ---- what waits ---- */

/* An advert in the queue, as the crawl will find it. */
struct plan_item {
    const char *id; /* NULL where only the address is known */
    const char *url;
};

struct plan_items {
    struct arena *arena;
    struct plan_item *at;
    size_t count;
};

static enum err plan_bytes_of(int64_t *bytes, const struct plan *plan, enum source source,
                              struct diag *diag) {
    int64_t kept = 0;
    enum err err = store_page_size(plan->crawl.store, source, &kept, diag);

    *bytes = kept > 0 ? kept : PLAN_ADVERT_BYTES;
    return err;
}

static enum err plan_sitemap(struct plan *plan, struct diag *diag) {
    struct planned planned = {.what = "sitemap", .certain = true, .bytes = PLAN_FEED_BYTES};
    struct url url = {0};
    bool same = false;
    enum err err = crawl_address_parse(&url, &same, &plan->crawl, &plan->arena,
                                       plan->crawl.options->sitemap, diag);

    plan->sums->is_open_end = true;
    if (err == ERR_INPUT || (!err && !same)) {
        return diag_set(diag, ERR_USAGE, "the sitemap %s is not on %s",
                        plan->crawl.options->sitemap, plan->crawl.host);
    }
    return err ? err : plan_request(plan, &plan->arena, url.path, &planned, diag);
}

static enum err plan_take_item(void *state, const struct queued *queued, struct diag *diag) {
    struct plan_items *items = state;
    struct plan_item item = {.id = arena_copy_text(items->arena, queued->id),
                             .url = arena_copy_text(items->arena, queued->url)};

    ARENA_PUSH(items->arena, items->at, items->count, item);
    return arena_check(items->arena, diag);
}

static enum err plan_look(struct plan_items *items, const struct crawl *crawl,
                          enum source source, struct diag *diag) {
    return store_queue_each(crawl->store, source, crawl->host, crawl->began, PLAN_QUEUE_MAX,
                            plan_take_item, items, diag);
}

/* The queues as they will be once the addresses that the user named are in them; nothing stays
 * of that. */
static enum err plan_look_all(struct plan_items *items, struct plan *plan, struct diag *diag) {
    struct crawl *crawl = &plan->crawl;
    bool changes = crawl->options->addresses.count > 0;
    enum err err = changes ? store_begin(crawl->store, diag) : ERR_NONE;

    if (err) {
        return err;
    }
    if (changes) {
        err = store_run_begin(crawl->store, RUN_CRAWL, crawl->sources[0], &crawl->run, diag);
    }
    if (!err && changes) {
        err = crawl_named_see(crawl, diag);
    }
    for (size_t i = 0; !err && i < crawl->source_count; i++) {
        err = plan_look(&items[i], crawl, crawl->sources[i], diag);
    }
    if (changes) {
        store_rollback(crawl->store);
    }
    return err;
}

static enum err plan_item(struct plan *plan, const struct plan_item *item, int64_t bytes,
                          struct diag *diag) {
    struct planned planned = {.certain = true, .bytes = bytes};
    const char *path = item->url;
    struct arena arena;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    planned.what = item->id ? arena_printf(&arena, "advert %s", item->id) : "address";
    if (path && path[0] != '/') {
        struct url url = {0};
        bool same = false;

        err = crawl_address_parse(&url, &same, &plan->crawl, &arena, path, diag);
        path = url.path;
    }
    if (!err) {
        err = arena_check(&arena, diag);
    }
    if (!err && path) {
        err = plan_request(plan, &arena, path, &planned, diag);
    }
    arena_fini(&arena);
    return err;
}

static enum err plan_items(struct plan *plan, const struct plan_items *items,
                           enum source source, struct diag *diag) {
    int64_t bytes = 0;
    enum err err = plan_bytes_of(&bytes, plan, source, diag);

    for (size_t i = 0; !err && !plan->is_over && i < items->count; i++) {
        err = plan_item(plan, &items->at[i], bytes, diag);
    }
    if (!err && !plan->is_over && items->count == PLAN_QUEUE_MAX) {
        plan->sums->is_open_end = true;
        listener_say(plan->crawl.listener, "no more than %d waiting adverts are listed",
                     (int)PLAN_QUEUE_MAX);
    }
    return err;
}

/* ---- the plan ---- */

static enum err plan_go(struct plan *plan, struct diag *diag) {
    const struct crawl *crawl = &plan->crawl;
    struct plan_items items[2] = {{.arena = &plan->arena}, {.arena = &plan->arena}};
    bool by_list = crawl->options->from == CRAWL_FROM_LIST;
    enum err err = plan_look_all(items, plan, diag);

    if (!err && by_list) {
        err = plan_list(plan, diag);
    } else if (!err && crawl->options->sitemap) {
        err = plan_sitemap(plan, diag);
    }
    for (size_t i = 0; !err && !plan->is_over && i < crawl->source_count; i++) {
        err = plan_items(plan, &items[i], crawl->sources[i], diag);
    }
    return err;
}

static void plan_sum_up(struct plan *plan) {
    struct plan_sums *sums = plan->sums;

    sums->interval_ms = fetch_interval_ms(plan->crawl.fetch);
    sums->seconds = (sums->requests * sums->interval_ms + 999) / 1000;
}

enum err crawl_plan(struct plan_sums *sums, struct store *store, const struct clock *clock,
                    const struct crawl_options *options,
                    enum err (*each)(void *state, const struct planned *planned,
                                     struct diag *diag),
                    void *state, const struct listener *listener, struct diag *diag) {
    struct plan plan = {
        .crawl = {.options = options,
                  .clock = clock,
                  .listener = listener,
                  .store = store,
                  .today = date_is_none(options->today) ? clock_today(clock) : options->today,
                  .began = clock_now(clock),
                  .began_ms = clock_steady_ms(clock)},
        .sums = sums,
        .each = each,
        .state = state,
    };
    enum err err = ERR_NONE;

    *sums = (struct plan_sums){0};
    arena_init(&plan.arena, ARENA_RUN_CAP);
    plan.crawl.arena = &plan.arena;
    plan.crawl.counts = &plan.counts;
    err = plan_begin(&plan, diag);
    if (!err) {
        err = plan_go(&plan, diag);
        plan_sum_up(&plan);
    }
    fetch_close(plan.crawl.fetch);
    arena_fini(&plan.arena);
    return err;
}
