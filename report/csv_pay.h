/* report/csv_pay.h - pay tables for spreadsheets
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_CSV_PAY_H
#define REPORT_CSV_PAY_H

#include "report/cells.h"
#include "schema/pay.h"

/** The names of the columns. */
void csv_pay_head(struct cells *cells);

/** A row of a table. */
void csv_pay_point(struct cells *cells, const struct pay_point *point);

#endif
