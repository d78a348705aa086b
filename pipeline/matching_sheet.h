/* pipeline/matching_sheet.h - the sheets of many adverts for one candidate
 * SPDX-License-Identifier: MIT
 *
 * By itself, since what marks are made with and the store's own header do not go together: both
 * have a `lack`.
 */
#ifndef PIPELINE_MATCHING_SHEET_H
#define PIPELINE_MATCHING_SHEET_H

#include "matcher/rules.h"
#include "schema/candidate.h"
#include "schema/match.h"

/** What was worked out about a candidate, so that it need not be for each advert. */
struct sheets;

/** @param out the caller closes it; it borrows rules and candidate @return ERR_MEMORY */
enum err sheets_open(struct sheets **out, const struct rules *rules,
                     const struct candidate *candidate, struct date today, struct diag *diag);
void sheets_close(struct sheets *sheets); /* accepts NULL */

/** Hold an advert against the candidate: score_match, where the criteria may not be read yet.
 * @param requirements NULL: read here @return what score_match and requirement_read_all do */
enum err sheets_make(struct match *out, struct arena *arena, struct sheets *sheets,
                     const struct vacancy *vacancy, const char *key,
                     const struct requirement *requirements, struct diag *diag);

/** One sheet by itself. */
enum err matching_sheet(struct match *out, struct arena *arena, const struct rules *rules,
                        const struct vacancy *vacancy, const char *key,
                        const struct requirement *requirements,
                        const struct candidate *candidate, struct date today,
                        struct diag *diag);

#endif
