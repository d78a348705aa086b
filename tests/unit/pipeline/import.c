/* tests/unit/pipeline/import.c - tests of pipeline/import: vacancy files of NHSBSA's
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/import.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "tests/unit/schema/sample.h"

static struct sample sample;
static struct tables *tables;
static char said[8192];
static int64_t told; /* rows, by the last word of progress */

static void start(void) {
    struct diag diag = {0};
    sample_open(&sample);
    cr_assert_eq(tables_open(&tables, &diag), ERR_NONE, "%s", diag.text);
}

static void stop(void) {
    tables_close(tables);
    sample_close(&sample);
}

TestSuite(import_nhsbsa, .init = start, .fini = stop);

static void hear(void *state, const char *sentence) {
    const size_t used = strlen(said);
    (void)state;
    snprintf(said + used, sizeof said - used, "%s\n", sentence);
}

static void hear_progress(void *state, const struct progress *progress) {
    (void)state;
    told = progress->done;
}

static enum err import_until(struct import_nhsbsa *out, const char *name, struct date day,
                             const volatile sig_atomic_t *wish) {
    const struct listener listener = {hear_progress, hear, NULL};
    const struct import_nhsbsa_options options = {
        .day = day, .today = {2025, 6, 1}, .stamp = "1 pay x rules y", .stop = wish};
    said[0] = '\0';
    told = 0;
    sample.diag = (struct diag){0};
    return import_nhsbsa(out, &sample.arena, sample.store, tables,
                         run_path(&sample.place, name), &options, &listener, &sample.diag);
}

static enum err import(struct import_nhsbsa *out, const char *name) {
    return import_until(out, name, (struct date){0, 0, 0}, NULL);
}

#define HEADER                                                                                 \
    "VACANCY_ID,EMPLOYER_NAME,JOB_TITLE,PAY_BAND,SALARY_RANGE_MIN,SALARY_RANGE_MAX,"           \
    "SALARY_TIME_UNIT,EMPLOYER_POSTCODE,REGION,PUBLISHED_DATE,CLOSING_DATE\n"
#define ROW(id)                                                                                \
    id ",Trust,Porter,Band 3,25883,26958,year,DA1 2DL,South East,2025-05-16,2025-05-30\n"

static void write_text(const char *name, const char *text) {
    run_write(&sample.place, name, text, strlen(text));
}

static int64_t ask(const char *sql) { return sample_ask(sample_path(&sample), sql); }

/* ---- what becomes of rows ---- */

static enum err take_offer(void *state, const struct offer *offer, struct diag *diag) {
    struct offer *out = state;
    (void)diag;
    *out = *offer;
    out->key = arena_copy_text(&sample.arena, offer->key);
    out->region = arena_copy_text(&sample.arena, offer->region);
    out->dataset = arena_copy_text(&sample.arena, offer->dataset);
    return ERR_NONE;
}

static struct offer only_offer(void) {
    const struct offer_filter all = {0};
    struct offer offer;
    offer_init(&offer);
    cr_assert_eq(store_offer_each(sample.store, &all, take_offer, &offer, &sample.diag),
                 ERR_NONE);
    return offer;
}

/* The figure of the interim scale of April 2025 with the fringe supplement. */
Test(import_nhsbsa, takes_the_pay_of_a_row_apart_as_of_its_posting_day) {
    struct import_nhsbsa got = {0};
    write_text("foi.csv", HEADER ROW("900001"));
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.rows, 1);
    cr_expect_eq(got.kept, 1);
    cr_expect_str_eq(got.file.name, "foi.csv");
    cr_expect_not(got.is_replaced);
    cr_expect(strstr(got.attribution, "Open Government Licence v3.0"));
    cr_expect(strstr(got.attribution, "NHSBSA Copyright 2025"));
    const struct offer offer = only_offer();
    cr_expect_str_eq(offer.key, "900001");
    cr_expect_str_eq(offer.dataset, "foi.csv");
    cr_expect_str_eq(offer.region, "South East");
    cr_expect_eq(offer.vacancy, 0);
    cr_expect_eq(offer.source, SOURCE_NONE);
    cr_expect_eq(offer.nation, NATION_ENGLAND);
    cr_expect_eq(offer.bands, 1u << BAND_3);
    cr_expect_eq(offer.verdict, PAY_VERDICT_ON_SCALE);
    cr_expect_eq(offer.zone, PAY_ZONE_FRINGE);
    cr_expect_eq(offer.base_min, 2462500);
    cr_expect_eq(offer.base_max, 2567400);
    cr_expect_eq(offer.shown_min, 2588300);
    cr_expect_eq(date_compare(offer.posted, (struct date){2025, 5, 16}), 0);
    cr_expect_eq(date_compare(offer.closes, (struct date){2025, 5, 30}), 0);
    cr_expect_not(offer.is_posted_assumed);
}

