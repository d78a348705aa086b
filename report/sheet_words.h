/* report/sheet_words.h - what can be told from a judged advert, whichever way it is printed
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_SHEET_WORDS_H
#define REPORT_SHEET_WORDS_H

#include "base/buf.h"
#include "schema/match.h"

typedef bool sheet_words_test(const struct judged *judged);

/** Does this criterion keep the gate from `pass`? The matcher has said so. */
sheet_words_test sheet_words_is_short;
/** The same, and a fact speaks against the candidate. */
sheet_words_test sheet_words_is_against;

/** How many criteria of an advert pass the test. */
size_t sheet_words_count(const struct match *match, sheet_words_test *test);

/** Does one criterion alone keep the gate from `pass`? (What opens it may be several steps: a
 * licence and a car.) */
bool sheet_words_is_near(const struct match *match);

/** The smallest step that alone opens the gate; NULL where none was found. Borrowed. */
const struct next_step *sheet_words_opener(const struct match *match);

/** Is what it is short of a qualification that one need only be willing to take? */
bool sheet_words_takes_willing(const struct match *match);

/** Was nothing understood of it, so that its mark is only an overlap of words? */
bool sheet_words_is_overlap(const struct requirement *requirement);

/** What a criterion with the verdict `later` waits for. */
enum sheet_later {
    SHEET_LATER_NONE = 0,  /* nothing: it is marked now */
    SHEET_LATER_INTERVIEW, /* interview or test: something to prepare for */
    SHEET_LATER_CHECK,     /* checks and documents, after an offer as a rule */
    SHEET_LATER_COUNT
};
enum sheet_later sheet_words_later(const struct judged *judged);

/** What is to be said of a preference: "a band you look for", "about 12 miles away"; of one
 * that is not known "hours (the advert does not say)". */
void sheet_words_preference(struct buf *out, enum preference_name name,
                            const struct preference *preference);

/** The entry of the profile that a fact belongs to, in words: "experience.ward.months" is
 * `your experience "ward"`. */
void sheet_words_source(struct buf *out, const char *fact);

/** A fact's key without its last part: the entry of the profile that it belongs to. */
struct span sheet_words_entry(const char *fact);

#endif
