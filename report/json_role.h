/* report/json_role.h - a role profile: the record shortlist.role/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_ROLE_H
#define REPORT_JSON_ROLE_H

#include "lib/json.h"
#include "schema/reading.h"

/** The record, belonging to the caller; failure sticks in it (json_write tells). */
struct json *json_role(const struct role *role);

#endif
