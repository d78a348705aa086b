/* base/utf8.c - UTF-8: checking, mending, folding
 * SPDX-License-Identifier: MIT
 */
#include "base/utf8.h"

#include <string.h>

/* What the first byte of a character says about it (RFC 3629 section 3). */
struct lead {
    unsigned char from, to; /* first bytes of this kind */
    unsigned char mask;     /* the bits of the code point that the first byte holds */
    size_t len;             /* bytes in all */
    uint32_t least;         /* the smallest code point that needs so many bytes */
};

static const struct lead leads[] = {
    {0x00, 0x7F, 0x7F, 1, 0x0},
    {0xC2, 0xDF, 0x1F, 2, 0x80},
    {0xE0, 0xEF, 0x0F, 3, 0x800},
    {0xF0, 0xF4, 0x07, 4, 0x10000},
};

static bool is_scalar(uint32_t code) {
    return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

static const struct lead *find_lead(unsigned char byte) {
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        if (byte >= leads[i].from && byte <= leads[i].to) {
            return &leads[i];
        }
    }
    return NULL;
}

/* Decodes the character at the front of `span`. @return its bytes, or 0 where there is none */
static size_t decode(struct span span, uint32_t *out) {
    const struct lead *lead = find_lead((unsigned char)span.at[0]);
    if (!lead || lead->len > span.len) {
        return 0;
    }
    uint32_t code = (unsigned char)span.at[0] & lead->mask;
    for (size_t i = 1; i < lead->len; i++) {
        unsigned char byte = (unsigned char)span.at[i];
        if ((byte & 0xC0) != 0x80) {
            return 0;
        }
        code = code << 6 | (byte & 0x3F);
    }
    if (code < lead->least || !is_scalar(code)) {
        return 0;
    }
    *out = code;
    return lead->len;
}

uint32_t utf8_next_wide(struct span span, size_t *at) {
    if (*at >= span.len) {
        return UTF8_END;
    }
    uint32_t code = UTF8_REPLACEMENT;
    size_t len = decode(span_part(span, *at, SIZE_MAX), &code);
    *at += len ? len : 1;
    return code;
}

void utf8_put(struct buf *buf, uint32_t code) {
    if (!is_scalar(code)) {
        code = UTF8_REPLACEMENT;
    }
    char bytes[4];
    size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    static const unsigned char marks[] = {0x00, 0x00, 0xC0, 0xE0, 0xF0};
    bytes[0] = (char)(marks[len] | code);
    buf_put(buf, (struct span){bytes, len});
}

/* How many bytes from `from` on are whole, valid characters. */
static size_t valid_len(struct span span, size_t from) {
    size_t at = from;
    uint32_t code;
    while (at < span.len) {
        size_t len = decode(span_part(span, at, SIZE_MAX), &code);
        if (len == 0) {
            break;
        }
        at += len;
    }
    return at - from;
}

bool utf8_is_valid(struct span span) { return valid_len(span, 0) == span.len; }

/* Has one of the eight bytes its highest bit set, is below U+0020, or is U+007F? Sums do not
 * carry from byte to byte where no byte has its highest bit set. */
static bool has_unprintable(uint64_t eight) {
    const uint64_t ones = UINT64_MAX / 0xFF;
    const uint64_t high = ones * 0x80;
    return (eight & high) != 0 || (((eight + ones * 0x60) & high) != high) ||
           ((eight + ones) & high) != 0;
}

size_t utf8_printable_len(struct span span, size_t from) {
    size_t at = from;
    uint64_t eight;
    for (; span.len - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, span.at + at, sizeof eight);
        if (has_unprintable(eight)) {
            break;
        }
    }
    while (at < span.len && span.at[at] >= 0x20 && span.at[at] < 0x7F) {
        at++;
    }
    return at - from;
}

size_t utf8_mend(struct buf *out, struct span span) {
    size_t replaced = 0;
    for (size_t at = 0; at < span.len;) {
        size_t len = valid_len(span, at);
        buf_put(out, span_part(span, at, len));
        at += len;
        if (at < span.len) {
            utf8_put(out, UTF8_REPLACEMENT);
            replaced++;
            at++;
        }
    }
    return replaced;
}

/* A run of code points, both ends in it. */
struct range {
    uint32_t from, to;
};

static bool in_ranges(uint32_t code, const struct range *ranges, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].from && code <= ranges[i].to) {
            return true;
        }
    }
    return false;
}

