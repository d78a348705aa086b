/* parser/schema_org.c - things and their properties in schema.org's JSON-LD
 * SPDX-License-Identifier: MIT
 */
#include "parser/schema_org.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* In front of the vocabulary's names, longest first. */
static const char *const prefixes[] = {"https://www.schema.org/",
                                       "http://www.schema.org/",
                                       "https://schema.org/",
                                       "http://schema.org/",
                                       "schema:",
                                       ""};

static struct span without_prefix(struct span name) {
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (span_starts_nocase(name, prefixes[i])) {
            return span_part(name, strlen(prefixes[i]), SIZE_MAX);
        }
    }
    return name;
}

static bool is_name(const struct json *value, const char *type) {
    struct span name = span_trim(span_of(json_as_text(value)));
    return span_is_nocase(without_prefix(name), type);
}

bool schema_org_is(const struct json *object, const char *type) {
    const struct json *types = json_get(object, "@type");
    types = types ? types : json_get(object, "type");
    for (size_t i = 0; i < schema_org_count(types); i++) {
        const struct json *each = json_is_array(types) ? json_at(types, i) : types;
        if (is_name(each, type)) {
            return true;
        }
    }
    return false;
}

/* ---- finding things ---- */

static void take_thing(struct schema_org *things, const struct json *object) {
    things->full = things->full || things->found_count == SCHEMA_ORG_FOUND_MAX;
    if (things->found_count < SCHEMA_ORG_FOUND_MAX) {
        things->found[things->found_count++] = object;
    }
}

static void collect_members(struct schema_org *things, const struct json *object,
                            const char *type) {
    size_t count = json_count(object);
    const char *key = NULL;
    for (size_t i = 0; i < count && i < SCHEMA_ORG_MEMBERS_MAX; i++) {
        schema_org_collect(things, json_member(object, i, &key), type);
    }
}

void schema_org_collect(struct schema_org *things, const struct json *value, const char *type) {
    for (size_t i = 0; json_is_array(value) && i < json_count(value); i++) {
        schema_org_collect(things, json_at(value, i), type);
    }
    if (!json_is_object(value)) {
        return;
    }
    bool named = json_as_text(json_get(value, "@id")) && json_count(value) > 1;
    if (named && things->named_count < SCHEMA_ORG_NAMED_MAX) {
        things->named[things->named_count++] = value;
    }
    if (schema_org_is(value, type)) {
        take_thing(things, value);
    }
    collect_members(things, value, type);
}

/* ---- properties ---- */

/* The thing that a bare {"@id": ...} points at, else the value itself. */
static const struct json *follow(const struct schema_org *things, const struct json *value) {
    const char *id = json_as_text(json_get(value, "@id"));
    if (!id || json_count(value) != 1) {
        return value;
    }
    for (size_t i = 0; i < things->named_count; i++) {
        if (strcmp(json_as_text(json_get(things->named[i], "@id")), id) == 0) {
            return things->named[i];
        }
    }
    return value;
}

/* A list may be wrapped: {"@list": [...]}. */
static const struct json *unwrap(const struct json *value) {
    const struct json *list = json_get(value, "@list");
    list = list ? list : json_get(value, "@set");
    return list ? list : value;
}

const struct json *schema_org_get(const struct schema_org *things, const struct json *object,
                                  const char *name) {
    enum { KEY_SIZE = 96 }; /* our own names, none of them longer than 30 */
    const struct json *value = NULL;
    for (size_t i = sizeof prefixes / sizeof prefixes[0]; i-- > 0 && !value;) {
        char key[KEY_SIZE];
        (void)snprintf(key, sizeof key, "%s%s", prefixes[i], name);
        value = json_get(object, key);
    }
    value = unwrap(follow(things, value));
    bool empty = json_is_array(value) && json_count(value) == 0;
    return empty ? NULL : value;
}

size_t schema_org_count(const struct json *value) {
    size_t count = json_is_array(value) ? json_count(value) : value != NULL;
    return count < SCHEMA_ORG_LIST_MAX ? count : SCHEMA_ORG_LIST_MAX;
}

const struct json *schema_org_at(const struct schema_org *things, const struct json *value,
                                 size_t index) {
    return follow(things, json_is_array(value) ? json_at(value, index) : value);
}

/* ---- texts ---- */

/* Whole numbers without a decimal point, others with two decimals: amounts and hours. */
static const char *number_text(struct arena *arena, const struct json *value) {
    int64_t whole = 0;
    double number = 0;
    if (json_as_int(value, &whole)) {
        return arena_printf(arena, "%lld", (long long)whole);
    }
    if (!json_as_number(value, &number) || fabs(number) > 1e15) {
        return NULL;
    }
    bool round = number == floor(number);
    return arena_printf(arena, round ? "%.0f" : "%.2f", number);
}

/* A text with a name is none that may be pointed at: no page can have one long text read many
 * times. */
const char *schema_org_raw(struct arena *arena, const struct json *value) {
    const struct json *one = json_is_array(value) ? json_at(value, 0) : value;
    const struct json *inner = json_get(one, "@value");
    one = inner && !json_get(one, "@id") ? inner : one;
    const char *text = json_as_text(one);
    text = text ? text : number_text(arena, one);
    return span_trim(span_of(text)).len > 0 ? text : NULL;
}
