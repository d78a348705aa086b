/* report/html_market_tables.h - the numbers of a market report as tables of a page
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_HTML_MARKET_TABLES_H
#define REPORT_HTML_MARKET_TABLES_H

#include "report/markup.h"
#include "schema/market.h"

/** Pay, single amounts where there are few, the scale, verdicts, what is asked for, groups, and
 * bands by title: each a table with a caption, in a box that scrolls sideways. */
void html_market_tables(struct markup *markup, const struct market_report *report);

#endif
