/* report/text_status.h - what runs did, how each source is and what waits, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_STATUS_H
#define REPORT_TEXT_STATUS_H

#include "report/plain.h"
#include "schema/ledger.h"

/** What the ledger is held against. */
struct status_day {
    int64_t now;       /* seconds since 1970 UTC */
    struct date today; /* in London */
    int64_t daily_cap; /* requests to a host in a day, at most */
};

/** Runs, sources, hosts, and why pages were not fetched; parts that are empty are left out. */
void text_status(struct plain *plain, const struct ledger *ledger,
                 const struct status_day *day);

#endif
