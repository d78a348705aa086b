/* report/json_match.c - an advert held against a candidate: shortlist.match/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_match.h"

#include "report/json_criteria.h"
#include "report/json_part.h"
#include "report/json_pay.h"

static struct json *because_array(const struct judged *judged) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < judged->because_count; i++) {
        const struct because *because = &judged->because[i];
        struct json *object = json_new_object();
        json_set(object, "fact", json_text(because->fact));
        json_set(object, "says", json_text(because->says));
        json_set(object, "effect", json_tenths(because->effect));
        json_push(array, object);
    }
    return array;
}

static struct json *judged_object(const struct judged *judged) {
    struct json *object = json_new_object();
    json_part_criterion(object, judged->criterion);
    json_set(object, "requirement", json_requirement(judged->requirement));
    json_set(object, "verdict", json_part_word(&vocab_verdict, (int)judged->verdict));
    json_set(object, "mark",
             judged->mark == MARK_NONE ? json_new_null() : json_int(judged->mark));
    json_set(object, "points", json_tenths(judged->points));
    json_set(object, "max_points", json_tenths(judged->max_points));
    json_set(object, "because", because_array(judged));
    json_set(object, "prompt", json_text(judged->prompt));
    return object;
}

static struct json *criteria(const struct match *match) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < match->criterion_count; i++) {
        json_push(array, judged_object(&match->criteria[i]));
    }
    return array;
}

static struct json *range(const struct match *match) {
    struct json *pair = json_new_array();
    json_push(pair, json_tenths(match->range_low));
    json_push(pair, json_tenths(match->range_high));
    return pair;
}

/* The distance is a number of miles, null where it is not known; the others are words. */
static struct json *wish(const struct preference *preference, enum preference_name name) {
    if (name != PREFER_DISTANCE) {
        return json_part_word(&vocab_fit, (int)preference->fit);
    }
    return preference->is_measured ? json_int(preference->miles) : json_new_null();
}

static struct json *preferences(const struct match *match) {
    struct json *object = json_new_object();
    for (int i = 0; i < PREFER_COUNT; i++) {
        json_set(object, preference_names[i],
                 wish(&match->preferences[i], (enum preference_name)i));
    }
    return object;
}

static struct json *next_steps(const struct match *match) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < match->next_step_count; i++) {
        const struct next_step *step = &match->next_steps[i];
        struct json *object = json_new_object();
        json_set(object, "change", json_text(step->change));
        json_set(object, "fact", json_text(step->fact));
        json_set(object, "value", json_text(step->value));
        json_set(object, "gain", json_tenths(step->gain));
        json_set(object, "gate", json_part_word(&vocab_gate, (int)step->gate));
        json_push(array, object);
    }
    return array;
}

struct json *json_match(const struct match *match) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.match/1"));
    json_set(object, "vacancy", json_text(match->vacancy));
    json_set(object, "source", json_part_word(&vocab_source, (int)match->source));
    json_set(object, "title", json_text(match->title));
    json_set(object, "employer", json_text(match->employer));
    json_set(object, "url", json_text(match->url));
    json_set(object, "closes", json_part_date(match->closes));
    json_set(object, "candidate", json_text(match->candidate));
    json_set(object, "gate", json_part_word(&vocab_gate, (int)match->gate));
    json_set(object, "score", json_tenths(match->score));
    json_set(object, "range", range(match));
    json_set(object, "criteria", criteria(match));
    json_set(object, "preferences", preferences(match));
    json_set(object, "next_steps", next_steps(match));
    json_set(object, "pay", match->pay ? json_pay(match->pay, NULL) : json_new_null());
    json_set(object, "rules", json_text(match->rules));
    return object;
}
