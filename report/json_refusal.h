/* report/json_refusal.h - what was no record: shortlist.refusal/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_REFUSAL_H
#define REPORT_JSON_REFUSAL_H

#include "lib/json.h"
#include "schema/reading.h"

/** The record, belonging to the caller; failure sticks in it (json_write tells).
 * @param file as the user gave it; bytes that are no UTF-8 come out as U+FFFD */
struct json *json_refusal(const struct refusal *refusal, const char *file);

#endif
