/* parser/salary_items.c - a salary text cut into numbers, units, words and signs
 * SPDX-License-Identifier: MIT
 */
#include "parser/salary_items.h"

#include <string.h>

#include "parser/fields.h"

static const char *const class_names[PAY_CLASS_COUNT] = {
    [PAY_IS_UNIT] = "unit",   [PAY_IS_NOUN] = "noun",           [PAY_IS_LEAD] = "lead",
    [PAY_IS_LABEL] = "label", [PAY_IS_COUNT] = "count",         [PAY_IS_EXTRA] = "extra",
    [PAY_IS_AREA] = "area",   [PAY_IS_INCLUDE] = "include",     [PAY_IS_EXCLUDE] = "exclude",
    [PAY_IS_PLUS] = "plus",   [PAY_IS_PASSING] = "passing",     [PAY_IS_STOP] = "stop",
    [PAY_IS_LINK] = "link",   [PAY_IS_FROM] = "from",           [PAY_IS_UP_TO] = "up_to",
    [PAY_IS_BASIS] = "basis", [PAY_IS_MORE] = "more",           [PAY_IS_LESS] = "less",
    [PAY_IS_PIECE] = "piece", [PAY_IS_ADJECTIVE] = "adjective",
};

/* The pound sign in the forms in which it reaches us: itself, as an entity that was escaped
 * twice, behind the letter that a wrong decoding puts before it, lost to a wrong one. */
static const char *const pounds[] = {"\xC2\xA3", "\xC3\xA2\xC2\xA3", "&pound;", "&#163;",
                                     "gbp",      "\xEF\xBF\xBD"};

/* ---- cutting ---- */

struct cutter {
    struct arena *arena;
    struct pay_items items;
    struct span text;
    size_t at;
    bool gap;        /* white space was passed */
    unsigned pounds; /* pound signs seen since the last item */
};

static char char_at(const struct cutter *cutter, size_t at) {
    return at < cutter->text.len ? cutter->text.at[at] : '\0';
}

static bool digit_at(const struct cutter *cutter, size_t at) {
    return ascii_is_digit(char_at(cutter, at));
}

/* Letters, and the bytes of letters above ASCII, but not a pound sign. */
static bool letter_at(const struct cutter *cutter, size_t at) {
    char c = char_at(cutter, at);
    return ascii_is_alpha(c) || ((unsigned char)c >= 0x80 &&
                                 !span_starts(span_part(cutter->text, at, 2), "\xC2\xA3"));
}

static size_t digits_from(const struct cutter *cutter, size_t at) {
    size_t count = 0;
    while (digit_at(cutter, at + count)) {
        count++;
    }
    return count;
}

static void push(struct cutter *cutter, struct pay_item item) {
    item.glued = !cutter->gap;
    ARENA_PUSH(cutter->arena, cutter->items.at, cutter->items.count, item);
    cutter->gap = false;
    cutter->pounds = 0;
}

static bool take_pound(struct cutter *cutter) {
    struct span rest = span_part(cutter->text, cutter->at, SIZE_MAX);
    for (size_t i = 0; i < sizeof pounds / sizeof pounds[0]; i++) {
        size_t len = strlen(pounds[i]);
        /* The letters "gbp" and a lost sign count only in front of a figure. */
        bool doubtful = i >= 4;
        size_t next = cutter->at + len + (char_at(cutter, cutter->at + len) == ' ');
        if (span_starts(rest, pounds[i]) && (!doubtful || digit_at(cutter, next))) {
            cutter->at += len;
            cutter->pounds++;
            return true;
        }
    }
    return false;
}

/* Is the full stop at `at` inside letters that are each abbreviated: "p.a", "l.w"? */
static bool abbreviates(const struct cutter *cutter, size_t from, size_t at) {
    return char_at(cutter, at) == '.' && (at - from == 1 || char_at(cutter, at - 2) == '.') &&
           letter_at(cutter, at + 1) && !letter_at(cutter, at + 2);
}

static bool joins_word(const struct cutter *cutter, size_t from, size_t at) {
    char c = char_at(cutter, at);
    bool joins = c == '\'' || (c == '&' && at - from == 1 && letter_at(cutter, at + 1));
    return letter_at(cutter, at) || ascii_is_digit(c) || joins || abbreviates(cutter, from, at);
}

