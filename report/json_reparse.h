/* report/json_reparse.h - what a reparse did: shortlist.reparse/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_REPARSE_H
#define REPORT_JSON_REPARSE_H

#include "lib/json.h"
#include "schema/health.h"

/** @return belongs to the caller; failure sticks in it (json_write tells) */
struct json *json_reparse(const struct reparse_report *report);

#endif
