/* tests/support/board_feed.h - the XML feed, /api/v1/search_xml
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_FEED_H
#define BOARD_FEED_H

#include "tests/support/board_data.h"
#include "tests/support/board_text.h"

#include <stdbool.h>

/** How a feed page is to look. */
struct board_feed_style {
    bool totals_first;    /**< totals stand before the records instead of after them */
    const char *url_base; /**< what the advert addresses begin with */
    bool is_told_total;   /**< the feed says that it has `told_total` adverts */
    size_t told_total;    /**< whether it is true or not */
};

/** Writes one page of the feed.
 *
 * Records differ as the real ones do: post times have 3, 6 or 9 fraction digits, children come
 * in more than one order, and an absent salary has no element.
 * @param text   receives the XML
 * @param data   the board's data
 * @param query  what was asked; its limit is 1 to 100
 * @param style  how it is to look
 */
void board_feed_write(struct board_text *text, const struct board_data *data,
                      const struct board_query *query, const struct board_feed_style *style);

#endif
