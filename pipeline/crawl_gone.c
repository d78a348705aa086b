/* pipeline/crawl_gone.c - adverts whose page says that they are over, or that have none
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/crawl_private.h"

enum {
    CRAWL_ABSENT_IN_A_ROW = 5, /* of adverts that the list shows: then no absence is believed */
    CRAWL_GONE_TRIES = 8,      /* so often a page is looked for that is not there: four days */
    CRAWL_LOSS_LEAST = 20,     /* adverts; that a sweep shows fewer no more is a usual day */
    CRAWL_LOSS_ONE_IN = 10,    /* of those that it met: fewer are no alarm either */
    CRAWL_LOSS_AGAIN_S = 23 * 60 * 60 /* a day later, though the next run begins earlier by
                                         minutes */
};

/* ---- closed or gone ---- */

/* What its page says is that it is closed or gone; one that a healthy sweep shows no more is
 * withdrawn where that comes before its date. */
static enum err crawl_choose_life(enum life *life, const struct crawl *crawl,
                                  struct arena *arena, const struct queued *item,
                                  struct diag *diag) {
    struct vacancy_name name = crawl_name_of(item);
    struct stored stored = {0};
    bool known = false;
    enum err err = ERR_NONE;

    *life = LIFE_CLOSED;
    if (item->why != QUEUE_GONE) {
        return ERR_NONE;
    }
    err = store_vacancy_known(crawl->store, arena, &name, &stored, &known, diag);
    if (!err && known) {
        struct date closes = stored.vacancy.closes;

        *life = date_is_none(closes) || date_compare(crawl->today, closes) <= 0 ? LIFE_WITHDRAWN
                                                                                : LIFE_CLOSED;
    }
    return err;
}

/* An advert that was never read and is closed now is counted with those closed: that is what
 * became of it. */
static void crawl_count_closed(struct run_counts *counts, const struct queued *item,
                               enum life life, bool known, bool changed) {
    if (!changed && (known || item->why == QUEUE_GONE)) {
        counts->same++;
        return;
    }
    counts->changed++;
    counts->closed += life == LIFE_CLOSED;
    counts->withdrawn += life == LIFE_WITHDRAWN;
}

/* Nothing is kept of its page. */
static enum err crawl_done_with(const struct crawl *crawl, const struct queued *item,
                                struct diag *diag) {
    enum err err = store_queue_done(crawl->store, item->row, diag);

    return err || !item->page ? err : store_page_forget(crawl->store, item->page, diag);
}

static enum err crawl_close_inside(struct crawl *crawl, struct arena *arena,
                                   const struct queued *item, struct diag *diag) {
    enum life life = LIFE_CLOSED;
    bool known = false;
    bool changed = false;
    enum err err = crawl_choose_life(&life, crawl, arena, item, diag);

    if (!err && item->id) {
        err = store_vacancy_close(crawl->store, item->source, item->id, life, crawl->run,
                                  &known, &changed, diag);
    }
    if (!err) {
        err = crawl_done_with(crawl, item, diag);
    }
    if (!err) {
        crawl_count_closed(crawl->counts, item, life, known, changed);
    }
    return err;
}

/* The page says, and says nothing else, that the advert is closed; or there is none. */
enum err crawl_save_closed(struct crawl *crawl, struct arena *arena, const struct queued *item,
                           struct diag *diag) {
    enum err err = crawl_begin(crawl, diag);

    if (err) {
        return err;
    }
    err = crawl_close_inside(crawl, arena, item, diag);
    if (err) {
        crawl_rollback(crawl);
        return err;
    }
    return crawl_commit(crawl, diag);
}

/* A page that stays away is given up. Where the list still shows the advert and its page was
 * never read, it begins anew. */
static enum err crawl_give_up(struct crawl *crawl, const struct queued *item,
                              const char *reason, struct diag *diag) {
    enum err err = crawl_begin(crawl, diag);

    if (err) {
        return err;
    }
    err = crawl_done_with(crawl, item, diag);
    if (err) {
        crawl_rollback(crawl);
        return err;
    }
    crawl->counts->refused++;
    listener_say(crawl->listener, "%s: given up after %d tries: %s", crawl_name(item),
                 item->tries + 1, reason);
    return crawl_commit(crawl, diag);
}

