/* parser/clause.h - running text as words with its sentences and clauses kept apart
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_CLAUSE_H
#define PARSER_CLAUSE_H

#include "base/arena.h"
#include "base/span.h"

/**
 * The text as lexicon_plain gives it, but with marks standing as words of their own: "." where
 * a sentence ends, "," where a clause does (comma, colon, semicolon, bracket, a dash between
 * spaces, a question mark, whose answer belongs to it). Phrases are found in it as in any plain
 * text, yet never across a mark.
 *
 * @return in `arena`; "" on failure (then the arena has failed)
 */
const char *clause_plain(struct arena *arena, struct span text);

/** The word or mark at or behind `*at`, which steps past it; empty at the end. */
struct span clause_word(struct span plain, size_t *at);

#endif
