/* base/csv.h - reading comma- or tab-separated tables
 * SPDX-License-Identifier: MIT
 *
 * RFC 4180 with LF or CRLF; a quoted cell may hold separators, quotes (doubled) and line ends.
 * Lines that begin with '#' before the header and empty lines are passed over.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"

/** The most columns a table may have; our widest has 11. */
enum { CSV_COLUMNS_MAX = 64 };

struct csv {
    const char *file;     /* for messages; borrowed */
    struct span rest;     /* what is still to be read */
    char separator;       /* ',' or '\t' */
    int line;             /* line of the row that was read last, from 1 */
    int next_line;        /* line at which `rest` starts */
    struct strings names; /* the header's cells */
};

/** Read the header. A BOM in front is passed over. @return ERR_INPUT where there is none or the
 * content is not UTF-8, ERR_LIMIT for too many columns */
enum err csv_open(struct csv *csv, struct arena *arena, const char *file, struct span content,
                  char separator, struct diag *diag);

/** Read the next row into `cells` (as many as the header has; in the arena).
 * @return ERR_NONE with `*more` false at the end; ERR_INPUT for a row of another width, an
 * open quote, bytes behind a closing one or a NUL (with file and line) */
enum err csv_next(struct csv *csv, struct arena *arena, struct strings *cells, bool *more,
                  struct diag *diag);

/** The cell of a named column, or NULL where the table has no such column. */
const char *csv_cell(const struct csv *csv, const struct strings *cells, const char *name);

#endif
