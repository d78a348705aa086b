/* tests/support/property.h - what the fuzz targets say their properties with
 * SPDX-License-Identifier: MIT
 */
#ifndef PROPERTY_H
#define PROPERTY_H

#include <stdnoreturn.h>

#include "base/arena.h"

/** Stop where a property does not hold; the words of the condition tell which one it was. */
#define EXPECT(holds)                                                                          \
    do {                                                                                       \
        if (!(holds)) {                                                                        \
            property_fail(#holds, __FILE__, __LINE__);                                         \
        }                                                                                      \
    } while (0)

noreturn void property_fail(const char *condition, const char *file, int line);

/** The most bytes of an input that become a wording. */
enum { PROPERTY_TEXT_MAX = 4096 };

/** Any bytes as the wordings are given theirs: valid UTF-8 on one line, white space folded.
 * In `arena`. */
const char *property_line(struct arena *arena, const uint8_t *data, size_t size);

/** The same with its line ends: the long texts of an advert. */
const char *property_text(struct arena *arena, const uint8_t *data, size_t size);

/** With capitals for all ASCII letters. */
const char *property_upper(struct arena *arena, const char *text);

/** Is nothing invisible in it, no white space at its ends or twice, no bytes that are none? */
bool property_is_folded(const char *text);

/** The same of each line of a long text, with no two blank lines in a row. */
bool property_is_clean(const char *text);

/** Does `text` hold all characters of `part` in their order, white space left aside? What a
 * reader took out of a text is such a part of it. */
bool property_holds_all(struct span text, struct span part);

/** Is there an address of the form a@b.c in it? Plain ASCII only: an oracle, no reader. */
bool property_holds_email(const char *text);

/** Are these digits in the text, in this order, within one run of digits and separators? */
bool property_holds_number(const char *text, const char *digits);

#endif
