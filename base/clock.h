/* base/clock.h - the time, real or held still
 * SPDX-License-Identifier: MIT
 *
 * Nothing else in the program asks the system for the time, so a test can hold it.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/date.h"

struct clock {
    int64_t (*now)(void *state);                   /* seconds since 1970 UTC */
    int64_t (*steady_ms)(void *state);             /* milliseconds that never go back */
    void (*sleep_ms)(void *state, int64_t millis); /* returns early on a signal */
    void *state;
};

/** The system's clock. */
struct clock clock_real(void);

/** A held clock: sleeping moves it. */
struct clock_held {
    int64_t now;
    int64_t steady_ms;
};
struct clock clock_of_held(struct clock_held *held);

/** Seconds since 1970 UTC, never less than 1: 0 is "never" wherever a time is kept, and a clock
 * that was lost must not be taken for that. */
int64_t clock_now(const struct clock *clock);
int64_t clock_steady_ms(const struct clock *clock);
void clock_sleep_ms(const struct clock *clock, int64_t millis);

/** Today's date in London. */
struct date clock_today(const struct clock *clock);

#endif
