/* pipeline/crawl_list.c - the walk through a board's list, page by page
 * SPDX-License-Identifier: MIT
 *
 * A list moves while it is read, and a page is asked for by its number. Why a walk makes
 * neither hole nor double all the same:
 *
 * Let the first F lines of the list, as it stands when a page is read, be met (`frontier`).
 * Until the next page is read, a adverts are published and r taken away. The list is newest
 * first, so what is published stands on top. An advert that was below the frontier and is above
 * it now has been pulled up by as much as adverts were taken away above it, at most r, less the
 * a that were put on top: by r - a at most. That is what the printed total has fallen by: the
 * total of the next page tells it. So F less the fall are met for certain, and where the page
 * just read begins behind that, a hole is possible: the walk goes back to the page that holds
 * line F and reads on from there. Where the total has not fallen nothing was pulled up, only
 * pushed down, and lines that were pushed onto the next page are met twice: the store knows
 * them (SIGHTING_ AGAIN) and counts them once. Pages read behind a hole are kept and asked for
 * again, for what moved meanwhile cannot be told from them. A list that falls again and again
 * is given up after twice its pages, and the walk is not whole.
 *
 * How far a walk must go, and where it may leave out what an earlier one has read, is in
 * crawl_ground.c. A page that fails is asked for once more; if it fails again the walk is a
 * part, written with each page, and the next one goes on with it.
 *
 * Where no total is printed, or a list is not newest first, a hole cannot be told: what was
 * missed is met the next time, and what is missing is not taken for gone (without a total it is
 * not even asked for).
 */
#include "pipeline/crawl_tour.h"

enum {
    LIST_PAGES_MAX = 2000, /* 20,000 adverts at 10 a page, more than any board had */
    LIST_STALE_MAX = 3,    /* pages in a row that bring nothing: they are all the same one */
    LIST_LIKE_BOARD_LEAST =
        50, /* adverts from which on a total tells that a search is ignored */
    LIST_LIKE_BOARD_ONE_IN = 50
};

static const char *tour_stage(const struct tour *tour) {
    return tour->reader.is_feed ? "feed pages" : "results pages";
}

void tour_cut(struct tour *tour, const char *sentence) {
    tour->is_over = true;
    tour->is_cut = true;
    tour->crawl->is_part = true;
    crawl_note(tour->crawl, sentence);
    listener_say(tour->crawl->listener, "%s", sentence);
}

/* ---- the first page ---- */

/* Lines of a full page: as promised where the figures agree with it, else as on the first. */
static int tour_learn_size(const struct tour *tour, const struct listing *listing) {
    int promised = tour->list->page_size;
    int lines = (int)listing->entry_count;

    if (listing->pages <= 1 || listing->total < 0 || lines == 0) {
        return promised ? promised : lines;
    }
    if (promised > 0 && (listing->total + promised - 1) / promised == listing->pages) {
        return promised;
    }
    return lines;
}

static void tour_count_pages(struct tour *tour, const struct listing *listing) {
    if (listing->pages >= 0) {
        tour->pages = listing->pages;
    } else if (tour->total >= 0 && tour->page_size > 0) {
        tour->pages = (int)((tour->total + tour->page_size - 1) / tour->page_size);
    }
}

static enum err tour_is_like_board(bool *is_like, const struct tour *tour, int64_t total,
                                   struct diag *diag) {
    const struct crawl *crawl = tour->crawl;
    struct arena arena;
    struct walk last = {0};
    bool found = false;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    err = store_walk_last(crawl->store, &arena, tour->walk.source, crawl->host, "", true,
                          crawl->run, &last, &found, diag);
    if (!err && found) {
        int64_t board = last.total >= 0 ? last.total : last.met;
        int64_t apart = board > total ? board - total : total - board;

        *is_like = board >= LIST_LIKE_BOARD_LEAST && apart * LIST_LIKE_BOARD_ONE_IN <= board;
    }
    arena_fini(&arena);
    return err;
}

/* The feed has been seen to answer a search with nothing, and may leave a parameter out of
 * account without a word. */
static enum err tour_suspect_feed(struct tour *tour, const struct listing *listing,
                                  struct diag *diag) {
    unsigned both = SEARCH_KEYWORD | SEARCH_LOCATION;
    unsigned asked = search_parts(&tour->crawl->options->search) & tour->list->answers;
    bool is_like = false;
    enum err err = ERR_NONE;

    if (!tour->reader.is_feed || !tour->crawl->options->source->results || asked == 0 ||
        listing->total < 0) {
        return ERR_NONE;
    }
    if (listing->total == 0 && (asked & both) == both) {
        tour->unfit = "the feed knows nothing of that keyword at that place, which may be the "
                      "feed's fault";
        return ERR_NONE;
    }
    if (asked & ~(unsigned)SEARCH_SINCE) {
        err = tour_is_like_board(&is_like, tour, listing->total, diag);
    }
    if (!err && is_like) {
        tour->unfit = "the feed does not heed the search";
    }
    return err;
}

