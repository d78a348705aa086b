/* report/text_run.h - what a run did, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_RUN_H
#define REPORT_TEXT_RUN_H

#include "report/plain.h"
#include "schema/run.h"

/** One sentence, then a line for each count that is not 0.
 * @param from what was read: "NHS Jobs", "3 files" */
void text_run(struct plain *plain, const struct run_counts *counts, const char *from);

#endif
