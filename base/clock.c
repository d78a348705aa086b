/* base/clock.c - the time, real or held still
 * SPDX-License-Identifier: MIT
 */
#include "base/clock.h"

#include <time.h>

static int64_t real_now(void *state) {
    (void)state;
    return (int64_t)time(NULL);
}

static int64_t real_steady_ms(void *state) {
    (void)state;
    struct timespec at = {0};
    /* Fails only for a clock that the system does not know; POSIX demands this one. */
    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static void real_sleep_ms(void *state, int64_t millis) {
    (void)state;
    if (millis <= 0) {
        return;
    }
    struct timespec span = {.tv_sec = (time_t)(millis / 1000),
                            .tv_nsec = (long)(millis % 1000) * 1000000};
    /* Not resumed after a signal: the caller wants to look at what the signal said. */
    (void)nanosleep(&span, NULL);
}

struct clock clock_real(void) {
    return (struct clock){
        .now = real_now, .steady_ms = real_steady_ms, .sleep_ms = real_sleep_ms};
}

static int64_t held_now(void *state) {
    const struct clock_held *held = state;
    return held->now;
}

static int64_t held_steady_ms(void *state) {
    const struct clock_held *held = state;
    return held->steady_ms;
}

/* Whole seconds pass as the steady clock crosses them, so that many short sleeps add up. */
static void held_sleep_ms(void *state, int64_t millis) {
    struct clock_held *held = state;
    if (millis > 0) {
        int64_t before = held->steady_ms / 1000;
        held->steady_ms += millis;
        held->now += held->steady_ms / 1000 - before;
    }
}

struct clock clock_of_held(struct clock_held *held) {
    return (struct clock){
        .now = held_now, .steady_ms = held_steady_ms, .sleep_ms = held_sleep_ms, .state = held};
}

int64_t clock_now(const struct clock *clock) {
    int64_t now = clock->now(clock->state);
    return now > 0 ? now : 1;
}

int64_t clock_steady_ms(const struct clock *clock) { return clock->steady_ms(clock->state); }

void clock_sleep_ms(const struct clock *clock, int64_t millis) {
    clock->sleep_ms(clock->state, millis);
}

struct date clock_today(const struct clock *clock) {
    return date_in_london(clock_now(clock));
}
