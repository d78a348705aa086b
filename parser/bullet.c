/* parser/bullet.c - bullets that somebody typed
 * SPDX-License-Identifier: MIT
 */
#include "parser/bullet.h"

#include "base/utf8.h"

/* A sign, what it needs behind it, and the level it usually stands for. */
struct sign {
    uint32_t code;
    bool needs_space;
    bool nested;
};

static const struct sign signs[] = {
    {0x2022, false, false}, /* bullet */
    {0x25CF, false, false}, /* black circle */
    {0x00B7, false, false}, /* middle dot */
    {0x2219, false, false}, /* bullet operator */
    {0x25AA, false, false}, /* small black square */
    {0x25A0, false, false}, /* black square */
    {0x25A1, false, false}, /* white square */
    {0x25CB, false, true},  /* white circle */
    {0x25E6, false, true},  /* white bullet */
    {0x2023, false, false}, /* triangular bullet */
    {0x2043, false, false}, /* hyphen bullet */
    {0x27A2, false, false}, /* arrowhead */
    {0x25BA, false, false}, /* pointer */
    {0x2713, false, false}, /* check mark */
    {0x2714, false, false}, /* heavy check mark */
    {0xF0A7, false, false}, /* the same squares, circles and arrows in the private area of */
    {0xF0B7, false, false}, /* symbol fonts, where word processors take them from */
    {0xF0D8, false, false}, /**/
    {0xF0FC, false, false}, /**/
    {'*', true, false},     {'-', true, false}, {0x2013, true, false}, {0x2014, true, false},
};

static size_t space_len(struct span line, size_t at) {
    size_t from = at;
    size_t next = at;
    while (utf8_is_space(utf8_next(line, &next))) {
        at = next;
    }
    return at - from;
}

static const struct sign *find_sign(uint32_t code) {
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (signs[i].code == code) {
            return &signs[i];
        }
    }
    return NULL;
}

struct bullet bullet_find(struct span line, bool in_list) {
    struct bullet none = {0, false};
    size_t at = 0;
    uint32_t code = utf8_next(line, &at);
    const struct sign *sign = find_sign(code);
    size_t space = space_len(line, at);
    if (code == 'o' && in_list && space > 0) {
        return (struct bullet){at + space, true};
    }
    if (!sign) {
        return none;
    }
    bool hyphen_word = code == '-' && at < line.len && ascii_is_alpha(line.at[at]);
    if (sign->needs_space && space == 0 && at < line.len && !hyphen_word) {
        return none;
    }
    return (struct bullet){at + space, sign->nested};
}

size_t bullet_indent(struct span line) { return space_len(line, 0); }

/* Where the last character of `line` begins. */
static size_t last_character(struct span line) {
    size_t at = line.len;
    do {
        at--;
    } while (at > 0 && ((unsigned char)line.at[at] & 0xC0) == 0x80);
    return at;
}

struct span bullet_trim(struct span line) {
    line = span_part(line, space_len(line, 0), SIZE_MAX);
    while (line.len > 0) {
        size_t last = last_character(line);
        size_t at = last;
        if (!utf8_is_space(utf8_next(line, &at))) {
            break;
        }
        line.len = last;
    }
    return line;
}
