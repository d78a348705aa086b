/* base/span.h - borrowed bytes with a length
 * SPDX-License-Identifier: MIT
 *
 * A span never owns and is never NUL-terminated by promise. Everything that comes from outside
 * travels as a span until a parser turns it into text. All functions are ASCII-only where case
 * matters, know no locale, and accept empty spans (`at` may then be NULL).
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct span {
    const char *at; /* first byte; may be NULL where len is 0 */
    size_t len;     /* bytes */
};

/** A span over a string literal. */
#define SPAN(literal) ((struct span){(literal), sizeof(literal) - 1})

/** "%.*s" arguments for printf, which takes an int: a negative one would mean "no limit". */
#define SPAN_FMT(span)                                                                         \
    (int)((span).len < INT_MAX ? (span).len : INT_MAX), ((span).at ? (span).at : "")

/** A span over NUL-terminated text; NULL gives the empty span. It stands here with what is made
 * of it, since most texts are literals, whose length the compiler knows. */
static inline struct span span_of(const char *text) {
    return (struct span){text, text ? strlen(text) : 0};
}

/** The part from byte `from`, at most `len` bytes; clamped to the span. An empty part still
 * points at the span's end, so that offsets can be had from it. */
static inline struct span span_part(struct span span, size_t from, size_t len) {
    if (from >= span.len) {
        return (struct span){span.at ? span.at + span.len : NULL, 0};
    }
    size_t left = span.len - from;
    return (struct span){span.at + from, len < left ? len : left};
}

bool span_equal(struct span a, struct span b);
bool span_equal_nocase(struct span a, struct span b);
/* equal to a C string */
static inline bool span_is(struct span span, const char *text) {
    struct span other = span_of(text);
    return span.len == other.len && span_equal(span, other);
}
bool span_is_nocase(struct span span, const char *text); /* the same, ASCII case ignored */
static inline bool span_starts(struct span span, const char *prefix) {
    struct span front = span_of(prefix);
    return front.len <= span.len && span_equal((struct span){span.at, front.len}, front);
}
bool span_starts_nocase(struct span span, const char *prefix);
bool span_ends(struct span span, const char *suffix);

/** Order by bytes, as memcmp, a shorter one first. */
int span_compare(struct span a, struct span b);

/** Byte offset of `needle` at or after `from`, or SIZE_MAX where there is none. Linear times
 * the needle's length. */
size_t span_find(struct span span, struct span needle, size_t from);
size_t span_find_nocase(struct span span, struct span needle, size_t from);

/** Without white space (space, tab, CR, LF, FF, VT) at both ends. No-break spaces stay. */
struct span span_trim(struct span span);

/** Take the next line off the front of `*rest`: LF, CRLF or CR end it and are not part of it.
 * @return false when nothing was left */
bool span_next_line(struct span *rest, struct span *line);

/** Take the next piece up to `separator` off the front of `*rest`; the last piece ends with
 * the span. An empty span has no piece. @return false when nothing was left */
bool span_next_piece(struct span *rest, char separator, struct span *piece);

/** Read the whole span as a decimal number without sign, at most `max`.
 * @return false (and `*out` untouched) where it is anything else */
bool span_number(struct span span, uint64_t max, uint64_t *out);

/** ASCII classes that know no locale; asked for every byte of a page, so that they stand here.
 */
static inline bool ascii_is_digit(char c) { return c >= '0' && c <= '9'; }

static inline bool ascii_is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_is_alnum(char c) { return ascii_is_alpha(c) || ascii_is_digit(c); }

static inline bool ascii_is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static inline char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline char ascii_upper(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

#endif
