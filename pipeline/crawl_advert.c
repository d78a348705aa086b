/* pipeline/crawl_advert.c - the queue: pages into records
 * SPDX-License-Identifier: MIT
 */
#include "parser/reader.h"
#include "pipeline/asked.h"
#include "pipeline/crawl_private.h"

enum {
    CRAWL_FAILURES_IN_A_ROW = 3,  /* then the host is ill, not one page */
    CRAWL_REFUSALS_IN_A_ROW = 10, /* then it is us whom the site does not want, or not now */
    CRAWL_GONE_TRIES = 8, /* so often a page is looked for that is not there: four days */
    CRAWL_RETRY_FIRST_S = 15 * 60, /* doubles with every try */
    CRAWL_RETRY_MAX_S = 24 * 60 * 60
};

const char *crawl_refusal_words(const struct readings *readings) {
    const struct reading *first = readings->count > 0 ? readings->at : NULL;

    if (first && first->kind == READING_REFUSAL) {
        return first->as.refusal.message;
    }
    return first && first->kind == READING_VACANCY ? "it is an advert" : "it is another page";
}

/* ---- put off ---- */

/* Counted from the run's beginning on the steady clock: however the clock of the day jumps, the
 * next try lies behind the beginning, and so in another run. */
static int64_t crawl_next_try(const struct crawl *crawl, const struct queued *item) {
    int64_t wait = CRAWL_RETRY_FIRST_S;

    for (int tries = 0; tries < item->tries && wait < CRAWL_RETRY_MAX_S; tries++) {
        wait *= 2;
    }
    return crawl->began + (clock_steady_ms(crawl->clock) - crawl->began_ms) / 1000 +
           (wait < CRAWL_RETRY_MAX_S ? wait : CRAWL_RETRY_MAX_S);
}

static enum err crawl_put_off(struct crawl *crawl, const struct queued *item,
                              const char *reason, struct diag *diag) {
    enum err err =
        store_queue_fail(crawl->store, item->row, reason, crawl_next_try(crawl, item), diag);

    if (!err) {
        crawl->put_off++;
    }
    return err == ERR_ABSENT ? ERR_NONE : err; /* another program has done with it meanwhile */
}

/* Not what was asked for: kept out, tried again later, told. */
static enum err crawl_refuse(struct crawl *crawl, const struct queued *item, const char *reason,
                             struct diag *diag) {
    crawl->counts->refused++;
    listener_say(crawl->listener, "%s: not taken: %s", item->id, reason);
    return crawl_put_off(crawl, item, reason, diag);
}

/* The same for what might be meant for us and not for this advert: a sign-in page, a challenge,
 * a rule of robots.txt. Where that goes on, asking on would be rude. */
static enum err crawl_suspect(struct crawl *crawl, const struct queued *item,
                              const char *reason, struct diag *diag) {
    enum err err = crawl_refuse(crawl, item, reason, diag);

    crawl->refusals_in_a_row++;
    if (!err && crawl->refusals_in_a_row >= CRAWL_REFUSALS_IN_A_ROW) {
        err = diag_set(diag, ERR_REFUSED,
                       "%d adverts in a row could not be taken, the last (%s): %s; we stop "
                       "here: open the site in a browser, or try again another day",
                       crawl->refusals_in_a_row, item->id, reason);
    }
    return err;
}

/* There is no such page: one that stays away is given up. Where the feed still lists the advert
 * and its page was never read, it begins anew. */
