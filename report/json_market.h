/* report/json_market.h - what adverts pay: shortlist.market/1 and shortlist.market_row/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_MARKET_H
#define REPORT_JSON_MARKET_H

#include "lib/json.h"
#include "report/flow.h"
#include "schema/market.h"

/** The report on a line. It is written member by member: what is held at once is not the whole.
 * @param out what is left in it at the end is still to be taken
 * @return ERR_MEMORY, ERR_LIMIT */
enum err json_market(struct buf *out, const struct market_report *report,
                     const struct flow *flow);

/** An advert that a report was made of. @return belongs to the caller; failure sticks in it
 * (json_write tells) */
struct json *json_market_row(const struct market_row *row);

#endif
