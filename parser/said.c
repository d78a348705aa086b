/* parser/said.c - what the sentences of the long texts say where no field prints it
 * SPDX-License-Identifier: MIT
 */
#include "parser/said.h"

#include <string.h>

#include "parser/fields.h"
#include "parser/hours.h"
#include "parser/lexicon.h"
#include "parser/wording.h"

/* ---- sentences ---- */

/* Longer ones are no sentences. */
enum { SENTENCE_MAX = 400 };

/* Does a sentence end behind the character at `at`? */
static bool ends_sentence(struct span text, size_t at) {
    char c = text.at[at];
    bool stop = c == '.' || c == '!' || c == '?' || c == ';';
    return c == '\n' || (stop && (at + 1 == text.len || ascii_is_space(text.at[at + 1])));
}

/* The sentence round `at`. */
static struct span sentence_at(struct span text, size_t at) {
    size_t from = at;
    while (from > 0 && at - from < SENTENCE_MAX && !ends_sentence(text, from - 1)) {
        from--;
    }
    size_t end = at;
    while (end < text.len && end - at < SENTENCE_MAX && !ends_sentence(text, end)) {
        end++;
    }
    return span_trim(span_part(text, from, end - from));
}

typedef bool take_sentence(struct vacancy *vacancy, struct arena *arena, struct span sentence);

/* Hands on each sentence that holds `word`, until one is taken. */
static bool find_said(struct vacancy *vacancy, struct arena *arena, const char *text,
                      struct span word, take_sentence *take) {
    struct span rest = span_of(text);
    size_t at;
    while (rest.at && (at = span_find_nocase(rest, word, 0)) != SIZE_MAX) {
        struct span sentence = sentence_at(rest, at);
        if (take(vacancy, arena, sentence)) {
            return true;
        }
        const char *end = sentence.at + sentence.len;
        size_t past = (size_t)(end - rest.at);
        rest = span_part(rest, past > at ? past : at + word.len, SIZE_MAX);
    }
    return false;
}

/* The first of the words of a kind that leads to a sentence that is taken, text by text. */
static void read_said(struct vacancy *vacancy, struct arena *arena, const char *kind,
                      take_sentence *take) {
    const char *texts[] = {vacancy->text_summary, vacancy->text_duties,
                           vacancy->text_description, vacancy->text_about};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct words words = words_open(&fields_said_words, kind);
        struct words_row row;
        while (texts[i] && words_next(&words, &row)) {
            if (find_said(vacancy, arena, texts[i], row.words, take)) {
                return;
            }
        }
    }
}

static bool has_digit(struct span text) {
    size_t at = 0;
    while (at < text.len && !ascii_is_digit(text.at[at])) {
        at++;
    }
    return at < text.len;
}

/* ---- the interview ---- */

/* "Interviews: Wednesday 28 October 2026" */
static bool is_labelled(struct span sentence) {
    return span_starts_nocase(sentence, "interview") &&
           span_find(span_part(sentence, 0, 24), SPAN(":"), 0) != SIZE_MAX;
}

static bool take_interview(struct vacancy *vacancy, struct arena *arena, struct span sentence) {
    if (!has_digit(sentence)) {
        return false;
    }
    const char *plain = lexicon_plain(arena, sentence);
    bool set = is_labelled(sentence) || lexicon_has(&fields_said_words, "day", plain);
    if (!set || lexicon_has(&fields_said_words, "past", plain)) {
        return false;
    }
    struct vacancy probe;
    vacancy_init(&probe);
    dates_read_interview(&probe, arena, arena_copy(arena, sentence));
    bool early = !date_is_none(probe.interview) && !date_is_none(vacancy->posted) &&
                 date_to_days(probe.interview) < date_to_days(vacancy->posted);
    if (date_is_none(probe.interview) || early) {
        return false;
    }
    vacancy->interview = probe.interview;
    vacancy_note(vacancy, arena, "interview", "from_text",
                 "no field prints it; a sentence of the text does");
    return true;
}

/* ---- hours ---- */

/* "30 hours per week", "Term time only, 30 hours per week": nothing else is spoken of. */
static bool is_bare(struct span sentence) {
    enum { BARE_MAX = 60 };
    return sentence.len <= BARE_MAX || ascii_is_digit(sentence.at[0]);
}

static bool take_hours(struct vacancy *vacancy, struct arena *arena, struct span sentence) {
    enum { HOURS_MIN = 400 }; /* hundredths; fewer are a part of the week's work */
    if (!has_digit(sentence)) {
        return false;
    }
    const char *plain = lexicon_plain(arena, sentence);
    bool post = is_bare(sentence) || lexicon_has(&fields_said_words, "post", plain);
    if (!post || lexicon_has(&fields_said_words, "other", plain)) {
        return false;
    }
    struct vacancy probe;
    vacancy_init(&probe);
    bool read = hours_read(&probe, arena, arena_copy(arena, sentence));
    if (!read || probe.note_count > 0 || probe.hours_low < HOURS_MIN) {
        return false;
    }
    vacancy->hours_low = probe.hours_low;
    vacancy->hours_high = probe.hours_high;
    vacancy_note(vacancy, arena, "hours_per_week", "from_text",
                 "no field prints them; a sentence of the text does");
    return true;
}

void said_read(struct vacancy *vacancy, struct arena *arena) {
    if (date_is_none(vacancy->interview)) {
        read_said(vacancy, arena, "interview", take_interview);
    }
    if (vacancy->hours_high == 0) {
        read_said(vacancy, arena, "week", take_hours);
    }
}
