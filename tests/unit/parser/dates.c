/* tests/unit/parser/dates.c - dates and times as printed
 * SPDX-License-Identifier: MIT
 */
#include "parser/wording.h"

#include <criterion/criterion.h>

#include "tests/unit/parser/wording_fixture.h"

static const struct {
    const char *text;
    const char *date; /* "" for none */
    const char *time;
    const char *code; /* of the note; NULL for none */
} rows[] = {
    {"05 January 2026", "2026-01-05", "", NULL},
    {"The closing date is 01 June 2025", "2025-06-01", "", NULL},
    {"15/09/2025 17:00", "2025-09-15", "17:00", NULL},
    {"23/02/2026 23:59", "2026-02-23", "23:59", NULL},
    {"30-Sep-2025 23:59", "2025-09-30", "23:59", NULL},
    {"25/09/2025", "2025-09-25", "", NULL},
    {"26 Feb 2026", "2026-02-26", "", NULL},
    {"PUBLISHED THU 6 NOV 2025", "2025-11-06", "", NULL},
    {"1st June 2025", "2025-06-01", "", NULL},
    {"2nd of September, 2026", "2026-09-02", "", NULL},
    {"Sunday 3rd May 2026 at midnight", "2026-05-03", "23:59", NULL},
    {"3 May 2026, 12 noon", "2026-05-03", "12:00", NULL},
    {"1/6/25", "2025-06-01", "", NULL},
    {"01.06.2025", "2025-06-01", "", NULL},
    {"1 June 97", "1997-06-01", "", NULL},
    {"06-Nov-25", "2025-11-06", "", NULL},
    {"15 September 2025 5pm", "2025-09-15", "17:00", NULL},
    {"15 September 2025 at 5.30 p.m.", "2025-09-15", "17:30", NULL},
    {"11:59pm on 15 September 2025", "2025-09-15", "23:59", NULL},
    {"5pm, Friday 3 October 2025", "2025-10-03", "17:00", NULL},
    {"15/09/2025 17.00", "2025-09-15", "17:00", NULL},
    {"15/09/2025 1700 hrs", "2025-09-15", "17:00", NULL},
    {"Wed 4 Jun 2025 12am", "2025-06-04", "00:00", NULL},
    {"31 January 2027 12:00 midnight", "2027-01-31", "23:59", NULL},
    {"5 June 2025 10:00 - 16:00", "2025-06-05", "10:00", NULL},
    {"June 1, 2025", "2025-06-01", "", NULL},
    {"Nov 6th 2025", "2025-11-06", "", NULL},
    {"6 Febuary 2026", "2026-02-06", "", NULL},
    {"1 Mehefin 2025", "2025-06-01", "", NULL},
    {"29 February 2024", "2024-02-29", "", NULL},
    {"2 Sept 2026", "2026-09-02", "", NULL},
    /* ISO 8601 */
    {"2024-03-06", "2024-03-06", "", NULL},
    {"20250601", "2025-06-01", "", NULL},
    {"2026-01-07T16:22:37.450927", "2026-01-07", "16:22", NULL},
    {"2026-09-16T15:15:34.938827718", "2026-09-16", "15:15", NULL},
    {"2019-08-09T13:00:25+0100", "2019-08-09", "13:00", NULL},
    {"2020-11-06T16:58:51+0000", "2020-11-06", "16:58", NULL},
    {"2021-09-20T23:59:59+0100", "2021-09-20", "23:59", NULL},
    {"2025-06-30T23:30:00Z", "2025-07-01", "00:30", NULL},
    {"2025-12-31T23:30:00Z", "2025-12-31", "23:30", NULL},
    {"2025-03-30T00:59:00Z", "2025-03-30", "00:59", NULL},
    {"2025-03-30T01:00:00Z", "2025-03-30", "02:00", NULL},
    {"2025-06-01T00:00:00-05:00", "2025-06-01", "06:00", NULL},
    {"2025-06-01T00:30:00+05:30", "2025-05-31", "20:00", NULL},
    {"Mon, 06 Jul 2026 23:30:00 +0000", "2026-07-07", "00:30", NULL},
    {"Fri, 20 Nov 2026 10:30:00 GMT", "2026-11-20", "10:30", NULL},
    {"5 June 2026 10:00 -1600", "2026-06-05", "10:00", NULL},
    {"1600 on 11 September 2026", "2026-09-11", "16:00", NULL},
    {"23.59 on 21.08.2026", "2026-08-21", "23:59", NULL},
    {"Friday 21st August (2026)", "2026-08-21", "", NULL},
    {"5 Mehefin 2026 am hanner dydd", "2026-06-05", "12:00", NULL},
    /* several */
    {"12 and 13 June 2025", "2025-06-12", "", NULL},
    {"12 June or 13 June 2025", "2025-06-12", "", "year_elsewhere"},
    {"Interviews 12 June 2025. Closing date 1 June 2025", "2025-06-01", "", NULL},
    {"1 May 2025 - 1 June 2025", "2025-06-01", "", NULL},
    {"Open from 1 May 2025 until 1 June 2025", "2025-06-01", "", NULL},
    {"Closing date extended from 13 March 2026 to 20 March 2026", "2026-03-20", "", NULL},
    {"Extended from Friday 19 June 2026 until Friday 3 July 2026", "2026-07-03", "", NULL},
    {"Closing date: 14 August 2026 - extended until 21 August 2026", "2026-08-21", "", NULL},
    {"New closing date: 3 July 2026 (previously 19 June 2026)", "2026-07-03", "", NULL},
    /* none */
    {"31 June 2025", "", "", "impossible_date"},
    {"30 February 2024", "", "", "impossible_date"},
    {"09/15/2025", "", "", "impossible_date"},
    {"2025-13-01", "", "", "impossible_date"},
    {"Friday 3rd October", "", "", "no_year"},
    {"3 Oct 17:00", "", "", "no_year"},
    {"Ongoing", "", "", "no_date"},
    {"See advert", "", "", "no_date"},
    {"03/2025", "", "", "no_date"},
    {"", "", "", NULL},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

Test(dates, reads_each_text_as_a_person_does) {
    for (size_t i = 0; i < ROWS; i++) {
        struct wording_fixture fixture;
        char date[DATE_TEXT_SIZE];
        wording_open(&fixture);
        dates_read_closes(&fixture.vacancy, &fixture.arena, rows[i].text);
        date_write(fixture.vacancy.closes, date);
        const char *time = wording_text(fixture.vacancy.closes_at);
        cr_expect_str_eq(date, rows[i].date, "%s: %s", rows[i].text, date);
        cr_expect_str_eq(time, rows[i].time, "%s: %s", rows[i].text, time);
        bool noted = rows[i].code ? wording_noted(&fixture, rows[i].code)
                                  : fixture.vacancy.note_count == 0;
        cr_expect(noted, "%s: note", rows[i].text);
        wording_close(&fixture);
    }
}

Test(dates, each_field_takes_the_date_that_its_word_names) {
    static const char text[] = "Posted 1 May 2025, interview 12 June 2025, closes 1 June 2025";
    struct wording_fixture fixture;
    char date[DATE_TEXT_SIZE];
    wording_open(&fixture);
    dates_read_posted(&fixture.vacancy, &fixture.arena, text);
    dates_read_interview(&fixture.vacancy, &fixture.arena, text);
    dates_read_closes(&fixture.vacancy, &fixture.arena, text);
    cr_expect_str_eq(date_write(fixture.vacancy.posted, date), "2025-05-01");
    cr_expect_str_eq(date_write(fixture.vacancy.interview, date), "2025-06-12");
    cr_expect_str_eq(date_write(fixture.vacancy.closes, date), "2025-06-01");
    wording_close(&fixture);
}

Test(dates, interview_is_the_day_that_its_sentence_gives_to_one) {
    static const struct {
        const char *text;
        const char *date; /* "" for none */
    } interviews[] = {
        {"12 March 2026", "2026-03-12"},
        {"Interviews will be held by telephone on 12 March 2026.", "2026-03-12"},
        {"Shortlisting on 5 March 2026 and interviews on 12 March 2026.", "2026-03-12"},
        {"Informal visit day 5 March 2026, interview day 12 March 2026", "2026-03-12"},
        {"Interviews, with a short presentation, take place on 12 March 2026", "2026-03-12"},
        {"Interviews were due on 5 March 2026 but will now be held on 12 March 2026",
         "2026-03-12"},
        {"Interviews begin on 12 March 2026", "2026-03-12"},
        {"Closing date 12/03/2026, interviews TBC", ""},
        {"The start date is 1 April 2026; interviews will be arranged.", ""},
        {"If you have not been invited to interview by 20/03/2026, you were not successful.",
         ""},
        {"Applicants interviewed since Monday the 5th of October 2025 need not apply.", ""},
        {"The trust's interview guidance came into force on 1 April 2025.", ""},
        {"You will be told by 20 March 2026 whether you have an interview.", ""},
    };
    for (size_t i = 0; i < sizeof interviews / sizeof interviews[0]; i++) {
        struct wording_fixture fixture;
        char date[DATE_TEXT_SIZE];
        wording_open(&fixture);
        dates_read_interview(&fixture.vacancy, &fixture.arena, interviews[i].text);
        date_write(fixture.vacancy.interview, date);
        cr_expect_str_eq(date, interviews[i].date, "%s: %s", interviews[i].text, date);
        wording_close(&fixture);
    }
}

Test(dates, time_may_be_left_unasked) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    const char *time = "untouched";
    struct date date = dates_read(SPAN("15/09/2025 17:00"), NULL, &fixture.arena);
    cr_expect_eq(date.day, 15);
    date = dates_read(SPAN("no date, 17:00"), &time, &fixture.arena);
    cr_expect(date_is_none(date));
    cr_expect_null(time);
    wording_close(&fixture);
}

static void check_date(const struct vacancy *vacancy, const char *text) {
    bool none = date_is_none(vacancy->closes);
    cr_expect(none || date_is_valid(vacancy->closes), "%s", text);
    cr_expect(!none || !vacancy->closes_at, "%s: a time without a day", text);
}

Test(dates, bear_any_prefix_and_any_bytes) {
    const char *texts[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        texts[i] = rows[i].text;
    }
    wording_try_prefixes(texts, ROWS, dates_read_closes, check_date);
}
