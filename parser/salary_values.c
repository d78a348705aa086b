/* parser/salary_values.c - what a printed amount may mean
 * SPDX-License-Identifier: MIT
 *
 * Misplaced commas and full stops are common ("£24.907", "£33,65700", "£22,64"). Every reading
 * of such a number is listed; salary.c takes one only where it is the only believable one.
 */
#include "parser/salary_items.h"

/* No salary has more digits; longer ones are no amounts. */
enum { DIGITS_MAX = 12 };

struct number {
    char digits[DIGITS_MAX]; /* all of them, separators left out */
    size_t count;
    size_t first; /* digits before the first separator */
    size_t last;  /* digits behind the last one; 0 without separators */
    size_t marks; /* separators */
    char last_mark;
    bool stops;  /* a full stop parts thousands */
    bool threes; /* every comma group but the first has three digits */
    bool too_long;
};

struct bounds {
    enum period period;
    int64_t low, high; /* pence */
};

static const struct bounds believable[] = {
    {PERIOD_HOUR, 800, 12000},       {PERIOD_DAY, 12000, 200000},
    {PERIOD_YEAR, 800000, 30000000}, {PERIOD_WEEK, 6000, 600000},
    {PERIOD_MONTH, 50000, 1500000},  {PERIOD_SESSION, 500, 2000000},
};

bool pay_is_believable(int64_t pence, enum period period) {
    for (size_t i = 0; i < sizeof believable / sizeof believable[0]; i++) {
        if (believable[i].period == period) {
            return pence >= believable[i].low && pence <= believable[i].high;
        }
    }
    return false;
}

static void end_group(struct number *number, size_t len, bool is_decimals) {
    bool is_first = number->marks == 0;
    if (is_first) {
        number->first = len;
        number->threes = len >= 1 && len <= 3;
    } else if (!is_decimals) {
        number->threes = number->threes && len == 3;
    }
    number->last = is_first ? 0 : len;
}

/* What a sign inside a number stands for: "£9:00", "£45-753", "£24;071". */
static char separator(char c) { return c == ':' ? '.' : c == '-' || c == ';' ? ',' : c; }

static struct number number_of(struct span text) {
    struct number number = {.count = 0};
    size_t group = 0;
    for (size_t i = 0; i < text.len && !number.too_long; i++) {
        char c = separator(text.at[i]);
        if (ascii_is_digit(c)) {
            number.too_long = number.count == DIGITS_MAX;
            if (!number.too_long) {
                number.digits[number.count++] = c;
                group++;
            }
        } else if (group == 0 && number.marks > 0) {
            continue; /* a separator twice */
        } else if (c == ',' || c == '.' || (c == ' ' && ascii_is_digit(text.at[i - 1]))) {
            end_group(&number, group, false);
            number.stops = number.stops || (number.marks > 0 && number.last_mark == '.');
            number.marks++;
            number.last_mark = c == '.' ? '.' : ',';
            group = 0;
        }
    }
    end_group(&number, group, number.last_mark == '.');
    return number;
}

/* The digits from `from`, `count` of them, as a whole number. */
static int64_t whole(const char *digits, size_t count) {
    int64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value = value * 10 + (digits[i] - '0');
    }
    return value;
}

/* Digits with the last `decimals` of them behind the point, in pence, rounded half up. */
static int64_t pence_of(const struct number *number, size_t decimals) {
    size_t kept = decimals > 2 ? number->count - decimals + 2 : number->count;
    int64_t value = whole(number->digits, kept);
    if (decimals > 2) {
        return value + (number->digits[kept] >= '5');
    }
    return decimals == 2 ? value : decimals == 1 ? value * 10 : value * 100;
}

static void add(struct pay_values *values, int64_t pence) {
    for (size_t i = 0; i < values->count; i++) {
        if (values->at[i] == pence) {
            return;
        }
    }
    if (values->count < PAY_VALUES_MAX) {
        values->at[values->count++] = pence;
    }
}

/* The number without its digit at `at`, as whole pounds. */
static int64_t without(const struct number *number, size_t at) {
    int64_t value = 0;
    for (size_t i = 0; i < number->count; i++) {
        value = i == at ? value : value * 10 + (number->digits[i] - '0');
    }
    return value * 100;
}

/* Are decimals behind the point only zeros ("25883.0000")? */
static bool zero_decimals(const struct number *number) {
    for (size_t i = number->count - number->last; i < number->count; i++) {
        if (number->digits[i] != '0') {
            return false;
        }
    }
    return true;
}

/* One or two decimals, or nothing but zeros behind the only full stop, which comes last; commas
 * only in front of groups of three. */
static bool is_well_formed(const struct number *number) {
    if (number->marks == 0) {
        return true;
    }
    if (number->last_mark == ',') {
        return number->threes;
    }
    bool decimals = number->last <= 2 || (number->last != 3 && zero_decimals(number));
    return decimals && (number->marks == 1 || number->threes);
}

static size_t decimals_of(const struct number *number) {
    return number->last_mark == '.' ? number->last : 0;
}

/* "12.34.56.78": signs so thick that the digits between them are no parts of one amount. */
static bool is_scattered(const struct number *number) {
    return !number->threes && (number->stops || number->marks > 2);
}

static void add_readings(struct pay_values *values, const struct number *number, bool finest) {
    if (is_scattered(number)) {
        return;
    }
    add(values, pence_of(number, 0)); /* "24.907" is 24,907 */
    if (number->last <= 2) {
        add(values, pence_of(number, number->last)); /* "22,64" is 22.64 */
    }
    if (number->last == 5) {
        add(values, pence_of(number, 2)); /* "33,65700" is 33,657.00 */
    }
    for (size_t i = 0; number->last == 4 && i < 4; i++) {
        add(values, without(number, number->count - 1 - i)); /* "45,0000" is 45,000 */
    }
    if (finest && number->marks == 1 && number->last_mark == '.' && number->last > 2) {
        add(values, pence_of(number, number->last)); /* "12.625" an hour */
    }
}

/* With a full stop that came twice ("29.191.50") or a comma among decimals, all but the last
 * separator only parts thousands: that is how number_of counts them. */
struct pay_values pay_values_of(const struct pay_item *item, bool finest) {
    struct number number = number_of(item->text);
    struct pay_values values = {.odd = item->odd};
    if (number.too_long || number.count == 0 || item->garbled) {
        return values;
    }
    if (is_well_formed(&number)) {
        int64_t pence = pence_of(&number, decimals_of(&number));
        bool in_thousands = item->thousand && pence < 100000;
        values.odd = values.odd || number.stops || (item->thousand && !in_thousands);
        add(&values, in_thousands ? pence * 1000 : pence);
        return values;
    }
    values.odd = true;
    add_readings(&values, &number, finest);
    return values;
}

struct pay_values pay_values_of_misprint(const struct pay_item *item) {
    struct number number = number_of(item->text);
    struct pay_values values = {.odd = true};
    if (item->garbled || number.too_long || decimals_of(&number) > 0 || item->thousand) {
        return values;
    }
    for (size_t i = 0; i < number.count; i++) {
        add(&values, without(&number, i));
    }
    return values;
}
