/* tests/accuracy/panel_words.h - two ways to order adverts by words, to be compared with
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_PANEL_WORDS_H
#define TESTS_ACCURACY_PANEL_WORDS_H

#include "base/arena.h"

struct panel_word {
    const char *at; /* lower case */
    size_t count;   /* how often */
};

/** The words of a text, each once, in the order of their bytes. */
struct panel_bag {
    struct panel_word *words;
    size_t count;
    size_t total; /* words, each as often as it stands there */
};

/** Words are runs of letters and digits. */
struct panel_bag panel_bag(struct arena *arena, struct span text);

struct panel_library {
    const struct panel_bag *at;
    size_t count;
};

/** BM25 (Robertson and Zaragoza 2009) with k1 1.2 and b 0.75; the weight of a word that is in n
 * of N texts is ln(1 + (N - n + 0.5) / (n + 0.5)), once for each time the query has it. */
double panel_bm25(const struct panel_library *library, size_t which,
                  const struct panel_bag *query);

/** What share of the text's telling words the query has. Telling is a word of three letters or
 * more that stands in at most half of the texts. */
double panel_ratio(const struct panel_library *library, size_t which,
                   const struct panel_bag *query);

#endif
