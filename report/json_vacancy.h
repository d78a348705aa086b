/* report/json_vacancy.h - the record shortlist.vacancy/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_VACANCY_H
#define REPORT_JSON_VACANCY_H

#include "lib/json.h"
#include "schema/vacancy.h"

/** The record, belonging to the caller; failure sticks in it (json_write tells). */
struct json *json_vacancy(const struct vacancy *vacancy);

#endif
