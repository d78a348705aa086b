/* schema/host.h - what is remembered of a host between two visits
 * SPDX-License-Identifier: MIT
 */
#ifndef SCHEMA_HOST_H
#define SCHEMA_HOST_H

#include "base/date.h"

/** Everything that manners need and that must outlast a run. Zeroed: never visited. */
struct host_memory {
    int64_t last_request; /* seconds since 1970 UTC; 0: never */
    int64_t not_before;   /* asked to be left alone until then; 0: no */
    int64_t strikes;      /* answers in a row that asked us to slow down, or did not come */
    struct date day;      /* the day in London that is counted; none: no request yet */
    int64_t day_requests; /* requests on that day */
    int64_t terms_at;     /* the user accepted the site's terms; 0: not yet */
    int64_t robots_at;    /* robots.txt was read; 0: never */
    int robots_status;    /* the HTTP status it came with */
    struct span robots;   /* its bytes; borrowed from whoever filled this in */
    const char *trouble;  /* why the last visit ended early; NULL: it went well */
};

#endif