static struct span without_stops(struct arena *arena, struct span word) {
    char *copy = arena_copy(arena, word);
    size_t len = 0;
    for (size_t i = 0; copy && i < word.len; i++) {
        if (word.at[i] != '.') {
            copy[len++] = word.at[i];
        }
    }
    return (struct span){copy, copy ? len : 0};
}

static void take_word(struct cutter *cutter) {
    size_t from = cutter->at;
    size_t at = from + 1;
    bool has_digit = false;
    while (at < cutter->text.len && joins_word(cutter, from, at)) {
        has_digit = has_digit || digit_at(cutter, at);
        at++;
    }
    struct span word = span_part(cutter->text, from, at - from);
    if (span_find(word, SPAN("."), 0) != SIZE_MAX) {
        word = without_stops(cutter->arena, word);
        at += char_at(cutter, at) == '.'; /* "p.a." */
    }
    cutter->at = at;
    /* A code such as MT03 is a number in no sense. */
    push(cutter, (struct pay_item){.kind = has_digit ? PAY_NUMBER : PAY_WORD, .text = word});
}

/* Does a number with a pound sign, of one to three digits so far, have exactly three more at
 * `next`? */
static bool three_more(const struct cutter *cutter, size_t from, size_t at, size_t next) {
    return cutter->pounds && at - from <= 3 && digits_from(cutter, from) == at - from &&
           digits_from(cutter, next) == 3;
}

/* "£45-753-£51,668": a dash for the comma, known by the dash and the pound sign behind. */
static bool dash_for_comma(const struct cutter *cutter, size_t from, size_t at) {
    size_t next = at + 4;
    next += char_at(cutter, next) == ' ';
    if (!three_more(cutter, from, at, at + 1) || char_at(cutter, next) != '-') {
        return false;
    }
    next += char_at(cutter, next + 1) == ' ' ? 2 : 1;
    return span_starts(span_part(cutter->text, next, 2), "\xC2\xA3");
}

/* How far a number goes on at `at`, or 0; `*odd` is set where its sign is a misprint. */
static size_t number_goes_on(const struct cutter *cutter, size_t from, size_t at, bool *odd) {
    char c = char_at(cutter, at);
    bool separator = c == ',' || c == '.';
    if (separator && char_at(cutter, at + 1) == c && digit_at(cutter, at + 2)) {
        *odd = true; /* "£12..50" */
        return 2;
    }
    if (separator && digit_at(cutter, at + 1)) {
        return 1;
    }
    bool spaced = separator && char_at(cutter, at + 1) == ' ' &&
                  three_more(cutter, from, at, at + 2); /* "£24, 214" */
    bool blank = c == ' ' && three_more(cutter, from, at, at + 1);
    bool colon = c == ':' && cutter->pounds && digits_from(cutter, at + 1) == 2;
    bool dash = c == '-' && dash_for_comma(cutter, from, at);
    bool semicolon = c == ';' && three_more(cutter, from, at, at + 1); /* "£24;071" */
    *odd = *odd || spaced || blank || colon || dash || semicolon;
    return spaced ? 2 : blank || colon || dash || semicolon ? 1 : 0;
}

/* A k for thousands: alone, or glued to a word that says a unit. */
static bool is_thousand(const struct cutter *cutter, size_t at) {
    static const char *const behind[] = {"per", "pa", "p.", "p/", "pro", "fte", "wte"};
    if (char_at(cutter, at) != 'k') {
        return false;
    }
    struct span rest = span_part(cutter->text, at + 1, SIZE_MAX);
    bool ends = !letter_at(cutter, at + 1) && !digit_at(cutter, at + 1);
    for (size_t i = 0; !ends && i < sizeof behind / sizeof behind[0]; i++) {
        ends = span_starts(rest, behind[i]);
    }
    return ends;
}

