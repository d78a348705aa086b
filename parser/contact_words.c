/* parser/contact_words.c - what each word near the name of a contact is
 * SPDX-License-Identifier: MIT
 */
#include "parser/contact_words.h"

#include "parser/words.h"

static const char words_file[] = "parser/fields/contact_words.tsv";

/* No word of the table is longer, in bytes: what is, need not be hashed. */
enum { WORD_LENGTH_MAX = 32 };

/* The names of the kinds in the table. */
static const struct {
    const char *name;
    enum contact_kind kind;
} kinds[] = {{"trigger", CONTACT_TRIGGER},
             {"trigger_two", CONTACT_PAIR},
             {"filler", CONTACT_FILLER},
             {"role", CONTACT_ROLE},
             {"org", CONTACT_ORG},
             {"org_end", CONTACT_ORG_END},
             {"title", CONTACT_TITLE},
             {"particle", CONTACT_PARTICLE},
             {"unnamed", CONTACT_UNNAMED},
             {"link", CONTACT_LINK},
             {"joint", CONTACT_JOINT},
             {"phone", CONTACT_PHONE},
             {"extension", CONTACT_EXTENSION},
             {"reference", CONTACT_REFERENCE}};

uint64_t contact_words_hash(uint64_t hash, char c) {
    return (hash ^ (unsigned char)ascii_lower(c)) * 0x100000001b3u;
}

static uint64_t hash_of(struct span text) {
    uint64_t hash = CONTACT_HASH;
    for (size_t i = 0; i < text.len; i++) {
        hash = contact_words_hash(hash, text.at[i]);
    }
    return hash;
}

/* The word's slot, or the free one where it belongs. */
static struct contact_word *slot_of(const struct contact_words *words, struct span text) {
    size_t at = (size_t)hash_of(text) & (words->room - 1);
    while (words->slots[at].words.len > 0 && !span_equal_nocase(words->slots[at].words, text)) {
        at = (at + 1) & (words->room - 1);
    }
    return &words->slots[at];
}

static unsigned kind_of(struct span name) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (span_is(name, kinds[i].name)) {
            return kinds[i].kind;
        }
    }
    return 0;
}

struct contact_words contact_words_read(struct arena *arena) {
    struct contact_words found = {NULL, 64};
    struct words_row row;
    size_t count = 0;
    for (struct words rows = words_open(words_file); words_next(&rows, &row);) {
        count++;
    }
    while (found.room < 2 * count) {
        found.room *= 2;
    }
    found.slots = arena_alloc(arena, found.room, sizeof *found.slots);
    for (struct words rows = words_open(words_file); found.slots && words_next(&rows, &row);) {
        struct contact_word *slot = slot_of(&found, row.words);
        slot->words = row.words;
        slot->kinds |= kind_of(row.kind);
    }
    return found;
}

unsigned contact_words_kinds(const struct contact_words *words, struct span text) {
    return text.len > 0 && text.len <= WORD_LENGTH_MAX && words->slots
               ? slot_of(words, text)->kinds
               : 0;
}
