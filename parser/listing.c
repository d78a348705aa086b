/* parser/listing.c - putting a list of adverts together
 * SPDX-License-Identifier: MIT
 */
#include "parser/listing.h"

#include <string.h>

void listing_init(struct listing *listing, enum source source, enum listing_kind kind) {
    *listing = (struct listing){.source = source, .kind = kind, .total = -1, .pages = -1};
}

void listing_note(struct listing *listing, struct arena *arena, const char *code,
                  const char *message) {
    struct note note = {"entries", code, message};
    ARENA_PUSH(arena, listing->notes, listing->note_count, note);
}

static bool has_note(const struct listing *listing, const char *code) {
    for (size_t i = 0; i < listing->note_count; i++) {
        if (strcmp(listing->notes[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

void listing_add(struct listing *listing, struct arena *arena, const struct vacancy *entry) {
    if (listing->entry_count < LISTING_ENTRIES_MAX) {
        ARENA_PUSH(arena, listing->entries, listing->entry_count, *entry);
    } else if (!has_note(listing, "too_many")) {
        listing_note(listing, arena, "too_many",
                     "only the first 1000 entries were kept: no list may have more");
    }
}
