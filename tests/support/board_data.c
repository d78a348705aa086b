/* tests/support/board_data.c - employers, vacancies and changes of the local board, by day
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_data.h"

#include "tests/support/board_date.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *board_data_text(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

static int number(const json_t *object, const char *key, int fallback) {
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? (int)json_integer_value(value) : fallback;
}

/* FNV-1a, 32 bits. */
static unsigned hash_of(const char *text) {
    unsigned hash = 2166136261u;
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash;
}

static json_t *employer_by_key(const struct board_data *data, const char *key) {
    for (size_t i = 0; i < json_array_size(data->employers); i++) {
        json_t *employer = json_array_get(data->employers, i);
        if (strcmp(board_data_text(employer, "key"), key) == 0)
            return employer;
    }
    return NULL;
}

/* ---- loading ---- */

static json_t *load_array(const char *path, char *error, size_t size) {
    json_error_t problem;
    json_t *array = json_load_file(path, JSON_REJECT_DUPLICATES, &problem);
    if (array == NULL) {
        (void)snprintf(error, size, "%s:%d:%d: %s", path, problem.line, problem.column,
                       problem.text);
        return NULL;
    }
    if (!json_is_array(array)) {
        (void)snprintf(error, size, "%s: not an array", path);
        json_decref(array);
        return NULL;
    }
    return array;
}

static const char *fault_of(const struct board_data *data, const json_t *item) {
    if (board_data_text(item, "ref")[0] == '\0')
        return "has no ref";
    if (board_data_text(item, "title")[0] == '\0')
        return "has no title";
    if (!json_is_integer(json_object_get(item, "feed_id")))
        return "has no feed_id";
    if (employer_by_key(data, board_data_text(item, "employer")) == NULL)
        return "names an unknown employer";
    for (size_t i = 0; i < data->count; i++) {
        if (strcmp(data->vacancies[i].ref, board_data_text(item, "ref")) == 0)
            return "is there twice";
        if (data->vacancies[i].feed_id == json_integer_value(json_object_get(item, "feed_id")))
            return "has the feed_id of another";
    }
    return NULL;
}

static void add_vacancy(struct board_data *data, json_t *item) {
    const char *ref = board_data_text(item, "ref");
    unsigned hash = hash_of(ref);
    struct board_vacancy *grown =
        realloc(data->vacancies, (data->count + 1) * sizeof *data->vacancies);
    if (grown == NULL)
        abort();
    data->vacancies = grown;
    data->vacancies[data->count++] = (struct board_vacancy){
        .base = json_incref(item),
        .ref = ref,
        .feed_id = json_integer_value(json_object_get(item, "feed_id")),
        .hash = hash,
        .appears = number(item, "day", 0),
        .posted_second = 7 * 3600 + (int)(hash % (11 * 3600)),
    };
}

static bool load_vacancies(struct board_data *data, const char *path, char *error,
                           size_t size) {
    json_t *array = load_array(path, error, size);
    if (array == NULL)
        return false;
    bool good = true;
    for (size_t i = 0; i < json_array_size(array); i++) {
        json_t *item = json_array_get(array, i);
        const char *fault = fault_of(data, item);
        if (fault != NULL) {
            (void)snprintf(error, size, "%s: vacancy %zu (%s) %s", path, i,
                           board_data_text(item, "ref"), fault);
            good = false;
            break;
        }
        add_vacancy(data, item);
    }
    json_decref(array);
    return good;
}

static bool load_folder(struct board_data *data, const char *dir, char *error, size_t size) {
    char pattern[4096];
    (void)snprintf(pattern, sizeof pattern, "%s/vacancies/*.json", dir);
    glob_t files = {.gl_pathc = 0};
    bool good = glob(pattern, 0, NULL, &files) == 0;
    if (!good)
        (void)snprintf(error, size, "%s: no such files", pattern);
    for (size_t i = 0; good && i < files.gl_pathc; i++)
        good = load_vacancies(data, files.gl_pathv[i], error, size);
    globfree(&files);
    return good;
}

static bool check_changes(const struct board_data *data, char *error, size_t size) {
    for (size_t i = 0; i < json_array_size(data->changes); i++) {
        json_t *change = json_array_get(data->changes, i);
        bool known = false;
        for (size_t k = 0; k < data->count; k++)
            known =
                known || strcmp(data->vacancies[k].ref, board_data_text(change, "ref")) == 0;
        if (!known) {
            (void)snprintf(error, size, "changes.json: change %zu names unknown advert %s", i,
                           board_data_text(change, "ref"));
            return false;
        }
    }
    return true;
}

static bool load_all(struct board_data *data, const char *dir, char *error, size_t size) {
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/employers.json", dir);
    data->employers = load_array(path, error, size);
    if (data->employers == NULL)
        return false;
    (void)snprintf(path, sizeof path, "%s/changes.json", dir);
    FILE *probe = fopen(path, "r");
    if (probe != NULL)
        (void)fclose(probe);
    data->changes = probe != NULL ? load_array(path, error, size) : json_array();
    return data->changes != NULL && load_folder(data, dir, error, size) &&
           check_changes(data, error, size);
}

