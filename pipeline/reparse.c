/* pipeline/reparse.c - every record anew from the pages that are kept
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/reparse.h"

#include <string.h>

#include "pipeline/intake_private.h"

/* A transaction ends after so many pages, or so much time: others wait for the lock. */
enum { REPARSE_PAGES = 256, REPARSE_MS = 500 };

/* So many pages are in the crew's hands at a time, at most. */
enum { REPARSE_AHEAD = 256 };

/* A page on its way. */
struct rereading {
    struct arena arena; /* holds what follows but the reading */
    struct kept_page kept;
    struct vacancy_name *owners;
    size_t owner_count;
    struct crew_result reading;
    bool is_out; /* the crew has it */
};

struct reparse {
    const struct reparse_options *options;
    const struct clock *clock;
    struct store *store;
    struct intake intake;
    struct reparse_report *report;
    int64_t total; /* pages, for progress */
    int64_t after; /* row of the last one that was given */
    bool more;     /* there may be pages behind it */
    struct rereading pages[REPARSE_AHEAD];
};

/* ---- reading ---- */

/* What was read before counts only where its features can be told without looking, and where
 * there is nothing to do with the page if it is read the same again. */
static const char *known_digest(const struct reparse *reparse, const struct rereading *page) {
    const struct page_reading *reading = &page->kept.reading;
    bool is_settled = !page->kept.is_aside || !reparse->intake.accepts;
    uint64_t features;
    return is_settled && drift_parse(reading->features, &features) ? reading->digest : NULL;
}

static struct rereading *find_free(struct reparse *reparse) {
    for (size_t i = 0; i < REPARSE_AHEAD; i++) {
        if (!reparse->pages[i].is_out) {
            return &reparse->pages[i];
        }
    }
    return NULL;
}

static void forget(struct rereading *page) {
    arena_fini(&page->arena);
    *page = (struct rereading){.is_out = false};
}

/* What is needed of a page once the crew has it: not the body. */
static struct kept_page without_body(const struct kept_page *kept, struct arena *arena) {
    return (struct kept_page){
        .row = kept->row,
        .page = {.url = arena_copy_text(arena, kept->page.url),
                 .fetched_at = kept->page.fetched_at},
        .reading = {.family = arena_copy_text(arena, kept->reading.family),
                    .digest = arena_copy_text(arena, kept->reading.digest),
                    .features = arena_copy_text(arena, kept->reading.features),
                    .contacts = kept->reading.contacts},
        .is_aside = kept->is_aside};
}

static enum err give(struct reparse *reparse, struct rereading *page,
                     const struct kept_page *kept, struct diag *diag) {
    arena_init(&page->arena, ARENA_PAGE_CAP);
    page->kept = without_body(kept, &page->arena);
    struct crew_task task = {.page = &kept->page,
                             .packed = true,
                             .known = known_digest(reparse, page),
                             .options = {kept->reading.contacts},
                             .ticket = page - reparse->pages};
    enum err err = arena_check(&page->arena, diag);
    err = err ? err : crew_give(reparse->intake.crew, &task, diag);
    if (err) {
        forget(page);
    }
    page->is_out = !err;
    return err;
}

/* Gives the crew the next page, if there is one. */
static enum err give_next(struct reparse *reparse, struct rereading *page, struct diag *diag) {
    struct kept_page kept = {0};
    struct arena arena;
    bool found = false;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = store_page_next(reparse->store, &arena, reparse->after, &kept, &found, diag);
    reparse->more = !err && found;
    if (reparse->more) {
        reparse->after = kept.row;
        err = give(reparse, page, &kept, diag);
    }
    arena_fini(&arena);
    return err;
}

/* Keeps the crew busy. */
static enum err give_some(struct reparse *reparse, struct diag *diag) {
    struct rereading *page = find_free(reparse);
    enum err err = ERR_NONE;
    while (!err && reparse->more && page && crew_has_room(reparse->intake.crew)) {
        err = give_next(reparse, page, diag);
        page = find_free(reparse);
    }
    return err;
}

/* ---- taking in ---- */

static const char *call_page(const struct rereading *page) {
    return page->owner_count > 0 ? page->owners[0].key
           : page->kept.page.url ? page->kept.page.url
                                 : "a saved page";
}

