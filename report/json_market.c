/* report/json_market.c - what adverts pay: shortlist.market/1 and shortlist.market_row/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_market.h"

#include "report/json_part.h"
#include "report/ladder_words.h"

static struct json *amount(int64_t pence) {
    return pence == MONEY_NONE ? json_new_null() : json_hundredths(pence);
}

static struct json *amounts(const int64_t *pence, size_t count) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < count; i++) {
        json_push(array, amount(pence[i]));
    }
    return array;
}

/* ---- groups ---- */

static struct json *spread_of(const struct market_spread *spread) {
    struct json *object = json_new_object();
    json_set(object, "n", json_int((int64_t)spread->n));
    json_set(object, "p10", amount(spread->p10));
    json_set(object, "q1", amount(spread->q1));
    json_set(object, "median", amount(spread->median));
    json_set(object, "q3", amount(spread->q3));
    json_set(object, "p90", amount(spread->p90));
    json_set(object, "low", amount(spread->low));
    json_set(object, "high", amount(spread->high));
    json_set(object, "points", amounts(spread->points, spread->points ? spread->n : 0));
    return object;
}

/* A member for each word, and one for those without. */
static struct json *counts_of(const struct vocab *vocab, const int64_t *counts,
                              const char *none) {
    struct json *object = json_new_object();
    for (size_t i = 1; i < vocab->count; i++) {
        json_set(object, vocab->names[i], json_int(counts[i]));
    }
    json_set(object, none, json_int(counts[0]));
    return object;
}

static struct json *closing_of(const struct market_group *group) {
    struct json *object = json_new_object();
    json_set(object, "n", json_int((int64_t)group->gap_n));
    json_set(object, "median",
             group->gap_median < 0 ? json_new_null() : json_tenths(group->gap_median));
    return object;
}

static struct json *group_of(const struct market_group *group) {
    struct json *object = json_new_object();
    json_set(object, "name", json_text(group->name));
    json_set(object, "not_known_here", json_bool(group->is_unknown));
    json_set(object, "adverts", json_int(group->adverts));
    json_set(object, "with_pay", json_int(group->with_pay));
    json_set(object, "basic", spread_of(&group->base));
    json_set(object, "advertised", spread_of(&group->shown));
    json_set(object, "hourly", spread_of(&group->hourly));
    json_set(object, "verdicts",
             counts_of(&vocab_pay_verdict, group->verdicts, "not_taken_apart"));
    json_set(object, "asks", counts_of(&vocab_offer_asks, group->asks, "not_known"));
    json_set(object, "closing_days", closing_of(group));
    return object;
}

static struct json *title_of(const struct market_mix *mix) {
    struct json *object = json_new_object();
    json_set(object, "title", json_text(mix->title));
    json_set(object, "adverts", json_int(mix->adverts));
    json_set(object, "bands", counts_of(&vocab_band, mix->bands, "none"));
    return object;
}

/* ---- what stands beside ---- */

static struct json *question_of(const struct market_question *question) {
    struct json *object = json_new_object();
    json_set(object, "bands", json_part_set(&vocab_band, question->bands));
    json_set(object, "nation", json_part_word(&vocab_nation, (int)question->nation));
    json_set(object, "since", json_part_date(question->since));
    json_set(object, "role", json_text(question->role));
    json_set(object, "by", json_part_word(&vocab_market_by, (int)question->by));
    json_set(object, "offer", amount(question->offer));
    return object;
}

static struct json *stand_of(const struct market_report *report) {
    const struct market_stand *stand = &report->stand;
    const bool is_shown = stand->n >= MARKET_LEAST_SHOWN;
    if (report->question.offer == MONEY_NONE) {
        return json_new_null();
    }
    struct json *object = json_new_object();
    json_set(object, "n", json_int((int64_t)stand->n));
    json_set(object, "below", is_shown ? json_int((int64_t)stand->below) : json_new_null());
    json_set(object, "equal", is_shown ? json_int((int64_t)stand->equal) : json_new_null());
    json_set(object, "above",
             is_shown ? json_int((int64_t)(stand->n - stand->below - stand->equal))
                      : json_new_null());
    json_set(object, "hourly", amount(stand->hourly));
    json_set(object, "full_time_hours",
             stand->hours > 0 ? json_hundredths(stand->hours) : json_new_null());
    json_set(object, "living_wage", amount(stand->wage));
    return object;
}

