/* pipeline/crawl_plan.c - the dry run: what a crawl would ask for
 * SPDX-License-Identifier: MIT
 *
 * The requests in the order in which a crawl would make them: robots.txt, the list, what is due
 * in the queue; as far as the user's limits let it go. How long a list is only its own pages
 * tell: what comes behind the first one is taken from the walk before.
 */
#include <string.h>

#include "crawler/url.h"
#include "pipeline/crawl_private.h"

/* Unpacked bytes of a page, where none of the board's is kept to go by. The feed's: 100 lines
 * of the local board (tests/support/board.h), whose pages are made after the real ones. The
 * others are estimates: the local board's are 17,000 and 12,000, without the frame of menus,
 * banners and scripts that real pages stand in. */
enum { PLAN_FEED_BYTES = 64000, PLAN_RESULTS_BYTES = 40000, PLAN_ADVERT_BYTES = 60000 };

enum {
    PLAN_LIST_PAGES_MAX = 2000, /* as many as a walk reads at most */
    PLAN_QUEUE_MAX = 100000,    /* adverts that are listed one by one */
    PLAN_DAY_S = 24 * 60 * 60
};

struct plan {
    struct plan_sums *sums;
    struct store *store;
    const struct clock *clock;
    const struct crawl_options *options;
    const struct listener *listener;
    enum err (*each)(void *state, const struct planned *planned, struct diag *diag);
    void *state;
    struct arena arena; /* lives as long as the plan */
    const char *host;
    struct fetch *fetch;
    enum source sources[2];
    size_t source_count;
    int64_t began;
    int64_t left; /* requests that budget and the day's cap let through; -1: no limit */
    bool is_over; /* a limit is reached: no more is asked */
};

/* ---- the visit ---- */

static void plan_say(void *state, const char *sentence) {
    const struct plan *plan = state;

    listener_say(plan->listener, "%s", sentence);
}

/* robots.txt is asked for in earnest, so manners remember it. */
static enum err plan_keep(void *state, const struct host_memory *memory, struct diag *diag) {
    struct plan *plan = state;

    return store_host_put(plan->store, plan->host, memory, diag);
}

static int64_t plan_least(int64_t a, int64_t b) { return a < 0 || (b >= 0 && b < a) ? b : a; }

static void plan_set_limits(struct plan *plan, const struct host_memory *memory) {
    const struct crawl_options *options = plan->options;
    struct date today = date_in_london(plan->began);
    int64_t asked = date_compare(memory->day, today) == 0 ? memory->day_requests : 0;

    plan->left = options->budget > 0 ? options->budget : -1;
    if (options->day_max > 0) {
        plan->left =
            plan_least(plan->left, options->day_max > asked ? options->day_max - asked : 0);
    }
}

static enum err plan_open(struct plan *plan, struct diag *diag) {
    const struct crawl_options *options = plan->options;
    struct fetch_options fetch = {
        .agent = "shortlist",
        .user_agent = options->user_agent,
        .interval_ms = options->pace_ms,
        .seed = options->seed,
        .day_max = options->day_max,
        .timeout_s = options->timeout_s,
        .use_proxy = options->use_proxy,
        .stop = options->stop,
        .keep = plan_keep,
        .talk = plan_say,
        .state = plan,
    };
    enum err err = crawl_host(&plan->host, &plan->arena, options, diag);

    if (!err) {
        err = store_host_get(plan->store, &plan->arena, plan->host, &fetch.memory, diag);
    }
    if (!err) {
        plan_set_limits(plan, &fetch.memory);
        fetch.origin = plan->host;
        err = fetch_open(&plan->fetch, &fetch, plan->clock, diag);
    }
    return err;
}

/* ---- one request ---- */

static enum err plan_tell(struct plan *plan, const struct planned *planned, struct diag *diag) {
    struct plan_sums *sums = plan->sums;
    int64_t pause_ms = fetch_interval_ms(plan->fetch);

