/* tests/unit/pay/check.c - tests of taking figures apart: verdicts and flags
 * SPDX-License-Identifier: MIT
 */
#include "pay/check.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/pay/compose.h"

/* A figure and what must come of it. */
struct row {
    const char *text;
    int64_t min; /* pounds; 0: none */
    int64_t max;
    enum period period;
    const char *day;
    enum nation nation;
    unsigned bands;
    enum supplement stated;
    const char *place;
    int hours;
    enum pay_verdict verdict;
    enum pay_flag flag; /* one that must be there; none: none may be */
    int64_t base;       /* pounds; 0: any */
};

#define BAND(band) (1u << BAND_##band)
#define ENGLAND NATION_ENGLAND
#define SILENT SUPPLEMENT_UNSTATED

static struct pay_question question_of(const struct row *row) {
    struct pay_question question = {
        .nation = row->nation, .bands = row->bands, .place = row->place, .hours = row->hours};
    cr_assert(date_parse_iso(span_of(row->day), &question.date), "%s", row->day);
    question.salary =
        (struct salary){.text = row->text,
                        .kind = row->min == row->max ? SALARY_POINT : SALARY_RANGE,
                        .min = row->min * 100,
                        .max = row->max * 100,
                        .period = row->period,
                        .high_cost_area = row->stated};
    return question;
}

static void expect_rows(const struct row *rows, size_t count) {
    struct tables *tables = compose_tables();
    struct arena arena;
    struct diag diag;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        const struct pay_question question = question_of(row);
        struct pay_check check;
        cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
        const char *verdict = vocab_name(&vocab_pay_verdict, (int)check.verdict);
        cr_expect_eq(check.verdict, row->verdict, "%s: %s: %s", row->text, verdict,
                     check.explanation);
        cr_expect(row->base == 0 || check.base_min == row->base * 100, "%s: %s", row->text,
                  check.explanation);
        cr_expect(row->flag ? check_has_flag(&check, row->flag) : check.flag_count == 0,
                  "%s: %s", row->text, check.flag_count ? check.flags[0].message : "no flag");
    }
    arena_fini(&arena);
    tables_close(tables);
}

#define EXPECT(...)                                                                            \
    static const struct row rows[] = {__VA_ARGS__};                                            \
    expect_rows(rows, sizeof rows / sizeof *rows)

Test(check, says_when_a_table_is_old) {
    EXPECT({"old", 24071, 25674, PERIOD_YEAR, "2025-07-01", ENGLAND, BAND(3), SILENT, NULL, 0,
            PAY_VERDICT_OLD_SCALE, PAY_FLAG_OLD_SCALE_AFTER_AWARD, 24071},
           {"interim", 24625, 25674, PERIOD_YEAR, "2025-05-01", ENGLAND, BAND(3), SILENT, NULL,
            0, PAY_VERDICT_ON_SCALE, PAY_FLAG_INTERIM, 24625},
           {"interim, late", 24625, 25674, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT,
            NULL, 0, PAY_VERDICT_OLD_SCALE, PAY_FLAG_OLD_SCALE_AFTER_AWARD, 24625},
           {"overlap, old", 24625, 25674, PERIOD_YEAR, "2025-08-10", ENGLAND, BAND(3), SILENT,
            NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_OLD_SCALE_AFTER_AWARD, 24625},
           {"overlap, new", 24937, 26598, PERIOD_YEAR, "2025-08-10", ENGLAND, BAND(3), SILENT,
            NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937},
           {"before the award", 29970, 36483, PERIOD_YEAR, "2025-05-16", ENGLAND, BAND(5),
            SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 29970},
           {"one year late", 24937, 26598, PERIOD_YEAR, "2026-06-01", NATION_NORTHERN_IRELAND,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_UNSURE_TABLE, 24937},
           {"an interim's only point", 18870, 18870, PERIOD_YEAR, "2022-06-12", ENGLAND,
            BAND(2), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_INTERIM, 18870},
           {"from there to what it left alone", 18870, 19918, PERIOD_YEAR, "2022-06-12",
            ENGLAND, BAND(2), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_INTERIM, 18870},
           {"one of an interim's two", 24625, 24625, PERIOD_YEAR, "2025-05-01", ENGLAND,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_PART_OF_SCALE, PAY_FLAG_INTERIM, 24625},
           {"the newer one dropped the band", 23615, 23615, PERIOD_YEAR, "2026-02-11",
            NATION_NORTHERN_IRELAND, BAND(1), SILENT, NULL, 0, PAY_VERDICT_OLD_SCALE,
            PAY_FLAG_OLD_SCALE_AFTER_AWARD, 23615},
           {"between the ends of 2018", 19000, 19000, PERIOD_YEAR, "2018-09-01", ENGLAND,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_PART_OF_SCALE, PAY_FLAG_UNSURE_TABLE, 19000});
}