bool utf8_is_space(uint32_t code) {
    if (code < 0x80) {
        return ascii_is_space((char)code);
    }
    static const struct range spaces[] = {
        {0x00A0, 0x00A0}, {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029},
        {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
    };
    return in_ranges(code, spaces, sizeof spaces / sizeof spaces[0]);
}

bool utf8_is_control(uint32_t code) {
    if (code >= 0x20 && code < 0x7F) {
        return false;
    }
    static const struct range controls[] = {
        {0x0000, 0x0008}, {0x000E, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD},
        {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069}, {0xFEFF, 0xFEFF},
    };
    return in_ranges(code, controls, sizeof controls / sizeof controls[0]);
}

static bool is_visible_ascii(char c) { return c > 0x20 && c < 0x7F; }

/* Puts bytes that are visible, behind the space that is due. */
static void put_visible(struct utf8_line *line, struct span bytes) {
    if (line->gap && line->len > 0) {
        line->to[line->len++] = ' ';
    }
    line->gap = false;
    for (size_t i = 0; i < bytes.len; i++) { /* words are short */
        line->to[line->len++] = bytes.at[i];
    }
}

void utf8_line_put(struct utf8_line *line, struct span span) {
    for (size_t at = 0; at < span.len;) {
        size_t from = at;
        while (at < span.len && is_visible_ascii(span.at[at])) {
            at++;
        }
        if (at > from) {
            put_visible(line, (struct span){span.at + from, at - from});
            continue;
        }
        uint32_t code = utf8_next(span, &at);
        if (utf8_is_space(code)) {
            line->gap = true;
        } else if (!utf8_is_control(code) && (code < 0x80 || at - from > 1)) {
            put_visible(line, (struct span){span.at + from, at - from});
        }
    }
}

void utf8_fold_space(struct buf *out, struct span span) {
    struct utf8_line line = {.to = buf_reserve(out, span.len)};
    if (line.to) {
        utf8_line_put(&line, span);
        buf_commit(out, line.len);
    }
}

char *utf8_fold_copy(struct arena *arena, struct span span) {
    struct utf8_line line = {.to = arena_reserve(arena, span.len)};
    if (line.to) {
        utf8_line_put(&line, span);
    }
    return arena_commit(arena, line.to, line.len);
}

/* Latin Extended-A (U+0100 to U+017F) has capital and small letter side by side, the capital at
 * an even code point in two stretches and at an odd one in two others (Unicode 15 chart U0100).
 */
static uint32_t lower_extended(uint32_t code) {
    if (code == 0x0130) {
        return 'i'; /* dotted capital I has its small letter in ASCII */
    }
    if (code == 0x0178) {
        return 0x00FF; /* Y with diaeresis has its small letter in Latin-1 */
    }
    if ((code >= 0x0100 && code <= 0x0137) || (code >= 0x014A && code <= 0x0177)) {
        return code | 1;
    }
    if ((code >= 0x0139 && code <= 0x0148) || (code >= 0x0179 && code <= 0x017E)) {
        return code + (code & 1);
    }
    return code;
}

static uint32_t lower(uint32_t code) {
    if (code < 0x80) {
        return (unsigned char)ascii_lower((char)code);
    }
    if (code >= 0xC0 && code <= 0xDE && code != 0xD7) {
        return code + 0x20;
    }
    return lower_extended(code);
}

/* The plain form of a typographic mark, or the code point itself. */
static uint32_t plain_mark(uint32_t code) {
    static const struct {
        struct range range;
        uint32_t plain;
    } marks[] = {
        {{0x2010, 0x2015}, '-'},
        {{0x2018, 0x201B}, '\''},
        {{0x201C, 0x201F}, '"'},
        {{0x2212, 0x2212}, '-'},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (in_ranges(code, &marks[i].range, 1)) {
            return marks[i].plain;
        }
    }
    return code;
}

/* Puts the ASCII at `*at` in lower case and steps over it. */
static void put_lower_ascii(struct buf *out, struct span span, size_t *at) {
    size_t from = *at;
    while (*at < span.len && (unsigned char)span.at[*at] < 0x80) {
        (*at)++;
    }
    char *to = buf_reserve(out, *at - from);
    for (size_t i = 0; to && i < *at - from; i++) {
        to[i] = ascii_lower(span.at[from + i]);
    }
    buf_commit(out, to ? *at - from : 0);
}

void utf8_normalise(struct buf *out, struct span span) {
    size_t at = 0;
    while (at < span.len) {
        put_lower_ascii(out, span, &at);
        uint32_t code = utf8_next(span, &at);
        if (code != UTF8_END) {
            utf8_put(out, code < 0x2000 ? lower(code) : plain_mark(code));
        }
    }
}

size_t utf8_width(struct span span) {
    size_t width = 0;
    size_t at = 0;
    for (uint32_t code; (code = utf8_next(span, &at)) != UTF8_END;) {
        bool combining = code >= 0x0300 && code <= 0x036F; /* sits on the letter before it */
        width += !utf8_is_control(code) && !combining;
    }
    return width;
}
