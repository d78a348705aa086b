/* base/utf8.h - UTF-8: checking, mending, folding
 * SPDX-License-Identifier: MIT
 *
 * Facts: RFC 3629 (no surrogates, nothing above U+10FFFF, shortest forms only).
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"
#include "base/buf.h"

/** What utf8_next returns at the end of the span. */
#define UTF8_END UINT32_MAX

/** The character that stands for bytes that are none. */
#define UTF8_REPLACEMENT 0xFFFDu

/** utf8_next for what is not ASCII. */
uint32_t utf8_next_wide(struct span span, size_t *at);

/** Decode the character at `*at` and step over it; an invalid byte gives UTF8_REPLACEMENT and
 * steps one byte. @return the code point, or UTF8_END at the end */
static inline uint32_t utf8_next(struct span span, size_t *at) {
    if (*at < span.len && (unsigned char)span.at[*at] < 0x80) {
        return (unsigned char)span.at[(*at)++];
    }
    return utf8_next_wide(span, at);
}

/** Put one code point, encoded; an invalid one puts U+FFFD. */
void utf8_put(struct buf *buf, uint32_t code);

bool utf8_is_valid(struct span span);

/** How many bytes from `from` on are printable ASCII (U+0020 to U+007E): what nearly all text
 * is, and what no step has to look into. Several bytes at a time. */
size_t utf8_printable_len(struct span span, size_t from);

/** Copy `span` with every invalid byte replaced by U+FFFD. @return how many were replaced */
size_t utf8_mend(struct buf *out, struct span span);

/** Is this white space in any of the forms that adverts use (ASCII, U+00A0, U+1680,
 * U+2000..200A, U+2028/9, U+202F, U+205F, U+3000)? */
bool utf8_is_space(uint32_t code);

/** Is this invisible: C0, C1, DEL, soft hyphen, zero-width (U+200B..U+200F), bidi controls
 * (U+202A..U+202E, U+2060..U+2069), BOM? Tab and line ends are white space, not this. */
bool utf8_is_control(uint32_t code);

/** One line of clean text: every run of white space (line ends too) one space, none at the
 * ends, control characters removed. `span` must be valid UTF-8; bytes that are not are removed.
 */
void utf8_fold_space(struct buf *out, struct span span);

/** The same into an arena. @return NULL on failure; "" where nothing is left */
char *utf8_fold_copy(struct arena *arena, struct span span);

/** A line that is put together from several texts; zeroed but for `to` to begin with. */
struct utf8_line {
    char *to;   /* as many bytes as are put, and none more: nothing else is written */
    size_t len; /* bytes written */
    bool gap;   /* white space was met since the last visible character */
};

/** Fold one text more into the line. */
void utf8_line_put(struct utf8_line *line, struct span span);

/** Lower case for ASCII, Latin-1 and Latin Extended-A; curly quotes become ' and ", every
 * dash (U+2010..2015, U+2212) becomes '-'. For comparing, never for showing. */
void utf8_normalise(struct buf *out, struct span span);

/** How many terminal columns the text takes, counting one a visible character. */
size_t utf8_width(struct span span);

#endif
