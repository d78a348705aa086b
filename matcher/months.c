/* matcher/months.c - lengths of experience in a text
 * SPDX-License-Identifier: MIT
 */
#include "matcher/months.h"

#include "matcher/rules_private.h"

/* Years from which on a number without the word "experience" is an age; the longest length. */
enum { AGE_MIN = 16, YEARS_MAX = 50 };

static const struct {
    const char *words;
    int numerator; /* months of one */
    int denominator;
} units[] = {
    {"year|yr|yrs", 12, 1},
    {"month|mth|mths", 1, 1},
    {"week|wk|wks", 12, 52},
};
enum { UNITS = sizeof units / sizeof units[0] };

/* The unit at a word, or UNITS. */
static size_t unit_at(const struct tokens *tokens, size_t at) {
    size_t unit = 0;
    while (unit < UNITS && !tokens_is_one(tokens, at, units[unit].words)) {
        unit++;
    }
    return unit;
}

/* A number as half units: "one and a half" is 3. @return words it takes; 0: none */
static size_t number_at(int *halves, const struct rules *rules, const struct tokens *tokens,
                        size_t at) {
    int number = at < tokens->count ? rules_number(rules, &tokens->at[at]) : -1;
    if (number < 0 && tokens_is_one(tokens, at, "a|an") && unit_at(tokens, at + 1) < UNITS) {
        number = 1;
    }
    if (number < 0 && tokens_is(tokens, at, "half") && tokens_is(tokens, at + 1, "a")) {
        *halves = 1;
        return 2;
    }
    if (number < 0) {
        return 0;
    }
    *halves = 2 * number;
    if (tokens_is(tokens, at + 1, "and") && tokens_is(tokens, at + 2, "a") &&
        tokens_is(tokens, at + 3, "half")) {
        *halves += 1;
        return 4;
    }
    return 1;
}

/* Words between the number and its unit: "2-3", "two (2)", "12 calendar", "two or more". */
static size_t pass_over(const struct rules *rules, const struct tokens *tokens, size_t at) {
    enum { WORDS = 3 };
    size_t end = at;
    while (end < at + WORDS && end < tokens->count && unit_at(tokens, end) == UNITS) {
        bool number = rules_number(rules, &tokens->at[end]) >= 0;
        if (!number &&
            !tokens_is_one(tokens, end, "to|or|more|full|clear|calendar|complete|plus")) {
            break;
        }
        end++;
    }
    return end;
}

/* Does what stands around say that it is no length of experience? */
static bool is_other(const struct tokens *tokens, size_t from, size_t end, int years) {
    enum { LOOK_AHEAD = 6 };
    if (from > 0 && tokens_is_one(tokens, from - 1,
                                  "last|past|previous|within|next|first|every|aged|age|after|"
                                  "final|coming|per")) {
        return true;
    }
    if (from > 1 && tokens_is_one(tokens, from - 2, "within|every") &&
        !tokens_is_one(tokens, from - 1, "least|minimum")) {
        return true;
    }
    if (tokens_is_one(tokens, end,
                      "old|ago|residency|residence|course|degree|contract|fixed")) {
        return true;
    }
    if (tokens_is_one(tokens, end, "of|or") &&
        tokens_is_one(tokens, end + 1, "age|older|over|residence|residency")) {
        return true;
    }
    bool said = false;
    for (size_t i = end; i < end + LOOK_AHEAD; i++) {
        said = said || tokens_is_one(tokens, i, "experience|working|work|post|nursing");
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
    size_t unit = unit_at(tokens, end);
    if (unit == UNITS || halves < 1 || halves > 2 * YEARS_MAX * 12) {
        return 0;
    }
    int found = halves * units[unit].numerator / (2 * units[unit].denominator);
    int years = unit == 0 ? halves / 2 : 0;
    if (years > YEARS_MAX || is_other(tokens, at, end + 1, years)) {
        return 0;
    }
    *months = found > 0 ? found : 1;
    return end + 1 - at;
}
