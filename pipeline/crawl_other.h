/* pipeline/crawl_other.h - manners towards a host that is not the one of the visit
 * SPDX-License-Identifier: MIT
 *
 * A board's robots.txt may have moved to another host. What the store knows of that host counts
 * there too: see may_visit and visited in crawler/fetch.h.
 */
#ifndef PIPELINE_CRAWL_OTHER_H
#define PIPELINE_CRAWL_OTHER_H

#include "base/clock.h"
#include "schema/store.h"

/** May this host be asked now? Where that cannot be known, it may not. */
bool crawl_other_may(struct store *store, const struct clock *clock, const char *origin);

/** It was asked: that, and its wish to be left alone (0: none), is kept for its own visits. */
enum err crawl_other_asked(struct store *store, const struct clock *clock, const char *origin,
                           int64_t not_before, struct diag *diag);

#endif