static enum err tour_see_first(struct tour *tour, const struct listing *listing,
                               struct diag *diag) {
    struct crawl_evidence evidence = {0};
    enum err err = tour_suspect_feed(tour, listing, diag);

    if (err || tour->unfit) {
        return err;
    }
    tour->walk.total = listing->total;
    tour->total = listing->total;
    tour->page_size = tour_learn_size(tour, listing);
    tour_count_pages(tour, listing);
    evidence = tour_evidence(tour, false);
    tour->first_oddity = crawl_sweep_judge(&evidence);
    err = tour_choose_aim(tour, diag);
    if (!err && listing->entry_count == 0 && tour->first_oddity == CRAWL_SOUND) {
        listener_say(tour->crawl->listener,
                     "the list shows no advert at all: nothing is concluded from that");
    }
    return err;
}

/* ---- the end of the list ---- */

static int64_t tour_start_of(const struct tour *tour) {
    return tour->strides[tour->page - 1].before;
}

/* A list that says how long it is ends there; another one where a page brings nothing new, or
 * where nothing leads on. */
static void tour_look_for_end(struct tour *tour, const struct crawl_lines *lines,
                              bool is_known_length) {
    bool leads_on = tour->stride_count > (size_t)tour->page;

    if (is_known_length) {
        tour->is_over = tour->page >= tour->pages;
    } else {
        tour->is_over = lines->fresh == 0 || !leads_on;
    }
    if (!tour->is_over && !leads_on) {
        tour_cut(tour, "the list has more pages than we know the way to");
    }
}

static void tour_look_for_circles(struct tour *tour, const struct crawl_lines *lines) {
    tour->stale = lines->fresh > 0 ? 0 : tour->stale + 1;
    if (lines->fresh == 0 && tour->total > 0 && tour->page_size > 0 &&
        tour_start_of(tour) >= tour->total && (int64_t)tour->reader.met.count >= tour->total) {
        tour->is_over = true; /* behind the last advert, whatever number of pages is printed */
    }
    if (!tour->is_over && tour->stale >= LIST_STALE_MAX) {
        tour->short_page = tour->short_page > 0 ? tour->short_page : tour->page;
        tour_cut(tour,
                 lines->count > 0
                     ? "the list shows the same page again and again: what lies behind it "
                       "is not seen"
                     : "the list says that it has more pages, and they are empty");
    }
}

/* ---- limits ---- */

int64_t tour_requests_left(const struct crawl *crawl) {
    const struct crawl_options *options = crawl->options;
    int64_t interval_ms = fetch_interval_ms(crawl->fetch);
    int64_t spent_ms = clock_steady_ms(crawl->clock) - crawl->began_ms;
    int64_t left = INT64_MAX;

    if (options->budget > 0) {
        left = options->budget - fetch_requests(crawl->fetch);
    }
    if (options->day_max > 0 &&
        options->day_max - fetch_memory(crawl->fetch)->day_requests < left) {
        left = options->day_max - fetch_memory(crawl->fetch)->day_requests;
    }
    if (options->minutes > 0 && interval_ms > 0 &&
        (options->minutes * 60000 - spent_ms) / interval_ms < left) {
        left = (options->minutes * 60000 - spent_ms) / interval_ms;
    }
    return left;
}

/* A list that is longer than the limits allow must not eat them up in run after run: half of
 * them is left for the adverts that wait. */
static enum err tour_heed_limits(struct tour *tour, struct diag *diag) {
    const struct crawl *crawl = tour->crawl;
    int64_t left = tour_requests_left(crawl);
    int64_t waiting = 0;
    int64_t due = 0;
    enum err err = ERR_NONE;

    if (tour->is_over || tour->pages - tour->page < left || left > tour->walk.pages) {
        return ERR_NONE;
    }
    err = store_queue_count(crawl->store, tour->walk.source, crawl->host, crawl->began,
                            &waiting, &due, diag);
    if (!err && due > 0) {
        tour_cut(tour, "the list is longer than the limits of this run (budget, minutes or the "
                       "day's cap) allow: what is left of them is for adverts");
    }
    return err;
}

/* ---- a page ---- */

/* How many lines a page that begins there should have at least; the last page may lack some,
 * which the sum tells. */
static int64_t tour_lines_due(const struct tour *tour, int64_t start) {
    int64_t left = tour->total - start;

    if (tour->page >= tour->pages || tour->page_size == 0 || tour->total < 0) {
        return 0;
    }
    return left < tour->page_size ? left : tour->page_size;
}

