/* matcher/glossary.c - the words that the rules know, each with a number
 * SPDX-License-Identifier: MIT
 */
#include "matcher/glossary.h"

enum { ROOM_START = 4096 };

/* FNV-1a: words are short, and the table is ours, so nobody can choose colliding ones. */
static uint64_t hash_of(struct span word) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < word.len; i++) {
        hash = (hash ^ (unsigned char)word.at[i]) * 0x100000001b3u;
    }
    return hash;
}

/* The slot that holds the word, or the free one where it would stand. */
static struct glossary_slot *slot_of(const struct glossary *glossary, struct span word) {
    size_t at = (size_t)hash_of(word) & (glossary->room - 1);
    while (glossary->slots[at].number && !span_equal(glossary->slots[at].word, word)) {
        at = (at + 1) & (glossary->room - 1);
    }
    return &glossary->slots[at];
}

/* Twice the room; the old slots stay in the arena. */
static bool grow(struct glossary *glossary, struct arena *arena) {
    struct glossary bigger = *glossary;
    bigger.room = glossary->room ? glossary->room * 2 : ROOM_START;
    bigger.slots = arena_alloc(arena, bigger.room, sizeof *bigger.slots);
    if (!bigger.slots) {
        return false;
    }
    for (size_t i = 0; i < glossary->room; i++) {
        if (glossary->slots[i].number) {
            *slot_of(&bigger, glossary->slots[i].word) = glossary->slots[i];
        }
    }
    *glossary = bigger;
    return true;
}

uint32_t glossary_add(struct glossary *glossary, struct arena *arena, struct span word) {
    if ((size_t)glossary->count * 2 >= glossary->room && !grow(glossary, arena)) {
        return 0;
    }
    struct glossary_slot *slot = slot_of(glossary, word);
    if (!slot->number) {
        const char *copy = arena_copy(arena, word);
        if (!copy) {
            return 0;
        }
        *slot = (struct glossary_slot){{copy, word.len}, ++glossary->count};
    }
    return slot->number;
}

uint32_t glossary_find(const struct glossary *glossary, struct span word) {
    return glossary->room ? slot_of(glossary, word)->number : 0;
}
