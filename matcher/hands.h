/* matcher/hands.h - work that is shared out among the processors
 * SPDX-License-Identifier: MIT
 *
 * Threads and not processes: adverts, requirements and rules are read by all and written by
 * none, each piece of work is in the hands of one thread, and nothing comes from outside that a
 * fence would have to hold. Which thread does which piece changes no result.
 */
#ifndef MATCHER_HANDS_H
#define MATCHER_HANDS_H

#include <stddef.h>

#include "base/err.h"

enum { HANDS_MAX = 64 };

/** As many as processors, HANDS_MAX at most. */
size_t hands_of_machine(void);

/** A piece of work. @param hand whose turn it is, below the number of hands: two pieces with
 * the same hand are never done at once */
typedef enum err hands_job(void *state, size_t hand, size_t piece, struct diag *diag);

/** Do all pieces below `count`; a failure ends it all. Where a thread cannot be started the
 * others do its work.
 * @param hands threads, the caller's own one of them; HANDS_MAX at most
 * @return the failure of the lowest piece that was seen to have one; ERR_SYSTEM */
enum err hands_share_out(size_t hands, size_t count, hands_job *job, void *state,
                         struct diag *diag);

#endif
