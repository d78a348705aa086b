/* tests/unit/parser/nhsbsa.c - rows of vacancy files
 * SPDX-License-Identifier: MIT
 *
 * The headers are those of the data dictionaries of FOI-03121 and FOI-03341; rows are made up.
 */
#include "parser/nhsbsa.h"

#include <criterion/criterion.h>

static struct arena arena;
static struct nhsbsa facts;
static struct diag diag;

static void start(void) {
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(nhsbsa_open(&facts, &arena, &diag), ERR_NONE, "%s", diag.text);
}

static void stop(void) { arena_fini(&arena); }

TestSuite(nhsbsa, .init = start, .fini = stop);

/* "a|b|c" as cells. */
static struct strings cells_of(const char *text) {
    struct strings cells = {0};
    const char *from = text;
    for (const char *c = text;; c++) {
        if (*c == '|' || *c == '\0') {
            strings_push(&arena, &cells,
                         arena_copy(&arena, (struct span){from, (size_t)(c - from)}));
            from = c + 1;
        }
        if (*c == '\0') {
            return cells;
        }
    }
}

static enum err find(struct nhsbsa_columns *out, const char *header, bool has_day) {
    const struct strings cells = cells_of(header);
    return nhsbsa_find_columns(out, &arena, &facts, &cells, has_day, &diag);
}

/* A row of a table with that header. */
static struct nhsbsa_row read_row(const char *header, const char *row) {
    struct nhsbsa_columns columns;
    struct nhsbsa_row out = {0};
    const struct strings cells = cells_of(row);
    cr_assert_eq(find(&columns, header, true), ERR_NONE, "%s", diag.text);
    cr_assert_eq(nhsbsa_read(&out, &arena, &columns, &cells, &diag), ERR_NONE);
    return out;
}

/* ---- columns ---- */

#define FOI_2025                                                                               \
    "VACANCY_ID|JOB_REFERENCE|EMPLOYER_NAME|JOB_TITLE|STAFF_GROUP|AREA_OF_WORK|PAY_BAND|"      \
    "SALARY_RANGE_MIN|SALARY_RANGE_MAX|FIXED_SALARY|SALARY_TIME_UNIT|CONTRACT_TYPE|"           \
    "FIXED_TERM_DURATION_MONTHS|WORKING_PATTERN|EMPLOYER_POSTCODE|REGION"
#define FOI_2024                                                                               \
    "Vacancy ID|Vacancy Ref Number|Organisation Name|Job Title|Staff Group|Area of Work|"      \
    "Salary|Working Pattern|Pay Band/Scale|Published Date|Advert Closed Date|Job Type|"        \
    "Fixed Term Contract Length|Post Code|Region"

Test(nhsbsa, finds_the_columns_of_the_known_files) {
    struct nhsbsa_columns columns;
    cr_assert_eq(find(&columns, FOI_2024, false), ERR_NONE, "%s", diag.text);
    cr_expect_eq(columns.at[NHSBSA_TITLE], 3);
    cr_expect_eq(columns.at[NHSBSA_SALARY], 6);
    cr_expect_eq(columns.at[NHSBSA_BAND], 8);
    cr_expect_eq(columns.at[NHSBSA_POSTED], 9);
    cr_expect_eq(columns.at[NHSBSA_CLOSES], 10);
    cr_expect_eq(columns.at[NHSBSA_POSTCODE], 13);
    cr_expect_eq(columns.at[NHSBSA_EMPLOYER_POSTCODE], -1);
    cr_expect_eq(columns.unknown.count, 0);
    cr_assert_eq(find(&columns, FOI_2025 "|Published date", false), ERR_NONE, "%s", diag.text);
    cr_expect_eq(columns.at[NHSBSA_SALARY_MIN], 7);
    cr_expect_eq(columns.at[NHSBSA_SALARY_FIXED], 9);
    cr_expect_eq(columns.at[NHSBSA_EMPLOYER_POSTCODE], 14);
    cr_expect_eq(columns.at[NHSBSA_POSTED], 16);
    cr_expect_eq(columns.unknown.count, 0);
}

