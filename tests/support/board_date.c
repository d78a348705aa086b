/* tests/support/board_date.c - civil dates as day numbers, and the ways the board prints them
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_date.h"

#include <stdio.h>
#include <time.h>

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const weekdays[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};

struct civil {
    int year;
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int days_in(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Counting year by year is slow and plainly right: the board needs a few dates near today. */
static long number_of(struct civil date) {
    long number = 0;
    for (int year = 1970; year < date.year; year++)
        number += is_leap(year) ? 366 : 365;
    for (int month = 1; month < date.month; month++)
        number += days_in(date.year, month);
    return number + date.day - 1;
}

static struct civil civil_of(long number) {
    struct civil date = {.year = 1970, .month = 1, .day = 1};
    while (number >= (is_leap(date.year) ? 366 : 365)) {
        number -= is_leap(date.year) ? 366 : 365;
        date.year++;
    }
    while (number >= days_in(date.year, date.month)) {
        number -= days_in(date.year, date.month);
        date.month++;
    }
    date.day = 1 + (int)number;
    return date;
}

static bool read_digits(int *value, const char *text, int count) {
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

bool board_date_parse(long *number, const char *text) {
    struct civil date;
    if (!read_digits(&date.year, text, 4) || text[4] != '-' ||
        !read_digits(&date.month, text + 5, 2) || text[7] != '-' ||
        !read_digits(&date.day, text + 8, 2) || text[10] != '\0')
        return false;
    if (date.year < 1970 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > days_in(date.year, date.month))
        return false;
    *number = number_of(date);
    return true;
}

long board_date_today(void) {
    time_t now = time(NULL);
    struct tm parts = {.tm_year = 70, .tm_mon = 0, .tm_mday = 1};
    (void)localtime_r(&now, &parts);
    struct civil date = {
        .year = parts.tm_year + 1900, .month = parts.tm_mon + 1, .day = parts.tm_mday};
    return number_of(date);
}

void board_date_write_iso(char out[BOARD_DATE_SIZE], long date) {
    struct civil civil = civil_of(date);
    (void)snprintf(out, BOARD_DATE_SIZE, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

void board_date_write_long(char out[BOARD_DATE_SIZE], long date, bool padded) {
    struct civil civil = civil_of(date);
    (void)snprintf(out, BOARD_DATE_SIZE, "%0*d %s %d", padded ? 2 : 1, civil.day,
                   months[civil.month - 1], civil.year);
}

void board_date_write_http(char out[BOARD_DATE_SIZE], long date) {
    struct civil civil = civil_of(date);
    (void)snprintf(out, BOARD_DATE_SIZE, "%s, %02d %.3s %d 06:00:00 GMT", weekdays[date % 7],
                   civil.day, months[civil.month - 1], civil.year);
}
