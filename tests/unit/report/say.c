/* tests/unit/report/say.c - tests of report/say
 * SPDX-License-Identifier: MIT
 */
#include "report/say.h"

#include <criterion/criterion.h>

enum { CAP = 10000 };
static const struct date today = {2025, 5, 20};

/* Compares what was written so far, and clears it. */
static void expect(struct buf *out, const char *expected) {
    cr_expect_str_eq(buf_text(out), expected, "%s, expected %s", buf_text(out), expected);
    buf_clear(out);
}

Test(say, dates_are_written_as_people_write_them) {
    struct buf out;
    buf_init(&out, CAP);
    say_date(&out, (struct date){2025, 6, 1});
    expect(&out, "1 June 2025");
    say_date(&out, (struct date){0});
    expect(&out, "");
    say_closing(&out, (struct date){2025, 6, 1}, "23:59", today);
    expect(&out, "1 June 2025 at 23:59 (in 12 days)");
    say_closing(&out, (struct date){2025, 5, 21}, NULL, today);
    expect(&out, "21 May 2025 (tomorrow)");
    say_closing(&out, today, NULL, today);
    expect(&out, "20 May 2025 (today)");
    say_closing(&out, (struct date){2025, 5, 17}, NULL, today);
    expect(&out, "17 May 2025 (3 days ago)");
    say_closing(&out, (struct date){2024, 5, 17}, NULL, today);
    expect(&out, "17 May 2024 (past)");
    say_closing(&out, (struct date){2026, 5, 17}, NULL, today);
    expect(&out, "17 May 2026");
    buf_fini(&out);
}

Test(say, pay_is_readable) {
    static const struct {
        struct salary salary;
        const char *words;
    } rows[] = {
        {{"x", SALARY_RANGE, 2588300, 2695800, PERIOD_YEAR, false, SUPPLEMENT_INCLUDED},
         "£25,883 to £26,958 a year, with the high cost area supplement"},
        {{"x", SALARY_POINT, 1262, 1262, PERIOD_HOUR, false, SUPPLEMENT_UNSTATED},
         "£12.62 an hour"},
        {{"x", SALARY_FROM, 2500000, MONEY_NONE, PERIOD_YEAR, true, SUPPLEMENT_NONE},
         "from £25,000 a year, pro rata"},
        {{"x", SALARY_UP_TO, MONEY_NONE, 123456789, PERIOD_NONE, false, SUPPLEMENT_EXTRA},
         "up to £1,234,567.89, and a high cost area supplement on top"},
        {{"Negotiable", SALARY_UNSTATED, MONEY_NONE, MONEY_NONE, PERIOD_NONE, false,
          SUPPLEMENT_NONE},
         "Negotiable"},
        {{NULL, SALARY_UNSTATED, MONEY_NONE, MONEY_NONE, PERIOD_NONE, false, SUPPLEMENT_NONE},
         ""},
        {{"x", SALARY_POINT, 0, 0, PERIOD_NONE, false, SUPPLEMENT_NONE}, "£0"},
    };
    struct buf out;
    buf_init(&out, CAP);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        say_salary(&out, &rows[i].salary);
        expect(&out, rows[i].words);
    }
    buf_fini(&out);
}

Test(say, sets_and_terms_read_as_lists) {
    struct vacancy vacancy;
    struct buf out;
    buf_init(&out, CAP);
    vacancy_init(&vacancy);
    say_bands(&out, 1u << BAND_3);
    expect(&out, "Band 3");
    say_bands(&out, 1u << BAND_2 | 1u << BAND_3 | 1u << BAND_8A);
    expect(&out, "Band 2, 3 or 8a");
    say_bands(&out, 0);
    expect(&out, "");
    say_set(&out, &vocab_work_pattern, 1u << WORK_FULL_TIME | 1u << WORK_HOME_OR_REMOTE);
    expect(&out, "full time, home or remote");
    vacancy.contract = CONTRACT_FIXED_TERM;
    vacancy.contract_months = 12;
    say_contract(&out, &vacancy);
    expect(&out, "fixed term, 12 months");
    buf_fini(&out);
}

