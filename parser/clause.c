/* parser/clause.c - running text as words with its sentences and clauses kept apart
 * SPDX-License-Identifier: MIT
 */
#include "parser/clause.h"

#include <string.h>

#include "parser/lexicon.h"

static bool is_space_at(struct span text, size_t at) {
    return at >= text.len || text.at[at] == ' ';
}

/* The mark that a sign stands for, NUL for none. A full stop or a dash inside a word ("37.5",
 * "u.k.", "full-time") ends nothing. */
static char mark_of(struct span text, size_t at) {
    char sign = text.at[at];
    if ((sign == '.' || sign == '!') && is_space_at(text, at + 1)) {
        return '.';
    }
    bool dash = sign == '-' && is_space_at(text, at + 1) && at > 0 && text.at[at - 1] == ' ';
    bool comma = sign == ',' && is_space_at(text, at + 1);
    return dash || comma || strchr(";:()[]?", sign) ? ',' : '\0';
}

/* Bytes above ASCII are parts of letters. */
static bool is_letter(char c) { return ascii_is_alnum(c) || (unsigned char)c >= 0x80; }

/* The words so far, the last byte a space; a mark behind a mark is not repeated. */
static size_t put_mark(char *plain, size_t used, char mark) {
    if (plain[used - 1] != ' ') {
        plain[used++] = ' ';
    }
    bool again = used >= 2 && (plain[used - 2] == mark || plain[used - 2] == '.');
    if (!again) {
        plain[used++] = mark;
        plain[used++] = ' ';
    }
    return used;
}

const char *clause_plain(struct arena *arena, struct span text) {
    struct span normal = span_of(lexicon_normal(arena, text));
    /* A sign becomes three bytes at most: space, mark, space. */
    char *plain = arena_alloc(arena, normal.len * 3 + 3, 1);
    if (!plain) {
        return "";
    }
    size_t used = 0;
    plain[used++] = ' ';
    for (size_t i = 0; i < normal.len; i++) {
        char mark = is_letter(normal.at[i]) ? '\0' : mark_of(normal, i);
        if (mark) {
            used = put_mark(plain, used, mark);
        } else if (is_letter(normal.at[i])) {
            plain[used++] = normal.at[i];
        } else if (normal.at[i] != '\'' && plain[used - 1] != ' ') {
            plain[used++] = ' ';
        }
    }
    if (plain[used - 1] != ' ') {
        plain[used++] = ' ';
    }
    plain[used] = '\0';
    return plain;
}

struct span clause_word(struct span plain, size_t *at) {
    size_t from = *at;
    while (from < plain.len && plain.at[from] == ' ') {
        from++;
    }
    size_t end = from;
    while (end < plain.len && plain.at[end] != ' ') {
        end++;
    }
    *at = end;
    return span_part(plain, from, end - from);
}
