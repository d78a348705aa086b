/* base/date.c - civil dates
 * SPDX-License-Identifier: MIT
 *
 * Days and dates are turned into one another as in Howard Hinnant's "chrono-compatible
 * low-level date algorithms": the year is taken to start in March, so that the leap day is its
 * last day, and the calendar repeats every 400 years, which are 146,097 days.
 */
#include "base/date.h"

#include <string.h>

enum {
    YEAR_MAX = 9999,
    ERA_YEARS = 400,
    ERA_DAYS = 146097,
    /* From 0000-03-01, where the eras start, to 1970-01-01. */
    EPOCH_DAYS = 719468,
    DAY_SECONDS = 86400,
    HOUR_SECONDS = 3600,
};

static const char *const month_names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool date_is_valid(struct date date) {
    return date.year >= 1 && date.year <= YEAR_MAX && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

bool date_is_none(struct date date) { return date.year == 0; }

/* Division that rounds down, also below zero. */
static int64_t floor_div(int64_t number, int64_t by) { return number / by - (number % by < 0); }

int64_t date_to_days(struct date date) {
    int64_t year = (int64_t)date.year - (date.month <= 2); /* the year that began in March */
    int64_t era = floor_div(year, ERA_YEARS);
    int64_t year_of_era = year - era * ERA_YEARS;
    int64_t month = ((int64_t)date.month + 9) % 12; /* March is 0 */
    /* From March on the months before one are 30.6 days long on average: 153 days in five. */
    int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * ERA_DAYS + day_of_era - EPOCH_DAYS;
}

struct date date_from_days(int64_t days) {
    static const struct date first = {1, 1, 1};
    static const struct date last = {YEAR_MAX, 12, 31};
    if (days < date_to_days(first) || days > date_to_days(last)) {
        return (struct date){0};
    }
    days += EPOCH_DAYS;
    int64_t era = floor_div(days, ERA_DAYS);
    int64_t day_of_era = days - era * ERA_DAYS;
    /* Takes out the leap days (every 1,460, 36,524 and 146,096 days), so that each year has
     * 365. */
    int64_t leaps = day_of_era / 1460 - day_of_era / 36524 + day_of_era / 146096;
    int64_t year_of_era = (day_of_era - leaps) / 365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* March is 0 */
    int64_t year = year_of_era + era * ERA_YEARS + (month >= 10);
    return (struct date){.year = (int)year,
                         .month = (int)(month < 10 ? month + 3 : month - 9),
                         .day = (int)(day_of_year - (153 * month + 2) / 5 + 1)};
}

/* In the order of days, without counting them: dates are compared far more often. */
static int date_rank(struct date date) { return (date.year * 16 + date.month) * 32 + date.day; }

int date_compare(struct date a, struct date b) {
    if (date_is_none(a) || date_is_none(b)) {
        return date_is_none(a) - date_is_none(b);
    }
    const int first = date_rank(a);
    const int second = date_rank(b);
    return (first > second) - (first < second);
}

int date_months_between(struct date from, struct date to) {
    if (date_is_none(from) || date_is_none(to) || date_compare(from, to) > 0) {
        return 0;
    }
    return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day);
}

/* Reads exactly `len` digits at byte `at`. */
static bool digits_at(struct span span, size_t at, size_t len, int *out) {
    struct span part = span_part(span, at, len);
    uint64_t number = 0;
    if (part.len != len || !span_number(part, YEAR_MAX, &number)) {
        return false;
    }
    *out = (int)number;
    return true;
}

bool date_parse_iso(struct span span, struct date *out) {
    struct date date = {0};
    bool formed = span.len == DATE_TEXT_SIZE - 1 && span.at[4] == '-' && span.at[7] == '-' &&
                  digits_at(span, 0, 4, &date.year) && digits_at(span, 5, 2, &date.month) &&
                  digits_at(span, 8, 2, &date.day);
    if (!formed || !date_is_valid(date)) {
        return false;
    }
    *out = date;
    return true;
}

/* Writes the last `width` decimal digits of `number`; no printf, since the width is certain. */
static void put_digits(char *at, int width, int number) {
    for (int i = width - 1; i >= 0; i--) {
        at[i] = (char)('0' + number % 10);
        number /= 10;
    }
}

