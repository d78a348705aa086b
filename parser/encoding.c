/* parser/encoding.c - the bytes of a page as UTF-8
 * SPDX-License-Identifier: MIT
 */
#include "parser/encoding.h"

#include <string.h>

#include "base/utf8.h"

enum charset { CHARSET_NONE = 0, CHARSET_UTF8, CHARSET_1252, CHARSET_UTF16LE, CHARSET_UTF16BE };

/* Labels of the encodings that adverts come in, and what they mean today. */
static const struct {
    const char *label;
    enum charset charset;
} labels[] = {
    {"utf-8", CHARSET_UTF8},       {"utf8", CHARSET_UTF8},
    {"iso-8859-1", CHARSET_1252},  {"iso8859-1", CHARSET_1252},
    {"iso_8859-1", CHARSET_1252},  {"latin1", CHARSET_1252},
    {"latin-1", CHARSET_1252},     {"windows-1252", CHARSET_1252},
    {"cp1252", CHARSET_1252},      {"x-cp1252", CHARSET_1252},
    {"us-ascii", CHARSET_1252},    {"ascii", CHARSET_1252},
    {"iso-8859-15", CHARSET_1252}, {"utf-16", CHARSET_UTF16LE},
    {"utf-16le", CHARSET_UTF16LE}, {"utf-16be", CHARSET_UTF16BE},
};

/* What 0x80 to 0x9F stand for in windows-1252; 0: nothing. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

uint32_t encoding_windows_1252(unsigned char byte) {
    uint32_t code = byte >= 0x80 && byte <= 0x9F ? windows_1252[byte - 0x80] : 0;
    return code ? code : byte;
}

/* The byte that stands for a code point in windows-1252, or 0. */
static unsigned char windows_1252_byte(uint32_t code) {
    if (code >= 0x80 && code <= 0xFF) {
        return (unsigned char)code; /* C1 controls come of text that was taken for Latin-1 */
    }
    for (size_t i = 0; i < 32; i++) {
        if (code && windows_1252[i] == code) {
            return (unsigned char)(0x80 + i);
        }
    }
    return 0;
}

/* ---- is it text? ---- */

/* First bytes of files that are no text and may lack NULs. */
static const struct span magics[] = {
    {"%PDF-", 5},
    {"PK\x03\x04", 4},
    {"\x89PNG", 4},
    {"GIF8", 4},
    {"\xFF\xD8\xFF", 3},
    {"\x1F\x8B", 2},
    {"\xD0\xCF\x11\xE0", 4},
    {"\x7F"
     "ELF",
     4},
    {"{\\rtf", 5},
};

static bool has_magic(struct span body) {
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        if (span_equal(span_part(body, 0, magics[i].len), magics[i])) {
            return true;
        }
    }
    return false;
}

static bool is_control_byte(unsigned char byte) {
    return byte == 0x7F || (byte < 0x20 && !strchr("\t\n\r\f\v", byte));
}

/* A stray control byte is a slip; one in twenty is no text. */
enum { CONTROL_ONE_IN = 20 };

static bool is_binary(struct span body) {
    size_t controls = 0;
    for (size_t i = 0; i < body.len; i++) {
        controls += is_control_byte((unsigned char)body.at[i]);
    }
    bool has_nul = body.len > 0 && memchr(body.at, 0, body.len) != NULL;
    return has_nul || has_magic(body) || controls > body.len / CONTROL_ONE_IN;
}

/* ---- which encoding? ---- */

static enum charset charset_of_label(struct span label) {
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (span_is_nocase(label, labels[i].label)) {
            return labels[i].charset;
        }
    }
    return CHARSET_NONE;
}

/* The label behind `name` ("charset") and an equals sign, quotes taken off; empty if absent. */
static struct span find_label(struct span text, struct span name) {
    size_t at = span_find_nocase(text, name, 0);
    if (at == SIZE_MAX) {
        return (struct span){NULL, 0};
    }
    struct span rest = span_trim(span_part(text, at + name.len, SIZE_MAX));
    if (!span_starts(rest, "=")) {
        return (struct span){NULL, 0};
    }
    rest = span_trim(span_part(rest, 1, SIZE_MAX));
    size_t quote = rest.len > 0 && (rest.at[0] == '"' || rest.at[0] == '\'') ? 1 : 0;
    size_t end = quote;
    while (end < rest.len && (ascii_is_alnum(rest.at[end]) || strchr("-_", rest.at[end]))) {
        end++;
    }
    return span_part(rest, quote, end - quote);
}

