/* pipeline/crawl.c - the main loop: feed, queue, adverts, store
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/crawl.h"

#include <string.h>

#include "crawler/fetch.h"
#include "parser/reader.h"

enum {
    CRAWL_FEED_PAGES_MAX = 1000,   /* 100,000 adverts: eight times the largest count seen */
    CRAWL_FAILURES_IN_A_ROW = 3,   /* then the host is ill, not one page */
    CRAWL_RETRY_FIRST_S = 15 * 60, /* doubles with every try */
    CRAWL_RETRY_MAX_S = 24 * 60 * 60
};

/* One crawl while it goes on. */
struct crawl {
    const struct crawl_options *options;
    const struct clock *clock;
    const struct listener *listener;
    struct store *store;
    struct fetch *fetch;
    struct run_counts *counts;
    int64_t run;
    int failures_in_a_row;
};

static bool crawl_is_over_budget(const struct crawl *crawl) {
    return crawl->options->budget > 0 && fetch_requests(crawl->fetch) >= crawl->options->budget;
}

static void crawl_say_robots(void *state, const char *sentence) {
    const struct crawl *crawl = state;

    listener_say(crawl->listener, "%s", sentence);
}

/* Manners outlast a run: when the host was asked last, and until when it wants quiet. */
static enum err crawl_open_fetch(struct crawl *crawl, struct diag *diag) {
    const struct crawl_options *options = crawl->options;
    const char *origin = options->board ? options->board : options->source->origin;
    struct host_state host = {0};
    struct fetch_options fetch = {
        .origin = origin,
        .agent = "shortlist",
        .user_agent = options->user_agent,
        .interval_ms = options->pace_ms,
        .stop = options->stop,
        .talk = crawl_say_robots,
        .state = crawl,
    };
    enum err err = store_host_get(crawl->store, origin, &host, diag);

    fetch.last_request = host.last_request;
    fetch.not_before = host.not_before;
    return err ? err : fetch_open(&crawl->fetch, &fetch, crawl->clock, diag);
}

static enum err crawl_keep_manners(const struct crawl *crawl, struct diag *diag) {
    const struct crawl_options *options = crawl->options;
    struct host_state host = {fetch_last_request(crawl->fetch), fetch_not_before(crawl->fetch)};

    return store_host_put(
        crawl->store, options->board ? options->board : options->source->origin, &host, diag);
}

/* Feed */

static const char *crawl_refusal_words(const struct readings *readings) {
    if (readings->count > 0 && readings->at[0].kind == READING_REFUSAL) {
        return readings->at[0].as.refusal.message;
    }
    return readings->count > 0 && readings->at[0].kind == READING_VACANCY
               ? "it is an advert"
               : "it is another page";
}

/* A page of the feed, proven to be one. */
static enum err crawl_feed_page(struct listing *out, struct arena *arena, struct crawl *crawl,
                                int number, struct diag *diag) {
    const char *path = crawl->options->source->feed_path(arena, number);
    struct reader_options reader = {crawl->options->keep_contacts};
    struct readings readings = {0};
    struct page page = {0};
    enum err err = fetch_get(&page, arena, crawl->fetch, path, NULL, diag);

    if (!err && page.status != 200) {
        err = diag_set(diag, ERR_NETWORK, "the feed answers with status %d", page.status);
    }
    if (!err) {
        err = reader_read(&readings, arena, &page, &reader, diag);
    }
    if (!err && (readings.count == 0 || readings.at[0].kind != READING_LISTING ||
                 readings.at[0].as.listing.kind != LISTING_FEED)) {
        err = diag_set(diag, ERR_NETWORK, "what came for %s is not the feed: %s", page.url,
                       crawl_refusal_words(&readings));
    }
    if (!err) {
        *out = readings.at[0].as.listing;
    }
    return err;
}