Test(import_nhsbsa, the_closing_day_stands_for_a_posting_day_that_is_missing) {
    struct import_nhsbsa got = {0};
    write_text("foi.csv", "Job title,Salary,Pay band,Closing date\n"
                          "Porter,24625,3,30/05/2025\n");
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.by_closing_day, 1);
    const struct offer offer = only_offer();
    cr_expect_eq(date_compare(offer.posted, (struct date){2025, 5, 30}), 0);
    cr_expect(date_is_none(offer.closes), "how long it was open is not known");
    cr_expect(offer.is_posted_assumed);
}

Test(import_nhsbsa, a_day_that_is_given_stands_for_those_that_are_missing) {
    struct import_nhsbsa got = {0};
    write_text("foi.csv", "Job title,Salary,Pay band\nPorter,24625,3\n");
    cr_expect_eq(import(&got, "foi.csv"), ERR_INPUT);
    cr_expect(strstr(sample.diag.text, "--date"), "%s", sample.diag.text);
    cr_assert_eq(import_until(&got, "foi.csv", (struct date){2025, 5, 20}, NULL), ERR_NONE);
    cr_expect_eq(got.by_given_day, 1);
    cr_expect_eq(date_compare(only_offer().posted, (struct date){2025, 5, 20}), 0);
}

Test(import_nhsbsa, the_same_row_twice_counts_once) {
    struct import_nhsbsa got = {0};
    write_text("foi.csv", HEADER ROW("900001") ROW("") ROW("900001") ROW("") ROW("900002"));
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.rows, 5);
    cr_expect_eq(got.kept, 3);
    cr_expect_eq(got.repeated, 2);
    cr_expect_eq(ask("SELECT count(*) FROM offer"), 3);
}

Test(import_nhsbsa, a_file_of_the_same_name_is_replaced) {
    struct import_nhsbsa got = {0};
    write_text("foi.csv", HEADER ROW("1") ROW("2"));
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE);
    write_text("other.csv", HEADER ROW("1"));
    cr_assert_eq(import(&got, "other.csv"), ERR_NONE);
    cr_expect_not(got.is_replaced);
    write_text("foi.csv", HEADER ROW("3"));
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE);
    cr_expect(got.is_replaced);
    cr_expect_eq(ask("SELECT count(*) FROM offer"), 2);
    cr_expect_eq(ask("SELECT count(*) FROM dataset"), 2);
}

/* The market counts each data set. */
Test(import_nhsbsa, the_same_adverts_under_another_name_are_told) {
    struct import_nhsbsa got = {0};
    struct buf text;
    struct buf few;
    buf_init(&text, 8192);
    buf_init(&few, 8192);
    buf_put_text(&text, HEADER);
    buf_put_text(&few, HEADER);
    for (int i = 0; i < 40; i++) {
        buf_printf(&text, "%d,Trust,Porter,3,1,2,year,,,2025-05-16,\n", i);
        buf_printf(&few, "%d,Trust,Porter,3,1,2,year,,,2025-05-16,\n", i + 37);
    }
    run_write(&sample.place, "foi.csv", text.at, text.len);
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE);
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE);
    cr_expect_str_eq(said, "", "replaced, nothing is there twice");
    run_write(&sample.place, "few.csv", few.at, few.len);
    cr_assert_eq(import(&got, "few.csv"), ERR_NONE);
    cr_expect_str_eq(said, "", "three of forty may be");
    run_write(&sample.place, "copy.csv", text.at, text.len);
    buf_fini(&text);
    buf_fini(&few);
    cr_assert_eq(import(&got, "copy.csv"), ERR_NONE);
    cr_expect(strstr(said, "copy.csv: 40 of its 40 adverts are in the data set foi.csv too"),
              "%s", said);
    write_text("part.csv", HEADER ROW("3") ROW("300") ROW("301"));
    cr_assert_eq(import(&got, "part.csv"), ERR_NONE);
    cr_expect(strstr(said, "part.csv: 1 of its 3 adverts are in the data set copy.csv too"),
              "%s", said);
}

/* ---- what is wrong with files ---- */

Test(import_nhsbsa, rows_that_cannot_be_read_are_counted_and_the_first_named) {
    struct import_nhsbsa got = {0};
#define BAD "x,\"two\nlines\",,Band 3,1,2,year,,,2025-05-16,\n"
    write_text("foi.csv",
               HEADER ROW("1") BAD BAD BAD BAD BAD BAD BAD BAD "x,Trust,Porter\n" ROW("2"));
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.rows, 11);
    cr_expect_eq(got.kept, 2);
    cr_expect_eq(got.file.unread_count, 9);
    cr_assert_eq(got.file.unread_named, IMPORT_UNREAD_MAX);
    cr_expect_eq(got.file.unread[1].line, 5);
    cr_expect_eq(got.file.unread[1].item, 3);
    cr_expect_str_eq(got.file.unread[1].reason, "no job title");
    cr_expect(strstr(said, "foi.csv:5: not taken: no job title"), "%s", said);
    cr_expect_null(strstr(said, "foi.csv:19"), "%s", said);
}

