/* report/json_profile.h - what a profile lacks: shortlist.profile/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_PROFILE_H
#define REPORT_JSON_PROFILE_H

#include "lib/json.h"
#include "schema/profile_advice.h"

/** The record, belonging to the caller; failure sticks in it (json_write tells). */
struct json *json_profile(const char *candidate, const struct profile_warnings *warnings,
                          const struct profile_gaps *gaps);

#endif
