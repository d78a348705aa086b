/* report/svg_market.h - what adverts pay, as a drawing
 * SPDX-License-Identifier: MIT
 *
 * SVG 1.1 with real text, a title and a description, for black and white, for any width;
 * without scripts, styles and anything from outside. Texts of adverts go through
 * report/markup.h. Failure sticks in the buffer.
 */
#ifndef REPORT_SVG_MARKET_H
#define REPORT_SVG_MARKET_H

#include "report/markup.h"
#include "schema/market.h"

/** A document: the scale of each band with its points, adverts as dots, the median with its
 * interval, the middle half, the offer; then a row for each group, up to
 * LADDER_GROUPS_MAX. Where there are too few
 * adverts or no scale, that is said. */
void svg_market(struct buf *out, const struct market_report *report);

/** The same within a page: the element alone. */
void svg_market_element(struct markup *markup, const struct market_report *report);

#endif
