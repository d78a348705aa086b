/* report/ladder.h - the band ladder: what adverts pay beside the scale, in a terminal
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_LADDER_H
#define REPORT_LADDER_H

#include "report/plain.h"
#include "schema/market.h"

/** A chart as wide as the text (PLAIN_WIDTH; never wider, at least 40 columns): adverts as
 * dots, the middle half and the median of basic pay with its interval, the scale of each band
 * as a bar with its points, the offer, an axis in pounds and a legend. ASCII alone where the
 * style says so. Where there are too few adverts, or no scale is known, that is said in their
 * place. */
void ladder_print(struct plain *plain, const struct market_report *report);

#endif