/* The record is what would be read: nothing to save, but counted. */
static enum err reparse_same(struct reparse *reparse, const struct rereading *page,
                             struct diag *diag) {
    struct intake *intake = &reparse->intake;
    struct intake_family *family = NULL;
    uint64_t features = 0;
    enum err err = ERR_NONE;

    if (page->kept.is_aside && !intake->accepts) {
        intake->counts->aside++;
        return store_quarantine_tell(reparse->store, page->kept.row, intake->run, diag);
    }
    err = intake_family(&family, intake, page->kept.reading.family, diag);
    if (!err && drift_parse(page->kept.reading.features, &features)) {
        intake_tally(family, features, features, features);
        intake->counts->same += (int64_t)page->owner_count;
    }
    return err;
}

static size_t count_vacancies(const struct readings *readings) {
    size_t count = 0;

    for (size_t i = 0; i < readings->count; i++) {
        count += readings->at[i].kind == READING_VACANCY;
    }
    return count;
}

/* Is it still the advert that it was? Its own id must not be another's. */
static bool is_still_itself(const struct rereading *page) {
    const struct vacancy *vacancy = &page->reading.readings.at[0].as.vacancy;
    const struct vacancy_name *owner = &page->owners[0];

    return vacancy->source != owner->source || !vacancy->id ||
           span_equal_nocase(span_of(vacancy->id), span_of(owner->key)) ||
           span_find(span_of(owner->key), SPAN(":"), 0) != SIZE_MAX;
}

static enum err reparse_lose(struct reparse *reparse, const struct rereading *page,
                             const char *why) {
    reparse->intake.counts->refused += page->owner_count > 0 ? (int64_t)page->owner_count : 1;
    listener_say(reparse->intake.listener, "%s: read no more, the record is as it was: %s",
                 call_page(page), why);
    return ERR_NONE;
}

static enum err reparse_take(struct reparse *reparse, struct arena *arena,
                             struct rereading *page, struct diag *diag) {
    struct readings *readings = &page->reading.readings;
    size_t vacancies = count_vacancies(readings);
    bool one = page->owner_count == 1 && readings->count == 1;
    struct intake_page from = {.row = page->kept.row,
                               .contacts = page->kept.reading.contacts,
                               .is_aside = page->kept.is_aside,
                               .past = page->kept.page.fetched_at};

    if (one) {
        from.name = page->owners[0];
    }
    if (vacancies == 0 && !(one && intake_is_unreadable(&readings->at[0]))) {
        return reparse_lose(reparse, page,
                            readings->count > 0 && readings->at[0].kind == READING_REFUSAL
                                ? readings->at[0].as.refusal.message
                                : "no advert is found on its page");
    }
    if (one && vacancies == 1 && !is_still_itself(page)) {
        return reparse_lose(reparse, page, "its page is another advert's");
    }
    return intake_take(&reparse->intake, arena, &from, &page->reading, diag);
}

static enum err reparse_settle(struct reparse *reparse, struct arena *arena,
                               struct rereading *page, struct diag *diag) {
    return page->reading.same ? reparse_same(reparse, page, diag)
                              : reparse_take(reparse, arena, page, diag);
}

/* ---- the walk ---- */

/* A page that the store does not take costs only itself. Whose it is is asked now, inside the
 * transaction: another program may have taken a newer one while the crew had this one. */
static enum err reparse_page(struct reparse *reparse, struct arena *arena,
                             struct rereading *page, struct diag *diag) {
    enum err err = store_page_owners(reparse->store, arena, page->kept.row, &page->owners,
                                     &page->owner_count, diag);

    if (!err && page->owner_count > 0) {
        err = reparse_settle(reparse, arena, page, diag);
    }
    if (err == ERR_LIMIT || err == ERR_INPUT) {
        struct diag why = *diag;

        err = reparse_lose(reparse, page, why.text);
    }
    reparse->report->pages++;
    return err;
}

/* Takes the next page that has been read, while others are. */
static enum err reparse_next(struct reparse *reparse, struct diag *diag) {
    struct crew_result result = {0};
    struct arena arena;
    enum err err = give_some(reparse, diag);