const char *date_write(struct date date, char text[static DATE_TEXT_SIZE]) {
    text[0] = '\0';
    if (date_is_valid(date)) {
        memcpy(text, "0000-00-00", DATE_TEXT_SIZE);
        put_digits(text, 4, date.year);
        put_digits(text + 5, 2, date.month);
        put_digits(text + 8, 2, date.day);
    }
    return text;
}

int date_month_of_name(struct span name) {
    if (span_ends(name, ".")) {
        name.len--;
    }
    if (span_is_nocase(name, "sept")) {
        return 9;
    }
    for (int i = 0; i < 12; i++) {
        struct span full = span_of(month_names[i]);
        if (span_equal_nocase(name, full) || span_equal_nocase(name, span_part(full, 0, 3))) {
            return i + 1;
        }
    }
    return 0;
}

/* 0 for Sunday; 1970-01-01 was a Thursday. */
static int day_of_week(int64_t days) { return (int)(days + 4 - floor_div(days + 4, 7) * 7); }

/* The instant at which the clocks change: 01:00 UTC on the last Sunday of a month of 31 days.
 */
static int64_t clock_change(int year, int month) {
    int64_t last = date_to_days((struct date){year, month, 31});
    return (last - day_of_week(last)) * DAY_SECONDS + HOUR_SECONDS;
}

struct date date_in_london(int64_t instant) {
    struct date date = date_from_days(floor_div(instant, DAY_SECONDS));
    if (date_is_none(date) || instant < clock_change(date.year, 3) ||
        instant >= clock_change(date.year, 10)) {
        return date;
    }
    return date_from_days(floor_div(instant + HOUR_SECONDS, DAY_SECONDS));
}

const char *date_write_instant(int64_t instant, char text[static DATE_INSTANT_SIZE]) {
    int64_t days = floor_div(instant, DAY_SECONDS);
    struct date date = date_from_days(days);
    text[0] = '\0';
    if (!date_is_none(date)) {
        int second = (int)(instant - days * DAY_SECONDS);
        memcpy(text, "0000-00-00T00:00:00Z", DATE_INSTANT_SIZE);
        put_digits(text, 4, date.year);
        put_digits(text + 5, 2, date.month);
        put_digits(text + 8, 2, date.day);
        put_digits(text + 11, 2, second / HOUR_SECONDS);
        put_digits(text + 14, 2, second / 60 % 60);
        put_digits(text + 17, 2, second % 60);
    }
    return text;
}

/* "08:49:37", a leap second 60 allowed. */
static bool parse_clock(struct span span, int64_t *seconds) {
    int hour = 0;
    int minute = 0;
    int second = 0;
    bool formed = span.len == 8 && span.at[2] == ':' && span.at[5] == ':' &&
                  digits_at(span, 0, 2, &hour) && digits_at(span, 3, 2, &minute) &&
                  digits_at(span, 6, 2, &second);
    if (!formed || hour > 23 || minute > 59 || second > 60) {
        return false;
    }
    *seconds = (int64_t)hour * HOUR_SECONDS + (int64_t)minute * 60 + second;
    return true;
}

/* "Sun, " and the six others; which of them it is does not matter to us. */
static bool starts_with_day_name(struct span span) {
    static const char *const names[] = {"Sun, ", "Mon, ", "Tue, ", "Wed, ",
                                        "Thu, ", "Fri, ", "Sat, "};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (span_starts(span, names[i])) {
            return true;
        }
    }
    return false;
}

bool date_parse_http(struct span span, int64_t *instant) {
    static const char form[] = "Sun, 06 Nov 1994 08:49:37 GMT";
    if (span.len != sizeof form - 1 || !starts_with_day_name(span) || span.at[7] != ' ' ||
        span.at[11] != ' ' || span.at[16] != ' ' || !span_ends(span, " GMT")) {
        return false;
    }
    struct date date = {.month = date_month_of_name(span_part(span, 8, 3))};
    int64_t seconds = 0;
    if (!digits_at(span, 5, 2, &date.day) || !digits_at(span, 12, 4, &date.year) ||
        !parse_clock(span_part(span, 17, 8), &seconds) || !date_is_valid(date)) {
        return false;
    }
    *instant = date_to_days(date) * DAY_SECONDS + seconds;
    return true;
}
