/* matcher/next_step.h - the smallest changes to a profile that open a gate or bring points
 * SPDX-License-Identifier: MIT
 *
 * Each is one line of the candidate file that would change. It is tried: the changed profile is
 * judged, so that gain and gate are what writing the line would give.
 */
#ifndef MATCHER_NEXT_STEP_H
#define MATCHER_NEXT_STEP_H

#include "matcher/explain.h"

/** The most steps that are given. */
enum { NEXT_STEPS_MAX = 3 };

/**
 * Find the steps: those that improve the gate first, the smallest first; then those that bring
 * most points. Those that do neither are left out.
 *
 * @param before what the candidate has now
 * @return ERR_MEMORY, ERR_LIMIT
 */
enum err next_step_find(struct match *out, struct explainer *explainer, struct total before,
                        struct diag *diag);

#endif
