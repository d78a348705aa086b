/* parser/place_words.c - what the words of places are
 * SPDX-License-Identifier: MIT
 */
#include "parser/fields.h"
#include "parser/place_private.h"

bool place_word_is(const char *kind, struct span word) {
    return words_find(NULL, &fields_place_words, kind, word);
}

bool place_is_county(struct span text) {
    return words_find(NULL, &fields_counties, "county", text);
}
