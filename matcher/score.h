/* matcher/score.h - the panel's sheet: marks, points, gate, range
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_SCORE_H
#define MATCHER_SCORE_H

#include "matcher/mark.h"

/**
 * Hold an advert against a candidate.
 *
 * @param out in `arena`; borrows `vacancy` and `requirements`
 * @param key the advert's name (vacancy_key)
 * @param requirements as many as the vacancy has criteria
 * @param today tells how recent dated experience is
 */
enum err score_match(struct match *out, struct arena *arena, const struct rules *rules,
                     const struct vacancy *vacancy, const char *key,
                     const struct requirement *requirements, const struct candidate *candidate,
                     struct date today, struct diag *diag);

/** The same with a judge that is open already (judge_open), for many adverts. */
enum err score_match_by(struct match *out, struct arena *arena, const struct judge *judge,
                        const struct vacancy *vacancy, const char *key,
                        const struct requirement *requirements, struct diag *diag);

#endif
