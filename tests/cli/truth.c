/* tests/cli/truth.c - what is read from the board's pages against the data they were made from
 * SPDX-License-Identifier: MIT
 *
 * The local board prints each advert of fixtures/board/ in one of the shapes of the real site;
 * what the program reads back must be what the data say. `make accuracy` prints the table.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/date.h"
#include "tests/support/board_dump.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

#define DAY_ZERO "2026-11-02"

enum { TRUTH_ADVERTS_MIN = 120, TRUTH_SHOWN_MAX = 12 };

enum truth_field {
    TRUTH_TITLE,
    TRUTH_EMPLOYER,
    TRUTH_REFERENCE,
    TRUTH_POSTED,
    TRUTH_CLOSES,
    TRUTH_BAND,
    TRUTH_SALARY,
    TRUTH_PLACES,
    TRUTH_CRITERIA,
    TRUTH_NEEDS,
    TRUTH_GROUPS,
    TRUTH_CONTACT,
    TRUTH_COUNT
};

static const char *const names[TRUTH_COUNT] = {
    "title",  "employer",       "reference", "posted",   "closes",
    "band",   "salary text",    "postcodes", "criteria", "essential or desirable",
    "groups", "no contact kept"};

static struct { int right, total; } table[TRUTH_COUNT];
static int shown;

static void count(enum truth_field field, bool right, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void count(enum truth_field field, bool right, const char *format, ...) {
    char what[512];
    va_list arguments;
    table[field].total++;
    table[field].right += right;
    if (right || shown++ >= TRUTH_SHOWN_MAX) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    fprintf(stderr, "%s: %s\n", names[field], what);
}

static const char *text_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* Does the template leave this block out, or print it blank? */
static bool is_hidden(const json_t *advert, const char *field) {
    static const char *const ways[] = {"missing", "empty"};
    for (size_t way = 0; way < 2; way++) {
        size_t index;
        const json_t *entry;
        json_array_foreach(json_object_get(json_object_get(advert, "shape"), ways[way]), index,
                           entry) {
            if (strcmp(json_string_value(entry), field) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void compare_text(enum truth_field field, const char *want, const char *got) {
    count(field, strcmp(want, got) == 0, "want \"%s\", got \"%s\"", want, got);
}

static void compare_date(enum truth_field field, const json_t *advert, const char *key,
                         const json_t *read) {
    struct date zero = {0};
    char text[DATE_TEXT_SIZE];
    int64_t days = json_integer_value(json_object_get(advert, key));
    date_parse_iso(SPAN(DAY_ZERO), &zero);
    compare_text(field,
                 is_hidden(advert, key)
                     ? ""
                     : date_write(date_from_days(date_to_days(zero) + days), text),
                 text_of(read, key));
}

/* "Band 8a" against ["8a"]. */
static void compare_band(const json_t *advert, const json_t *read) {
    const char *want = text_of(advert, "band");
    const json_t *bands = json_object_get(read, "bands");
    const char *got = json_string_value(json_array_get(bands, 0));
    if (is_hidden(advert, "band") || strncmp(want, "Band ", 5) != 0 || strlen(want) > 7) {
        return; /* then the salary text or the title may name one */
    }
    count(TRUTH_BAND,
          json_array_size(bands) == 1 && got &&
              span_equal_nocase(span_of(got), span_of(want + 5)),
          "%s: want %s, got %s", text_of(advert, "ref"), want, got ? got : "none");
}

/* The amount first, then the employer's words, as the page prints them. */
static void compare_salary(const json_t *advert, const json_t *read) {
    const json_t *salary = json_object_get(advert, "salary");
    const char *got = text_of(json_object_get(read, "salary"), "text");
    const char *want = text_of(salary, "text");
    if (json_is_object(salary) && !is_hidden(advert, "salary")) {
        count(TRUTH_SALARY,
              strncmp(got, want, strlen(want)) == 0 && strstr(got, text_of(salary, "note")),
              "%s: want \"%s %s\", got \"%s\"", text_of(advert, "ref"), want,
              text_of(salary, "note"), got);
    }
}

static bool same_postcode(const char *a, const char *b) {
    for (;;) {
        a += strspn(a, " ");
        b += strspn(b, " ");
        if (ascii_lower(*a) != ascii_lower(*b)) {
            return false;
        }
        if (!*a) {
            return true;
        }
        a++;
        b++;
    }
}

static void compare_places(const json_t *advert, const json_t *read) {
    const json_t *want = json_object_get(advert, "locations");
    const json_t *got = json_object_get(read, "locations");
    size_t index;
    const json_t *place;
    count(TRUTH_PLACES, json_array_size(want) == json_array_size(got), "%s: want %zu, got %zu",
          text_of(advert, "ref"), json_array_size(want), json_array_size(got));
    json_array_foreach(want, index, place) {
        const char *code = is_hidden(advert, "postcode") ? "" : text_of(place, "postcode");
        const char *read_code = text_of(json_array_get(got, index), "postcode");
        count(TRUTH_PLACES, same_postcode(code, read_code), "%s: want %s, got %s",
              text_of(advert, "ref"), code, read_code);
    }
}

/* A criterion as the record prints it: sub-items joined behind their parent. */
static void put_criterion(struct buf *out, const json_t *criterion) {
    size_t index;
    const json_t *child;
    if (!json_is_object(criterion)) {
        buf_put_text(out, json_string_value(criterion));
        return;
    }
    struct span parent = span_of(text_of(criterion, "text"));
    buf_put(out, span_ends(parent, ":") ? span_part(parent, 0, parent.len - 1) : parent);
    json_array_foreach(json_object_get(criterion, "ul"), index, child) {
        buf_put_text(out, index == 0 ? ": " : "; ");
        put_criterion(out, child);
    }
}

/* A mark of the employer's ("(A/I)", " - A, I") is no part of the words. */
static bool is_mark(struct span words) {
    size_t at = 0;
    while (at < words.len && strchr(" -:()[]/,AIRTDC", words.at[at])) {
        at++;
    }
    return at == words.len && words.len <= 12;
}

/* The same words, but for one mark that only the data have. */
static bool same_criterion(struct span want, struct span got) {
    size_t front = 0;
    size_t back = 0;
    while (front < want.len && front < got.len && want.at[front] == got.at[front]) {
        front++;
    }
    while (back < want.len - front && back < got.len - front &&
           want.at[want.len - 1 - back] == got.at[got.len - 1 - back]) {
        back++;
    }
    return front + back == got.len && is_mark(span_part(want, front, want.len - front - back));
}

static void compare_block(const json_t *advert, const json_t *group, const char *need,
                          const json_t *read, size_t *at) {
    size_t index;
    const json_t *criterion;
    struct buf words;
    buf_init(&words, 1 << 16);
    json_array_foreach(json_object_get(group, need), index, criterion) {
        const json_t *got = json_array_get(json_object_get(read, "criteria"), (*at)++);
        buf_clear(&words);
        put_criterion(&words, criterion);
        const char *want = buf_text(&words);
        count(TRUTH_CRITERIA, same_criterion(buf_span(&words), span_of(text_of(got, "text"))),
              "%s: want \"%s\", got \"%s\"", text_of(advert, "ref"), want,
              text_of(got, "text"));
        count(TRUTH_NEEDS, strcmp(text_of(got, "need"), need) == 0, "%s: \"%s\"",
              text_of(advert, "ref"), want);
        count(TRUTH_GROUPS, strcmp(text_of(got, "group"), text_of(group, "group")) == 0,
              "%s: want \"%s\", got \"%s\"", text_of(advert, "ref"), text_of(group, "group"),
              text_of(got, "group"));
    }
    buf_fini(&words);
}

static void compare_criteria(const json_t *advert, const json_t *read) {
    const json_t *spec = json_object_get(advert, "spec");
    const char *ids = text_of(json_object_get(advert, "shape"), "spec_ids");
    size_t at = 0;
    size_t index;
    const json_t *group;
    if (!json_is_array(spec) || is_hidden(advert, "spec") || strcmp(ids, "in_prose") == 0) {
        return;
    }
    json_array_foreach(spec, index, group) {
        compare_block(advert, group, "essential", read, &at);
        compare_block(advert, group, "desirable", read, &at);
    }
    count(TRUTH_CRITERIA, at == json_array_size(json_object_get(read, "criteria")),
          "%s: want %zu, got %zu", text_of(advert, "ref"), at,
          json_array_size(json_object_get(read, "criteria")));
}

static void compare(const json_t *advert, const json_t *employer, const json_t *read) {
    compare_text(TRUTH_TITLE, text_of(advert, "title"), text_of(read, "title"));
    compare_text(TRUTH_EMPLOYER, text_of(employer, "name"), text_of(read, "employer"));
    compare_text(TRUTH_REFERENCE, text_of(advert, "reference"), text_of(read, "reference"));
    compare_date(TRUTH_POSTED, advert, "posted", read);
    compare_date(TRUTH_CLOSES, advert, "closes", read);
    compare_band(advert, read);
    compare_salary(advert, read);
    compare_places(advert, read);
    compare_criteria(advert, read);
    count(TRUTH_CONTACT, json_is_null(json_object_get(read, "contact")), "%s",
          text_of(advert, "ref"));
}

static json_t *load(const char *path) {
    json_error_t error;
    json_t *value = json_load_file(path, 0, &error);
    cr_assert_not_null(value, "%s:%d: %s", path, error.line, error.text);
    return value;
}

static json_t *employer_of(const json_t *employers, const json_t *advert) {
    size_t index;
    json_t *employer;
    json_array_foreach(employers, index, employer) {
        if (strcmp(text_of(employer, "key"), text_of(advert, "employer")) == 0) {
            return employer;
        }
    }
    return NULL;
}

static int compare_file(const struct run_place *place, const json_t *employers,
                        const char *name) {
    char path[512];
    json_t *adverts = NULL;
    size_t index;
    json_t *advert;
    int compared = 0;
    snprintf(path, sizeof path, "%s/%s", place_of("fixtures/board/vacancies"), name);
    adverts = load(path);
    json_array_foreach(adverts, index, advert) {
        if (json_integer_value(json_object_get(advert, "day")) == 0) {
            snprintf(path, sizeof path, "%s/pages/%s.html", place->folder,
                     text_of(advert, "ref"));
            struct run_result run = RUN(place, "parse", "--json", path);
            json_t *read = json_loads(run.out, 0, NULL);
            compare(advert, employer_of(employers, advert), read);
            compared++;
            json_decref(read);
            run_result_free(&run);
        }
    }
    json_decref(adverts);
    return compared;
}

Test(truth, adverts_read_back_as_they_were_written) {
    struct run_place place = run_place_make();
    struct board_options options = {.data_dir = place_of("fixtures/board"), .today = DAY_ZERO};
    json_t *employers = load(place_of("fixtures/board/employers.json"));
    struct dirent **files = NULL;
    char error[256] = "";
    int compared = 0;
    int count_of_files = scandir(place_of("fixtures/board/vacancies"), &files, NULL, alphasort);
    cr_assert_gt(board_dump_write(run_path(&place, "pages"), &options, 0, error, sizeof error),
                 0, "%s", error);
    for (int i = 0; i < count_of_files; i++) {
        if (strstr(files[i]->d_name, ".json")) {
            compared += compare_file(&place, employers, files[i]->d_name);
        }
        free(files[i]);
    }
    free(files);
    json_decref(employers);
    run_place_remove(&place);
    cr_expect_geq(compared, TRUTH_ADVERTS_MIN);
    if (getenv("SHORTLIST_ACCURACY")) {
        printf("%d adverts of the local board, read back\n", compared);
    }
    for (int field = 0; field < TRUTH_COUNT; field++) {
        if (getenv("SHORTLIST_ACCURACY")) {
            printf("  %-24s %5d of %5d  %6.2f %%\n", names[field], table[field].right,
                   table[field].total, 100.0 * table[field].right / table[field].total);
        }
        cr_expect(table[field].right * 1000 >= table[field].total * 995, "%s: %d of %d",
                  names[field], table[field].right, table[field].total);
    }
}
