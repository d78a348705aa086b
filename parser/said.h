/* parser/said.h - what the sentences of the long texts say where no field prints it
 * SPDX-License-Identifier: MIT
 *
 * "Interviews will be held on 14 October 2026", "A post of 22.5 hours per week": only plain
 * statements about the post are taken, and each with a note.
 */
#ifndef PARSER_SAID_H
#define PARSER_SAID_H

#include "schema/vacancy.h"

/** Fill the interview date and the hours a week, where they are unknown, from the long texts.
 * Call once the fields were read. Costs one look through the texts. */
void said_read(struct vacancy *vacancy, struct arena *arena);

#endif
