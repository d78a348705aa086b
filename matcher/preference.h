/* matcher/preference.h - what a person wishes for against what an advert offers
 * SPDX-License-Identifier: MIT
 *
 * Shown and usable as filters; never part of the score. Each wish fits, misses or is unknown:
 * unknown wherever one side does not say, or says it in a unit that cannot be compared.
 *
 * Pay is compared as what a full-time year brings (min_salary is that): 37.5 hours a week, as
 * in Agenda for Change (England, Wales, Northern Ireland), 365/7 weeks a year. Pay for an hour
 * is brought to that; pay for a day or a session is unknown. Where a post is part time and what
 * is printed may be the pay for its hours or for full-time hours, both are tried, and it counts
 * only what holds for both. Pay before a high cost area supplement misses only where it does
 * with the highest supplement as well.
 *
 * Where work is done at home or from anywhere, the distance fits.
 */
#ifndef MATCHER_PREFERENCE_H
#define MATCHER_PREFERENCE_H

#include "base/arena.h"
#include "matcher/distance.h"
#include "schema/brief.h"
#include "schema/candidate.h"
#include "schema/match.h"

/** What a person wishes for, made once for many adverts. */
struct preference_wish {
    const struct candidate *candidate; /* borrowed */
    struct spot home;                  /* zeroed: not known where */
    int miles;                         /* how far is near; 0: as the candidate says */
};

/** What an advert offers. */
struct preference_offer {
    unsigned bands;
    unsigned patterns;
    int hours_low; /* a week, hundredths of an hour; 0: not said */
    int hours_high;
    enum contract contract;
    enum sponsorship sponsorship;
    struct salary salary;     /* its text is not looked at */
    const struct spot *spots; /* its places, borrowed; zeroed ones are not known where */
    size_t spot_count;
};

/** What an advert says, its places left out. */
struct preference_offer preference_of_vacancy(const struct vacancy *vacancy);
struct preference_offer preference_of_brief(const struct brief *brief);

/** Fill all preferences. Texts are static or NULL. Allocates nothing, depends on nothing else:
 * some ten nanoseconds, and some tens more for each place. */
void preference_weigh(struct preference out[static PREFER_COUNT],
                      const struct preference_offer *offer, const struct preference_wish *wish);

/** The first wish that an advert does not fit, in the order of enum preference_name, or
 * PREFER_COUNT.
 * @param fits set of (1u << enum preference_name): those that may not be missed
 * @param known the same: those that may not be missed, nor be unknown */
enum preference_name preference_misfit(const struct preference_offer *offer,
                                       const struct preference_wish *wish, unsigned fits,
                                       unsigned known);

/** The nearest of an advert's places, in words: "about 12 miles away", "between 3 and 40 miles
 * away". @return in `arena`, or static; NULL for no memory, or where nothing can be said */
const char *preference_distance_words(struct arena *arena, const struct preference_offer *offer,
                                      const struct preference_wish *wish);

/** The same as preference_weigh for whoever knows no places. */
void preference_compare(struct preference out[static PREFER_COUNT],
                        const struct vacancy *vacancy, const struct candidate *candidate);

#endif
