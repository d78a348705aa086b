/* pipeline/offers.c - the pay of stored adverts taken apart
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/offers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matcher/asks.h"
#include "pay/check.h"
#include "pipeline/matching.h"
#include "schema/store_requirement.h"

/* Adverts whose offers are kept in one transaction. */
enum { BATCH = 400 };

/* And bytes of adverts that are held for it. */
enum { BATCH_BYTES = 4 * 1024 * 1024 };

/* What is said of pay, and what is asked for: raised where pay/ or matcher/asks.c say something
 * else of the same data. */
enum { OFFERS_EDITION = 3 };

static const char stage[] = "adverts' pay read";

/* Stands in a stamp for the version of rules that were not needed. */
static const char no_rules[] = "-";

/* @return how much of it is about the tables */
static size_t write_stamp(char out[OFFERS_STAMP_MAX], const struct tables *tables,
                          const char *rules) {
    const int len = snprintf(out, OFFERS_STAMP_MAX, "%d pay %s", (int)OFFERS_EDITION,
                             tables_version(tables));
    const size_t at = len > 0 && len < OFFERS_STAMP_MAX ? (size_t)len : 0;
    (void)snprintf(out + at, OFFERS_STAMP_MAX - at, " rules %s", rules);
    return at;
}

void offers_stamp(char out[OFFERS_STAMP_MAX], const struct tables *tables,
                  const struct rules *rules) {
    (void)write_stamp(out, tables, rules_version(rules));
}

void offers_stamp_without_rules(char out[OFFERS_STAMP_MAX], const struct tables *tables) {
    (void)write_stamp(out, tables, no_rules);
}

/* ---- one --------------------------------------------------------------------------------- */

/* As advertised: a supplement that comes on top is not in it. */
static int64_t shown(const struct pay_question *question, int64_t base, int64_t supplement) {
    const bool is_in =
        supplement != MONEY_NONE && question->salary.high_cost_area != SUPPLEMENT_EXTRA;
    return base != MONEY_NONE && is_in ? base + supplement : base;
}

/* The zone of the supplement in the figure, else that of the place. */
static enum pay_zone zone_of(const struct pay_check *check, const struct tables *tables,
                             const struct pay_question *question) {
    if (check->zone) {
        return check->zone;
    }
    return check->nation && check->nation != NATION_ENGLAND
               ? PAY_ZONE_OUTSIDE
               : tables_zone(tables, question->place, question->postcode);
}

static struct offer_rest rest_of(const struct pay_check *check) {
    struct offer_rest rest = {.confidence = check->confidence,
                              .point_count = check->point_count,
                              .supplement_min = check->supplement_min,
                              .supplement_max = check->supplement_max,
                              .part_hours = check->part_hours,
                              .part_min = check->part_min,
                              .part_max = check->part_max,
                              .full_hours = check->full_hours,
                              .floor = check->floor};
    for (size_t i = 0; i < check->point_count; i++) {
        rest.points[i] = check->points[i];
    }
    return rest;
}

static unsigned flags_of(const struct pay_check *check) {
    unsigned flags = 0;
    for (size_t i = 0; i < check->flag_count; i++) {
        flags |= 1u << check->flags[i].code;
    }
    return flags;
}

static void take_check(struct offer *offer, const struct pay_check *check,
                       const struct tables *tables, const struct pay_question *question) {
    offer->nation = check->nation;
    offer->bands = check->bands;
    offer->verdict = check->verdict;
    offer->zone = zone_of(check, tables, question);
    if (check->scale) {
        offer->scale_nation = check->scale->nation;
        offer->scale_from = check->scale->from;
        offer->scale_status = check->scale->status;
    }
    offer->base_min = check->base_min;
    offer->base_max = check->base_max;
    offer->shown_min = shown(question, check->base_min, check->supplement_min);
    offer->shown_max = shown(question, check->base_max, check->supplement_max);
    offer->hourly_min = check->hourly_min;
    offer->hourly_max = check->hourly_max;
    offer->flags = flags_of(check);
    offer->rest = rest_of(check);
}

