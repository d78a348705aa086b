/* parser/fragment.h - pieces of pages that came whole
 * SPDX-License-Identifier: MIT
 *
 * Boards send the cards of a list without a page round them. Such a piece has no `</html>` that
 * would prove its end; that all it opened is closed, does.
 */
#ifndef PARSER_FRAGMENT_H
#define PARSER_FRAGMENT_H

#include "base/span.h"

/**
 * Is this a piece of a page, and whole?
 *
 * It is where no html, head or body was opened, at least one block was, every block and link
 * that was opened is closed, and nothing stands behind the last tag. What ends between two
 * blocks that nothing holds together cannot be told from a whole piece.
 */
bool fragment_is_whole(struct span utf8);

#endif
