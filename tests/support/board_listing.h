/* tests/support/board_listing.h - the results pages, /candidate/search/results
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_LISTING_H
#define BOARD_LISTING_H

#include "tests/support/board_data.h"
#include "tests/support/board_text.h"

enum {
    BOARD_LISTING_PAGE = 10 /**< adverts on a results page; the real site takes no other size */
};

/** Writes one results page. A page beyond the last says that nothing was found.
 * @param text   receives the HTML
 * @param data   the board's data
 * @param query  what was asked; its limit is ignored
 */
void board_listing_write(struct board_text *text, const struct board_data *data,
                         const struct board_query *query);

#endif
