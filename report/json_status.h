/* report/json_status.h - what runs did, how each source is and what waits: shortlist.status/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_STATUS_H
#define REPORT_JSON_STATUS_H

#include "lib/json.h"
#include "schema/ledger.h"

/** @param daily_cap requests to a host in a day, at most @param today the day in London
 * @return belongs to the caller; failure sticks in it (json_write tells) */
struct json *json_status(const struct ledger *ledger, int64_t daily_cap, struct date today);

#endif
