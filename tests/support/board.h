/* tests/support/board.h - a small jobs board on 127.0.0.1 that answers as NHS Jobs does
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stddef.h>

struct board;

/** How a board is to be set up. All zero is a sensible start, but for `data_dir`. */
struct board_options {
    const char *data_dir; /**< folder with employers.json, changes.json and vacancies/ */
    const char *today;    /**< date of day 0, YYYY-MM-DD; NULL = today */
    const char *url_base; /**< start of the feed's addresses; NULL = https://beta.jobs.nhs.uk */
    unsigned short port;  /**< 0 = any free one */
    bool totals_first;    /**< the feed's totals stand before its records */
    bool fresh_tokens;    /**< hidden `_csrf` fields differ from answer to answer */
    int feed_limit;       /**< records a feed page at most; 0 = 100, as the real one */
    unsigned copies;      /**< made-up copies of every advert, for a large board */
};

/** One request as it came in. Texts that do not fit are cut. */
struct board_request {
    char path[256];         /**< without the query, percent-encoding undone */
    char query[512];        /**< as sent, without the question mark; "" if there was none */
    char user_agent[256];   /**< "" if none was sent */
    char if_none_match[64]; /**< "" if none was sent */
    long long time_ms;      /**< when it came in, on the monotonic clock */
    unsigned status;        /**< what was answered; 0 = not yet, or nothing */
};

/** Reads the data and starts serving, on 127.0.0.1 only.
 * @param options     copied
 * @param error       receives a message on failure
 * @param error_size  room in `error`
 * @return a board for board_stop(), or NULL
 */
struct board *board_start(const struct board_options *options, char *error, size_t error_size);

/** Stops serving, waits for answers under way, releases the board. NULL is accepted. */
void board_stop(struct board *board);

/** Gives the port the board listens on. */
unsigned short board_port(const struct board *board);

/** Moves to another day, forwards or back: later adverts appear, changes happen, others close.
 */
void board_set_day(struct board *board, int day);

/** Publishes `count` made-up adverts, which stand above all others from now on. */
void board_publish(struct board *board, unsigned count);

/** Takes adverts out of feed and results from now on.
 * @param board  a running board
 * @param from   the first one, counted from the newest
 * @param count  how many
 * @param whole  their pages stay as they were; else they say that the advert is closed
 */
void board_take(struct board *board, size_t from, size_t count, bool whole);

/** Lets all that board_take() took stand where it stood. */
void board_put_back(struct board *board);

/** Makes the feed say that it has so many adverts, whatever it has; -1: the truth. */
void board_tell_total(struct board *board, long total);

/** Puts a page at an address, in place of what is there.
 * @param board    a running board
 * @param address  path, or path?query as it is sent
 * @param type     Content-Type; borrowed for good
 * @param body     copied
 */
void board_set_page(struct board *board, const char *address, const char *type,
                    const char *body);

/** Makes every request of a path go wrong until told otherwise.
 *
 * Kinds: 304 (unasked), 404 403 429 (Retry-After: 30) 500 503, login (sign-in page, 200),
 * redirect_login, maintenance (200), cut (whole for HTTP, HTML ends half-way), empty, binary,
 * redirect_out (302 to http://other.example/), redirect_loop, wrong_advert (another advert's
 * page), closed ("This job is now closed"), service_domain and html_robots (200, "Service
 * Domain Information"), gzip_cut (the compressed body ends half-way), gzip_bomb (64 MiB of
 * blanks, compressed), short_body (Content-Length larger than what comes, connection closed),
 * huge (endless chunked body), slow (16 bytes every 100 ms), stall (no answer for half a
 * minute), drop (connection closed without an answer).
 * @param board  a running board
 * @param path   exact path without the query; or a beginning followed by `*`
 * @param kind   one of the above; "none" takes the fault back
 * @return 0, or -1 if there is no such kind
 */
int board_set_fault(struct board *board, const char *path, const char *kind);

/** As board_set_fault(), for the next `times` requests of that path only; then all is well.
 * @param board  a running board
 * @param path   as above
 * @param kind   as above
 * @param times  how often; 0 = for good
 * @return 0, or -1 if there is no such kind
 */
int board_set_fault_times(struct board *board, const char *path, const char *kind,
                          unsigned times);

/** Counts requests so far whose path begins with `path_prefix` ("" or NULL: all). */
size_t board_request_count(const struct board *board, const char *path_prefix);

/** Copies a logged request.
 * @param request  filled; untouched if there is no such request
 * @param board    a running board
 * @param index    0 for the oldest
 * @return false if there are not so many
 */
bool board_request_at(struct board_request *request, const struct board *board, size_t index);

/** Forgets all logged requests. */
void board_clear_requests(struct board *board);

#endif
