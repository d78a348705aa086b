/* parser/dates_form.c - the forms in which dates are printed
 * SPDX-License-Identifier: MIT
 */
#include "parser/dates_private.h"

#include <string.h>

#include "base/nearest.h"
#include "parser/fields.h"

char dates_peek(const struct dates_cursor *cursor) {
    return cursor->at < cursor->text.len ? cursor->text.at[cursor->at] : '\0';
}

void dates_skip(struct dates_cursor *cursor, const char *signs) {
    while (dates_peek(cursor) && strchr(signs, dates_peek(cursor))) {
        cursor->at++;
    }
}

bool dates_take_char(struct dates_cursor *cursor, char c) {
    bool there = dates_peek(cursor) == c && c;
    cursor->at += there;
    return there;
}

size_t dates_take_digits(struct dates_cursor *cursor, size_t least, size_t most, int *number) {
    size_t count = 0;
    int value = 0;
    while (cursor->at + count < cursor->text.len && count <= most &&
           ascii_is_digit(cursor->text.at[cursor->at + count])) {
        value = value * 10 + (cursor->text.at[cursor->at + count] - '0');
        count++;
    }
    if (count < least || count > most) {
        return 0;
    }
    *number = value;
    cursor->at += count;
    return count;
}

bool dates_take_text(struct dates_cursor *cursor, const char *text) {
    struct span rest = span_part(cursor->text, cursor->at, SIZE_MAX);
    bool there = span_starts(rest, text);
    cursor->at += there ? strlen(text) : 0;
    return there;
}

int dates_take_clock(struct dates_cursor *cursor) {
    struct dates_cursor try = *cursor;
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!dates_take_digits(&try, 1, 2, &hour) || !dates_take_char(&try, ':') ||
        !dates_take_digits(&try, 2, 2, &minute) || hour > 24 || minute > 59) {
        return -1;
    }
    struct dates_cursor more = try;
    if (dates_take_char(&more, ':') && dates_take_digits(&more, 2, 2, &second)) {
        try = more;
        if (dates_take_char(&more, '.') && ascii_is_digit(dates_peek(&more))) {
            dates_skip(&more, "0123456789");
            try = more;
        }
    }
    *cursor = try;
    return hour * 60 + minute;
}

static struct span take_word(struct dates_cursor *cursor) {
    size_t from = cursor->at;
    while (ascii_is_alpha(dates_peek(cursor)) || (unsigned char)dates_peek(cursor) >= 0x80) {
        cursor->at++;
    }
    return span_part(cursor->text, from, cursor->at - from);
}

/* ---- months and years ---- */

static int month_of_misspelt(struct span word) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    char text[16];
    if (word.len < 5 || word.len >= sizeof text) {
        return 0;
    }
    memcpy(text, word.at, word.len);
    text[word.len] = '\0';
    const char *name = nearest_name(text, names, sizeof names / sizeof names[0]);
    for (int i = 0; name && i < 12; i++) {
        if (strcmp(name, names[i]) == 0) {
            return i + 1;
        }
    }
    return 0;
}

static int month_of(struct span word) {
    struct words_row row;
    uint64_t month = 0;
    if (word.len < 3) {
        return 0;
    }
    if (words_find(&row, &fields_date_words, "month", word)) {
        (void)span_number(row.value, 12, &month);
        return (int)month;
    }
    int named = date_month_of_name(word);
    return named ? named : month_of_misspelt(word);
}

/* "25" is 2025, "97" 1997. */
static int full_year(int year, size_t digits) {
    return digits == 4 ? year : year + (year < 70 ? 2000 : 1900);
}

/* A year of four or two digits that is no hour ("1 June 17:00", "1 June 5pm"). */
static bool take_year(struct dates_cursor *cursor, struct dates_found *found) {
    struct dates_cursor try = *cursor;
    int year = 0;
    (void)dates_take_char(&try, '\'');
    size_t digits = dates_take_digits(&try, 2, 4, &year);
    bool clock = dates_peek(&try) == ':' || (digits == 2 && ascii_is_alpha(dates_peek(&try))) ||
                 (digits == 2 && dates_peek(&try) == '.' && try.at + 1 < try.text.len &&
                  ascii_is_digit(try.text.at[try.at + 1]));
    struct dates_cursor behind = try;
    dates_skip(&behind, " ");
    clock = clock || (digits == 2 &&
                      (dates_take_text(&behind, "am") || dates_take_text(&behind, "pm") ||
                       dates_take_text(&behind, "noon") || dates_take_text(&behind, "mid")));
    if (digits == 0 || digits == 3 || clock) {
        return false;
    }
    found->year = full_year(year, digits);
    found->has_year = true;
    *cursor = try;
    return true;
}

