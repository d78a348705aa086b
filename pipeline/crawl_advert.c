/* pipeline/crawl_advert.c - what became of an advert's page
 * SPDX-License-Identifier: MIT
 */
#include "crawler/url.h"
#include "parser/reader.h"
#include "pipeline/asked.h"
#include "pipeline/crawl_private.h"

enum {
    CRAWL_FAILURES_IN_A_ROW = 3,   /* then the host is ill, not one page */
    CRAWL_REFUSALS_IN_A_ROW = 10,  /* then it is us whom the site does not want, or not now */
    CRAWL_RETRY_FIRST_S = 15 * 60, /* doubles with every try */
    CRAWL_RETRY_MAX_S = 24 * 60 * 60,
    CRAWL_HELD_S = 24 * 60 * 60 /* so long a page that came whole is good to be read */
};

const char *crawl_name(const struct queued *item) {
    return item->id ? item->id : item->url ? item->url : "an advert";
}

struct vacancy_name crawl_name_of(const struct queued *item) {
    return (struct vacancy_name){item->source, item->id};
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

enum err crawl_put_off_until(struct crawl *crawl, const struct queued *item, const char *reason,
                             int64_t next_try, int64_t *counter, struct diag *diag) {
    enum err err = crawl_begin(crawl, diag);

    if (err) {
        return err;
    }
    err = store_queue_fail(crawl->store, item->row, reason, next_try, diag);
    if (!err && item->page) {
        err = store_page_forget(crawl->store, item->page, diag);
    }
    if (!err) {
        crawl->put_off++;
    }
    if (err && err != ERR_ABSENT) { /* absent: another program has done with it meanwhile */
        crawl_rollback(crawl);
        return err;
    }
    ++*counter;
    return crawl_commit(crawl, diag);
}

static enum err crawl_put_off(struct crawl *crawl, const struct queued *item,
                              const char *reason, int64_t *counter, struct diag *diag) {
    return crawl_put_off_until(crawl, item, reason, crawl_next_try(crawl, item), counter, diag);
}

enum err crawl_refuse(struct crawl *crawl, const struct queued *item, const char *reason,
                      struct diag *diag) {
    listener_say(crawl->listener, "%s: not taken: %s", crawl_name(item), reason);
    return crawl_put_off(crawl, item, reason, &crawl->counts->refused, diag);
}

/* The same for what might be meant for us and not for this advert: a sign-in page, a challenge,
 * a rule of robots.txt. Where that goes on, asking on would be rude. */
static enum err crawl_suspect(struct crawl *crawl, const struct queued *item,
                              const char *reason, struct diag *diag) {
    enum err err = ERR_NONE;

    crawl->refusals_in_a_row++;
    err = crawl_refuse(crawl, item, reason, diag);
    if (!err && crawl->refusals_in_a_row >= CRAWL_REFUSALS_IN_A_ROW) {
        err = diag_set(diag, ERR_REFUSED,
                       "%d adverts in a row could not be taken, the last (%s): %s; we stop "
                       "here: open the site in a browser, or try again another day",
                       crawl->refusals_in_a_row, crawl_name(item), reason);
    }
    return err;
}

/* One page did not come whole: put off, and the run goes on, unless the host seems ill. */
static enum err crawl_fail(struct crawl *crawl, const struct queued *item, struct diag *diag) {
    struct diag why = *diag;
    enum err err = ERR_NONE;

    crawl->failures_in_a_row++;
    listener_say(crawl->listener, "%s: %s", crawl_name(item), why.text);
    err = crawl_put_off(crawl, item, why.text, &crawl->counts->failed, diag);
    if (!err && crawl->failures_in_a_row >= CRAWL_FAILURES_IN_A_ROW) {
        err = diag_set(diag, ERR_NETWORK,
                       "%d adverts in a row could not be fetched, the last: %s",
                       crawl->failures_in_a_row, why.text);
    }
    return err;
}

/* Its page came: the site is well, and speaks to us. */
static void crawl_is_there(struct crawl *crawl, const struct queued *item) {
    crawl->refusals_in_a_row = 0;
    if (item->why == QUEUE_LISTED) {
        crawl->absent_in_a_row = 0;
    }
}

/* ---- saved ---- */

static enum err crawl_save_inside(struct crawl *crawl, struct arena *arena,
                                  const struct crawl_hand *hand, struct crew_result *reading,
                                  struct diag *diag) {
    struct intake_page from = {.name = crawl_name_of(&hand->item),
                               .row = hand->item.page,
                               .contacts = crawl->options->keep_contacts};
    enum err err = intake_take(&crawl->intake, arena, &from, reading, diag);

    return err ? err : store_queue_done(crawl->store, hand->item.row, diag);
}

/* Page, record (or what puts the page aside) and queue move together. */
static enum err crawl_save(struct crawl *crawl, struct arena *arena,
                           const struct crawl_hand *hand, struct crew_result *reading,
                           struct diag *diag) {
    enum err err = crawl_begin(crawl, diag);

