/* tests/unit/base/date.c - tests of base/date
 * SPDX-License-Identifier: MIT
 */
#include "base/date.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static struct date date_of(const char *text) {
    struct date date = {0};
    cr_assert(date_parse_iso(span_of(text), &date), "%s", text);
    return date;
}

static void expect_date(struct date date, const char *expected) {
    char text[DATE_TEXT_SIZE];
    cr_expect_str_eq(date_write(date, text), expected, "%s, expected %s", text, expected);
}

Test(date, validity_knows_months_and_leap_years) {
    static const struct {
        struct date date;
        bool valid;
    } rows[] = {
        {{2024, 2, 29}, true},  {{2023, 2, 29}, false}, {{2000, 2, 29}, true},
        {{1900, 2, 29}, false}, {{2025, 4, 31}, false}, {{2025, 12, 31}, true},
        {{2025, 0, 1}, false},  {{2025, 13, 1}, false}, {{2025, 1, 0}, false},
        {{0, 1, 1}, false},     {{1, 1, 1}, true},      {{9999, 12, 31}, true},
        {{10000, 1, 1}, false}, {{-1, 1, 1}, false},    {{2025, 1, 32}, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(date_is_valid(rows[i].date), rows[i].valid, "row %zu", i);
    }
}

Test(date, days_are_counted_from_1970) {
    static const struct {
        const char *date;
        int64_t days;
    } rows[] = {
        {"1970-01-01", 0},       {"1970-01-02", 1},     {"1969-12-31", -1},
        {"2000-03-01", 11017},   {"2024-02-29", 19782}, {"0001-01-01", -719162},
        {"9999-12-31", 2932896},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(date_to_days(date_of(rows[i].date)), rows[i].days, "%s", rows[i].date);
        expect_date(date_from_days(rows[i].days), rows[i].date);
    }
}

Test(date, every_day_survives_the_way_there_and_back) {
    struct date before = {0};
    for (int64_t days = -719162; days <= 2932896; days++) {
        struct date date = date_from_days(days);
        cr_assert(date_is_valid(date), "%lld", (long long)days);
        cr_assert_eq(date_to_days(date), days, "%lld", (long long)days);
        cr_assert(days == -719162 || date_compare(before, date) < 0, "%lld", (long long)days);
        before = date;
    }
}

Test(date, days_outside_of_the_calendar_are_none) {
    static const int64_t days[] = {-719163, 2932897, INT64_MIN, INT64_MAX};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        cr_expect(date_is_none(date_from_days(days[i])), "row %zu", i);
    }
    char text[DATE_INSTANT_SIZE];
    cr_expect_str_eq(date_write_instant(INT64_MAX, text), "");
    cr_expect_str_eq(date_write_instant(INT64_MIN, text), "");
    cr_expect(date_is_none(date_in_london(INT64_MIN)));
    cr_expect(date_is_none(date_in_london(INT64_MAX)));
}

Test(date, none_comes_last) {
    struct date none = {0};
    struct date some = {2025, 1, 1};
    cr_expect_gt(date_compare(none, some), 0);
    cr_expect_lt(date_compare(some, none), 0);
    cr_expect_eq(date_compare(none, none), 0);
    cr_expect_eq(date_compare(some, some), 0);
    cr_expect_lt(date_compare(some, (struct date){2025, 1, 2}), 0);
    cr_expect_gt(date_compare(some, (struct date){2024, 12, 31}), 0);
}

Test(date, whole_months_are_counted) {
    static const struct {
        const char *from, *to;
        int months;
    } rows[] = {
        {"2025-01-15", "2025-02-14", 0},  {"2025-01-15", "2025-02-15", 1},
        {"2023-11-30", "2025-02-01", 14}, {"2025-02-01", "2025-01-01", 0},
        {"2025-01-01", "2025-01-01", 0},  {"2024-02-29", "2025-02-28", 11},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(date_months_between(date_of(rows[i].from), date_of(rows[i].to)),
                     rows[i].months, "row %zu", i);
    }
    cr_expect_eq(date_months_between((struct date){0}, date_of("2025-01-01")), 0);
    cr_expect_eq(date_months_between(date_of("2025-01-01"), (struct date){0}), 0);
}