/* ---- forms of dates ---- */

/* Is it summer time in London at that instant? Then the day there begins an hour early. */
static bool is_summer(int64_t instant) {
    /* Half past eleven at night UTC is the next day in summer; the day of change itself is told
     * by date_in_london's own rule at the hour before one. */
    int64_t day = instant / 86400 - (instant % 86400 < 0);
    int64_t late = day * 86400 + 86400 - 1800;
    int64_t before = late - 86400;
    bool after_change = instant - day * 86400 >= 3600;
    int64_t probe = after_change ? late : before;
    struct date there = date_in_london(probe);
    return date_compare(there, date_from_days(probe / 86400 - (probe % 86400 < 0))) > 0;
}

/* "Z", "+0100", "+01:00", "-05". Moves the date and time to London's. */
static void take_zone(struct dates_cursor *cursor, struct dates_found *found) {
    struct dates_cursor try = *cursor;
    int hours = 0;
    int minutes = 0;
    bool west = dates_peek(&try) == '-';
    bool zulu = dates_take_char(&try, 'z');
    if (!zulu) {
        if (!dates_take_char(&try, '+') && !dates_take_char(&try, '-')) {
            return;
        }
        size_t digits = dates_take_digits(&try, 2, 4, &hours);
        if (digits == 4) {
            minutes = hours % 100;
            hours /= 100;
        } else if (digits != 2 ||
                   (dates_take_char(&try, ':') && !dates_take_digits(&try, 2, 2, &minutes))) {
            return;
        }
    }
    struct date date = {found->year, found->month, found->day};
    if (!date_is_valid(date) || hours > 14 || minutes > 59) {
        return;
    }
    int64_t offset = (int64_t)(hours * 60 + minutes) * (west ? -60 : 60);
    int64_t instant = date_to_days(date) * 86400 + found->minute * 60 - offset;
    int64_t local = instant + (is_summer(instant) ? 3600 : 0);
    struct date there = date_in_london(instant);
    found->year = there.year;
    found->month = there.month;
    found->day = there.day;
    found->minute = (int)((local % 86400 + 86400) % 86400 / 60);
    *cursor = try;
}

/* 2025-06-01, 2025/06/01, with T17:00:00.000+01:00; 20250601. */
static bool take_iso(struct dates_cursor *cursor, struct dates_found *found) {
    struct dates_cursor try = *cursor;
    if (dates_take_digits(&try, 8, 8, &found->year)) {
        found->day = found->year % 100;
        found->month = found->year / 100 % 100;
        found->year /= 10000;
        found->has_year = found->year >= 1900 && found->year < 2200;
        *cursor = try;
        return found->has_year;
    }
    char sign = '\0';
    if (dates_take_digits(&try, 4, 4, &found->year)) {
        sign = dates_peek(&try);
    }
    if ((sign != '-' && sign != '/') || !dates_take_char(&try, sign) ||
        !dates_take_digits(&try, 1, 2, &found->month) || !dates_take_char(&try, sign) ||
        !dates_take_digits(&try, 1, 2, &found->day)) {
        return false;
    }
    found->has_year = true;
    struct dates_cursor clock = try;
    if (dates_take_char(&clock, 't') || dates_take_char(&clock, ' ')) {
        int minute = dates_take_clock(&clock);
        if (minute >= 0) {
            found->minute = minute;
            take_zone(&clock, found);
            try = clock;
        }
    }
    *cursor = try;
    return true;
}

/* 15/09/2025, 1.6.25, 01-06-2025. */
static bool take_numeric(struct dates_cursor *cursor, struct dates_found *found) {
    struct dates_cursor try = *cursor;
    if (!dates_take_digits(&try, 1, 2, &found->day)) {
        return false;
    }
    dates_skip(&try, " ");
    char sign = dates_peek(&try);
    if (!sign || !strchr("/.-", sign)) {
        return false;
    }
    try.at++;
    dates_skip(&try, " ");
    if (!dates_take_digits(&try, 1, 2, &found->month)) {
        return false;
    }
    dates_skip(&try, " ");
    bool same = dates_take_char(&try, sign);
    dates_skip(&try, " ");
    if (!same || !take_year(&try, found)) {
        return false;
    }
    *cursor = try;
    return true;
}

