/* parser/words.h - looking words up in the tables of parser/fields
 * SPDX-License-Identifier: MIT
 *
 * The tables are tab-separated files: comment lines that begin with '#', one line of column
 * names, then rows of at most four cells (kind, words, value, and one more). The build turns
 * each into constants (tools/tables.c, declared in parser/fields.h) with an index by the first
 * word, because every word of a long text is looked up: a lookup costs a hash of one word, no
 * memory, and nothing when the program starts.
 */
#ifndef PARSER_WORDS_H
#define PARSER_WORDS_H

#include "base/span.h"

/** A row as the build writes it. */
struct words_line {
    uint32_t at;                 /* where its words begin in the text; value and more follow */
    uint16_t words, value, more; /* how long they are */
    uint16_t kind;               /* which kind, as words_kind numbers them */
    uint16_t next; /* the next row whose first word has that hash, counted from 1; 0: none */
};

/** A kind and where its rows are. */
struct words_kind {
    struct span name;
    uint16_t from, end;
};

/** A table. Rows of a kind stand together, in the order of the file. */
struct words_table {
    const char *text; /* the cells of all rows */
    const struct words_line *lines;
    const struct words_kind *kinds;
    const uint16_t *heads; /* by hash: the first row, counted from 1; 0: none */
    uint16_t line_count;
    uint16_t kind_count; /* 30 at most */
    uint16_t mask;       /* how many heads there are, less one: a power of two less one */
    uint16_t longest;    /* the longest words, in bytes */
};

/** The cells of a row; cells that the row does not have are empty. */
struct words_row {
    struct span kind;
    struct span words;
    struct span value;
    struct span more;
};

/** Rows on their way; see words_open. */
struct words {
    const struct words_table *table;
    size_t at, end;
};

/** Begin with the first row of that kind; `kind` NULL: of all. */
struct words words_open(const struct words_table *table, const char *kind);

/** Take the next row. @return false at the end */
bool words_next(struct words *words, struct words_row *row);

/**
 * The first row of that kind with those words (ASCII case ignored).
 *
 * @param row where to put it; may be NULL
 * @return false, `*row` untouched, where there is none
 */
bool words_find(struct words_row *row, const struct words_table *table, const char *kind,
                struct span words);

/** In a set of kinds: rows of more words begin with these. */
#define WORDS_GO_ON ((uint32_t)1 << 30)

/** The kinds that have a row with those words (ASCII case ignored): bit n is the n-th kind in
 * the order of the file; and WORDS_GO_ON. */
uint32_t words_kinds(const struct words_table *table, struct span words);

/** The bit of a kind in such a set; 0 where the table does not have it. */
uint32_t words_kind_bit(const struct words_table *table, const char *kind);

/** The row of that kind with the longest words with which `text` begins, a space behind them
 * (case counts); of several the first. @return false, `*row` untouched, where there is none */
bool words_begin(struct words_row *row, const struct words_table *table, const char *kind,
                 struct span text);

/** The first row of that kind whose words occur in `text` (ASCII case ignored).
 * @param row may be NULL */
bool words_find_in(struct words_row *row, const struct words_table *table, const char *kind,
                   struct span text);

#endif
