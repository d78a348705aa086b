/* pipeline/matching_sheet.h - the sheet of one advert
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

/** Hold an advert against a candidate: score_match, where the criteria may not be read yet.
 * @param requirements NULL: read here @return what score_match and requirement_read_all do */
enum err matching_sheet(struct match *out, struct arena *arena, const struct rules *rules,
                        const struct vacancy *vacancy, const char *key,
                        const struct requirement *requirements,
                        const struct candidate *candidate, struct date today,
                        struct diag *diag);

#endif
