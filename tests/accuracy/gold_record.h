/* tests/accuracy/gold_record.h - the records of a page against the truth
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_GOLD_RECORD_H
#define TESTS_ACCURACY_GOLD_RECORD_H

#include "tests/accuracy/gold_judge.h"

/** Judge all records that a page became.
 * @param place prefix ""
 * @param want the truth's readings @param got records as `shortlist parse --json` prints them
 */
void gold_records(const struct gold_place *place, const struct json *want,
                  const struct json *got);

/** Criteria: aligned in order by their words, the longest common run. Counts "recall",
 * "precision" and "f1" (twice the aligned ones of all on both sides: F1 is what is right of
 * them), and of the aligned ones need, group and marks. */
void gold_criteria(const struct gold_place *place, const char *name, const struct json *want,
                   const struct json *got);

#endif