static enum err crawl_see_line(struct crawl *crawl, struct arena *arena,
                               const struct vacancy *line, struct diag *diag) {
    const struct board_source *source = crawl->options->source;
    enum sighting sighting = SIGHTING_NONE;
    const char *path = line->id ? source->advert_path(arena, line->id) : NULL;
    enum err err = ERR_NONE;

    crawl->counts->listed++;
    if (!path) {
        listener_say(crawl->listener,
                     "a line of the feed has no advert id that can be asked for "
                     "(reference %s): passed over",
                     line->reference ? line->reference : "none");
        crawl->counts->seen++;
        crawl->counts->refused++;
        return ERR_NONE;
    }
    err = store_listing_see(crawl->store, source->source, line, path, crawl->run, &sighting,
                            diag);
    if (!err && sighting == SIGHTING_SAME) {
        crawl->counts->same++;
    }
    return err;
}

/* A page's lines are remembered together or not at all. */
static enum err crawl_see_page(struct crawl *crawl, struct arena *arena,
                               const struct listing *listing, struct diag *diag) {
    enum err err = store_begin(crawl->store, diag);

    for (size_t i = 0; !err && i < listing->entry_count; i++) {
        err = crawl_see_line(crawl, arena, &listing->entries[i], diag);
    }
    if (!err) {
        err = store_commit(crawl->store, diag);
    } else {
        store_rollback(crawl->store);
    }
    return err;
}

/* The feed's last page. Where a page does not print how many there are, the one behind it is
 * asked for until one comes empty. */
static int crawl_last_page(const struct listing *listing, int number) {
    int pages = listing->pages;

    if (pages < 0) {
        pages = listing->entry_count > 0 ? number + 1 : number;
    }
    return pages < CRAWL_FEED_PAGES_MAX ? pages : CRAWL_FEED_PAGES_MAX;
}

static enum err crawl_feed(struct crawl *crawl, struct diag *diag) {
    int pages = 1;
    enum err err = ERR_NONE;

    for (int number = 1; !err && number <= pages && !crawl_is_over_budget(crawl); number++) {
        struct listing listing = {0};
        struct arena arena;

        listener_progress(crawl->listener, "feed pages", number - 1, pages > 1 ? pages : 0);
        arena_init(&arena, ARENA_PAGE_CAP);
        err = crawl_feed_page(&listing, &arena, crawl, number, diag);
        if (!err) {
            pages = crawl_last_page(&listing, number);
            err = crawl_see_page(crawl, &arena, &listing, diag);
        }
        if (!err && number == 1 && listing.entry_count == 0) {
            listener_say(crawl->listener,
                         "the feed lists no advert at all: nothing is concluded "
                         "from that");
        }
        arena_fini(&arena);
    }
    if (err) {
        diag_prefix(diag, "reading the feed");
    }
    return err;
}

/* Adverts */

static bool crawl_same_text(const char *a, const char *b) {
    return a && b && span_equal_nocase(span_of(a), span_of(b));
}

/* Is this the advert that was asked for? Its own id decides; where the page names none, the
 * employer's reference, else title and employer, as the listing printed them. */
static bool crawl_is_asked_for(const struct vacancy *vacancy, const struct queued *asked) {
    for (size_t i = 0; i < vacancy->note_count; i++) {
        if (strcmp(vacancy->notes[i].code, "other_advert") == 0) {
            return false;
        }
    }
    if (vacancy->id && strcmp(vacancy->id, asked->id) != 0) {
        return false;
    }
    if (vacancy->reference && asked->reference) {
        return crawl_same_text(vacancy->reference, asked->reference);
    }
    return crawl_same_text(vacancy->title, asked->title) ||
           crawl_same_text(vacancy->employer, asked->employer);
}

static enum err crawl_put_off(const struct crawl *crawl, const struct queued *item,
                              const char *reason, struct diag *diag) {
    int64_t wait = CRAWL_RETRY_FIRST_S;

    for (int tries = 0; tries < item->tries && wait < CRAWL_RETRY_MAX_S; tries++) {
        wait *= 2;
    }
    return store_queue_fail(
        crawl->store, item->row, reason,
        clock_now(crawl->clock) + (wait < CRAWL_RETRY_MAX_S ? wait : CRAWL_RETRY_MAX_S), diag);
}

