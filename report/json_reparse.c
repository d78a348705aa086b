/* report/json_reparse.c - what a reparse did: shortlist.reparse/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_reparse.h"

static struct json *fields_json(const struct reparse_report *report) {
    struct json *fields = json_new_array();
    for (size_t i = 0; i < report->change_count; i++) {
        const struct field_changes *changes = &report->changes[i];
        struct json *field = json_new_object();
        json_set(field, "field", json_text(changes->field));
        json_set(field, "filled", json_int(changes->filled));
        json_set(field, "emptied", json_int(changes->emptied));
        json_set(field, "changed", json_int(changes->changed));
        json_push(fields, field);
    }
    return fields;
}

struct json *json_reparse(const struct reparse_report *report) {
    const struct run_counts *counts = &report->counts;
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.reparse/1"));
    json_set(object, "pages", json_int(report->pages));
    json_set(object, "seen", json_int(counts->seen));
    json_set(object, "new", json_int(counts->fresh));
    json_set(object, "changed", json_int(counts->changed));
    json_set(object, "same", json_int(counts->same));
    json_set(object, "refused", json_int(counts->refused));
    json_set(object, "aside", json_int(counts->aside));
    json_set(object, "taken_up", json_int(report->taken_up));
    json_set(object, "fields", fields_json(report));
    return object;
}
