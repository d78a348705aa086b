/* base/span.c - borrowed bytes with a length
 * SPDX-License-Identifier: MIT
 */
#include "base/span.h"

#include <string.h>

/* memcmp may not be given NULL, not even for no bytes at all. */
static bool same_bytes(const char *a, const char *b, size_t len) {
    return len == 0 || memcmp(a, b, len) == 0;
}

static bool same_letters(const char *a, const char *b, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if (ascii_lower(a[i]) != ascii_lower(b[i])) {
            return false;
        }
    }
    return true;
}

bool span_equal(struct span a, struct span b) {
    return a.len == b.len && same_bytes(a.at, b.at, a.len);
}

bool span_equal_nocase(struct span a, struct span b) {
    return a.len == b.len && same_letters(a.at, b.at, a.len);
}

bool span_is_nocase(struct span span, const char *text) {
    return span_equal_nocase(span, span_of(text));
}

bool span_starts_nocase(struct span span, const char *prefix) {
    return span_is_nocase(span_part(span, 0, span_of(prefix).len), prefix);
}

bool span_ends(struct span span, const char *suffix) {
    size_t len = span_of(suffix).len;
    return len <= span.len && span_is(span_part(span, span.len - len, len), suffix);
}

int span_compare(struct span a, struct span b) {
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.at, b.at, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t span_find(struct span span, struct span needle, size_t from) {
    if (from > span.len || needle.len > span.len - from) {
        return SIZE_MAX;
    }
    if (needle.len == 0) {
        return from;
    }
    size_t last = span.len - needle.len;
    while (from <= last) {
        const char *hit = memchr(span.at + from, needle.at[0], last - from + 1);
        if (!hit) {
            return SIZE_MAX;
        }
        if (memcmp(hit, needle.at, needle.len) == 0) {
            return (size_t)(hit - span.at);
        }
        from = (size_t)(hit - span.at) + 1;
    }
    return SIZE_MAX;
}

/* The first place of `c` from `from` to `last`; behind `last` where there is none. */
static size_t find_byte(struct span span, char c, size_t from, size_t last) {
    const char *hit = from <= last ? memchr(span.at + from, c, last - from + 1) : NULL;
    return hit ? (size_t)(hit - span.at) : last + 1;
}

size_t span_find_nocase(struct span span, struct span needle, size_t from) {
    if (from > span.len || needle.len > span.len - from) {
        return SIZE_MAX;
    }
    if (needle.len == 0) {
        return from;
    }
    char small = ascii_lower(needle.at[0]);
    char capital = ascii_upper(needle.at[0]);
    size_t last = span.len - needle.len;
    size_t next_small = find_byte(span, small, from, last);
    size_t next_capital = small == capital ? last + 1 : find_byte(span, capital, from, last);
    while (next_small <= last || next_capital <= last) {
        size_t at = next_small < next_capital ? next_small : next_capital;
        if (same_letters(span.at + at, needle.at, needle.len)) {
            return at;
        }
        if (at == next_small) {
            next_small = find_byte(span, small, at + 1, last);
        } else {
            next_capital = find_byte(span, capital, at + 1, last);
        }
    }
    return SIZE_MAX;
}

struct span span_trim(struct span span) {
    while (span.len > 0 && ascii_is_space(span.at[span.len - 1])) {
        span.len--;
    }
    while (span.len > 0 && ascii_is_space(span.at[0])) {
        span.at++;
        span.len--;
    }
    return span;
}

/* Cuts `*rest` behind its first `len` bytes and the `ending` bytes that follow them. */
static struct span take(struct span *rest, size_t len, size_t ending) {
    struct span front = span_part(*rest, 0, len);
    *rest = span_part(*rest, len + ending, SIZE_MAX);
    return front;
}

bool span_next_line(struct span *rest, struct span *line) {
    if (rest->len == 0) {
        return false;
    }
    size_t len = 0;
    while (len < rest->len && rest->at[len] != '\n' && rest->at[len] != '\r') {
        len++;
    }
    bool pair = rest->len - len >= 2 && rest->at[len] == '\r' && rest->at[len + 1] == '\n';
    *line = take(rest, len, pair ? 2 : 1);
    return true;
}

bool span_next_piece(struct span *rest, char separator, struct span *piece) {
    if (rest->len == 0) {
        return false;
    }
    const char *hit = memchr(rest->at, separator, rest->len);
    *piece = take(rest, hit ? (size_t)(hit - rest->at) : rest->len, 1);
    return true;
}

bool span_number(struct span span, uint64_t max, uint64_t *out) {
    uint64_t number = 0;
    for (size_t i = 0; i < span.len; i++) {
        if (!ascii_is_digit(span.at[i])) {
            return false;
        }
        uint64_t digit = (uint64_t)(span.at[i] - '0');
        if (digit > max || number > (max - digit) / 10) {
            return false;
        }
        number = number * 10 + digit;
    }
    if (span.len == 0) {
        return false;
    }
    *out = number;
    return true;
}
