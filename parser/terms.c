/* parser/terms.c - contract and length, working patterns, pay scheme, checks, sponsorship
 * SPDX-License-Identifier: MIT
 *
 * The wordings are phrases in parser/fields/terms.tsv; hours a week are read in hours.c.
 */
#include <string.h>

#include "parser/hours.h"
#include "parser/lexicon.h"
#include "parser/wording.h"

static const char words_file[] = "parser/fields/terms.tsv";

/* No fixed term is longer; an apprenticeship of six years is the longest seen. */
enum { MONTHS_MAX = 120 };

static bool is_absent(const char *text) { return !text || span_trim(span_of(text)).len == 0; }

/* Is the phrase taken back by the word before it: "no weekends", "not on call"? */
static bool is_denied(struct span plain, struct span found) {
    size_t at = (size_t)(found.at - plain.at);
    size_t end = at > 0 ? at - 1 : 0; /* the space before */
    size_t from = end;
    while (from > 0 && plain.at[from - 1] != ' ') {
        from--;
    }
    return words_find(NULL, words_file, "no", span_part(plain, from, end - from));
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
    for (size_t from = 0; lexicon_find(&hit, &from, words_file, "contract", plain);) {
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
    bool letters = words_find(&row, words_file, "number", word);
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
    static const struct {
        const char *word;
        int hundredths;
    } units[] = {{"month", 100}, {"months", 100}, {"mth", 100}, {"mths", 100},
                 {"year", 1200}, {"years", 1200}, {"yr", 1200}, {"yrs", 1200},
                 {"week", 23},   {"weeks", 23},   {"mis", 100}, {"blwyddyn", 1200}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (span_is(word, units[i].word)) {
            return units[i].hundredths;
        }
    }
    return 0;
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
};

/* Weeks that are whole months: 52 are 12, 26 are 6, 13 are 3; others are near ones. */
static int in_months(int number, int unit) {
    return unit == 23 ? (number * 12 + 26) / 52 : number * unit / 100;
}

static void take_unit(struct length *length, int unit) {
    int months = in_months(length->pending, unit);
    bool adds = length->years && unit == 100;
    length->sum = adds ? length->sum + months : months;
    length->weeks = length->weeks || unit == 23;
    length->years = unit == 1200;
    bool lower = length->lowest == 0 || length->sum < length->lowest || adds;
    length->lowest = lower ? length->sum : length->lowest;
    length->pending = 0;
}

static void take_word(struct length *length, struct span word) {
    int number = 0;
    struct span digits;
    struct span unit = glued_unit(word, &digits);
    bool glued = digits.len > 0 && unit_months(unit) > 0;
    if (number_of(glued ? digits : word, &number)) {
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

void terms_pattern(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (is_absent(text)) {
        return;
    }
    struct span plain = span_of(lexicon_plain(arena, span_of(text)));
    struct lexicon_hit hit;
    unsigned patterns = 0;
    for (size_t from = 0; lexicon_find(&hit, &from, words_file, "pattern", plain);) {
        if (!is_denied(plain, hit.found)) {
            patterns |= 1u << vocab_value(&vocab_work_pattern, hit.row.value);
        }
    }
    vacancy->working_patterns |= patterns;
    bool hours = hours_read(vacancy, arena, text);
    if (!patterns && !hours) {
        vacancy_note(vacancy, arena, "working_patterns", "unknown",
                     "no working pattern: \"%s\"", text);
    }
}

/* ---- scheme, checks, sponsorship
 * ------------------------------------------------------------- */

void terms_scheme(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (is_absent(text)) {
        return;
    }
    struct span plain = span_of(lexicon_plain(arena, span_of(text)));
    struct lexicon_hit hit;
    size_t from = 0;
    if (lexicon_find(&hit, &from, words_file, "scheme", plain)) {
        vacancy->pay_scheme = (enum scheme)vocab_value(&vocab_scheme, hit.row.value);
        return;
    }
    vacancy->pay_scheme = SCHEME_OTHER;
    vacancy_note(vacancy, arena, "pay_scheme", "unknown", "taken for another scheme: \"%s\"",
                 text);
}

/* A kind of phrase and what it says; the first kind that a text holds counts. */
struct saying {
    const char *kind;
    int value;
};

static int first_saying(const struct saying *sayings, size_t count, const char *plain) {
    for (size_t i = 0; i < count; i++) {
        if (lexicon_has(words_file, sayings[i].kind, plain)) {
            return sayings[i].value;
        }
    }
    return 0;
}

void terms_dbs(struct vacancy *vacancy, struct arena *arena, const char *text) {
    static const struct saying sayings[] = {{"dbs_not_required", DBS_NOT_REQUIRED},
                                            {"dbs_enhanced", DBS_ENHANCED},
                                            {"dbs_standard", DBS_STANDARD},
                                            {"dbs_required", DBS_REQUIRED}};
    if (is_absent(text)) {
        return;
    }
    const char *plain = lexicon_plain(arena, span_of(text));
    int said = first_saying(sayings, sizeof sayings / sizeof sayings[0], plain);
    if (!said) {
        vacancy_note(vacancy, arena, "dbs", "unknown", "no check can be read: \"%.200s\"",
                     text);
        return;
    }
    vacancy->dbs = (enum dbs)said;
}

/* Does each sentence that offers also deny: "we are not a licensed sponsor"? Where a full stop
 * inside parts the offer from its own words, nothing is taken back. */
static bool is_taken_back(struct arena *arena, const char *text) {
    struct span rest = span_of(text);
    struct span sentence;
    bool denied = false;
    while (span_next_piece(&rest, '.', &sentence)) {
        const char *plain = lexicon_plain(arena, sentence);
        if (!lexicon_has(words_file, "sponsorship_offered", plain)) {
            continue;
        }
        if (!lexicon_has(words_file, "sponsorship_denied", plain)) {
            return false;
        }
        denied = true;
    }
    return denied;
}

void terms_sponsorship(struct vacancy *vacancy, struct arena *arena, const char *text) {
    static const struct saying sayings[] = {{"sponsorship_refused", SPONSORSHIP_REFUSED},
                                            {"sponsorship_offered", SPONSORSHIP_OFFERED}};
    if (is_absent(text)) {
        return;
    }
    const char *plain = lexicon_plain(arena, span_of(text));
    int said = first_saying(sayings, sizeof sayings / sizeof sayings[0], plain);
    if (!said) {
        vacancy_note(vacancy, arena, "sponsorship", "unknown",
                     "this wording is not known: \"%.200s\"", text);
        return;
    }
    /* "will not be able to sponsor": an offer that is taken back is none. */
    vacancy->sponsorship = said == SPONSORSHIP_OFFERED && is_taken_back(arena, text)
                               ? SPONSORSHIP_REFUSED
                               : (enum sponsorship)said;
}
