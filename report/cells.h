/* report/cells.h - rows of comma-separated values
 * SPDX-License-Identifier: MIT
 *
 * RFC 4180: rows end with CRLF, a cell with a comma, a quote or a line end is quoted. A cell
 * that a spreadsheet would take for a formula (it begins with = + - @, their full-width twins,
 * or a tab) gets an apostrophe in front, for what stands in an advert must not be run. Failure
 * sticks in the buffer.
 */
#ifndef REPORT_CELLS_H
#define REPORT_CELLS_H

#include "base/buf.h"
#include "base/date.h"
#include "schema/vacancy.h"

/** A table being written. */
struct cells {
    struct buf *out; /* borrowed */
    bool begun;      /* the row has a cell */
};

/** Does a text begin like what makes spreadsheets calculate? */
bool cells_is_formula(struct span text);

/** Text from anywhere, in UTF-8; NULL is an empty cell. */
void cells_text(struct cells *cells, const char *text);
/** The word of a closed list; empty for none. */
void cells_word(struct cells *cells, const struct vocab *vocab, int value);
/** "12.5". */
void cells_tenths(struct cells *cells, int tenths);
void cells_number(struct cells *cells, int64_t number);
/** Pounds: "24625", "12.59"; empty for MONEY_NONE. */
void cells_pence(struct cells *cells, int64_t pence);
/** YYYY-MM-DD; empty for none. */
void cells_date(struct cells *cells, struct date date);
/** An empty cell. */
void cells_nothing(struct cells *cells);
/** End the row. */
void cells_end(struct cells *cells);

/** A row of names. @param names ends with NULL */
void cells_names(struct cells *cells, const char *const *names);

#endif
