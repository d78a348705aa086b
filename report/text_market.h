/* report/text_market.h - what adverts pay, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_MARKET_H
#define REPORT_TEXT_MARKET_H

#include "report/plain.h"
#include "schema/market.h"

/** All of a report: counts, amounts, the chart (report/ladder.h), shares, groups, how titles
 * are spread over bands, and what the figures mean. */
void text_market(struct plain *plain, const struct market_report *report);

/** An advert that a report was made of. */
void text_market_row(struct plain *plain, const struct market_row *row);

/** What has to be said of the data sets that it was made of: nothing without one. */
void text_market_sources(struct plain *plain, const struct market_report *report);

#endif
