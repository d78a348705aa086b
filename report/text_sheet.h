/* report/text_sheet.h - the panel's sheet of one advert, for the person it is about
 * SPDX-License-Identifier: MIT
 *
 * Each criterion with its verdict in words, the panel's mark (0, 1, 2), its points, the facts
 * that counted, and a question where something is missing. What is asked at interview is listed
 * by itself, to prepare for.
 */
#ifndef REPORT_TEXT_SHEET_H
#define REPORT_TEXT_SHEET_H

#include "report/plain.h"
#include "schema/match.h"

/** How to read the sheets: a paragraph to stand above the first. */
void text_sheet_key(struct plain *plain);

/** One advert: which one, where the candidate stands, its criteria, what is asked later,
 * preferences with what is not known, what its pay is made of, next steps.
 * @param number its place in the list, from 1 */
void text_sheet(struct plain *plain, const struct match *match, size_t number);

#endif
