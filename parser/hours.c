/* parser/hours.c - hours a week: "37.5 hours per week", "22.5 to 37.5 hours"
 * SPDX-License-Identifier: MIT
 */
#include "parser/hours.h"

#include <string.h>

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
    int low, high;
    bool odd;
};

static char char_at(const struct scan *scan, size_t at) {
    return at < scan->text.len ? scan->text.at[at] : '\0';
}

static bool text_at(const struct scan *scan, size_t at, const char *text) {
    return span_starts(span_part(scan->text, at, SIZE_MAX), text);
}

static size_t past_space(const struct scan *scan, size_t at) {
    while (char_at(scan, at) == ' ') {
        at++;
    }
    return at;
}

/* "37", "37.5", "37.50", "37:30" and "37,5" in hundredths; the cursor moves past it. */
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
        value += sign == ':' ? part * 100 / 60 : part;
    }
    return digits > 4 ? HOURS_MAX + 1 : value;
}

/* The length of "hours", "hrs", "hr" or "h" at `at`, 0 where there is none. */
static size_t hours_word(const struct scan *scan, size_t at) {
    static const char *const words[] = {"hours", "hour", "hrs", "hr", "hpw", "h"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t len = strlen(words[i]);
        if (text_at(scan, at, words[i]) && !ascii_is_alpha(char_at(scan, at + len))) {
            return len;
        }
    }
    return 0;
}

/* Are the hours of a shift, a day, a month? */
static bool of_something_else(const struct scan *scan, size_t at) {
    static const char *const things[] = {
        "shift",     "per shift",     "day",         "per day", "a day",
        "per month", "a month",       "per year",    "a year",  "per annum",
        "fortnight", "per fortnight", "a fortnight", "notice",  "per session",
        "over 2",    "over two",      "/day",        "/month",  "ahead",
        "over four", "over 4",        "-day",        "night",   "of travel"};
    at = past_space(scan, at);
    at += char_at(scan, at) == ')';
    at = past_space(scan, at);
    for (size_t i = 0; i < sizeof things / sizeof things[0]; i++) {
        if (text_at(scan, at, things[i])) {
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
    scan->at = try.at;
    return minutes * 100 / 60;
}

static void settle(struct scan *scan) {
    bool elsewhere = of_something_else(scan, scan->at);
    int minutes = elsewhere ? 0 : take_minutes(scan);
    for (size_t i = 0; i < scan->count && !elsewhere; i++) {
        int hours = scan->numbers[i] + (i + 1 == scan->count ? minutes : 0);
        if (hours > HOURS_MAX) {
            scan->odd = true;
        } else if (hours > 0) {
            scan->low = scan->low == 0 || hours < scan->low ? hours : scan->low;
            scan->high = hours > scan->high ? hours : scan->high;
        }
    }
    scan->odd =
        scan->odd || (elsewhere && text_at(scan, past_space(scan, scan->at), "per fort"));
    scan->count = 0;
}

/* Between numbers of one list only these stand. */
static size_t joint_at(const struct scan *scan, size_t at) {
    static const char *const joints[] = {"-", "/", ",", "to ", "or ", "and ", "&", "up to "};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        if (text_at(scan, at, joints[i])) {
            return strlen(joints[i]);
        }
    }
    return 0;
}

static void step(struct scan *scan) {
    size_t at = scan->at;
    bool starts = at == 0 || !ascii_is_alnum(char_at(scan, at - 1));
    if (char_at(scan, at) == ' ') {
        scan->at++;
        return;
    }
    if (ascii_is_digit(char_at(scan, at)) && starts &&
        !(at > 0 && text_at(scan, at - 1, "\xA3"))) {
        int number = take_number(scan);
        if (scan->count < NUMBERS_MAX) {
            scan->numbers[scan->count++] = number;
        }
        scan->at +=
            char_at(scan, scan->at) == '-' && hours_word(scan, scan->at + 1); /* 37-hour */
        return;
    }
    size_t word = hours_word(scan, at);
    if (word && scan->count > 0) {
        scan->at += word;
        settle(scan);
        return;
    }
    size_t joint = starts || !ascii_is_alpha(char_at(scan, at)) ? joint_at(scan, at) : 0;
    scan->count = joint ? scan->count : 0;
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
