/* report/html_market.h - what adverts pay, as a page
 * SPDX-License-Identifier: MIT
 *
 * One file that needs no other: the drawing, the same numbers as tables, how they were made,
 * whom the data is from. Without scripts, and its Content-Security-Policy allows none. Well
 * formed as XML too. Failure sticks in the buffer.
 */
#ifndef REPORT_HTML_MARKET_H
#define REPORT_HTML_MARKET_H

#include "base/buf.h"
#include "schema/market.h"

void html_market(struct buf *out, const struct market_report *report);

#endif
