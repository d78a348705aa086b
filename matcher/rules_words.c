/* matcher/rules_words.c - the tables of single words: weights, numbers, cues
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "matcher/rules_private.h"

/* A word that no table knows says something: it is probably a name of a thing. */
enum { WEIGHT_UNKNOWN = 60, WEIGHT_MAX = 100, NUMBER_MAX = 1000 };

/* What a slug takes: words of at least this weight, so many of them. */
enum { SLUG_WEIGHT = 20, SLUG_WORDS = 6 };

/* Sets `values[number of word]`, growing the array to the glossary's size. */
static void set_value(struct rules *rules, int **values, size_t *count, struct span phrase,
                      int value) {
    char word[FINDER_WORD_MAX];
    size_t len = 0;
    if (!finder_next_word(&phrase, word, &len)) {
        return;
    }
    uint32_t number = glossary_add(&rules->words, &rules->arena, (struct span){word, len});
    while (*count <= number && !rules->arena.failed) {
        ARENA_PUSH(&rules->arena, *values, *count, 0);
    }
    if (number && !rules->arena.failed) {
        (*values)[number] = value + 1;
    }
}

/* Reads a table of `column` (words parted by '|') and `value_column` (a number). */
static enum err read_values(struct rules *rules, int **values, size_t *count, int max,
                            const char *file, struct span content, struct diag *diag) {
    struct csv csv;
    struct strings cells;
    bool more = true;
    enum err err = csv_open(&csv, &rules->arena, file, content, '\t', diag);
    while (!err && !(err = csv_next(&csv, &rules->arena, &cells, &more, diag)) && more) {
        uint64_t value = 0;
        const char *number = csv_cell(&csv, &cells, "value");
        if (!span_number(span_of(number), (uint64_t)max, &value)) {
            return diag_set(diag, ERR_INPUT, "%s:%d: '%s' is no number up to %d", file,
                            csv.line, number ? number : "", max);
        }
        struct span words = span_of(csv_cell(&csv, &cells, "words"));
        for (struct span word; span_next_piece(&words, '|', &word);) {
            set_value(rules, values, count, word, (int)value);
        }
    }
    return err;
}

enum err rules_read_weights(struct rules *rules, const char *file, struct span content,
                            struct diag *diag) {
    return read_values(rules, &rules->weights, &rules->weight_count, WEIGHT_MAX, file, content,
                       diag);
}

enum err rules_read_numbers(struct rules *rules, const char *file, struct span content,
                            struct diag *diag) {
    return read_values(rules, &rules->numbers, &rules->number_count, NUMBER_MAX, file, content,
                       diag);
}

static const char *const cue_words[CUE_COUNT] = {
    [CUE_NEGATION] = "negation",
    [CUE_NEGATION_END] = "negation_end",
    [CUE_HARMLESS] = "harmless",
    [CUE_OR] = "or",
    [CUE_AND] = "and",
    [CUE_WITH] = "with",
    [CUE_EITHER] = "either",
    [CUE_CLAUSE] = "clause",
    [CUE_PLACE] = "place",
    [CUE_PLACE_ARTICLE] = "place_article",
    [CUE_COMPLEMENT_END] = "complement_end",
    [CUE_TELLS_MORE] = "tells_more",
    [CUE_NEEDED] = "needed",
    [CUE_EQUIVALENT] = "equivalent",
    [CUE_YEAR] = "year",
    [CUE_MONTH] = "month",
    [CUE_WEEK] = "week",
    [CUE_ONE] = "one",
    [CUE_LENGTH_INSIDE] = "length_inside",
    [CUE_NO_LENGTH_BEHIND] = "no_length_behind",
    [CUE_NO_LENGTH_AROUND] = "no_length_around",
    [CUE_AT_LEAST] = "at_least",
    [CUE_NO_LENGTH_BEFORE] = "no_length_before",
    [CUE_NO_LENGTH_OF] = "no_length_of",
    [CUE_LENGTH_OF] = "length_of",
    [CUE_SKILL] = "skill",
    [CUE_HALF] = "half",
    [CUE_LENGTH_OF_WORK] = "length_of_work",
    [CUE_THEIR] = "their",
    [CUE_AGAIN] = "again",
    [CUE_VERB] = "verb",
    [CUE_LIGHT_VERB] = "light_verb",
    [CUE_ADJECTIVE_IN_LY] = "adjective_in_ly",
    [CUE_TRAIT_NOUN] = "trait_noun",
    [CUE_AUXILIARY] = "auxiliary",
    [CUE_WHO] = "who",
    [CUE_PURPOSE] = "purpose",
    [CUE_OTHER] = "other",
    [CUE_EVALUATES] = "evaluates",
    [CUE_MANNER] = "manner",
};
_Static_assert(CUE_COUNT <= 64, "a set of cues is 64 bits");

