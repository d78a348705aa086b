/* parser/plain_spec.h - a person specification out of a text copy
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_PLAIN_SPEC_H
#define PARSER_PLAIN_SPEC_H

#include "parser/person_spec.h"

/** Read the lines under "Person specification": lists as person_spec_lines reads them, and
 * tables that became lines with tabs or bars between their cells. */
void plain_spec_read(struct person_spec *spec, const struct strings *lines);

#endif
