/* lib/json.c - JSON out and in (the only user of jansson)
 * SPDX-License-Identifier: MIT
 */
#include "lib/json.h"

#include <jansson.h>

/* jansson has macros of these names. */
#undef json_is_array
#undef json_is_object
#undef json_is_true

/* `struct json` is jansson's json_t under a name of our own; the casts are these three. */
static struct json *ours(json_t *value) { return (struct json *)value; }
static json_t *theirs(struct json *value) { return (json_t *)value; }

/* jansson's iterators take their object without const but do not change it; the way over an
 * integer is the one that -Wcast-qual lets through. */
static json_t *readable(const struct json *value) { return (json_t *)(uintptr_t)value; }

/* Stands for a value that could not be made. Of no type that jansson knows, so that dumping it
 * fails, and with the reference count of its own constants, which are never freed. */
enum { TYPE_SPOILT = JSON_NULL + 1 };
static json_t spoilt = {.type = (json_type)TYPE_SPOILT, .refcount = SIZE_MAX};

/* Makes sure that a container from which something is missing can never be written. */
static void spoil(json_t *container) {
    bool marked = json_is_object(ours(container))
                      ? json_object_set_new(container, "", &spoilt) == 0
                      : json_array_append_new(container, &spoilt) == 0;
    if (!marked) {
        /* Not even that found memory. The container is lost with what it holds, which is better
         * than a record that is short and looks whole. */
        container->type = (json_type)TYPE_SPOILT;
    }
}

struct json *json_new_object(void) {
    return ours(json_object());
}

struct json *json_new_array(void) {
    return ours(json_array());
}

struct json *json_new_null(void) {
    return ours(json_null());
}

struct json *json_bool(bool value) {
    return ours(json_boolean(value));
}

struct json *json_int(int64_t value) {
    return ours(json_integer(value));
}

struct json *json_text(const char *text) {
    return text ? json_span(span_of(text)) : json_new_null();
}

struct json *json_span(struct span text) {
    return ours(json_stringn(text.at ? text.at : "", text.len));
}

/* `value` / `unit`; whole numbers are written without a decimal point. */
static struct json *fraction(int64_t value, int64_t unit) {
    return value % unit == 0 ? json_int(value / unit)
                             : ours(json_real((double)value / (double)unit));
}

struct json *json_hundredths(int64_t hundredths) {
    return fraction(hundredths, 100);
}

struct json *json_tenths(int64_t tenths) {
    return fraction(tenths, 10);
}

void json_set(struct json *object, const char *key, struct json *value) {
    if (!object) {
        json_free(value);
    } else if (json_object_set_new(theirs(object), key, theirs(value)) != 0) {
        spoil(theirs(object));
    }
}

void json_push(struct json *array, struct json *value) {
    if (!array) {
        json_free(value);
    } else if (json_array_append_new(theirs(array), theirs(value)) != 0) {
        spoil(theirs(array));
    }
}

void json_free(struct json *value) { json_decref(theirs(value)); }

static int put(const char *bytes, size_t len, void *state) {
    struct buf *out = state;
    buf_put(out, (struct span){bytes, len});
    return out->failed ? -1 : 0;
}

enum err json_write(struct buf *out, const struct json *value) {
    /* A double holds 15 decimal digits: with more, 12.1 would come out as 12.099999999999999.
     */
    const size_t flags = JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15);
    size_t start = out->len;
    if (json_dump_callback((const json_t *)value, put, out, flags) == 0 && !out->failed) {
        return ERR_NONE;
    }
    buf_cut(out, start);
    return out->failed ? out->failed : ERR_MEMORY;
}

enum err json_parse(struct json **out, struct span text, struct diag *diag) {
    json_error_t error;
    json_t *value = json_loadb(text.at ? text.at : "", text.len, JSON_DECODE_ANY, &error);
    if (!value && json_error_code(&error) == json_error_out_of_memory) {
        return diag_set(diag, ERR_MEMORY, "reading JSON: out of memory");
    }
    if (!value) {
        return diag_set(diag, ERR_INPUT, "JSON, line %d, column %d: %s", error.line,
                        error.column, error.text);
    }
    *out = ours(value);
    return ERR_NONE;
}

const struct json *json_get(const struct json *object, const char *key) {
    return ours(json_object_get((const json_t *)object, key));
}

size_t json_count(const struct json *value) {
    return json_is_object(value) ? json_object_size((const json_t *)value)
                                 : json_array_size((const json_t *)value);
}

const struct json *json_at(const struct json *array, size_t index) {
    return ours(json_array_get((const json_t *)array, index));
}

const struct json *json_member(const struct json *object, size_t index, const char **key) {
    if (!json_is_object(object)) {
        return NULL;
    }
    void *member = json_object_iter(readable(object));
    while (member && index > 0) {
        member = json_object_iter_next(readable(object), member);
        index--;
    }
    if (!member) {
        return NULL;
    }
    *key = json_object_iter_key(member);
    return ours(json_object_iter_value(member));
}

const char *json_as_text(const struct json *value) {
    return json_string_value((const json_t *)value);
}

static bool is_type(const struct json *value, json_type type) {
    return value && json_typeof((const json_t *)value) == type;
}

bool json_as_int(const struct json *value, int64_t *out) {
    if (!is_type(value, JSON_INTEGER)) {
        return false;
    }
    *out = json_integer_value((const json_t *)value);
    return true;
}

bool json_as_number(const struct json *value, double *out) {
    if (!is_type(value, JSON_INTEGER) && !is_type(value, JSON_REAL)) {
        return false;
    }
    *out = json_number_value((const json_t *)value);
    return true;
}

bool json_is_true(const struct json *value) { return is_type(value, JSON_TRUE); }

bool json_is_object(const struct json *value) { return is_type(value, JSON_OBJECT); }

bool json_is_array(const struct json *value) { return is_type(value, JSON_ARRAY); }

const char *json_library(void) { return "jansson/" JANSSON_VERSION; }
