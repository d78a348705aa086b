/* report/csv_match.h - adverts held against candidates, as comma-separated values
 * SPDX-License-Identifier: MIT
 *
 * Columns are documented in shortlist-formats(5); new ones come last.
 */
#ifndef REPORT_CSV_MATCH_H
#define REPORT_CSV_MATCH_H

#include "report/cells.h"
#include "schema/match.h"

/** The header: of a line an advert, or of a line a criterion. */
void csv_match_head(struct cells *cells, bool by_criterion);

/** A line an advert.
 * @param is_new NULL: not known; else "yes" or "no": new since the last run for the candidate
 */
void csv_match(struct cells *cells, const struct match *match, const char *is_new);

/** A line a criterion; one without any where the advert has none. */
void csv_match_criteria(struct cells *cells, const struct match *match);

#endif
