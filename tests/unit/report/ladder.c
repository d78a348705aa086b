/* tests/unit/report/ladder.c - tests of report/ladder, ladder_axis and ladder_words
 * SPDX-License-Identifier: MIT
 */
#include "report/ladder.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "report/ladder_axis.h"
#include "report/ladder_words.h"
#include "tests/support/market_sample.h"

enum { CAP = 100000, POUND = 100 };

static struct market_sample sample;
static struct buf out;

static void teardown(void) { buf_fini(&out); }

TestSuite(ladder, .fini = teardown);

static const char *print(struct plain_style style) {
    buf_fini(&out);
    buf_init(&out, CAP);
    struct plain plain = {&out, style};
    ladder_print(&plain, &sample.report);
    return buf_text(&out);
}

static void expect_has(const char *text, const char *part) {
    cr_expect_not_null(strstr(text, part), "%s\nis not in\n%s", part, text);
}

/* The column of a glyph in the line that begins with a label, or -1. */
static long column_of(const char *text, const char *label, char glyph) {
    const char *line = strstr(text, label);
    const char *at = line ? strchr(line + strlen(label), glyph) : NULL;
    const char *end = line ? strchr(line, '\n') : NULL;
    while (line && line > text && line[-1] != '\n') {
        line--;
    }
    return at && at < end ? at - line : -1;
}

Test(ladder, shows_dots_median_quartiles_scale_offer_axis_and_legend) {
    market_sample_init(&sample, 100);
    sample.report.question.offer = 25000 * POUND;
    const char *text = print((struct plain_style){.ascii = true});
    static const char *const parts[] = {"Adverts",
                                        "Median",
                                        "Middle half",
                                        "Band 3",
                                        "Offer",
                                        "Pounds",
                                        "24,000",
                                        "median GBP 25,767",
                                        "95 % interval",
                                        "10 adverts, . fewer",
                                        "England from 1 April 2025",
                                        "the offer, GBP 25,000"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        expect_has(text, parts[i]);
    }
}

Test(ladder, is_ascii_where_it_must_and_no_wider_than_it_may) {
    static const size_t widths[] = {0, 80, 60, 40, 10, 500};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        for (int ascii = 0; ascii < 2; ascii++) {
            market_sample_init(&sample, 500);
            const char *text = print((struct plain_style){widths[i], ascii, false});
            struct span rest = span_of(text);
            struct span line;
            while (span_next_line(&rest, &line)) {
                size_t most = widths[i] == 0 || widths[i] > 80 ? 80
                              : widths[i] < 40                 ? 40
                                                               : widths[i];
                cr_expect_leq(utf8_width(line), most, "width %zu: %.*s", widths[i],
                              SPAN_FMT(line));
                cr_expect(!ascii || utf8_printable_len(line, 0) == line.len, "%.*s",
                          SPAN_FMT(line));
            }
        }
    }
}

Test(ladder, equal_amounts_stand_in_one_column) {
    market_sample_init(&sample, 100);
    sample.report.question.offer = sample.report.all.base.median;
    const char *text = print((struct plain_style){.ascii = true});
    long median = column_of(text, "  Median", '^');
    cr_expect_gt(median, 0, "%s", text);
    cr_expect_eq(column_of(text, "  Offer", 'v'), median, "%s", text);
    cr_expect_lt(column_of(text, "  Band 3", '#'), median, "%s", text);
}

Test(ladder, few_adverts_are_points_without_a_median) {
    market_sample_init(&sample, 7);
    const char *text = print((struct plain_style){.ascii = true});
    expect_has(text, "o 1 advert");
    expect_has(text, "too few adverts with pay (7): no median");
    cr_expect_null(strstr(text, "Middle half"), "%s", text);
}

Test(ladder, fewer_are_not_drawn_and_that_is_said) {
    market_sample_init(&sample, 4);
    const char *text = print((struct plain_style){.ascii = true});
    expect_has(text, "No adverts are drawn: too few adverts with pay (4): no amounts.");
    expect_has(text, "Band 3");
    cr_expect_null(strstr(text, "  Adverts"), "%s", text);
}

