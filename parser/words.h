/* parser/words.h - looking words up in the tables of parser/fields
 * SPDX-License-Identifier: MIT
 *
 * The tables are tab-separated files that travel inside the program: comment lines that begin
 * with '#', one line of column names, then rows of at most four cells (kind, words, value, and
 * one more). They are read where they lie: no memory is taken, and a lookup costs one pass over
 * a file of a few kilobytes.
 */
#ifndef PARSER_WORDS_H
#define PARSER_WORDS_H

#include "base/span.h"

/** The cells of a row; cells that the row does not have are empty. */
struct words_row {
    struct span kind;
    struct span words;
    struct span value;
    struct span more;
};

/** A table on its way; see words_open. */
struct words {
    struct span rest; /* what is still to be read */
};

/** Begin with the first row of a built-in table ("parser/fields/spec_words.tsv"); a table that
 * does not exist has no rows. */
struct words words_open(const char *file);

/** Take the next row. @return false at the end */
bool words_next(struct words *words, struct words_row *row);

/**
 * The first row of that kind with those words (ASCII case ignored).
 *
 * @param row where to put it; may be NULL
 * @return false, `*row` untouched, where there is none
 */
bool words_find(struct words_row *row, const char *file, const char *kind, struct span words);

/** The first row of that kind whose words occur in `text` (ASCII case ignored).
 * @param row may be NULL */
bool words_find_in(struct words_row *row, const char *file, const char *kind, struct span text);

#endif
