/* report/json_match.h - an advert held against a candidate: shortlist.match/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_MATCH_H
#define REPORT_JSON_MATCH_H

#include "lib/json.h"
#include "schema/match.h"

/** The record, belonging to the caller; failure sticks in it (json_write tells). */
struct json *json_match(const struct match *match);

#endif