/* The page's own word for it, looked for where the HTML standard does: the first 1024 bytes. */
static struct span own_label(struct span body) {
    struct span head = span_part(body, 0, 1024);
    bool xml = span_starts(head, "<?xml");
    struct span line = xml ? span_part(head, 0, span_find(head, SPAN("?>"), 0)) : head;
    size_t meta = span_find_nocase(head, SPAN("<meta"), 0);
    struct span label = {NULL, 0};
    if (xml) {
        label = find_label(line, SPAN("encoding"));
    } else if (meta != SIZE_MAX) {
        label = find_label(span_part(head, meta, SIZE_MAX), SPAN("charset"));
    }
    return label;
}

/* What the bytes themselves say. */
struct evidence {
    bool valid;       /* UTF-8 throughout */
    size_t sequences; /* valid characters of several bytes */
    size_t invalid;   /* bytes that are none */
    size_t unusual;   /* of these, such as windows-1252 prose hardly has */
};

/* Is this a byte that English or Welsh prose has in windows-1252: quotes, dashes, bullets,
 * the pound, a few signs, letters with accents? */
static bool is_usual_1252(unsigned char byte) {
    static const char usual[] =
        "\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xA0\xA3\xA7\xA9\xAE\xB0"
        "\xB2\xB4\xB7\xBC\xBD\xBE";
    return strchr(usual, (int)byte) != NULL || (byte >= 0xE0 && byte <= 0xFC);
}

static struct evidence weigh(struct span body) {
    struct evidence seen = {.valid = true};
    for (size_t at = 0; at < body.len;) {
        size_t from = at;
        unsigned char first = (unsigned char)body.at[from];
        bool bad = utf8_next(body, &at) == UTF8_REPLACEMENT && at - from == 1;
        seen.sequences += at - from > 1;
        seen.invalid += bad;
        seen.unusual += bad && !is_usual_1252(first);
        seen.valid = seen.valid && !bad;
    }
    return seen;
}

/* A declared charset, or CHARSET_NONE; says what was declared. */
static enum charset declared(const struct page *page, struct span *label) {
    *label = find_label(span_of(page->content_type), SPAN("charset"));
    if (label->len == 0) {
        *label = own_label(page->body);
    }
    enum charset charset = charset_of_label(*label);
    /* Bytes in which such a label could be read are not UTF-16. */
    return charset == CHARSET_UTF16LE || charset == CHARSET_UTF16BE ? CHARSET_UTF8 : charset;
}

static void say(struct strings *oddities, struct arena *arena, const char *text) {
    strings_push(arena, oddities, text);
}

/* A page that is UTF-8 and says that it is something else. */
static void note_label(struct strings *oddities, struct arena *arena, const struct page *page) {
    struct span label;
    if (declared(page, &label) == CHARSET_1252) {
        say(oddities, arena,
            arena_printf(arena, "charset_wrong: the page calls itself %.*s and is UTF-8",
                         SPAN_FMT(label)));
    }
}

/* Chooses between UTF-8 and windows-1252; where label and bytes disagree the bytes win, if they
 * are clear. */
static enum charset choose(const struct page *page, struct strings *oddities,
                           struct arena *arena) {
    struct span label;
    enum charset charset = declared(page, &label);
    struct evidence seen = weigh(page->body);
    if (seen.valid && seen.sequences > 0) {
        note_label(oddities, arena, page);
    } else if (!seen.valid && charset == CHARSET_UTF8 && seen.sequences == 0 &&
               seen.unusual == 0) {
        say(oddities, arena, "charset_wrong: the page calls itself UTF-8 and is windows-1252");
        return CHARSET_1252;
    } else if (!seen.valid && charset == CHARSET_NONE) {
        /* A few bad bytes in a page that is UTF-8 elsewhere are bad bytes. */
        if (seen.sequences > seen.invalid) {
            return CHARSET_UTF8;
        }
        say(oddities, arena,
            "charset_guessed: no charset is declared and the bytes are not UTF-8; they were "
            "read as windows-1252");
        return CHARSET_1252;
    }
    return seen.valid ? CHARSET_UTF8 : charset;
}

/* ---- decoding ---- */

static void decode_1252(struct buf *out, struct span body) {
    for (size_t i = 0; i < body.len; i++) {
        utf8_put(out, encoding_windows_1252((unsigned char)body.at[i]));
    }
}

static uint32_t unit_at(struct span body, size_t at, bool big) {
    uint32_t first = (unsigned char)body.at[at];
    uint32_t second = (unsigned char)body.at[at + 1];
    return big ? first << 8 | second : second << 8 | first;
}