/* The printed total has fallen: so far up may lines have been pulled. */
static void tour_note_total(struct tour *tour, const struct listing *listing) {
    int64_t fall =
        listing->total >= 0 && tour->total > listing->total ? tour->total - listing->total : 0;

    tour->frontier -= fall < tour->frontier ? fall : tour->frontier;
    tour->has_fallen = tour->has_fallen || fall > 0;
    if (listing->total >= 0) {
        tour->total = listing->total;
    }
}

static bool tour_goes_back(struct tour *tour, int64_t start) {
    if (start <= tour->frontier || tour->page_size == 0 || !tour->has_fallen) {
        tour->has_fallen = false;
        return false;
    }
    tour->page = (int)(tour->frontier / tour->page_size) + 1;
    return true;
}

static void tour_go_on(struct tour *tour, const struct listing *listing,
                       const struct crawl_lines *lines, int64_t start) {
    int64_t due = tour_lines_due(tour, start);
    int64_t end = start + ((int64_t)lines->count > due ? (int64_t)lines->count : due);
    bool is_known_length = listing->pages >= 0 || (tour->total >= 0 && tour->page_size > 0);

    if ((int64_t)lines->count < due && tour->short_page == 0) {
        tour->short_page = tour->page;
    }
    tour->frontier = end > tour->frontier ? end : tour->frontier;
    tour_note_days(tour, lines);
    tour_stride(tour, listing, lines);
    tour_look_for_end(tour, lines, is_known_length);
    if (tour->page > tour->furthest) {
        tour->furthest = tour->page;
        tour_look_for_circles(tour, lines);
    }
    if (!tour->is_over) {
        tour_look_for_ground(tour, lines);
    }
    tour->page++;
}

/* What the page means for the walk; how far it has come is written with its lines, so that a
 * run which is killed can be gone on with. */
static enum err tour_mark(void *state, const struct crawl_lines *lines,
                          const struct listing *listing, struct diag *diag) {
    struct tour *tour = state;
    int64_t start = tour_start_of(tour);
    bool is_certain = false;
    struct walk part;

    tour->walk.pages++;
    tour_note_news(tour, lines);
    tour_note_total(tour, listing);
    tour_count_pages(tour, listing);
    if (!tour_goes_back(tour, start)) {
        tour_go_on(tour, listing, lines, start);
    }
    is_certain = tour->list->is_newest_first && tour->descends && tour->short_page == 0 &&
                 tour->page_size > 0 && tour->total >= 0;
    tour->walk.frontier = is_certain ? tour->frontier : 0;
    tour->walk.last_total = tour->total;
    tour->walk.met = (int64_t)tour->reader.met.count;
    part = tour->walk;
    part.extent = WALK_PART;
    return store_walk_put(tour->crawl->store, &part, diag);
}

static enum err tour_take(struct tour *tour, struct arena *arena, const struct listing *listing,
                          struct diag *diag) {
    struct crawl_lines lines = {0};
    struct walk written = tour->walk;
    enum err err = crawl_lines_see(&lines, &tour->reader, arena, listing, diag);

    if (err) {
        tour->walk = written;
        return err;
    }
    if (!tour->is_over && tour->walk.pages >= 2 * (int64_t)tour->pages + 10 &&
        tour->pages > 0) {
        tour_cut(tour, "the list changes faster than it can be read: adverts may be missing "
                       "until the next run");
    } else if (!tour->is_over && tour->walk.pages >= LIST_PAGES_MAX) {
        tour_cut(tour, "the list has more pages than are read in one run: what lies behind "
                       "them is left out");
    }
    err = arena_check(&tour->arena, diag);
    return err ? err : tour_heed_limits(tour, diag);
}

/* A search that the feed fails at may do well on the results pages; so may the whole board
 * where there is no feed at all. */
static enum err tour_doubt_feed(struct tour *tour, enum err err, struct diag *diag) {
    bool is_answer = err == ERR_NETWORK || err == ERR_REFUSED;
    bool is_doubtful = is_answer && (!tour->is_board || tour->reader.is_absent);

    if (!is_doubtful || tour->walk.pages > 0 || !tour->reader.is_feed ||
        !tour->crawl->options->source->results || fetch_is_over(tour->crawl->fetch)) {
        return err;
    }
    tour->unfit = tour->is_board
                      ? arena_printf(&tour->arena, "%s", diag->text)
                      : arena_printf(&tour->arena, "the feed does not answer the search (%s)",
                                     diag->text);
    return tour->unfit ? ERR_NONE : arena_check(&tour->arena, diag);
}

/* Has the page itself failed, and not the visit, the user's patience or the machine? */
static bool tour_is_lost(const struct tour *tour, enum err err) {
    const struct crawl *crawl = tour->crawl;

    return (err == ERR_NETWORK || err == ERR_LIMIT) && !fetch_is_over(crawl->fetch) &&
           !fetch_is_spent(crawl->fetch) && crawl_wishes(crawl) == 0;
}