/* Not the advert that was asked for: kept out, tried again later, told. */
static enum err crawl_refuse(struct crawl *crawl, const struct queued *item, const char *reason,
                             struct diag *diag) {
    crawl->counts->refused++;
    listener_say(crawl->listener, "%s: not taken: %s", item->id, reason);
    return crawl_put_off(crawl, item, reason, diag);
}

static void crawl_count_saved(struct run_counts *counts, enum saved_as as) {
    switch (as) {
    case SAVED_FRESH:
        counts->fresh++;
        break;
    case SAVED_CHANGED:
        counts->changed++;
        break;
    case SAVED_SAME:
    case SAVED_NONE:
        counts->same++;
        break;
    }
}

/* Page, record and queue move together. */
static enum err crawl_save(struct crawl *crawl, const struct queued *item,
                           const struct page *page, const struct vacancy *vacancy,
                           struct diag *diag) {
    enum saved_as as = SAVED_NONE;
    int64_t page_row = 0;
    enum err err = store_begin(crawl->store, diag);

    if (err) {
        return err;
    }
    err = store_page_save(crawl->store, page, crawl->run, &page_row, diag);
    if (!err) {
        err = store_vacancy_save(crawl->store, vacancy, item->id, page_row, crawl->run, &as,
                                 diag);
    }
    if (!err) {
        err = store_queue_done(crawl->store, item->row, diag);
    }
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
    } else if (vacancy->state == STATE_CLOSED) {
        crawl->counts->closed++;
    } else {
        crawl_count_saved(crawl->counts, as);
    }
    return err;
}

/* The page says, and says nothing else, that the advert is closed. */
static enum err crawl_save_closed(struct crawl *crawl, const struct queued *item,
                                  struct diag *diag) {
    bool known = false;
    enum err err = store_begin(crawl->store, diag);

    if (err) {
        return err;
    }
    err = store_vacancy_close(crawl->store, item->source, item->id, crawl->run, &known, diag);
    if (!err) {
        err = store_queue_done(crawl->store, item->row, diag);
    }
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
    } else {
        crawl->counts->closed++;
    }
    return err;
}

/* Nothing new since the copy we keep: the line in the queue is done. */
static enum err crawl_save_same(struct crawl *crawl, const struct queued *item,
                                struct diag *diag) {
    crawl->counts->same++;
    return store_queue_done(crawl->store, item->row, diag);
}

static enum err crawl_take(struct crawl *crawl, struct arena *arena, const struct queued *item,
                           const struct page *page, struct diag *diag) {
    struct reader_options reader = {crawl->options->keep_contacts};
    struct readings readings = {0};
    struct vacancy *vacancy = NULL;
    enum err err = reader_read(&readings, arena, page, &reader, diag);

    if (err ==
        ERR_LIMIT) { /* the page grew beyond what a page may become: it costs only itself */
        return crawl_refuse(crawl, item, "its record would be too large", diag);
    }
    if (err) {
        return err;
    }
    if (readings.count == 1 && readings.at[0].kind == READING_REFUSAL &&
        readings.at[0].as.refusal.kind == REFUSAL_CLOSED) {
        return crawl_save_closed(crawl, item, diag);
    }
    if (readings.count != 1 || readings.at[0].kind != READING_VACANCY) {
        return crawl_refuse(crawl, item, crawl_refusal_words(&readings), diag);
    }
    vacancy = &readings.at[0].as.vacancy;
    if (!crawl_is_asked_for(vacancy, item)) {
        return crawl_refuse(crawl, item, "the page is another advert's", diag);
    }
    vacancy->id = item->id;
    return crawl_save(crawl, item, page, vacancy, diag);
}

static enum err crawl_judge(struct crawl *crawl, struct arena *arena, const struct queued *item,
                            const struct page *page, struct diag *diag) {
    if (page->status == 304) {
        return crawl_save_same(crawl, item, diag);
    }
    if (page->status != 200) {
        return crawl_refuse(crawl, item,
                            page->status == 404 ? "no page there (status 404)"
                                                : "page gone (status 410)",
                            diag);
    }
    return crawl_take(crawl, arena, item, page, diag);
}

