/* crawler/source_query.c - paths of boards: asking, and finding ids
 * SPDX-License-Identifier: MIT
 */
#include "crawler/source_private.h"

#include <stdio.h>

/* ---- paths with a query ---- */

struct query query_of(struct arena *arena, const char *path) {
    return (struct query){arena, path};
}

static bool is_unreserved(char c) {
    return ascii_is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* Percent-encoded, white space folded. */
static const char *encode(struct arena *arena, struct span text) {
    static const char digits[] = "0123456789ABCDEF";
    char *out = arena_alloc(arena, text.len + 1, 3);
    size_t len = 0;

    for (size_t i = 0; out && i < text.len; i++) {
        char c = ascii_is_space(text.at[i]) ? ' ' : text.at[i];
        if (c == ' ' && i > 0 && ascii_is_space(text.at[i - 1])) {
            continue;
        }
        if (is_unreserved(c)) {
            out[len++] = c;
        } else {
            out[len++] = '%';
            out[len++] = digits[(unsigned char)c >> 4];
            out[len++] = digits[c & 15];
        }
    }
    return out;
}

static void add(struct query *query, const char *name, const char *value) {
    if (query->text && value) {
        const char *mark = strchr(query->text, '?') ? "&" : "?";
        query->text = arena_printf(query->arena, "%s%s%s=%s", query->text, mark, name, value);
    } else {
        query->text = NULL;
    }
}

void query_text(struct query *query, const char *name, const char *value) {
    struct span text = span_trim(span_of(value));

    if (text.len > 0) {
        add(query, name, encode(query->arena, text));
    }
}

void query_number(struct query *query, const char *name, int64_t number) {
    add(query, name, arena_printf(query->arena, "%lld", (long long)number));
}

/* The board's word for a value, or NULL. */
static const char *word_of(const char *const *names, size_t count, size_t value) {
    return value < count ? names[value] : NULL;
}

int query_unknown(const char *const *names, size_t count, unsigned set) {
    for (int value = 1; value < (int)(8 * sizeof set); value++) {
        if (set & 1u << value && !word_of(names, count, (size_t)value)) {
            return value;
        }
    }
    return 0;
}

void query_set(struct query *query, const char *name, const char *const *names, size_t count,
               unsigned set) {
    const char *words = NULL;

    if (!set || query_unknown(names, count, set)) {
        return;
    }
    for (size_t value = 1; value < count; value++) {
        if (set & 1u << value) {
            words =
                words ? arena_printf(query->arena, "%s,%s", words, names[value]) : names[value];
        }
    }
    if (words) {
        query_text(query, name, words);
    } else {
        query->text = NULL;
    }
}

const char *query_words(const struct vocab *vocab, const char *const *names, size_t count,
                        char *text, size_t size) {
    size_t left = 0;
    size_t at = 0;

    for (size_t value = 1; value < count; value++) {
        left += names[value] ? 1 : 0;
    }
    text[0] = '\0';
    for (size_t value = 1; value < count && at < size; value++) {
        if (names[value]) {
            const char *parted = --left > 1 ? ", " : left == 1 ? " or " : "";
            int len =
                snprintf(text + at, size - at, "%s%s", vocab_name(vocab, (int)value), parted);
            at += len > 0 ? (size_t)len : 0;
        }
    }
    return text;
}

int query_distance(const int *known, size_t count, int wished) {
    for (size_t i = 0; i < count; i++) {
        if (known[i] >= wished) {
            return known[i];
        }
    }
    return 0;
}

/* ---- ids in paths ---- */

struct span path_alone(const char *path) {
    struct span span = span_of(path);

    return span_part(span, 0, span_find(span, SPAN("?"), 0));
}

struct span path_digits(struct span text) {
    size_t len = 0;

    while (len < text.len && ascii_is_digit(text.at[len])) {
        len++;
    }
    return span_part(text, 0, len);
}

struct span path_parameter(const char *path, const char *name) {
    struct span rest = span_part(span_of(path), path_alone(path).len + 1, SIZE_MAX);
    struct span piece;
    size_t len = strlen(name);

    while (span_next_piece(&rest, '&', &piece)) {
        if (span_starts_nocase(piece, name) && len < piece.len && piece.at[len] == '=') {
            return span_part(piece, len + 1, SIZE_MAX);
        }
    }
    return (struct span){NULL, 0};
}

const char *path_id(struct arena *arena, struct span id) {
    return id.len > 0 ? arena_copy(arena, id) : NULL;
}

bool path_is_number(const char *id) {
    enum { DIGITS_MAX = 18 };
    struct span span = span_of(id);

    return span.len > 0 && span.len <= DIGITS_MAX && path_digits(span).len == span.len;
}
