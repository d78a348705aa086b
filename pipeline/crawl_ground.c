/* pipeline/crawl_ground.c - what an earlier walk has read of a list, and need not be read again
 * SPDX-License-Identifier: MIT
 *
 * A list is newest first by the day, and in any order within one. So where all lines of a page
 * stand just as they stood when an earlier walk read the list, each under the same day, and no
 * day has risen so far, what lies below is of that day or older, and was there then: known
 * ground. It is believed only where nothing speaks against it. An advert that is put on top
 * again under a new day is no such line (store_listing_see). Where the printed total has grown
 * by more than the lines met in this walk that were not met by then, some stand further down,
 * and the walk reads on, to the end if need be. And while a page reaches no further down than
 * the day of the earlier walk, what came on that day since then may stand below it: the walk
 * reads on, a few pages at most, for on some boards every line may be of one day. What gets
 * through all that (as many gone as came, on a day with more lines than that) is met by the
 * next sweep, which every list has once in a while.
 *
 * A walk that was cut is gone on with. When it read its last page the first F lines were met,
 * and the total was T. Now it is T'. Since then a adverts were put on top and r taken away, so
 * T' - T = a - r; an advert that stood among the first F has been pulled up by r at most and
 * pushed down by a. So all of the first F + T' - T lines were met by then, but for those put on
 * top since: these are read, down to a page that is ground by what the cut walk read. From
 * there the walk may go on at line F + T' - T. What was put on top again under a new day counts
 * as both, taken away and put on top; where it stood makes the sum too small, if anything, and
 * then some lines are met twice. As such a walk has not seen all of the list in one go, nothing
 * is concluded about what is missing in it.
 */
#include <string.h>

#include "pipeline/crawl_tour.h"

enum {
    GROUND_FURTHER_MAX = 8,   /* pages of one day read on, so that a quiet day stays cheap; */
    GROUND_FURTHER_LEAST = 4, /* fewer, where the limits leave not as many requests a page */
    GROUND_CUT_DAYS = 3       /* a walk that was cut is gone on with */
};

/* ---- what was known ---- */

/* What a list counts can be held against another count of the same list only. */
static void ground_rest_on(struct tour *tour, enum crawl_rest which, const struct walk *walk) {
    bool is_same_list = strcmp(walk->plan, tour->crawl->plan) == 0;

    tour->reader.known[which] = (struct crawl_known){walk->run, date_in_london(walk->began_at)};
    tour->rests[which] = (struct tour_rest){.total = is_same_list ? walk->total : -1,
                                            .frontier = walk->frontier,
                                            .last_total = walk->last_total};
}

static enum err ground_find(struct tour *tour, struct diag *diag) {
    struct crawl *crawl = tour->crawl;
    struct walk walk = {0};
    bool found = false;
    int64_t run = 0;
    enum err err = store_walk_ground(crawl->store, tour->walk.source, crawl->host, crawl->plan,
                                     &run, diag);

    if (!err && run > 0) {
        err = store_walk_of_run(crawl->store, &tour->arena, run, &walk, &found, diag);
    }
    if (!err && found) {
        tour->reader.as.ground = run;
        ground_rest_on(tour, CRAWL_REST_GROUND, &walk);
    }
    return err;
}

enum err tour_look_back(struct tour *tour, struct diag *diag) {
    struct crawl *crawl = tour->crawl;
    struct walk last = {0};
    bool found = false;
    enum err err = ground_find(tour, diag);

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

/* ---- how far ---- */

/* Half of the limits is for the list: can it be read whole with that? */
static bool ground_limits_hold(const struct tour *tour) {
    return tour->pages - 1 <= tour_requests_left(tour->crawl) / 2;
}

static bool ground_must_be_full(const struct tour *tour) {
    return crawl_reads_whole(tour->crawl, tour->list, tour->reader.as.ground, tour->pages) ||
           (tour->is_board && tour->first_oddity != CRAWL_SOUND); /* to tell a smaller board */
}

/* A part is of use where the list can be asked for by number and counts its adverts. */
static enum err ground_find_part(struct tour *tour, struct diag *diag) {
    struct walk walk = {0};
    bool found = false;
    bool is_wanted = (!tour->is_full || tour->reader.as.ground == 0) &&
                     !tour->crawl->options->sweep && tour->list->is_newest_first &&
                     tour->pages > CRAWL_SMALL_PAGES && tour->page_size > 0 &&
                     tour->total >= 0 && tour->first_oddity == CRAWL_SOUND;
    enum err err = ERR_NONE;

