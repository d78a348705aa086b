/* report/json_line.h - an advert in a list: shortlist.line/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_LINE_H
#define REPORT_JSON_LINE_H

#include "lib/json.h"
#include "schema/vacancy.h"

/** What `list` and `search` print of an advert: enough to choose by. The whole is one `show`
 * away.
 * @param key its name in commands: what the object calls "vacancy"
 * @return belongs to the caller; failure sticks in it (json_write tells) */
struct json *json_line(const struct vacancy *vacancy, const char *key, int64_t first_seen,
                       int64_t last_seen);

#endif
