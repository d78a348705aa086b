/* parser/hours.c - hours a week: "37.5 hours per week", "22.5 to 37.5 hours"
 * SPDX-License-Identifier: MIT
 */
#include "parser/hours.h"

#include "parser/fields.h"
#include "parser/lexicon.h"

/* Hundredths of an hour. The Working Time Regulations allow 48 a week on average, doctors'
 * rotas up to 60 in one. */
enum { HOURS_MAX = 6000 };

/* The most numbers before one "hours": "15, 22.5, 30 or 37.5 hours". */
enum { NUMBERS_MAX = 8 };

struct scan {
    struct span text; /* lexicon_normal */
    size_t at;
    int numbers[NUMBERS_MAX]; /* hundredths, waiting for their "hours" */
    size_t count;
    bool label;  /* the "hours" stood before: "Hours per week: 30" */
    bool named;  /* that label, or what follows the numbers, says "per week" */
    bool piece;  /* the numbers are a day's or a shift's: "4 days of 9 hours" */
    bool clock;  /* one looks like a time of day */
    bool weekly; /* hours that said "per week" were read: bare ones behind are of shifts */
    int low, high;
    bool odd;
};

static char char_at(const struct scan *scan, size_t at) {
    return at < scan->text.len ? scan->text.at[at] : '\0';
}

static bool text_at(const struct scan *scan, size_t at, const char *text) {
    return span_starts(span_part(scan->text, at, SIZE_MAX), text);
}

static size_t past_signs(const struct scan *scan, size_t at, const char *signs) {
    while (char_at(scan, at) &&
           span_find(span_of(signs), span_part(scan->text, at, 1), 0) != SIZE_MAX) {
        at++;
    }
    return at;
}

static size_t past_space(const struct scan *scan, size_t at) {
    return past_signs(scan, at, " ");
}

/* The length of the words of that kind that stand at `at`, the first of the table that fits; 0
 * where none does. Words that end in a letter end there in the text. */
static size_t words_at(const struct scan *scan, const char *kind, size_t at) {
    struct words words = words_open(&fields_hours_words, kind);
    for (struct words_row row; words_next(&words, &row);) {
        size_t len = row.words.len;
        bool letter = ascii_is_alpha(row.words.at[len - 1]);
        if (span_equal(span_part(scan->text, at, len), row.words) &&
            !(letter && ascii_is_alpha(char_at(scan, at + len)))) {
            return len;
        }
    }
    return 0;
}

/* ---- numbers ---- */

/* A vulgar fraction behind a number: 37 and a half as one sign. @return hundredths */
static int take_fraction(struct scan *scan) {
    static const struct {
        const char *sign;
        int hundredths;
    } signs[] = {{"\xC2\xBC", 25}, {"\xC2\xBD", 50}, {"\xC2\xBE", 75}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (text_at(scan, scan->at, signs[i].sign)) {
            scan->at += 2;
            return signs[i].hundredths;
        }
    }
    return 0;
}

/* "37", "37.5", "37.50", "37:30", "37,5" and 37 with a fraction sign in hundredths; the cursor
 * moves past it. */
static int take_number(struct scan *scan) {
    int value = 0;
    size_t digits = 0;
    while (ascii_is_digit(char_at(scan, scan->at))) {
        value = digits < 5 ? value * 10 + (char_at(scan, scan->at) - '0') : value;
        digits++;
        scan->at++;
    }
    value *= 100;
    char sign = char_at(scan, scan->at);
    if ((sign == '.' || sign == ':' || sign == ',') &&
        ascii_is_digit(char_at(scan, scan->at + 1))) {
        int part = 0;
        int scale = 10;
        scan->at++;
        for (; ascii_is_digit(char_at(scan, scan->at)); scan->at++) {
            part += scale * (char_at(scan, scan->at) - '0');
            scale /= 10;
        }
        scan->clock = scan->clock || (sign == ':' && value < 2400);
        value += sign == ':' ? part * 100 / 60 : part;
    }
    return digits > 4 ? HOURS_MAX + 1 : value + take_fraction(scan);
}

/* Do words before say that what follows is a piece of the week's hours: "4 days of"? */
static bool follows_piece(const struct scan *scan, size_t at) {
    struct words words = words_open(&fields_hours_words, "piece");
    struct span before = span_trim(span_part(scan->text, 0, at));
    for (struct words_row row; words_next(&words, &row);) {
        size_t from = before.len > row.words.len ? before.len - row.words.len : 0;
        if (span_equal(span_part(before, from, SIZE_MAX), row.words)) {
            return true;
        }
    }
    return false;
}

/* "37 hours 30 minutes". @return hundredths, the cursor past it; 0 where there are none */
static int take_minutes(struct scan *scan) {
    struct scan try = *scan;
    try.at = past_space(&try, try.at);
    try.at += text_at(&try, try.at, "and ") ? 4 : 0;
    if (!ascii_is_digit(char_at(&try, try.at))) {
        return 0;
    }
    int minutes = take_number(&try) / 100;
    try.at = past_space(&try, try.at);
    if (minutes >= 60 || !text_at(&try, try.at, "min")) {
        return 0;
    }
    scan->at = past_signs(&try, try.at, "minutes");
    return minutes * 100 / 60;
}

/* ---- what the numbers are ---- */

static void drop(struct scan *scan) {
    scan->count = 0;
    scan->label = scan->named = scan->piece = scan->clock = false;
}

