/* tests/support/small_board.c - a few adverts of fixtures/board in a folder of their own
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/small_board.h"

#include <dirent.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/support/place.h"

enum { PATH_SIZE = 4200 };

static const char *const refs[] = {
    "C9802-26-0055", /* the same on both days */
    "C9802-26-0099", /* the same */
    "C9805-26-0044", /* another title on day 1 */
    "C9809-26-0070", /* other hours and pay on day 1 */
    "C9812-26-0115", /* withdrawn on day 1 */
    "C9801-26-0150", /* appears on day 1 */
};

static bool is_wanted(const json_t *item) {
    const char *ref = json_string_value(json_object_get(item, "ref"));
    bool wanted = false;

    for (size_t i = 0; ref && i < sizeof refs / sizeof *refs; i++) {
        wanted = wanted || strcmp(ref, refs[i]) == 0;
    }
    return wanted;
}

/* Adds what is wanted of a file to an array; all of it where `all`. */
static void take(json_t *into, const char *path, bool all) {
    json_t *items = json_load_file(path, 0, NULL);

    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *item = json_array_get(items, i);
        if ((all || is_wanted(item)) && json_array_append(into, item) != 0) {
            abort();
        }
    }
    json_decref(items);
}

static void put(const char *folder, const char *name, json_t *items) {
    char path[PATH_SIZE];

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    if (json_array_size(items) == 0 || json_dump_file(items, path, JSON_INDENT(1)) != 0) {
        abort();
    }
    json_decref(items);
}

static json_t *take_vacancies(const char *folder) {
    json_t *vacancies = json_array();
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);

    for (int i = 0; i < count; i++) {
        char path[PATH_SIZE];
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (strstr(names[i]->d_name, ".json")) {
            take(vacancies, path, false);
        }
        free(names[i]);
    }
    free(names);
    return vacancies;
}

void small_board_write(const char *folder) {
    char path[PATH_SIZE];
    json_t *employers = json_array();
    json_t *changes = json_array();

    take(employers, place_of("fixtures/board/employers.json"), true);
    take(changes, place_of("fixtures/board/changes.json"), false);
    (void)snprintf(path, sizeof path, "%s/vacancies", folder);
    if (mkdir(path, 0700) != 0) {
        abort();
    }
    put(folder, "employers.json", employers);
    put(folder, "changes.json", changes);
    put(path, "all.json", take_vacancies(place_of("fixtures/board/vacancies")));
}