static void decode_utf16(struct buf *out, struct span body, bool big) {
    for (size_t at = 0; body.at && at + 1 < body.len; at += 2) {
        uint32_t code = unit_at(body, at, big);
        if (code >= 0xD800 && code <= 0xDBFF && at + 3 < body.len) {
            uint32_t low = unit_at(body, at + 2, big);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        utf8_put(out, code);
    }
}

/* UTF-16 as its mark or its first character says; CHARSET_NONE for anything else. */
static enum charset find_utf16(struct span body, size_t *mark) {
    static const struct {
        struct span bytes;
        enum charset charset;
        size_t mark;
    } signs[] = {{{"\xFF\xFE", 2}, CHARSET_UTF16LE, 2},
                 {{"\xFE\xFF", 2}, CHARSET_UTF16BE, 2},
                 {{"<\0", 2}, CHARSET_UTF16LE, 0},
                 {{"\0<", 2}, CHARSET_UTF16BE, 0}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (span_equal(span_part(body, 0, 2), signs[i].bytes)) {
            *mark = signs[i].mark;
            return signs[i].charset;
        }
    }
    return CHARSET_NONE;
}

/* ---- what was encoded twice ---- */

/* Characters that adverts have: a mended character must be one of them, so that no honest text
 * is taken for a damaged one. */
static bool is_likely(uint32_t code) {
    return (code >= 0x80 && code <= 0x17F) || (code >= 0x1E80 && code <= 0x1E85) ||
           (code >= 0x2000 && code <= 0x206F) || code == 0x20AC || code == 0x2122 ||
           (code >= 0x2190 && code <= 0x22FF) || (code >= 0x25A0 && code <= 0x27BF) ||
           (code >= 0xF0A0 && code <= 0xF0FF) || code == 0xFB01 || code == 0xFB02 ||
           code == 0xFEFF || code == 0xFFFD;
}

/* Is the character at `at` the first of several that, taken as bytes, are one character?
 * @return where they end, or `at` */
static size_t find_double(struct span text, size_t at, uint32_t *code) {
    size_t next = at;
    unsigned char lead = windows_1252_byte(utf8_next(text, &next));
    if (lead < 0xC2 || lead > 0xEF) {
        return at;
    }
    char bytes[3] = {(char)lead, 0, 0};
    size_t len = lead >= 0xE0 ? 3 : 2;
    for (size_t i = 1; i < len; i++) {
        unsigned char byte = windows_1252_byte(utf8_next(text, &next));
        if (byte < 0x80 || byte > 0xBF) {
            return at;
        }
        bytes[i] = (char)byte;
    }
    size_t used = 0;
    *code = utf8_next((struct span){bytes, len}, &used);
    return used == len && is_likely(*code) ? next : at;
}

/* The closing quote lost its last byte, which windows-1252 does not have. */
static const struct span lost_quote = {"\xC3\xA2\xE2\x82\xAC", 5};

/* Copies `text` with the damage mended. @return how many places */
static size_t mend_double(struct buf *out, struct span text) {
    size_t mended = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t code = 0;
        size_t end = (text.at[at] & 0x80) ? find_double(text, at, &code) : at;
        if (end == at && span_equal(span_part(text, at, lost_quote.len), lost_quote)) {
            code = 0x201D;
            end = at + lost_quote.len;
        }
        if (end > at) {
            utf8_put(out, code);
            mended++;
            at = end;
        } else {
            size_t from = at;
            (void)utf8_next(text, &at);
            buf_put(out, span_part(text, from, at - from));
        }
    }
    return mended;
}

/* Text that went wrong at several stations has to be mended several times. */
enum { MEND_ROUNDS = 3 };

static void mend_all(struct buf *text, struct strings *oddities, struct arena *arena) {
    size_t total = 0;
    size_t mended = 1;
    for (int round = 0; round < MEND_ROUNDS && mended > 0 && !text->failed; round++) {
        struct buf better;
        buf_init(&better, text->cap);
        mended = mend_double(&better, buf_span(text));
        if (mended > 0) {
            total += mended;
            struct buf old = *text;
            *text = better;
            better = old;
        }
        buf_fini(&better);
    }
    if (total > 0) {
        say(oddities, arena,
            arena_printf(arena,
                         "double_encoded: characters that had been encoded twice were mended "
                         "at %zu places",
                         total));
    }
}

/* Copies text without control characters; C1 ones stand for windows-1252. */
static void clean(struct buf *out, struct span text) {
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t code = utf8_next(text, &at);
        if (code >= 0x80 && code <= 0x9F) {
            uint32_t meant = encoding_windows_1252((unsigned char)code);
            if (meant != code) {
                utf8_put(out, meant);
            }
        } else if (code == '\f' || code == '\v') {
            buf_put_char(out, ' ');
        } else if ((code >= 0x20 && code != 0x7F) || code == '\t' || code == '\n' ||
                   code == '\r') {
            buf_put(out, span_part(text, from, at - from));
        }
    }
}

/* ---- what needs none of this ---- */

/* Does the character at `at`, which is `code`, have to be mended or dropped? */
static bool is_damaged(struct span text, size_t at, uint32_t code) {
    uint32_t meant;
    if (code < 0x20) {
        return code != '\t' && code != '\n' && code != '\r';
    }
    return (code >= 0x7F && code <= 0x9F) || find_double(text, at, &meant) > at ||
           span_equal(span_part(text, at, lost_quote.len), lost_quote);
}