/* Is there an amount with letters among its digits? */
static bool take_slip(struct cutter *cutter) {
    const struct span rest = span_part(cutter->text, cutter->at, SIZE_MAX);
    const struct pay_slip slip = pay_slip_of(rest, cutter->pounds > 0);
    char *text = slip.len > 0 ? arena_copy(cutter->arena, span_part(rest, 0, slip.len)) : NULL;
    for (size_t i = 0; text && slip.is_readable && i < slip.len; i++) {
        text[i] = pay_slip_digit(text[i]);
    }
    if (text) {
        cutter->at += slip.len;
        push(cutter, (struct pay_item){.kind = PAY_NUMBER,
                                       .text = {text, slip.len},
                                       .currency = cutter->pounds > 0,
                                       .odd = true,
                                       .garbled = !slip.is_readable});
    }
    return text;
}

/* A letter behind the digits that is none of a unit's, of thousands, nor a word of Welsh:
 * "£2588e". */
static bool has_odd_letter(const struct cutter *cutter, size_t at) {
    const char c = char_at(cutter, at);
    return ascii_is_alpha(c) && !strchr("phdwmyakxic", c) && !letter_at(cutter, at + 1) &&
           !digit_at(cutter, at + 1);
}

static void take_number(struct cutter *cutter) {
    size_t from = cutter->at;
    size_t at = from + digits_from(cutter, from);
    bool odd = cutter->pounds > 1;
    for (size_t step; (step = number_goes_on(cutter, from, at, &odd)) > 0;) {
        at += step;
        at += digits_from(cutter, at);
    }
    struct pay_item item = {.kind = PAY_NUMBER,
                            .text = span_part(cutter->text, from, at - from),
                            .currency = cutter->pounds > 0,
                            .odd = odd};
    item.garbled = item.currency && has_odd_letter(cutter, at);
    at += item.garbled;
    size_t letter = at + (char_at(cutter, at) == ' ' && item.currency);
    item.thousand = is_thousand(cutter, at) || is_thousand(cutter, letter);
    cutter->at = item.thousand ? (is_thousand(cutter, at) ? at : letter) + 1 : at;
    push(cutter, item);
}

static void take_sign(struct cutter *cutter) {
    struct span sign = span_part(cutter->text, cutter->at, 1);
    cutter->at++;
    push(cutter, (struct pay_item){.kind = PAY_SIGN, .text = sign});
}

static void take_next(struct cutter *cutter) {
    if (char_at(cutter, cutter->at) == ' ') {
        cutter->at++;
        cutter->gap = true;
    } else if (take_pound(cutter)) {
        return;
    } else if ((cutter->pounds > 0 || digit_at(cutter, cutter->at)) && take_slip(cutter)) {
        return;
    } else if (digit_at(cutter, cutter->at)) {
        take_number(cutter);
    } else if (letter_at(cutter, cutter->at)) {
        take_word(cutter);
    } else {
        take_sign(cutter);
    }
}

/* ---- asking ---- */

bool pay_item_is(const struct pay_items *items, size_t at, enum pay_class class) {
    return at < items->count && items->at[at].kind == PAY_WORD &&
           (items->at[at].classes & 1u << class) != 0;
}

bool pay_item_is_sign(const struct pay_items *items, size_t at, char sign) {
    return at < items->count && items->at[at].kind == PAY_SIGN &&
           items->at[at].text.at[0] == sign;
}

bool pay_item_is_word(const struct pay_items *items, size_t at, const char *word) {
    return at < items->count && items->at[at].kind == PAY_WORD &&
           span_is(items->at[at].text, word);
}

static bool kind_at(const struct pay_items *items, size_t at, enum pay_item_kind kind) {
    return at < items->count && items->at[at].kind == kind;
}

/* ---- words ---- */

static void classify_word(struct pay_item *item) {
    uint32_t kinds = words_kinds(&fields_salary_words, item->text);
    for (int class = 0; kinds && class < PAY_CLASS_COUNT; class ++) {
        struct words_row row;
        if (words_find(&row, &fields_salary_words, class_names[class], item->text)) {
            item->classes |= 1u << class;
            kinds &= kinds - 1; /* one fewer to find, whichever bit goes */
            item->period = row.value.len > 0
                               ? (enum period)vocab_value(&vocab_period, row.value)
                               : item->period;
        }
    }
}

static void classify(struct pay_items *items) {
    for (size_t i = 0; i < items->count; i++) {
        if (items->at[i].kind == PAY_WORD) {
            classify_word(&items->at[i]);
        }
    }
}

