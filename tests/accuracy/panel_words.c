/* tests/accuracy/panel_words.c - two ways to order adverts by words, to be compared with
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/panel_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BM25_K1 1.2
#define BM25_B 0.75

enum { TELLING_LENGTH = 3 };

/* ---- words ---- */

static int by_word(const void *a, const void *b) {
    const struct panel_word *left = a;
    const struct panel_word *right = b;
    return strcmp(left->at, right->at);
}

static bool is_letter(char c) { return ascii_is_alnum(c) || (unsigned char)c >= 0x80; }

static bool next_word(struct span *rest, struct span *word) {
    size_t from = 0;
    while (from < rest->len && !is_letter(rest->at[from])) {
        from++;
    }
    size_t end = from;
    while (end < rest->len && is_letter(rest->at[end])) {
        end++;
    }
    *word = span_part(*rest, from, end - from);
    *rest = span_part(*rest, end, SIZE_MAX);
    return word->len > 0;
}

static const char *lower(struct arena *arena, struct span word) {
    char *text = arena_copy(arena, word);
    for (size_t i = 0; text && i < word.len; i++) {
        text[i] = ascii_lower(text[i]);
    }
    return text ? text : "";
}

static void merge_equal(struct panel_bag *bag) {
    size_t kept = 0;
    for (size_t i = 0; i < bag->total; i++) {
        if (kept > 0 && strcmp(bag->words[kept - 1].at, bag->words[i].at) == 0) {
            bag->words[kept - 1].count++;
        } else {
            bag->words[kept++] = bag->words[i];
        }
    }
    bag->count = kept;
}

struct panel_bag panel_bag(struct arena *arena, struct span text) {
    struct panel_bag bag = {NULL, 0, 0};
    struct span word;
    while (next_word(&text, &word)) {
        ARENA_PUSH(arena, bag.words, bag.total, (struct panel_word){lower(arena, word), 1});
    }
    if (bag.total > 0) {
        qsort(bag.words, bag.total, sizeof *bag.words, by_word);
        merge_equal(&bag);
    }
    return bag;
}

static size_t count_of(const struct panel_bag *bag, const char *word) {
    const struct panel_word key = {word, 0};
    const struct panel_word *found =
        bag->count > 0 ? bsearch(&key, bag->words, bag->count, sizeof *bag->words, by_word)
                       : NULL;
    return found ? found->count : 0;
}

/* ---- the library ---- */

static size_t texts_with(const struct panel_library *library, const char *word) {
    size_t texts = 0;
    for (size_t i = 0; i < library->count; i++) {
        texts += count_of(&library->at[i], word) > 0;
    }
    return texts;
}

static double mean_length(const struct panel_library *library) {
    size_t sum = 0;
    for (size_t i = 0; i < library->count; i++) {
        sum += library->at[i].total;
    }
    return (double)sum / (double)library->count;
}

double panel_bm25(const struct panel_library *library, size_t which,
                  const struct panel_bag *query) {
    const struct panel_bag *text = &library->at[which];
    double length = (double)text->total / mean_length(library);
    double sum = 0.0;
    for (size_t i = 0; i < query->count; i++) {
        const struct panel_word *word = &query->words[i];
        double often = (double)count_of(text, word->at);
        if (often > 0) {
            double with = (double)texts_with(library, word->at);
            double weight = log(1.0 + ((double)library->count - with + 0.5) / (with + 0.5));
            sum += (double)word->count * weight * often * (BM25_K1 + 1.0) /
                   (often + BM25_K1 * (1.0 - BM25_B + BM25_B * length));
        }
    }
    return sum;
}

double panel_ratio(const struct panel_library *library, size_t which,
                   const struct panel_bag *query) {
    const struct panel_bag *text = &library->at[which];
    size_t telling = 0;
    size_t had = 0;
    for (size_t i = 0; i < text->count; i++) {
        const char *word = text->words[i].at;
        if (strlen(word) >= TELLING_LENGTH && texts_with(library, word) * 2 <= library->count) {
            telling++;
            had += count_of(query, word) > 0;
        }
    }
    return telling > 0 ? (double)had / (double)telling : 0.0;
}
