/* cli/plan.h - a dry run, printed: shortlist.plan/1
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "cli/command.h"
#include "pipeline/crawl.h"

/** Print each request that a crawl would make, and the sums, as text or JSON.
 * @param title of what would be crawled, for people
 * @return what crawl_plan and the console return */
enum err plan_print(struct context *context, struct store *store, const char *title,
                    const char *host, const struct crawl_options *options, struct diag *diag);

#endif
