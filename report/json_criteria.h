/* report/json_criteria.h - what an advert asks for: shortlist.criteria/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_CRITERIA_H
#define REPORT_JSON_CRITERIA_H

#include "lib/json.h"
#include "schema/requirement.h"
#include "schema/vacancy.h"

/** A requirement as it stands inside criteria and matches; null for NULL. */
struct json *json_requirement(const struct requirement *requirement);

/** The record, belonging to the caller; failure sticks in it (json_write tells).
 * @param key the advert's name (vacancy_key)
 * @param requirements as many as the vacancy has criteria */
struct json *json_criteria(const struct vacancy *vacancy, const char *key,
                           const struct requirement *requirements);

#endif