/* What is not held is never off the scale. */
Test(check, says_when_no_table_is_held) {
    EXPECT({"Wales 2023", 22720, 24336, PERIOD_YEAR, "2023-09-01", NATION_WALES, BAND(3),
            SILENT, NULL, 0, PAY_VERDICT_NO_TABLE, PAY_FLAG_NONE, 0},
           {"Wales 2024, band 7", 46840, 53602, PERIOD_YEAR, "2024-12-01", NATION_WALES,
            BAND(7), SILENT, NULL, 0, PAY_VERDICT_NO_TABLE, PAY_FLAG_NONE, 0},
           {"the same without its band", 46840, 53602, PERIOD_YEAR, "2024-12-01", NATION_WALES,
            0, SILENT, NULL, 0, PAY_VERDICT_NO_TABLE, PAY_FLAG_NONE, 0},
           {"Scotland 2024, band 9", 117000, 122000, PERIOD_YEAR, "2024-12-01", NATION_SCOTLAND,
            BAND(9), SILENT, NULL, 0, PAY_VERDICT_NO_TABLE, PAY_FLAG_NONE, 0},
           {"England 2017", 16968, 19852, PERIOD_YEAR, "2017-09-01", ENGLAND, BAND(3), SILENT,
            NULL, 0, PAY_VERDICT_NO_TABLE, PAY_FLAG_NONE, 0},
           {"Northern Ireland 2022", 21730, 23177, PERIOD_YEAR, "2023-02-01",
            NATION_NORTHERN_IRELAND, BAND(3), SILENT, NULL, 0, PAY_VERDICT_NO_TABLE,
            PAY_FLAG_NONE, 0},
           {"England 2027", 26600, 28400, PERIOD_YEAR, "2027-09-01", ENGLAND, BAND(3), SILENT,
            NULL, 0, PAY_VERDICT_NO_TABLE, PAY_FLAG_NONE, 0});
}

Test(check, says_what_is_off_the_scale) {
    EXPECT(
        {"above", 24937, 29598, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT, NULL, 0,
         PAY_VERDICT_OFF_SCALE, PAY_FLAG_ABOVE_SCALE, 24937},
        {"below", 21000, 26598, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT, NULL, 0,
         PAY_VERDICT_OFF_SCALE, PAY_FLAG_BELOW_SCALE, 21000},
        {"two pounds off", 24939, 26598, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT,
         NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_NONE, 24939},
        {"one pound off", 24936, 26599, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT,
         NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937},
        {"a point of no table of today", 22000, 22000, PERIOD_YEAR, "2025-11-14", ENGLAND,
         BAND(3), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_BELOW_SCALE, 22000},
        {"an old point with a zone that nobody names", 23000, 23000, PERIOD_YEAR, "2026-06-09",
         ENGLAND, BAND(3), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_BELOW_SCALE, 23000},
        {"an old point and the fringe's", 24008, 24008, PERIOD_YEAR, "2025-11-20", ENGLAND,
         BAND(3), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_BELOW_SCALE, 24008},
        {"a share that nobody names and the fringe's", 21252, 21252, PERIOD_YEAR, "2025-11-20",
         ENGLAND, BAND(3), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_BELOW_SCALE, 21252},
        {"on top of what holds it already", 30546, 32207, PERIOD_YEAR, "2025-11-01", ENGLAND,
         BAND(3), SUPPLEMENT_EXTRA, "Lewisham", 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_ABOVE_SCALE,
         30546},
        {"between points of long ago", 35000, 38000, PERIOD_YEAR, "2026-05-27", ENGLAND,
         BAND(6), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_BELOW_SCALE, 35000},
        {"another band's", 27485, 30162, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT,
         NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_TWO_BANDS, 27485},
        {"local pay", 23500, 25500, PERIOD_YEAR, "2025-11-01", ENGLAND, 0, SILENT, NULL, 0,
         PAY_VERDICT_NOT_AGENDA_FOR_CHANGE, PAY_FLAG_NONE, 23500},
        {"one end misprinted", 24937, 26958, PERIOD_YEAR, "2025-11-01", ENGLAND, 0, SILENT,
         NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_NONE, 24937});
}