    if (err || !crew_is_busy(reparse->intake.crew)) {
        return err;
    }
    arena_init(&arena, ARENA_PAGE_CAP);
    err = crew_take(&result, reparse->intake.crew, &arena, diag);
    if (!err) {
        struct rereading *page = &reparse->pages[result.ticket];

        page->reading = result;
        err = reparse_page(reparse, &arena, page, diag);
        forget(page);
    }
    arena_fini(&arena);
    return err;
}

static bool is_over(const struct reparse *reparse) {
    return !reparse->more && !crew_is_busy(reparse->intake.crew);
}

/* Some pages in one transaction, however it ends. */
static enum err reparse_some(struct reparse *reparse, struct diag *diag) {
    int64_t until = clock_steady_ms(reparse->clock) + REPARSE_MS;
    enum err err = intake_begin(&reparse->intake, diag);

    if (err) {
        return err;
    }
    for (int i = 0; !err && !is_over(reparse) && i < REPARSE_PAGES &&
                    clock_steady_ms(reparse->clock) < until;
         i++) {
        err = reparse_next(reparse, diag);
    }
    if (!err) {
        return intake_commit(&reparse->intake, diag);
    }
    intake_rollback(&reparse->intake);
    return err;
}

static enum err reparse_pages(struct reparse *reparse, struct diag *diag) {
    const volatile sig_atomic_t *stop = reparse->options->stop;
    enum err err = store_page_count(reparse->store, &reparse->total, diag);

    while (!err && !is_over(reparse)) {
        listener_progress(reparse->intake.listener, "pages", reparse->report->pages,
                          reparse->total);
        err = stop && *stop ? diag_set(diag, ERR_INTERRUPTED,
                                       "stopped: run the command again to read them all")
                            : reparse_some(reparse, diag);
    }
    return err;
}

/* ---- the run ---- */

static enum run_end reparse_end_of(enum err err, const struct run_counts *counts) {
    if (err) {
        return err == ERR_INTERRUPTED ? RUN_END_STOPPED : RUN_END_FAILED;
    }
    return counts->refused + counts->aside > 0 ? RUN_END_PART : RUN_END_DONE;
}

static enum err reparse_go(struct reparse *reparse, struct diag *diag) {
    enum err err = reparse_pages(reparse, diag);

    if (!err) {
        err = intake_finish(&reparse->intake, diag);
    }
    reparse->report->taken_up = reparse->intake.taken_up;
    return err;
}

static enum err reparse_close(struct reparse *reparse, struct arena *arena, enum err err,
                              struct diag *diag) {
    struct reparse_report *report = reparse->report;
    struct diag later = {0};
    enum err end = ERR_NONE;

    report->counts.seen = run_counts_sum(&report->counts);
    end = store_run_changes(reparse->store, arena, reparse->intake.run, &report->changes,
                            &report->change_count, &later);
    if (!end) {
        end = store_run_end(reparse->store, reparse->intake.run,
                            reparse_end_of(err, &report->counts), &report->counts,
                            err ? diag->text : NULL, &later);
    }
    return err || !end ? err : diag_set(diag, end, "%s", later.text);
}

enum err reparse_run(struct reparse_report *report, struct arena *arena, struct store *store,
                     struct crew *crew, const struct clock *clock,
                     const struct reparse_options *options, const struct listener *listener,
                     struct diag *diag) {
    struct reparse reparse = {
        .options = options, .clock = clock, .store = store, .report = report, .more = true};
    int64_t run = 0;
    enum err err = ERR_NONE;

    *report = (struct reparse_report){.pages = 0};
    err = store_claim(store, diag);
    if (!err) {
        err = store_run_begin(store, RUN_REPARSE, SOURCE_NONE, &run, diag);
    }
    if (err) {
        return err;
    }
    crew_heed(crew, options->stop);
    intake_open(&reparse.intake, store, crew, run, &report->counts, listener);
    reparse.intake.is_again = true;
    reparse.intake.accepts = options->accepts;
    err = reparse_close(&reparse, arena, reparse_go(&reparse, diag), diag);
    for (size_t i = 0; i < REPARSE_AHEAD; i++) { /* where it was stopped */
        forget(&reparse.pages[i]);
    }
    intake_close(&reparse.intake);
    return err;
}
