/* report/json_roles.h - a role of support work: shortlist.roles/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_ROLES_H
#define REPORT_JSON_ROLES_H

#include "lib/json.h"
#include "schema/match.h"
#include "schema/work_role.h"

/** The record, belonging to the caller; failure sticks in it (json_write tells).
 * @param sheet a candidate against the role; NULL: none, and `match` is null */
struct json *json_roles(const struct work_role *role, const struct match *sheet);

#endif