Test(check, says_where_a_supplement_is_missing_or_unstated) {
    EXPECT({"unstated", 25883, 26958, PERIOD_YEAR, "2025-05-16", ENGLAND, 0, SILENT, NULL, 0,
            PAY_VERDICT_ON_SCALE, PAY_FLAG_SUPPLEMENT_UNSTATED, 24625},
           {"missing", 24937, 26598, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT,
            "Dartford", 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_SUPPLEMENT_MISSING, 24937},
           {"said to be in", 24937, 26598, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3),
            SUPPLEMENT_INCLUDED, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_SUPPLEMENT_MISSING,
            24937},
           {"in, and said", 30546, 32207, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3),
            SUPPLEMENT_INCLUDED, "Lewisham", 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937},
           {"on top", 24937, 26598, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3),
            SUPPLEMENT_EXTRA, "Lewisham", 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937},
           {"elsewhere", 30546, 32207, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT,
            "Maidstone", 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_SUPPLEMENT_UNSTATED, 24937},
           {"Scotland has none", 30546, 32207, PERIOD_YEAR, "2025-11-01", NATION_SCOTLAND,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_ABOVE_SCALE, 30546});
}

/* The text of a row is what is printed: it may name a zone. */
Test(check, says_where_words_and_figure_name_different_zones) {
    EXPECT({"including Inner London HCAS", 29651, 31312, PERIOD_YEAR, "2026-01-10", ENGLAND, 0,
            SUPPLEMENT_INCLUDED, NULL, 0, PAY_VERDICT_ON_SCALE,
            PAY_FLAG_SUPPLEMENT_CONTRADICTED, 24937},
           {"inc outer London weighting", 30546, 32207, PERIOD_YEAR, "2026-01-10", ENGLAND,
            BAND(3), SUPPLEMENT_INCLUDED, NULL, 0, PAY_VERDICT_ON_SCALE,
            PAY_FLAG_SUPPLEMENT_CONTRADICTED, 24937},
           {"inner or outer London", 29651, 31312, PERIOD_YEAR, "2026-01-10", ENGLAND, BAND(3),
            SUPPLEMENT_INCLUDED, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937},
           {"Inner London", 30546, 32207, PERIOD_YEAR, "2026-01-10", ENGLAND, 0, SILENT, NULL,
            0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937});
}

/* All of London is in the inner or the outer zone. */
Test(check, misses_a_supplement_in_london) {
    EXPECT({"London", 24937, 26598, PERIOD_YEAR, "2026-01-10", NATION_NONE, BAND(3), SILENT,
            "London", 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_SUPPLEMENT_MISSING, 24937},
           {"in London, on top", 24937, 26598, PERIOD_YEAR, "2026-01-10", NATION_NONE, BAND(3),
            SUPPLEMENT_EXTRA, "Hammersmith, London", 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE,
            24937},
           {"a road", 24937, 26598, PERIOD_YEAR, "2026-01-10", ENGLAND, BAND(3), SILENT,
            "London Road", 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937});
}

/* An advert that names no nation is England's, wherever England's tables hold its figure. */
Test(check, takes_england_where_nobody_names_a_nation) {
    EXPECT({"last year's", 24937, 26598, PERIOD_YEAR, "2026-11-22", NATION_NONE, BAND(3),
            SILENT, NULL, 0, PAY_VERDICT_OLD_SCALE, PAY_FLAG_UNSURE_TABLE, 24937},
           {"this year's", 25760, 27476, PERIOD_YEAR, "2026-11-22", NATION_NONE, BAND(3),
            SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_UNSURE_TABLE, 25760},
           {"in no table of England's", 25313, 26999, PERIOD_YEAR, "2025-11-22", NATION_NONE,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_UNSURE_TABLE, 25313},
           {"in no table at all", 25000, 29999, PERIOD_YEAR, "2025-11-22", NATION_NONE, BAND(3),
            SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_UNSURE_TABLE, 25000});
}

