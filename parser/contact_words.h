/* parser/contact_words.h - what each word near the name of a contact is
 * SPDX-License-Identifier: MIT
 *
 * The rows of parser/fields/contact_words.tsv, hashed: every word of a long text is looked up,
 * so one lookup must not cost a pass over the table.
 */
#ifndef PARSER_CONTACT_WORDS_H
#define PARSER_CONTACT_WORDS_H

#include "base/arena.h"

/** The kinds of the table's rows; a word may be of several. */
enum contact_kind {
    CONTACT_TRIGGER = 1u << 0,  /* "contact": introduces a name */
    CONTACT_PAIR = 1u << 1,     /* "speak to": two words that do */
    CONTACT_FILLER = 1u << 2,   /* may stand between */
    CONTACT_ROLE = 1u << 3,     /* never part of a name */
    CONTACT_ORG = 1u << 4,      /* makes the words before it an organisation's name */
    CONTACT_ORG_END = 1u << 5,  /* the same, unless a post follows */
    CONTACT_TITLE = 1u << 6,    /* "Dr" */
    CONTACT_PARTICLE = 1u << 7, /* "van": small letters within a name */
    CONTACT_UNNAMED = 1u << 8,  /* before "name": then it is no person's */
    CONTACT_LINK = 1u << 9,     /* between a name and a number: "on" */
    CONTACT_JOINT = 1u << 10,   /* between two names: "or" */
    CONTACT_PHONE = 1u << 11,   /* before a number without its 0: "tel" */
    CONTACT_EXTENSION = 1u << 12,
    CONTACT_REFERENCE = 1u << 13 /* before digits that are no telephone number: "ref" */
};

struct contact_word {
    struct span words;
    unsigned kinds; /* set of enum contact_kind */
};

/** The table, hashed; the slots are the arena's. */
struct contact_words {
    struct contact_word *slots; /* NULL: there are none */
    size_t room;                /* a power of two */
};

/** Read the table. Where the arena fails, no word is of any kind. */
struct contact_words contact_words_read(struct arena *arena);

/** The kinds of a word, or of two words with a blank between (ASCII case ignored); 0 for a word
 * that is not in the table. */
unsigned contact_words_kinds(const struct contact_words *words, struct span text);

/** One step of the hash (FNV-1a, ASCII case ignored), begun with CONTACT_HASH. */
uint64_t contact_words_hash(uint64_t hash, char c);

/** The hash of nothing: FNV-1a's offset for 64 bits. */
#define CONTACT_HASH 0xcbf29ce484222325u

#endif