    if (is_wanted) {
        err = store_walk_cut(tour->crawl->store, &tour->arena, &tour->walk,
                             tour->reader.as.ground, GROUND_CUT_DAYS * TOUR_DAY_S, &walk,
                             &found, diag);
    }
    if (!err && found) {
        ground_rest_on(tour, CRAWL_REST_PART, &walk);
        tour->goes_on = true;
    }
    return err;
}

enum err tour_choose_aim(struct tour *tour, struct diag *diag) {
    tour->is_full = ground_must_be_full(tour);
    if (!tour->is_full && crawl_sweep_is_due(tour->crawl, tour->before_at)) {
        tour->is_full = ground_limits_hold(tour);
        if (!tour->is_full) {
            listener_say(tour->crawl->listener,
                         "it is time to read the list whole again, which the limits of this "
                         "run do not allow: it is read down to what is known");
        }
    }
    tour->reader.as.is_sweep = tour->is_full && tour->is_board;
    return ground_find_part(tour, diag);
}

/* ---- is it ground? ---- */

void tour_note_news(struct tour *tour, const struct crawl_lines *lines) {
    for (int i = 0; i < CRAWL_KNOWN_COUNT; i++) {
        tour->rests[i].news += (int64_t)lines->news[i];
    }
}

void tour_note_days(struct tour *tour, const struct crawl_lines *lines) {
    if (lines->rises || (!date_is_none(lines->newest) && !date_is_none(tour->oldest) &&
                         date_compare(lines->newest, tour->oldest) > 0)) {
        tour->descends = false;
    }
    if (!date_is_none(lines->oldest) &&
        (date_is_none(tour->oldest) || date_compare(lines->oldest, tour->oldest) < 0)) {
        tour->oldest = lines->oldest;
    }
}

/* Is everything below this page no younger, by all that was seen? */
static bool ground_days_prove(const struct tour *tour, const struct crawl_lines *lines) {
    return tour->list->is_newest_first && tour->descends && lines->dayless == 0 &&
           lines->count > 0;
}

/* Has the list grown by no more than what has come to light? */
static bool ground_growth_is_met(const struct tour *tour, enum crawl_rest which) {
    const struct tour_rest *rest = &tour->rests[which];

    return rest->total < 0 || tour->walk.total < 0 ||
           tour->walk.total - rest->total <= rest->news;
}

/* May more of the day on which the earlier walk was made stand below? Then the walk reads on,
 * but not for ever, nor with all that the limits leave. */
static bool ground_is_young(struct tour *tour, const struct crawl_lines *lines,
                            enum crawl_rest which) {
    struct date day = tour->reader.known[which].day;
    int *further = &tour->rests[which].further;

    if (date_is_none(day) || date_compare(lines->oldest, day) < 0 ||
        *further >= GROUND_FURTHER_MAX ||
        tour_requests_left(tour->crawl) < tour->walk.pages * GROUND_FURTHER_LEAST) {
        return false;
    }
    (*further)++;
    return true;
}

static bool ground_is_believed(struct tour *tour, const struct crawl_lines *lines,
                               enum crawl_rest which) {
    return lines->taken > 0 && lines->known[which] == lines->taken &&
           ground_growth_is_met(tour, which) && !ground_is_young(tour, lines, which);
}

/* ---- going on ---- */

/* Ways to all pages down to that one. @return false where one is not known */
static bool ground_pave(struct tour *tour, int page) {
    while (tour->stride_count < (size_t)page) {
        struct stride next = {.before = (int64_t)tour->stride_count * tour->page_size};

        next.path = tour->list->path(&tour->arena, &tour->crawl->options->search,
                                     (int)tour->stride_count + 1, next.before);
        if (!next.path) {
            return false;
        }
        ARENA_PUSH(&tour->arena, tour->strides, tour->stride_count, next);
        if (arena_check(&tour->arena, NULL)) { /* which is told later */
            return false;
        }
    }
    return true;
}

/* To the page behind all that was met: see above. */
static void ground_go_on(struct tour *tour) {
    const struct tour_rest *part = &tour->rests[CRAWL_REST_PART];
    int64_t met = part->frontier + tour->total - part->last_total;
    int64_t page = met / tour->page_size + 1;

    tour->goes_on = false;
    page = page > tour->pages ? tour->pages : page;
    if (met > tour->frontier && page > tour->page + 1 && ground_pave(tour, (int)page)) {
        tour->frontier = met < tour->total ? met : tour->total;
        tour->page = (int)page - 1;
        tour->is_joined = true;
    }
}

void tour_look_for_ground(struct tour *tour, const struct crawl_lines *lines) {
    if (!ground_days_prove(tour, lines)) {
        return;
    }
    if (lines->before_since == lines->count ||
        (!tour->is_full && ground_is_believed(tour, lines, CRAWL_REST_GROUND))) {
        tour->is_over = true;
        tour->walk.extent = WALK_FRONT;
    } else if (tour->goes_on && ground_is_believed(tour, lines, CRAWL_REST_PART)) {
        ground_go_on(tour);
    }
}
