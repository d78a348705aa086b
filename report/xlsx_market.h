/* report/xlsx_market.h - what adverts pay, as a workbook
 * SPDX-License-Identifier: MIT
 *
 * The only user of libxlsxwriter, which need not be there when the program is built. Same input
 * gives the same bytes: the workbook's day is the report's. Texts of adverts are always
 * strings, and one that begins like a formula (report/cells.h) has an apostrophe in front.
 */
#ifndef REPORT_XLSX_MARKET_H
#define REPORT_XLSX_MARKET_H

#include "base/err.h"
#include "schema/market.h"

/** The adverts that a report was made of. */
struct xlsx_rows {
    /** Calls `visit` with `to` for each row, and ends with its error where it has one. */
    enum err (*each)(void *state,
                     enum err (*visit)(void *to, const struct market_row *row,
                                       struct diag *diag),
                     void *to, struct diag *diag);
    void *state;
    size_t most; /* rows that a sheet has, its head among them; 0: as many as the format */
};

/** Can this program write workbooks? */
bool xlsx_market_is_there(void);

/**
 * Write a workbook with the sheets Summary, Groups, Titles, Rows (columns as in
 * report/csv_market.h) and Method. Groups, titles and adverts beyond the 1,048,576 rows of the
 * format are left out, which the sheet Method then says of each sheet. Where the disk is full
 * the library says so on standard error in its own words, before the sentence of `diag`:
 * version 1.1.4 has no way to ask for silence.
 *
 * @param path a temporary file beside it is renamed to it in the end; what is there and is no
 * regular file is not replaced
 * @param rows NULL: no sheet Rows
 * @return ERR_USAGE (built without libxlsxwriter; the sentence says how to have it),
 * ERR_SYSTEM, ERR_MEMORY, what `rows->each` returned; then nothing has changed
 */
enum err xlsx_market(const char *path, const struct market_report *report,
                     const struct xlsx_rows *rows, struct diag *diag);

#endif
