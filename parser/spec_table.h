/* parser/spec_table.h - person specifications that are tables
 * SPDX-License-Identifier: MIT
 *
 * Trusts' forms have a row for each category and columns "Essential" and "Desirable", or a row
 * for each criterion with a tick in one of these columns, or a row for each need; often a
 * column that says how a criterion is assessed.
 */
#ifndef PARSER_SPEC_TABLE_H
#define PARSER_SPEC_TABLE_H

#include "parser/html.h"
#include "parser/person_spec.h"

/** Does any cell of the table name a need? */
bool spec_table_has_needs(struct arena *arena, const struct html_node *table);

/** Read the table's criteria. @return false where the table names no need: nothing is read */
bool spec_table_read(struct person_spec *spec, const struct html_node *table);

#endif
