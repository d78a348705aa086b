/* parser/early.c - adverts that may close before their date
 * SPDX-License-Identifier: MIT
 */
#include "parser/early.h"

#include <string.h>

#include "parser/fields.h"
#include "parser/lexicon.h"

static bool ends_sentence(struct span text, size_t at) {
    char c = text.at[at];
    bool stop = c == '.' && (at + 1 == text.len || ascii_is_space(text.at[at + 1]));
    return stop || c == '!' || c == '?' || c == '\n';
}

/* The sentence around a place in the text. */
static struct span sentence_at(struct span text, size_t at) {
    size_t from = at;
    size_t end = at;
    while (from > 0 && !ends_sentence(text, from - 1)) {
        from--;
    }
    while (end < text.len && !ends_sentence(text, end)) {
        end++;
    }
    return span_part(text, from, end - from);
}

/* Does a sentence hold a phrase of that kind that no longer one takes back? */
static bool has_word(const char *plain, const char *kind) {
    struct lexicon_hit hit;
    for (size_t from = 0; lexicon_find(&hit, &from, &fields_early, kind, span_of(plain));) {
        if (span_is(hit.row.value, "yes")) {
            return true;
        }
    }
    return false;
}

static bool sentence_says_so(struct arena *arena, struct span sentence) {
    const char *plain = lexicon_plain(arena, sentence);
    return has_word(plain, "closing") && has_word(plain, "sooner") &&
           has_word(plain, "advert") && !has_word(plain, "never");
}

bool early_is_said(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    struct words rows = words_open(&fields_early, "trigger");
    struct words_row row;
    while (words_next(&rows, &row)) {
        size_t at = span_find_nocase(span, row.words, 0);
        while (at != SIZE_MAX) {
            struct span sentence = sentence_at(span, at);
            if (sentence_says_so(arena, sentence)) {
                return true;
            }
            at = span_find_nocase(span, row.words,
                                  (size_t)(sentence.at - span.at) + sentence.len);
        }
    }
    return false;
}

void early_read(struct vacancy *vacancy, struct arena *arena) {
    const char *const texts[] = {vacancy->text_summary, vacancy->text_description,
                                 vacancy->text_duties, vacancy->text_about};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i] && early_is_said(arena, texts[i])) {
            vacancy_note(vacancy, arena, "closes", "may_close_early",
                         "the advert says that it may close before its date");
            return;
        }
    }
}