/* The answer to a band 3 of which only the ends are given. */
static struct pay_check answer(struct arena *arena, const struct tables *tables,
                               const struct row *row) {
    const struct pay_question question = question_of(row);
    struct pay_check check = {0};
    struct diag diag;
    cr_assert_eq(check_pay(&check, arena, tables, &question, &diag), ERR_NONE);
    return check;
}

static bool says(const struct pay_check *check, const char *words) {
    bool is_said = strstr(check->explanation, words);
    for (size_t i = 0; i < check->flag_count; i++) {
        is_said = is_said || strstr(check->flags[i].message, words);
    }
    return is_said;
}

Test(check, names_the_other_nation_that_a_figure_could_be_of) {
    static const struct row old = {"",          24937,   26598,  PERIOD_YEAR, "2026-11-22",
                                   NATION_NONE, BAND(3), SILENT, NULL,        0,
                                   0,           0,       0};
    static const struct row now = {"",          25760,   27476,  PERIOD_YEAR, "2026-11-22",
                                   NATION_NONE, BAND(3), SILENT, NULL,        0,
                                   0,           0,       0};
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_check check = answer(&arena, tables, &old);
    cr_expect_eq(check.nation, NATION_NONE);
    cr_expect(says(&check, "is the whole of band 3 on England's scale from 1 April 2025"));
    cr_expect(says(&check, "the nation is not known"));
    cr_expect(says(&check, "the whole of band 3 on Northern Ireland's scale"));
    check = answer(&arena, tables, &now);
    cr_expect(says(&check, "the nation is not known"));
    cr_expect_not(says(&check, "Northern Ireland"));
    arena_fini(&arena);
    tables_close(tables);
}

/* Off the scale is held against the table of the day, not against one that comes later: in
 * February 2026 that of April 2026 had been published. */
Test(check, holds_what_is_off_the_scale_against_the_table_of_its_day) {
    static const struct row ahead = {"",      25883,   27561,  PERIOD_YEAR, "2026-02-23",
                                     ENGLAND, BAND(3), SILENT, NULL,        0,
                                     0,       0,       0};
    static const struct row backdated = {"",      35555,   36666,  PERIOD_YEAR, "2025-05-01",
                                         ENGLAND, BAND(5), SILENT, NULL,        0,
                                         0,       0,       0};
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_check check = answer(&arena, tables, &ahead);
    cr_expect_eq(check.verdict, PAY_VERDICT_OFF_SCALE);
    cr_expect(says(&check, "England's scale from 1 April 2025"), "%s", check.explanation);
    cr_expect_not(check_has_flag(&check, PAY_FLAG_BELOW_SCALE));
    check = answer(&arena, tables, &backdated);
    cr_expect_eq(check.verdict, PAY_VERDICT_OFF_SCALE);
    cr_expect(says(&check, "England's scale from 1 April 2024"), "%s", check.explanation);
    arena_fini(&arena);
    tables_close(tables);
}

/* Some point of some nation is within a pound of any round figure. */
Test(check, believes_no_round_figure_that_says_nothing_else) {
    EXPECT({"27k", 27000, 27000, PERIOD_YEAR, "2026-11-22", NATION_NONE, 0, SILENT, NULL, 0,
            PAY_VERDICT_NOT_AGENDA_FOR_CHANGE, PAY_FLAG_UNSURE_TABLE, 27000},
           {"a point", 26598, 26598, PERIOD_YEAR, "2025-11-22", NATION_NONE, 0, SILENT, NULL, 0,
            PAY_VERDICT_PART_OF_SCALE, PAY_FLAG_UNSURE_TABLE, 26598},
           {"of Wales", 27000, 27000, PERIOD_YEAR, "2025-11-22", NATION_WALES, BAND(3), SILENT,
            NULL, 0, PAY_VERDICT_PART_OF_SCALE, PAY_FLAG_NONE, 26999},
           {"AfC", 27000, 27000, PERIOD_YEAR, "2025-11-22", NATION_NONE, 0, SILENT, NULL, 0,
            PAY_VERDICT_PART_OF_SCALE, PAY_FLAG_UNSURE_TABLE, 26999});
}