/* The pay points of the bands asked for; of all where none is. */
static struct json *points_of(const struct pay_scale *scale, unsigned bands) {
    struct json *object = json_new_object();
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        const struct pay_ladder *ladder = &scale->ladders[band];
        if (ladder->count > 0 && (bands == 0 || bands & 1u << band)) {
            json_set(object, vocab_name(&vocab_band, band),
                     amounts(ladder->points, ladder->count));
        }
    }
    return object;
}

/* How sure it is says the weakest of the points that are here. */
static struct json *scale_of(const struct pay_scale *scale, unsigned bands) {
    if (!scale) {
        return json_new_null();
    }
    struct json *object = json_new_object();
    json_set(object, "nation", json_part_word(&vocab_nation, (int)scale->nation));
    json_set(object, "from", json_part_date(scale->from));
    json_set(object, "status", json_part_word(&vocab_pay_status, (int)scale->status));
    json_set(object, "confidence",
             json_part_word(&vocab_confidence, (int)ladder_confidence(scale, bands)));
    json_set(object, "points", points_of(scale, bands));
    return object;
}

static struct json *tables_of(const struct market_report *report) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < report->table_count; i++) {
        const struct market_table *table = &report->tables[i];
        struct json *object = json_new_object();
        json_set(object, "nation", json_part_word(&vocab_nation, (int)table->nation));
        json_set(object, "from", json_part_date(table->from));
        json_set(object, "status", json_part_word(&vocab_pay_status, (int)table->status));
        json_set(object, "adverts", json_int(table->adverts));
        json_push(array, object);
    }
    return array;
}

static struct json *datasets_of(const struct market_report *report) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < report->dataset_count; i++) {
        const struct dataset *dataset = &report->datasets[i];
        struct json *object = json_new_object();
        json_set(object, "name", json_part_bytes(dataset->name));
        json_set(object, "kind", json_text(dataset->kind));
        json_set(object, "attribution", json_text(dataset->attribution));
        json_set(object, "current", json_bool(!strings_has(&report->stale, dataset->name)));
        json_push(array, object);
    }
    return array;
}

/* ---- the whole ---- */

/* A list of a hundred thousand titles as values would take a hundred times the room of its
 * bytes: the report is written member by member. */
struct writing {
    struct buf *out;
    const struct flow *flow;
    enum err err;
    bool begun;
};

/* Takes the value. */
static void put_value(struct writing *writing, struct json *value) {
    const enum err err = json_write(writing->out, value);
    json_free(value);
    writing->err = writing->err ? writing->err : err;
    flow_pass(writing->flow, writing->out);
}

static void begin_member(struct writing *writing, const char *key) {
    buf_printf(writing->out, "%s\"%s\":", writing->begun ? "," : "{", key);
    writing->begun = true;
}

static void put_member(struct writing *writing, const char *key, struct json *value) {
    begin_member(writing, key);
    put_value(writing, value);
}

static void put_groups(struct writing *writing, const struct market_report *report) {
    begin_member(writing, "groups");
    buf_put_char(writing->out, '[');
    for (size_t i = 0; i < report->group_count && !writing->err; i++) {
        buf_put_text(writing->out, i > 0 ? "," : NULL);
        put_value(writing, group_of(&report->groups[i]));
    }
    buf_put_char(writing->out, ']');
}

static void put_titles(struct writing *writing, const struct market_report *report) {
    begin_member(writing, "titles");
    buf_put_char(writing->out, '[');
    for (size_t i = 0; i < report->mix_count && !writing->err; i++) {
        buf_put_text(writing->out, i > 0 ? "," : NULL);
        put_value(writing, title_of(&report->mixes[i]));
    }
    buf_put_char(writing->out, ']');
}

