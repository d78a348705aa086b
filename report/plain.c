/* report/plain.c - text for people: escaped, wrapped, indented
 * SPDX-License-Identifier: MIT
 */
#include "report/plain.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Where plain_field puts label and value. */
enum { FIELD_INDENT = 2, FIELD_COLUMN = 20 };

/* Leading spaces that are kept: the deepest list of an advert has three levels. */
enum { LEADING_MAX = 8 };

/* Fewer columns than this hold no text: lines are then longer than the width instead. */
enum { COLUMNS_LEAST = 16 };

/* One character as it goes out. */
struct glyph {
    struct span bytes; /* in `store`, in the text, or constant */
    size_t width;      /* columns */
    char store[12];    /* "\U000e0001" is the longest */
};

/* Invisible characters that utf8_is_control leaves to others: the Arabic letter mark, the
 * Mongolian separator, invisible operators, interlinear marks and tags (Unicode 15, Cf). */
static bool is_hidden(uint32_t code) {
    return utf8_is_control(code) || code == 0x061C || code == 0x180E ||
           (code >= 0x206A && code <= 0x206F) || (code >= 0xFFF9 && code <= 0xFFFB) ||
           (code >= 0xE0000 && code <= 0xE007F);
}

static void glyph_escape(struct glyph *glyph, uint32_t code) {
    int len = code <= 0xFF     ? snprintf(glyph->store, sizeof glyph->store, "\\x%02x", code)
              : code <= 0xFFFF ? snprintf(glyph->store, sizeof glyph->store, "\\u%04x", code)
                               : snprintf(glyph->store, sizeof glyph->store, "\\U%08x", code);
    glyph->bytes = (struct span){glyph->store, len > 0 ? (size_t)len : 0};
    glyph->width = glyph->bytes.len;
}

/* The ASCII that stands for a character; "?" where none does. */
static const char *ascii_of(uint32_t code) {
    static const struct {
        uint32_t code;
        const char *text;
    } marks[] = {
        {0x00A3, "GBP "}, {0x00AB, "\""},  {0x00B1, "+/-"}, {0x00B4, "'"},   {0x00B7, "-"},
        {0x00BB, "\""},   {0x00BC, "1/4"}, {0x00BD, "1/2"}, {0x00BE, "3/4"}, {0x2018, "'"},
        {0x2019, "'"},    {0x201C, "\""},  {0x201D, "\""},  {0x2022, "*"},   {0x2026, "..."},
        {0x20AC, "EUR "}, {0x2212, "-"},
    };
    /* Latin-1 letters without their accents, U+00C0 to U+00FF; two letters become one. */
    static const char letters[][2] = {
        "A", "A", "A", "A", "A", "A", "A", "C", "E", "E", "E", "E", "I", "I", "I", "I",
        "D", "N", "O", "O", "O", "O", "O", "x", "O", "U", "U", "U", "U", "Y", "T", "s",
        "a", "a", "a", "a", "a", "a", "a", "c", "e", "e", "e", "e", "i", "i", "i", "i",
        "d", "n", "o", "o", "o", "o", "o", "/", "o", "u", "u", "u", "u", "y", "t", "y",
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i].code == code) {
            return marks[i].text;
        }
    }
    if (code >= 0x00C0 && code <= 0x00FF) {
        return letters[code - 0x00C0];
    }
    return code >= 0x2010 && code <= 0x2015 ? "-" : "?";
}

/* The next character as it goes out; false at the end. White space comes out as it is: callers
 * deal with it before. */
static bool glyph_next(struct glyph *glyph, struct span text, size_t *at, bool ascii) {
    size_t from = *at;
    uint32_t code = utf8_next(text, at);
    if (code == UTF8_END) {
        return false;
    }
    struct span source = span_part(text, from, *at - from);
    bool broken = code == UTF8_REPLACEMENT && source.len == 1;
    if (is_hidden(code)) {
        glyph_escape(glyph, code);
    } else if (code >= 0x80 && ascii) {
        glyph->bytes = span_of(ascii_of(code));
        glyph->width = glyph->bytes.len;
    } else {
        glyph->bytes = broken ? SPAN("\xEF\xBF\xBD") : source;
        glyph->width = utf8_width(glyph->bytes);
    }
    return true;
}

void plain_escape(struct buf *out, struct span text, bool ascii) {
    static const char *const escapes[] = {
        ['\t'] = "\\t", ['\n'] = "\\n", ['\v'] = "\\v", ['\f'] = "\\f", ['\r'] = "\\r"};
    struct glyph glyph;
    for (size_t at = 0; at < text.len;) {
        unsigned char byte = (unsigned char)text.at[at];
        if (byte >= '\t' && byte <= '\r') {
            buf_put_text(out, escapes[byte]);
            at++;
        } else if (glyph_next(&glyph, text, &at, ascii)) {
            buf_put(out, glyph.bytes);
        }
    }
}

void plain_spaces(struct plain *plain, size_t count) {
    for (size_t i = 0; i < count; i++) {
        buf_put_char(plain->out, ' ');
    }
}

void plain_gap(struct plain *plain) { buf_put_char(plain->out, '\n'); }

