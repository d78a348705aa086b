/* report/text_role.h - a role profile, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_ROLE_H
#define REPORT_TEXT_ROLE_H

#include "report/plain.h"
#include "schema/reading.h"

void text_role(struct plain *plain, const struct role *role);

#endif
