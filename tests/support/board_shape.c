/* tests/support/board_shape.c - the template variant an advert asks for in its "shape"
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_shape.h"

#include <string.h>

static const json_t *member(const struct board_vacancy *vacancy, const char *key) {
    return json_object_get(json_object_get(vacancy->now, "shape"), key);
}

bool board_shape_is(const struct board_vacancy *vacancy, const char *key, const char *value) {
    const char *text = json_string_value(member(vacancy, key));
    return text != NULL && strcmp(text, value) == 0;
}

bool board_shape_flag(const struct board_vacancy *vacancy, const char *key, bool fallback) {
    const json_t *flag = member(vacancy, key);
    return json_is_boolean(flag) ? json_is_true(flag) : fallback;
}

static bool lists(const struct board_vacancy *vacancy, const char *key, const char *name) {
    const json_t *names = member(vacancy, key);
    for (size_t i = 0; i < json_array_size(names); i++) {
        const json_t *item = json_array_get(names, i);
        const char *text = json_string_value(item);
        if (text != NULL && strcmp(text, name) == 0)
            return true;
    }
    return false;
}

bool board_shape_misses(const struct board_vacancy *vacancy, const char *name) {
    return lists(vacancy, "missing", name);
}

bool board_shape_blanks(const struct board_vacancy *vacancy, const char *name) {
    return lists(vacancy, "empty", name);
}
