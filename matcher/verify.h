/* matcher/verify.h - is what a sheet says of facts and steps so?
 * SPDX-License-Identifier: MIT
 *
 * Nothing of how the sheet was made is used: facts are found in the profile by their keys and
 * taken out of a copy, a judge is opened for the profile that is left, and the advert is held
 * against it anew.
 */
#ifndef MATCHER_VERIFY_H
#define MATCHER_VERIFY_H

#include "matcher/rules.h"
#include "schema/candidate.h"
#include "schema/match.h"

/** A fact, and what taking it away after all that stand behind it did. */
struct verified {
    size_t criterion; /* index in the match */
    const char *fact; /* its key; borrowed */
    int stated;       /* tenths: the effect that the sheet says */
    int found;        /* tenths: by how much the criterion's points went down */
};

struct verification {
    struct verified *at; /* in the order of the sheet */
    size_t count;
    size_t
        wrong; /* how many were found otherwise, and criteria whose points are not 0 in the end
                */
};

/**
 * Delete each cited fact of each criterion, last to first, and judge again.
 *
 * @param out in `arena`
 * @param match as score_match gave it; its advert and requirements must still live
 * @return ERR_INPUT for a fact that the profile does not have; ERR_MEMORY, ERR_LIMIT
 */
enum err verify_match(struct verification *out, struct arena *arena, const struct rules *rules,
                      const struct match *match, const struct candidate *candidate,
                      struct date today, struct diag *diag);

/** What an advert gives to a profile. */
struct outcome {
    int score; /* tenths */
    int high;
    enum gate gate;
};

/** Hold the advert of a match against another profile: a step that was taken gives exactly
 * `outcome.score - match->score` and `outcome.gate`. @param changed a profile as the candidate
 * file would give it with the step written in */
enum err verify_outcome(struct outcome *out, const struct rules *rules,
                        const struct match *match, const struct candidate *changed,
                        struct date today, struct diag *diag);

#endif