static enum err crawl_miss(struct crawl *crawl, const struct queued *item, const char *reason,
                           struct diag *diag) {
    if (item->tries + 1 < CRAWL_GONE_TRIES) {
        return crawl_refuse(crawl, item, reason, diag);
    }
    crawl->counts->refused++;
    listener_say(crawl->listener, "%s: given up after %d tries: %s", item->id, item->tries + 1,
                 reason);
    return store_queue_done(crawl->store, item->row, diag);
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

/* ---- saved ---- */

static enum err crawl_save_inside(struct crawl *crawl, struct arena *arena,
                                  const struct queued *item, const struct page *page,
                                  struct crew_result *reading, struct diag *diag) {
    struct intake_page from = {.name = {item->source, item->id},
                               .contacts = crawl->options->keep_contacts};
    enum err err = store_page_save(crawl->store, page, crawl->run, &from.row, diag);

    if (!err) {
        err = intake_take(&crawl->intake, arena, &from, reading, diag);
    }
    return err ? err : store_queue_done(crawl->store, item->row, diag);
}

/* Page, record (or what puts the page aside) and queue move together. */
static enum err crawl_save(struct crawl *crawl, struct arena *arena, const struct queued *item,
                           const struct page *page, struct crew_result *reading,
                           struct diag *diag) {
    enum err err = intake_begin(&crawl->intake, diag);

    if (err) {
        return err;
    }
    err = crawl_save_inside(crawl, arena, item, page, reading, diag);
    if (!err) {
        return intake_commit(&crawl->intake, diag);
    }
    intake_rollback(&crawl->intake);
    if (err == ERR_INPUT || err == ERR_LIMIT) { /* the store does not take it */
        struct diag why = *diag;

        err = crawl_refuse(crawl, item, why.text, diag);
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
    struct vacancy_name name = {item->source, item->id};
    enum err err = intake_begin(&crawl->intake, diag);

    if (err) {
        return err;
    }
    err = intake_confirm(&crawl->intake, &name, diag);
    if (!err) {
        err = store_queue_done(crawl->store, item->row, diag);
    }
    if (err) {
        intake_rollback(&crawl->intake);
        return err;
    }
    crawl->counts->same++;
    return intake_commit(&crawl->intake, diag);
}

/* ---- judged ---- */

static enum err crawl_take_vacancy(struct crawl *crawl, struct arena *arena,
                                   const struct queued *item, const struct page *page,
                                   struct crew_result *reading, struct diag *diag) {
    struct vacancy *vacancy = &reading->readings.at[0].as.vacancy;

    if (!asked_is_met_by(item, vacancy)) {
        return crawl_suspect(crawl, item, "the page is another advert's", diag);
    }
    crawl->refusals_in_a_row = 0;
    vacancy->id = item->id;
    return crawl_save(crawl, arena, item, page, reading, diag);
}

/* Pages that may be meant for us whatever we ask for. One that is cut or garbled is an accident
 * of its own. */
static const enum refusal_kind crawl_suspicious[] = {
    REFUSAL_LOGIN, REFUSAL_MAINTENANCE, REFUSAL_CONSENT, REFUSAL_OTHER_PAGE, REFUSAL_EMPTY,
};

static bool crawl_is_suspicious(enum refusal_kind kind) {
    for (size_t i = 0; i < sizeof crawl_suspicious / sizeof *crawl_suspicious; i++) {
        if (crawl_suspicious[i] == kind) {
            return true;
        }
    }
    return false;
}

/* The page is no advert: it says that the advert is closed or gone, or it is another thing. */
static enum err crawl_take_refusal(struct crawl *crawl, const struct queued *item,
                                   const struct refusal *refusal, struct diag *diag) {
    if (refusal->kind == REFUSAL_CLOSED) {
        crawl->refusals_in_a_row = 0;
        return crawl_save_closed(crawl, item, diag);
    }
    if (refusal->kind == REFUSAL_GONE) {
        return crawl_miss(crawl, item, refusal->message, diag);
    }
    return crawl_is_suspicious(refusal->kind)
               ? crawl_suspect(crawl, item, refusal->message, diag)
               : crawl_refuse(crawl, item, refusal->message, diag);
}

static enum err crawl_take(struct crawl *crawl, struct arena *arena, const struct queued *item,
                           const struct page *page, struct diag *diag) {
    struct crew_task task = {.page = page, .options = {crawl->options->keep_contacts}};
    struct crew_result reading = {0};
    const struct reading *first = NULL;
    enum err err = crew_read(&reading, crawl->intake.crew, arena, &task, diag);

    if (err == ERR_LIMIT) { /* it grew beyond what a page may become: it costs only itself */
        return crawl_refuse(crawl, item, "its record would be too large", diag);
    }
    if (err) {
        return err;
    }
    first = reading.readings.count == 1 ? &reading.readings.at[0] : NULL;
    if (first && first->kind == READING_VACANCY) {
        return crawl_take_vacancy(crawl, arena, item, page, &reading, diag);
    }
    if (first && intake_is_unreadable(first)) { /* a page of the board's, and kept */
        return crawl_save(crawl, arena, item, page, &reading, diag);
    }
    if (first && first->kind == READING_REFUSAL) {
        return crawl_take_refusal(crawl, item, &first->as.refusal, diag);
    }
    return crawl_suspect(crawl, item, crawl_refusal_words(&reading.readings), diag);
}

static enum err crawl_judge(struct crawl *crawl, struct arena *arena, const struct queued *item,
                            const struct page *page, struct diag *diag) {
    switch (page->status) {
    case 200:
        return crawl_take(crawl, arena, item, page, diag);
    case 304:
        return crawl_save_same(crawl, item, diag);
    case 404:
        return crawl_miss(crawl, item, "no page there (status 404)", diag);
    default: /* fetch_get answers with no other status */
        return crawl_miss(crawl, item, "page gone (status 410)", diag);
    }
}

static enum err crawl_advert(struct crawl *crawl, struct arena *arena,
                             const struct queued *item, struct diag *diag) {
    struct page page = {0};
    enum err err = fetch_get(&page, arena, crawl->fetch, item->url, &item->validators, diag);

    if (err == ERR_NETWORK || err == ERR_LIMIT) {
        return crawl_fail(crawl, item, diag);
    }
    if (err == ERR_REFUSED && !fetch_is_over(crawl->fetch)) { /* this one address */
        struct diag why = *diag;

        return crawl_suspect(crawl, item, why.text, diag);
    }
    if (!err) {
        crawl->failures_in_a_row = 0;
        err = crawl_judge(crawl, arena, item, &page, diag);
    }
    return err;
}

enum err crawl_adverts(struct crawl *crawl, struct diag *diag) {
    int64_t waiting = 0;
    int64_t due = 0;
    bool found = true;
    enum source source = crawl->options->source->source;
    enum err err = store_queue_count(crawl->store, source, crawl->began, &waiting, &due, diag);

    for (int64_t done = 0; !err && found; done++) {
        struct queued item = {0};
        struct arena arena;

        listener_progress(crawl->listener, "adverts", done, due);
        arena_init(&arena, ARENA_PAGE_CAP);
        err = store_queue_next(crawl->store, &arena, source, crawl->began, &item, &found, diag);
        if (!err && found) {
            err = crawl_advert(crawl, &arena, &item, diag);
        }
        if (!err && found && crawl->options->pace_ms > 0) {
            err = crawl_keep_manners(crawl, diag);
        }
        arena_fini(&arena);
    }
    return err;
}
