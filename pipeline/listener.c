/* pipeline/listener.c - how long work tells how it goes
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/listener.h"

#include <stdarg.h>
#include <stdio.h>

void listener_progress(const struct listener *listener, const char *stage, int64_t done,
                       int64_t total) {
    listener_progress_left(listener, stage, done, total, 0);
}

void listener_progress_left(const struct listener *listener, const char *stage, int64_t done,
                            int64_t total, int64_t left_ms) {
    struct progress progress = {stage, done, total, left_ms};

    if (listener && listener->progress) {
        listener->progress(listener->state, &progress);
    }
}

void listener_say(const struct listener *listener, const char *format, ...) {
    char sentence[DIAG_TEXT_SIZE];
    va_list arguments;

    if (!listener || !listener->say) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    listener->say(listener->state, sentence);
}
