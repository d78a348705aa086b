/* crawler/source_private.h - what the files of the boards share
 * SPDX-License-Identifier: MIT
 *
 * One file for each board: which addresses it has, and the sightings that say so. "One reader"
 * and the like are independent programs that read the site.
 */
#ifndef CRAWLER_SOURCE_PRIVATE_H
#define CRAWLER_SOURCE_PRIVATE_H

#include "crawler/sources.h"

extern const struct board_source source_nhsjobs;
extern const struct board_source source_trac;
extern const struct board_source source_jobtrain;
extern const struct board_source source_hscni;
extern const struct board_source source_findajob;

/* ---- paths with a query ---- */

/** A path on its way; `text` is NULL once memory was short. */
struct query {
    struct arena *arena;
    const char *text;
};

/** Begin with a path that may have a query already. */
struct query query_of(struct arena *arena, const char *path);

/** Add "name=VALUE", the value percent-encoded: all but the unreserved characters of RFC 3986
 * section 2.3. White space is folded. NULL and what folds to nothing add nothing. */
void query_text(struct query *query, const char *name, const char *value);

/** The same for a number, 0 too. */
void query_number(struct query *query, const char *name, int64_t number);

/** Add the words of a set, parted by commas: names[value] is the board's word. Where it has no
 * word for one of them the whole set is left out: asking for the rest would lose adverts. */
void query_set(struct query *query, const char *name, const char *const *names, size_t count,
               unsigned set);

/** "a, b or c" of what the board has words for, in `text`: for messages. @return text */
const char *query_words(const struct vocab *vocab, const char *const *names, size_t count,
                        char *text, size_t size);

/** The first value of the set that the board has no word for, or 0. */
int query_unknown(const char *const *names, size_t count, unsigned set);

/** The smallest of the known distances (rising) that covers the wished one; 0: none does. */
int query_distance(const int *known, size_t count, int wished);

/* ---- ids in paths ---- */

/** The path without its query, borrowed. */
struct span path_alone(const char *path);

/** The digits at the start of a span, borrowed. */
struct span path_digits(struct span text);

/** The value of a query's parameter (ASCII case of its name ignored), borrowed; empty: none. */
struct span path_parameter(const char *path, const char *name);

/** The id as text, NULL for the empty span. */
const char *path_id(struct arena *arena, struct span id);

/** Is this a number of up to 18 digits? NULL is none. */
bool path_is_number(const char *id);

#endif