/* ---- units ---- */

/* A slash or a word such as "per". */
static bool is_lead(const struct pay_items *items, size_t at) {
    return pay_item_is(items, at, PAY_IS_LEAD) || pay_item_is_sign(items, at, '/');
}

/* "p/a", "p/h", "/h": single letters are nouns only behind a lead of one letter or a slash; the
 * one of "N/A" never is. */
static enum period letter_noun(const struct pay_items *items, size_t at, bool after_p) {
    return after_p && pay_item_is_word(items, at, "a") ? PERIOD_YEAR
           : pay_item_is_word(items, at, "h")          ? PERIOD_HOUR
           : pay_item_is_word(items, at, "d")          ? PERIOD_DAY
           : pay_item_is_word(items, at, "w")          ? PERIOD_WEEK
           : pay_item_is_word(items, at, "m")          ? PERIOD_MONTH
                                                       : PERIOD_NONE;
}

/* Is the word at `at` one that would be a unit elsewhere but not here: "annual leave", "annual
 * bonus", "weekly hours"? */
static bool counts_something(const struct pay_items *items, size_t at) {
    static const char *const things[] = {"leave", "increment", "increments", "review", "hours"};
    for (size_t i = 0; i < sizeof things / sizeof things[0]; i++) {
        if (pay_item_is_word(items, at + 1, things[i])) {
            return true;
        }
    }
    return pay_item_is_word(items, at, "annual") && pay_item_is(items, at + 1, PAY_IS_EXTRA);
}

/* "per annum", "/hr", "p / session", "/per hour", "per calendar month". @return items taken */
static size_t led_unit(const struct pay_items *items, size_t at, enum period *period) {
    size_t next = at + 1;
    bool letter = pay_item_is_word(items, at, "p") || pay_item_is_sign(items, at, '/');
    if (!is_lead(items, at)) {
        return 0;
    }
    while (next < at + 3 && (is_lead(items, next) || pay_item_is_sign(items, next, '-') ||
                             pay_item_is(items, next, PAY_IS_ADJECTIVE))) {
        if (letter && pay_item_is_word(items, next, "a") &&
            !pay_item_is(items, next + 1, PAY_IS_NOUN)) {
            break; /* "p/a" */
        }
        letter = letter && pay_item_is_sign(items, next, '/');
        next++;
    }
    if (pay_item_is(items, next, PAY_IS_NOUN)) {
        *period = items->at[next].period;
        return next - at + 1;
    }
    *period = letter ? letter_noun(items, next, pay_item_is_word(items, at, "p")) : PERIOD_NONE;
    return *period ? next - at + 1 : 0;
}

/* @param behind is the item before a unit, or part of one: "per session per year"? */
static size_t unit_at(const struct pay_items *items, size_t at, bool behind,
                      enum period *period) {
    /* "37.5 hours per week" says nothing about pay. */
    bool of_work = at > 0 && !behind && pay_item_is(items, at - 1, PAY_IS_COUNT) &&
                   !pay_item_is(items, at - 1, PAY_IS_UNIT);
    size_t taken = led_unit(items, at, period);
    if (taken == 0 && pay_item_is(items, at, PAY_IS_UNIT) && !counts_something(items, at)) {
        *period = items->at[at].period;
        taken = 1;
    }
    bool rate = pay_item_is_word(items, at, "day") && pay_item_is_word(items, at + 1, "rate");
    if (taken == 0 && rate) {
        *period = PERIOD_DAY;
        taken = 2;
    }
    bool of_month = at > 0 && kind_at(items, at - 1, PAY_NUMBER) && items->at[at - 1].currency;
    if (taken == 0 && of_month && pay_item_is_word(items, at, "pm")) {
        *period = PERIOD_MONTH;
        taken = 1;
    }
    return of_work ? 0 : taken;
}

/* Puts units together, in place. */
static void fold_units(struct pay_items *items) {
    size_t kept = 0;
    for (size_t at = 0; at < items->count;) {
        enum period period = PERIOD_NONE;
        bool behind = kept > 0 && items->at[kept - 1].kind == PAY_UNIT;
        size_t taken = unit_at(items, at, behind, &period);
        struct pay_item item = items->at[at];
        if (taken > 0 && period) {
            item.kind = PAY_UNIT;
            item.period = period;
        }
        items->at[kept++] = item;
        at += taken > 0 && period ? taken : 1;
    }
    items->count = kept;
}

