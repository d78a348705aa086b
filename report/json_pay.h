/* report/json_pay.h - pay checks and pay tables: shortlist.pay/1, shortlist.pay_point/1,
 * shortlist.pay_supplement/1 and shortlist.pay_fact/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_PAY_H
#define REPORT_JSON_PAY_H

#include "lib/json.h"
#include "schema/pay.h"

/** The record of a check. @param vacancy the advert's name; NULL: the key is left out
 * @return belongs to the caller; failure sticks in it (json_write tells) */
struct json *json_pay(const struct pay_check *check, const char *vacancy);

/** A row of a pay table. */
struct json *json_pay_point(const struct pay_point *point);

/** Another row: when scales are shown, hours, wages, shares, zones. */
struct json *json_pay_fact(const struct pay_fact *fact);

/** A rate of the supplement. */
struct json *json_pay_rate(const struct pay_rate *rate);

#endif
