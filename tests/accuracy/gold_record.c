/* tests/accuracy/gold_record.c - the records of a page against the truth
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/gold_record.h"

#include <string.h>

static void judge_entries(const struct gold_place *place, const char *name,
                          const struct json *want, const struct json *got);

typedef void judge_member(const struct gold_place *place, const char *name,
                          const struct json *want, const struct json *got);

/* Members that are not judged whole. */
static const struct {
    const char *name;
    judge_member *judge;
} shapes[] = {
    {"salary", gold_judge_members},    {"text", gold_judge_members},
    {"education", gold_judge_members}, {"locations", gold_judge_locations},
    {"criteria", gold_criteria},       {"entries", judge_entries},
};

static judge_member *shape_of(const char *name) {
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        if (strcmp(shapes[i].name, name) == 0) {
            return shapes[i].judge;
        }
    }
    return gold_judge;
}

static void judge_fields(const struct gold_place *place, const struct json *want,
                         const struct json *got) {
    for (size_t i = 0; i < json_count(want); i++) {
        const char *key = NULL;
        const struct json *value = json_member(want, i, &key);
        shape_of(key)(place, key, value, json_get(got, key));
    }
}

/* ---- which belongs to which ---- */

static bool same_name(const struct json *want, const struct json *got, const char *key) {
    const char *wanted = json_as_text(json_get(want, key));
    const char *read = json_as_text(json_get(got, key));
    return wanted && read && strcmp(wanted, read) == 0;
}

/* The one that has the same id, else the same address, reference or title, and that no other
 * has taken. @param taken one for each of `got` */
static const struct json *partner_of(const struct json *want, const struct json *got,
                                     bool *taken) {
    static const char *const keys[] = {"id", "url", "reference", "title"};
    for (size_t key = 0; key < sizeof keys / sizeof keys[0]; key++) {
        for (size_t i = 0; i < json_count(got); i++) {
            if (!taken[i] && same_name(want, json_at(got, i), keys[key])) {
                taken[i] = true;
                return json_at(got, i);
            }
        }
    }
    return NULL;
}

static void judge_entries(const struct gold_place *place, const char *name,
                          const struct json *want, const struct json *got) {
    bool *taken = arena_alloc(place->arena, json_count(got) + 1, sizeof *taken);
    if (!place->absent) {
        gold_judge_yes(place, name, json_count(want) == json_count(got));
    }
    if (json_count(want) != json_count(got)) {
        gold_say(place, name, "expected %zu of them, got %zu", json_count(want),
                 json_count(got));
    }
    for (size_t i = 0; taken && i < json_count(want); i++) {
        const struct json *entry = json_at(want, i);
        const struct json *partner = partner_of(entry, got, taken);
        struct gold_place inner = *place;
        inner.page = arena_printf(place->arena, "%s: entry %zu", place->page, i);
        if (!partner) {
            gold_say(&inner, name, "not found: %s", gold_text(place, json_get(entry, "title")));
        }
        inner.absent = place->absent || !partner;
        judge_fields(&inner, entry, partner);
    }
}

/* ---- records ---- */

/* What stands in front of the fields of each kind of record. */
static const char *prefix_of(const struct json *record) {
    static const char *const prefixes[][2] = {{"shortlist.listing/1", "list."},
                                              {"shortlist.role/1", "role."},
                                              {"shortlist.refusal/1", "refusal."}};
    const char *schema = json_as_text(json_get(record, "schema"));
    for (size_t i = 0; schema && i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (strcmp(prefixes[i][0], schema) == 0) {
            return prefixes[i][1];
        }
    }
    return "";
}

static void judge_record(const struct gold_place *place, const struct json *want,
                         const struct json *got) {
    struct gold_place inner = *place;
    inner.prefix = prefix_of(want);
    inner.absent = !same_name(want, got, "schema");
    if (inner.absent) {
        gold_say(place, "readings", "expected a %s, got %s %s",
                 gold_text(place, json_get(want, "schema")),
                 gold_text(place, json_get(got, "schema")),
                 gold_text(place, json_get(got, got ? "kind" : "")));
    }
    judge_fields(&inner, want, got);
}

void gold_records(const struct gold_place *place, const struct json *want,
                  const struct json *got) {
    bool by_place = json_count(want) == json_count(got);
    bool *taken = arena_alloc(place->arena, json_count(got) + 1, sizeof *taken);
    gold_judge_yes(place, "readings", by_place);
    if (!by_place) {
        gold_say(place, "readings", "expected %zu, got %zu", json_count(want), json_count(got));
    }
    for (size_t i = 0; taken && i < json_count(want); i++) {
        const struct json *record = json_at(want, i);
        judge_record(place, record,
                     by_place ? json_at(got, i) : partner_of(record, got, taken));
    }
}
