/* parser/dates_private.h - what the files of dates share
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_DATES_PRIVATE_H
#define PARSER_DATES_PRIVATE_H

#include "base/date.h"

/** The most dates looked at in one text. */
enum { DATES_MAX = 8 };

/** A date as found; impossible ones too, so that they can be told from none at all. */
struct dates_found {
    size_t from, end; /* bytes */
    int year, month, day;
    bool has_year;
    int minute; /* of the day, from the same form ("T17:00"); -1: none */
};

/** A place in a text. */
struct dates_cursor {
    struct span text;
    size_t at;
};

/* Taking a text apart. All stop at its end; what does not fit leaves the cursor where it was.
 */

/** The character at the cursor; NUL at the end. */
char dates_peek(const struct dates_cursor *cursor);
/** Past any of the signs. */
void dates_skip(struct dates_cursor *cursor, const char *signs);
bool dates_take_char(struct dates_cursor *cursor, char c);
bool dates_take_text(struct dates_cursor *cursor, const char *text);
/** Digits, `least` to `most` of them with none behind. @return how many, 0 where not */
size_t dates_take_digits(struct dates_cursor *cursor, size_t least, size_t most, int *number);
/** hh:mm, with seconds that are dropped. @return minutes of the day, -1 where it is none */
int dates_take_clock(struct dates_cursor *cursor);
/** Past the word or number at the cursor, to where the next may begin. */
void dates_pass(struct dates_cursor *cursor);

/** All dates of a text (lexicon_normal form), DATES_MAX at most. @return how many */
size_t dates_find(struct dates_found *dates, struct span text);

/** The time that goes with a date: the first behind it, else the last before; -1: none. */
int dates_find_time(struct span text, const struct dates_found *dates, size_t count,
                    const struct dates_found *date);

#endif
