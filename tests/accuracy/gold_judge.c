/* tests/accuracy/gold_judge.c - one value that was read against the truth
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/gold_judge.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LINE_CAP = 1 << 20 };

/* Lists whose order means nothing. */
static const char *const sets[] = {"bands", "working_patterns", "assessed", "levels"};

/* The format names regions and says nothing about how they are written: "South East" and
 * "south_east" are one. */
static bool same_region(const struct json *want, const struct json *got) {
    const char *a = json_as_text(want);
    const char *b = json_as_text(got);
    while (a && b && *a && *b &&
           (ascii_lower(*a) == ascii_lower(*b) || (*a == '_' && *b == ' '))) {
        a++;
        b++;
    }
    return a && b && !*a && !*b;
}

static bool is_set(const char *field) {
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        if (strcmp(sets[i], field) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- values ---- */

const char *gold_text(const struct gold_place *place, const struct json *value) {
    struct buf line;
    buf_init(&line, LINE_CAP);
    bool written = value && json_write(&line, value) == ERR_NONE;
    const char *text = arena_copy_text(place->arena, written ? buf_text(&line) : "null");
    buf_fini(&line);
    return text ? text : "";
}

static bool is_word(const struct json *value, const char *word) {
    const char *text = json_as_text(value);
    return text && strcmp(text, word) == 0;
}

bool gold_is_open(const struct json *want) { return is_word(want, "?"); }

bool gold_is_blank(const struct json *value) {
    double number;
    if (json_is_array(value)) {
        return json_count(value) == 0;
    }
    return is_word(value, "unstated") ||
           !(json_as_text(value) || json_is_true(value) || json_is_object(value) ||
             json_as_number(value, &number));
}

/* true, false and null: NULL is null. */
static bool same_written(const struct json *want, const struct json *got) {
    struct json *null = json_new_null();
    struct buf a;
    struct buf b;
    buf_init(&a, LINE_CAP);
    buf_init(&b, LINE_CAP);
    bool written = json_write(&a, want ? want : null) == ERR_NONE &&
                   json_write(&b, got ? got : null) == ERR_NONE;
    bool same = written && span_equal(buf_span(&a), buf_span(&b));
    buf_fini(&a);
    buf_fini(&b);
    json_free(null);
    return same;
}

static bool same_scalar(const struct json *want, const struct json *got) {
    double a;
    double b;
    const char *text = json_as_text(want);
    if (text) {
        return json_as_text(got) && strcmp(text, json_as_text(got)) == 0;
    }
    if (json_as_number(want, &a)) {
        return json_as_number(got, &b) && fabs(a - b) < 1e-9;
    }
    return same_written(want, got);
}

static bool has(const struct json *array, const struct json *value) {
    for (size_t i = 0; i < json_count(array); i++) {
        if (gold_same(value, json_at(array, i), false)) {
            return true;
        }
    }
    return false;
}

static bool same_array(const struct json *want, const struct json *got, bool any_order) {
    bool same = json_is_array(got) && json_count(want) == json_count(got);
    for (size_t i = 0; same && i < json_count(want); i++) {
        const struct json *value = json_at(want, i);
        same = any_order ? has(got, value) : gold_same(value, json_at(got, i), false);
    }
    return same;
}

static bool same_object(const struct json *want, const struct json *got) {
    bool same = json_is_object(got);
    for (size_t i = 0; same && i < json_count(want); i++) {
        const char *key = NULL;
        const struct json *value = json_member(want, i, &key);
        same = gold_same(value, json_get(got, key), is_set(key));
    }
    return same;
}

bool gold_same(const struct json *want, const struct json *got, bool any_order) {
    if (gold_is_open(want)) {
        return true;
    }
    return json_is_array(want)    ? same_array(want, got, any_order)
           : json_is_object(want) ? same_object(want, got)
                                  : same_scalar(want, got);
}

/* ---- judging ---- */

struct gold_place gold_inside(const struct gold_place *place, const char *name) {
    struct gold_place inner = *place;
    inner.prefix = arena_printf(place->arena, "%s%s.", place->prefix, name);
    return inner;
}

void gold_say(const struct gold_place *place, const char *field, const char *format, ...) {
    va_list args;
    if (place->figures->verbose && !place->absent) {
        printf("%s: %s%s: ", place->page, place->prefix, field);
        va_start(args, format);
        vprintf(format, args);
        va_end(args);
        printf("\n");
    }
}

static void count(const struct gold_place *place, const char *field, size_t right, size_t all) {
    const char *name = arena_printf(place->arena, "%s%s", place->prefix, field);
    gold_count(place->figures, name ? name : field, place->column, right, all);
}

void gold_judge_yes(const struct gold_place *place, const char *field, bool yes) {
    count(place, field, yes, 1);
}

void gold_judge(const struct gold_place *place, const char *field, const struct json *want,
                const struct json *got) {
    if (gold_is_open(want) || (place->absent && gold_is_blank(want))) {
        count(place, field, 0, 0); /* the row stands where it belongs */
        return;
    }
    bool same = gold_same(want, got, is_set(field)) ||
                (strcmp(field, "region") == 0 && same_region(want, got));
    bool right = same && !place->absent;
    gold_judge_yes(place, field, right);
    if (!right) {
        gold_say(place, field, "expected %s, got %s", gold_text(place, want),
                 gold_text(place, got));
    }
}

void gold_judge_members(const struct gold_place *place, const char *name,
                        const struct json *want, const struct json *got) {
    if (!json_is_object(want)) {
        gold_judge(place, name, want, got);
        return;
    }
    struct gold_place inner = gold_inside(place, name);
    for (size_t i = 0; i < json_count(want); i++) {
        const char *key = NULL;
        const struct json *value = json_member(want, i, &key);
        gold_judge(&inner, key, value, json_get(got, key));
    }
}

static void judge_location(const struct gold_place *place, const struct json *want,
                           const struct json *got) {
    enum { PRINTED = 4 }; /* the others follow from the postcode */
    static const char *const members[] = {"address",  "town",   "county",
                                          "postcode", "nation", "region"};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const struct json *wanted = json_get(want, members[i]);
        const struct json *read = json_get(got, members[i]);
        /* Of a location that only one side has, what it does not say is no merit. */
        bool both_blank = gold_is_blank(wanted) && gold_is_blank(read);
        bool judged = want ? wanted != NULL : i < PRINTED;
        if (judged && !(both_blank && (!want || !got))) {
            gold_judge(place, members[i], wanted, read);
        }
    }
}

void gold_judge_locations(const struct gold_place *place, const char *name,
                          const struct json *want, const struct json *got) {
    size_t wanted = json_count(want);
    size_t read = json_count(got);
    if (!json_is_array(want)) {
        gold_judge(place, name, want, got);
        return;
    }
    if (!place->absent) {
        gold_judge_yes(place, name, wanted == read);
    }
    if (wanted != read) {
        gold_say(place, name, "expected %zu of them, got %zu", wanted, read);
    }
    struct gold_place inner = gold_inside(place, name);
    for (size_t i = 0; i < wanted || (i < read && !place->absent); i++) {
        judge_location(&inner, json_at(want, i), json_at(got, i));
    }
}

/* Is the note on the field, on a part of it, or on that of a listing's entry? */
static bool is_note_on(const char *noted, const char *field) {
    struct span rest = span_of(noted);
    struct span piece;
    if (span_starts(rest, "entries.")) {
        (void)span_next_piece(&rest, '.', &piece);
        (void)span_next_piece(&rest, '.', &piece);
    }
    size_t len = strlen(field);
    return span_starts(rest, field) && (rest.len == len || rest.at[len] == '.');
}

void gold_judge_noted(const struct gold_place *place, const struct json *notes,
                      const char *field) {
    bool found = false;
    for (size_t i = 0; i < json_count(notes); i++) {
        const char *noted = json_as_text(json_get(json_at(notes, i), "field"));
        found = found || is_note_on(noted, field);
    }
    gold_judge_yes(place, "noted", found);
    if (!found) {
        gold_say(place, "noted", "expected a note on %s, got none", field);
    }
}