Test(ladder, without_scale_and_adverts_there_are_words_alone) {
    market_sample_init(&sample, 0);
    market_sample_drop_scale(&sample);
    const char *text = print((struct plain_style){.ascii = true});
    cr_expect_str_eq(text, "  No adverts are drawn: no adverts with pay.\n"
                           "  No scale is known to draw beside them.\n");
}

Test(ladder, an_absurd_amount_does_not_stretch_the_axis) {
    market_sample_init(&sample, 100);
    sample.amounts[99] = (int64_t)900000 * POUND;
    sample.amounts[0] = 1;
    const char *text = print((struct plain_style){.ascii = true});
    expect_has(text, "more below GBP");
    expect_has(text, "above GBP 28,000");
    cr_expect_null(strstr(text, "900,000"), "%s", text);
}

Test(ladder, an_offer_far_away_is_said_to_be) {
    market_sample_init(&sample, 100);
    sample.report.question.offer = (int64_t)1000000 * POUND;
    expect_has(print((struct plain_style){.ascii = true}),
               "the offer, GBP 1,000,000: off this chart");
}

/* ---- the axis ---- */

Test(ladder, every_amount_is_drawn_or_counted_outside) {
    for (size_t n = 5; n < 400; n = n * 3 / 2) {
        struct ladder_axis axis;
        struct ladder_piles piles;
        size_t drawn = 0;
        market_sample_init(&sample, n);
        cr_assert(ladder_axis_of(&axis, &sample.report, 6));
        ladder_pile(&piles, &axis, sample.amounts, n, 50, 8);
        for (size_t i = 0; i < piles.columns; i++) {
            drawn += piles.counts[i];
            cr_expect_leq(piles.counts[i], piles.each * 8);
        }
        cr_expect_eq(drawn + axis.below + axis.above, n, "%zu", n);
        cr_expect_leq(piles.height, 8);
    }
}

Test(ladder, marks_are_round_few_and_hold_the_scale) {
    for (size_t marks = 2; marks < 12; marks++) {
        struct ladder_axis axis;
        market_sample_init(&sample, 50);
        cr_assert(ladder_axis_of(&axis, &sample.report, marks));
        cr_expect_leq((axis.high - axis.low) / axis.step + 1, (int64_t)marks);
        cr_expect_eq(axis.low % axis.step, 0);
        cr_expect_eq(axis.high % axis.step, 0);
        cr_expect(ladder_axis_holds(&axis, 24937 * POUND));
        cr_expect(ladder_axis_holds(&axis, 26598 * POUND));
    }
}

Test(ladder, places_run_from_one_end_to_the_other) {
    const struct ladder_axis axis = {.low = 1000, .high = 2000, .step = 500};
    cr_expect_eq(ladder_axis_place(&axis, 1000, 100), 0);
    cr_expect_eq(ladder_axis_place(&axis, 1500, 100), 50);
    cr_expect_eq(ladder_axis_place(&axis, 1504, 100), 50);
    cr_expect_eq(ladder_axis_place(&axis, 1505, 100), 51);
    cr_expect_eq(ladder_axis_place(&axis, 2000, 100), 100);
    cr_expect_eq(ladder_axis_place(&axis, 0, 100), 0);
    cr_expect_eq(ladder_axis_place(&axis, 9999, 100), 100);
    cr_expect_not(ladder_axis_holds(&axis, MONEY_NONE));
}

Test(ladder, without_bands_asked_for_those_within_reach_are_shown) {
    struct ladder_axis axis;
    market_sample_init(&sample, 100);
    sample.report.question.bands = 0;
    cr_assert(ladder_axis_of(&axis, &sample.report, 6));
    cr_expect(axis.bands & 1u << BAND_3);
    cr_expect_not(axis.bands & 1u << BAND_5);
}

Test(ladder, of_many_months_the_last_are_drawn) {
    static const char *names[30] = {"2024-01"};
    market_sample_init(&sample, 100);
    market_sample_group(&sample, MARKET_BY_MONTH, names, 30);
    cr_expect_eq(ladder_first_group(&sample.report), 10);
    market_sample_group(&sample, MARKET_BY_EMPLOYER, names, 30);
    cr_expect_eq(ladder_first_group(&sample.report), 0);
}

/* ---- words ---- */