/* A page behind the first is asked for once more where it fails: one bad answer of hundreds
 * must not cost the rest of the list. */
static enum err tour_ask(struct listing *out, struct arena *arena, struct tour *tour,
                         const char *path, struct diag *diag) {
    bool answered = false;
    enum err err = crawl_lines_fetch(out, &answered, arena, &tour->reader, path, diag);

    if (tour->walk.pages > 0 && tour_is_lost(tour, err)) {
        listener_say(tour->crawl->listener, "page %d of the list is asked for once more: %s",
                     tour->page, diag->text);
        arena_fini(arena);
        arena_init(arena, ARENA_PAGE_CAP);
        err = crawl_lines_fetch(out, &answered, arena, &tour->reader, path, diag);
    }
    tour->is_page_lost = tour_is_lost(tour, err) && (tour->walk.pages > 0 || answered);
    return err;
}

static enum err tour_read_page(struct tour *tour, struct diag *diag) {
    const char *path = tour->strides[tour->page - 1].path;
    int64_t left = tour->pages > tour->page ? tour->pages - tour->page + 1 : 0;
    struct listing listing = {0};
    struct arena arena;
    enum err err = ERR_NONE;

    listener_progress_left(tour->crawl->listener, tour_stage(tour), tour->page - 1, tour->pages,
                           left * fetch_interval_ms(tour->crawl->fetch));
    arena_init(&arena, ARENA_PAGE_CAP);
    err = tour_ask(&listing, &arena, tour, path, diag);
    if (err) {
        err = tour_doubt_feed(tour, err, diag);
    } else if (tour->walk.pages == 0) {
        err = tour_see_first(tour, &listing, diag);
    }
    if (!err && !tour->unfit) {
        err = tour_take(tour, &arena, &listing, diag);
    }
    arena_fini(&arena);
    return err;
}

/* ---- the walk ---- */

static enum err tour_begin(struct tour *tour, struct diag *diag) {
    struct stride first = {0};
    enum err err = tour_look_back(tour, diag);

    first.path = tour->list->path(&tour->arena, &tour->crawl->options->search, 1, 0);
    if (!err && first.path) {
        ARENA_PUSH(&tour->arena, tour->strides, tour->stride_count, first);
    }
    if (!err) {
        err = arena_check(&tour->arena, diag);
    }
    if (!err && tour->stride_count == 0) {
        err = diag_set(diag, ERR_USAGE, "%s cannot be asked for its list",
                       tour->crawl->options->source->title);
    }
    return err;
}

/* @param unfit set where the list cannot answer the search: nothing was taken from it */
static enum err crawl_walk(bool *unfit, struct crawl *crawl, const struct board_list *list,
                           struct diag *diag) {
    const struct board_source *source = crawl->options->source;
    struct tour tour = {
        .crawl = crawl,
        .list = list,
        .is_board = search_parts(&crawl->options->search) == 0,
        .walk = {.run = crawl->run,
                 .source = source->source,
                 .host = crawl->host,
                 .plan = crawl->plan,
                 .began_at = crawl->began,
                 .extent = WALK_PART,
                 .verdict = WALK_HEALTHY,
                 .total = -1,
                 .last_total = -1},
        .rests = {{.total = -1}, {.total = -1}},
        .page = 1,
        .total = -1,
        .before = -1,
        .descends = true,
    };
    enum err err = ERR_NONE;

    arena_init(&tour.arena, ARENA_PAGE_CAP);
    tour.reader = (struct crawl_reader){.crawl = crawl,
                                        .list = list,
                                        .is_feed = list == source->feed,
                                        .as = {.source = source->source, .run = crawl->run},
                                        .mark = tour_mark,
                                        .state = &tour,
                                        .arena = &tour.arena};
    err = tour_begin(&tour, diag);
    while (!err && !tour.is_over && !tour.unfit) {
        err = tour_read_page(&tour, diag);
    }
    if (!tour.unfit) {
        err = tour_end(&tour, err, diag);
        crawl->list_is_cut = err && tour.is_page_lost;
    } else {
        listener_say(crawl->listener, "%s: the results pages are read instead", tour.unfit);
        *unfit = true;
    }
    arena_fini(&tour.arena);
    return err;
}

enum err crawl_list(struct crawl *crawl, struct diag *diag) {
    const struct board_source *source = crawl->options->source;
    const struct board_list *list = crawl_choose_list(crawl->options);
    bool unfit = false;
    enum err err = ERR_NONE;

    if (!list) {
        return diag_set(diag, ERR_USAGE, "%s has no list that can be read: give addresses",
                        source->title);
    }
    err = crawl_walk(&unfit, crawl, list, diag);
    return !err && unfit ? crawl_walk(&unfit, crawl, source->results, diag) : err;
}
