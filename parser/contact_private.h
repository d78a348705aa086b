/* parser/contact_private.h - what the files of contacts share
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_CONTACT_PRIVATE_H
#define PARSER_CONTACT_PRIVATE_H

#include "base/arena.h"

/** E-mail addresses become [email], telephone numbers [phone]. @return `text` itself where it
 * holds none, else a copy in the arena; NULL for NULL */
const char *contact_mask_channels(struct arena *arena, const char *text);

/** Names that a text introduces as contacts are added to `names`; `text` has its channels
 * masked already. */
void contact_find_names(struct strings *names, struct arena *arena, const char *text);

/** Every one of `names` in the text becomes [name]. @return as above */
const char *contact_mask_names(struct arena *arena, const char *text,
                               const struct strings *names);

#endif