/* "1", "01", "1st", "1 st". */
static bool take_day(struct dates_cursor *cursor, int *day) {
    static const char *const ordinals[] = {"st", "nd", "rd", "th", "af", "ain", "fed", "eg"};
    if (!dates_take_digits(cursor, 1, 2, day)) {
        return false;
    }
    struct dates_cursor try = *cursor;
    dates_skip(&try, " ");
    for (size_t i = 0; i < sizeof ordinals / sizeof ordinals[0]; i++) {
        struct dates_cursor end = try;
        if (dates_take_text(&end, ordinals[i]) && !ascii_is_alpha(dates_peek(&end))) {
            *cursor = end;
            break;
        }
    }
    return true;
}

/* "12 and 13 June", "12/13 June", "12-14 June": the first day is meant. */
static void pass_more_days(struct dates_cursor *cursor) {
    for (;;) {
        struct dates_cursor try = *cursor;
        int other = 0;
        dates_skip(&try, " ");
        bool joined = dates_take_char(&try, '/') || dates_take_char(&try, '-') ||
                      dates_take_char(&try, '&') || dates_take_char(&try, ',') ||
                      dates_take_text(&try, "and ") || dates_take_text(&try, "or ") ||
                      dates_take_text(&try, "to ");
        dates_skip(&try, " ");
        if (!joined || !take_day(&try, &other)) {
            return;
        }
        *cursor = try;
    }
}

/* " 23:30:00 +0000" behind the date, as RFC 5322 section 3.3 writes it. Only with seconds and
 * four digits is it a zone: "10:00 -16:00" are hours. */
static void take_mail_clock(struct dates_cursor *cursor, struct dates_found *found) {
    struct dates_cursor try = *cursor;
    dates_skip(&try, " ");
    size_t from = try.at;
    int minute = dates_take_clock(&try);
    bool seconds = minute >= 0 && try.at - from >= 7;
    char sign = dates_take_char(&try, ' ') ? dates_peek(&try) : '\0';
    struct dates_cursor digits = {try.text, try.at + 1};
    int zone = 0;
    if (seconds && (sign == '+' || sign == '-') && dates_take_digits(&digits, 4, 4, &zone)) {
        found->minute = minute;
        take_zone(&try, found);
        *cursor = try;
    }
}

/* "05 January 2026", "1st of June, 2025", "30-Sep-2025", "3 May". */
static bool take_day_month(struct dates_cursor *cursor, struct dates_found *found) {
    struct dates_cursor try = *cursor;
    if (!take_day(&try, &found->day)) {
        return false;
    }
    pass_more_days(&try);
    dates_skip(&try, " ,./-");
    if (dates_take_text(&try, "of ") || dates_take_text(&try, "o ")) {
        dates_skip(&try, " ");
    }
    found->month = month_of(take_word(&try));
    if (!found->month) {
        return false;
    }
    *cursor = try;
    dates_skip(&try, " ,./-(");
    if (take_year(&try, found)) {
        *cursor = try;
        take_mail_clock(cursor, found);
    }
    return true;
}

/* "June 1, 2025", "Nov 6th 2025". */
static bool take_month_day(struct dates_cursor *cursor, struct dates_found *found) {
    struct dates_cursor try = *cursor;
    struct span word = take_word(&try);
    dates_skip(&try, " .-");
    /* The day first: asking whether a word is a misspelt month is dear. */
    if (!take_day(&try, &found->day)) {
        return false;
    }
    found->month = month_of(word);
    if (!found->month) {
        return false;
    }
    dates_skip(&try, " ,-");
    bool year = take_year(&try, found);
    if (year) {
        *cursor = try;
    }
    return year;
}

typedef bool form(struct dates_cursor *cursor, struct dates_found *found);

static bool take_date(struct dates_cursor *cursor, struct dates_found *found) {
    static form *const forms[] = {take_iso, take_numeric, take_day_month, take_month_day};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct dates_found try = {.from = cursor->at, .minute = -1};
        if (forms[i](cursor, &try)) {
            try.end = cursor->at;
            *found = try;
            return true;
        }
    }
    return false;
}

void dates_pass(struct dates_cursor *cursor) {
    bool digit = ascii_is_digit(dates_peek(cursor));
    cursor->at++;
    while (digit && ascii_is_digit(dates_peek(cursor))) {
        cursor->at++;
    }
    while (!digit && ascii_is_alpha(dates_peek(cursor)) &&
           ascii_is_alpha(cursor->text.at[cursor->at - 1])) {
        cursor->at++;
    }
}

size_t dates_find(struct dates_found *dates, struct span text) {
    struct dates_cursor cursor = {.text = text};
    size_t count = 0;
    while (cursor.at < text.len && count < DATES_MAX) {
        if (take_date(&cursor, &dates[count])) {
            count++;
        } else {
            dates_pass(&cursor);
        }
    }
    return count;
}
