/* crawler/fetch_limits.c - what a visit may still ask for, and when
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "crawler/fetch_private.h"

bool fetch_is_stopped(const struct fetch *fetch) {
    return fetch->options.stop && *fetch->options.stop > 0;
}

/* A clock that says less is not set: there was no such program then. */
#define FETCH_CLOCK_SET 1577836800 /* 2020-01-01 */

/* The day that is counted. A day that lies ahead was written by a clock that was wrong: its
 * count goes on as today's, so that it neither lifts the cap nor blocks for longer than a day.
 * One day ahead is kept as it is, for so it is where the clock was put back over midnight; and
 * so is any where the clock is not set. */
static void fetch_count_day(struct fetch *fetch) {
    struct host_memory *memory = &fetch->memory;
    struct date today = clock_today(fetch->clock);

    if (!date_is_valid(memory->day) || date_is_none(today) ||
        date_compare(memory->day, today) < 0) {
        memory->day = today;
        memory->day_requests = 0;
    } else if (clock_now(fetch->clock) >= FETCH_CLOCK_SET &&
               date_to_days(memory->day) - date_to_days(today) > 1) {
        memory->day = today;
    }
}

static struct date fetch_day_after(struct date date) {
    return date_is_none(date) ? date : date_from_days(date_to_days(date) + 1);
}

/* A pause of so long is told to the user, who might think that nothing happens any more. */
enum { FETCH_WAIT_TOLD_MS = 2 * 60 * 1000 };

/* "90 minutes": as long as that or a little longer. */
static const char *fetch_write_wait(int64_t wait_ms, char out[32]) {
    bool long_one = wait_ms > FETCH_WAIT_TOLD_MS;
    int64_t unit = long_one ? 60000 : 1000;

    snprintf(out, 32, "%lld %s", (long long)((wait_ms + unit - 1) / unit),
             long_one ? "minutes" : "seconds");
    return out;
}

static enum err fetch_say_late(const struct fetch *fetch, int64_t wait_ms, struct diag *diag) {
    char wait[32];

    if (clock_steady_ms(fetch->clock) >= fetch->options.deadline_ms) {
        return diag_set(diag, ERR_INTERRUPTED,
                        "the time for this run is over: run the command again to go on");
    }
    return diag_set(diag, ERR_INTERRUPTED,
                    "%s can be asked again in %s, when the time for this run is over: run the "
                    "command again after that to go on",
                    fetch->origin.host, fetch_write_wait(wait_ms, wait));
}

enum err fetch_check_limits(struct fetch *fetch, int64_t wait_ms, struct diag *diag) {
    const struct fetch_options *options = &fetch->options;
    char day[DATE_TEXT_SIZE];

    fetch_count_day(fetch);
    fetch->spent = true;
    if (options->budget > 0 && fetch->requests >= options->budget) {
        return diag_set(diag, ERR_INTERRUPTED,
                        "the budget of %lld requests is spent: run the command again to go on",
                        (long long)options->budget);
    }
    if (options->day_max > 0 && fetch->memory.day_requests >= options->day_max) {
        return diag_set(diag, ERR_INTERRUPTED,
                        "%s has been asked %lld times today, which is the most for a day: run "
                        "the command again on %s",
                        fetch->origin.host, (long long)fetch->memory.day_requests,
                        date_write(fetch_day_after(fetch->memory.day), day));
    }
    if (options->deadline_ms > 0 &&
        clock_steady_ms(fetch->clock) + wait_ms >= options->deadline_ms) {
        return fetch_say_late(fetch, wait_ms, diag);
    }
    fetch->spent = false;
    return ERR_NONE;
}

int64_t fetch_wait_ms(const struct fetch *fetch) {
    int64_t now = clock_steady_ms(fetch->clock);
    struct pace pace = {fetch->pause_ms, fetch->pace.last_ms};
    int64_t pause = pace_wait_ms(&pace, now);
    int64_t hold = fetch->hold_ms > now ? fetch->hold_ms - now : 0;

    return hold > pause ? hold : pause;
}

static void fetch_tell_wait(const struct fetch *fetch, int64_t wait_ms) {
    char sentence[160];
    char wait[32];

    if (wait_ms > FETCH_WAIT_TOLD_MS) {
        snprintf(sentence, sizeof sentence, "%.64s is asked again in %s", fetch->origin.host,
                 fetch_write_wait(wait_ms, wait));
        fetch_talk(fetch, sentence);
    }
}

enum err fetch_wait(struct fetch *fetch, struct diag *diag) {
    int64_t wait = 0;

    fetch_tell_wait(fetch, fetch_wait_ms(fetch));
    while ((wait = fetch_wait_ms(fetch)) > 0 && !fetch_is_stopped(fetch)) {
        clock_sleep_ms(fetch->clock, wait);
    }
    return fetch_is_stopped(fetch)
               ? diag_set(diag, ERR_INTERRUPTED, "stopped: run the command again to go on")
               : ERR_NONE;
}

enum err fetch_count(struct fetch *fetch, struct diag *diag) {
    struct host_memory before = fetch->memory;
    enum err err = ERR_NONE;

    fetch_count_day(fetch);
    fetch->memory.day_requests++;
    fetch->memory.last_request = fetch_now(fetch);
    err = fetch_keep(fetch, diag);
    if (err) {
        fetch->memory = before;
    } else {
        fetch->requests++;
    }
    return err;
}

bool fetch_is_spent(const struct fetch *fetch) { return fetch->spent; }

int64_t fetch_requests(const struct fetch *fetch) { return fetch->requests; }