bool board_data_load(struct board_data *data, const char *dir, long today, char *error,
                     size_t size) {
    struct board_data loaded = {.today = today};
    if (!load_all(&loaded, dir, error, size)) {
        board_data_free(&loaded);
        return false;
    }
    board_data_set_day(&loaded, 0);
    *data = loaded;
    return true;
}

void board_data_free(struct board_data *data) {
    for (size_t i = 0; i < data->count; i++) {
        json_decref(data->vacancies[i].base);
        json_decref(data->vacancies[i].now);
    }
    free(data->vacancies);
    json_decref(data->employers);
    json_decref(data->changes);
    *data = (struct board_data){.count = 0};
}

/* ---- days ---- */

static void apply_changes(const struct board_data *data, struct board_vacancy *vacancy) {
    for (size_t i = 0; i < json_array_size(data->changes); i++) {
        json_t *change = json_array_get(data->changes, i);
        if (number(change, "day", 1) > data->day ||
            strcmp(board_data_text(change, "ref"), vacancy->ref) != 0)
            continue;
        json_t *set = json_object_get(change, "set");
        if (set != NULL)
            (void)json_object_update(vacancy->now, set);
        if (json_is_true(json_object_get(change, "close")))
            vacancy->withdrawn = true;
        vacancy->changed = number(change, "day", 1);
    }
}

static int compare_newest_first(const void *left, const void *right) {
    const struct board_vacancy *a = left;
    const struct board_vacancy *b = right;
    if (a->posted != b->posted)
        return a->posted > b->posted ? -1 : 1;
    if (a->posted_second != b->posted_second)
        return a->posted_second > b->posted_second ? -1 : 1;
    return strcmp(a->ref, b->ref);
}

void board_data_set_day(struct board_data *data, int day) {
    data->day = day;
    for (size_t i = 0; i < data->count; i++) {
        struct board_vacancy *vacancy = &data->vacancies[i];
        json_decref(vacancy->now);
        vacancy->now = json_deep_copy(vacancy->base);
        vacancy->withdrawn = vacancy->is_taken;
        vacancy->changed = 0;
        apply_changes(data, vacancy);
        vacancy->posted = number(vacancy->now, "posted", 0);
        vacancy->closes = number(vacancy->now, "closes", 365);
    }
    if (data->count > 0)
        qsort(data->vacancies, data->count, sizeof *data->vacancies, compare_newest_first);
}

/* ---- made up ---- */

static void add_made_up(struct board_data *data, const json_t *like, const char *ref,
                        int posted, int appears, int second) {
    json_t *item = json_deep_copy(like);
    char reference[64];
    if (item == NULL)
        abort();
    (void)snprintf(reference, sizeof reference, "%s-REF", ref);
    (void)json_object_set_new(item, "ref", json_string(ref));
    (void)json_object_set_new(item, "reference", json_string(reference));
    (void)json_object_set_new(item, "feed_id", json_integer(9000000 + (json_int_t)data->count));
    (void)json_object_set_new(item, "posted", json_integer(posted));
    (void)json_object_set_new(item, "day", json_integer(appears));
    add_vacancy(data, item);
    if (second >= 0)
        data->vacancies[data->count - 1].posted_second = second;
    json_decref(item);
}

void board_data_copy(struct board_data *data, unsigned times) {
    size_t count = data->count;
    for (unsigned k = 1; k <= times; k++) {
        for (size_t i = 0; i < count; i++) {
            const struct board_vacancy *like = &data->vacancies[i];
            char ref[64];
            (void)snprintf(ref, sizeof ref, "%.40s-K%04u", like->ref, k);
            add_made_up(data, like->base, ref, number(like->base, "posted", 0) - (int)k,
                        like->appears, -1);
        }
    }
    board_data_set_day(data, data->day);
}

void board_data_publish(struct board_data *data, unsigned count) {
    for (unsigned i = 0; i < count; i++) {
        char ref[64];
        size_t serial = ++data->published;
        const struct board_vacancy *like = &data->vacancies[serial % data->count];
        (void)snprintf(ref, sizeof ref, "C9999-26-%06zu", serial);
        add_made_up(data, like->base, ref, data->day, data->day, 18 * 3600 + (int)serial);
    }
    board_data_set_day(data, data->day);
}

void board_data_take(struct board_data *data, size_t from, size_t count, bool whole) {
    size_t open = 0;
    for (size_t i = 0; i < data->count; i++) {
        struct board_vacancy *vacancy = &data->vacancies[i];
        if (!board_data_is_open(data, vacancy) || vacancy->is_hidden)
            continue;
        if (open >= from && open < from + count) {
            vacancy->is_hidden = whole;
            vacancy->is_taken = vacancy->is_taken || !whole;
        }
        open++;
    }
    board_data_set_day(data, data->day);
}

