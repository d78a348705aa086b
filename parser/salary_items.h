/* parser/salary_items.h - a salary text cut into numbers, units, words and signs
 * SPDX-License-Identifier: MIT
 *
 * The ground under salary.c: which numbers are amounts of money is decided here, what they mean
 * together is decided there.
 */
#ifndef PARSER_SALARY_ITEMS_H
#define PARSER_SALARY_ITEMS_H

#include "base/arena.h"
#include "schema/vocab.h"

enum pay_item_kind {
    PAY_WORD = 0,
    PAY_NUMBER, /* a number that is no money */
    PAY_MONEY,
    PAY_UNIT, /* "per annum", "p/h" */
    PAY_SIGN
};

/* What a word of a salary text says (a set; parser/fields/salary_words.tsv explains them). */
enum pay_class {
    PAY_IS_UNIT,
    PAY_IS_NOUN,
    PAY_IS_LEAD,
    PAY_IS_LABEL,
    PAY_IS_COUNT,
    PAY_IS_EXTRA,
    PAY_IS_AREA,
    PAY_IS_INCLUDE,
    PAY_IS_EXCLUDE,
    PAY_IS_PLUS,
    PAY_IS_PASSING,
    PAY_IS_STOP,
    PAY_IS_LINK,
    PAY_IS_FROM,
    PAY_IS_UP_TO,
    PAY_IS_BASIS,
    PAY_IS_MORE,
    PAY_IS_LESS,
    PAY_IS_PIECE,
    PAY_IS_ADJECTIVE,
    PAY_CLASS_COUNT
};

struct pay_item {
    enum pay_item_kind kind;
    struct span text;   /* lower case; of a number its digits and separators */
    bool glued;         /* no white space before it */
    unsigned classes;   /* of a word: set of enum pay_class */
    enum period period; /* of a unit; of a word what it would be as one, or comes near to */
    bool currency;      /* a pound sign stood before the number */
    bool thousand;      /* a k stood behind it */
    bool odd;           /* signs stood in it where none belong, or the pound sign twice */
    bool garbled;       /* letters stand among its digits: an amount, and not known which */
};

struct pay_items {
    struct pay_item *at;
    size_t count;
    bool is_cut; /* the text ends with a pound sign */
};

/** The most items of a text: the longest salary text seen has 40. What is beyond is left out.
 */
enum { PAY_ITEMS_MAX = 400 };

/** Cut a text (lexicon_normal form) into items; units are put together, money is told from
 * other numbers. */
struct pay_items pay_items_of(struct arena *arena, struct span normal);

/** Is item `at` a word of that class? False behind the end. */
bool pay_item_is(const struct pay_items *items, size_t at, enum pay_class class);
/** Is it that sign, or that word? */
bool pay_item_is_sign(const struct pay_items *items, size_t at, char sign);
bool pay_item_is_word(const struct pay_items *items, size_t at, const char *word);

/** Does a range begin with the money at `at` whose other end is no amount: "£25,760 to 27",
 * "£25,760 - £"? */
bool pay_items_break_off(const struct pay_items *items, size_t at);

/** An amount with letters among its digits. */
struct pay_slip {
    size_t len;       /* 0: none */
    bool is_readable; /* each letter looks like one digit alone: an O, an l */
};

/** Such an amount at the beginning of `rest` (lower case): "25,76o", "2s,760".
 * @param has_pound does a pound sign stand before it? */
struct pay_slip pay_slip_of(struct span rest, bool has_pound);

/** The digit that a letter of a readable one stands for; what is none of these itself. */
char pay_slip_digit(char c);

/** Lower and upper end, in pence, of what is believable pay by the unit: 8 to 120 an hour, 120
 * to 2,000 a day, 8,000 to 300,000 a year (the public formats); for a week, a month and a
 * session, where the formats set none, wide bounds that keep most of a year's pay out. */
bool pay_is_believable(int64_t pence, enum period period);

/** What a printed number may mean, in pence. */
enum { PAY_VALUES_MAX = 12 };
struct pay_values {
    int64_t at[PAY_VALUES_MAX];
    size_t count;
    bool odd; /* the separators are not where they belong: values are readings of a misprint */
};

/** The readings of a number item. @param finest allow fractions of a penny ("£12.625 an hour")
 */
struct pay_values pay_values_of(const struct pay_item *item, bool finest);

/** The readings of a number that is well-formed but cannot be meant: one digit too many. */
struct pay_values pay_values_of_misprint(const struct pay_item *item);

#endif