Test(ladder, words_say_what_is_known) {
    market_sample_init(&sample, 10);
    sample.report.question.offer = 24500 * POUND;
    sample.report.question.role = "support_worker";
    sample.report.question.since = (struct date){2025, 6, 1};
    sample.report.stand =
        (struct market_stand){.n = 10, .below = 2, .equal = 3, .hourly = MONEY_NONE};
    buf_init(&out, CAP);
    ladder_say_question(&out, &sample.report.question);
    cr_expect_str_eq(buf_text(&out),
                     "Band 3 in England, role support worker, posted since 1 June 2025");
    buf_clear(&out);
    ladder_say_stand(&out, &sample.report);
    cr_expect_str_eq(buf_text(&out), "£24,500 a year, full time, would be above 2 of 10 "
                                     "adverts with pay, equal to 3 and below 5. On the scale "
                                     "of England from 1 April 2025 it stands below the entry "
                                     "point of band 3, £24,937.");
    sample.report.stand = (struct market_stand){.n = 4, .hourly = MONEY_NONE};
    buf_clear(&out);
    ladder_say_stand(&out, &sample.report);
    cr_expect_str_eq(buf_text(&out), "There are too few adverts with pay (4) to say where "
                                     "£24,500 a year would stand. On the scale of England "
                                     "from 1 April 2025 it stands below the entry point of "
                                     "band 3, £24,937.");
}

static const char *said(void (*say)(struct buf *out, const struct market_report *report)) {
    buf_fini(&out);
    buf_init(&out, CAP);
    say(&out, &sample.report);
    return buf_text(&out);
}

Test(ladder, an_offer_stands_at_a_point_or_between_two) {
    static const struct {
        int64_t pounds;
        unsigned bands;
        const char *words;
    } rows[] = {
        {24937, 1u << BAND_3, "at the entry point of band 3, £24,937."},
        {25000, 1u << BAND_3, "between the points £24,937 and £26,598 of band 3."},
        {26598, 1u << BAND_3, "at the top of band 3, £26,598."},
        {30000, 1u << BAND_3, "above the top of band 3, £26,598."},
        {33487, 1u << BAND_5, "at a point of band 5, £33,487."},
        {24465, 1u << BAND_2, "at the entry point of band 2, £24,465."},
        {24466, 1u << BAND_2, "above the top of band 2, £24,465."},
        {27000, 1u << BAND_3 | 1u << BAND_4,
         "above the top of band 3, £26,598, and below the entry point of band 4, £27,485."},
    };
    market_sample_init(&sample, 10);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sample.report.question.offer = rows[i].pounds * POUND;
        sample.report.question.bands = rows[i].bands;
        expect_has(said(ladder_say_stand), rows[i].words);
    }
    sample.report.question.bands = 0;
    cr_expect_null(strstr(said(ladder_say_stand), "scale"), "which band is not known");
}

Test(ladder, an_offer_is_held_against_the_living_wage) {
    static const struct {
        int64_t hourly;
        const char *words;
    } rows[] = {{1253, "It is £12.53 an hour at 37.5 hours a week, below the living wage of "
                       "£12.71 (from 1 April 2026)."},
                {1271, ", which is the living wage of £12.71"},
                {1300, ", above the living wage of £12.71"}};
    market_sample_init(&sample, 10);
    sample.report.question.offer = 24500 * POUND;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sample.report.stand =
            (struct market_stand){10, 2, 3, rows[i].hourly, 3750, 1271, {2026, 4, 1}};
        expect_has(said(ladder_say_stand), rows[i].words);
    }
    sample.report.stand.wage = MONEY_NONE;
    expect_has(said(ladder_say_stand), "£13 an hour at 37.5 hours a week. On");
}

Test(ladder, the_scale_that_adverts_show_is_drawn_and_that_of_the_day_is_named) {
    market_sample_init(&sample, 100);
    market_sample_change_scale(&sample);
    const char *text = print((struct plain_style){.ascii = true});
    expect_has(text, "points of the scale: England from 1 April 2024, which 50 of 100 adverts");
    expect_has(text, "Adverts of 2 March 2026 show another scale: England from 1 April 2025, "
                     "band 3\n    from GBP 24,937 to GBP 26,598.");
    market_sample_init(&sample, 100);
    cr_expect_str_eq(said(ladder_say_current), "");
}