/* One page did not come whole: put off, and the run goes on, unless the host seems ill. */
static enum err crawl_fail(struct crawl *crawl, const struct queued *item, struct diag *diag) {
    struct diag why = *diag;
    enum err err = crawl_put_off(crawl, item, why.text, diag);

    crawl->counts->failed++;
    crawl->failures_in_a_row++;
    listener_say(crawl->listener, "%s: %s", item->id, why.text);
    if (!err && crawl->failures_in_a_row >= CRAWL_FAILURES_IN_A_ROW) {
        err = diag_set(diag, ERR_NETWORK,
                       "%d adverts in a row could not be fetched, the last: %s",
                       crawl->failures_in_a_row, why.text);
    }
    return err;
}

static enum err crawl_advert(struct crawl *crawl, struct arena *arena,
                             const struct queued *item, struct diag *diag) {
    struct page page = {0};
    enum err err = fetch_get(&page, arena, crawl->fetch, item->url, &item->validators, diag);

    if (err == ERR_NETWORK || err == ERR_LIMIT) {
        return crawl_fail(crawl, item, diag);
    }
    if (!err) {
        crawl->failures_in_a_row = 0;
        err = crawl_judge(crawl, arena, item, &page, diag);
    }
    return err;
}

static enum err crawl_adverts(struct crawl *crawl, struct diag *diag) {
    int64_t waiting = 0;
    int64_t due = 0;
    bool found = true;
    enum source source = crawl->options->source->source;
    enum err err = store_queue_count(crawl->store, source, &waiting, &due, diag);

    crawl->counts->seen += crawl->counts->same + waiting;
    for (int64_t done = 0; !err && found && !crawl_is_over_budget(crawl); done++) {
        struct queued item = {0};
        struct arena arena;

        listener_progress(crawl->listener, "adverts", done, due);
        arena_init(&arena, ARENA_PAGE_CAP);
        err = store_queue_next(crawl->store, &arena, source, &item, &found, diag);
        if (!err && found) {
            err = crawl_advert(crawl, &arena, &item, diag);
        }
        arena_fini(&arena);
    }
    return err;
}

/* What still waits: everything met that came to no other end. */
static void crawl_count_waiting(struct run_counts *counts) {
    counts->waiting = counts->seen - counts->fresh - counts->changed - counts->same -
                      counts->closed - counts->refused - counts->failed;
}

static enum run_end crawl_end_of(enum err err, const struct run_counts *counts) {
    if (err == ERR_INTERRUPTED) {
        return RUN_END_STOPPED;
    }
    if (err) {
        return RUN_END_FAILED;
    }
    return counts->refused + counts->failed + counts->waiting > 0 ? RUN_END_PART : RUN_END_DONE;
}

/* The end of the run is written whatever happened; the first failure is the one told. */
static enum err crawl_close(struct crawl *crawl, enum err err, struct diag *diag) {
    struct diag later = {0};
    enum err end = ERR_NONE;

    crawl->counts->requests = fetch_requests(crawl->fetch);
    crawl_count_waiting(crawl->counts);
    end = crawl_keep_manners(crawl, &later);
    if (!end) {
        end = store_run_end(crawl->store, crawl->run, crawl_end_of(err, crawl->counts),
                            crawl->counts, &later);
    }
    if (!err && end) {
        return diag_set(diag, end, "%s", later.text);
    }
    return err;
}

enum err crawl_run(struct run_counts *counts, struct store *store, const struct clock *clock,
                   const struct crawl_options *options, const struct listener *listener,
                   struct diag *diag) {
    struct crawl crawl = {
        .options = options,
        .clock = clock,
        .listener = listener,
        .store = store,
        .counts = counts,
    };
    enum err err = ERR_NONE;

    *counts = (struct run_counts){0};
    err = crawl_open_fetch(&crawl, diag);
    if (err) {
        return err;
    }
    err = store_run_begin(store, RUN_CRAWL, options->source->source, &crawl.run, diag);
    if (!err) {
        err = crawl_feed(&crawl, diag);
        if (!err) {
            err = crawl_adverts(&crawl, diag);
        }
        err = crawl_close(&crawl, err, diag);
    }
    fetch_close(crawl.fetch);
    return err;
}