    if (planned->allowed && plan->left == 0) {
        plan->is_over = true;
        return ERR_NONE;
    }
    if (planned->allowed && plan->options->minutes > 0 &&
        sums->requests * pause_ms >= plan->options->minutes * 60000) {
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
    struct planned planned = {.url = arena_printf(&plan->arena, "%s/robots.txt", plan->host),
                              .what = "robots.txt",
                              .certain = true,
                              .asked_now = true,
                              .allowed = true,
                              .robots = "always allowed",
                              .bytes = (int64_t)fetch_memory(plan->fetch)->robots.len};
    enum err err = arena_check(&plan->arena, diag);

    return err ? err : plan_tell(plan, &planned, diag);
}

/* @param path on the host, "/x?y" */
static enum err plan_request(struct plan *plan, struct arena *arena, const char *path,
                             const struct planned *what, struct diag *diag) {
    struct planned planned = *what;
    int64_t before = fetch_requests(plan->fetch);
    enum err err = ERR_NONE;

    planned.url = arena_printf(arena, "%s%s", plan->host, path);
    err = fetch_ask_robots(&planned.allowed, &planned.robots, arena, plan->fetch, path, diag);
    if (err == ERR_INTERRUPTED && fetch_is_spent(plan->fetch)) { /* today's requests are made */
        listener_say(plan->listener, "%s", diag->text);
        plan->is_over = true;
        return ERR_NONE;
    }
    if (!err && fetch_requests(plan->fetch) > before) {
        err = plan_tell_robots(plan, diag);
    }
    if (!err) {
        err = arena_check(arena, diag);
    }
    return err || plan->is_over ? err : plan_tell(plan, &planned, diag);
}

/* ---- the list ---- */

/* As the crawl chooses: the feed where it can answer, or where there is nothing else. */
static const struct board_list *plan_choose_list(const struct crawl_options *options) {
    const struct board_source *source = options->source;
    bool by_feed =
        source->feed && (sources_can(source->feed, &options->search) || !source->results);

    return by_feed ? source->feed : source->results;
}

static bool plan_sweep_is_due(const struct plan *plan, const struct walk *last) {
    int64_t age = plan->began - last->began_at;

    return search_parts(&plan->options->search) == 0 &&
           (age < 0 || age >= (int64_t)CRAWL_SWEEP_DAYS * PLAN_DAY_S);
}

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
    const struct crawl_options *options = plan->options;
    const char *search = search_write(&options->search, &plan->arena);
    struct walk last = {0};
    bool found = false;
    int64_t ground = 0;
    int64_t whole = 0;
    enum err err = search ? store_walk_ground(plan->store, options->source->source, plan->host,
                                              search, &ground, diag)
                          : arena_check(&plan->arena, diag);

    if (!err) {
        err = store_walk_last(plan->store, &plan->arena, options->source->source, plan->host,
                              search, true, INT64_MAX, &last, &found, diag);
    }
    if (err || !found) {
        *pages = 1;
        return err;
    }
    whole = plan_pages_of(&last, list);
    if (ground > 0 && list->is_newest_first && !options->sweep && whole > CRAWL_SMALL_PAGES &&
        !plan_sweep_is_due(plan, &last)) {
        whole = 2;
    }
    *pages = whole;
    return ERR_NONE;
}

static enum err plan_list_page(struct plan *plan, const struct board_list *list, int page,
                               bool *found, struct diag *diag) {
    bool is_feed = list == plan->options->source->feed;
    struct planned planned = {.certain = page == 1,
                              .bytes = is_feed ? PLAN_FEED_BYTES : PLAN_RESULTS_BYTES};
    struct arena arena;
    const char *path = NULL;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    path =
        list->path(&arena, &plan->options->search, page, (int64_t)(page - 1) * list->page_size);
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
    const struct board_list *list = plan_choose_list(plan->options);
    int64_t pages = 1;
    bool found = true;
    enum err err = ERR_NONE;

    if (!list) {
        return diag_set(diag, ERR_USAGE, "%s has no list that can be read: give addresses",
                        plan->options->source->title);
    }
    plan->sums->is_open_end = true;
    err = plan_count_pages(&pages, plan, list, diag);
    for (int page = 1; !err && found && !plan->is_over && page <= pages; page++) {
        err = plan_list_page(plan, list, page, &found, diag);
    }
    return err;
}

/* ---- addresses ---- */

/* The path of an address of the host. */
static enum err plan_path_of(const char **path, const struct plan *plan, struct arena *arena,
                             const char *address, struct diag *diag) {
    struct url host = {0};
    struct url url = {0};
    enum err err = url_parse(&host, arena, plan->host, diag);

    if (!err) {
        err = url_parse(&url, arena, address, diag);
    }
    if (err == ERR_INPUT || (!err && !url_same_origin(&host, &url))) {
        return diag_set(diag, ERR_USAGE,
                        "%s is not on %s: the addresses of one crawl are of one host", address,
                        plan->host);
    }
    *path = url.path;
    return err;
}

/* An advert of the board is asked for in the board's own spelling. */
static const char *plan_name_advert(const struct plan *plan, struct arena *arena,
                                    const char **path) {
    const struct board_source *source = plan->options->source;
    const char *id = source && source->advert_id ? source->advert_id(arena, *path) : NULL;
    const char *own = id ? source->advert_path(arena, id) : NULL;

    *path = own ? own : *path;
    return own ? arena_printf(arena, "advert %s", id) : "address";
}

static enum err plan_bytes_of(int64_t *bytes, const struct plan *plan, enum source source,
                              struct diag *diag) {
    int64_t kept = 0;
    enum err err = store_page_size(plan->store, source, &kept, diag);

    *bytes = kept > 0 ? kept : PLAN_ADVERT_BYTES;
    return err;
}

