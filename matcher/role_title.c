/* matcher/role_title.c - a title as words whose spellings are settled
 * SPDX-License-Identifier: MIT
 */
#include "base/nearest.h"
#include "matcher/role_table.h"

/* Shorter words are not mended: too many real words are one letter away. */
enum { MEND_LEAST = 5, MEND_TO_LEAST = 6 };

#define PART_GAPS                                                                              \
    (GAP_COMMA | GAP_SEMICOLON | GAP_STOP | GAP_COLON | GAP_OPEN | GAP_CLOSE | GAP_DASH)

/* ---- typing errors ---- */

/* The word that was meant; of several the one that comes first in the table. */
static uint32_t mended(const struct role_table *table, struct span word) {
    uint32_t found = 0;
    for (size_t i = 0; word.len >= MEND_LEAST && i < table->words.room; i++) {
        const struct glossary_slot *slot = &table->words.slots[i];
        if (slot->number && slot->word.len >= MEND_TO_LEAST &&
            (!found || slot->number < found) && nearest_is_slip(word, slot->word)) {
            found = slot->number;
        }
    }
    return found;
}

/* ---- reading ---- */

/* Words and phrases that are spelled in several ways become one. */
static void settle_spellings(struct tokens *tokens, const struct role_table *table) {
    size_t to = 0;
    for (size_t from = 0; from < tokens->count;) {
        uint32_t number = 0;
        size_t len = finder_at(&table->same, tokens, from, &number);
        struct token token = tokens->at[from];
        if (len > 0) {
            token.number = number;
        }
        tokens->at[to++] = token;
        from += len > 0 ? len : 1;
    }
    tokens->count = to;
}

static void classify(struct title *title, const struct tokens *tokens,
                     const struct role_table *table) {
    for (size_t at = 0; at < title->count; at++) {
        uint32_t classes = 0;
        size_t len = finder_at(&table->classes, tokens, at, &classes);
        for (size_t i = at; i < at + len && i < title->count; i++) {
            title->at[i].classes |= classes;
        }
    }
}

static void find_parts(struct title *title, const struct tokens *tokens) {
    unsigned part = 0;
    unsigned choice = 0;
    for (size_t i = 0; i < title->count; i++) {
        unsigned gap = i > 0 ? tokens->at[i].gap : 0;
        bool is_or = tokens_is(tokens, i, "or");
        choice += (gap & GAP_SLASH) || is_or ? 1 : 0;
        part += (gap & PART_GAPS) || (title->at[i].classes & TITLE_BREAK) ? 1 : 0;
        title->at[i].part = part;
        title->at[i].choice = choice;
    }
}

struct title role_title_read(struct arena *arena, const struct role_table *table,
                             struct span text, bool mends) {
    struct title title = {.count = 0};
    struct tokens tokens = tokens_read(arena, &table->words, text);
    for (size_t i = 0; mends && i < tokens.count; i++) {
        struct token *token = &tokens.at[i];
        token->number = token->number ? token->number : mended(table, token->word);
    }
    settle_spellings(&tokens, table);
    for (size_t i = 0; i < tokens.count && title.count < TITLE_WORDS_MAX; i++) {
        title.at[title.count++] =
            (struct title_word){.number = tokens.at[i].number, .word = tokens.at[i].word};
    }
    classify(&title, &tokens, table);
    find_parts(&title, &tokens);
    return title;
}
