/* matcher/asks.h - the least that an advert's criteria let people in with
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_ASKS_H
#define MATCHER_ASKS_H

#include "schema/offer.h"
#include "schema/requirement.h"
#include "schema/vacancy.h"

/**
 * What somebody must have, at the least, to meet each essential criterion: of alternatives the
 * easiest counts, of criteria the hardest. A qualification without a level, a certificate of
 * English or maths, and one that people need only be willing to gain, ask for nothing. One that
 * they may be working towards is asked for.
 *
 * @param requirements one a criterion, as requirement_read_all gives them
 * @return OFFER_ASKS_NONE where there are no criteria, or none of them says whether it is
 * essential
 */
enum offer_asks asks_of(const struct requirement *requirements,
                        const struct criterion *criteria, size_t count);

#endif
