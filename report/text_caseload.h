/* report/text_caseload.h - a caseload, for advisers: a short block for each candidate, the gap
 * SPDX-License-Identifier: MIT
 *
 * Candidates go by their codes. In pieces, as text_match.
 */
#ifndef REPORT_TEXT_CASELOAD_H
#define REPORT_TEXT_CASELOAD_H

#include "report/plain.h"
#include "schema/matched.h"

/** How many candidates and adverts, and what was not read. */
void text_caseload_head(struct plain *plain, size_t candidates, size_t refused, int64_t adverts,
                        const char *rules);

/** A candidate's code and counts, and what is new since the last run.
 * @param today for "in 12 days" */
void text_caseload_candidate(struct plain *plain, const struct caseload_sheet *sheet,
                             struct date today);

/** "To go for", "One criterion away": the title of a list within the block. */
void text_caseload_title(struct plain *plain, const char *title);

/** An advert in a line or two. */
void text_caseload_line(struct plain *plain, const struct caseload_line *line,
                        struct date today);

/** The same of one that is a step away, with what is missing and the step. */
void text_caseload_near(struct plain *plain, const struct caseload_line *line,
                        const struct match *match, struct date today);

/** Where the list of a candidate goes on. */
void text_caseload_more(struct plain *plain, size_t count);

/** What several candidates lack, with what it would open; says so where there is none. */
void text_caseload_gaps(struct plain *plain, const struct caseload_gap *gaps, size_t count);

#endif
