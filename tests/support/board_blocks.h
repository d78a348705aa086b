/* tests/support/board_blocks.h - an employer's prose, written as HTML or as bare lines
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_BLOCKS_H
#define BOARD_BLOCKS_H

#include "tests/support/board_text.h"

#include <jansson.h>

/** Writes blocks as HTML: paragraphs, headings in bold, (nested) lists. {"raw"} is not escaped.
 * @param text    receives the HTML
 * @param blocks  array as fixtures/board/README.md describes; NULL and null write nothing
 */
void board_blocks_write_html(struct board_text *text, const json_t *blocks);

/** Writes blocks as lines of plain text, escaped: what employers paste into a plain box.
 * @param text    receives the lines
 * @param blocks  as above; {"raw"} still goes as it is
 */
void board_blocks_write_lines(struct board_text *text, const json_t *blocks);

/** Writes blocks as one run of words without any markup, unescaped (for the feed).
 * @param text    receives the words
 * @param blocks  as above; tags of {"raw"} are dropped
 */
void board_blocks_write_words(struct board_text *text, const json_t *blocks);

/** Writes one list item's content: a text, or a text and its nested list.
 * @param text  receives the HTML
 * @param item  string, or {"text": ..., "ul": [...]}
 */
void board_blocks_write_item(struct board_text *text, const json_t *item);

#endif