Test(import_nhsbsa, unknown_columns_are_told_once) {
    struct import_nhsbsa got = {0};
    write_text("foi.csv", "Job title,Salary,Published date,Shoe size,Hat\n"
                          "Porter,24625,2025-05-16,9,L\nPorter,24626,2025-05-16,9,L\n");
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE);
    cr_expect_eq(got.unknown.count, 2);
    const char *first = strstr(said, "passed over: Shoe size, Hat");
    cr_assert(first, "%s", said);
    cr_expect_null(strstr(first + 1, "passed over"));
}

Test(import_nhsbsa, other_separators_and_line_ends_are_no_matter) {
    static const char *const texts[] = {
        "\xEF\xBB\xBFJob title;Salary;Published date\r\nPorter;24625;2025-05-16\r\n",
        "Job title\tSalary\tPublished date\nPorter\t24625\t2025-05-16\n",
        "Job title,Salary,Published date\rPorter,24625,2025-05-16\r",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct import_nhsbsa got = {0};
        write_text("foi.csv", texts[i]);
        cr_expect_eq(import(&got, "foi.csv"), ERR_NONE, "%zu: %s", i, sample.diag.text);
        cr_expect_eq(got.kept, 1, "%zu", i);
    }
}

/* Nothing changes, and what is wrong is said with its place. */
Test(import_nhsbsa, a_file_that_is_refused_leaves_all_as_it_was) {
    static const struct {
        const char *text;
        const char *reason;
    } rows[] = {
        {"", "foi.csv is empty"},
        {HEADER, "foi.csv:1: a header without rows"},
        {HEADER ROW("1") "2,Trust,Por", "foi.csv:3: the file breaks off in this row"},
        /* All cells are there, but the last one may be cut, as an amount may be. */
        {HEADER ROW("1") "2,Trust,Porter,Band 3,25883,26958,year,DA1 2DL,South East,2025-05-16,"
                         "2025-05-3",
         "foi.csv:3: the file breaks off in this row, which has no line end as the others"},
        {HEADER ROW("1") "\"2\"x,Trust", "foi.csv:3: the file breaks off in this row"},
        {HEADER ROW("1") "2,\"Trust\nof", "foi.csv:3: a quote is opened"},
        {"Job title,Pay\nPorter,1\n", "foi.csv:1: no column for the day"},
        {"a,b\n1,2\n", "foi.csv:1: no column for the title"},
        {HEADER "1,Trust,,3,1,2,year,,,2025-05-16,\n", "none of its rows can be read"},
        {"\xFF\xFEV\x01", "is UTF-16: save it as UTF-8"},
        {"PK\x03\x04", "is packed"},
    };
    struct import_nhsbsa got = {0};
    write_text("foi.csv", HEADER ROW("1") ROW("2"));
    cr_assert_eq(import(&got, "foi.csv"), ERR_NONE);
    got.rows = 77;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_text("foi.csv", rows[i].text);
        cr_expect_eq(import(&got, "foi.csv"), ERR_INPUT, "%s", rows[i].reason);
        cr_expect(strstr(sample.diag.text, rows[i].reason), "%s", sample.diag.text);
        cr_expect_eq(ask("SELECT count(*) FROM offer"), 2, "%s", rows[i].reason);
    }
    cr_expect_eq(got.rows, 77, "untouched on failure");
    cr_expect_eq(import(&got, "absent.csv"), ERR_ABSENT);
    cr_expect_eq(import(&got, "."), ERR_INPUT);
}

Test(import_nhsbsa, a_row_without_an_end_is_refused_not_held) {
    struct import_nhsbsa got = {0};
    struct buf text;
    buf_init(&text, 8 << 20);
    buf_put_text(&text, HEADER ROW("1") "2,\"");
    for (int i = 0; i < 3 << 17; i++) {
        buf_put_text(&text, "so long ");
    }
    run_write(&sample.place, "foi.csv", text.at, text.len);
    cr_expect_eq(import(&got, "foi.csv"), ERR_INPUT);
    cr_expect(strstr(sample.diag.text, "foi.csv:3: a row of more than 1 MiB"), "%s",
              sample.diag.text);
    cr_expect_eq(ask("SELECT count(*) FROM dataset"), 0);
    buf_fini(&text);
}

Test(import_nhsbsa, a_wish_to_stop_keeps_nothing) {
    const volatile sig_atomic_t wish = 1;
    struct import_nhsbsa got = {0};
    struct buf text;
    buf_init(&text, 8 << 20);
    buf_put_text(&text, HEADER);
    for (int i = 0; i < 1000; i++) {
        buf_printf(&text, "%d,Trust,Porter,3,1,2,year,,,2025-05-16,\n", i);
    }
    run_write(&sample.place, "foi.csv", text.at, text.len);
    cr_expect_eq(import_until(&got, "foi.csv", (struct date){0, 0, 0}, &wish), ERR_INTERRUPTED);
    cr_expect_eq(ask("SELECT count(*) FROM dataset"), 0);
    cr_expect_eq(import(&got, "foi.csv"), ERR_NONE);
    cr_expect_eq(got.kept, 1000);
    cr_expect_geq(told, 768, "progress is told");
    buf_fini(&text);
}
