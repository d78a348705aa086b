/* matcher/preference.h - what a person wishes for against what an advert offers
 * SPDX-License-Identifier: MIT
 *
 * Shown and usable as filters; never part of the score.
 */
#ifndef MATCHER_PREFERENCE_H
#define MATCHER_PREFERENCE_H

#include "schema/candidate.h"
#include "schema/match.h"

/** Fill all preferences. Unknown wherever one side does not say. Texts are static. */
void preference_compare(struct preference out[static PREFER_COUNT],
                        const struct vacancy *vacancy, const struct candidate *candidate);

#endif
