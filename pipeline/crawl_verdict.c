/* pipeline/crawl_verdict.c - what a walk through a list has shown, and what becomes of that
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>

#include "pipeline/crawl_tour.h"

enum { VERDICT_EARLIER_MAX = 1000 }; /* odd walks looked back at: hourly ones of six weeks */

struct crawl_evidence tour_evidence(const struct tour *tour, bool is_whole) {
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

/* A smaller board is believed where whole walks in a row, odd for that alone, agree. */
static enum err tour_is_settled(bool *settled, const struct tour *tour, struct diag *diag) {
    const struct crawl *crawl = tour->crawl;
    int64_t run = crawl->run;
    int walks = 1;
    bool goes_on = tour->walk.met > 0;
    enum err err = ERR_NONE;

    for (int i = 0; !err && goes_on && !*settled && i < VERDICT_EARLIER_MAX; i++) {
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
            tour->walk.began_at - earlier.began_at >= (int64_t)CRAWL_SETTLED_DAYS * TOUR_DAY_S;
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

    if (is_whole && tour->is_board) {
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

/* What a healthy sweep of a board that counts its adverts shows no more is asked for; what is
 * past its date besides is closed: two proofs, and no page need be asked. */
static enum err tour_look_for_gone(struct tour *tour, int64_t *closed, struct diag *diag) {
    const struct crawl *crawl = tour->crawl;
    enum err err = store_walk_missing(crawl->store, tour->walk.source, crawl->run, crawl->today,
                                      true, &tour->walk.missing, diag);

    return err ? err
               : store_walk_close_past(crawl->store, tour->walk.source, crawl->run,
                                       crawl->today, closed, diag);
}

static enum err tour_conclude(struct tour *tour, struct diag *diag) {
    const struct crawl *crawl = tour->crawl;
    bool asks = tour->walk.extent == WALK_WHOLE && tour->walk.verdict == WALK_HEALTHY &&
                tour->is_board && tour->walk.total >= 0;
    int64_t closed = 0;
    enum err err = store_begin(crawl->store, diag);

    if (err) {
        return err;
    }
    if (asks) {
        err = tour_look_for_gone(tour, &closed, diag);
    }
    if (!err) {
        err = store_walk_put(crawl->store, &tour->walk, diag);
    }
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
        return err;
    }
    crawl->counts->changed += closed;
    crawl->counts->closed += closed;
    return ERR_NONE;
}

/* A walk down to the day that the user named is never the whole list, nor is one that went on
 * with another: what lies between was not read today, so nothing is missed there. */
static enum walk_extent tour_extent(const struct tour *tour, enum err err) {
    if (err || tour->is_cut) {
        return WALK_PART;
    }
    if (tour->walk.extent == WALK_FRONT || tour->is_joined ||
        !date_is_none(tour->crawl->options->search.since)) {
        return WALK_FRONT;
    }
    return WALK_WHOLE;
}

enum err tour_end(struct tour *tour, enum err err, struct diag *diag) {
    struct diag later = {0};
    enum err end = ERR_NONE;

    tour->walk.extent = tour_extent(tour, err);
    end = tour_judge(tour, &later);
    if (!end) {
        end = tour_conclude(tour, &later);
    }
    if (err) {
        tour->is_page_lost = tour->is_page_lost && !end;
        return diag_prefix(diag, "reading %s",
                           tour->reader.is_feed ? "the feed" : "the results");
    }
    return end ? diag_set(diag, end, "%s", later.text) : ERR_NONE;
}