Test(date, iso_dates_are_read_exactly) {
    static const char *const wrong[] = {
        "",           "2025-1-1", "2025-01-1",  "2025-01-011", "2025/01/01", "2025-02-30",
        "0000-01-01", "20250101", "2025-01-0x", " 2025-01-01", "+025-01-01", "2025-01-01T"};
    struct date date = {1999, 9, 9};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cr_expect_not(date_parse_iso(span_of(wrong[i]), &date), "\"%s\"", wrong[i]);
    }
    cr_expect_eq(date.year, 1999, "a failure leaves the output untouched");
    expect_date(date_of("2025-04-01"), "2025-04-01");
    expect_date((struct date){0}, "");
    expect_date((struct date){2025, 2, 30}, "");
    expect_date((struct date){7, 3, 4}, "0007-03-04");
}

Test(date, months_are_known_by_name) {
    static const struct {
        const char *name;
        int month;
    } rows[] = {
        {"January", 1}, {"jan", 1},  {"JAN.", 1}, {"Sept", 9},   {"sept.", 9}, {"Sep", 9},
        {"may", 5},     {"May.", 5}, {"june", 6}, {"DEC", 12},   {"", 0},      {".", 0},
        {"ja", 0},      {"janu", 0}, {"Mai", 0},  {"June..", 0}, {"Septe", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(date_month_of_name(span_of(rows[i].name)), rows[i].month, "\"%s\"",
                     rows[i].name);
    }
    cr_expect_eq(date_month_of_name((struct span){0}), 0);
}

static int64_t instant_of(const char *http) {
    int64_t instant = 0;
    cr_assert(date_parse_http(span_of(http), &instant), "%s", http);
    return instant;
}

Test(date, london_is_an_hour_ahead_in_summer) {
    static const char *const rows[][2] = {
        {"Sun, 30 Mar 2025 00:59:59 GMT", "2025-03-30"},
        {"Sat, 29 Mar 2025 23:59:59 GMT", "2025-03-29"},
        {"Sun, 30 Mar 2025 22:59:59 GMT", "2025-03-30"},
        {"Sun, 30 Mar 2025 23:00:00 GMT", "2025-03-31"},
        {"Tue, 01 Jul 2025 23:30:00 GMT", "2025-07-02"},
        {"Sat, 25 Oct 2025 23:00:00 GMT", "2025-10-26"},
        {"Sun, 26 Oct 2025 23:30:00 GMT", "2025-10-26"},
        {"Wed, 31 Dec 2025 23:30:00 GMT", "2025-12-31"},
        {"Sun, 31 Mar 2024 23:00:00 GMT", "2024-04-01"},
        {"Sat, 30 Mar 2024 23:30:00 GMT", "2024-03-30"},
        {"Thu, 31 Oct 2024 23:30:00 GMT", "2024-10-31"},
        {"Sat, 26 Oct 2024 23:30:00 GMT", "2024-10-27"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect_date(date_in_london(instant_of(rows[i][0])), rows[i][1]);
    }
}

Test(date, instants_are_written_in_utc) {
    char text[DATE_INSTANT_SIZE];
    cr_expect_str_eq(date_write_instant(0, text), "1970-01-01T00:00:00Z");
    cr_expect_str_eq(date_write_instant(-1, text), "1969-12-31T23:59:59Z");
    cr_expect_str_eq(date_write_instant(1753104645, text), "2025-07-21T13:30:45Z");
}

Test(date, http_dates_have_one_form) {
    static const char *const wrong[] = {
        "",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Son, 06 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT",
        "Sun, 06 Xxx 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08.49.37 GMT",
    };
    int64_t instant = 5;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        cr_expect_not(date_parse_http(span_of(wrong[i]), &instant), "\"%s\"", wrong[i]);
    }
    cr_expect_eq(instant, 5, "a failure leaves the output untouched");
    cr_expect_eq(instant_of("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
    cr_expect_eq(instant_of("Thu, 01 Jan 1970 00:00:00 GMT"), 0);
}
