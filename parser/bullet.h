/* parser/bullet.h - bullets that somebody typed
 * SPDX-License-Identifier: MIT
 *
 * Adverts are pasted from word processors: list items begin with a bullet, a hyphen or, one
 * level down, the letter o.
 */
#ifndef PARSER_BULLET_H
#define PARSER_BULLET_H

#include "base/span.h"

/** What stands in front of a line. */
struct bullet {
    size_t len;  /* bytes of the bullet and the white space behind it; 0: there is none */
    bool nested; /* it is one of those that word processors use a level down */
};

/**
 * Look for a bullet at the front of a line.
 *
 * Signs such as U+2022 need nothing behind them, dashes and stars white space (a hyphen also
 * stands directly before a letter). The letter o counts only where a list is under way.
 *
 * @param line valid UTF-8 without white space in front
 * @param in_list is the line before this one a list item?
 */
struct bullet bullet_find(struct span line, bool in_list);

/** Bytes of white space (no-break spaces too) in front of a line. */
size_t bullet_indent(struct span line);

/** The line without white space (no-break spaces too) at both ends. */
struct span bullet_trim(struct span line);

#endif
