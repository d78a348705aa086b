/* crawler/pace.c - politeness: when the next request may go out
 * SPDX-License-Identifier: MIT
 */
#include "crawler/pace.h"

#include "base/date.h"

int64_t pace_wait_ms(const struct pace *pace, int64_t now_ms) {
    int64_t since = 0;

    if (pace->last_ms == PACE_NEVER) {
        return 0;
    }
    since = now_ms - pace->last_ms;
    return since < pace->interval_ms ? pace->interval_ms - since : 0;
}

void pace_lengthen(struct pace *pace, int64_t interval_ms) {
    if (interval_ms > pace->interval_ms) {
        pace->interval_ms = interval_ms;
    }
}

int64_t pace_retry_after(struct span header, int64_t now) {
    struct span value = span_trim(header);
    uint64_t seconds = 0;
    int64_t instant = 0;

    if (span_number(value, INT64_MAX, &seconds)) {
        return seconds < PACE_RETRY_MAX_S ? (int64_t)seconds : PACE_RETRY_MAX_S;
    }
    if (!date_parse_http(value, &instant)) {
        return PACE_RETRY_DEFAULT_S;
    }
    if (instant <= now) {
        return 0;
    }
    return instant - now < PACE_RETRY_MAX_S ? instant - now : PACE_RETRY_MAX_S;
}
