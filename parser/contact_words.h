/* parser/contact_words.h - what each word near the name of a contact is
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_CONTACT_WORDS_H
#define PARSER_CONTACT_WORDS_H

#include "base/span.h"

/** The kinds of parser/fields/contact_words.tsv, in its order; a word may be of several. */
enum contact_kind {
    CONTACT_TRIGGER = 1u << 0,    /* "contact": introduces a name */
    CONTACT_PAIR = 1u << 1,       /* "speak to": two words that do */
    CONTACT_FILLER = 1u << 2,     /* may stand between */
    CONTACT_ROLE = 1u << 3,       /* never part of a name */
    CONTACT_ORG = 1u << 4,        /* makes the words before it an organisation's name */
    CONTACT_TITLE = 1u << 5,      /* "Dr" */
    CONTACT_UNNAMED = 1u << 6,    /* before "name": then it is no person's */
    CONTACT_PARTICLE = 1u << 7,   /* "van": small letters within a name */
    CONTACT_ORG_END = 1u << 8,    /* as CONTACT_ORG, unless a post follows */
    CONTACT_LINK = 1u << 9,       /* between a name and a number: "on" */
    CONTACT_JOINT = 1u << 10,     /* between two names: "or" */
    CONTACT_PHONE = 1u << 11,     /* before a number without its 0: "tel" */
    CONTACT_EXTENSION = 1u << 12, /* before the few digits of one */
    CONTACT_REFERENCE = 1u << 13, /* before digits that are no telephone number: "ref" */
    CONTACT_GOES_ON = 1u << 30    /* a row of several words begins with it */
};

/** The kinds of a word, or of two words with a blank between (ASCII case ignored); 0 for a word
 * that is not in the table. */
unsigned contact_words_kinds(struct span text);

/** One step of the hash (FNV-1a, ASCII case ignored), begun with CONTACT_HASH. */
static inline uint64_t contact_words_hash(uint64_t hash, char c) {
    return (hash ^ (unsigned char)ascii_lower(c)) * 0x100000001b3u;
}

/** The hash of nothing: FNV-1a's offset for 64 bits. */
#define CONTACT_HASH 0xcbf29ce484222325u

#endif