static enum err plan_address(struct plan *plan, struct strings *asked, const char *address,
                             int64_t bytes, struct diag *diag) {
    struct planned planned = {.certain = true, .bytes = bytes};
    const char *path = NULL;
    enum err err = plan_path_of(&path, plan, &plan->arena, address, diag);

    if (err) {
        return err;
    }
    planned.what = plan_name_advert(plan, &plan->arena, &path);
    if (strings_has(asked, path)) { /* one advert under two addresses */
        return ERR_NONE;
    }
    strings_push(&plan->arena, asked, path);
    err = arena_check(&plan->arena, diag);
    return err ? err : plan_request(plan, &plan->arena, path, &planned, diag);
}

static enum err plan_sitemap(struct plan *plan, struct diag *diag) {
    struct planned planned = {.what = "sitemap", .certain = true, .bytes = PLAN_FEED_BYTES};
    const char *path = NULL;
    enum err err = plan_path_of(&path, plan, &plan->arena, plan->options->sitemap, diag);

    plan->sums->is_open_end = true;
    return err ? err : plan_request(plan, &plan->arena, path, &planned, diag);
}

/* @param asked filled with their paths: what is in the queue besides comes behind them */
static enum err plan_addresses(struct plan *plan, struct strings *asked, struct diag *diag) {
    const struct crawl_options *options = plan->options;
    int64_t bytes = 0;
    enum err err = plan_bytes_of(&bytes, plan, plan->sources[0], diag);

    if (!err && options->sitemap) {
        err = plan_sitemap(plan, diag);
    }
    for (size_t i = 0; !err && !plan->is_over && i < options->addresses.count; i++) {
        err = plan_address(plan, asked, options->addresses.at[i], bytes, diag);
    }
    return err;
}

/* ---- the queue ---- */

static enum err plan_queued(struct plan *plan, const struct strings *asked,
                            const struct queued *item, int64_t bytes, struct diag *diag) {
    struct planned planned = {.certain = true, .bytes = bytes};
    const char *path = item->url;
    struct arena arena;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    planned.what = item->id ? arena_printf(&arena, "advert %s", item->id) : "address";
    if (path && path[0] != '/') {
        err = plan_path_of(&path, plan, &arena, item->url, diag);
    }
    if (!err) {
        err = arena_check(&arena, diag);
    }
    if (!err && path && !strings_has(asked, path)) {
        err = plan_request(plan, &arena, path, &planned, diag);
    }
    arena_fini(&arena);
    return err;
}

static enum err plan_queue_of(struct plan *plan, const struct strings *asked,
                              enum source source, struct diag *diag) {
    struct queued *items = NULL;
    struct arena arena;
    size_t count = 0;
    int64_t bytes = 0;
    enum err err = plan_bytes_of(&bytes, plan, source, diag);

    arena_init(&arena, ARENA_RUN_CAP);
    if (!err) {
        err = store_queue_list(plan->store, &arena, source, plan->host, plan->began,
                               PLAN_QUEUE_MAX, &items, &count, diag);
    }
    for (size_t i = 0; !err && !plan->is_over && i < count; i++) {
        err = plan_queued(plan, asked, &items[i], bytes, diag);
    }
    arena_fini(&arena);
    return err;
}

/* ---- the plan ---- */

static void plan_choose_sources(struct plan *plan) {
    const struct crawl_options *options = plan->options;

    if (options->source) {
        plan->sources[plan->source_count++] = options->source->source;
    }
    if (options->from == CRAWL_FROM_ADDRESSES) {
        plan->sources[plan->source_count++] = SOURCE_JOBPOSTING;
    }
}

static enum err plan_go(struct plan *plan, struct diag *diag) {
    struct strings asked = {0};
    enum err err = plan->options->from == CRAWL_FROM_ADDRESSES
                       ? plan_addresses(plan, &asked, diag)
                       : plan_list(plan, diag);

    for (size_t i = 0; !err && !plan->is_over && i < plan->source_count; i++) {
        err = plan_queue_of(plan, &asked, plan->sources[i], diag);
    }
    return err;
}

static void plan_sum_up(struct plan *plan) {
    struct plan_sums *sums = plan->sums;

    sums->interval_ms = fetch_interval_ms(plan->fetch);
    sums->seconds = (sums->requests * sums->interval_ms + 999) / 1000;
}

enum err crawl_plan(struct plan_sums *sums, struct store *store, const struct clock *clock,
                    const struct crawl_options *options,
                    enum err (*each)(void *state, const struct planned *planned,
                                     struct diag *diag),
                    void *state, const struct listener *listener, struct diag *diag) {
    struct plan plan = {
        .sums = sums,
        .store = store,
        .clock = clock,
        .options = options,
        .listener = listener,
        .each = each,
        .state = state,
        .began = clock_now(clock),
    };
    enum err err = ERR_NONE;

    *sums = (struct plan_sums){0};
    arena_init(&plan.arena, ARENA_RUN_CAP);
    plan_choose_sources(&plan);
    err = plan_open(&plan, diag);
    if (!err) {
        err = plan_go(&plan, diag);
        plan_sum_up(&plan);
    }
    fetch_close(plan.fetch);
    arena_fini(&plan.arena);
    return err;
}