Test(nhsbsa, tells_columns_that_it_does_not_know) {
    struct nhsbsa_columns columns;
    cr_assert_eq(find(&columns, "Job title|Salary|Closing date|Shoe size||Date closed", false),
                 ERR_NONE, "%s", diag.text);
    cr_assert_eq(columns.unknown.count, 3);
    cr_expect_str_eq(columns.unknown.at[0], "Shoe size");
    cr_expect_str_eq(columns.unknown.at[1], "(no name)");
    cr_expect_str_eq(columns.unknown.at[2], "Date closed"); /* a second one of its kind */
    cr_expect_eq(columns.at[NHSBSA_CLOSES], 2);
}

Test(nhsbsa, names_a_column_that_is_missing) {
    struct nhsbsa_columns columns = {.count = 77};
    static const struct {
        const char *header;
        const char *said;
    } rows[] = {
        {"Salary|Published date|Post",
         "no column for the title: expected one named JOB_TITLE, "},
        {"Job title|Published date",
         "no column for the pay: expected one named "
         "SALARY_RANGE_MIN, SALARY_RANGE_MAX, FIXED_SALARY, SALARY, SALARY_MIN, "},
        {FOI_2025,
         "no column for the day: expected one named PUBLISHED_DATE, ADVERT_CLOSED_DATE, "
         "DATE_POSTED, CLOSING_DATE, "},
        {FOI_2025, " more (or give the day of all its adverts with --date); the file has"},
        {"1|2", "the file has 1, 2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(find(&columns, rows[i].header, false), ERR_INPUT, "%s", rows[i].header);
        cr_expect(strstr(diag.text, rows[i].said), "%s", diag.text);
    }
    cr_expect_eq(columns.count, 77, "untouched on failure");
    cr_expect_eq(find(&columns, FOI_2025, true), ERR_NONE, "a day is given");
}

Test(nhsbsa, counts_known_headings) {
    struct strings cells = cells_of("Job title|PAY BAND|Shoe size");
    cr_expect_eq(nhsbsa_known(&facts, &arena, &cells), 2);
    cells = cells_of("Job title;Pay band");
    cr_expect_eq(nhsbsa_known(&facts, &arena, &cells), 0);
}

/* ---- rows ---- */

Test(nhsbsa, reads_pay_in_numbers) {
    static const struct {
        const char *row; /* min|max|fixed|unit */
        enum salary_kind kind;
        int64_t min;
        int64_t max;
        enum period period;
    } rows[] = {
        {"25883|26958||per year", SALARY_RANGE, 2588300, 2695800, PERIOD_YEAR},
        {"25883.00|26958.00|0|PER_YEAR", SALARY_RANGE, 2588300, 2695800, PERIOD_YEAR},
        {"25,883|26,958|NULL|Year", SALARY_RANGE, 2588300, 2695800, PERIOD_YEAR},
        {"||12.63|per hour", SALARY_POINT, 1263, 1263, PERIOD_HOUR},
        {"NA|NA|12.63|Hour", SALARY_POINT, 1263, 1263, PERIOD_HOUR},
        {"0.00|0.00|24465|Annum", SALARY_POINT, 2446500, 2446500, PERIOD_YEAR},
        {"24465|||per annum", SALARY_POINT, 2446500, 2446500, PERIOD_YEAR},
        {"24465|24465||per year", SALARY_POINT, 2446500, 2446500, PERIOD_YEAR},
        {"|26958||per year", SALARY_UP_TO, MONEY_NONE, 2695800, PERIOD_YEAR},
        {"nan|26958||per year", SALARY_UP_TO, MONEY_NONE, 2695800, PERIOD_YEAR},
        {"abc|26958||per year", SALARY_UNREADABLE, MONEY_NONE, MONEY_NONE, PERIOD_YEAR},
        {"25883|abc||per year", SALARY_UNREADABLE, MONEY_NONE, MONEY_NONE, PERIOD_YEAR},
        {"2588E|26958||per year", SALARY_UNREADABLE, MONEY_NONE, MONEY_NONE, PERIOD_YEAR},
        {"Competitive|||", SALARY_UNSTATED, MONEY_NONE, MONEY_NONE, PERIOD_NONE},
        {"|||per year", SALARY_UNSTATED, MONEY_NONE, MONEY_NONE, PERIOD_NONE},
        {"0|0|0|", SALARY_UNSTATED, MONEY_NONE, MONEY_NONE, PERIOD_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct nhsbsa_row row =
            read_row("JOB_TITLE|SALARY_RANGE_MIN|SALARY_RANGE_MAX|FIXED_SALARY|"
                     "SALARY_TIME_UNIT",
                     arena_printf(&arena, "Porter|%s", rows[i].row));
        const struct salary *salary = &row.vacancy.salary;
        cr_assert_null(row.fault, "%s", rows[i].row);
        cr_expect_eq(salary->kind, rows[i].kind, "%s: kind %d", rows[i].row, salary->kind);
        cr_expect_eq(salary->min, rows[i].min, "%s: %lld", rows[i].row, (long long)salary->min);
        cr_expect_eq(salary->max, rows[i].max, "%s: %lld", rows[i].row, (long long)salary->max);
        cr_expect_eq(salary->period, rows[i].period, "%s: %d", rows[i].row, salary->period);
        cr_expect_eq(salary->kind == SALARY_UNREADABLE,
                     vacancy_has_note(&row.vacancy, "unreadable"), "%s", rows[i].row);
    }
}

Test(nhsbsa, pay_as_printed_counts_before_numbers) {
    const struct nhsbsa_row row = read_row("Job Title|Salary|Salary min|Salary max|Salary unit",
                                           "Porter|\xC2\xA3"
                                           "25,883 to \xC2\xA3"
                                           "26,958 a year inc HCAS|25883|26958|year");
    cr_expect_eq(row.vacancy.salary.min, 2588300);
    cr_expect_eq(row.vacancy.salary.high_cost_area, SUPPLEMENT_INCLUDED);
    const struct nhsbsa_row bare =
        read_row("Job Title|Salary|Salary unit", "Porter|12.63|hour");
    cr_expect_eq(bare.vacancy.salary.min, 1263);
    cr_expect_eq(bare.vacancy.salary.period, PERIOD_HOUR);
}

Test(nhsbsa, reads_bands_in_all_their_forms) {
    static const struct {
        const char *text;
        unsigned bands;
    } rows[] = {
        {"Band 3", 1u << BAND_3},
        {"3", 1u << BAND_3},
        {"AfC Band 3", 1u << BAND_3},
        {"Agenda for change band 3", 1u << BAND_3},
        {"BAND_8A", 1u << BAND_8A},
        {"NHS AfC: Band 8a", 1u << BAND_8A},
        {"8b", 1u << BAND_8B},
        {"Consultant", 0},
        {"", 0},
        {"N/A", 0},
        {"Band 2/3", 1u << BAND_2 | 1u << BAND_3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct nhsbsa_row row = read_row(
            "Job title|Pay band|Salary", arena_printf(&arena, "Porter|%s|1", rows[i].text));
        cr_expect_eq(row.vacancy.bands, rows[i].bands, "%s: %x", rows[i].text,
                     row.vacancy.bands);
    }
}

Test(nhsbsa, reads_days_in_british_order) {
    static const struct {
        const char *text;
        struct date day; /* none: a fault */
    } rows[] = {
        {"2025-05-16", {2025, 5, 16}},
        {"16/05/2025", {2025, 5, 16}},
        {"2025-05-16T09:30:00", {2025, 5, 16}},
        {"2025-05-16 00:00:00", {2025, 5, 16}},
        {"16/05/2025 00:00", {2025, 5, 16}},
        {"6/5/2025", {2025, 5, 6}},
        {"16 May 2025", {2025, 5, 16}},
        {"16-May-2025", {2025, 5, 16}},
        {"05/16/2025", {0, 0, 0}},
        {"soon", {0, 0, 0}},
        {"2025-02-30", {0, 0, 0}},
        {"01/01/1900", {0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct nhsbsa_row row =
            read_row("Job title|Salary|Published date",
                     arena_printf(&arena, "Porter|1|%s", rows[i].text));
        const bool is_day = !date_is_none(rows[i].day);
        cr_expect_eq(row.fault == NULL, is_day, "%s", rows[i].text);
        cr_expect_eq(date_compare(row.vacancy.posted, rows[i].day), 0, "%s", rows[i].text);
    }
    cr_expect_null(read_row("Job title|Salary|Closing date", "Porter|1|").fault);
}

Test(nhsbsa, reads_places_and_terms) {
    struct nhsbsa_row row = read_row(
        "Job title|Salary|Employer postcode|Post code|Region|Contract type|Working pattern",
        "Porter|1|M1 1AE|da12dl|South East|Apprenticeship|Part time, 20 hours per week");
    cr_assert_eq(row.vacancy.location_count, 1);
    cr_expect_str_eq(row.vacancy.locations[0].postcode, "DA1 2DL", "the advert's own");
    cr_expect_eq(row.vacancy.locations[0].nation, NATION_ENGLAND);
    cr_expect_eq(row.vacancy.contract, CONTRACT_APPRENTICESHIP);
    cr_expect_eq(row.vacancy.hours_low, 2000);
    row = read_row("Job title|Salary|Employer postcode|Region", "Porter|1||WALES");
    cr_assert_eq(row.vacancy.location_count, 1);
    cr_expect_eq(row.vacancy.locations[0].nation, NATION_WALES);
    row = read_row("Job title|Salary|Employer postcode|Region",
                   "Porter|1|NULL|North East and Yorkshire");
    cr_expect_eq(row.vacancy.locations[0].nation, NATION_ENGLAND);
    cr_expect_str_eq(row.vacancy.locations[0].region, "North East and Yorkshire");
    row = read_row("Job title|Salary|Region", "Porter|1|Atlantis");
    cr_expect_eq(row.vacancy.locations[0].nation, NATION_NONE);
}

Test(nhsbsa, says_why_a_row_cannot_be_read) {
    cr_expect_str_eq(read_row("Job title|Salary", "Porter").fault, "1 cells; the header has 2");
    cr_expect_str_eq(read_row("Job title|Salary", "Porter|1|x").fault,
                     "3 cells; the header has 2");
    cr_expect_null(read_row("Job title|Salary", "Porter|1||").fault, "empty ones behind");
    cr_expect_str_eq(read_row("Job title|Salary", " |1").fault, "no job title");
    cr_expect_str_eq(read_row("Job title|Salary", "NULL|1").fault, "no job title");
}

/* What is far longer than any name would be carried into every report. */
Test(nhsbsa, refuses_names_that_are_none) {
    static const char *const headers[] = {
        "Job title|Salary|Town", "Town|Salary|Job title", "Region|Salary|Job title",
        "Organisation name|Salary|Job title", "Vacancy ID|Salary|Job title"};
    char row[NHSBSA_NAME_MAX + 64];
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        memset(row, 'a', sizeof row);
        memcpy(row + NHSBSA_NAME_MAX, "|1|Porter", sizeof "|1|Porter");
        cr_expect_null(read_row(headers[i], row).fault, "%s", headers[i]);
        memcpy(row + NHSBSA_NAME_MAX, "a|1|Porter", sizeof "a|1|Porter");
        const char *fault = read_row(headers[i], row).fault;
        cr_expect(fault && strstr(fault, " of 1001 bytes; expected 1000 at most"), "%s: %s",
                  headers[i], fault ? fault : "none");
    }
}

Test(nhsbsa, says_the_licence_with_its_year) {
    const char *said = nhsbsa_attribution(&facts, &arena, 2031);
    cr_expect(strstr(said, "Open Government Licence v3.0"));
    cr_expect(strstr(said, "Copyright 2031 (https://"), "%s", said);
    cr_expect_null(strchr(said, '{'));
}

Test(nhsbsa, reads_windows_1252) {
    const struct nhsbsa_row row = read_row("Job title|Salary", "Caf\xE9 \x96 Assistant|\xA3"
                                                               "24,465 a year");
    cr_expect(row.is_windows_1252);
    cr_expect_str_eq(row.vacancy.title, "Caf\xC3\xA9 \xE2\x80\x93 Assistant");
    cr_expect_eq(row.vacancy.salary.min, 2446500);
    cr_expect_not(read_row("Job title|Salary", "Caf\xC3\xA9|1").is_windows_1252);
}

Test(nhsbsa, names_a_row_by_its_id_or_by_all_that_it_says) {
    const char *header = "Vacancy ID|Job title|Salary";
    cr_expect_str_eq(read_row(header, "900001|Porter|1").key, "900001");
    const struct nhsbsa_row one = read_row(header, "|Porter|1");
    const struct nhsbsa_row again = read_row(header, "|Porter|1");
    const struct nhsbsa_row other = read_row(header, "|Porter|2");
    cr_expect_str_eq(one.key, again.key);
    cr_expect_str_neq(one.key, other.key);
}

Test(nhsbsa, masks_who_is_to_be_called) {
    const struct nhsbsa_row row =
        read_row("Job title|Salary", "Porter (ask a.n.other@trust.example)|1");
    cr_expect_null(strstr(row.vacancy.title, "@"), "%s", row.vacancy.title);
}