Test(say, hours_and_points_have_no_trailing_zeros) {
    struct buf out;
    buf_init(&out, CAP);
    say_hours(&out, 3750, 3750);
    expect(&out, "37.5 hours a week");
    say_hours(&out, 2200, 3725);
    expect(&out, "22 to 37.25 hours a week");
    say_hours(&out, 2205, 2205);
    expect(&out, "22.05 hours a week");
    say_hours(&out, 0, 0);
    expect(&out, "");
    say_tenths(&out, 125);
    expect(&out, "12.5");
    say_tenths(&out, 1000);
    expect(&out, "100");
    say_count(&out, 1, "advert", "adverts");
    expect(&out, "1 advert");
    say_count(&out, 12345, "advert", "adverts");
    expect(&out, "12,345 adverts");
    buf_fini(&out);
}

Test(say, sizes_and_lengths_of_time_are_rounded) {
    static const struct {
        int64_t value;
        const char *bytes;
        const char *seconds;
    } rows[] = {
        {0, "0 bytes", "0 seconds"},
        {1, "1 byte", "1 second"},
        {59, "59 bytes", "59 seconds"},
        {60, "60 bytes", "1 minute"},
        {61, "61 bytes", "2 minutes"},
        {999, "999 bytes", "17 minutes"},
        {3600, "4 KB", "1 hour"},
        {3601, "4 KB", "1 hour 1 minute"},
        {26040, "26 KB", "7 hours 14 minutes"},
        {3250000, "3.2 MB", "902 hours 47 minutes"},
    };
    struct buf out;
    buf_init(&out, CAP);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        say_bytes(&out, rows[i].value);
        expect(&out, rows[i].bytes);
        say_seconds(&out, rows[i].value);
        expect(&out, rows[i].seconds);
    }
    buf_fini(&out);
}

Test(say, pauses_are_told_exactly) {
    static const struct {
        int64_t millis;
        const char *words;
    } rows[] = {{0, "0 seconds"},        {1000, "1 second"},     {2000, "2 seconds"},
                {200, "0.2 seconds"},    {2250, "2.25 seconds"}, {1001, "1.001 seconds"},
                {60050, "60.05 seconds"}};
    struct buf out;
    buf_init(&out, CAP);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        say_pause(&out, rows[i].millis);
        expect(&out, rows[i].words);
    }
    buf_fini(&out);
}

/* The nights of the clock change in 2026: 29 March and 25 October, 01:00 UTC. */
Test(say, instants_are_those_of_the_clock_in_london) {
    static const struct {
        int64_t instant;
        const char *words;
    } rows[] = {
        {0, ""},
        {1767225600, "1 January 2026, 00:00"},
        {1774745999, "29 March 2026, 00:59"},
        {1774746000, "29 March 2026, 02:00"},
        {1782856800, "30 June 2026, 23:00"},
        {1782860400, "1 July 2026, 00:00"},
        {1792886399, "25 October 2026, 00:59"},
        {1792889999, "25 October 2026, 01:59"},
        {1792890000, "25 October 2026, 01:00"},
    };
    struct buf out;
    buf_init(&out, CAP);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        say_instant(&out, rows[i].instant);
        expect(&out, rows[i].words);
    }
    buf_fini(&out);
}

Test(say, places_are_named_by_town_and_postcode) {
    const char *lines[] = {"Arndale House", "18-20 Spital Street"};
    struct location places[] = {
        {.address = {lines, 2}, .town = "Dartford", .postcode = "DA1 2DL"},
        {.county = "Kent"},
        {.postcode = "CT9"},
    };
    struct vacancy vacancy = {.locations = places, .location_count = 3};
    struct buf out;
    buf_init(&out, CAP);
    say_place(&out, &vacancy);
    expect(&out, "Dartford DA1 2DL and 2 more places");
    say_location(&out, &places[0]);
    expect(&out, "Arndale House, 18-20 Spital Street, Dartford DA1 2DL");
    say_location(&out, &places[1]);
    expect(&out, "Kent");
    say_location(&out, &places[2]);
    expect(&out, "CT9");
    buf_fini(&out);
}
