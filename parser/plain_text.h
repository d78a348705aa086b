/* parser/plain_text.h - what keeps a text from being read as a copy of an advert
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_PLAIN_TEXT_H
#define PARSER_PLAIN_TEXT_H

#include "base/arena.h"

/** What is looked for in a text and how much of it was found, as the end of a sentence; in
 * `arena`. NULL for a text that programs wrote for one another (JSON, a profile), or for no
 * memory. */
const char *plain_text_wanting(struct arena *arena, struct span text);

#endif
