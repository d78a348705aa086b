/* parser/nhsbsa_private.h - what the files of nhsbsa share (nobody else includes it)
 * SPDX-License-Identifier: MIT
 *
 * nhsbsa.c      the facts, and a file's columns
 * nhsbsa_row.c  a row as a vacancy
 */
#ifndef PARSER_NHSBSA_PRIVATE_H
#define PARSER_NHSBSA_PRIVATE_H

#include "parser/nhsbsa.h"

/** Letters and digits alone, in lower case; in `arena`, "" on failure. */
const char *nhsbsa_plain(struct arena *arena, struct span text);

/** A cell as one clean line of text; in `arena`, "" on failure.
 * @param is_windows_1252 set where its bytes are no UTF-8, else left as it is */
const char *nhsbsa_text(struct arena *arena, const char *cell, bool *is_windows_1252);

#endif
