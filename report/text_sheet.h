/* report/text_sheet.h - the panel's sheet of one advert, for the person it is about
 * SPDX-License-Identifier: MIT
 *
 * Words instead of marks: met, partly, not met, unknown, asked later.
 */
#ifndef REPORT_TEXT_SHEET_H
#define REPORT_TEXT_SHEET_H

#include "report/plain.h"
#include "schema/match.h"

/** One advert: which one, where the candidate stands, each criterion with the facts that
 * counted and a question where something is missing, preferences, next steps.
 * @param number its place in the list, from 1 */
void text_sheet(struct plain *plain, const struct match *match, size_t number);

/** The entry of the profile that a fact belongs to, in words: "experience.ward.months" is
 * `your experience "ward"`. */
void text_sheet_source(struct buf *out, const char *fact);

/** Does this criterion keep the gate from `pass`? The matcher has said so. */
bool text_sheet_is_short(const struct judged *judged);

#endif
