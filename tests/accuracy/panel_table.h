/* tests/accuracy/panel_table.h - the files of a panel set
 * SPDX-License-Identifier: MIT
 *
 * What is wrong with a set ends the program: a figure of half a set would be worse than none.
 */
#ifndef TESTS_ACCURACY_PANEL_TABLE_H
#define TESTS_ACCURACY_PANEL_TABLE_H

#include "base/arena.h"

/** Say what is wrong with a file and end with 2. @param line 0: of the whole file */
_Noreturn void panel_give_up(const char *file, int line, const char *why);

/** A whole file, with a NUL behind it, in the arena. */
struct span panel_file(struct arena *arena, const char *path);

/** The paths of a folder's files whose names start and end so, in the order of their bytes.
 * None where there is no such folder. */
struct strings panel_files(struct arena *arena, const char *folder, const char *start,
                           const char *end);

/** A file's name without folder and ending. */
const char *panel_stem(struct arena *arena, const char *path);

/** The cells of a line between tabs, white space and all. */
struct strings panel_cells(struct arena *arena, struct span line);

struct panel_row {
    const char *file;
    int line;
    const struct strings *names; /* the header of its file */
    struct strings cells;
};

struct panel_table {
    struct panel_row *rows;
    size_t count;
};

/** The rows of all files STEM*.tsv of a folder. Lines that begin with # are comments. */
struct panel_table panel_table(struct arena *arena, const char *folder, const char *stem);

/** A cell by its column; "" where the row ends before it. A file without that column ends the
 * program. */
const char *panel_cell(const struct panel_row *row, const char *column);

/** The same; "" where the file has no such column. */
const char *panel_cell_or_none(const struct panel_row *row, const char *column);

/** Does a column that may be absent say yes? */
bool panel_says_yes(const struct panel_row *row, const char *column);

#endif
