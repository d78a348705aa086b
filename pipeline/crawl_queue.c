/* pipeline/crawl_queue.c - the queue: leases, pages in hand, one transaction a page
 * SPDX-License-Identifier: MIT
 *
 * A page is leased, fetched, read by the crew and saved. Where a pause is kept there is one
 * page in hand at a time, saved before the pause, so that a kill in it costs nothing. Without
 * one (on this machine) a few are: while one is asked for, the workers read the others. Each
 * page has a transaction of its own, in which the next one is leased.
 */
#include "parser/reader.h"
#include "pipeline/crawl_private.h"

/* ---- hands ---- */

static size_t hands_wanted(const struct crawl *crawl) {
    bool careful = crawl->options->pace_ms > 0 || crawl->refusals_in_a_row > 0 ||
                   crawl->failures_in_a_row > 0 || crawl->absent_in_a_row > 0;

    return careful ? 1 : CRAWL_WINDOW;
}

static size_t hands_full(const struct crawl *crawl) {
    size_t count = 0;

    for (size_t i = 0; i < sizeof crawl->hands / sizeof *crawl->hands; i++) {
        count += crawl->hands[i].stage != CRAWL_HAND_FREE;
    }
    return count;
}

/* The one in that stage that was leased first, or NULL. */
static struct crawl_hand *hands_find(struct crawl *crawl, enum crawl_stage stage) {
    struct crawl_hand *first = NULL;

    for (size_t i = 0; i < sizeof crawl->hands / sizeof *crawl->hands; i++) {
        struct crawl_hand *hand = &crawl->hands[i];

        if (hand->stage == stage && (!first || hand->ticket < first->ticket)) {
            first = hand;
        }
    }
    return first;
}

static struct crawl_hand *hands_of_ticket(struct crawl *crawl, int64_t ticket) {
    for (size_t i = 0; i < sizeof crawl->hands / sizeof *crawl->hands; i++) {
        struct crawl_hand *hand = &crawl->hands[i];

        if (hand->stage == CRAWL_HAND_READ && hand->ticket == ticket) {
            return hand;
        }
    }
    return NULL;
}

static void hand_empty(struct crawl_hand *hand) {
    if (hand && hand->stage != CRAWL_HAND_FREE) {
        arena_fini(&hand->arena);
        *hand = (struct crawl_hand){.stage = CRAWL_HAND_FREE};
    }
}

/* ---- leases ---- */

static enum err lease_next(struct crawl *crawl, struct crawl_hand *hand, bool *found,
                           struct diag *diag) {
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && !*found && i < crawl->source_count; i++) {
        err = store_queue_lease(crawl->store, &hand->arena, crawl->sources[i], crawl->host,
                                crawl->began, crawl->run, &hand->item, found, diag);
    }
    return err;
}

/* Takes one more into a free hand, where it will be asked for. */
static enum err lease(struct crawl *crawl, struct diag *diag) {
    size_t full = hands_full(crawl) - (crawl->settling ? 1 : 0);
    struct crawl_hand *hand = hands_find(crawl, CRAWL_HAND_FREE);
    bool found = false;
    enum err err = ERR_NONE;

    if (!hand || crawl->is_dry || full >= hands_wanted(crawl) || crawl_wishes(crawl) > 0 ||
        fetch_is_over(crawl->fetch) || fetch_is_spent(crawl->fetch)) {
        return ERR_NONE;
    }
    arena_init(&hand->arena, ARENA_PAGE_CAP);
    hand->stage = CRAWL_HAND_LEASED;
    hand->ticket = ++crawl->tickets;
    err = lease_next(crawl, hand, &found, diag);
    crawl->is_dry = !err && !found;
    if (err || !found) {
        hand_empty(hand);
    } else {
        crawl->leased = hand;
    }
    return err;
}

/* The first ones, together. */
static enum err lease_some(struct crawl *crawl, struct diag *diag) {
    enum err err = store_begin(crawl->store, diag);

    if (err) {
        return err;
    }
    for (size_t i = hands_full(crawl); !err && i < hands_wanted(crawl); i++) {
        err = lease(crawl, diag);
    }
    crawl->leased = NULL;
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
    }
    return err;
}

