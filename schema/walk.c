/* schema/walk.c - the words of a walk
 * SPDX-License-Identifier: MIT
 */
#include "schema/walk.h"

static const char *const extent_words[] = {
    [WALK_PART] = "part",
    [WALK_FRONT] = "front",
    [WALK_WHOLE] = "whole",
};
const struct vocab vocab_walk_extent = {extent_words, WALK_EXTENT_COUNT};

static const char *const verdict_words[] = {
    [WALK_HEALTHY] = "healthy",
    [WALK_ODD] = "odd",
};
const struct vocab vocab_walk_verdict = {verdict_words, WALK_VERDICT_COUNT};
