/* crawler/pace.h - politeness: when the next request may go out
 * SPDX-License-Identifier: MIT
 *
 * Pure: the caller says what time it is and does the waiting.
 */
#ifndef CRAWLER_PACE_H
#define CRAWLER_PACE_H

#include "base/span.h"

/** The least pause between two requests to a host that is not this machine. */
enum { PACE_LEAST_MS = 2000 };

/** The longest a Retry-After is believed: a day. */
enum { PACE_RETRY_MAX_S = 24 * 60 * 60 };

/** What we wait when a host asks us to slow down without saying how long. */
enum { PACE_RETRY_DEFAULT_S = 15 * 60 };

/** A wish for so little is granted within the visit, at most PACE_WAITS_HERE times. */
enum { PACE_WAIT_HERE_S = 10, PACE_WAITS_HERE = 3 };

/** Back-off after failures in a row doubles up to this. */
enum { PACE_BACKOFF_MAX_S = 60 };

struct pace {
    int64_t interval_ms; /* between the end of one request and the start of the next */
    int64_t last_ms; /* steady time of the last request's end; PACE_NEVER before the first */
};

#define PACE_NEVER INT64_MIN

/** Milliseconds to wait from `now_ms` (steady) on. */
int64_t pace_wait_ms(const struct pace *pace, int64_t now_ms);

/** A robots.txt may ask for a longer pause than ours; it cannot shorten it. */
void pace_lengthen(struct pace *pace, int64_t interval_ms);

/** The pause after `strikes` failures in a row: the interval doubled with each, at most
 * PACE_BACKOFF_MAX_S (but never less than the interval). An interval of 0 stays 0. */
int64_t pace_backoff_ms(const struct pace *pace, int64_t strikes);

/** A pause with jitter: up to a fifth longer, never shorter, so that many users' programs do
 * not ask in step. @param random advanced; a state of 0 gives none */
int64_t pace_jitter_ms(int64_t interval_ms, uint64_t *random);

/**
 * Seconds that a Retry-After header asks to wait (RFC 9110 section 10.2.3: seconds or a date),
 * at most PACE_RETRY_MAX_S. Where it is absent or unreadable PACE_RETRY_DEFAULT_S, doubled with
 * each strike before this one.
 *
 * @param now seconds since 1970 UTC
 */
int64_t pace_retry_after(struct span header, int64_t now, int64_t strikes);

#endif
