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

/** An advert that is new or has changed, in a line or two. */
void text_caseload_news(struct plain *plain, const struct caseload_line *line,
                        struct date today);

/** An advert of a list: what and where it is, its band and pay; of one that is a step away what
 * is missing and the step; how far it is and what is not as the candidate wishes.
 * @param asked as for text_match_entry */
void text_caseload_line(struct plain *plain, const struct caseload_line *line,
                        const struct match *match, struct date today, unsigned asked);

/** Where the list of a candidate goes on. */
void text_caseload_more(struct plain *plain, size_t count);

/** What several candidates lack, with what it would open; says so where there is none. */
void text_caseload_gaps(struct plain *plain, const struct caseload_gap *gaps, size_t count);

#endif
