/* tests/support/bulk_board.h - a board of many thousands of adverts, as fast as a board can be
 * SPDX-License-Identifier: MIT
 *
 * A process of its own answers on 127.0.0.1, with pages made from a few that the local board
 * has written (--dump): advert N is a copy of one of them under a number of its own. What it
 * counts and what it shows is in memory shared with whoever started it.
 */
#ifndef BULK_BOARD_H
#define BULK_BOARD_H

#include <stdatomic.h>
#include <stddef.h>

enum { BULK_ADVERTS_MAX = 40000, BULK_FEED_PAGE = 100, BULK_NAME_SIZE = 160 };

/** What is shared. The adverts 0 to count - 1 are open; the highest is the newest. */
struct bulk_shared {
    atomic_uint robots;  /**< requests for robots.txt */
    atomic_uint feed;    /**< for a page of the feed */
    atomic_uint adverts; /**< for an advert's page */
    atomic_uint other;   /**< for anything else, which is not there */
    unsigned count;
    unsigned char version[BULK_ADVERTS_MAX]; /**< times that an advert was changed */
};

struct bulk_board;

/** Starts it. @param folder  what `board --dump` wrote; NULL is returned where it holds no
 * adverts
 */
struct bulk_board *bulk_board_start(const char *folder);

void bulk_board_stop(struct bulk_board *board);

struct bulk_shared *bulk_board_shared(struct bulk_board *board);

unsigned short bulk_board_port(const struct bulk_board *board);

/** The path of an advert's page. */
void bulk_board_path(char path[BULK_NAME_SIZE], const struct bulk_board *board,
                     unsigned number);

#endif
