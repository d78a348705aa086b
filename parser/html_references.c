/* parser/html_references.c - character references that libxml2 does not know
 * SPDX-License-Identifier: MIT
 */
#include "parser/html_references.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/encoding.h"

/* Names of HTML 5 that are not in HTML 4, as sanitisers write them. */
static const struct {
    struct span name;
    char sign;
} references[] = {
    {{"&apos;", 6}, '\''},    {{"&excl;", 6}, '!'},   {{"&num;", 5}, '#'},
    {{"&dollar;", 8}, '$'},   {{"&percnt;", 8}, '%'}, {{"&lpar;", 6}, '('},
    {{"&rpar;", 6}, ')'},     {{"&ast;", 5}, '*'},    {{"&plus;", 6}, '+'},
    {{"&comma;", 7}, ','},    {{"&period;", 8}, '.'}, {{"&sol;", 5}, '/'},
    {{"&colon;", 7}, ':'},    {{"&semi;", 6}, ';'},   {{"&equals;", 8}, '='},
    {{"&quest;", 7}, '?'},    {{"&commat;", 8}, '@'}, {{"&lsqb;", 6}, '['},
    {{"&rsqb;", 6}, ']'},     {{"&lowbar;", 8}, '_'}, {{"&grave;", 7}, '`'},
    {{"&verbar;", 8}, '|'},   {{"&vert;", 6}, '|'},   {{"&Tab;", 5}, ' '},
    {{"&NewLine;", 9}, '\n'}, {{"&dash;", 6}, '-'},   {{"&hyphen;", 8}, '-'},
};

/* A reference to 128..159 means windows-1252 (HTML standard, numeric character reference end
 * state). @return its length, or 0 */
static size_t find_old_number(struct span rest, unsigned char *byte) {
    bool hex = rest.len > 2 && ascii_lower(rest.at[2]) == 'x';
    size_t at = hex ? 3 : 2;
    unsigned value = 0;
    for (; at < rest.len && value < 1000; at++) {
        char c = ascii_lower(rest.at[at]);
        if (ascii_is_digit(c)) {
            value = value * (hex ? 16 : 10) + (unsigned)(c - '0');
        } else if (hex && c >= 'a' && c <= 'f') {
            value = value * 16 + (unsigned)(c - 'a' + 10);
        } else {
            break;
        }
    }
    at += at < rest.len && rest.at[at] == ';';
    *byte = (unsigned char)(value & 0xFF);
    return value >= 0x80 && value <= 0x9F ? at : 0;
}

/* A reference and what it stands for. */
struct reference {
    size_t len; /* bytes in the page; 0: there is none that has to be mended */
    uint32_t code;
};

/* The reference at the front of `rest`, which begins with its '&'. */
static struct reference find_reference(struct span rest) {
    unsigned char byte;
    if (span_starts(rest, "&#")) {
        size_t len = find_old_number(rest, &byte);
        return (struct reference){len, len > 0 ? encoding_windows_1252(byte) : 0};
    }
    for (size_t i = 0; rest.len > 1 && i < sizeof references / sizeof references[0]; i++) {
        struct span name = references[i].name;
        if (name.at[1] == rest.at[1] && span_equal(span_part(rest, 0, name.len), name)) {
            return (struct reference){name.len, (unsigned char)references[i].sign};
        }
    }
    return (struct reference){0, 0};
}

struct span html_references_mend(struct buf *mended, struct span text) {
    size_t from = 0;
    size_t at = 0;
    while (at < text.len) {
        const char *hit = memchr(text.at + at, '&', text.len - at);
        if (!hit) {
            break;
        }
        at = (size_t)(hit - text.at);
        const struct reference found = find_reference(span_part(text, at, SIZE_MAX));
        if (found.len > 0) {
            buf_put(mended, span_part(text, from, at - from));
            utf8_put(mended, found.code);
            from = at + found.len;
        }
        at += found.len > 0 ? found.len : 1;
    }
    if (from == 0) {
        return text;
    }
    buf_put(mended, span_part(text, from, SIZE_MAX));
    return buf_span(mended);
}
