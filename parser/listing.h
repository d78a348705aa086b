/* parser/listing.h - putting a list of adverts together
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_LISTING_H
#define PARSER_LISTING_H

#include "schema/reading.h"

/** A list with nothing known: no totals, no entries. */
void listing_init(struct listing *listing, enum source source, enum listing_kind kind);

/** Note something odd about the entries. `code` and `message` are borrowed for good. */
void listing_note(struct listing *listing, struct arena *arena, const char *code,
                  const char *message);

/** Append an entry. What is beyond LISTING_ENTRIES_MAX is dropped, which is noted once. */
void listing_add(struct listing *listing, struct arena *arena, const struct vacancy *entry);

#endif
