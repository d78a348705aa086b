/* crawler/pace.c - politeness: when the next request may go out
 * SPDX-License-Identifier: MIT
 */
#include "crawler/pace.h"

#include <stdio.h>

#include "base/date.h"

int64_t pace_wait_ms(const struct pace *pace, int64_t now_ms) {
    int64_t since = 0;

    if (pace->last_ms == PACE_NEVER) {
        return 0;
    }
    since = now_ms > pace->last_ms ? now_ms - pace->last_ms : 0;
    return since < pace->interval_ms ? pace->interval_ms - since : 0;
}

void pace_lengthen(struct pace *pace, int64_t interval_ms) {
    if (interval_ms > pace->interval_ms) {
        pace->interval_ms = interval_ms;
    }
}

/* `value` doubled so often, at most `most` (or itself where it is more). */
static int64_t pace_double(int64_t value, int64_t times, int64_t most) {
    while (times-- > 0 && value > 0 && value < most) {
        value = value <= most / 2 ? value * 2 : most;
    }
    return value;
}

int64_t pace_backoff_ms(const struct pace *pace, int64_t strikes) {
    return pace_double(pace->interval_ms, strikes, (int64_t)PACE_BACKOFF_MAX_S * 1000);
}

/* Marsaglia's xorshift with 64 bits (Journal of Statistical Software 8, 14): nothing here needs
 * to be hard to foresee. */
static uint64_t pace_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

int64_t pace_jitter_ms(int64_t interval_ms, uint64_t *random) {
    if (*random == 0 || interval_ms <= 0) {
        return interval_ms;
    }
    return interval_ms + (int64_t)(pace_random(random) % ((uint64_t)interval_ms / 5 + 1));
}

/* The two forms of a date that nobody should send any more and everybody must read (RFC 9110
 * section 5.6.7), written in the usual one:
 * "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994". */
static bool pace_parse_old_date(struct span value, int64_t *instant) {
    struct span comma = value;
    struct span name = {0};
    char text[64] = "";

    if (span_next_piece(&comma, ',', &name) && comma.len == 23 && comma.at[3] == '-' &&
        comma.at[7] == '-') {
        /* Two digits of a year: none that asks us to wait lies before 1970. */
        snprintf(text, sizeof text, "%.3s, %.2s %.3s %s%.2s %.12s", value.at, comma.at + 1,
                 comma.at + 4, comma.at[8] < '7' ? "20" : "19", comma.at + 8, comma.at + 11);
    } else if (value.len == 24) {
        snprintf(text, sizeof text, "%.3s, %c%c %.3s %.4s %.8s GMT", value.at,
                 value.at[8] == ' ' ? '0' : value.at[8], value.at[9], value.at + 4,
                 value.at + 20, value.at + 11);
    }
    return date_parse_http(span_of(text), instant);
}

static bool pace_is_number(struct span value) {
    for (size_t i = 0; i < value.len; i++) {
        if (!ascii_is_digit(value.at[i])) {
            return false;
        }
    }
    return value.len > 0;
}

int64_t pace_retry_after(struct span header, int64_t now, int64_t strikes) {
    struct span value = span_trim(header);
    uint64_t seconds = 0;
    int64_t instant = 0;

    if (pace_is_number(value)) { /* more digits than a number holds: as long as we believe */
        return span_number(value, PACE_RETRY_MAX_S, &seconds) ? (int64_t)seconds
                                                              : PACE_RETRY_MAX_S;
    }
    if (!date_parse_http(value, &instant) && !pace_parse_old_date(value, &instant)) {
        return pace_double(PACE_RETRY_DEFAULT_S, strikes, PACE_RETRY_MAX_S);
    }
    if (instant <= now) {
        return 0;
    }
    /* A clock in 1970 must not overflow the difference. */
    return now >= 0 && instant - now < PACE_RETRY_MAX_S ? instant - now : PACE_RETRY_MAX_S;
}
