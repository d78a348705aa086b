/* pipeline/listener.h - how long work tells how it goes
 * SPDX-License-Identifier: MIT
 *
 * The pipeline prints nothing: it calls whoever listens. All members may be NULL.
 */
#ifndef PIPELINE_LISTENER_H
#define PIPELINE_LISTENER_H

#include "base/err.h"
#include "base/span.h"

/** Where a stage stands. */
struct progress {
    const char *stage; /* "adverts": what is being counted */
    int64_t done;
    int64_t total;   /* 0: not known yet */
    int64_t left_ms; /* about so long it will take still; 0: not known */
};

struct listener {
    void (*progress)(void *state, const struct progress *progress);
    void (*say)(void *state, const char *sentence); /* something the user should know */
    void *state;
};

void listener_progress(const struct listener *listener, const char *stage, int64_t done,
                       int64_t total);
/** The same where it is known how long the rest takes. */
void listener_progress_left(const struct listener *listener, const char *stage, int64_t done,
                            int64_t total, int64_t left_ms);
void listener_say(const struct listener *listener, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
