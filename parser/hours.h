/* parser/hours.h - hours a week: "37.5 hours per week", "22.5 to 37.5 hours"
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_HOURS_H
#define PARSER_HOURS_H

#include "schema/vacancy.h"

/**
 * Read weekly hours into hours_low and hours_high: the lowest and the highest that are named.
 *
 * Shift lengths ("12 hour shifts"), hours a day, month or year are none. More than 60 a week,
 * or hours over a fortnight, are noted and left out.
 *
 * @param text valid UTF-8; NULL and text without hours change nothing
 * @return true where hours were read
 */
bool hours_read(struct vacancy *vacancy, struct arena *arena, const char *text);

#endif