/* ---- money ---- */

/* One to three digits, then a comma and three or more: money even without a pound sign. */
static bool has_thousands(struct span text) {
    size_t comma = span_find(text, SPAN(","), 0);
    if (comma == SIZE_MAX || comma > 3 || text.at[0] == '0') {
        return false;
    }
    struct span behind = span_part(text, comma + 1, 3);
    return behind.len == 3 && ascii_is_digit(behind.at[1]) && ascii_is_digit(behind.at[2]);
}

static bool only_reading(const struct pay_item *item, int64_t *pence) {
    struct pay_values values = pay_values_of(item, false);
    *pence = values.count == 1 ? values.at[0] : 0;
    return values.count == 1;
}

/* Five or six digits that are believable pay for a year. */
static bool is_plain_year(const struct pay_item *item) {
    int64_t pence;
    size_t digits = 0;
    while (digits < item->text.len && ascii_is_digit(item->text.at[digits])) {
        digits++;
    }
    return digits >= 5 && digits <= 6 && item->text.at[0] != '0' &&
           only_reading(item, &pence) && pay_is_believable(pence, PERIOD_YEAR);
}

/* Is the number followed by what makes it a count, a percentage, a code? */
static bool is_counted(const struct pay_items *items, size_t at) {
    bool percent =
        pay_item_is_sign(items, at + 1, '%') ||
        (pay_item_is_word(items, at + 1, "per") && pay_item_is_word(items, at + 2, "cent"));
    return percent || pay_item_is(items, at + 1, PAY_IS_COUNT);
}

static bool is_code(const struct pay_items *items, size_t at) {
    bool glued = kind_at(items, at + 1, PAY_WORD) && items->at[at + 1].glued;
    return glued && !pay_item_is(items, at + 1, PAY_IS_BASIS);
}

/* Behind "Band", "Annex" and the like, signs between them ("Band: 5") not counted. */
static bool is_labelled(const struct pay_items *items, size_t at) {
    while (at > 0 && items->at[at - 1].kind == PAY_SIGN &&
           !pay_item_is_sign(items, at - 1, ')')) {
        at--;
    }
    return at > 0 && pay_item_is(items, at - 1, PAY_IS_LABEL);
}

static bool has_unit(const struct pay_items *items, size_t at) {
    int64_t pence;
    return kind_at(items, at + 1, PAY_UNIT) && only_reading(&items->at[at], &pence) &&
           pay_is_believable(pence, items->at[at + 1].period);
}

/* Money by its own shape or its unit. */
static bool is_money(const struct pay_items *items, size_t at) {
    const struct pay_item *item = &items->at[at];
    if (item->garbled || !ascii_is_digit(item->text.at[0])) {
        return item->garbled;
    }
    if (item->currency) {
        return !pay_item_is_sign(items, at + 1, '%') && !pay_item_is_word(items, at + 1, "m") &&
               !pay_item_is_word(items, at + 1, "million");
    }
    if (is_counted(items, at) || is_code(items, at)) {
        return false;
    }
    bool bare = is_plain_year(item) || has_unit(items, at);
    return item->thousand || has_thousands(item->text) || (bare && !is_labelled(items, at));
}

/* The item behind a connector ("-", "to") in that direction, a unit between them passed; or
 * SIZE_MAX. */
static size_t across_link(const struct pay_items *items, size_t at, bool back) {
    size_t step = back ? SIZE_MAX : 1; /* SIZE_MAX steps one back */
    at += step;
    at += kind_at(items, at, PAY_UNIT) ? step : 0;
    size_t links = 0;
    while (pay_item_is_sign(items, at, '-') || pay_item_is(items, at, PAY_IS_LINK)) {
        at += step;
        links++;
    }
    at += back && kind_at(items, at, PAY_UNIT) ? step : 0;
    return links > 0 && kind_at(items, at, PAY_MONEY) ? at : SIZE_MAX;
}

/* Could these two be the ends of one range: not five times apart, be it once the smaller is
 * read as thousands ("£25-31000")? */
