/* tests/support/store_text.h - what a database holds, as text that can be compared
 * SPDX-License-Identifier: MIT
 *
 * Two databases that know the same have the same text, in however many runs and at whatever
 * times they learned it: rows are named by what they are about, and stand in the order of their
 * words; times, row numbers, runs and the manners of hosts are left out.
 */
#ifndef STORE_TEXT_H
#define STORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/** The text of a database, to be freed; says what is wrong in place of it where it cannot be
 * read. One line a row. */
char *store_text(const char *path);

/** The first line that only one of two texts has, with a sign of which. */
void store_text_difference(char *out, size_t size, const char *was, const char *is);

/** Is the file whole: SQLite's own check, every reference, the search index against its texts,
 * the counts of runs?
 * @param why  receives what is wrong; a file that is not there, or empty, is whole */
bool store_is_sound(const char *path, char *why, size_t size);

/** A copy of a database in another place, with its log. What stood there goes; where `from` is
 * not there, nothing stands there afterwards. */
void store_copy(const char *from, const char *to);

#endif
