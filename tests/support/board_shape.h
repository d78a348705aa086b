/* tests/support/board_shape.h - the template variant an advert asks for in its "shape"
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_SHAPE_H
#define BOARD_SHAPE_H

#include "tests/support/board_data.h"

#include <stdbool.h>

/** Tells whether `shape.key` is the text `value`. */
bool board_shape_is(const struct board_vacancy *vacancy, const char *key, const char *value);

/** Reads the flag `shape.key`; `fallback` if it is absent. */
bool board_shape_flag(const struct board_vacancy *vacancy, const char *key, bool fallback);

/** Tells whether the block `name` is left out altogether (`shape.missing`). */
bool board_shape_misses(const struct board_vacancy *vacancy, const char *name);

/** Tells whether the block `name` is printed with nothing in it (`shape.empty`). */
bool board_shape_blanks(const struct board_vacancy *vacancy, const char *name);

#endif
