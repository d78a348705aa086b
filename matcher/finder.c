/* matcher/finder.c - many phrases found in a text at once
 * SPDX-License-Identifier: MIT
 */
#include "matcher/finder.h"

#include <string.h>

enum {
    ROOM_START = 1024,
    GAP_WORDS = 2,    /* words that "*" may stand for */
    PHRASE_WORDS = 24 /* bounds the search */
};

/* Marks that no phrase reaches over, and those that "*" does not. */
enum {
    WALL = GAP_SEMICOLON | GAP_STOP,
    GAP_WALL = WALL | GAP_COMMA | GAP_OPEN | GAP_CLOSE | GAP_COLON | GAP_SLASH | GAP_DASH
};

static struct finder_edge *slot_of(const struct finder *finder, uint32_t node, uint32_t word) {
    uint64_t hash = ((uint64_t)node << 32 | word) * 0x9e3779b97f4a7c15u;
    size_t at = (size_t)(hash >> 32) & (finder->room - 1);
    while (finder->edges[at].word &&
           !(finder->edges[at].node == node && finder->edges[at].word == word)) {
        at = (at + 1) & (finder->room - 1);
    }
    return &finder->edges[at];
}

/* The node behind a word, or 0. */
static uint32_t step(const struct finder *finder, uint32_t node, uint32_t word) {
    return word && finder->room ? slot_of(finder, node, word)->next : 0;
}

static bool grow(struct finder *finder, struct arena *arena) {
    struct finder bigger = *finder;
    bigger.room = finder->room ? finder->room * 2 : ROOM_START;
    bigger.edges = arena_alloc(arena, bigger.room, sizeof *bigger.edges);
    if (!bigger.edges) {
        return false;
    }
    for (size_t i = 0; i < finder->room; i++) {
        struct finder_edge *edge = &finder->edges[i];
        if (edge->word) {
            *slot_of(&bigger, edge->node, edge->word) = *edge;
        }
    }
    *finder = bigger;
    return true;
}

static uint32_t add_node(struct finder *finder, struct arena *arena) {
    ARENA_PUSH(arena, finder->values, finder->node_count, 0);
    return (uint32_t)finder->node_count;
}

/* The node behind a word, new or known; 0 on failure. */
static uint32_t add_step(struct finder *finder, struct arena *arena, uint32_t node,
                         uint32_t word) {
    if (!node || !word ||
        (finder->edge_count * 4 >= finder->room * 3 && !grow(finder, arena))) {
        return 0;
    }
    struct finder_edge *edge = slot_of(finder, node, word);
    if (!edge->word) {
        *edge = (struct finder_edge){node, word, add_node(finder, arena)};
        finder->edge_count++;
    }
    return edge->next;
}

/* What parts the words of a phrase. */
static bool is_parting(char c) {
    return c == ' ' || c == '-' || c == '/' || c == ',' || c == '(' || c == ')' || c == '\0';
}

/* Does the apostrophe at the front of `rest` belong to an "'s" that ends a word? */
static bool is_possessive(struct span rest) {
    return rest.len >= 2 && rest.at[1] == 's' && (rest.len == 2 || rest.at[2] == ' ');
}

/* Copies the letters up to the end of the word. @return how many bytes they took */
static size_t take_letters(struct span phrase, bool capital, char word[static FINDER_WORD_MAX],
                           size_t *len) {
    size_t at = 0;
    for (; at < phrase.len && !is_parting(phrase.at[at]); at++) {
        char c = phrase.at[at];
        if (c == '\'') {
            at += is_possessive(span_part(phrase, at, SIZE_MAX)) ? 1 : 0;
        } else if (*len < FINDER_WORD_MAX) {
            word[(*len)++] = capital ? c : ascii_lower(c);
        }
    }
    return at;
}

bool finder_next_word(struct span *phrase, char word[static FINDER_WORD_MAX], size_t *len) {
    size_t at = 0;
    *len = 0;
    while (at < phrase->len && is_parting(phrase->at[at])) {
        at++;
    }
    struct span rest = span_part(*phrase, at, SIZE_MAX);
    bool capital = span_starts(rest, "=");
    *phrase = span_part(rest, take_letters(rest, capital, word, len), SIZE_MAX);
    if (*len == 1 && word[0] == '&') {
        static const char and[] = {'a', 'n', 'd'};
        memcpy(word, and, sizeof and);
        *len = sizeof and;
    } else if (*len && !capital && word[*len - 1] != '*') {
        *len = tokens_normalise(word, *len);
    }
    return *len > 0;
}

void finder_add(struct finder *finder, struct arena *arena, struct glossary *glossary,
                struct span phrase, uint32_t value) {
    char word[FINDER_WORD_MAX];
    size_t len = 0;
    uint32_t node = finder->node_count ? 1 : add_node(finder, arena);
    for (uint32_t first = node; finder_next_word(&phrase, word, &len);) {
        uint32_t number = glossary_add(glossary, arena, (struct span){word, len});
        if (len == 1 && word[0] == '*') {
            finder->any = number;
        }
        node = add_step(finder, arena, node, number);
        if (!node || node == first) {
            return;
        }
    }
    if (node > 1 && !finder->values[node - 1]) {
        finder->values[node - 1] = value + 1;
    }
}

/* One search from one place. */
struct search {
    const struct finder *finder;
    const struct tokens *tokens;
    uint32_t any; /* number of "*" */
    size_t best;  /* words of the longest phrase so far, counted from the place */
    uint32_t value;
    size_t from;
};

static void walk(struct search *search, uint32_t node, size_t at, int depth);

static void walk_words(struct search *search, uint32_t node, size_t at, int depth) {
    const struct token *token = &search->tokens->at[at];
    uint32_t words[2 + TOKEN_STEMS_MAX] = {token->number, token->capital, token->stems[0],
                                           token->stems[1], token->stems[2]};
    for (size_t i = 0; i < 2 + TOKEN_STEMS_MAX; i++) {
        uint32_t next = step(search->finder, node, words[i]);
        if (next) {
            walk(search, next, at + 1, depth + 1);
        }
    }
}

static void walk(struct search *search, uint32_t node, size_t at, int depth) {
    uint32_t value = search->finder->values[node - 1];
    if (value && at - search->from > search->best) {
        search->best = at - search->from;
        search->value = value - 1;
    }
    const struct tokens *tokens = search->tokens;
    if (at >= tokens->count || depth > PHRASE_WORDS) {
        return;
    }
    if (at > search->from && tokens->at[at].gap & WALL) {
        return;
    }
    walk_words(search, node, at, depth);
    uint32_t next = step(search->finder, node, search->any);
    for (size_t i = 0; next && i <= GAP_WORDS && at + i < tokens->count; i++) {
        if (tokens->at[at + i].gap & GAP_WALL) {
            break;
        }
        walk_words(search, next, at + i, depth + 1);
    }
}

size_t finder_at(const struct finder *finder, const struct tokens *tokens, size_t at,
                 uint32_t *value) {
    if (!finder->node_count || at >= tokens->count) {
        return 0;
    }
    struct search search = {.finder = finder, .tokens = tokens, .any = finder->any, .from = at};
    walk_words(&search, 1, at, 0);
    if (search.best) {
        *value = search.value;
    }
    return search.best;
}