/* In April 2023 the old pay with the fringe supplement is the new pay without, which was known
 * in May. What is believed hangs on what is said of the place, in the order of pay/fit.c. */
Test(check, believes_the_least_surprising) {
    EXPECT(
        {"the place's zone before an award of later", 28408, 34581, PERIOD_YEAR, "2023-04-10",
         ENGLAND, BAND(5), SILENT, "Dartford", 0, PAY_VERDICT_ON_SCALE,
         PAY_FLAG_SUPPLEMENT_UNSTATED, 27055},
        {"an award of later before a zone that nobody names", 28407, 34581, PERIOD_YEAR,
         "2023-04-10", ENGLAND, BAND(5), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE,
         PAY_FLAG_UNSURE_TABLE, 28407},
        {"and before another zone than the place's", 28407, 34581, PERIOD_YEAR, "2023-04-10",
         ENGLAND, BAND(5), SILENT, "Camden", 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_UNSURE_TABLE,
         28407},
        {"and before another than the text names: inner London", 28407, 34581, PERIOD_YEAR,
         "2023-04-10", ENGLAND, BAND(5), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE,
         PAY_FLAG_UNSURE_TABLE, 28407},
        {"fringe", 28408, 34581, PERIOD_YEAR, "2023-06-01", ENGLAND, BAND(5), SILENT, NULL, 0,
         PAY_VERDICT_ON_SCALE, PAY_FLAG_OLD_SCALE_AFTER_AWARD, 27055},
        {"the table in force before a supplement on the old one", 28407, 34581, PERIOD_YEAR,
         "2023-06-01", ENGLAND, BAND(5), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE,
         28407},
        {"the whole of band 1 before a part of band 2", 18546, 18546, PERIOD_YEAR, "2021-11-01",
         ENGLAND, 0, SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 18546},
        {"the later of two old ones", 25674, 25674, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3),
         SILENT, NULL, 0, PAY_VERDICT_OLD_SCALE, PAY_FLAG_INTERIM, 25674},
        {"a point before training, for an apprentice", 24937, 24937, PERIOD_YEAR, "2025-11-01",
         ENGLAND, BAND(3), SILENT, NULL, 0, PAY_VERDICT_PART_OF_SCALE, PAY_FLAG_NONE, 24937},
        {"plus HCAS is England's", 31049, 37796, PERIOD_YEAR, "2026-06-20", NATION_NONE,
         BAND(5), SUPPLEMENT_EXTRA, NULL, 0, PAY_VERDICT_OLD_SCALE,
         PAY_FLAG_OLD_SCALE_AFTER_AWARD, 31049});
}

/* Basic pay of what fits nothing: a supplement that is said to be in it is taken out. */
Test(check, takes_a_supplement_out_of_what_is_off_the_scale) {
    EXPECT({"at least", 33000, 33000, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3),
            SUPPLEMENT_INCLUDED, "Lewisham", 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_ABOVE_SCALE,
            27391},
           {"at most", 80000, 80000, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(8A),
            SUPPLEMENT_INCLUDED, "Lewisham", 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_ABOVE_SCALE,
            71534},
           {"its share", 40950, 40950, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(5),
            SUPPLEMENT_INCLUDED, "Dartford", 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_ABOVE_SCALE,
            39000},
           {"two bands, and only to the middle", 31049, 40823, PERIOD_YEAR, "2025-11-01",
            ENGLAND, 0, SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_NONE, 31049},
           {"an old point and none of today", 24071, 25100, PERIOD_YEAR, "2025-11-01", ENGLAND,
            0, SILENT, NULL, 0, PAY_VERDICT_NOT_AGENDA_FOR_CHANGE, PAY_FLAG_NONE, 24071});
}

