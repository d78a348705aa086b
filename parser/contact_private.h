/* parser/contact_private.h - what the files of contacts share
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_CONTACT_PRIVATE_H
#define PARSER_CONTACT_PRIVATE_H

#include "base/arena.h"
#include "parser/contact_words.h"

/** Names to be masked, each once; hashed, since a text may introduce thousands. */
struct contact_names {
    struct arena *arena;
    struct span *slots; /* open addressing; empty spans are free */
    size_t room;        /* a power of two, or 0 */
    size_t count;
    size_t longest;             /* bytes */
    bool begins[UCHAR_MAX + 1]; /* the bytes with which one begins, as a capital */
};

/** E-mail addresses become [email], telephone numbers [phone]. @return `text` itself where it
 * holds none, else a copy in the arena; NULL for NULL */
const char *contact_mask_channels(struct arena *arena, const char *text);

/** Names that a text introduces as contacts are added; `text` has its channels masked already.
 * Linear. */
void contact_find_names(struct contact_names *names, const char *text);

/** What a page prints as its contact's name: added where it is a person's ("Recruitment Team"
 * is none). */
void contact_add_name(struct contact_names *names, const char *text);

/** Every one of `names` in the text becomes [name]. Linear. @return as above */
const char *contact_mask_names(const struct contact_names *names, const char *text);

#endif