/* Is the body UTF-8 from which decoding would change nothing? Nearly every page is, so that one
 * look at each byte has to do. `*signs`: it has characters beyond ASCII. */
static bool is_sound(struct span body, bool *signs) {
    *signs = false;
    for (size_t at = 0; at < body.len;) {
        size_t from = at + utf8_printable_len(body, at);
        at = from;
        uint32_t code = utf8_next(body, &at);
        if (code == UTF8_END) {
            break;
        }
        bool invalid = code == UTF8_REPLACEMENT && at - from == 1;
        if (invalid || is_damaged(body, from, code)) {
            return false;
        }
        *signs = *signs || code >= 0x80;
    }
    return true;
}

/* ---- the whole ---- */

static enum refusal_kind refuse(struct refusal *refusal, enum refusal_kind kind,
                                const char *message) {
    *refusal = (struct refusal){kind, message};
    return kind;
}

static bool is_blank(struct span text) {
    size_t at = 0;
    uint32_t code;
    while ((code = utf8_next(text, &at)) != UTF8_END) {
        if (!utf8_is_space(code) && !utf8_is_control(code)) {
            return false;
        }
    }
    return true;
}

static struct span without_mark(struct span body) {
    return span_part(body, span_starts(body, "\xEF\xBB\xBF") ? 3 : 0, SIZE_MAX);
}

static void decode_bytes(struct buf *raw, struct strings *oddities, struct arena *arena,
                         const struct page *page) {
    size_t mark = 0;
    enum charset charset = find_utf16(page->body, &mark);
    if (charset != CHARSET_NONE) {
        decode_utf16(raw, span_part(page->body, mark, SIZE_MAX), charset == CHARSET_UTF16BE);
        return;
    }
    struct span body = without_mark(page->body);
    bool marked = body.len < page->body.len;
    if (!marked && choose(page, oddities, arena) == CHARSET_1252) {
        decode_1252(raw, page->body);
        return;
    }
    size_t replaced = utf8_mend(raw, body);
    if (replaced > 0) {
        say(oddities, arena,
            arena_printf(arena, "invalid_bytes: %zu bytes that are not UTF-8 were replaced",
                         replaced));
    }
}

/* Says what the body is where it is no text. */
static enum refusal_kind look_over(struct refusal *refusal, struct span body, bool sound) {
    size_t mark;
    if (body.len > PAGE_SIZE_MAX) {
        return refuse(refusal, REFUSAL_REFUSED, "the page is longer than 4 MiB");
    }
    if (span_trim(body).len == 0) {
        return refuse(refusal, REFUSAL_EMPTY, "there is nothing in it");
    }
    bool binary =
        sound ? has_magic(body) : find_utf16(body, &mark) == CHARSET_NONE && is_binary(body);
    if (binary && span_starts(body, "\x1F\x8B")) { /* such as sitemap.xml.gz */
        return refuse(refusal, REFUSAL_BINARY,
                      "this is a gzip file, which is not unpacked here");
    }
    return binary ? refuse(refusal, REFUSAL_BINARY, "these bytes are no text") : REFUSAL_NONE;
}

/* Decodes and mends in as many steps as a page may need that is not sound. */
static void decode_and_mend(struct buf *out, struct strings *oddities, struct arena *arena,
                            const struct page *page) {
    struct buf raw;
    buf_init(&raw, out->cap);
    decode_bytes(&raw, oddities, arena, page);
    mend_all(&raw, oddities, arena);
    clean(out, buf_span(&raw));
    out->failed = raw.failed ? raw.failed : out->failed;
    buf_fini(&raw);
}

enum err encoding_decode(struct buf *out, struct strings *oddities, struct refusal *refusal,
                         struct arena *arena, const struct page *page, struct diag *diag) {
    struct span body = without_mark(page->body);
    bool signs = false;
    bool sound = body.len <= PAGE_SIZE_MAX && is_sound(body, &signs);
    *refusal = (struct refusal){REFUSAL_NONE, NULL};
    if (look_over(refusal, page->body, sound) != REFUSAL_NONE) {
        return ERR_NONE;
    }
    if (!sound) {
        decode_and_mend(out, oddities, arena, page);
    } else {
        if (signs && body.len == page->body.len) {
            note_label(oddities, arena, page);
        }
        buf_put(out, body);
    }
    if (is_blank(buf_span(out)) && !out->failed) {
        (void)refuse(refusal, REFUSAL_EMPTY, "there is nothing in it");
    }
    return out->failed
               ? diag_set(diag, out->failed, "decoding the page: %s",
                          out->failed == ERR_LIMIT ? "it is too long as UTF-8" : "no memory")
               : ERR_NONE;
}
