/* report/csv_market.h - what adverts pay, for spreadsheets
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_CSV_MARKET_H
#define REPORT_CSV_MARKET_H

#include "report/cells.h"
#include "report/flow.h"
#include "schema/market.h"

/** A report: names, the row of all adverts, a row for each group.
 * @param flow takes it piece by piece; what is left in the end is still to be taken */
void csv_market(struct cells *cells, const struct market_report *report,
                const struct flow *flow);

/** The names of an advert's columns, ended by NULL: those of a workbook too. */
extern const char *const csv_market_row_names[];

/** A row of them. */
void csv_market_rows_head(struct cells *cells);

/** An advert that a report was made of. */
void csv_market_row(struct cells *cells, const struct market_row *row);

#endif
