/* tests/support/wire_words.c - a line of a script taken apart into words
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/wire_words.h"

static int hex_value(char c) {
    c = ascii_lower(c);
    if (ascii_is_digit(c)) {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character behind a backslash, and how many bytes it takes; 0: there is no such. */
static size_t unescape(struct span text, size_t at, char *out) {
    static const char names[] = "rnt\"\\";
    static const char bytes[] = "\r\n\t\"\\";
    const char *name = at < text.len ? memchr(names, text.at[at], sizeof names - 1) : NULL;

    if (name) {
        *out = bytes[name - names];
        return 1;
    }
    if (at + 2 < text.len && text.at[at] == 'x' && hex_value(text.at[at + 1]) >= 0 &&
        hex_value(text.at[at + 2]) >= 0) {
        *out = (char)(hex_value(text.at[at + 1]) * 16 + hex_value(text.at[at + 2]));
        return 3;
    }
    return 0;
}

/* One word from `*at` on. @return false where a quote is open or an escape unknown */
static bool take_word(struct span *word, struct arena *arena, struct span text, size_t *at) {
    char *bytes = arena_alloc(arena, text.len + 1, 1);
    size_t len = 0;
    bool quoted = false;

    for (; bytes && *at < text.len; ++*at) {
        char c = text.at[*at];
        size_t escape = 0;
        if (c == '"') {
            quoted = !quoted;
            continue;
        }
        if (!quoted && (ascii_is_space(c) || c == ';')) {
            break;
        }
        if (quoted && c == '\\') {
            escape = unescape(text, *at + 1, &c);
            if (escape == 0) {
                return false;
            }
        }
        bytes[len++] = c;
        *at += escape;
    }
    *word = (struct span){bytes, len};
    return bytes && !quoted;
}

static size_t skip_blanks(struct span text, size_t at) {
    while (at < text.len && ascii_is_space(text.at[at])) {
        at++;
    }
    return at;
}

bool wire_words_next(struct wire_words *words, struct arena *arena, struct span *rest) {
    size_t at = skip_blanks(*rest, 0);

    words->count = 0;
    if (at == rest->len) {
        return false;
    }
    while (at < rest->len && rest->at[at] != ';') {
        if (words->count == WIRE_WORDS_MAX ||
            !take_word(&words->at[words->count], arena, *rest, &at)) {
            words->count = WIRE_WORDS_BAD;
            return false;
        }
        words->count++;
        at = skip_blanks(*rest, at);
    }
    *rest = span_part(*rest, at + 1, SIZE_MAX);
    return true;
}

const char *wire_words_text(const struct wire_words *words, size_t index, struct arena *arena) {
    return index < words->count ? arena_copy(arena, words->at[index]) : "";
}

bool wire_words_is(const struct wire_words *words, size_t index, const char *text) {
    return index < words->count && span_is(words->at[index], text);
}

bool wire_words_number(const struct wire_words *words, size_t index, long *out) {
    uint64_t number = 0;

    if (index >= words->count || !span_number(words->at[index], INT_MAX, &number)) {
        return false;
    }
    *out = (long)number;
    return true;
}
