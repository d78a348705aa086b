/* tests/support/board_log.h - the requests a board has seen; safe to use from many threads
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_LOG_H
#define BOARD_LOG_H

#include <stdbool.h>
#include <stddef.h>

struct board_log;
struct board_request;

/** Makes an empty log; NULL if memory or the lock cannot be had. */
struct board_log *board_log_new(void);

/** Releases a log. NULL is accepted. */
void board_log_free(struct board_log *log);

/** Adds a request, stamped with the time now.
 * @param log      the log
 * @param request  copied; its time and status are ignored
 * @return a ticket for board_log_set_status()
 */
size_t board_log_add(struct board_log *log, const struct board_request *request);

/** Notes what was answered. A ticket from before board_log_clear() is ignored. */
void board_log_set_status(struct board_log *log, size_t ticket, unsigned status);

/** Counts the requests whose path begins with `prefix`; NULL counts all. */
size_t board_log_count(struct board_log *log, const char *prefix);

/** Copies the request with that index; false, and nothing copied, if there is none. */
bool board_log_at(struct board_request *request, struct board_log *log, size_t index);

/** Forgets everything. */
void board_log_clear(struct board_log *log);

#endif