    if (err) {
        return err;
    }
    err = crawl_save_inside(crawl, arena, hand, reading, diag);
    if (!err) {
        return crawl_commit(crawl, diag);
    }
    crawl_rollback(crawl);
    if (err == ERR_INPUT || err == ERR_LIMIT) { /* the store does not take it */
        struct diag why = *diag;

        err = crawl_refuse(crawl, &hand->item, why.text, diag);
    }
    return err;
}

/* Nothing new since the copy we keep: the line in the queue is done. */
static enum err crawl_save_same(struct crawl *crawl, const struct queued *item,
                                struct diag *diag) {
    struct vacancy_name name = crawl_name_of(item);
    enum err err = crawl_begin(crawl, diag);

    if (err) {
        return err;
    }
    if (name.key) {
        err = intake_confirm(&crawl->intake, &name, diag);
    }
    if (!err) {
        err = store_queue_done(crawl->store, item->row, diag);
    }
    if (err) {
        crawl_rollback(crawl);
        return err;
    }
    crawl_is_there(crawl, item);
    crawl->counts->same++;
    crawl->still_there += item->why == QUEUE_GONE;
    return crawl_commit(crawl, diag);
}

/* ---- judged ---- */

/* An address that the user named has no line to hold the page against: where its board gives it
 * an id, the page must not have another's. */
static bool crawl_is_wanted(const struct queued *item, const struct vacancy *vacancy) {
    if (item->title || item->reference) {
        return asked_is_met_by(item, vacancy);
    }
    return !item->id || !vacancy->id ||
           span_equal_nocase(span_of(item->id), span_of(vacancy->id));
}

static enum err crawl_take_vacancy(struct crawl *crawl, struct arena *arena,
                                   const struct crawl_hand *hand, struct crew_result *reading,
                                   struct diag *diag) {
    struct vacancy *vacancy = &reading->readings.at[0].as.vacancy;
    const struct queued *item = &hand->item;

    if (!crawl_is_wanted(item, vacancy)) {
        return crawl_suspect(crawl, item, "the page is another advert's", diag);
    }
    crawl_is_there(crawl, item);
    if (item->why == QUEUE_GONE && vacancy->state == STATE_CLOSED && !crawl->is_ill) {
        return crawl_save_closed(crawl, arena, item, diag);
    }
    crawl->still_there += item->why == QUEUE_GONE;
    if (item->id) {
        vacancy->id = item->id;
    }
    return crawl_save(crawl, arena, hand, reading, diag);
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
static enum err crawl_take_refusal(struct crawl *crawl, struct arena *arena,
                                   const struct queued *item, const struct refusal *refusal,
                                   struct diag *diag) {
    if (refusal->kind == REFUSAL_CLOSED) {
        crawl_is_there(crawl, item);
        return crawl_save_closed(crawl, arena, item, diag);
    }
    if (refusal->kind == REFUSAL_GONE) {
        return crawl_miss(crawl, arena, item, refusal->message, diag);
    }
    return crawl_is_suspicious(refusal->kind)
               ? crawl_suspect(crawl, item, refusal->message, diag)
               : crawl_refuse(crawl, item, refusal->message, diag);
}

/* An employer's own page may hold several adverts; one that was asked for by its id is one. */
static bool crawl_has_vacancy(const struct queued *item, const struct readings *readings) {
    if (readings->count != 1 && item->id) {
        return false;
    }
    for (size_t i = 0; readings->at && i < readings->count; i++) {
        if (readings->at[i].kind == READING_VACANCY) {
            return true;
        }
    }
    return false;
}

enum err crawl_advert_take(struct crawl *crawl, struct crawl_hand *hand, struct arena *arena,
                           struct crew_result *reading, struct diag *diag) {
    const struct readings *readings = &reading->readings;
    const struct reading *first = readings->count == 1 ? &readings->at[0] : NULL;
    const struct queued *item = &hand->item;

    if (arena->used > ARENA_PAGE_CAP) { /* it costs only itself */
        return crawl_refuse(crawl, item, "its record would be too large", diag);
    }
    if (first && first->kind == READING_VACANCY) {
        return crawl_take_vacancy(crawl, arena, hand, reading, diag);
    }
    if (crawl_has_vacancy(item, readings) || (first && intake_is_unreadable(first))) {
        return crawl_save(crawl, arena, hand, reading, diag);
    }
    if (first && first->kind == READING_REFUSAL) {
        return crawl_take_refusal(crawl, arena, item, &first->as.refusal, diag);
    }
    return crawl_suspect(crawl, item, crawl_refusal_words(readings), diag);
}

/* ---- fetched ---- */

static enum err crawl_give(struct crawl *crawl, struct crawl_hand *hand, struct diag *diag) {
    struct crew_task task = {.page = &hand->page,
                             .options = {crawl->options->keep_contacts},
                             .ticket = hand->ticket};
    enum err err = crew_give(crawl->crew, &task, diag);

