/* parser/words_hash.h - the hash by which the tables of parser/fields are indexed
 * SPDX-License-Identifier: MIT
 *
 * One definition for two programs: tools/tables.c writes the index when the program is built,
 * parser/words.c looks words up in it.
 */
#ifndef PARSER_WORDS_HASH_H
#define PARSER_WORDS_HASH_H

#include <stddef.h>
#include <stdint.h>

/** The hash of the first word of `text`, up to a space or the end: FNV-1a, ASCII case ignored.
 * The high bits are folded in, since only the low ones choose a slot. */
static inline uint32_t words_hash(const char *text, size_t len) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len && text[i] != ' '; i++) {
        unsigned char c = (unsigned char)text[i];
        c = (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        hash = (hash ^ c) * 16777619u;
    }
    return hash ^ hash >> 15;
}

#endif