void plain_tone(struct plain *plain, enum plain_tone tone) {
    /* ECMA-48 SGR: bold, green, yellow, red; 0 takes all of them back. */
    static const char *const codes[PLAIN_TONE_COUNT] = {
        [PLAIN_TONE_NONE] = "\033[0m",  [PLAIN_TONE_STRONG] = "\033[1m",
        [PLAIN_TONE_GOOD] = "\033[32m", [PLAIN_TONE_UNSURE] = "\033[33m",
        [PLAIN_TONE_BAD] = "\033[31m",
    };
    if (plain->style.colour) {
        buf_put_text(plain->out, codes[tone]);
    }
}

/* A line being filled. */
struct line {
    struct plain *plain;
    size_t column; /* columns that stand on it */
    size_t rest;   /* where following lines begin */
    size_t width;  /* where it must end */
    bool empty;    /* no word on it yet */
};

static void line_break(struct line *line) {
    plain_gap(line->plain);
    plain_spaces(line->plain, line->rest);
    line->column = line->rest;
    line->empty = true;
}

/* The width of the word at the front of `text`, and its bytes. */
static size_t word_measure(struct span text, bool ascii, size_t *width) {
    struct glyph glyph;
    size_t len = 0;
    *width = 0;
    for (size_t at = 0; at < text.len; len = at) {
        size_t next = at;
        if (utf8_is_space(utf8_next(text, &next))) {
            break;
        }
        (void)glyph_next(&glyph, text, &at, ascii);
        *width += glyph.width;
    }
    return len;
}

/* An address is of use only whole: it may stand out beyond the width. */
static bool is_address(struct span word) {
    return span_starts_nocase(word, "http://") || span_starts_nocase(word, "https://");
}

static void line_put_word(struct line *line, struct span word) {
    bool ascii = line->plain->style.ascii;
    bool whole = is_address(word);
    struct glyph glyph;
    for (size_t at = 0; glyph_next(&glyph, word, &at, ascii);) {
        if (!whole && line->column + glyph.width > line->width && !line->empty) {
            line_break(line);
        }
        buf_put(line->plain->out, glyph.bytes);
        line->column += glyph.width;
        line->empty = false;
    }
}

/* All words of `text`, which has no line end that counts. */
static void line_put_words(struct line *line, struct span text) {
    bool ascii = line->plain->style.ascii;
    while (text.len > 0) {
        size_t at = 0;
        if (utf8_is_space(utf8_next(text, &at))) {
            text = span_part(text, at, SIZE_MAX);
            continue;
        }
        size_t width = 0;
        size_t len = word_measure(text, ascii, &width);
        size_t gap = line->empty ? 0 : 1;
        if (gap && line->column + gap + width > line->width) {
            line_break(line);
        } else {
            plain_spaces(line->plain, gap);
            line->column += gap;
        }
        line_put_word(line, span_part(text, 0, len));
        text = span_part(text, len, SIZE_MAX);
    }
}

/* Leading spaces of a line, and what its following lines are indented by. */
static size_t leading_of(struct span text, size_t *hang) {
    size_t leading = 0;
    while (leading < text.len && leading < LEADING_MAX && text.at[leading] == ' ') {
        leading++;
    }
    *hang = span_starts(span_part(text, leading, SIZE_MAX), "- ") ? leading + 2 : leading;
    return leading;
}

static size_t width_of(const struct plain *plain, size_t column) {
    size_t width = plain->style.width ? plain->style.width : PLAIN_WIDTH;
    return width >= column + COLUMNS_LEAST ? width : column + COLUMNS_LEAST;
}

void plain_wrap(struct plain *plain, size_t done, size_t first, size_t rest, struct span text) {
    struct span part;
    bool begun = false;   /* a line was put */
    bool waiting = false; /* an empty line stands before the next one */
    while (span_next_line(&text, &part)) {
        if (span_trim(part).len == 0) {
            waiting = begun;
            continue;
        }
        size_t hang = 0;
        size_t leading = leading_of(part, &hang);
        size_t column = begun ? rest : first;
        if (waiting) {
            plain_gap(plain);
        }
        plain_spaces(plain, column + leading > done ? column + leading - done : 0);
        struct line line = {plain, column + leading > done ? column + leading : done,
                            rest + hang, width_of(plain, rest + hang), true};
        line_put_words(&line, part);
        plain_gap(plain);
        begun = true;
        waiting = false;
        done = 0;
    }
    if (!begun) {
        plain_gap(plain);
    }
}

void plain_paragraph(struct plain *plain, size_t column, const char *text) {
    plain_wrap(plain, 0, column, column, span_of(text));
}

void plain_field(struct plain *plain, const char *label, const char *value) {
    if (!value || !*value) {
        return;
    }
    plain_spaces(plain, FIELD_INDENT);
    const size_t from = plain->out->len;
    plain_escape(plain->out, span_of(label), plain->style.ascii);
    const struct span put = span_part(buf_span(plain->out), from, SIZE_MAX);
    size_t done = FIELD_INDENT + utf8_width(put);
    size_t first = done + 1 > FIELD_COLUMN ? done + 1 : FIELD_COLUMN;
    plain_wrap(plain, done, first, FIELD_COLUMN, span_of(value));
}

void plain_heading(struct plain *plain, const char *text) {
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_escape(plain->out, span_of(text), plain->style.ascii);
    plain_tone(plain, PLAIN_TONE_NONE);
    plain_gap(plain);
}
