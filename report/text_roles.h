/* report/text_roles.h - roles of support work, for people
 * SPDX-License-Identifier: MIT
 *
 * What no source supports is marked, and a foot says what the mark means.
 */
#ifndef REPORT_TEXT_ROLES_H
#define REPORT_TEXT_ROLES_H

#include "report/plain.h"
#include "schema/match.h"
#include "schema/work_role.h"

/** A line of the list: id, name, bands, and other titles below. */
void text_roles_line(struct plain *plain, const struct work_role *role);

/** What a role is called, what it asks for in general, what looks alike, and how sure all that
 * is. */
void text_roles_whole(struct plain *plain, const struct work_role *role);

/** A candidate against it: what is there already, what only in part, what is missing, with a
 * question each.
 * @param sheet of role_sheet: its criteria are the role's, in their order */
void text_roles_candidate(struct plain *plain, const struct work_role *role,
                          const struct match *sheet);

#endif
