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

#endif
