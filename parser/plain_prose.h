/* parser/plain_prose.h - lines of a plain-text copy as prose in the public form
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_PLAIN_PROSE_H
#define PARSER_PLAIN_PROSE_H

#include "base/arena.h"

/**
 * Lines as printed become paragraphs parted by one blank line, "- item" lines (nested ones
 * indented two spaces a level), other line breaks one newline. Items stay one list though blank
 * lines part them; a line that is indented under an item goes on with it.
 *
 * @return text in `arena`; NULL where there is none
 */
const char *plain_prose(struct arena *arena, const struct strings *lines);

/** A line without bullet, its white space folded; "" for an empty one. */
const char *plain_prose_line(struct arena *arena, const char *line);

#endif
