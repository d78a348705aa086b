/* matcher/tokens.h - a text as normalised words
 * SPDX-License-Identifier: MIT
 *
 * The flat text is the text in lower case with plain quotes and dashes; words are its runs of
 * letters and digits without plural and possessive endings ("patients'", "patient" alike). Each
 * byte of the flat text knows where in the text it came from.
 */
#ifndef MATCHER_TOKENS_H
#define MATCHER_TOKENS_H

#include "matcher/glossary.h"

/** Longer texts are cut here: evidence lines end at 4,000 bytes, criteria far below. */
enum { TOKENS_TEXT_MAX = 32 * 1024 };

/* The marks between a word and the one before it; a set. */
enum gap {
    GAP_COMMA = 1,
    GAP_SEMICOLON = 2,
    GAP_STOP =
        4, /* full stop, question or exclamation mark at the end of a sentence, line end */
    GAP_SLASH = 8,
    GAP_COLON = 16,
    GAP_OPEN = 32,   /* opening bracket */
    GAP_CLOSE = 64,  /* closing bracket */
    GAP_DASH = 128,  /* a dash with space around it */
    GAP_HYPHEN = 256 /* a hyphen inside of a compound */
};

/** The most word beginnings ("communicat*") of the rules that one word is looked up for. */
enum { TOKEN_STEMS_MAX = 3 };

struct token {
    struct span word;                /* normalised */
    uint32_t number;                 /* in the glossary; 0: unknown */
    uint32_t capital;                /* number of "=WORD" where it is written so; 0 */
    uint32_t stems[TOKEN_STEMS_MAX]; /* numbers of beginnings; 0 behind the last */
    size_t from;                     /* bytes of the flat text */
    size_t to;
    unsigned gap; /* set of enum gap, before the word */
};

struct tokens {
    struct token *at;
    size_t count;
    struct span text;       /* what was read; borrowed */
    struct span flat;       /* in the arena */
    const uint32_t *origin; /* flat.len + 1 places in the text */
};

/** Read a text. Everything is in `arena`; on failure the arena's `failed` is set and the result
 * has no words. */
struct tokens tokens_read(struct arena *arena, const struct glossary *glossary,
                          struct span text);

/** The text that words `from` up to before `to` were read from. */
struct span tokens_source(const struct tokens *tokens, size_t from, size_t to);

/** Is word `at` this one, written in normalised form ("skill")? False behind the end. */
bool tokens_is(const struct tokens *tokens, size_t at, const char *word);

/** Is word `at` one of these, parted by '|'? */
bool tokens_is_one(const struct tokens *tokens, size_t at, const char *words);

/** The first word that begins at or after a byte of the flat text. */
size_t tokens_at_byte(const struct tokens *tokens, size_t byte);

/** The normalised form of a lower-case word, in place. @return its new length */
size_t tokens_normalise(char *word, size_t len);

#endif
