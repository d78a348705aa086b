/* cli/counts.h - printing what a run did
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_COUNTS_H
#define CLI_COUNTS_H

#include "cli/command.h"
#include "report/json_run.h"

/** As text or JSON, and noted in the status where adverts were refused or failed, a list was
 * odd, or nothing was asked because all that waits was put off.
 * @param from what was read, for people: "NHS Jobs" */
enum err counts_print(struct context *context, const struct run_counts *counts,
                      const struct run_about *about, const char *from, struct diag *diag);

#endif
