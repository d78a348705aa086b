/* lib/ini.h - INI files with line numbers
 * SPDX-License-Identifier: MIT
 *
 * Our own reader: Debian's inih cuts values at 195 bytes and gives no line numbers. The form is
 * that of a candidate file: `[section]` or `[section label]`, `key = value`, comments from ';'
 * or '#' at the start of a line. What follows " ;" behind a value is a comment only where the
 * caller says so (never in evidence). Keys and sections are lower-cased (ASCII) and their inner
 * white space folded; a label is folded and keeps its case; a heading without a label may be
 * given again. A BOM at the start is passed over; LF, CRLF and CR end lines.
 */
#ifndef LIB_INI_H
#define LIB_INI_H

#include "base/arena.h"

/** The longest value, in bytes: a page of evidence. */
enum { INI_VALUE_MAX = 4000 };
/** The most lines of a file: a profile has dozens. */
enum { INI_LINES_MAX = 10000 };

struct ini_entry {
    const char *section; /* "experience"; "" before the first heading */
    const char *label;   /* "ward" of [experience ward]; "" where there is none */
    const char *key;     /* "months"; NULL for the heading line itself */
    const char *value;   /* trimmed; "" for `key =` */
    int line;            /* from 1 */
};

struct ini {
    const char *file;
    struct ini_entry *entries; /* in file order, headings included */
    size_t count;
};

/**
 * Read a file. All text is checked to be UTF-8 without control characters.
 *
 * @param file for messages; kept as a borrowed pointer
 * @param ends_at_comment does " ;" end the value of this section and key? May be NULL: then
 * " ;" ends every value
 * @return ERR_INPUT with "file:line: what was wrong, what was expected": no heading bracket, no
 * `=`, an empty key, a duplicate key under one heading, a heading with a label given twice (its
 * case ignored), invalid UTF-8, a control character, a value longer than INI_VALUE_MAX;
 * ERR_LIMIT, ERR_MEMORY
 */
enum err ini_parse(struct ini *out, struct arena *arena, const char *file, struct span content,
                   bool (*ends_at_comment)(const char *section, const char *key),
                   struct diag *diag);

#endif