Test(check, tells_hours_bands_and_training) {
    EXPECT({"half a post", 14962, 15959, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT,
            NULL, 2250, PAY_VERDICT_ON_SCALE, PAY_FLAG_PART_TIME_AS_FULL_TIME, 24937},
           {"hours that nobody gives", 14962, 15959, PERIOD_YEAR, "2025-11-01", ENGLAND,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_PART_TIME_AS_FULL_TIME,
            24937},
           {"actual salary", 14962, 15959, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3), SILENT,
            NULL, 2250, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937},
           {"for 22.5 hours a week", 14962, 15959, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3),
            SILENT, NULL, 2250, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937},
           {"22.5hrs, though nobody asks", 14962, 15959, PERIOD_YEAR, "2025-11-01", ENGLAND,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24937},
           {"after 122.5 hours", 14962, 15959, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(3),
            SILENT, NULL, 2250, PAY_VERDICT_ON_SCALE, PAY_FLAG_PART_TIME_AS_FULL_TIME, 24937},
           {"two bands", 24465, 26598, PERIOD_YEAR, "2025-11-01", ENGLAND, BAND(2) | BAND(3),
            SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_TWO_BANDS, 24465},
           {"two tables", 24625, 29114, PERIOD_YEAR, "2025-05-16", ENGLAND, BAND(3) | BAND(4),
            SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_TWO_BANDS, 24625},
           {"annex 21", 20607, 20607, PERIOD_YEAR, "2026-05-01", ENGLAND, BAND(3), SILENT, NULL,
            0, PAY_VERDICT_APPRENTICE, PAY_FLAG_NONE, 20607},
           {"apprentice at the wage floor", 24853, 24853, PERIOD_YEAR, "2026-05-01", ENGLAND,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_APPRENTICE, PAY_FLAG_NONE, 24853},
           {"apprentice on the scale", 24465, 24465, PERIOD_YEAR, "2025-11-01", ENGLAND,
            BAND(2), SILENT, NULL, 0, PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 24465},
           {"beyond belief by the day", 3000, 3000, PERIOD_DAY, "2025-11-01", ENGLAND, 0,
            SILENT, NULL, 0, PAY_VERDICT_UNREADABLE, PAY_FLAG_WRONG_UNIT, 0},
           {"no unit", 9, 9, PERIOD_NONE, "2025-11-01", ENGLAND, BAND(2), SILENT, NULL, 0,
            PAY_VERDICT_UNREADABLE, PAY_FLAG_WRONG_UNIT, 0});
}

/* Where nobody says the nation, the scale that fits tells it, and its week. */
Test(check, takes_the_week_of_the_scale_that_fits) {
    struct tables *tables = compose_tables();
    struct arena arena;
    struct diag diag;
    struct pay_check check;
    const struct row row = {
        "no nation",          29103,         31409,  PERIOD_YEAR, "2026-06-20",
        NATION_NONE,          BAND(3),       SILENT, NULL,        0,
        PAY_VERDICT_ON_SCALE, PAY_FLAG_NONE, 0};
    const struct pay_question question = question_of(&row);
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.full_hours, 3600);
    cr_expect_eq(check.hourly_min, 1550);
    struct pay_question hour = question;
    hour.salary.period = PERIOD_HOUR;
    hour.salary.min = 1551; /* a penny off */
    hour.salary.max = 1673;
    cr_assert_eq(check_pay(&check, &arena, tables, &hour, &diag), ERR_NONE);
    cr_expect_eq(check.verdict, PAY_VERDICT_ON_SCALE, "%s", check.explanation);
    cr_expect_eq(check.base_min, 2910300);
    arena_fini(&arena);
    tables_close(tables);
}

Test(check, compares_with_the_living_wage_and_explains) {
    struct tables *tables = compose_tables();
    struct arena arena;
    struct diag diag;
    struct pay_check check;
    const struct row row = {
        "annex 21", 20607,  20607, PERIOD_YEAR, "2026-05-01",           ENGLAND,
        BAND(3),    SILENT, NULL,  0,           PAY_VERDICT_APPRENTICE, PAY_FLAG_NONE,
        0};
    const struct pay_question question = question_of(&row);
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.hourly_min, 1054);
    cr_expect_eq(check.floor, PAY_FLOOR_BELOW);
    cr_expect(strstr(check.explanation, "75 % of \xC2\xA3"
                                        "27,476"),
              "%s", check.explanation);
    arena_fini(&arena);
    tables_close(tables);
}

