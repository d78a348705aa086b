/* report/json_run.c - what a run did: shortlist.run/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_run.h"

#include "report/json_part.h"

struct json *json_run(const struct run_counts *counts, enum run_kind kind, enum source source) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.run/1"));
    json_set(object, "kind", json_part_word(&vocab_run_kind, (int)kind));
    json_set(object, "source", json_part_word(&vocab_source, (int)source));
    json_set(object, "requests", json_int(counts->requests));
    json_set(object, "listed", json_int(counts->listed));
    json_set(object, "seen", json_int(counts->seen));
    json_set(object, "new", json_int(counts->fresh));
    json_set(object, "changed", json_int(counts->changed));
    json_set(object, "same", json_int(counts->same));
    json_set(object, "closed", json_int(counts->closed));
    json_set(object, "refused", json_int(counts->refused));
    json_set(object, "aside", json_int(counts->aside));
    json_set(object, "failed", json_int(counts->failed));
    json_set(object, "waiting", json_int(counts->waiting));
    return object;
}
