/* report/json_profile.c - what a profile lacks: the record shortlist.profile/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_profile.h"

#include "report/json_criteria.h"
#include "report/json_part.h"

static struct json *warnings_array(const struct profile_warnings *warnings) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < warnings->count; i++) {
        struct json *object = json_new_object();
        int line = warnings->at[i].line;
        json_set(object, "fact", json_text(warnings->at[i].fact));
        json_set(object, "line", line > 0 ? json_int(line) : json_text(NULL));
        json_set(object, "message", json_text(warnings->at[i].words));
        json_push(array, object);
    }
    return array;
}

static struct json *missing_array(const struct profile_gaps *gaps) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < gaps->count; i++) {
        const struct profile_gap *gap = &gaps->at[i];
        struct json *object = json_new_object();
        json_set(object, "text", json_text(gap->words));
        json_set(object, "requirement", json_requirement(gap->requirement));
        json_set(object, "verdict", json_part_word(&vocab_verdict, (int)gap->verdict));
        json_set(object, "count", json_int(gap->count));
        json_set(object, "prompt", json_text(gap->prompt));
        json_push(array, object);
    }
    return array;
}

struct json *json_profile(const char *candidate, const struct profile_warnings *warnings,
                          const struct profile_gaps *gaps) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.profile/1"));
    json_set(object, "candidate", json_text(candidate));
    json_set(object, "warnings", warnings_array(warnings));
    json_set(object, "counted_over", json_text(gaps->of_roles ? "roles" : "adverts"));
    json_set(object, "looked_at", json_int(gaps->looked_at));
    json_set(object, "missing", missing_array(gaps));
    return object;
}
