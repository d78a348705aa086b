/* tests/support/shim/clock.c - a wall clock that is wrong, jumps or stands
 * SPDX-License-Identifier: MIT
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* for plan.c's sake the same everywhere */
#endif
#undef _FORTIFY_SOURCE /* with it, poll() is an inline function of the header */
#include "tests/support/shim/shim.h"

#include <poll.h>
#include <stdatomic.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define NANO INT64_C(1000000000)

static int (*real_gettime)(clockid_t, struct timespec *);
static int (*real_nanosleep)(const struct timespec *, struct timespec *);
static int (*real_clock_nanosleep)(clockid_t, int, const struct timespec *, struct timespec *);
static int (*real_poll)(struct pollfd *, nfds_t, int);

static _Atomic int64_t slept;  /* ns that a held sleep would have taken */
static _Atomic int64_t waited; /* ns slept in all, held or not */
static _Atomic int64_t looks;  /* at the wall clock */
static _Atomic int64_t shift;  /* ns from the right time to what the wall clock says */
static int64_t stands_at;      /* ns: where it was when it was held */

int64_t shim_slept_ms(void) { return waited / 1000000; }

static int64_t in_ns(const struct timespec *at) { return at->tv_sec * NANO + at->tv_nsec; }

static struct timespec from_ns(int64_t ns) {
    int64_t rest = ns % NANO < 0 ? ns % NANO + NANO : ns % NANO;
    return (struct timespec){.tv_sec = (time_t)((ns - rest) / NANO), .tv_nsec = (long)rest};
}

static int64_t right_time(void) {
    struct timespec at = {0};
    (void)real_gettime(CLOCK_REALTIME, &at);
    return in_ns(&at);
}

void shim_clock_start(void) {
    shim_find(&real_gettime, "clock_gettime");
    shim_find(&real_nanosleep, "nanosleep");
    shim_find(&real_clock_nanosleep, "clock_nanosleep");
    shim_find(&real_poll, "poll");
    stands_at = right_time();
    shift = shim_clock.is_set ? shim_clock.start * NANO - stands_at : shim_clock.shift * NANO;
}

/* ---- looking ---- */

/* What the wall clock says, and that is a look at it. */
static int64_t wall(void) {
    uint64_t look = (uint64_t)++looks;
    int64_t right = (shim_clock.hold ? stands_at : right_time()) + slept;
    (void)shim_count(SHIM_LOOK);
    for (size_t i = 0; i < shim_jump_count; i++) {
        const struct shim_jump *jump = &shim_jumps[i];
        if (jump->look == look)
            shift =
                jump->is_absolute ? jump->seconds * NANO - right : shift + jump->seconds * NANO;
    }
    return right + shift;
}

static void find_in_time(void) {
    if (!real_gettime)
        shim_find(&real_gettime, "clock_gettime");
}

int clock_gettime(clockid_t clock, struct timespec *at) {
    find_in_time();
    if (shim_is_on() && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        *at = from_ns(wall());
        return 0;
    }
    int result = real_gettime(clock, at);
    bool is_steady = clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_RAW ||
                     clock == CLOCK_MONOTONIC_COARSE || clock == CLOCK_BOOTTIME;
    if (shim_is_on() && result == 0 && is_steady)
        *at = from_ns(in_ns(at) + slept);
    return result;
}

time_t time(time_t *out) {
    struct timespec at = {0};
    (void)clock_gettime(CLOCK_REALTIME, &at);
    if (out)
        *out = at.tv_sec;
    return at.tv_sec;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone) {
    struct timespec at = {0};
    (void)zone;
    (void)clock_gettime(CLOCK_REALTIME, &at);
    *out = (struct timeval){.tv_sec = at.tv_sec, .tv_usec = at.tv_nsec / 1000};
    return 0;
}

/* ---- sleeping ---- */

static bool sleep_held(int64_t ns) {
    if (!shim_is_on())
        return false;
    waited += ns;
    if (shim_clock.hold)
        slept += ns;
    return shim_clock.hold;
}

int nanosleep(const struct timespec *span, struct timespec *left) {
    if (!real_nanosleep)
        shim_find(&real_nanosleep, "nanosleep");
    return sleep_held(in_ns(span)) ? 0 : real_nanosleep(span, left);
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *span,
                    struct timespec *left) {
    struct timespec now = {0};
    if (!real_clock_nanosleep)
        shim_find(&real_clock_nanosleep, "clock_nanosleep");
    if (flags & TIMER_ABSTIME)
        (void)clock_gettime(clock, &now);
    return sleep_held(in_ns(span) - in_ns(&now))
               ? 0
               : real_clock_nanosleep(clock, flags, span, left);
}

int usleep(useconds_t micros) {
    struct timespec span = from_ns((int64_t)micros * 1000);
    return nanosleep(&span, NULL);
}

int poll(struct pollfd *polled, nfds_t count, int timeout) {
    if (!real_poll)
        shim_find(&real_poll, "poll");
    if (!shim_is_on() || shim_clock.poll_ms < 0 || timeout <= shim_clock.poll_ms)
        return real_poll(polled, count, timeout);
    int result = real_poll(polled, count, (int)shim_clock.poll_ms);
    if (result == 0)
        slept += ((int64_t)timeout - shim_clock.poll_ms) * 1000000;
    return result;
}
