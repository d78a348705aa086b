/* report/json_line.c - an advert in a list: shortlist.line/1
 * SPDX-License-Identifier: MIT
 */
#include "report/json_line.h"

#include "report/json_part.h"

struct json *json_line(const struct vacancy *vacancy, const char *key, int64_t first_seen,
                       int64_t last_seen) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.line/1"));
    json_set(object, "vacancy", json_text(key));
    json_set(object, "source", json_part_word(&vocab_source, (int)vacancy->source));
    json_set(object, "reference", json_text(vacancy->reference));
    json_set(object, "url", json_text(vacancy->url));
    json_set(object, "title", json_text(vacancy->title));
    json_set(object, "employer", json_text(vacancy->employer));
    json_set(object, "state", json_part_word(&vocab_state, (int)vacancy->state));
    json_set(object, "posted", json_part_date(vacancy->posted));
    json_set(object, "closes", json_part_date(vacancy->closes));
    json_set(object, "bands", json_part_set(&vocab_band, vacancy->bands));
    json_set(object, "salary", json_part_salary(&vacancy->salary));
    json_set(object, "contract", json_part_word(&vocab_contract, (int)vacancy->contract));
    json_set(object, "working_patterns",
             json_part_set(&vocab_work_pattern, vacancy->working_patterns));
    json_set(object, "locations", json_part_locations(vacancy));
    json_set(object, "first_seen", json_part_instant(first_seen));
    json_set(object, "last_seen", json_part_instant(last_seen));
    return object;
}