/* A charity's 12.85 an hour is a penny from a point of 2023, and proves nothing; with the band,
 * or where Agenda for Change is named, it is that. */
Test(check, one_amount_an_hour_is_no_older_table_unless_something_says_so) {
    struct tables *tables = compose_tables();
    struct arena arena;
    struct pay_check check;
    struct diag diag;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_question question = {
        .salary = {.kind = SALARY_POINT, .min = 1285, .max = 1285, .period = PERIOD_HOUR},
        .date = {2026, 3, 1},
        .nation = NATION_ENGLAND};
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.verdict, PAY_VERDICT_NOT_AGENDA_FOR_CHANGE);
    question.salary.text = "12.85 an hour (Agenda for Change)";
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.verdict, PAY_VERDICT_OLD_SCALE);
    question.salary.text = NULL;
    question.bands = 1u << BAND_4;
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.verdict, PAY_VERDICT_OLD_SCALE);
    arena_fini(&arena);
    tables_close(tables);
}

/* The table that counts is the one whose window holds the day, not one that nobody had seen. */
Test(check, measures_by_the_table_that_adverts_of_the_day_show) {
    EXPECT({"above the interim entry", 24700, 25674, PERIOD_YEAR, "2025-05-10", ENGLAND,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_NONE, 24700},
           {"above the interim top", 26000, 26000, PERIOD_YEAR, "2025-05-10", ENGLAND, BAND(3),
            SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_ABOVE_SCALE, 26000},
           {"before the award of 2021", 20000, 21142, PERIOD_YEAR, "2021-06-01", ENGLAND,
            BAND(4) | BAND(3), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_TWO_BANDS,
            20000},
           {"before the award of 2023", 22000, 23400, PERIOD_YEAR, "2023-04-10", ENGLAND,
            BAND(3), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_ABOVE_SCALE, 22000},
           {"before the award of 2022", 21000, 21400, PERIOD_YEAR, "2022-05-10", ENGLAND,
            BAND(2), SILENT, NULL, 0, PAY_VERDICT_OFF_SCALE, PAY_FLAG_ABOVE_SCALE, 21000});
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    static const struct row row = {"",      20000,   21142,  PERIOD_YEAR, "2021-06-01",
                                   ENGLAND, BAND(3), SILENT, NULL,        0,
                                   0,       0,       0};
    const struct pay_check check = answer(&arena, tables, &row);
    cr_expect_not(check_has_flag(&check, PAY_FLAG_BELOW_SCALE), "%s", check.explanation);
    cr_expect(says(&check, "England's scale from 1 April 2020"), "%s", check.explanation);
    arena_fini(&arena);
    tables_close(tables);
}

/* What is beyond belief, or in a unit that cannot be meant, counts as no pay. */
Test(check, reckons_nothing_from_what_nobody_can_believe) {
    static const struct row rows[] = {
        {"5 an hour", 5, 5, PERIOD_HOUR, "2026-05-10", ENGLAND, BAND(3), SILENT, NULL, 0, 0, 0,
         0},
        {"7 an hour", 7, 7, PERIOD_HOUR, "2026-05-10", ENGLAND, 0, SILENT, NULL, 0, 0, 0, 0},
        {"7,000 a year", 7000, 7000, PERIOD_YEAR, "2026-05-10", ENGLAND, BAND(3), SILENT, NULL,
         0, 0, 0, 0},
        {"3,000 a day", 3000, 3000, PERIOD_DAY, "2026-05-10", ENGLAND, BAND(3), SILENT, NULL, 0,
         0, 0, 0},
        {"3", 3, 3, PERIOD_NONE, "2026-05-10", ENGLAND, BAND(3), SILENT, NULL, 0, 0, 0, 0},
        {"400,000 a year", 400000, 400000, PERIOD_YEAR, "2026-05-10", ENGLAND, 0, SILENT, NULL,
         0, 0, 0, 0}};
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct pay_check check = answer(&arena, tables, &rows[i]);
        cr_expect_eq(check.verdict, PAY_VERDICT_UNREADABLE, "%s", check.explanation);
        cr_expect_eq(check.base_min, MONEY_NONE, "%s", check.explanation);
        cr_expect_eq(check.base_max, MONEY_NONE, "%s", check.explanation);
        cr_expect_eq(check.hourly_min, MONEY_NONE, "%s", check.explanation);
        cr_expect(check_has_flag(&check, PAY_FLAG_WRONG_UNIT), "%s", check.explanation);
        cr_expect(says(&check, "nothing is reckoned from it"), "%s", check.explanation);
    }
    arena_fini(&arena);
    tables_close(tables);
}

