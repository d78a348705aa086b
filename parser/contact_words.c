/* parser/contact_words.c - what each word near the name of a contact is
 * SPDX-License-Identifier: MIT
 */
#include "parser/contact_words.h"

#include "parser/fields.h"

unsigned contact_words_kinds(struct span text) {
    return text.len > 0 ? words_kinds(&fields_contact_words, text) : 0;
}
