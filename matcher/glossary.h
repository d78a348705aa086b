/* matcher/glossary.h - the words that the rules know, each with a number
 * SPDX-License-Identifier: MIT
 *
 * Texts are compared by the numbers of their words, so that a phrase costs a few look-ups.
 */
#ifndef MATCHER_GLOSSARY_H
#define MATCHER_GLOSSARY_H

#include "base/arena.h"

struct glossary_slot {
    struct span word; /* in the arena */
    uint32_t number;  /* 0: free */
    uint32_t hash;    /* of the word: most others are told from it by this alone */
};

struct glossary {
    struct glossary_slot *slots; /* open addressing; a power of two */
    size_t room;
    uint32_t count; /* words; numbers are 1 to count */
};

/** The number of a word, new or known. @return 0 where the arena failed */
uint32_t glossary_add(struct glossary *glossary, struct arena *arena, struct span word);

/** The number of a word, or 0. */
uint32_t glossary_find(const struct glossary *glossary, struct span word);

#endif
