/* report/flow.h - a long report handed on piece by piece
 * SPDX-License-Identifier: MIT
 *
 * A report of a hundred thousand groups is not held as a whole while it is written.
 */
#ifndef REPORT_FLOW_H
#define REPORT_FLOW_H

#include "base/buf.h"

/** Where the bytes go. */
struct flow {
    void (*take)(void *state, struct buf *out); /* empties it */
    void *state;
};

/** Hand on what was written, where it is more than a piece. What is left in the end is the
 * caller's to take. */
void flow_pass(const struct flow *flow, struct buf *out);

#endif
