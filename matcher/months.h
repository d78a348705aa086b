/* matcher/months.h - lengths of experience in a text
 * SPDX-License-Identifier: MIT
 *
 * "Two years'", "18 months", "a year or more", "6-12 months" (the shortest). Ages ("18 years or
 * older"), lengths of shifts and spans of time ("within the last two years") are none.
 */
#ifndef MATCHER_MONTHS_H
#define MATCHER_MONTHS_H

#include "matcher/rules.h"
#include "matcher/tokens.h"

/** A length that begins at word `at`.
 * @param months set where there is one; at least 1
 * @return how many words it takes; 0: none */
size_t months_at(int *months, const struct rules *rules, const struct tokens *tokens,
                 size_t at);

#endif
