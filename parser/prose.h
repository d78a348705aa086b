/* parser/prose.h - the long texts: paragraphs, lists and headings as plain text
 * SPDX-License-Identifier: MIT
 *
 * The form of the public formats: paragraphs parted by a blank line, list items as "- item"
 * lines (nested ones indented two spaces a level), <br> and printed line breaks one newline, a
 * heading a paragraph of its own. Lost spaces stay lost.
 */
#ifndef PARSER_PROSE_H
#define PARSER_PROSE_H

#include "parser/html.h"

/** What a run of prose is made of; prose_write puts them in the public form. */
struct prose; /* being written; opaque */

/**
 * The text from `first` on, in document order, up to (not including) `end`.
 *
 * @param first the node to begin with (its inside included)
 * @param end says whether a node ends the run; called for every element met; may be NULL
 * @param within the subtree that the run may not leave; NULL: the document
 * @param keep_lines line breaks in the source count (white-space: pre-line)
 * @return text in `arena`, NULL where there is none
 */
char *prose_read(struct arena *arena, const struct html_node *first,
                 bool (*end)(const struct html_node *node, void *state), void *state,
                 const struct html_node *within, bool keep_lines);

#endif
