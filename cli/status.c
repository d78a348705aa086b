/* cli/status.c - exit statuses
 * SPDX-License-Identifier: MIT
 */
#include "cli/status.h"

#include <stddef.h>

enum status status_of(enum err err, bool terminated) {
    static const enum status statuses[ERR_COUNT] = {
        [ERR_NONE] = STATUS_DONE,
        [ERR_MEMORY] = STATUS_FAILED,
        [ERR_LIMIT] = STATUS_FAILED,
        [ERR_INPUT] = STATUS_FAILED,
        [ERR_ABSENT] = STATUS_FAILED,
        [ERR_SYSTEM] = STATUS_FAILED,
        [ERR_NETWORK] = STATUS_NETWORK,
        [ERR_REFUSED] = STATUS_REFUSED,
        [ERR_STORE] = STATUS_STORE,
        [ERR_USAGE] = STATUS_USAGE,
        [ERR_INTERRUPTED] = STATUS_INTERRUPTED,
    };
    return err == ERR_INTERRUPTED && terminated ? STATUS_TERMINATED : statuses[err];
}

/* Its place in the order in which causes count, 0 first. */
static size_t rank(enum status status) {
    static const enum status order[] = {
        STATUS_USAGE,   STATUS_INTERRUPTED, STATUS_TERMINATED, STATUS_STORE, STATUS_FAILED,
        STATUS_NETWORK, STATUS_REFUSED,     STATUS_PART,       STATUS_EMPTY, STATUS_DONE};
    size_t at = 0;
    while (order[at] != status && order[at] != STATUS_DONE) {
        at++;
    }
    return at;
}

enum status status_worse(enum status a, enum status b) { return rank(a) <= rank(b) ? a : b; }
