/* matcher/glossary.c - the words that the rules know, each with a number
 * SPDX-License-Identifier: MIT
 */
#include "matcher/glossary.h"

#include <string.h>

enum { ROOM_START = 4096 };

/* Eight bytes at a time: words are short, and the table is ours, so nobody can choose
 * colliding ones. */
static uint32_t hash_of(struct span word) {
    const uint64_t prime = 0x9e3779b97f4a7c15u;
    uint64_t hash = word.len * prime;
    for (size_t at = 0; at < word.len; at += sizeof hash) {
        uint64_t eight = 0;
        size_t left = word.len - at;
        memcpy(&eight, word.at + at, left < sizeof eight ? left : sizeof eight);
        hash = (hash ^ eight) * prime;
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}

/* The slot that holds the word, or the free one where it would stand. */
static struct glossary_slot *slot_of(const struct glossary *glossary, struct span word,
                                     uint32_t hash) {
    size_t at = hash & (glossary->room - 1);
    for (;; at = (at + 1) & (glossary->room - 1)) {
        struct glossary_slot *slot = &glossary->slots[at];
        if (!slot->number || (slot->hash == hash && span_equal(slot->word, word))) {
            return slot;
        }
    }
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
            const struct glossary_slot *slot = &glossary->slots[i];
            *slot_of(&bigger, slot->word, slot->hash) = *slot;
        }
    }
    *glossary = bigger;
    return true;
}

uint32_t glossary_add(struct glossary *glossary, struct arena *arena, struct span word) {
    if ((size_t)glossary->count * 4 >= glossary->room * 3 && !grow(glossary, arena)) {
        return 0;
    }
    uint32_t hash = hash_of(word);
    struct glossary_slot *slot = slot_of(glossary, word, hash);
    if (!slot->number) {
        const char *copy = arena_copy(arena, word);
        if (!copy) {
            return 0;
        }
        *slot = (struct glossary_slot){{copy, word.len}, ++glossary->count, hash};
    }
    return slot->number;
}

uint32_t glossary_find(const struct glossary *glossary, struct span word) {
    return glossary->room ? slot_of(glossary, word, hash_of(word))->number : 0;
}