Test(ladder, a_scale_is_as_sure_as_the_bands_that_are_asked_for) {
    static const struct {
        unsigned bands;
        const char *words;
    } rows[] = {{1u << BAND_3, "England from 1 April 2024"},
                {1u << BAND_5, "England from 1 April 2024 (computed)"},
                {0, "England from 1 April 2024 (computed)"}};
    market_sample_init(&sample, 100);
    market_sample_change_scale(&sample);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_init(&out, CAP);
        ladder_say_scale(&out, &sample.older, rows[i].bands);
        cr_expect_str_eq(buf_text(&out), rows[i].words);
        buf_fini(&out);
    }
    cr_expect_str_eq(ladder_sure(CONFIDENCE_MEMORY), "from memory");
    cr_expect_str_eq(ladder_sure(CONFIDENCE_SINGLE), "one source");
    cr_expect_str_eq(ladder_sure(CONFIDENCE_VERIFIED), "verified");
}

Test(ladder, a_licence_is_quoted_once_for_all_its_data_sets) {
    static const struct dataset datasets[] = {{.name = "a.csv", .attribution = "Open data."},
                                              {.name = "own.csv"},
                                              {.name = "b.csv", .attribution = "Open data."}};
    static const char *const names[] = {"a.csv, b.csv", "own.csv"};
    static const char *const attributions[] = {"Open data.", ""};
    size_t at = 0;
    market_sample_init(&sample, 10);
    sample.report.datasets = datasets;
    sample.report.dataset_count = 3;
    for (size_t i = 0; i < 2; i++) {
        buf_init(&out, CAP);
        const char *attribution = ladder_next_source(&out, &sample.report, &at);
        cr_assert_not_null(attribution);
        cr_expect_str_eq(attribution, attributions[i]);
        cr_expect_str_eq(buf_text(&out), names[i]);
        buf_fini(&out);
    }
    cr_expect_null(ladder_next_source(&out, &sample.report, &at));
}

Test(ladder, adverts_without_an_amount_are_counted) {
    market_sample_init(&sample, 10);
    cr_expect_str_eq(said(ladder_say_unpaid), "");
    sample.report.all.with_pay = 9;
    expect_has(said(ladder_say_unpaid), "1 of these 10 adverts prints no pay");
    sample.report.all.with_pay = 2;
    expect_has(said(ladder_say_unpaid), "8 of these 10 adverts print no pay");
}

Test(ladder, groups_are_called_by_words) {
    static const struct {
        const char *name;
        enum market_by by;
        const char *words;
        bool is_unknown;
    } rows[] = {{"Example NHS Trust", MARKET_BY_EMPLOYER, "Example NHS Trust", false},
                {NULL, MARKET_BY_EMPLOYER, "not said", false},
                {NULL, MARKET_BY_NONE, "all", false},
                {"old_scale", MARKET_BY_VERDICT, "an older scale", false},
                {"fringe", MARKET_BY_ZONE, "fringe", false},
                {"none", MARKET_BY_ZONE, "outside the zones", false},
                {"northern_ireland", MARKET_BY_REGION, "Northern Ireland", false},
                {"South East", MARKET_BY_REGION, "South East", false},
                {NULL, MARKET_BY_VERDICT, "pay not taken apart", false},
                {NULL, MARKET_BY_ZONE, "not said", false},
                {NULL, MARKET_BY_ZONE, "not known here", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct market_group group = {.name = rows[i].name,
                                           .is_unknown = rows[i].is_unknown};
        buf_init(&out, CAP);
        ladder_say_group(&out, &group, rows[i].by);
        cr_expect_str_eq(buf_text(&out), rows[i].words);
        buf_fini(&out);
    }
}

Test(ladder, every_word_of_the_lists_is_there) {
    for (int i = 0; i < PAY_VERDICT_COUNT; i++) {
        cr_expect_not_null(ladder_verdict((enum pay_verdict)i), "%d", i);
    }
    for (int i = 0; i < OFFER_ASKS_COUNT; i++) {
        cr_expect_not_null(ladder_asks((enum offer_asks)i), "%d", i);
    }
    for (int i = 0; i < MARKET_BY_COUNT; i++) {
        cr_expect_not_null(ladder_by((enum market_by)i), "%d", i);
    }
}
