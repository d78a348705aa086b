/* matcher/finder.h - many phrases found in a text at once
 * SPDX-License-Identifier: MIT
 *
 * A tree of words. In a phrase "communicat*" stands for every word that begins so, "=IT" for
 * the word in capitals only, and "*" alone for up to two words of any kind.
 */
#ifndef MATCHER_FINDER_H
#define MATCHER_FINDER_H

#include "matcher/tokens.h"

struct finder_edge {
    uint32_t node; /* where it starts; nodes are counted from 1 */
    uint32_t word; /* 0: the slot is free */
    uint32_t next; /* where it leads */
};

struct finder {
    struct finder_edge *edges; /* open addressing; a power of two */
    size_t room;
    size_t edge_count;
    uint32_t *values; /* by node: the phrase's value + 1, or 0 */
    size_t node_count;
    uint32_t any; /* number of "*" in the glossary; 0: no phrase has it */
};

/** Add a phrase; of two alike the first stays. An empty phrase is none. Check the arena. */
void finder_add(struct finder *finder, struct arena *arena, struct glossary *glossary,
                struct span phrase, uint32_t value);

enum { FINDER_WORD_MAX = 64 };

/** Take the next word off a phrase, in the form that tokens have. @return false at the end */
bool finder_next_word(struct span *phrase, char word[static FINDER_WORD_MAX], size_t *len);

/** The longest phrase that begins at word `at`.
 * @param value set where one is found
 * @return how many words it takes; 0: none */
size_t finder_at(const struct finder *finder, const struct tokens *tokens, size_t at,
                 uint32_t *value);

#endif
