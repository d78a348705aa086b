/* parser/terms.c - contract and length, working patterns, pay scheme
 * SPDX-License-Identifier: MIT
 *
 * The wordings are phrases in parser/fields/terms.tsv; hours a week are read in hours.c, checks
 * and sponsorship in terms_stance.c.
 */
#include <string.h>

#include "parser/clause.h"
#include "parser/fields.h"
#include "parser/hours.h"
#include "parser/lexicon.h"
#include "parser/wording.h"

/* No fixed term is longer; an apprenticeship of six years is the longest seen. */
enum { MONTHS_MAX = 120 };

static bool is_absent(const char *text) { return !text || span_trim(span_of(text)).len == 0; }

/* Is the phrase taken back by a word before it: "no weekends", "not on Agenda for Change"? */
static bool is_denied(struct span plain, struct span found) {
    size_t end = (size_t)(found.at - plain.at);
    struct span word;
    do {
        end -= end > 0; /* the space before */
        size_t from = end;
        while (from > 0 && plain.at[from - 1] != ' ') {
            from--;
        }
        word = span_part(plain, from, end - from);
        end = from;
    } while (word.len > 0 && words_find(NULL, &fields_terms, "small", word));
    return words_find(NULL, &fields_terms, "no", word);
}

/* ---- contract ---- */

void terms_contract(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (is_absent(text)) {
        return;
    }
    struct span plain = span_of(lexicon_plain(arena, span_of(text)));
    struct lexicon_hit hit;
    unsigned seen = 0;
    int first = CONTRACT_NONE;
    for (size_t from = 0; lexicon_find(&hit, &from, &fields_terms, "contract", plain);) {
        int contract = vocab_value(&vocab_contract, hit.row.value);
        if (!is_denied(plain, hit.found)) {
            first = first ? first : contract;
            seen |= 1u << contract;
        }
    }
    if (!first) {
        vacancy_note(vacancy, arena, "contract", "unknown", "no kind of contract: \"%s\"",
                     text);
        return;
    }
    vacancy->contract = (enum contract)first;
    if (seen & (seen - 1)) {
        vacancy_note(vacancy, arena, "contract", "several", "the first of several: \"%s\"",
                     text);
    }
    /* A permanent contract's months are of something else ("6 months' probation"). */
    if (first != CONTRACT_PERMANENT && first != CONTRACT_BANK) {
        terms_duration(vacancy, arena, text);
    }
}

/* ---- length ---- */

/* Digits, with decimals perhaps ("1.5"), or a number in letters; in hundredths. */
static bool number_of(struct span word, int *hundredths) {
    struct words_row row;
    uint64_t whole = 0;
    uint64_t tenths = 0;
    size_t stop = span_find(word, SPAN("."), 0);
    bool letters = words_find(&row, &fields_terms, "number", word);
    struct span digits = letters ? row.value : span_part(word, 0, stop);
    if (!span_number(digits, 999, &whole)) {
        return false;
    }
    if (!letters && stop != SIZE_MAX) {
        (void)span_number(span_part(word, stop + 1, 1), 9, &tenths);
    }
    *hundredths = (int)(whole * 100 + tenths * 10);
    return true;
}

/* What a unit word is in months, hundredths: a week is 12/52 of one. 0 where it is none. */
static int unit_months(struct span word) {
    struct words_row row;
    uint64_t hundredths = 0;
    if (words_find(&row, &fields_terms, "unit", word)) {
        (void)span_number(row.value, 1200, &hundredths);
    }
    return (int)hundredths;
}

/* The digits of "12months" or "2yrs", its unit behind them. */
static struct span glued_unit(struct span word, struct span *digits) {
    size_t count = 0;
    while (count < word.len && (ascii_is_digit(word.at[count]) || word.at[count] == '.')) {
        count++;
    }
    *digits = span_part(word, 0, count);
    return span_part(word, count, SIZE_MAX);
}

/* A length being read, word by word. */
struct length {
    int lowest;  /* hundredths of a month; 0 none */
    int sum;     /* of years and months that follow one another */
    int pending; /* a number whose unit has not come, hundredths */
    int several; /* numbers before the unit: "6 - 12 months" */
    bool years;  /* the last unit was a year: months add to it */
    bool weeks;
    bool aside; /* numbers behind "review at", "notice of" are none of the contract's */
    int before; /* `lowest` before the last length: "6 months' probation" is taken back */
};

/* Weeks that are whole months: 52 are 12, 26 are 6, 13 are 3; others are near ones. */
static int in_months(int number, int unit) {
    return unit == 23 ? (number * 12 + 26) / 52 : number * unit / 100;
}

static void take_unit(struct length *length, int unit) {
    int months = in_months(length->pending, unit);
    bool adds = length->years && unit == 100;
    length->before = length->lowest;
    length->sum = adds ? length->sum + months : months;
    length->weeks = length->weeks || unit == 23;
    length->years = unit == 1200;
    bool lower = length->lowest == 0 || length->sum < length->lowest || adds;
    length->lowest = lower ? length->sum : length->lowest;
    length->pending = 0;
}

