/* base/csv_row.h - rows off the front of a table that is read piece by piece
 * SPDX-License-Identifier: MIT
 *
 * For big files from outside; base/csv.h is for tables that are in memory and our own. RFC 4180
 * with LF, CRLF or CR; a quoted cell may hold separators, quotes (doubled) and line ends. Empty
 * lines are passed over. Bytes are not looked into: whatever they are encoded in, they become
 * text elsewhere.
 */
#ifndef BASE_CSV_ROW_H
#define BASE_CSV_ROW_H

#include "base/arena.h"

enum {
    CSV_ROW_CELLS_MAX = 256,                 /* the widest open data seen has some fifty */
    CSV_ROW_BYTES_MAX = 1024 * 1024,         /* of a row, without its line end */
    CSV_ROW_HELD_MAX = CSV_ROW_BYTES_MAX + 3 /* a caller need keep no more: what may be the line
                                                end, and one byte that shows that it is none */
};

/** What became of the bytes. */
enum csv_cut {
    CSV_CUT_ROW = 0, /* a row was taken */
    CSV_CUT_BAD,     /* one that cannot be read: its first line was taken */
    CSV_CUT_MORE,    /* no whole row yet: nothing was taken; come again with more bytes */
    CSV_CUT_OPEN,    /* the table ends inside quotes: nothing was taken */
    CSV_CUT_LONG,    /* a row of more than CSV_ROW_BYTES_MAX: nothing was taken */
    CSV_CUT_END      /* nothing was left */
};

/** A table on its way. Zeroed but for the separator to begin with. */
struct csv_cutter {
    char separator;
    int64_t lines; /* taken so far */
};

struct csv_row {
    struct strings cells; /* in the arena, quotes undone, bytes as they were */
    int64_t line;         /* at which it begins, from 1 */
    bool is_ended;        /* a line end stands behind it */
    const char *fault;    /* CSV_CUT_BAD: what is wrong, static; else NULL */
};

/**
 * Take the next row. What comes of a table does not depend on the pieces in which it is given.
 *
 * @param out set for CSV_CUT_ROW, CSV_CUT_BAD and (`line` alone) CSV_CUT_OPEN and CSV_CUT_LONG
 * @param arena one that fails gives rows with cells missing: ask it
 * @param rest bytes of the table not taken yet; stepped past what was taken
 * @param is_end the table ends with them
 */
enum csv_cut csv_row_take(struct csv_row *out, struct arena *arena, struct csv_cutter *cutter,
                          struct span *rest, bool is_end);

#endif