/* Leases of pages that were not asked for, or whose reading nobody waits for any more. */
static enum err give_leases_back(struct crawl *crawl, struct diag *diag) {
    enum err err = hands_full(crawl) > 0 ? store_begin(crawl->store, diag) : ERR_NONE;
    bool any = !err && hands_full(crawl) > 0;

    for (size_t i = 0; i < sizeof crawl->hands / sizeof *crawl->hands; i++) {
        struct crawl_hand *hand = &crawl->hands[i];

        if (!err && hand->stage != CRAWL_HAND_FREE) {
            err = store_queue_release(crawl->store, hand->item.row, diag);
        }
        hand_empty(hand);
    }
    if (any && !err) {
        err = store_commit(crawl->store, diag);
    }
    if (any && err) {
        store_rollback(crawl->store);
    }
    return err;
}

/* ---- transactions ---- */

enum err crawl_begin(struct crawl *crawl, struct diag *diag) {
    crawl->put_off_before = crawl->put_off;
    crawl->leased = NULL;
    return intake_begin(&crawl->intake, diag);
}

static void take_back(struct crawl *crawl) {
    crawl->put_off = crawl->put_off_before;
    hand_empty(crawl->leased);
    crawl->leased = NULL;
}

void crawl_rollback(struct crawl *crawl) {
    intake_rollback(&crawl->intake);
    take_back(crawl);
}

enum err crawl_commit(struct crawl *crawl, struct diag *diag) {
    enum err err = lease(crawl, diag);

    if (err) {
        crawl_rollback(crawl);
        return err;
    }
    err = intake_commit(&crawl->intake, diag); /* rolls back itself */
    if (err) {
        take_back(crawl);
    } else if (crawl->settling) {
        crawl->settling->is_settled = true;
    }
    crawl->leased = NULL;
    return err;
}

/* ---- the loop ---- */

/* What was not asked for, or what the store did not take, is given back at the end. */
static void let_go(struct crawl *crawl) {
    if (crawl->settling->is_settled) {
        hand_empty(crawl->settling);
    }
    crawl->settling = NULL;
}

static enum err fetch_one(struct crawl *crawl, struct crawl_hand *hand, struct diag *diag) {
    enum err err = ERR_NONE;

    crawl->settling = hand;
    err = crawl_advert_fetch(crawl, hand, diag);
    let_go(crawl);
    return err;
}

/* The crew is let go at the first wish to stop, and then asked again: the page in hand is
 * finished, unless the user wishes it twice. */
static enum err take_patiently(struct crew_result *out, struct crawl *crawl,
                               struct arena *arena, struct diag *diag) {
    enum err err = crew_take(out, crawl->crew, arena, diag);

    if (err == ERR_INTERRUPTED && crawl_wishes(crawl) == 1) {
        crew_heed(crawl->crew, NULL);
        err = crew_take(out, crawl->crew, arena, diag);
        crew_heed(crawl->crew, crawl->options->stop);
    }
    return err;
}

static enum err take_one(struct crawl *crawl, struct diag *diag) {
    struct crew_result reading = {0};
    struct crawl_hand *hand = NULL;
    struct arena arena;
    enum err err = ERR_NONE;

    /* What a page may become is looked at afterwards: a reading that does not fit would stay in
     * the crew's hands for ever. */
    arena_init(&arena, ARENA_RUN_CAP);
    err = take_patiently(&reading, crawl, &arena, diag);
    hand = err ? NULL : hands_of_ticket(crawl, reading.ticket);
    if (hand) {
        crawl->settling = hand;
        err = crawl_advert_take(crawl, hand, &arena, &reading, diag);
        let_go(crawl);
    }
    arena_fini(&arena);
    return err;
}

/* Is nothing to be done any more, but to end? */
static bool is_final(enum err err) {
    return err == ERR_STORE || err == ERR_SYSTEM || err == ERR_MEMORY;
}

/* What is in hand when the run ends is saved; the first failure is the one told. */
static enum err drain(struct crawl *crawl, enum err err, struct diag *diag) {
    struct diag later = {0};
    enum err step = ERR_NONE;

