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
 * Where no total is printed, or a list is not newest first, a hole cannot be told: what was
 * missed is met the next time, and what is missing is not taken for gone (without a total it is
 * not even asked for).
 */
#include <inttypes.h>
#include <string.h>

#include "crawler/url.h"
#include "pipeline/crawl_private.h"
#include "pipeline/crawl_sweep.h"

enum {
    LIST_PAGES_MAX = 2000, /* 20,000 adverts at 10 a page, more than any board had */
    LIST_STALE_MAX = 3,    /* pages in a row that bring nothing: they are all the same one */
    LIST_LIKE_BOARD_LEAST =
        50, /* adverts from which on a total tells that a search is ignored */
    LIST_LIKE_BOARD_ONE_IN = 50,
    LIST_EARLIER_MAX = 1000, /* odd walks looked back at: hourly ones of six weeks */
    LIST_DAY_S = 24 * 60 * 60
};

/* Where a page is, and how many lines stand before it. */
struct stride {
    const char *path;
    int64_t before;
};

/* A walk under way. */
struct tour {
    struct crawl *crawl;
    const struct board_list *list;
    struct crawl_reader reader;
    struct arena arena; /* lives as long as the walk */
    struct walk walk;
    bool is_board; /* the whole board is looked for */
    bool is_full;  /* known ground does not end it */
    bool is_over;  /* no further page is needed */
    bool is_cut;   /* and that is not its end */
    struct stride *strides;
    size_t stride_count; /* strides[n - 1] leads to page n */
    int page;            /* to be read next */
    int furthest;        /* page read */
    int pages;           /* of the list; 0: not known */
    int page_size;       /* 0: not known */
    int64_t total;       /* as printed last; -1: not printed */
    int64_t frontier;    /* see above */
    bool has_fallen;     /* the total has, and what that may have pulled up is not read yet */
    int stale;
    bool has_next; /* the list prints where its next page is */
    bool descends; /* no day has risen so far */
    struct date oldest;
    int short_page;
    int64_t before; /* adverts of the last healthy whole walk; -1: there is none */
    int64_t before_at;
    enum crawl_oddity first_oddity; /* of the first page's total */
    const char *unfit;              /* why this list cannot answer; NULL: it can */
};

static const char *tour_stage(const struct tour *tour) {
    return tour->reader.is_feed ? "feed pages" : "results pages";
}

/* The walk ends here, and its end is not the list's. */
static void tour_cut(struct tour *tour, const char *sentence) {
    tour->is_over = true;
    tour->is_cut = true;
    tour->crawl->is_part = true;
    crawl_note(tour->crawl, sentence);
    listener_say(tour->crawl->listener, "%s", sentence);
}

/* ---- what was known ---- */

static enum err tour_look_back(struct tour *tour, struct diag *diag) {
    struct crawl *crawl = tour->crawl;
    struct walk last = {0};
    bool found = false;
    enum err err = store_walk_ground(crawl->store, tour->walk.source, crawl->host, crawl->plan,
                                     &tour->reader.as.ground, diag);

    if (!err) {
        err = store_walk_last(crawl->store, &tour->arena, tour->walk.source, crawl->host,
                              crawl->plan, true, crawl->run, &last, &found, diag);
    }
    if (!err && found) {
        tour->before = last.met;
        tour->before_at = last.began_at;
    }
    return err;
}

/* A sweep is due where the last one is old, or was made by a clock that was wrong. */
static bool tour_sweep_is_due(const struct tour *tour) {
    int64_t age = tour->crawl->began - tour->before_at;

    return tour->is_board &&
           (tour->before < 0 || age < 0 || age >= (int64_t)CRAWL_SWEEP_DAYS * LIST_DAY_S);
}

