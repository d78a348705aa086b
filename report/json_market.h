/* report/json_market.h - what adverts pay: shortlist.market/1 and shortlist.market_row/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_MARKET_H
#define REPORT_JSON_MARKET_H

#include "lib/json.h"
#include "schema/market.h"

/** @return belongs to the caller; failure sticks in it (json_write tells) */
struct json *json_market(const struct market_report *report);

/** An advert that a report was made of. */
struct json *json_market_row(const struct market_row *row);

#endif
