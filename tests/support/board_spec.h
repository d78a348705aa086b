/* tests/support/board_spec.h - the person specification of an advert
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_SPEC_H
#define BOARD_SPEC_H

#include "tests/support/board_data.h"
#include "tests/support/board_text.h"

#include <stdbool.h>

/** Tells whether the advert's page has a block of its own for the specification. */
bool board_spec_is_shown(const struct board_vacancy *vacancy);

/** Writes one copy of the specification's groups, without its h2.
 * @param text     receives the HTML
 * @param vacancy  the advert
 */
void board_spec_write(struct board_text *text, const struct board_vacancy *vacancy);

/** Writes the specification as paragraphs and plain lists, for the shape "in_prose".
 * @param text     receives the HTML
 * @param vacancy  the advert
 */
void board_spec_write_prose(struct board_text *text, const struct board_vacancy *vacancy);

/** Writes the specification as bare lines of text, for "in_prose" in a page of bare lines.
 * @param text     receives the lines
 * @param vacancy  the advert
 */
void board_spec_write_lines(struct board_text *text, const struct board_vacancy *vacancy);

#endif
