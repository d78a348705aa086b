/* matcher/months.c - lengths of experience in a text
 * SPDX-License-Identifier: MIT
 */
#include "matcher/months.h"

#include "matcher/rules_private.h"

/* Years from which on a number without the word "experience" is an age; the longest length. */
enum { AGE_MIN = 16, YEARS_MAX = 50 };

static const struct {
    enum cue cue;
    int numerator; /* months of one */
    int denominator;
} units[] = {
    {CUE_YEAR, 12, 1},
    {CUE_MONTH, 1, 1},
    {CUE_WEEK, 12, 52},
};
enum { UNITS = sizeof units / sizeof units[0] };

/* The unit at a word, or UNITS. */
static size_t unit_at(const struct rules *rules, const struct tokens *tokens, size_t at) {
    size_t unit = 0;
    while (unit < UNITS && !rules_is(rules, tokens, at, units[unit].cue)) {
        unit++;
    }
    return unit;
}

/* A number as half units: "one and a half" is 3. @return words it takes; 0: none */
static size_t number_at(int *halves, const struct rules *rules, const struct tokens *tokens,
                        size_t at) {
    int number = at < tokens->count ? rules_number(rules, &tokens->at[at]) : -1;
    if (number < 0 && rules_is(rules, tokens, at, CUE_ONE) &&
        unit_at(rules, tokens, at + 1) < UNITS) {
        number = 1;
    }
    if (number < 0 && rules_is(rules, tokens, at, CUE_HALF) &&
        rules_is(rules, tokens, at + 1, CUE_ONE)) {
        *halves = 1;
        return 2;
    }
    if (number < 0) {
        return 0;
    }
    *halves = 2 * number;
    if (rules_is(rules, tokens, at + 1, CUE_AND) && rules_is(rules, tokens, at + 2, CUE_ONE) &&
        rules_is(rules, tokens, at + 3, CUE_HALF)) {
        *halves += 1;
        return 4;
    }
    return 1;
}

/* Words between the number and its unit: "2-3", "two (2)", "12 calendar", "two or more". */
static size_t pass_over(const struct rules *rules, const struct tokens *tokens, size_t at) {
    enum { WORDS = 3 };
    size_t end = at;
    while (end < at + WORDS && end < tokens->count && unit_at(rules, tokens, end) == UNITS) {
        bool number = rules_number(rules, &tokens->at[end]) >= 0;
        if (!number && !rules_is(rules, tokens, end, CUE_LENGTH_INSIDE)) {
            break;
        }
        end++;
    }
    return end;
}

/* Does what stands around say that it is no length of experience? */
static bool is_other(const struct rules *rules, const struct tokens *tokens, size_t from,
                     size_t end, int years) {
    enum { LOOK_AHEAD = 6 };
    if (from > 0 && rules_is(rules, tokens, from - 1, CUE_NO_LENGTH_BEHIND)) {
        return true;
    }
    if (from > 1 && rules_is(rules, tokens, from - 2, CUE_NO_LENGTH_AROUND) &&
        !rules_is(rules, tokens, from - 1, CUE_AT_LEAST)) {
        return true;
    }
    if (rules_is(rules, tokens, end, CUE_NO_LENGTH_BEFORE) ||
        (rules_is(rules, tokens, end, CUE_LENGTH_OF) &&
         rules_is(rules, tokens, end + 1, CUE_NO_LENGTH_OF))) {
        return true;
    }
    bool said = false;
    for (size_t i = end; i < end + LOOK_AHEAD; i++) {
        said = said || rules_is(rules, tokens, i, CUE_LENGTH_OF_WORK);
    }
    return years >= AGE_MIN && !said;
}

size_t months_at(int *months, const struct rules *rules, const struct tokens *tokens,
                 size_t at) {
    int halves = 0;
    size_t len = number_at(&halves, rules, tokens, at);
    if (!len) {
        return 0;
    }
    size_t end = pass_over(rules, tokens, at + len);
    size_t unit = unit_at(rules, tokens, end);
    if (unit == UNITS || halves < 1 || halves > 2 * YEARS_MAX * 12) {
        return 0;
    }
    int found = halves * units[unit].numerator / (2 * units[unit].denominator);
    int years = unit == 0 ? halves / 2 : 0;
    if (years > YEARS_MAX || is_other(rules, tokens, at, end + 1, years)) {
        return 0;
    }
    *months = found > 0 ? found : 1;
    return end + 1 - at;
}
