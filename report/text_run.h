/* report/text_run.h - what a run did, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_RUN_H
#define REPORT_TEXT_RUN_H

#include "report/plain.h"
#include "schema/run.h"

/** One sentence, then a line for each count that is not 0. The numbers in front of the lines
 * add up to the adverts of the sentence: what is a part of another number, or not seen, stands
 * within the words.
 * @param from what was read: "NHS Jobs", "3 files"
 * @param alarm the board's list was odd */
void text_run(struct plain *plain, const struct run_counts *counts, const char *from,
              bool alarm);

/** "3 closed, 1 withdrawn, 2 open again": the parts of those changed; nothing where there are
 * none. */
void text_run_parts(struct buf *out, const struct run_counts *counts);

#endif