    if (err == ERR_LIMIT || err == ERR_INPUT) { /* it costs only itself */
        struct diag why = *diag;

        return crawl_refuse(crawl, &hand->item, why.text, diag);
    }
    if (!err) {
        hand->stage = CRAWL_HAND_READ;
    }
    return err;
}

static enum err crawl_hold_inside(struct crawl *crawl, struct crawl_hand *hand, int64_t *row,
                                  struct diag *diag) {
    enum err err = ERR_NONE;

    if (*row > 0) {
        return store_queue_begin(crawl->store, hand->item.row, diag);
    }
    err = store_page_save(crawl->store, &hand->page, crawl->run, row, diag);
    return err ? err : store_queue_hold(crawl->store, hand->item.row, *row, diag);
}

/* What came whole is not asked for again, even if we are killed before it is read. This needs
 * no wait for the disk: after a power cut the page can be had again. */
static enum err crawl_hold(struct crawl *crawl, struct crawl_hand *hand, struct diag *diag) {
    int64_t row = hand->item.page;
    enum err err = store_begin_light(crawl->store, diag);

    if (err) {
        return err;
    }
    err = crawl_hold_inside(crawl, hand, &row, diag);
    if (!err) {
        err = store_commit(crawl->store, diag);
    }
    if (err) {
        store_rollback(crawl->store);
    } else {
        hand->item.page = row;
    }
    return err;
}

/* A page of this board goes to the crew. */
static enum err crawl_take_in(struct crawl *crawl, struct crawl_hand *hand, struct diag *diag) {
    enum err err = crawl_hold(crawl, hand, diag);

    if (err == ERR_INPUT || err == ERR_LIMIT) { /* the store does not take it */
        struct diag why = *diag;

        return crawl_refuse(crawl, &hand->item, why.text, diag);
    }
    return err ? err : crawl_give(crawl, hand, diag);
}

static enum err crawl_judge(struct crawl *crawl, struct crawl_hand *hand, struct diag *diag) {
    const struct queued *item = &hand->item;

    switch (hand->page.status) {
    case 200:
        return crawl_take_in(crawl, hand, diag);
    case 304:
        return crawl_save_same(crawl, item, diag);
    case 404:
        return crawl_miss_bare(crawl, &hand->arena, item, "no page there (status 404)", diag);
    default: /* fetch_get answers with no other status */
        return crawl_miss_bare(crawl, &hand->arena, item, "page gone (status 410)", diag);
    }
}

/* An address that the user named stands whole in the queue. */
static enum err crawl_path(const char **path, struct arena *arena, const struct queued *item,
                           struct diag *diag) {
    struct url url = {0};
    enum err err = ERR_NONE;

    if (item->url && item->url[0] == '/') {
        *path = item->url;
        return ERR_NONE;
    }
    err = url_parse(&url, arena, item->url ? item->url : "", diag);
    if (!err) {
        *path = url.path;
    }
    return err;
}

static enum err crawl_advert_ask(struct crawl *crawl, struct crawl_hand *hand,
                                 struct diag *diag) {
    const struct queued *item = &hand->item;
    const char *path = NULL;
    enum err err = crawl_path(&path, &hand->arena, item, diag);

    if (!err) {
        crawl->asking = item->row;
        err = fetch_get(&hand->page, &hand->arena, crawl->fetch, path, &item->validators, diag);
        crawl->asking = 0;
    }
    if (err == ERR_NETWORK || err == ERR_LIMIT) {
        return crawl_fail(crawl, item, diag);
    }
    if (err == ERR_INPUT || (err == ERR_REFUSED && !fetch_is_over(crawl->fetch))) {
        struct diag why = *diag; /* this one address */

        return crawl_suspect(crawl, item, why.text, diag);
    }
    if (!err) {
        crawl->failures_in_a_row = 0;
        err = crawl_judge(crawl, hand, diag);
    }
    return err;
}

/* A page that was in hand when a run ended, unless that is long ago. */
static enum err crawl_find_held(bool *found, const struct crawl *crawl, struct crawl_hand *hand,
                                struct diag *diag) {
    struct page page = {0};
    enum err err = store_page_get(crawl->store, &hand->arena, hand->item.page, &page, diag);
    int64_t age = crawl->began - page.fetched_at;

    if (err) {
        return err == ERR_ABSENT ? ERR_NONE : err;
    }
    *found = page.status == 200 && age >= 0 && age < CRAWL_HELD_S;
    hand->page = page;
    return ERR_NONE;
}

enum err crawl_advert_fetch(struct crawl *crawl, struct crawl_hand *hand, struct diag *diag) {
    bool held = false;
    enum err err = hand->item.page ? crawl_find_held(&held, crawl, hand, diag) : ERR_NONE;

    if (err || held) {
        return err ? err : crawl_take_in(crawl, hand, diag);
    }
    hand->item.page = 0;
    return crawl_advert_ask(crawl, hand, diag);
}
