/* report/json_doctor.h - how store and reading are: shortlist.doctor/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_DOCTOR_H
#define REPORT_JSON_DOCTOR_H

#include "lib/json.h"
#include "schema/health.h"

/** @return belongs to the caller; failure sticks in it (json_write tells) */
struct json *json_doctor(const struct health *health);

#endif