/* Take the waiting numbers for hours of a week. */
static void keep(struct scan *scan, int minutes) {
    for (size_t i = 0; i < scan->count; i++) {
        int hours = scan->numbers[i] + (i + 1 == scan->count ? minutes : 0);
        if (hours > HOURS_MAX) {
            scan->odd = true;
        } else if (hours > 0) {
            scan->low = scan->low == 0 || hours < scan->low ? hours : scan->low;
            scan->high = hours > scan->high ? hours : scan->high;
        }
    }
}

/* At the end of "... hours", the cursor behind that word. */
static void settle(struct scan *scan) {
    size_t at = past_signs(scan, scan->at, " )");
    bool elsewhere = words_at(scan, "of", at) > 0;
    int minutes = elsewhere ? 0 : take_minutes(scan);
    bool named = scan->named || words_at(scan, "week", past_signs(scan, scan->at, " )(")) > 0;
    bool piece = scan->piece || (scan->clock && scan->count > 1) || scan->weekly;
    if (!elsewhere && (named || !piece)) {
        keep(scan, minutes);
        scan->weekly = scan->weekly || named;
    }
    scan->odd = scan->odd || (elsewhere && text_at(scan, at, "per fort"));
    drop(scan);
}

/* At the end of the numbers behind "Hours:". Without "per week" they must stand alone and not
 * be times of day: "Hours: 9-5", "Out of hours 1 in 6". */
static void settle_label(struct scan *scan) {
    size_t at = past_space(scan, scan->at);
    bool named = scan->named || words_at(scan, "week", at) > 0;
    bool rising = true;
    for (size_t i = 1; i < scan->count; i++) {
        rising = rising && scan->numbers[i - 1] < scan->numbers[i];
    }
    bool alone = !ascii_is_alnum(char_at(scan, at)) && char_at(scan, at) != '%';
    bool bare = alone && rising && !scan->clock && !scan->weekly;
    if (named || bare) {
        keep(scan, 0);
        scan->weekly = scan->weekly || named;
    }
    drop(scan);
}

/* "Hours", "Hours per week:" before the numbers; the cursor behind the word. */
static void open_label(struct scan *scan) {
    drop(scan);
    size_t at = past_signs(scan, scan->at, " (");
    at += words_at(scan, "label", at);
    at = past_signs(scan, at, " (");
    size_t week = words_at(scan, "week", at);
    at = past_signs(scan, at + week, " ):=-");
    scan->label = ascii_is_digit(char_at(scan, at));
    scan->named = scan->label && week > 0;
    scan->at = scan->label ? at : scan->at;
}

/* ---- along the text ---- */

static void step_number(struct scan *scan) {
    scan->piece = scan->piece || (scan->count == 0 && follows_piece(scan, scan->at));
    int number = take_number(scan);
    if (scan->count < NUMBERS_MAX) {
        scan->numbers[scan->count++] = number;
    }
    scan->at += char_at(scan, scan->at) == '-' &&
                words_at(scan, "hours", scan->at + 1) > 0; /* 37-hour */
}

/* A pound sign stands before it: "£13.13 / hr", "£ 26.36/hour". */
static bool is_money(const struct scan *scan, size_t at) {
    while (at > 0 && char_at(scan, at - 1) == ' ') {
        at--;
    }
    return at > 1 && text_at(scan, at - 2, "\xC2\xA3");
}

/* Pence and thousands belong to it. */
static void step_money(struct scan *scan) {
    drop(scan);
    scan->at = past_signs(scan, scan->at, "0123456789.,");
}

static void step(struct scan *scan) {
    size_t at = scan->at;
    bool starts = at == 0 || !ascii_is_alnum(char_at(scan, at - 1));
    if (char_at(scan, at) == ' ') {
        scan->at++;
        return;
    }
    if (ascii_is_digit(char_at(scan, at)) && starts) {
        (is_money(scan, at) ? step_money : step_number)(scan);
        return;
    }
    size_t word = starts || scan->count > 0 ? words_at(scan, "hours", at) : 0;
    if (word > 0) {
        scan->at += word;
        (scan->count > 0 ? settle : open_label)(scan);
        return;
    }
    bool apart = starts || !ascii_is_alpha(char_at(scan, at));
    size_t joint = apart ? words_at(scan, "joint", at) : 0;
    if (joint == 0 && scan->label && scan->count > 0) {
        settle_label(scan);
    } else if (joint == 0) {
        drop(scan);
    }
    scan->at += joint ? joint : 1;
}

bool hours_read(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (!text) {
        return false;
    }
    struct scan scan = {.text = span_of(lexicon_normal(arena, span_of(text)))};
    while (scan.at < scan.text.len) {
        step(&scan);
    }
    if (scan.label && scan.count > 0) {
        settle_label(&scan);
    }
    if (scan.odd) {
        vacancy_note(vacancy, arena, "hours_per_week", "unlikely",
                     "these are no hours of one week: \"%s\"", text);
    }
    if (scan.high == 0) {
        return false;
    }
    bool first = vacancy->hours_high == 0;
    vacancy->hours_low = first || scan.low < vacancy->hours_low ? scan.low : vacancy->hours_low;
    vacancy->hours_high = scan.high > vacancy->hours_high ? scan.high : vacancy->hours_high;
    return true;
}
