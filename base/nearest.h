/* base/nearest.h - "did you mean"
 * SPDX-License-Identifier: MIT
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/span.h"

/**
 * The nearest of `names` to `word` by edit distance (a swap of neighbours counts 1, case is
 * ignored), or NULL where none is near: more than one letter in three of the
 * longer word differs, or a word has more than 64 bytes. Of equally near ones the first.
 *
 * @param names may hold NULLs, which are passed over
 */
const char *nearest_name(const char *word, const char *const *names, size_t count);

/** Is one made of the other by a wrong, missing, doubled or swapped letter behind the first?
 * Case counts. Equal words are. */
bool nearest_is_slip(struct span word, struct span other);

#endif