void board_data_put_back(struct board_data *data) {
    for (size_t i = 0; i < data->count; i++) {
        data->vacancies[i].is_hidden = false;
        data->vacancies[i].is_taken = false;
    }
    board_data_set_day(data, data->day);
}

const struct board_vacancy *board_data_find(const struct board_data *data, const char *ref) {
    for (size_t i = 0; i < data->count; i++) {
        if (strcmp(data->vacancies[i].ref, ref) == 0 && data->vacancies[i].appears <= data->day)
            return &data->vacancies[i];
    }
    return NULL;
}

json_t *board_data_employer(const struct board_data *data,
                            const struct board_vacancy *vacancy) {
    json_t *employer = employer_by_key(data, board_data_text(vacancy->now, "employer"));
    if (employer == NULL) /* a change may have named an unknown one */
        employer = json_array_get(data->employers, 0);
    return employer;
}

bool board_data_is_open(const struct board_data *data, const struct board_vacancy *vacancy) {
    return vacancy->appears <= data->day && !vacancy->withdrawn && vacancy->closes >= data->day;
}

/* ---- choosing ---- */

static char lower(char c) { return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c); }

static bool contains(const char *text, const char *word, size_t size) {
    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (i < size && text[i] != '\0' && lower(text[i]) == lower(word[i]))
            i++;
        if (i == size)
            return true;
    }
    return false;
}

/* How many of the keyword's words the advert has; the title counts twice. */
static int score(const struct board_data *data, const struct board_vacancy *vacancy,
                 const char *keyword) {
    char *summary = json_dumps(json_object_get(vacancy->now, "summary"), JSON_ENCODE_ANY);
    const char *title = board_data_text(vacancy->now, "title");
    const char *employer = board_data_text(board_data_employer(data, vacancy), "name");
    int points = 0;
    while (*keyword != '\0') {
        size_t size = strcspn(keyword, " ,");
        if (size > 0) {
            points += contains(title, keyword, size) ? 2 : 0;
            points += contains(employer, keyword, size) ? 1 : 0;
            points += summary != NULL && contains(summary, keyword, size) ? 1 : 0;
        }
        keyword += size;
        keyword += strspn(keyword, " ,");
    }
    free(summary);
    return points;
}

const char *board_data_contract_token(const struct board_vacancy *vacancy) {
    const char *contract = board_data_text(vacancy->now, "contract");
    return strcmp(contract, "Fixed term") == 0 ? "Fixed-Term" : contract;
}

static bool list_has(const char *list, const char *item) {
    size_t size = strlen(item);
    for (const char *at = list; size > 0 && (at = strstr(at, item)) != NULL; at++) {
        if ((at == list || at[-1] == ',') && (at[size] == ',' || at[size] == '\0'))
            return true;
    }
    return false;
}

/* "Band 8a" is asked for as BAND_8A. */
static bool has_band(const struct board_vacancy *vacancy, const char *list) {
    char token[32] = "";
    const char *band = board_data_text(vacancy->now, "band");
    size_t i = 0;
    for (; band[i] != '\0' && i + 1 < sizeof token; i++)
        token[i] = (char)(band[i] == ' '                     ? '_'
                          : band[i] >= 'a' && band[i] <= 'z' ? band[i] - ('a' - 'A')
                                                             : band[i]);
    token[i] = '\0';
    return list_has(list, token);
}

static bool wanted(const char *text) { return text != NULL && text[0] != '\0'; }

static bool matches(const struct board_data *data, const struct board_vacancy *vacancy,
                    const struct board_query *query) {
    long from = 0;
    if (!board_data_is_open(data, vacancy) || vacancy->is_hidden)
        return false;
    if (wanted(query->pay_band) && !has_band(vacancy, query->pay_band))
        return false;
    if (wanted(query->contract_type) &&
        !list_has(query->contract_type, board_data_contract_token(vacancy)))
        return false;
    if (wanted(query->published_from) && board_date_parse(&from, query->published_from) &&
        data->today + vacancy->posted < from)
        return false;
    return !wanted(query->keyword) || score(data, vacancy, query->keyword) > 0;
}

/* Insertion sort: stable, and the board is small. */
static void sort_by_score(const struct board_vacancy **found, size_t count,
                          const struct board_data *data, const char *keyword) {
    for (size_t i = 1; i < count; i++) {
        const struct board_vacancy *moving = found[i];
        int points = score(data, moving, keyword);
        size_t k = i;
        for (; k > 0 && score(data, found[k - 1], keyword) < points; k--)
            found[k] = found[k - 1];
        found[k] = moving;
    }
}

size_t board_data_select(const struct board_vacancy **found, const struct board_data *data,
                         const struct board_query *query) {
    size_t count = 0;
    for (size_t i = 0; i < data->count; i++) {
        if (matches(data, &data->vacancies[i], query))
            found[count++] = &data->vacancies[i];
    }
    if (wanted(query->keyword) &&
        (query->sort == NULL || strcmp(query->sort, "publicationDateDesc") != 0))
        sort_by_score(found, count, data, query->keyword);
    return count;
}
