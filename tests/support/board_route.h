/* tests/support/board_route.h - which page answers which address
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_ROUTE_H
#define BOARD_ROUTE_H

#include "tests/support/board_data.h"
#include "tests/support/board_feed.h"

struct board_reply;

/** A page that stands at an address as it is. */
struct board_own_page {
    char address[256]; /**< path, or path?query */
    const char *type;  /**< borrowed, static */
    char *body;        /**< owned */
};

/** What the pages are made from. */
struct board_site {
    struct board_data data;        /**< employers and vacancies */
    struct board_feed_style style; /**< how the feed looks */
    bool fresh_tokens;             /**< hidden tokens differ from answer to answer */
    unsigned answers;              /**< adverts answered so far */
    struct board_own_page *pages;  /**< pages by hand; owned */
    size_t page_count;             /**< how many */
};

/** One request, as the pages see it. */
struct board_call {
    const char *path;         /**< without the query */
    const char *search;       /**< the query, as sent */
    struct board_query query; /**< page at least 1; limit 10 unless asked for */
    bool repeated_band;       /**< payBand came more than once, which the real site refuses */
};

/** Puts a page at an address, in place of what was there.
 * @param site     what the pages are made from
 * @param address  path, or path?query
 * @param type     Content-Type; borrowed for good
 * @param body     copied
 */
void board_route_set_page(struct board_site *site, const char *address, const char *type,
                          const char *body);

/** Releases the pages by hand. */
void board_route_free_pages(struct board_site *site);

/** Fills an answer for a request. Unknown addresses get status 200 and a page that says so.
 * @param reply  begun with board_reply_init()
 * @param site   what the pages are made from
 * @param call   the request
 */
void board_route_answer(struct board_reply *reply, struct board_site *site,
                        const struct board_call *call);

/** Fills an answer with the page of an advert and its validators.
 * @param reply    begun with board_reply_init()
 * @param site     what the pages are made from
 * @param vacancy  the advert
 */
void board_route_answer_advert(struct board_reply *reply, struct board_site *site,
                               const struct board_vacancy *vacancy);

#endif
