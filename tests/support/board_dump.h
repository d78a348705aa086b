/* tests/support/board_dump.h - every page of a board as a file, for parser fixtures
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_DUMP_H
#define BOARD_DUMP_H

#include "tests/support/board.h"

#include <stddef.h>

/** Writes REF.html for every advert that has appeared, feed-N.xml (100 records each) and
 * results-N.html, as the board answers them on that day.
 * @param folder      made if it is not there
 * @param options     as for board_start(); the port is ignored
 * @param day         board day
 * @param error       receives a message on failure
 * @param error_size  room in `error`
 * @return how many files were written; -1 on failure
 */
int board_dump_write(const char *folder, const struct board_options *options, int day,
                     char *error, size_t error_size);

#endif
