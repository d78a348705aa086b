/* parser/lexicon.c - phrases of the tables found in a text, whatever its case and signs
 * SPDX-License-Identifier: MIT
 */
#include "parser/lexicon.h"

#include <string.h>

#include "base/utf8.h"

/* Short wordings are cut here, so that normalising has a bound. Long texts (checks,
 * sponsorship) say what they say well before. */
enum { WORDING_MAX = 64 * 1024 };

const char *lexicon_normal(struct arena *arena, struct span text) {
    struct buf folded;
    struct buf normal;
    buf_init(&folded, WORDING_MAX);
    buf_init(&normal, (size_t)4 * WORDING_MAX);
    utf8_fold_space(&folded, span_part(text, 0, WORDING_MAX));
    utf8_normalise(&normal, buf_span(&folded));
    const char *copy = arena_copy(arena, buf_span(&normal));
    buf_fini(&folded);
    buf_fini(&normal);
    return copy ? copy : "";
}

/* Bytes above ASCII count as letters: they are parts of accented letters, or of signs (the
 * pound's) that no phrase holds. */
static bool is_letter(char c) { return ascii_is_alnum(c) || (unsigned char)c >= 0x80; }

const char *lexicon_plain(struct arena *arena, struct span text) {
    const char *normal = lexicon_normal(arena, text);
    size_t len = strlen(normal);
    char *plain = arena_alloc(arena, len + 3, 1);
    if (!plain) {
        return "";
    }
    size_t used = 0;
    plain[used++] = ' ';
    for (size_t i = 0; i < len; i++) {
        if (is_letter(normal[i])) {
            plain[used++] = normal[i];
        } else if (normal[i] != '\'' && plain[used - 1] != ' ') {
            plain[used++] = ' ';
        }
    }
    if (plain[used - 1] != ' ') {
        plain[used++] = ' ';
    }
    plain[used] = '\0';
    return plain;
}

/* Where the phrase stands between spaces, or SIZE_MAX. */
static size_t phrase_at(struct span plain, struct span phrase, size_t from) {
    for (size_t at = span_find(plain, phrase, from); at != SIZE_MAX;
         at = span_find(plain, phrase, at + 1)) {
        size_t end = at + phrase.len;
        if (at > 0 && plain.at[at - 1] == ' ' && end < plain.len && plain.at[end] == ' ') {
            return at;
        }
    }
    return SIZE_MAX;
}

/* Where the first word begins that stands behind a space, at or after `from`. */
static size_t next_word(struct span plain, size_t from) {
    size_t space = from > 0 ? from - 1 : 0;
    while (space < plain.len && plain.at[space] != ' ') {
        space++;
    }
    return space + 1;
}

bool lexicon_find(struct lexicon_hit *hit, size_t *from, const struct words_table *table,
                  const char *kind, struct span plain) {
    for (size_t at = next_word(plain, *from); at < plain.len; at = next_word(plain, at + 1)) {
        if (words_begin(&hit->row, table, kind, span_part(plain, at, SIZE_MAX))) {
            hit->found = span_part(plain, at, hit->row.words.len);
            *from = at + hit->found.len;
            return true;
        }
    }
    return false;
}

bool lexicon_has(const struct words_table *table, const char *kind, const char *plain) {
    struct lexicon_hit hit;
    size_t from = 0;
    return lexicon_find(&hit, &from, table, kind, span_of(plain));
}

bool lexicon_says(const char *plain, const char *words) {
    return phrase_at(span_of(plain), span_of(words), 0) != SIZE_MAX;
}
