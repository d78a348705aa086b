/* matcher/mark_ties.h - what shows something that is no concept, by the table
 * SPDX-License-Identifier: MIT
 *
 * Rows "for:WHAT" of matcher/rules/example_words.tsv name, each with the mark it gives at most:
 * a pattern of work, a key of the candidate (drives, vehicle, travel_miles), the wordings of a
 * proof, a concept.
 */
#ifndef MATCHER_MARK_TIES_H
#define MATCHER_MARK_TIES_H

#include "matcher/mark.h"

/** The best mark that the profile gives for `what`. The wordings of the proof {about, what}
 * count without a row: 2 where an example has them, 1 where they are only named.
 * @param facts NULL, or where those go that give the best */
int ties_mark(const struct judge *judge, const char *about, struct span what,
              struct facts *facts);

#endif
