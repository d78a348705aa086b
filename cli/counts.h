/* cli/counts.h - printing what a run did
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_COUNTS_H
#define CLI_COUNTS_H

#include "cli/command.h"
#include "schema/run.h"

/** As text or JSON, and noted in the status where adverts were refused or failed.
 * @param from what was read, for people: "NHS Jobs" */
enum err counts_print(struct context *context, const struct run_counts *counts,
                      enum run_kind kind, enum source source, const char *from,
                      struct diag *diag);

#endif
