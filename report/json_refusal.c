/* report/json_refusal.c - what was no record: shortlist.refusal/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_refusal.h"

#include "report/json_part.h"

struct json *json_refusal(const struct refusal *refusal, const char *file) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.refusal/1"));
    json_set(object, "file", json_part_bytes(file));
    json_set(object, "kind", json_part_word(&vocab_refusal, (int)refusal->kind));
    json_set(object, "message", json_text(refusal->message));
    return object;
}
