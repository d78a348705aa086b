/* pipeline/crawl_feed.c - the feed: lines into the queue
 * SPDX-License-Identifier: MIT
 */
#include "parser/reader.h"
#include "pipeline/crawl_private.h"

enum { CRAWL_FEED_PAGES_MAX = 1000 }; /* 100,000 adverts: eight times the largest count seen */

/* A page of the feed, proven to be one. */
static enum err crawl_feed_page(struct listing *out, struct arena *arena, struct crawl *crawl,
                                int number, struct diag *diag) {
    const char *path = crawl->options->source->feed_path(arena, number);
    struct crew_result result = {0};
    const struct readings *readings = &result.readings;
    struct page page = {0};
    struct crew_task task = {.page = &page, .options = {crawl->options->keep_contacts}};
    enum err err = path ? fetch_get(&page, arena, crawl->fetch, path, NULL, diag)
                        : arena_check(arena, diag);

    if (!err && page.status != 200) {
        err = diag_set(diag, ERR_NETWORK, "the feed answers with status %d", page.status);
    }
    if (!err) {
        err = crew_read(&result, crawl->intake.crew, arena, &task, diag);
    }
    if (!err && (readings->count == 0 || readings->at[0].kind != READING_LISTING ||
                 readings->at[0].as.listing.kind != LISTING_FEED)) {
        err = diag_set(diag, ERR_NETWORK, "what came for %s is not the feed: %s", page.url,
                       crawl_refusal_words(readings));
    }
    if (!err) {
        *out = readings->at[0].as.listing;
    }
    return err;
}

static void crawl_pass_over(const struct crawl *crawl, struct run_counts *counts,
                            const struct vacancy *line, const char *why) {
    counts->refused++;
    listener_say(crawl->listener, "a line of the feed is passed over (reference %s): %s",
                 line->reference ? line->reference : "none", why);
}

/* @param is_new false for a line that this run has met already */
static enum err crawl_see_line(struct run_counts *counts, bool *is_new,
                               const struct crawl *crawl, struct arena *arena,
                               const struct vacancy *line, struct diag *diag) {
    const struct board_source *source = crawl->options->source;
    enum sighting sighting = SIGHTING_NONE;
    const char *path = line->id ? source->advert_path(arena, line->id) : NULL;
    enum err err = ERR_NONE;

    counts->listed++;
    if (!path) {
        crawl_pass_over(crawl, counts, line, "it has no advert id that can be asked for");
        return arena_check(arena, diag);
    }
    err = store_listing_see(crawl->store, source->source, line, path, crawl->run, &sighting,
                            diag);
    if (err == ERR_INPUT || err == ERR_LIMIT) { /* it costs only itself */
        crawl_pass_over(crawl, counts, line, diag->text);
        return ERR_NONE;
    }
    if (!err) {
        counts->same += sighting == SIGHTING_SAME;
        counts->aside += sighting == SIGHTING_ASIDE;
        *is_new = sighting != SIGHTING_AGAIN;
    }
    return err;
}

/* A page's lines are remembered together or not at all.
 * @param fresh how many of them this run had not met */
static enum err crawl_see_page(size_t *fresh, struct crawl *crawl, struct arena *arena,
                               const struct listing *listing, struct diag *diag) {
    struct run_counts after = *crawl->counts;
    size_t met = 0;
    enum err err = store_begin(crawl->store, diag);

    for (size_t i = 0; !err && i < listing->entry_count; i++) {
        bool is_new = false;

        err = crawl_see_line(&after, &is_new, crawl, arena, &listing->entries[i], diag);
        met += is_new;
    }
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
    } else {
        *crawl->counts = after;
        *fresh = met;
    }
    return err;
}

/* What is odd about a page of the feed is said, and the run is not whole. */
static void crawl_judge_page(struct crawl *crawl, const struct listing *listing, int number) {
    if (number == 1 && listing->entry_count == 0) {
        listener_say(crawl->listener,
                     "the feed lists no advert at all: nothing is concluded from that");
    } else if (listing->entry_count == 0 && number <= listing->pages) {
        crawl->is_part = true;
        listener_say(crawl->listener,
                     "page %d of the feed is empty, though it says that there are %d: adverts "
                     "may be missing until the next run",
                     number, listing->pages);
    } else if (number == CRAWL_FEED_PAGES_MAX && listing->pages > number) {
        crawl->is_part = true;
        listener_say(crawl->listener,
                     "the feed has %d pages: those behind page %d are left out", listing->pages,
                     number);
    }
}

/* The feed's last page. Where a page that holds adverts does not print how many there are, the
 * one behind it is asked for, until one comes that is empty or brings nothing new. */
static int crawl_last_page(const struct listing *listing, int number, size_t fresh) {
    int pages = listing->pages;

    if (pages <= 0) {
        pages = fresh > 0 ? number + 1 : number;
    }
    return pages < CRAWL_FEED_PAGES_MAX ? pages : CRAWL_FEED_PAGES_MAX;
}

enum err crawl_feed(struct crawl *crawl, struct diag *diag) {
    int pages = 1;
    enum err err = ERR_NONE;

    for (int number = 1; !err && number <= pages; number++) {
        struct listing listing = {0};
        struct arena arena;
        size_t fresh = 0;

        listener_progress(crawl->listener, "feed pages", number - 1, pages > 1 ? pages : 0);
        arena_init(&arena, ARENA_PAGE_CAP);
        err = crawl_feed_page(&listing, &arena, crawl, number, diag);
        if (!err) {
            err = crawl_see_page(&fresh, crawl, &arena, &listing, diag);
        }
        if (!err) {
            pages = crawl_last_page(&listing, number, fresh);
            crawl_judge_page(crawl, &listing, number);
        }
        arena_fini(&arena);
    }
    if (err) {
        diag_prefix(diag, "reading the feed");
    }
    return err;
}
