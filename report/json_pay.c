/* report/json_pay.c - pay checks and pay tables as JSON
 * SPDX-License-Identifier: MIT
 */
#include "report/json_pay.h"

#include <stdio.h>

#include "report/json_part.h"

static struct json *amount(int64_t pence) {
    return pence == MONEY_NONE ? json_new_null() : json_hundredths(pence);
}

/* A table that a higher, backdated one replaced was an interim one as well. */
static struct json *status_of(enum pay_status status) {
    return json_part_word(&vocab_pay_status,
                          status == PAY_STATUS_SUPERSEDED ? PAY_STATUS_INTERIM : (int)status);
}

static struct json *scale_of(const struct pay_check *check) {
    if (!check->scale) {
        return json_new_null();
    }
    struct json *object = json_new_object();
    json_set(object, "nation", json_part_word(&vocab_nation, (int)check->scale->nation));
    json_set(object, "from", json_part_date(check->scale->from));
    json_set(object, "status", status_of(check->scale->status));
    json_set(object, "confidence", json_part_word(&vocab_confidence, (int)check->confidence));
    return object;
}

/* "3"; "2,3" for two; null for none. */
static struct json *bands_of(unsigned bands) {
    char text[64] = "";
    size_t len = 0;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        const char *name = bands & 1u << band ? vocab_name(&vocab_band, band) : NULL;
        if (name) {
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", len > 0 ? "," : "",
                                    name);
        }
    }
    return len > 0 ? json_span((struct span){text, len}) : json_new_null();
}

static struct json *points_of(const struct pay_check *check) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < check->point_count; i++) {
        json_push(array, amount(check->points[i]));
    }
    return array;
}

static struct json *supplement_of(const struct pay_check *check) {
    if (check->zone == PAY_ZONE_NONE) {
        return json_new_null();
    }
    struct json *object = json_new_object();
    json_set(object, "zone", json_part_word(&vocab_pay_zone, (int)check->zone));
    json_set(object, "min", amount(check->supplement_min));
    json_set(object, "max", amount(check->supplement_max));
    return object;
}

static struct json *part_time_of(const struct pay_check *check) {
    if (check->part_hours == 0) {
        return json_new_null();
    }
    struct json *object = json_new_object();
    json_set(object, "hours", json_hundredths(check->part_hours));
    json_set(object, "min", amount(check->part_min));
    json_set(object, "max", amount(check->part_max));
    return object;
}

static struct json *flags_of(const struct pay_check *check) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < check->flag_count; i++) {
        struct json *flag = json_new_object();
        json_set(flag, "code", json_part_word(&vocab_pay_flag, (int)check->flags[i].code));
        json_set(flag, "message", json_text(check->flags[i].message));
        json_push(array, flag);
    }
    return array;
}

struct json *json_pay(const struct pay_check *check, const char *vacancy) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.pay/1"));
    if (vacancy) {
        json_set(object, "vacancy", json_text(vacancy));
    }
    json_set(object, "text", json_text(check->text));
    json_set(object, "date", json_part_date(check->date));
    json_set(object, "nation", json_part_word(&vocab_nation, (int)check->nation));
    json_set(object, "band", bands_of(check->bands));
    json_set(object, "verdict", json_part_word(&vocab_pay_verdict, (int)check->verdict));
    json_set(object, "scale", scale_of(check));
    json_set(object, "points", points_of(check));
    json_set(object, "base_min", amount(check->base_min));
    json_set(object, "base_max", amount(check->base_max));
    json_set(object, "supplement", supplement_of(check));
    json_set(object, "part_time", part_time_of(check));
    json_set(object, "hourly_min", amount(check->hourly_min));
    json_set(object, "hourly_max", amount(check->hourly_max));
    json_set(object, "full_time_hours",
             check->full_hours > 0 ? json_hundredths(check->full_hours) : json_new_null());
    json_set(object, "living_wage", json_part_word(&vocab_pay_floor, (int)check->floor));
    json_set(object, "flags", flags_of(check));
    json_set(object, "explanation", json_text(check->explanation));
    return object;
}

struct json *json_pay_point(const struct pay_point *point) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.pay_point/1"));
    json_set(object, "nation", json_part_word(&vocab_nation, (int)point->nation));
    json_set(object, "from", json_part_date(point->from));
    json_set(object, "status", json_part_word(&vocab_pay_status, (int)point->status));
    json_set(object, "has_more_points", json_bool(point->is_end));
    json_set(object, "band", json_part_word(&vocab_band, (int)point->band));
    json_set(object, "step", json_int(point->step));
    json_set(object, "years", point->years >= 0 ? json_int(point->years) : json_new_null());
    json_set(object, "annual", amount(point->annual));
    json_set(object, "hourly", amount(point->hourly));
    json_set(object, "source", json_text(point->source));
    json_set(object, "confidence", json_part_word(&vocab_confidence, (int)point->confidence));
    return object;
}

struct json *json_pay_rate(const struct pay_rate *rate) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.pay_supplement/1"));
    json_set(object, "zone", json_part_word(&vocab_pay_zone, (int)rate->zone));
    json_set(object, "from", json_part_date(rate->from));
    json_set(object, "percent", json_int(rate->percent));
    json_set(object, "min", amount(rate->least));
    json_set(object, "max", amount(rate->most));
    json_set(object, "source", json_text(rate->source));
    json_set(object, "confidence", json_part_word(&vocab_confidence, (int)rate->confidence));
    return object;
}

static struct json *value_of(const struct pay_fact *fact) {
    switch (fact->kind) {
    case PAY_FACT_HOURS:
    case PAY_FACT_LIVING_WAGE:
    case PAY_FACT_APPRENTICE_WAGE:
        return json_hundredths(fact->value);
    case PAY_FACT_TRAINING_SHARE:
        return json_int(fact->value);
    case PAY_FACT_NONE:
    case PAY_FACT_WINDOW:
    case PAY_FACT_ZONE:
    case PAY_FACT_COUNT:
    default:
        return json_new_null();
    }
}

struct json *json_pay_fact(const struct pay_fact *fact) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.pay_fact/1"));
    json_set(object, "kind", json_part_word(&vocab_pay_fact, (int)fact->kind));
    json_set(object, "nation", json_part_word(&vocab_nation, (int)fact->nation));
    json_set(object, "from", json_part_date(fact->from));
    json_set(object, "status", json_part_word(&vocab_pay_status, (int)fact->status));
    json_set(object, "band", bands_of(fact->bands));
    json_set(object, "shown_from", json_part_date(fact->shown_from));
    json_set(object, "shown_to", json_part_date(fact->shown_to));
    json_set(object, "name", json_text(fact->name));
    json_set(object, "zone", json_part_word(&vocab_pay_zone, (int)fact->zone));
    json_set(object, "value", value_of(fact));
    json_set(object, "source", json_text(fact->source));
    json_set(object, "confidence", json_part_word(&vocab_confidence, (int)fact->confidence));
    return object;
}
