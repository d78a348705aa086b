/* parser/salary_slip.c - amounts with letters among their digits
 * SPDX-License-Identifier: MIT
 *
 * "25,76O", "2S,760", "13.6O": a letter counts as a digit where the token has the shape of an
 * amount with it, and not without. "25,760pa", "13ph", "25k" and "25,760B3" have none.
 */
#include "parser/salary_items.h"

/* A token on its way. */
struct token {
    struct span text;
    size_t at;
    size_t digits;  /* true ones */
    size_t alike;   /* letters that look like one digit alone */
    size_t strange; /* other letters */
};

static char char_at(const struct token *token, size_t at) {
    return at < token->text.len ? token->text.at[at] : '\0';
}

char pay_slip_digit(char c) { return c == 'o' ? '0' : c == 'l' || c == 'i' ? '1' : c; }

static bool is_alike(char c) { return ascii_is_digit(pay_slip_digit(c)); }

/* Letters that stand for some digit in bad prints, which is not sure. */
static bool is_guess(char c) {
    return c == 's' || c == 'b' || c == 'z' || c == 'g' || c == 'q';
}

/* Does the amount go on behind a letter? Then it stands inside, whichever it is: but a k is
 * thousands, an x multiplies. */
static bool goes_on(const struct token *token, size_t at) {
    const char next = char_at(token, at + 1);
    const bool parts = next == ',' || next == '.';
    return ascii_is_digit(next) || (parts && ascii_is_digit(char_at(token, at + 2)));
}

static bool take_one(struct token *token) {
    const char c = char_at(token, token->at);
    const bool inside = goes_on(token, token->at);
    if (ascii_is_digit(c)) {
        token->digits++;
    } else if (is_alike(c)) {
        token->alike++;
    } else if (is_guess(c) || (inside && ascii_is_alpha(c) && c != 'k' && c != 'x')) {
        token->strange++;
    } else {
        return false;
    }
    token->at++;
    return true;
}

static size_t take_up_to(struct token *token, size_t most) {
    size_t count = 0;
    while (count < most && take_one(token)) {
        count++;
    }
    return count;
}

/* A separator and exactly so many digits behind it. */
static bool take_group(struct token *token, char separator, size_t count) {
    struct token tried = *token;
    tried.at++;
    const bool is_one =
        char_at(token, token->at) == separator && take_up_to(&tried, count) == count;
    *token = is_one ? tried : *token;
    return is_one;
}

/* "25,760", "25,760.00", "13.60", "25760". @param separated without commas or a point it is
 * less of an amount */
static bool take_shape(struct token *token, bool *separated) {
    enum { BARE_LEAST = 5, BARE_MOST = 6 };
    struct token bare = *token;
    const size_t lead = take_up_to(token, 3);
    const bool has_thousands = lead > 0 && take_group(token, ',', 3);
    while (has_thousands && take_group(token, ',', 3)) {
    }
    const bool has_pence = lead > 0 && take_group(token, '.', 2);
    *separated = has_thousands || has_pence;
    if (*separated) {
        return true;
    }
    *token = bare;
    const size_t count = take_up_to(token, BARE_MOST);
    return count >= BARE_LEAST;
}

/* Behind an amount comes no further digit, and behind its last letter no word but a unit's. */
static bool ends_well(const struct token *token) {
    const char last = char_at(token, token->at - 1);
    const char next = char_at(token, token->at);
    return !ascii_is_digit(next) &&
           (ascii_is_digit(last) || !ascii_is_alpha(next) || next == 'p');
}

struct pay_slip pay_slip_of(struct span rest, bool has_pound) {
    enum { STRANGE_MOST = 2 };
    struct token token = {.text = rest};
    struct pay_slip slip = {0, false};
    bool separated = false;
    const bool is_begun = has_pound || ascii_is_digit(char_at(&token, 0));
    if (!is_begun || !take_shape(&token, &separated) || !ends_well(&token)) {
        return slip;
    }
    const bool is_comma = span_find(span_part(rest, 0, token.at), SPAN(","), 0) < token.at;
    const bool has_letter = token.alike + token.strange > 0;
    /* Without a comma it needs its pound sign, and without any sign no letter but these. */
    const size_t least = has_pound && token.strange == 0 ? 1 : 2; /* true digits */
    if (!has_letter || token.digits < least || token.strange > STRANGE_MOST ||
        !(has_pound || is_comma) ||
        (!separated && token.strange > 0 && !ascii_is_digit(rest.at[token.at - 1]))) {
        return slip;
    }
    slip.len = token.at;
    slip.is_readable = token.strange == 0;
    return slip;
}