static bool are_near(const struct pay_item *a, const struct pay_item *b) {
    struct pay_values of_a = pay_values_of(a, false);
    struct pay_values of_b = pay_values_of(b, false);
    for (size_t i = 0; i < of_a.count; i++) {
        for (size_t j = 0; j < of_b.count; j++) {
            int64_t low = of_a.at[i] < of_b.at[j] ? of_a.at[i] : of_b.at[j];
            int64_t high = of_a.at[i] < of_b.at[j] ? of_b.at[j] : of_a.at[i];
            bool thousands = low >= 1000 && low < 30000 && high >= 800000;
            low = thousands ? low * 1000 : low;
            if (low <= high && high / 5 <= low) {
                return true;
            }
        }
    }
    return false;
}

/* Money because it is the other end of a range: "£24,907 - 30,615", "20-26K". */
static bool is_other_end(const struct pay_items *items, size_t at) {
    const struct pay_item *item = &items->at[at];
    if (!ascii_is_digit(item->text.at[0]) || is_counted(items, at) || is_code(items, at) ||
        is_labelled(items, at)) {
        return false;
    }
    size_t before = at > 0 ? across_link(items, at, true) : SIZE_MAX;
    size_t behind = across_link(items, at, false);
    return (before != SIZE_MAX && are_near(item, &items->at[before])) ||
           (behind != SIZE_MAX && are_near(item, &items->at[behind]));
}

/* A text that is nothing but figures with pence ("12.62", "11.50 - 12.62"). */
static bool is_bare_figure(const struct pay_items *items, size_t at) {
    for (size_t i = 0; i < items->count; i++) {
        if (items->at[i].kind == PAY_WORD || items->at[i].kind == PAY_UNIT) {
            return false;
        }
    }
    int64_t pence;
    struct span text = items->at[at].text;
    return text.len >= 4 && text.at[text.len - 3] == '.' &&
           only_reading(&items->at[at], &pence) && pay_is_believable(pence, PERIOD_HOUR);
}

/* "2025", "2025/26": no amount that was cut. */
static bool is_date(const struct pay_items *items, size_t at) {
    const struct span text = items->at[at].text;
    return pay_item_is_sign(items, at + 1, '/') ||
           (text.len == 4 && (span_starts(text, "19") || span_starts(text, "20")));
}

/* A number that stands where the upper end should: nothing but the unit or "pro rata" follows.
 */
static bool is_lost_end(const struct pay_items *items, size_t at) {
    const bool ends = at + 1 >= items->count || kind_at(items, at + 1, PAY_UNIT) ||
                      pay_item_is_word(items, at + 1, "pro");
    return kind_at(items, at, PAY_NUMBER) && ascii_is_digit(items->at[at].text.at[0]) && ends &&
           !is_counted(items, at) && !is_date(items, at);
}

bool pay_items_break_off(const struct pay_items *items, size_t at) {
    size_t links = 0;
    at++;
    at += kind_at(items, at, PAY_UNIT);
    while (pay_item_is_sign(items, at, '-') || pay_item_is(items, at, PAY_IS_LINK)) {
        at++;
        links++;
    }
    return links > 0 && (at < items->count ? is_lost_end(items, at) : items->is_cut);
}

typedef bool money_test(const struct pay_items *items, size_t at);

static void find_money(struct pay_items *items) {
    static money_test *const tests[] = {is_money, is_bare_figure, is_other_end};
    for (size_t t = 0; t < sizeof tests / sizeof tests[0]; t++) {
        for (size_t i = 0; i < items->count; i++) {
            if (items->at[i].kind == PAY_NUMBER && tests[t](items, i)) {
                items->at[i].kind = PAY_MONEY;
            }
        }
    }
}

struct pay_items pay_items_of(struct arena *arena, struct span normal) {
    struct cutter cutter = {.arena = arena, .text = normal, .gap = true};
    while (cutter.at < normal.len && cutter.items.count < PAY_ITEMS_MAX && !arena->failed) {
        take_next(&cutter);
    }
    cutter.items.is_cut = cutter.pounds > 0;
    classify(&cutter.items);
    fold_units(&cutter.items);
    find_money(&cutter.items);
    return cutter.items;
}
