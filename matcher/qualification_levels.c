/* matcher/qualification_levels.c - the levels in a phrase
 * SPDX-License-Identifier: MIT
 */
#include "matcher/qualification_phrase.h"

enum { LEVEL_MAX = 8 };

static bool is(const struct scan *scan, size_t at, enum ladder_use use) {
    return ladder_is(scan->rules, scan->tokens, at, use);
}

/* The number that a word is: "2", "two", "ii"; -1: none. What counts something is none:
 * "NVQ 3 and two years". */
static int number_at(const struct scan *scan, size_t at) {
    if (at >= scan->tokens->count || is(scan, at + 1, LADDER_COUNTED)) {
        return -1;
    }
    const struct token *token = &scan->tokens->at[at];
    int number = rules_number(scan->rules, token);
    return number < 0 ? ladder_number(scan->rules, token) : number;
}

/* The level of the ladder that it is; LEVEL_NONE: none. */
static int level_at(const struct scan *scan, size_t at) {
    int number = number_at(scan, at);
    unsigned scale = scan->phrase.scale;
    if (scale) {
        return number >= 0 && number <= SCALE_MAX
                   ? scan->rules->scales[scale - 1].levels[number]
                   : LEVEL_NONE;
    }
    return number >= 0 && number <= LEVEL_MAX ? number : LEVEL_NONE;
}

/* A level in one word: "l3", "lvl3". @return LEVEL_NONE where it is none */
static int glued(const struct scan *scan, size_t at) {
    uint64_t number = 0;
    struct span word = scan->tokens->at[at].word;
    size_t len = word.len > 1 ? word.len - 1 : 0;
    if (len == 0 || !span_number(span_part(word, len, 1), LEVEL_MAX, &number)) {
        return LEVEL_NONE;
    }
    struct token name = {.word = span_part(word, 0, len)};
    name.number = glossary_find(&scan->rules->words, name.word);
    struct tokens alone = {.at = &name, .count = 1};
    return ladder_is(scan->rules, &alone, 0, LADDER_LEVEL) ? (int)number : LEVEL_NONE;
}

/* Does the next part go on with the level before it? */
static bool is_joined(const struct tokens *tokens, size_t at) {
    return at < tokens->count && tokens->at[at].gap & (GAP_SLASH | GAP_HYPHEN | GAP_DASH);
}

/* Behind a comma or bracket stands another alternative: "level 3, or level 2 and two years". */
static bool is_range(const struct scan *scan, size_t at) {
    return is(scan, at, LADDER_RANGE) && !(scan->tokens->at[at].gap & (GAP_COMMA | GAP_OPEN));
}

size_t level_read_numbers(struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    size_t end = at;
    for (size_t i = at; level_at(scan, i) != LEVEL_NONE;) {
        phrase_add_level(&scan->phrase, level_at(scan, i));
        end = ++i;
        bool said = is_range(scan, i);
        bool joined = said || is_joined(tokens, i);
        i += said ? 1 : 0;
        i += is(scan, i, LADDER_LEVEL) ? 1 : 0;
        if (!joined) {
            break;
        }
    }
    return end;
}

size_t level_read_more(struct scan *scan, size_t at) {
    const struct tokens *tokens = scan->tokens;
    bool said = is_range(scan, at);
    size_t next = at + (said ? 1 : 0);
    if (next >= tokens->count || (!said && !is_joined(tokens, at))) {
        return at;
    }
    int level = glued(scan, next);
    if (level != LEVEL_NONE) {
        phrase_add_level(&scan->phrase, level);
        return next + 1;
    }
    size_t number = next + (is(scan, next, LADDER_LEVEL) ? 1 : 0);
    size_t end = level_read_numbers(scan, number);
    return end > number ? end : at;
}

bool level_starts(const struct scan *scan, size_t at) {
    return glued(scan, at) != LEVEL_NONE ||
           (is(scan, at, LADDER_LEVEL) && level_at(scan, at + 1) != LEVEL_NONE);
}

size_t level_read(struct scan *scan, size_t at) {
    int level = glued(scan, at);
    phrase_begin(scan, at);
    scan->phrase.levelled = true;
    if (level == LEVEL_NONE) {
        return level_read_numbers(scan, at + 1);
    }
    phrase_add_level(&scan->phrase, level);
    return level_read_more(scan, at + 1);
}
