/* tests/support/board_reply.h - an answer in the making, and how it goes over the wire
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_REPLY_H
#define BOARD_REPLY_H

#include "tests/support/board_date.h"
#include "tests/support/board_text.h"

#include <stdatomic.h>
#include <stdbool.h>

struct MHD_Connection;

/** How the body goes out. */
enum board_delivery {
    BOARD_DELIVERY_WHOLE = 0, /**< at once, compressed if the client takes gzip */
    BOARD_DELIVERY_SHORT,   /**< half of what Content-Length says, then the connection closes */
    BOARD_DELIVERY_ENDLESS, /**< the body over and over, chunked */
    BOARD_DELIVERY_TRICKLE, /**< 16 bytes every 100 ms */
    BOARD_DELIVERY_STALL,   /**< whole, after half a minute */
    BOARD_DELIVERY_DROP     /**< nothing: the connection closes */
};

/** An answer in the making. */
struct board_reply {
    unsigned status;                /**< HTTP status */
    const char *type;               /**< Content-Type; borrowed, static */
    struct board_text body;         /**< owned */
    char etag[40];                  /**< with its quotes; "" = none */
    char modified[BOARD_DATE_SIZE]; /**< Last-Modified; "" = none */
    char location[512];             /**< Location; "" = none */
    int retry_after;                /**< seconds; 0 = no such header */
    enum board_delivery delivery;   /**< how the body goes out */
    bool force_gzip;                /**< compressed, whatever the client takes */
    bool cut_gzip;                  /**< the compressed body loses its second half */
    bool unconditional;             /**< never 304 */
};

/** Begins an answer: status 200, text/html, empty body. */
void board_reply_init(struct board_reply *reply);

/** Releases what an answer owns. */
void board_reply_fini(struct board_reply *reply);

/** Sends an answer; as 304 without a body if the client's validators match.
 * @param reply       the answer; its status becomes 304 where that is sent, 0 where nothing is
 * @param connection  where to
 * @param stopping    set when the board stops: slow answers then give up
 * @return false if the connection is to be closed
 */
bool board_reply_send(struct board_reply *reply, struct MHD_Connection *connection,
                      const atomic_bool *stopping);

#endif