    while (!is_final(err) && !is_final(step) && step != ERR_INTERRUPTED &&
           crew_is_busy(crawl->crew)) {
        step = take_one(crawl, &later);
        if (!err && step) {
            err = diag_set(diag, step, "%s", later.text);
        }
    }
    step = give_leases_back(crawl, &later);
    return err || !step ? err : diag_set(diag, step, "%s", later.text);
}

static void tell_progress(const struct crawl *crawl, int64_t due, int64_t began_ms) {
    int64_t done = crawl->tickets - (int64_t)hands_full(crawl);
    int64_t left = due > done ? due - done : 0;
    int64_t spent = clock_steady_ms(crawl->clock) - began_ms;
    int64_t each = done > 0 ? spent / done : fetch_interval_ms(crawl->fetch);

    listener_progress_left(crawl->listener, "adverts", done, due, left * each);
}

static enum err count_due(int64_t *due, int64_t *later, const struct crawl *crawl,
                          struct diag *diag) {
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && i < crawl->source_count; i++) {
        int64_t waiting = 0;
        int64_t more = 0;

        err = store_queue_count(crawl->store, crawl->sources[i], crawl->host, crawl->began,
                                &waiting, &more, diag);
        *due += more;
        *later += waiting - more;
    }
    return err;
}

/* What waits and is not due, in a run that has nothing else to ask for: until when, and why. */
static enum err tell_later(const struct crawl *crawl, int64_t later, struct diag *diag) {
    const char *why = NULL;
    int64_t soonest = INT64_MAX;
    char instant[DATE_INSTANT_SIZE];
    enum err err = ERR_NONE;

    for (size_t i = 0; !err && i < crawl->source_count; i++) {
        const char *reason = NULL;
        int64_t next_try = INT64_MAX;

        err = store_queue_soonest(crawl->store, crawl->arena, crawl->sources[i], crawl->host,
                                  &next_try, &reason, diag);
        if (!err && next_try < soonest) {
            soonest = next_try;
            why = reason;
        }
    }
    if (!err && soonest < INT64_MAX) {
        listener_say(crawl->listener,
                     "%lld %s not due before %s: the last reason was: %s; `shortlist status` "
                     "says more",
                     (long long)later,
                     later == 1 ? "advert waits and is" : "adverts wait and are",
                     date_write_instant(soonest, instant), why ? why : "none was given");
    }
    return err;
}

/* One step: ask for the next page, or save one that was read. @return false where nothing is
 * left to do */
static bool step(struct crawl *crawl, enum err *err, struct diag *diag) {
    struct crawl_hand *next = hands_find(crawl, CRAWL_HAND_LEASED);
    bool busy = crew_is_busy(crawl->crew);

    if (!next && !busy && !crawl->is_dry) {
        *err = lease_some(crawl, diag);
        next = hands_find(crawl, CRAWL_HAND_LEASED);
    }
    if (!*err && !next && !busy && crawl_wishes(crawl) > 0) {
        *err = diag_set(diag, ERR_INTERRUPTED, "stopped: run the command again to go on");
    }
    if (*err || (!next && !busy)) {
        return false;
    }
    if (next && (!busy || (hands_wanted(crawl) > 1 && crew_has_room(crawl->crew)))) {
        *err = fetch_one(crawl, next, diag);
    } else {
        *err = take_one(crawl, diag);
    }
    return !*err;
}

enum err crawl_adverts(struct crawl *crawl, struct diag *diag) {
    int64_t began_ms = clock_steady_ms(crawl->clock);
    int64_t due = 0;
    int64_t later = 0;
    enum err err = count_due(&due, &later, crawl, diag);

    if (err) {
        return err;
    }
    if (due == 0 && later > 0) {
        crawl->is_put_off = true;
        return tell_later(crawl, later, diag);
    }
    do {
        tell_progress(crawl, due, began_ms);
    } while (step(crawl, &err, diag));
    err = drain(crawl, err, diag);
    if (crawl->still_there > 0) {
        listener_say(crawl->listener,
                     "%lld adverts that the list shows no more have a whole page: they stay "
                     "open",
                     (long long)crawl->still_there);
    }
    return err;
}
