/* tests/accuracy/gold_figures.h - how often each field was right, by source, and its bar
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_GOLD_FIGURES_H
#define TESTS_ACCURACY_GOLD_FIGURES_H

#include "base/arena.h"

enum { GOLD_COLUMNS_MAX = 9, GOLD_ROWS_MAX = 160 };

/** A column of the table. */
struct gold_column {
    const char *name;
    bool from_labels; /* how its pages are marked up is known from their labels only */
};

struct gold_cell {
    size_t right;
    size_t all;
};

struct gold_row {
    const char *name; /* the field */
    bool unread;      /* nothing reads it yet */
    struct gold_cell cells[GOLD_COLUMNS_MAX];
};

/** A table of figures. Zero it, set arena, title and columns. */
struct gold_figures {
    struct arena *arena; /* for the names of fields */
    const char *title;
    const struct gold_column *columns;
    size_t column_count;
    bool verbose; /* print a line for each miss */
    struct gold_row rows[GOLD_ROWS_MAX];
    size_t row_count;
    size_t misses; /* in all cells so far */
};

/** Add to a cell; the field's row is made when it is first named.
 * @param field copied @param right of `all` values */
void gold_count(struct gold_figures *figures, const char *field, size_t column, size_t right,
                size_t all);

/** Nothing reads this field yet: its row says so in place of a verdict, and is below the bar.
 */
void gold_unread(struct gold_figures *figures, const char *field);

/** Print the table: rows in the order in which they were named.
 * @return how many rows are below their bar */
size_t gold_print(const struct gold_figures *figures);

#endif
