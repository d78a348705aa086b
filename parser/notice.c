/* parser/notice.c - what the sentences of a short text state
 * SPDX-License-Identifier: MIT
 */
#include "parser/notice.h"

#include <string.h>

#include "parser/fields.h"

/* A notice is short; words deep in prose say nothing about the page. */
enum { NOTICE_LENGTH_MAX = 400, WORDS_MAX = 64, PHRASE_WORDS_MAX = 6, GAP_MAX = 8 };

/* A sentence in plain form. Its words stand in `text` with single spaces, so that a phrase is
 * one run of bytes. */
struct sentence {
    char text[NOTICE_LENGTH_MAX + 1];
    struct span words[WORDS_MAX];
    uint32_t kinds[WORDS_MAX]; /* what notice_words.tsv says of each: every statement asks */
    size_t count;
};

/* ---- sentences ---- */

static bool is_apostrophe(struct span text, size_t at, size_t *len) {
    bool curly = span_starts(span_part(text, at, SIZE_MAX), "\xE2\x80\x99");
    *len = curly ? 3 : 1;
    return curly || text.at[at] == '\'';
}

static bool ends_sentence(struct span text, size_t at) {
    char c = text.at[at];
    bool last = at + 1 >= text.len || ascii_is_space(text.at[at + 1]);
    return c == '!' || c == '?' || c == ';' || c == '\n' || (c == '.' && last);
}

/* Closes the word that began at `from` of the plain text. */
static void end_word(struct sentence *sentence, size_t from, size_t *len) {
    if (*len > from && sentence->count < WORDS_MAX) {
        struct span word = {sentence->text + from, *len - from};
        sentence->kinds[sentence->count] = words_kinds(&fields_notice_words, word);
        sentence->words[sentence->count++] = word;
        sentence->text[(*len)++] = ' ';
    }
}

/* Takes the next sentence off a text of at most NOTICE_LENGTH_MAX bytes. */
static bool next_sentence(struct sentence *sentence, struct span *rest) {
    size_t len = 0;
    size_t from = 0;
    size_t at = 0;
    size_t step = 1;
    sentence->count = 0;
    for (; at < rest->len && !ends_sentence(*rest, at); at += step) {
        char c = rest->at[at];
        bool apostrophe = is_apostrophe(*rest, at, &step);
        if (ascii_is_alnum(c) || (!apostrophe && (c & 0x80))) {
            sentence->text[len++] = ascii_lower(c);
        } else if (!apostrophe) {
            end_word(sentence, from, &len);
            from = len;
        }
        step = apostrophe ? step : 1;
    }
    end_word(sentence, from, &len);
    bool some = rest->len > 0;
    *rest = span_part(*rest, at + 1, SIZE_MAX);
    return some;
}

/* ---- statements ---- */

static bool match(const struct sentence *sentence, size_t at, struct span pattern, size_t *end);

/* Some words of that kind, and the rest of the pattern behind them. */
static bool match_kind(const struct sentence *sentence, size_t at, const char *kind,
                       struct span rest, size_t *end) {
    for (size_t i = at; i < sentence->count && i < at + PHRASE_WORDS_MAX; i++) {
        const char *from = sentence->words[at].at;
        struct span phrase = {from,
                              (size_t)(sentence->words[i].at - from) + sentence->words[i].len};
        uint32_t kinds =
            i > at ? words_kinds(&fields_notice_words, phrase) : sentence->kinds[at];
        if ((kinds & ~WORDS_GO_ON) && words_find(NULL, &fields_notice_words, kind, phrase) &&
            match(sentence, i + 1, rest, end)) {
            return true;
        }
        if (!(kinds & WORDS_GO_ON)) {
            return false;
        }
    }
    return false;
}

static bool match_gap(const struct sentence *sentence, size_t at, struct span rest,
                      size_t *end) {
    for (size_t i = at; i <= sentence->count && i <= at + GAP_MAX; i++) {
        if (match(sentence, i, rest, end)) {
            return true;
        }
    }
    return false;
}

/* Does the pattern fit from word `at` on? `*end` is the word behind it. */
static bool match(const struct sentence *sentence, size_t at, struct span pattern,
                  size_t *end) {
    struct span token;
    if (!span_next_piece(&pattern, ' ', &token)) {
        *end = at;
        return true;
    }
    if (span_is(token, "..")) {
        return match_gap(sentence, at, pattern, end);
    }
    if (at == sentence->count) {
        return false;
    }
    if (token.at[0] == '<') {
        char kind[16] = "";
        size_t len = token.len - 2 < sizeof kind - 1 ? token.len - 2 : sizeof kind - 1;
        memcpy(kind, token.at + 1, len);
        return match_kind(sentence, at, kind, pattern, end);
    }
    return span_equal(sentence->words[at], token) && match(sentence, at + 1, pattern, end);
}

static bool is_hedged(const struct sentence *sentence, size_t end) {
    for (size_t i = 0; i < end; i++) {
        if (words_find(NULL, &fields_notice_words, "hedge", sentence->words[i])) {
            return true;
        }
    }
    return false;
}

static bool states(const struct sentence *sentence, struct span pattern) {
    size_t end;
    for (size_t at = 0; at < sentence->count; at++) {
        if (match(sentence, at, pattern, &end)) {
            return !is_hedged(sentence, end);
        }
    }
    return false;
}

static bool counts(const struct words_row *row, size_t room) {
    uint64_t limit = 0;
    return !span_number(row->value, SIZE_MAX / 2, &limit) || room <= limit;
}

bool notice_states(struct words_row *row, const char *kind, struct span text, size_t room) {
    struct sentence sentence;
    struct span rest = span_part(text, 0, NOTICE_LENGTH_MAX);
    while (next_sentence(&sentence, &rest)) {
        struct words words = words_open(&fields_not_advert, kind);
        struct words_row found;
        while (words_next(&words, &found)) {
            if (counts(&found, room) && states(&sentence, found.words)) {
                if (row) {
                    *row = found;
                }
                return true;
            }
        }
    }
    return false;
}

bool notice_may_close(struct span text) {
    return words_find_in(NULL, &fields_notice_words, "hint", text);
}