enum err offers_take(struct offer *out, struct arena *arena, const struct tables *tables,
                     const struct pay_question *question, struct diag *diag) {
    struct pay_check check;
    const enum err err = check_pay(&check, arena, tables, question, diag);
    if (err) {
        return err;
    }
    take_check(out, &check, tables, question);
    out->posted = question->date;
    /* An advert that prints no pay has none that could be taken apart. */
    if (question->salary.kind == SALARY_NONE || question->salary.kind == SALARY_UNSTATED) {
        out->verdict = PAY_VERDICT_NONE;
    }
    return ERR_NONE;
}

enum err offers_of(struct offer *out, struct arena *arena, const struct tables *tables,
                   struct asking *asking, const struct stored *stored, struct diag *diag) {
    const struct vacancy *vacancy = &stored->vacancy;
    struct pay_question question;
    struct offer offer;
    offer_init(&offer);
    enum err err = asking_of_vacancy(&question, asking, arena, vacancy,
                                     date_in_london(stored->first_seen), diag);
    err = err ? err : offers_take(&offer, arena, tables, &question, diag);
    if (err) {
        return err;
    }
    offer.vacancy = stored->row;
    offer.source = vacancy->source;
    offer.key = stored->key;
    offer.title = vacancy->title;
    offer.employer = vacancy->employer;
    offer.is_posted_assumed = date_is_none(vacancy->posted);
    offer.closes = vacancy->closes;
    if (vacancy->location_count > 0) {
        offer.town = vacancy->locations[0].town;
        offer.region = vacancy->locations[0].region;
    }
    if (stored->requirements) {
        offer.asks = asks_of(stored->requirements, vacancy->criteria, vacancy->criterion_count);
    }
    *out = offer;
    return ERR_NONE;
}

enum err offers_keep(struct store *store, const struct tables *tables,
                     const struct stored *stored, struct diag *diag) {
    struct arena arena;
    struct offer offer;
    char stamp[OFFERS_STAMP_MAX];
    struct asking asking = {NULL};
    const size_t about_tables = write_stamp(stamp, tables, no_rules);
    const char *kept = NULL;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = store_offer_stamp(store, &arena, stored->row, &kept, diag);
    if (!err && (!kept || strncmp(kept, stamp, about_tables) != 0)) {
        err = offers_of(&offer, &arena, tables, &asking, stored, diag);
        err = err ? err : store_offer_put(store, &offer, stamp, NULL, diag);
    }
    asking_close(&asking);
    arena_fini(&arena);
    return err;
}

/* ---- all of them ------------------------------------------------------------------------- */

/* One run. */
struct making {
    struct store *store;
    const struct tables *tables;
    const struct rules *rules;
    struct asking asking;
    char stamp[OFFERS_STAMP_MAX];
    struct arena arena; /* of the batch */
    struct offer batch[BATCH];
    size_t count;
    bool is_ended; /* the database could not be written: `out.why` says so */
    struct offers_made out;
};

/* Is it this advert's fault alone? */
static bool is_its_own(enum err err) { return err == ERR_INPUT || err == ERR_LIMIT; }

static void lose(struct making *making, const char *key, const struct diag *why) {
    if (making->out.lost++ == 0) {
        making->out.is_kept = false;
        (void)diag_set(&making->out.why, why->err, "%.128s: %s", key, why->text);
    }
}

/* One that has gone meanwhile is passed over. */
static enum err make_one(struct making *making, int64_t row, struct diag *diag) {
    struct stored stored = {0};
    struct diag why = {0};
    enum err err = store_vacancy_at(making->store, &making->arena, row,
                                    rules_version(making->rules), &stored, diag);
    if (err) {
        return err == ERR_ABSENT ? ERR_NONE : err;
    }
    err = offers_of(&making->batch[making->count], &making->arena, making->tables,
                    &making->asking, &stored, &why);
    making->count += !err;
    if (is_its_own(err)) {
        lose(making, stored.key, &why);
        return ERR_NONE;
    }
    return err ? diag_set(diag, err, "%s", why.text) : ERR_NONE;
}

