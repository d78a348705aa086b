/* report/text_advert.h - the few lines by which a person knows an advert
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_ADVERT_H
#define REPORT_TEXT_ADVERT_H

#include "report/plain.h"
#include "schema/vacancy.h"

/** The most bytes that one line of words may take before it is wrapped. */
#define TEXT_WORDS_CAP ((size_t)1024 * 1024)

/** Employer and place, pay, terms, and when it closes: a line each at `column`, absent ones
 * left out. @param today none: without "in 12 days" */
void text_advert(struct plain *plain, size_t column, const struct vacancy *vacancy,
                 struct date today);

/** Only the line on employer and place. */
void text_advert_where(struct plain *plain, size_t column, const struct vacancy *vacancy);

/** All of text_advert but the line on closing. */
void text_advert_what(struct plain *plain, size_t column, const struct vacancy *vacancy);

#endif
