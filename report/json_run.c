/* report/json_run.c - what a run did: shortlist.run/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_run.h"

#include "report/json_part.h"

void json_run_counts(struct json *object, const struct run_counts *counts) {
    json_set(object, "requests", json_int(counts->requests));
    json_set(object, "listed", json_int(counts->listed));
    json_set(object, "seen", json_int(counts->seen));
    json_set(object, "new", json_int(counts->fresh));
    json_set(object, "changed", json_int(counts->changed));
    json_set(object, "same", json_int(counts->same));
    json_set(object, "refused", json_int(counts->refused));
    json_set(object, "aside", json_int(counts->aside));
    json_set(object, "failed", json_int(counts->failed));
    json_set(object, "closed", json_int(counts->closed));
    json_set(object, "withdrawn", json_int(counts->withdrawn));
    json_set(object, "reopened", json_int(counts->reopened));
    json_set(object, "waiting", json_int(counts->waiting));
}

struct json *json_run(const struct run_counts *counts, const struct run_about *about) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.run/1"));
    json_set(object, "kind", json_part_word(&vocab_run_kind, (int)about->kind));
    json_set(object, "source", json_part_word(&vocab_source, (int)about->source));
    json_set(object, "host", json_part_bytes(about->host));
    json_run_counts(object, counts);
    json_set(object, "alarm", json_bool(about->alarm));
    return object;
}