/* Each in a savepoint of its own: one that the database does not take costs only itself. */
static enum err put_batch(struct making *making, struct diag *diag) {
    int64_t put = 0;
    enum err err = store_begin_light(making->store, diag);
    for (size_t i = 0; !err && i < making->count; i++) {
        const struct offer *offer = &making->batch[i];
        err = store_offer_put(making->store, offer, making->stamp, NULL, diag);
        put += !err;
        if (is_its_own(err)) {
            lose(making, offer->key, diag);
            err = ERR_NONE;
        }
    }
    err = err ? err : store_commit(making->store, diag);
    if (err) {
        store_rollback(making->store);
    } else {
        making->out.made += put;
    }
    return err;
}

/* A database that cannot be written just now is told of, and is no failure. */
static enum err keep_batch(struct making *making, struct diag *diag) {
    struct diag why = {0};
    const enum err err = making->count > 0 ? put_batch(making, &why) : ERR_NONE;
    if (err) {
        making->out.is_kept = false;
        making->out.why = why;
        making->is_ended = true;
        return diag_set(diag, err, "%s", why.text);
    }
    making->count = 0;
    arena_fini(&making->arena);
    return ERR_NONE;
}

static enum err make_rows(struct making *making, const int64_t *rows, size_t count,
                          const struct listener *listener, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < count; i++) {
        err = make_one(making, rows[i], diag);
        const bool is_full = making->count == BATCH || making->arena.used > BATCH_BYTES;
        if (!err && (is_full || i + 1 == count)) {
            err = keep_batch(making, diag);
            listener_progress(listener, stage, (int64_t)i + 1, (int64_t)count);
        }
    }
    return err;
}

/* Criteria are read first, so that each offer says what is asked for. */
static enum err make_listed(struct making *making, const int64_t *rows, size_t count,
                            const struct listener *listener, struct diag *diag) {
    const struct store_filter all = {0};
    struct matching_read read = {.is_kept = true};
    enum err err =
        matching_read_criteria(&read, making->store, &all, making->rules, listener, diag);
    if (!err && !read.is_kept) {
        making->out.is_kept = false;
        making->out.why = read.why;
        return ERR_NONE;
    }
    listener_progress(listener, stage, 0, (int64_t)count);
    return err ? err : make_rows(making, rows, count, listener, diag);
}

static enum err make_all(struct making *making, const struct listener *listener,
                         struct diag *diag) {
    struct arena arena;
    int64_t *rows = NULL;
    size_t count = 0;
    arena_init(&arena, ARENA_RUN_CAP);
    enum err err =
        store_offer_lacking(making->store, &arena, making->stamp, &rows, &count, diag);
    if (!err && count > 0) {
        err = make_listed(making, rows, count, listener, diag);
    }
    arena_fini(&arena);
    return err;
}

enum err offers_make(struct offers_made *out, struct store *store, const struct tables *tables,
                     const struct rules *rules, const struct listener *listener,
                     struct diag *diag) {
    struct making *making = calloc(1, sizeof *making);
    if (!making) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    making->store = store;
    making->tables = tables;
    making->rules = rules;
    making->out.is_kept = true;
    arena_init(&making->arena, ARENA_RUN_CAP);
    offers_stamp(making->stamp, tables, rules);
    enum err err = make_all(making, listener, diag);
    asking_close(&making->asking);
    arena_fini(&making->arena);
    if (!err && making->out.lost > 1) {
        (void)diag_prefix(&making->out.why, "%lld of them, the first",
                          (long long)making->out.lost);
    }
    if (!err || making->is_ended) {
        *out = making->out;
        err = ERR_NONE;
    }
    free(making);
    return err;
}