static bool tour_must_be_full(const struct tour *tour) {
    return tour->crawl->options->sweep || tour->reader.as.ground == 0 ||
           !tour->list->is_newest_first ||
           (tour->pages > 0 && tour->pages <= CRAWL_SMALL_PAGES) || tour_sweep_is_due(tour) ||
           (tour->is_board && tour->first_oddity != CRAWL_SOUND); /* to tell a smaller board */
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

static struct crawl_evidence tour_evidence(const struct tour *tour, bool is_whole) {
    return (struct crawl_evidence){
        .is_board = tour->is_board,
        .first_total = tour->walk.total,
        .total = tour->total,
        .met = is_whole ? (int64_t)tour->reader.met.count : -1,
        .short_page = tour->short_page,
        .before = tour->before,
        .before_at = tour->before_at,
    };
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
    tour->is_full = tour_must_be_full(tour);
    tour->reader.as.is_sweep = tour->is_full && tour->is_board;
    if (listing->entry_count == 0 && tour->first_oddity == CRAWL_SOUND) {
        listener_say(tour->crawl->listener,
                     "the list shows no advert at all: nothing is concluded from that");
    }
    return ERR_NONE;
}

/* ---- where the next page is ---- */

/* The list's own link, where it stays on the board and leads to no page we had. */
static const char *tour_own_next(struct tour *tour, const struct listing *listing) {
    struct url host = {0};
    struct url next = {0};

    if (!listing->next || url_parse(&host, &tour->arena, tour->crawl->host, NULL) ||
        url_resolve(&next, &tour->arena, &host, listing->next, NULL) ||
        !url_same_origin(&host, &next)) {
        return NULL;
    }
    for (size_t i = 0; i < tour->stride_count; i++) {
        if (strcmp(tour->strides[i].path, next.path) == 0) {
            return NULL;
        }
    }
    return next.path;
}

/* By number where it is known how many pages there are; else by the list's own link, and by
 * number only on lists that print none. @return NULL where nothing leads on */
static const char *tour_path_behind(struct tour *tour, const struct listing *listing,
                                    int64_t before) {
    const char *own = tour_own_next(tour, listing);
    const char *numbered =
        tour->list->path(&tour->arena, &tour->crawl->options->search, tour->page + 1, before);

    tour->has_next = tour->has_next || listing->next;
    if (numbered && tour->pages > 0) {
        return numbered;
    }
    return own || tour->has_next ? own : numbered;
}

static void tour_stride(struct tour *tour, const struct listing *listing,
                        const struct crawl_lines *lines) {
    struct stride *here = &tour->strides[tour->page - 1];
    struct stride next = {.before = here->before + (int64_t)lines->count};

    if (tour->total >= 0 && tour->page_size > 0) {
        next.before = (int64_t)tour->page * tour->page_size;
    }
    if (tour->stride_count > (size_t)tour->page) { /* we went back: it is known */
        return;
    }
    next.path = tour_path_behind(tour, listing, next.before);
    if (next.path) {
        ARENA_PUSH(&tour->arena, tour->strides, tour->stride_count, next);
    }
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

/* ---- the ground ---- */

static void tour_note_days(struct tour *tour, const struct crawl_lines *lines) {
    if (lines->rises || (!date_is_none(lines->newest) && !date_is_none(tour->oldest) &&
                         date_compare(lines->newest, tour->oldest) > 0)) {
        tour->descends = false;
    }
    if (!date_is_none(lines->oldest) &&
        (date_is_none(tour->oldest) || date_compare(lines->oldest, tour->oldest) < 0)) {
        tour->oldest = lines->oldest;
    }
}

/* Does everything below this page lie before it in time, by all that was seen? */
static bool tour_days_prove(const struct tour *tour, const struct crawl_lines *lines) {
    return tour->list->is_newest_first && tour->descends && lines->dayless == 0 &&
           lines->count > 0;
}

static void tour_look_for_ground(struct tour *tour, const struct crawl_lines *lines) {
    bool proves = tour_days_prove(tour, lines);
    bool is_ground = lines->taken > 0 && lines->ground == lines->taken;

    if (proves && ((!tour->is_full && is_ground) || lines->before_since == lines->count)) {
        tour->is_over = true;
        tour->walk.extent = WALK_FRONT;
    }
}

/* ---- limits ---- */

/* Requests that the user's limits leave still. */
static int64_t tour_requests_left(const struct crawl *crawl) {
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

static enum err tour_take(struct tour *tour, struct arena *arena, const struct listing *listing,
                          struct diag *diag) {
    struct crawl_lines lines = {0};
    int64_t start = tour_start_of(tour);
    enum err err = crawl_lines_see(&lines, &tour->reader, arena, listing, diag);

    if (err) {
        return err;
    }
    tour->walk.pages++;
    tour_note_total(tour, listing);
    tour_count_pages(tour, listing);
    if (!tour_goes_back(tour, start)) {
        tour_go_on(tour, listing, &lines, start);
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

/* A search that the feed fails at may do well on the results pages. */
static enum err tour_doubt_feed(struct tour *tour, enum err err, const struct diag *diag) {
    bool is_answer = err == ERR_NETWORK || err == ERR_REFUSED;

    if (is_answer && tour->walk.pages == 0 && tour->reader.is_feed && !tour->is_board &&
        tour->crawl->options->source->results && !fetch_is_over(tour->crawl->fetch)) {
        tour->unfit =
            arena_printf(&tour->arena, "the feed does not answer the search (%s)", diag->text);
        return ERR_NONE;
    }
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
    err = crawl_lines_fetch(&listing, &arena, &tour->reader, path, diag);
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

/* ---- the verdict ---- */

/* A smaller board is believed where whole walks in a row, odd for that alone, agree. */
static enum err tour_is_settled(bool *settled, const struct tour *tour, struct diag *diag) {
    const struct crawl *crawl = tour->crawl;
    int64_t run = crawl->run;
    int walks = 1;
    bool goes_on = tour->walk.met > 0;
    enum err err = ERR_NONE;

    for (int i = 0; !err && goes_on && !*settled && i < LIST_EARLIER_MAX; i++) {
        struct arena arena;
        struct walk earlier = {0};
        bool found = false;

        arena_init(&arena, ARENA_PAGE_CAP);
        err = store_walk_last(crawl->store, &arena, tour->walk.source, crawl->host, crawl->plan,
                              false, run, &earlier, &found, diag);
        goes_on = !err && found && crawl_sweep_agrees(&tour->walk, &earlier);
        walks += goes_on;
        run = earlier.run;
        *settled =
            goes_on && walks >= CRAWL_SETTLED_WALKS &&
            tour->walk.began_at - earlier.began_at >= (int64_t)CRAWL_SETTLED_DAYS * LIST_DAY_S;
        arena_fini(&arena);
    }
    return err;
}

static void tour_raise_alarm(struct tour *tour, const struct crawl_evidence *evidence,
                             enum crawl_oddity oddity) {
    struct crawl *crawl = tour->crawl;

    tour->walk.verdict = WALK_ODD;
    tour->walk.alarm =
        crawl_sweep_words(&tour->arena, crawl->options->source->title, evidence, oddity);
    if (tour->walk.alarm) {
        crawl->note = arena_copy_text(crawl->arena, tour->walk.alarm);
        listener_say(crawl->listener, "%s", tour->walk.alarm);
    }
    *crawl->alarm = true;
    crawl->is_part = true;
}

/* Where no walk is known to compare with, the adverts that the store knows as open are what
 * there was before: those missing and those met. */
static enum err tour_compare_with_store(struct tour *tour, struct crawl_evidence *evidence,
                                        struct diag *diag) {
    const struct crawl *crawl = tour->crawl;
    enum err err = store_walk_missing(crawl->store, tour->walk.source, crawl->run, crawl->today,
                                      false, &tour->walk.missing, diag);

    if (!err && evidence->before < 0 && tour->walk.missing > 0) {
        evidence->before = tour->walk.missing + tour->walk.met;
    }
    return err;
}

static enum err tour_judge(struct tour *tour, struct diag *diag) {
    bool is_whole = tour->walk.extent == WALK_WHOLE;
    struct crawl_evidence evidence = tour_evidence(tour, is_whole);
    enum crawl_oddity oddity = CRAWL_SOUND;
    bool settled = false;
    enum err err = ERR_NONE;

    if (is_whole && tour->reader.as.is_sweep) {
        err = tour_compare_with_store(tour, &evidence, diag);
    }
    oddity = crawl_sweep_judge(&evidence);
    oddity = oddity == CRAWL_SOUND ? tour->first_oddity : oddity;
    if (!err && is_whole && oddity == CRAWL_ODD_FALL) {
        err = tour_is_settled(&settled, tour, diag);
    }
    tour->walk.verdict = WALK_HEALTHY;
    if (!err && settled) {
        listener_say(tour->crawl->listener,
                     "the list of %s has become smaller (%" PRId64 " adverts): three whole "
                     "readings over two days agree, so it is believed",
                     tour->crawl->options->source->title, tour->walk.met);
    } else if (!err && oddity != CRAWL_SOUND) {
        tour_raise_alarm(tour, &evidence, oddity);
    }
    return err;
}

/* What a healthy sweep of a board that counts its adverts shows no more is asked for. */
static enum err tour_conclude(struct tour *tour, struct diag *diag) {
    const struct crawl *crawl = tour->crawl;
    bool asks = tour->walk.extent == WALK_WHOLE && tour->walk.verdict == WALK_HEALTHY &&
                tour->reader.as.is_sweep && tour->walk.total >= 0;
    enum err err = store_begin(crawl->store, diag);

    if (err) {
        return err;
    }
    if (asks) {
        err = store_walk_missing(crawl->store, tour->walk.source, crawl->run, crawl->today,
                                 true, &tour->walk.missing, diag);
    }
    if (!err) {
        err = store_walk_put(crawl->store, &tour->walk, diag);
    }
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
    }
    return err;
}

/* A walk down to the day that the user named is never the whole list. */
static enum walk_extent tour_extent(const struct tour *tour, enum err err) {
    if (err || tour->is_cut) {
        return WALK_PART;
    }
    if (tour->walk.extent == WALK_FRONT || !date_is_none(tour->crawl->options->search.since)) {
        return WALK_FRONT;
    }
    return WALK_WHOLE;
}

/* However the walk ended, it is remembered; its own failure is the one told. */
static enum err tour_end(struct tour *tour, enum err err, struct diag *diag) {
    struct diag later = {0};
    enum err end = ERR_NONE;

    tour->walk.extent = tour_extent(tour, err);
    tour->walk.met = (int64_t)tour->reader.met.count;
    end = tour_judge(tour, &later);
    if (!end) {
        end = tour_conclude(tour, &later);
    }
    if (err) {
        return diag_prefix(diag, "reading %s",
                           tour->reader.is_feed ? "the feed" : "the results");
    }
    return end ? diag_set(diag, end, "%s", later.text) : ERR_NONE;
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
                 .total = -1},
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
                                        .arena = &tour.arena};
    err = tour_begin(&tour, diag);
    while (!err && !tour.is_over && !tour.unfit) {
        err = tour_read_page(&tour, diag);
    }
    if (!tour.unfit) {
        err = tour_end(&tour, err, diag);
    } else {
        listener_say(crawl->listener, "%s: the results pages are read instead", tour.unfit);
        *unfit = true;
    }
    arena_fini(&tour.arena);
    return err;
}

enum err crawl_list(struct crawl *crawl, struct diag *diag) {
    const struct board_source *source = crawl->options->source;
    const struct search *search = &crawl->options->search;
    bool by_feed = source->feed && (sources_can(source->feed, search) || !source->results);
    const struct board_list *list = by_feed ? source->feed : source->results;
    bool unfit = false;
    enum err err = ERR_NONE;

    if (!list) {
        return diag_set(diag, ERR_USAGE, "%s has no list that can be read: give addresses",
                        source->title);
    }
    err = crawl_walk(&unfit, crawl, list, diag);
    return !err && unfit ? crawl_walk(&unfit, crawl, source->results, diag) : err;
}