enum err json_market(struct buf *out, const struct market_report *report,
                     const struct flow *flow) {
    struct writing writing = {.out = out, .flow = flow};
    const unsigned bands = report->question.bands;
    put_member(&writing, "schema", json_text("shortlist.market/1"));
    put_member(&writing, "question", question_of(&report->question));
    put_member(&writing, "today", json_part_date(report->today));
    put_member(&writing, "first_posted", json_part_date(report->first));
    put_member(&writing, "last_posted", json_part_date(report->last));
    put_member(&writing, "all", group_of(&report->all));
    put_groups(&writing, report);
    put_member(&writing, "group_total", json_int((int64_t)report->group_total));
    put_titles(&writing, report);
    put_member(&writing, "title_total", json_int((int64_t)report->mix_total));
    put_member(&writing, "stand", stand_of(report));
    put_member(&writing, "scale", scale_of(report->scale, bands));
    put_member(&writing, "scale_adverts", json_int(report->scale_adverts));
    put_member(&writing, "scale_today", scale_of(report->current, bands));
    put_member(&writing, "tables", tables_of(report));
    put_member(&writing, "datasets", datasets_of(report));
    buf_put_text(out, "}\n");
    return writing.err ? writing.err : out->failed;
}

/* ---- rows ---- */

static void set_texts(struct json *object, const struct offer *offer) {
    json_set(object, "vacancy", json_text(offer->dataset ? NULL : offer->key));
    json_set(object, "dataset", json_part_bytes(offer->dataset));
    json_set(object, "row", json_text(offer->dataset ? offer->key : NULL));
    json_set(object, "source", json_part_word(&vocab_source, (int)offer->source));
    json_set(object, "title", json_text(offer->title));
    json_set(object, "employer", json_text(offer->employer));
    json_set(object, "town", json_text(offer->town));
    json_set(object, "region", json_text(offer->region));
    json_set(object, "nation", json_part_word(&vocab_nation, (int)offer->nation));
}

static void set_amounts(struct json *object, const struct market_row *row) {
    const struct offer *offer = row->offer;
    json_set(object, "base_min", amount(offer->base_min));
    json_set(object, "base_max", amount(offer->base_max));
    json_set(object, "basic", amount(row->base));
    json_set(object, "shown_min", amount(offer->shown_min));
    json_set(object, "shown_max", amount(offer->shown_max));
    json_set(object, "advertised", amount(row->shown));
    json_set(object, "hourly_min", amount(offer->hourly_min));
    json_set(object, "hourly_max", amount(offer->hourly_max));
    json_set(object, "hourly", amount(row->hourly));
}

struct json *json_market_row(const struct market_row *row) {
    const struct offer *offer = row->offer;
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.market_row/1"));
    set_texts(object, offer);
    json_set(object, "posted", json_part_date(offer->posted));
    json_set(object, "posted_assumed", json_bool(offer->is_posted_assumed));
    json_set(object, "closes", json_part_date(offer->closes));
    json_set(object, "bands", json_part_set(&vocab_band, offer->bands));
    json_set(object, "verdict", json_part_word(&vocab_pay_verdict, (int)offer->verdict));
    json_set(object, "zone", json_part_word(&vocab_pay_zone, (int)offer->zone));
    json_set(object, "scale_from", json_part_date(offer->scale_from));
    json_set(object, "scale_status",
             json_part_word(&vocab_pay_status, (int)offer->scale_status));
    set_amounts(object, row);
    json_set(object, "asks", json_part_word(&vocab_offer_asks, (int)offer->asks));
    json_set(object, "flags", json_part_set(&vocab_pay_flag, offer->flags));
    json_set(object, "counted", json_bool(row->is_counted));
    json_set(object, "attribution", json_text(row->attribution));
    return object;
}
