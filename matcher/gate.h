/* matcher/gate.h - which marks the gate wants, and what it says
 * SPDX-License-Identifier: MIT
 *
 * Public formats, section 4, "The gate".
 */
#ifndef MATCHER_GATE_H
#define MATCHER_GATE_H

#include "matcher/mark.h"

/** The mark that an atom has to reach to pass: 1, 2, or 0 for what is looked at later. */
int gate_needs(const struct atom *atom);

/** The same for demands that belong together: the strictest of them. */
int gate_needs_of(const struct demand *demand);

/** Where a criterion leaves the gate. GATE_NONE where it has no say: not essential, asking for
 * nothing, or assessed later. */
enum gate gate_of(enum need need, const struct judgement *judgement);

/** Does a criterion keep the gate from GATE_PASS? */
bool gate_is_short(enum need need, const struct judgement *judgement);

/** The gate so far and one more criterion's: the worse of the two. */
enum gate gate_join(enum gate so_far, enum gate next);

#endif
