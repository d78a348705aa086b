/* cli/status.h - exit statuses
 * SPDX-License-Identifier: MIT
 *
 * Part of the public formats (section 6): scripts rely on them.
 */
#ifndef CLI_STATUS_H
#define CLI_STATUS_H

#include <stdbool.h>

#include "base/err.h"

enum status {
    STATUS_DONE = 0,
    STATUS_FAILED = 1,
    STATUS_USAGE = 2,
    STATUS_PART = 3,    /* finished, but some items were skipped or refused */
    STATUS_EMPTY = 4,   /* nothing matched, only with --fail-empty */
    STATUS_REFUSED = 5, /* by robots.txt or the site's own limits */
    STATUS_NETWORK = 6,
    STATUS_STORE = 7,
    STATUS_INTERRUPTED = 130,
    STATUS_TERMINATED = 143
};

/** The status of a failure. @param terminated the wish to stop was a SIGTERM */
enum status status_of(enum err err, bool terminated);

/** Of two causes the one that counts: wrong usage, then the first of 130 (143), 7, 1, 6, 5, 3;
 * 4 where there is nothing else. */
enum status status_worse(enum status a, enum status b);

#endif
