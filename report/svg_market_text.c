/* report/svg_market_text.c - how much room words take in a drawing
 * SPDX-License-Identifier: MIT
 */
#include "report/svg_market_text.h"

#include "base/utf8.h"

/* Widths are hundredths of the font's size. */
enum { NARROW = 41, MIDDLE = 64, CAPITAL = 77, WIDE = 100, LATIN = 70, EARLY = 82 };

/* Below it are letters with accents, up to Latin Extended-B; below the other one scripts whose
 * letters are about as wide as capitals. From there on they may fill a square. */
enum { LATIN_END = 0x250, EARLY_END = 0x1100 };

static int64_t width_of(uint32_t code) {
    if (code >= 0x80) {
        return code < LATIN_END ? LATIN : code < EARLY_END ? EARLY : WIDE;
    }
    char c = (char)code;
    if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '@' || c == '%') {
        return WIDE;
    }
    if (strchr("ijlftrI.,:;'|!()[]-/ ", c)) {
        return NARROW;
    }
    return c >= 'A' && c <= 'Z' ? CAPITAL : c == '+' || c == '=' ? EARLY : MIDDLE;
}

/* Bytes of the front that fit into `room` hundredths; `*taken` what they take. */
static size_t front_of(struct span text, int64_t room, int64_t *taken) {
    size_t fits = 0;
    *taken = 0;
    for (size_t at = 0; at < text.len;) {
        int64_t wide = width_of(utf8_next(text, &at));
        if (*taken + wide > room) {
            break;
        }
        *taken += wide;
        fits = at;
    }
    return fits;
}

int64_t svg_text_width(struct span text, int64_t size) {
    int64_t taken = 0;
    (void)front_of(text, INT64_MAX / 2, &taken);
    return (taken * size + 99) / 100;
}

void svg_text_cut(struct buf *out, struct span text, int64_t size, int64_t width) {
    int64_t taken = 0;
    int64_t room = width * 100 / size;
    size_t fits = front_of(text, room, &taken);
    if (fits < text.len) {
        fits = front_of(text, room - WIDE, &taken);
        buf_put(out, span_trim(span_part(text, 0, fits)));
        buf_put_text(out, "…");
    } else {
        buf_put(out, text);
    }
}

bool svg_text_line(struct span *rest, struct span *line, int64_t size, int64_t width) {
    int64_t taken = 0;
    struct span text = span_trim(*rest);
    if (text.len == 0) {
        return false;
    }
    size_t fits = front_of(text, width * 100 / size, &taken);
    size_t end = fits;
    while (end > 0 && fits < text.len && text.at[end] != ' ') {
        end--;
    }
    end = end > 0 ? end : fits;
    if (end == 0) { /* not even a character: still, each line takes one */
        (void)utf8_next(text, &end);
    }
    *line = span_trim(span_part(text, 0, end));
    *rest = span_part(text, end, SIZE_MAX);
    return true;
}
