/* pipeline/asked.c - is a page's advert the one that was asked for?
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/asked.h"

#include <string.h>

static bool asked_same(const char *a, const char *b) {
    return a && b && span_equal_nocase(span_of(a), span_of(b));
}

/* Is the board's number a part of its own in the employer's reference, as Trac's often is:
 * 7601114 in "302-25-7601114CPR"? */
static bool asked_is_named(const char *reference, const char *id) {
    enum { NUMBER_LEAST = 6 };
    struct span text = span_of(reference);
    struct span number = span_of(id);
    size_t at = number.len < NUMBER_LEAST ? SIZE_MAX : span_find(text, number, 0);

    for (size_t i = 0; i < number.len; i++) {
        if (!ascii_is_digit(number.at[i])) {
            return false;
        }
    }
    return at != SIZE_MAX && (at == 0 || !ascii_is_digit(text.at[at - 1])) &&
           (at + number.len == text.len || !ascii_is_digit(text.at[at + number.len]));
}

/* The next word of a title that says something: three letters or digits at least. */
static bool asked_next_word(struct span *rest, struct span *word) {
    enum { WORD_LEAST = 3 };

    while (rest->len > 0) {
        size_t len = 0;

        while (len < rest->len && (ascii_is_alnum(rest->at[len]) || rest->at[len] & 0x80)) {
            len++;
        }
        *word = span_part(*rest, 0, len);
        *rest = span_part(*rest, len > 0 ? len : 1, SIZE_MAX);
        if (word->len >= WORD_LEAST && !span_is_nocase(*word, "and")) {
            return true;
        }
    }
    return false;
}

static bool asked_holds_words(const char *title, const char *words) {
    struct span rest = span_of(words);
    struct span word = {0};
    bool any = false;

    while (asked_next_word(&rest, &word)) {
        struct span others = span_of(title);
        struct span other = {0};
        bool found = false;

        while (!found && asked_next_word(&others, &other)) {
            found = span_equal_nocase(word, other);
        }
        if (!found) {
            return false;
        }
        any = true;
    }
    return any;
}

/* A list may shorten a title, or word its small words otherwise. */
static bool asked_titles_agree(const struct queued *asked, const struct vacancy *vacancy) {
    if (!asked->title || !vacancy->title) {
        return false;
    }
    return asked_same(vacancy->title, asked->title) ||
           (asked_same(vacancy->employer, asked->employer) &&
            (asked_holds_words(vacancy->title, asked->title) ||
             asked_holds_words(asked->title, vacancy->title)));
}

bool asked_is_met_by(const struct queued *asked, const struct vacancy *vacancy) {
    for (size_t i = 0; i < vacancy->note_count; i++) {
        if (strcmp(vacancy->notes[i].code, "other_advert") == 0) {
            return false;
        }
    }
    if (vacancy->id && !asked_same(vacancy->id, asked->id)) {
        return false;
    }
    if (vacancy->reference && asked->reference) {
        return asked_same(vacancy->reference, asked->reference);
    }
    if (asked_is_named(vacancy->reference, asked->id)) {
        return true;
    }
    return asked_titles_agree(asked, vacancy) &&
           (!vacancy->employer || !asked->employer ||
            asked_same(vacancy->employer, asked->employer));
}