static uint64_t bit_of(enum cue cue) { return UINT64_C(1) << cue; }

/* Not a vocab: the place between phrases and words has no name. */
static enum cue cue_of(struct span word) {
    for (int cue = CUE_NONE + 1; cue < CUE_COUNT; cue++) {
        if (cue_words[cue] && span_is(word, cue_words[cue])) {
            return (enum cue)cue;
        }
    }
    return CUE_NONE;
}

/* The words of a cue: phrases for the finder, or a bit of each single word. */
static void add_cue(struct rules *rules, enum cue cue, struct span phrase) {
    char word[FINDER_WORD_MAX];
    size_t len = 0;
    if (cue < CUE_PHRASES_END) {
        finder_add(&rules->cues, &rules->arena, &rules->words, phrase, (uint32_t)cue);
        return;
    }
    if (!finder_next_word(&phrase, word, &len)) {
        return;
    }
    uint32_t number = glossary_add(&rules->words, &rules->arena, (struct span){word, len});
    while (rules->word_cue_count <= number && !rules->arena.failed) {
        ARENA_PUSH(&rules->arena, rules->word_cues, rules->word_cue_count, 0);
    }
    if (number && !rules->arena.failed) {
        rules->word_cues[number] |= bit_of(cue);
    }
}

enum err rules_read_cues(struct rules *rules, const char *file, struct span content,
                         struct diag *diag) {
    struct csv csv;
    struct strings cells;
    bool more = true;
    enum err err = csv_open(&csv, &rules->arena, file, content, '\t', diag);
    while (!err && !(err = csv_next(&csv, &rules->arena, &cells, &more, diag)) && more) {
        struct span name = span_of(csv_cell(&csv, &cells, "cue"));
        enum cue cue = cue_of(name);
        if (!cue) {
            return diag_set(diag, ERR_INPUT, "%s:%d: no such cue: '%.*s'", file, csv.line,
                            SPAN_FMT(name));
        }
        struct span phrases = span_of(csv_cell(&csv, &cells, "words"));
        for (struct span phrase; span_next_piece(&phrases, '|', &phrase);) {
            add_cue(rules, cue, phrase);
        }
    }
    return err;
}

enum err rules_read_prompts(struct rules *rules, const char *file, struct span content,
                            struct diag *diag) {
    return wordings_read_prompts(&rules->wordings, &rules->arena, file, content, diag);
}

enum err rules_read_examples(struct rules *rules, const char *file, struct span content,
                             struct diag *diag) {
    return wordings_read_words(&rules->wordings, &rules->arena, file, content, diag);
}

bool rules_is(const struct rules *rules, const struct tokens *tokens, size_t at, enum cue cue) {
    uint32_t number = at < tokens->count ? tokens->at[at].number : 0;
    return number < rules->word_cue_count && rules->word_cues[number] & bit_of(cue);
}

int rules_number(const struct rules *rules, const struct token *token) {
    uint64_t value = 0;
    if (span_number(token->word, NUMBER_MAX, &value)) {
        return (int)value;
    }
    return token->number < rules->number_count ? rules->numbers[token->number] - 1 : -1;
}

int rules_weight(const struct rules *rules, const struct token *token) {
    if (token->number < rules->weight_count && rules->weights[token->number]) {
        return rules->weights[token->number] - 1;
    }
    return token->word.len > 1 && !ascii_is_digit(token->word.at[0]) ? WEIGHT_UNKNOWN : 0;
}

int concepts_word_weight(const struct rules *rules, struct span word) {
    char letters[FINDER_WORD_MAX];
    size_t len = 0;
    if (!finder_next_word(&word, letters, &len)) {
        return 0;
    }
    struct token token = {.word = {letters, len}};
    token.number = glossary_find(&rules->words, token.word);
    return rules_weight(rules, &token);
}

const char *rules_slug(const struct rules *rules, struct arena *arena,
                       const struct tokens *tokens, size_t from, size_t to) {
    char slug[SLUG_WORDS * FINDER_WORD_MAX + 1] = "";
    size_t len = 0;
    size_t words = 0;
    for (size_t i = from; i < to && i < tokens->count && words < SLUG_WORDS; i++) {
        struct span word = tokens->at[i].word;
        if (rules_weight(rules, &tokens->at[i]) < SLUG_WEIGHT || word.len >= FINDER_WORD_MAX) {
            continue;
        }
        int put =
            snprintf(slug + len, sizeof slug - len, "%s%.*s", words ? "_" : "", SPAN_FMT(word));
        len += put > 0 ? (size_t)put : 0;
        words++;
    }
    return words ? arena_copy_text(arena, slug) : NULL;
}
