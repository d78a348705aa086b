/* report/json_roles.c - a role of support work: the record shortlist.roles/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_roles.h"

#include "report/json_criteria.h"
#include "report/json_match.h"
#include "report/json_part.h"

static void put_support(struct json *object, const struct role_support *support) {
    json_set(object, "source", json_part_bytes(support->source));
    json_set(object, "confidence", json_text(support->confidence));
}

static struct json *titles(const struct role_titles *list) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < list->count; i++) {
        struct json *object = json_new_object();
        json_set(object, "title", json_text(list->at[i].words));
        put_support(object, &list->at[i].support);
        json_push(array, object);
    }
    return array;
}

static struct json *criteria(const struct work_role *role) {
    struct json *array = json_new_array();
    for (size_t i = 0; i < role->criterion_count; i++) {
        struct json *object = json_new_object();
        json_part_criterion(object, &role->criteria[i]);
        json_set(object, "requirement", json_requirement(&role->requirements[i]));
        put_support(object, &role->supports[i]);
        json_push(array, object);
    }
    return array;
}

struct json *json_roles(const struct work_role *role, const struct match *sheet) {
    struct json *object = json_new_object();
    struct json *bands = json_new_object();
    json_set(bands, "usual", json_part_set(&vocab_band, role->bands));
    put_support(bands, &role->bands_support);
    json_set(object, "schema", json_text("shortlist.roles/1"));
    json_set(object, "id", json_text(role->id));
    json_set(object, "name", json_text(role->name));
    json_set(object, "family", json_text(role->family));
    json_set(object, "bands", bands);
    json_set(object, "titles", titles(&role->titles));
    json_set(object, "near_misses", titles(&role->near_misses));
    json_set(object, "criteria", criteria(role));
    json_set(object, "match", sheet ? json_match(sheet) : json_new_null());
    return object;
}
