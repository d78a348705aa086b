/* schema/ledger.c - the words of the ledger
 * SPDX-License-Identifier: MIT
 */
#include "schema/ledger.h"

static const char *const queue_words[] = {
    [QUEUE_QUEUED] = "queued",
    [QUEUE_LEASED] = "leased",
    [QUEUE_DONE] = "done",
    [QUEUE_FAILED] = "failed",
};
const struct vocab vocab_queue_state = {queue_words, QUEUE_STATE_COUNT};

static const char *const life_words[] = {
    [LIFE_OPEN] = "open",           [LIFE_CHANGED] = "changed",   [LIFE_CLOSED] = "closed",
    [LIFE_WITHDRAWN] = "withdrawn", [LIFE_REOPENED] = "reopened",
};
const struct vocab vocab_life = {life_words, LIFE_COUNT};
