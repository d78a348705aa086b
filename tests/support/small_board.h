/* tests/support/small_board.h - a few adverts of fixtures/board in a folder of their own
 * SPDX-License-Identifier: MIT
 *
 * So that a whole crawl is done in a moment: five adverts on day 0; on day 1 one more, two that
 * changed and one that was withdrawn.
 */
#ifndef SMALL_BOARD_H
#define SMALL_BOARD_H

/** Adverts that are open on day 0, and those whose page a second crawl on day 1 asks for. */
enum {
    SMALL_BOARD_OPEN = 5,
    SMALL_BOARD_FRESH = 1,
    SMALL_BOARD_CHANGED = 2,
    SMALL_BOARD_GONE = 1
};

/** Writes the data of the small board into a folder that is there: board_options.data_dir. */
void small_board_write(const char *folder);

#endif
