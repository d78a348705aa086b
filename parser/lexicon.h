/* parser/lexicon.h - phrases of the tables found in a text, whatever its case and signs
 * SPDX-License-Identifier: MIT
 *
 * What adverts say in many ways is data: tables under parser/fields/ (read by words.h). Phrases
 * there are in plain form: lower case, single spaces, letters and digits only, so that
 * "full time" is found in "Full-Time", "FULL TIME" and "full_time" alike.
 */
#ifndef PARSER_LEXICON_H
#define PARSER_LEXICON_H

#include "base/arena.h"
#include "parser/words.h"

/** Lower case with plain quotes and dashes (utf8_normalise), white space folded; in `arena`.
 * Cut at 64 KiB: no wording needs more.
 * @return "" on failure (then the arena has failed) */
const char *lexicon_normal(struct arena *arena, struct span text);

/** The same with every sign but letters and digits turned into a space (an apostrophe into
 * nothing), runs folded, and one space at both ends. */
const char *lexicon_plain(struct arena *arena, struct span text);

/** A phrase that was found. */
struct lexicon_hit {
    struct span found; /* its words in the plain text, without the spaces around them */
    struct words_row row;
};

/**
 * The earliest phrase of that kind in a plain text; of several at one place the longest. Costs
 * one lookup a word.
 *
 * @param hit what was found; untouched where nothing was
 * @param from where to begin; stepped to the phrase's end
 * @param plain what lexicon_plain gave
 */
bool lexicon_find(struct lexicon_hit *hit, size_t *from, const struct words_table *table,
                  const char *kind, struct span plain);

/** Does a plain text hold any phrase of that kind? */
bool lexicon_has(const struct words_table *table, const char *kind, const char *plain);

/** Does a plain text hold these words? */
bool lexicon_says(const char *plain, const char *words);

#endif
