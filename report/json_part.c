/* report/json_part.c - the parts that several JSON records share
 * SPDX-License-Identifier: MIT
 */
#include "report/json_part.h"

#include "base/utf8.h"

/* Far above what a system lets a path be, each byte three times as long. */
enum { BYTES_CAP = 64 * 1024 };

struct json *json_part_date(struct date date) {
    char text[DATE_TEXT_SIZE];
    return json_text(date_is_none(date) ? NULL : date_write(date, text));
}

struct json *json_part_instant(int64_t instant) {
    char text[DATE_INSTANT_SIZE];
    return json_text(instant == 0 ? NULL : date_write_instant(instant, text));
}

struct json *json_part_word(const struct vocab *vocab, int value) {
    return json_text(vocab_name(vocab, value));
}

struct json *json_part_set(const struct vocab *vocab, unsigned set) {
    struct json *words = json_new_array();
    for (size_t i = 1; i < vocab->count; i++) {
        if ((set & 1u << i) && vocab->names[i]) {
            json_push(words, json_text(vocab->names[i]));
        }
    }
    return words;
}

struct json *json_part_strings(const struct strings *strings) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < strings->count; i++) {
        json_push(array, json_text(strings->at[i]));
    }
    return array;
}

struct json *json_part_bytes(const char *text) {
    struct buf mended;
    if (!text) {
        return json_new_null();
    }
    buf_init(&mended, BYTES_CAP);
    (void)utf8_mend(&mended, span_of(text));
    struct json *value = mended.failed ? NULL : json_text(buf_text(&mended));
    buf_fini(&mended);
    return value;
}

struct json *json_part_count(int64_t value) {
    return value > 0 ? json_int(value) : json_new_null();
}

static struct json *amount(int64_t pence) {
    return pence == MONEY_NONE ? json_new_null() : json_hundredths(pence);
}

struct json *json_part_salary(const struct salary *salary) {
    struct json *object = json_new_object();
    json_set(object, "text", json_text(salary->text));
    json_set(object, "kind", json_part_word(&vocab_salary_kind, (int)salary->kind));
    json_set(object, "min", amount(salary->min));
    json_set(object, "max", amount(salary->max));
    json_set(object, "period", json_part_word(&vocab_period, (int)salary->period));
    json_set(object, "pro_rata", json_bool(salary->pro_rata));
    json_set(object, "high_cost_area",
             json_part_word(&vocab_supplement, (int)salary->high_cost_area));
    return object;
}

static struct json *place(const struct location *location) {
    struct json *object = json_new_object();
    json_set(object, "address", json_part_strings(&location->address));
    json_set(object, "town", json_text(location->town));
    json_set(object, "county", json_text(location->county));
    json_set(object, "postcode", json_text(location->postcode));
    json_set(object, "nation", json_part_word(&vocab_nation, (int)location->nation));
    json_set(object, "region", json_text(location->region));
    return object;
}

struct json *json_part_locations(const struct vacancy *vacancy) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < vacancy->location_count; i++) {
        json_push(array, place(&vacancy->locations[i]));
    }
    return array;
}

struct json *json_part_notes(const struct note *notes, size_t count) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json *object = json_new_object();
        json_set(object, "field", json_text(notes[i].field));
        json_set(object, "code", json_text(notes[i].code));
        json_set(object, "message", json_text(notes[i].message));
        json_push(array, object);
    }
    return array;
}

void json_part_criterion(struct json *object, const struct criterion *criterion) {
    json_set(object, "need", json_part_word(&vocab_need, (int)criterion->need));
    json_set(object, "group", json_text(criterion->group));
    json_set(object, "text", json_text(criterion->text));
}
