/* parser/place_private.h - what the files of places share
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_PLACE_PRIVATE_H
#define PARSER_PLACE_PRIVATE_H

#include "parser/wording.h"

/** A postcode where it was found. */
struct postcode {
    struct span outward;
    struct span inward; /* empty: an outward code alone */
    struct span found;  /* all of it, the white space between included */
};

/** The next whole postcode at or after `*from`, which steps past it. */
bool postcode_next(struct span text, size_t *from, struct postcode *found);

/** An outward code alone: the whole text, or its last word in capitals. */
bool postcode_outward(struct span text, struct postcode *found);

/** "DA1 2DL" or "DA1"; in the arena. */
const char *postcode_write(struct arena *arena, const struct postcode *postcode);

/** Is it one of the words of that kind (parser/fields/place_words.tsv)? */
bool place_word_is(const char *kind, struct span word);

/** Is it a county's name (parser/fields/counties.tsv)? */
bool place_is_county(struct span text);

/** The most places that one text without postcodes is taken apart into. */
enum { PLACE_LIST_MAX = 8 };

/** Places of one text. */
struct place_list {
    struct span at[PLACE_LIST_MAX]; /* each a text of its own */
    size_t count;
    struct span county; /* printed once for all of them; empty: none */
};

/** Take a text apart that names several places: "Leeds or London".
 * @param list untouched or emptied where it does not @return false where it does not */
bool place_several(struct place_list *list, struct span text);

#endif
