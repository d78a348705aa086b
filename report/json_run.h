/* report/json_run.h - what a run did: shortlist.run/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_RUN_H
#define REPORT_JSON_RUN_H

#include "lib/json.h"
#include "schema/run.h"

/** The counts of a run; `seen` is the sum of those behind it.
 * @param source the board, or SOURCE_NONE (null)
 * @return belongs to the caller; failure sticks in it (json_write tells) */
struct json *json_run(const struct run_counts *counts, enum run_kind kind, enum source source);

#endif