/* "£98.81 a day" is read as an hour's by its size: a day of band 3 explains it. "£500 a year",
 * read as a day's, nothing explains. */
Test(check, finds_the_unit_that_was_meant_or_reckons_nothing) {
    struct tables *tables = compose_tables();
    struct arena arena;
    struct pay_check check;
    struct diag diag;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_question question = {
        .salary = {.kind = SALARY_POINT, .min = 9881, .max = 9881, .period = PERIOD_HOUR},
        .date = {2026, 5, 10},
        .nation = ENGLAND,
        .bands = BAND(3),
        .is_unit_doubted = true};
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.verdict, PAY_VERDICT_PART_OF_SCALE, "%s", check.explanation);
    cr_expect_eq(check.base_min, 2576000, "%s", check.explanation);
    cr_expect(says(&check, "by the day"));
    question.salary.min = question.salary.max = 50000;
    question.salary.period = PERIOD_DAY;
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.verdict, PAY_VERDICT_UNREADABLE, "%s", check.explanation);
    cr_expect_eq(check.base_min, MONEY_NONE, "%s", check.explanation);
    arena_fini(&arena);
    tables_close(tables);
}

/* What no table of the nation explains may be another nation's whole band, or hold a supplement
 * that nobody names: it is said. */
Test(check, says_what_else_a_figure_could_be) {
    static const struct row glasgow = {
        "", 25760, 27476, PERIOD_YEAR, "2026-05-10", NATION_SCOTLAND, 0, SILENT, NULL, 0,
        0,  0,     0};
    static const struct row zone = {
        "", 29583, 29583, PERIOD_YEAR, "2025-05-10", ENGLAND, 0, SILENT, NULL, 0, 0, 0, 0};
    static const struct row newer = {"",
                                     25760,
                                     27476,
                                     PERIOD_YEAR,
                                     "2026-06-01",
                                     NATION_NORTHERN_IRELAND,
                                     BAND(3),
                                     SILENT,
                                     NULL,
                                     0,
                                     0,
                                     0,
                                     0};
    static const struct row below = {"",
                                     23000,
                                     26598,
                                     PERIOD_YEAR,
                                     "2026-06-01",
                                     NATION_NORTHERN_IRELAND,
                                     BAND(3),
                                     SILENT,
                                     NULL,
                                     0,
                                     0,
                                     0,
                                     0};
    static const struct row before = {
        "", 25760, 27476, PERIOD_YEAR, "1850-01-01", NATION_NONE, 0, SILENT, NULL, 0, 0, 0, 0};
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_check check = answer(&arena, tables, &glasgow);
    cr_expect_eq(check.verdict, PAY_VERDICT_OFF_SCALE, "%s", check.explanation);
    cr_expect(says(&check, "it is the whole of band 3 on England's scale from 1 April 2026"));
    check = answer(&arena, tables, &zone);
    cr_expect_eq(check.verdict, PAY_VERDICT_NOT_AGENDA_FOR_CHANGE);
    cr_expect(says(&check, "it may be band 2 on England's interim scale from 1 April 2025"));
    check = answer(&arena, tables, &newer);
    cr_expect_eq(check.verdict, PAY_VERDICT_NO_TABLE, "%s", check.explanation);
    cr_expect(says(&check, "later than that from 1 April 2025 is held"), "%s",
              check.explanation);
    cr_expect(says(&check, "England's scale from 1 April 2026"), "%s", check.explanation);
    check = answer(&arena, tables, &below);
    cr_expect_eq(check.verdict, PAY_VERDICT_OFF_SCALE, "%s", check.explanation);
    cr_expect(check_has_flag(&check, PAY_FLAG_BELOW_SCALE));
    check = answer(&arena, tables, &before);
    cr_expect(says(&check, "no table for 1 January 1850 is held"), "%s", check.explanation);
    arena_fini(&arena);
    tables_close(tables);
}