static void take_word(struct length *length, struct span word) {
    int number = 0;
    if (words_find(NULL, &fields_terms, "no_length", word)) {
        length->lowest = length->before;
    }
    if (!words_find(NULL, &fields_terms, "possessive", word)) {
        length->before = length->lowest;
    }
    length->aside = words_find(NULL, &fields_terms, "length_of", word) ||
                    (length->aside && (ascii_is_digit(word.at[0]) ||
                                       words_find(NULL, &fields_terms, "small", word)));
    struct span digits;
    struct span unit = glued_unit(word, &digits);
    bool glued = digits.len > 0 && unit_months(unit) > 0;
    bool is_number = number_of(glued ? digits : word, &number) && !length->aside;
    if (is_number) {
        length->several += length->pending > 0 && length->pending != number;
        length->pending =
            length->pending > 0 && length->pending < number ? length->pending : number;
    }
    int months = unit_months(glued ? unit : word);
    if (months > 0 && length->pending > 0) {
        take_unit(length, months);
    } else if (number == 0 && !span_is(word, "to") && !span_is(word, "or") &&
               !span_is(word, "and")) {
        length->pending = 0; /* the number counted something else */
        length->years = length->years && span_is(word, "and");
    }
}

/* The next run of letters, digits and full stops between digits. */
static bool next_word(struct span *rest, struct span *word) {
    size_t from = 0;
    while (from < rest->len && !ascii_is_alnum(rest->at[from])) {
        from++;
    }
    size_t end = from;
    while (end < rest->len &&
           (ascii_is_alnum(rest->at[end]) || (rest->at[end] == '.' && end + 1 < rest->len &&
                                              ascii_is_digit(rest->at[end + 1])))) {
        end++;
    }
    *word = span_part(*rest, from, end - from);
    *rest = span_part(*rest, end, SIZE_MAX);
    return word->len > 0;
}

void terms_duration(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (is_absent(text)) {
        return;
    }
    struct span rest = span_of(lexicon_normal(arena, span_of(text)));
    struct length length = {.lowest = 0};
    struct span word;
    while (next_word(&rest, &word)) {
        take_word(&length, word);
    }
    int months = (length.lowest + 50) / 100;
    if (months > MONTHS_MAX) {
        vacancy_note(vacancy, arena, "contract_months", "unlikely", "too long a term: \"%s\"",
                     text);
        return;
    }
    if (months > 0) {
        vacancy->contract_months = months;
    }
    if (length.several > 0 && months > 0) {
        vacancy_note(vacancy, arena, "contract_months", "lowest_of_range",
                     "the shortest of several lengths: \"%s\"", text);
    } else if (length.weeks && months > 0) {
        vacancy_note(vacancy, arena, "contract_months", "from_weeks",
                     "weeks as the nearest months: \"%s\"", text);
    }
}

/* ---- patterns ---- */

/* "No nights or weekends", "no on call, nights or weekends": what a denial runs on to. */
struct denial {
    bool on;       /* a denied pattern stands before, or a list that began with one */
    unsigned list; /* patterns of that list that were taken as said: it may end in "or" */
    size_t end;    /* where the pattern before ended */
};

static unsigned pattern_set(const struct words_row *row) {
    unsigned set = 1u << vocab_value(&vocab_work_pattern, row->value);
    return row->more.len > 0 ? set | 1u << vocab_value(&vocab_work_pattern, row->more) : set;
}

/* Take a pattern, or leave it out where it is denied. @return the patterns said so far */
static unsigned take_pattern(struct denial *denial, unsigned patterns, struct span plain,
                             const struct lexicon_hit *hit) {
    size_t at = (size_t)(hit->found.at - plain.at);
    struct span joint = span_trim(span_part(plain, denial->end, at - denial->end));
    bool or_joined = denial->on && (span_is(joint, "or") || span_is(joint, "nor"));
    bool listed = denial->on && span_is(joint, ",");
    unsigned set = pattern_set(&hit->row);
    denial->end = at + hit->found.len;
    if (is_denied(plain, hit->found)) {
        *denial = (struct denial){.on = true, .end = denial->end};
        return patterns;
    }
    if (or_joined) {
        patterns &= ~denial->list;
        denial->list = 0;
        return patterns;
    }
    denial->on = listed;
    denial->list = listed ? denial->list | (set & ~patterns) : 0;
    return patterns | set;
}

void terms_pattern(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (is_absent(text)) {
        return;
    }
    struct span plain = span_of(clause_plain(arena, span_of(text)));
    struct lexicon_hit hit;
    struct denial denial = {.on = false};
    unsigned patterns = 0;
    for (size_t from = 0; lexicon_find(&hit, &from, &fields_terms, "pattern", plain);) {
        patterns = take_pattern(&denial, patterns, plain, &hit);
    }
    vacancy->working_patterns |= patterns;
    bool hours = hours_read(vacancy, arena, text);
    if (!patterns && !hours) {
        vacancy_note(vacancy, arena, "working_patterns", "unknown",
                     "no working pattern: \"%s\"", text);
    }
}

/* ---- scheme ---- */

/* "N/A", "To be confirmed", "-": the field says nothing. */
static bool is_unsaid(struct span plain) {
    struct words_row row;
    struct span words = span_trim(plain);
    return words.len == 0 ||
           words_begin(&row, &fields_terms, "unsaid", span_part(plain, 1, SIZE_MAX));
}

void terms_scheme(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (is_absent(text)) {
        return;
    }
    struct span plain = span_of(lexicon_plain(arena, span_of(text)));
    struct lexicon_hit hit;
    for (size_t from = 0; lexicon_find(&hit, &from, &fields_terms, "scheme", plain);) {
        if (!is_denied(plain, hit.found)) {
            vacancy->pay_scheme = (enum scheme)vocab_value(&vocab_scheme, hit.row.value);
            return;
        }
    }
    bool unsaid = is_unsaid(plain);
    vacancy->pay_scheme = unsaid ? vacancy->pay_scheme : SCHEME_OTHER;
    vacancy_note(vacancy, arena, "pay_scheme", "unknown",
                 unsaid ? "no pay scheme: \"%s\"" : "taken for another scheme: \"%s\"", text);
}
