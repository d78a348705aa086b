/* cli/match_filter.h - which adverts a match looks at, and how many it leaves out
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_MATCH_FILTER_H
#define CLI_MATCH_FILTER_H

#include "cli/lens.h"
#include "pipeline/matching.h"
#include "report/text_match.h"

/** Reasons to leave an advert out; more than there are. */
enum { MATCH_LEFT_MAX = 16 };

/** Adverts left out, each counted once, by the first reason. */
struct match_left {
    struct text_match_left at[MATCH_LEFT_MAX];
    size_t count;
};

/** Count adverts for a reason. @param why borrowed; one that is there already is added to */
void match_left_add(struct match_left *left, const char *why, int64_t count);

/** What the options ask of the store. @param lens borrowed; NULL: any role */
struct matching_query match_filter_query(const struct context *context, struct lens *lens);

/** How many of the database's adverts the options leave out before the candidate is looked at,
 * reason by reason. @param looked_at how many were held against the candidate */
enum err match_filter_tally(struct match_left *out, struct store *store,
                            const struct context *context, int64_t looked_at,
                            struct diag *diag);

/** The preference that --fits or --within holds against an advert: the reason, or NULL. */
const char *match_filter_misses(const struct context *context, const struct match *match);

/** The wishes of the profile that --fits and --within ask for: a set of (1u << enum
 * preference_name). */
unsigned match_filter_fits(const struct context *context);

/** What to say of adverts that miss a wish of the profile, where --fits asks for it. */
const char *match_filter_wish(enum preference_name name);

/** Why the options leave out an advert that was given by name, or NULL. */
const char *match_filter_refuses(const struct context *context, const struct lens *lens,
                                 const struct match *match);

#endif
