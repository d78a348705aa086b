/* tests/support/wire_words.h - a line of a script taken apart into words
 * SPDX-License-Identifier: MIT
 */
#ifndef WIRE_WORDS_H
#define WIRE_WORDS_H

#include "base/arena.h"

enum { WIRE_WORDS_MAX = 96 };

/** The words of one piece of a line. Bytes may be any, zero among them. */
struct wire_words {
    struct span at[WIRE_WORDS_MAX];
    size_t count;
};

/**
 * Take the next piece, up to ";", off the front of `*rest` and split it at blanks.
 *
 * "..." keeps blanks and semicolons, and knows \r \n \t \" \\ and \xNN.
 * @param words filled; its texts lie in `arena`
 * @return false where nothing was left, or a quote is open or an escape unknown (then
 * words->count is WIRE_WORDS_BAD)
 */
bool wire_words_next(struct wire_words *words, struct arena *arena, struct span *rest);
#define WIRE_WORDS_BAD ((size_t)-1)

/** The word as C text in the arena; "" for one that is not there. */
const char *wire_words_text(const struct wire_words *words, size_t index, struct arena *arena);

/** Is the word there, and is it this? */
bool wire_words_is(const struct wire_words *words, size_t index, const char *text);

/** The word as a number. @return false (and `*out` untouched) where it is none */
bool wire_words_number(const struct wire_words *words, size_t index, long *out);

#endif
