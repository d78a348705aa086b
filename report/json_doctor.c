/* report/json_doctor.c - how store and reading are: shortlist.doctor/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_doctor.h"

#include "report/json_part.h"

static struct json *check_json(const struct check *check) {
    struct json *object = json_new_object();
    json_set(object, "name", json_text(check->name));
    json_set(object, "good", json_bool(check->is_good));
    json_set(object, "words", json_text(check->words));
    return object;
}

static struct json *fill_json(const struct fill *fill) {
    struct json *object = json_new_object();
    json_set(object, "adverts", json_int(fill->adverts));
    json_set(object, "filled", json_int(fill->filled));
    json_set(object, "expected", json_int(fill->expected));
    json_set(object, "met", json_int(fill->met));
    return object;
}

static struct json *trend_json(const struct fill_trend *trend) {
    struct json *object = json_new_object();
    json_set(object, "family", json_text(trend->family));
    json_set(object, "field", json_text(trend->now.field));
    json_set(object, "now", fill_json(&trend->now));
    json_set(object, "before", fill_json(&trend->before));
    json_set(object, "fallen", json_bool(trend->has_fallen));
    return object;
}

static struct json *aside_json(const struct quarantined *item) {
    struct json *object = json_new_object();
    struct json *lacks = json_new_array();
    for (size_t i = 0; i < item->lack_count; i++) {
        json_push(lacks, json_text(item->lacks[i].field));
    }
    json_set(object, "vacancy", json_text(item->name.key));
    json_set(object, "source", json_part_word(&vocab_source, (int)item->name.source));
    json_set(object, "title", json_text(item->title));
    json_set(object, "url", json_text(item->url));
    json_set(object, "family", json_text(item->family));
    json_set(object, "since", json_part_instant(item->at));
    json_set(object, "known", json_bool(item->is_known));
    json_set(object, "lacks", lacks);
    return object;
}

struct json *json_doctor(const struct health *health) {
    struct json *object = json_new_object();
    struct json *checks = json_new_array();
    struct json *fields = json_new_array();
    struct json *aside = json_new_array();
    for (size_t i = 0; i < health->check_count; i++) {
        json_push(checks, check_json(&health->checks[i]));
    }
    for (size_t i = 0; i < health->trend_count; i++) {
        json_push(fields, trend_json(&health->trends[i]));
    }
    for (size_t i = 0; i < health->aside_count; i++) {
        json_push(aside, aside_json(&health->aside[i]));
    }
    json_set(object, "schema", json_text("shortlist.doctor/1"));
    json_set(object, "checks", checks);
    json_set(object, "fields", fields);
    json_set(object, "quarantine", aside);
    return object;
}
