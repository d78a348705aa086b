/* parser/spec_cell.h - what one cell of a person specification's table says
 * SPDX-License-Identifier: MIT
 *
 * A need, a tick, a mark of where a criterion is assessed, or the heading of one of these. What
 * a tick looks like is in parser/fields/spec_words.tsv.
 */
#ifndef PARSER_SPEC_CELL_H
#define PARSER_SPEC_CELL_H

#include "parser/html.h"
#include "parser/person_spec.h"

/** The folded text of a cell; U+2713 where it holds nothing but the picture of a tick (by its
 * alternative text, its label or its class) or a ticked box. @return in `arena`, never NULL */
const char *spec_cell_text(struct arena *arena, const struct html_node *cell);

bool spec_cell_is_tick(const char *text);

/** Empty, or a sign that says as much: "-", "No". */
bool spec_cell_is_blank(const char *text);

/** "3", "1.2", "E4": an item's number and no text of its own. */
bool spec_cell_is_number(const char *text);

/** The need that a cell of an "Essential/Desirable" column names, in letters too. */
enum need spec_cell_need(const char *text);

/** Is this the heading of a column that says how criteria are assessed? */
bool spec_cell_names_assessment(const char *text);

/** The marks that a text is, and nothing beside them: set of enum assessed, 0 where it is none.
 */
unsigned spec_cell_mark(struct arena *arena, struct span text);

/** The marks in a cell of a column of marks, whatever else stands there. */
unsigned spec_cell_marks(struct arena *arena, struct span text);

/** The marks that the heading of a column of ticks names: "A", "Interview", "Test (T)". */
unsigned spec_cell_heading_mark(struct arena *arena, const char *text);

#endif