/* A site that says so of one advert after another that its own list shows is ill. */
static void crawl_note_absent(struct crawl *crawl, const struct queued *item) {
    static const char words[] =
        "the site has no page for one advert after another that its list shows: in this run no "
        "advert is taken for gone";

    crawl->absent_in_a_row += item->why == QUEUE_LISTED;
    if (!crawl->is_ill && crawl->absent_in_a_row >= CRAWL_ABSENT_IN_A_ROW) {
        crawl->is_ill = true;
        crawl_note(crawl, words);
        listener_say(crawl->listener, "%s", words);
    }
}

/* There is no such page. That says that the advert is gone where a healthy sweep shows it no
 * more; of one that is listed it says only that its page is not there now. */
enum err crawl_miss(struct crawl *crawl, struct arena *arena, const struct queued *item,
                    const char *reason, struct diag *diag) {
    crawl_note_absent(crawl, item);
    if (item->why == QUEUE_GONE) {
        return crawl->is_ill ? crawl_refuse(crawl, item, reason, diag)
                             : crawl_save_closed(crawl, arena, item, diag);
    }
    return item->tries + 1 < CRAWL_GONE_TRIES ? crawl_refuse(crawl, item, reason, diag)
                                              : crawl_give_up(crawl, item, reason, diag);
}

/* ---- gone with many others ---- */

static const char crawl_loss_reason[] =
    "gone from the list with many others, and no page there; asked again tomorrow";

/* Did the last sweep show so many no more that the board itself may have lost them? */
static enum err crawl_look_up_loss(bool *many, struct crawl *crawl, enum source source,
                                   struct diag *diag) {
    enum err err = ERR_NONE;

    if (!crawl->loss_is_known) {
        err = store_walk_loss(crawl->store, source, crawl->host, &crawl->missing, &crawl->met,
                              diag);
        crawl->loss_is_known = !err;
    }
    *many = !err && crawl->missing > CRAWL_LOSS_LEAST &&
            crawl->missing > crawl->met / CRAWL_LOSS_ONE_IN;
    return err;
}

static enum err crawl_tell_loss(struct crawl *crawl, struct diag *diag) {
    const char *words = arena_printf(
        crawl->arena,
        "%lld adverts are gone from the list at once, which shows %lld: those of them whose "
        "page is simply not there are asked for again tomorrow before they are taken for "
        "withdrawn; look at the site in a browser if that seems wrong",
        (long long)crawl->missing, (long long)crawl->met);

    if (!words) {
        return arena_check(crawl->arena, diag);
    }
    *crawl->alarm = true;
    crawl->loss_is_told = true;
    crawl_note(crawl, words);
    listener_say(crawl->listener, "%s", words);
    return ERR_NONE;
}

/* A status alone: there is no page that says in words what became of the advert. Where many are
 * gone from the list at once, that is believed when it is the same on another day. */
enum err crawl_miss_bare(struct crawl *crawl, struct arena *arena, const struct queued *item,
                         const char *reason, struct diag *diag) {
    bool again = item->reason && span_is(span_of(item->reason), crawl_loss_reason);
    bool many = false;
    enum err err = ERR_NONE;

    if (item->why == QUEUE_GONE && !crawl->is_ill && !again) {
        err = crawl_look_up_loss(&many, crawl, item->source, diag);
    }
    if (!err && many && !crawl->loss_is_told) {
        err = crawl_tell_loss(crawl, diag);
    }
    if (err || !many) {
        return err ? err : crawl_miss(crawl, arena, item, reason, diag);
    }
    return crawl_put_off_until(crawl, item, crawl_loss_reason,
                               crawl->began + CRAWL_LOSS_AGAIN_S, &crawl->counts->refused,
                               diag);
}
