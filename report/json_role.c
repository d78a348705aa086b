/* report/json_role.c - a role profile: the record shortlist.role/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_role.h"

#include <limits.h>

#include "report/json_part.h"

static struct json *education(const struct role *role) {
    struct json *object = json_new_object();
    struct json *levels = json_new_array();
    for (unsigned level = 0; level < sizeof role->education_levels * CHAR_BIT; level++) {
        if (role->education_levels & 1u << level) {
            json_push(levels, json_int(level));
        }
    }
    json_set(object, "text", json_text(role->education_text));
    json_set(object, "levels", levels);
    return object;
}

struct json *json_role(const struct role *role) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.role/1"));
    json_set(object, "title", json_text(role->title));
    json_set(object, "summary", json_text(role->summary));
    json_set(object, "background", json_text(role->background));
    json_set(object, "vacancies", json_text(role->vacancies));
    json_set(object, "also_known_as", json_part_strings(&role->also_known_as));
    json_set(object, "path", json_part_strings(&role->path));
    json_set(object, "tasks", json_part_strings(&role->tasks));
    json_set(object, "settings", json_part_strings(&role->settings));
    json_set(object, "colleagues", json_part_strings(&role->colleagues));
    json_set(object, "skills", json_part_strings(&role->skills));
    json_set(object, "education", education(role));
    json_set(object, "licence_may_be_needed", json_bool(role->licence_may_be_needed));
    return object;
}
