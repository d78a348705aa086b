/* tests/unit/pay/market.c - tests of what is counted of adverts
 * SPDX-License-Identifier: MIT
 */
#include "pay/market.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "pay/market_private.h"
#include "tests/unit/pay/compose.h"

static const struct date today = {2026, 6, 1};

/* ---- figures ---- */

Test(market, takes_quantiles_between_ranks_in_proportion) {
    static const int64_t four[] = {10, 20, 30, 40};
    static const int64_t ten[] = {100, 200, 300, 400, 500, 600, 700, 800, 900, 1000};
    cr_expect_eq(market_quantile(four, 4, 500), 25);
    cr_expect_eq(market_quantile(four, 4, 250), 18, "17.5, halves up");
    cr_expect_eq(market_quantile(four, 4, 100), 13);
    cr_expect_eq(market_quantile(four, 4, 750), 33, "32.5, halves up");
    cr_expect_eq(market_quantile(four, 4, 900), 37);
    cr_expect_eq(market_quantile(ten, 10, 500), 550);
    cr_expect_eq(market_quantile(ten, 10, 250), 325);
    cr_expect_eq(market_quantile(ten, 10, 900), 910);
    cr_expect_eq(market_quantile(ten, 1, 900), 100);
    cr_expect_eq(market_quantile(ten, 10, 1000), 1000);
}

Test(market, takes_the_middle_of_a_range) {
    cr_expect_eq(market_middle(2462500, 2567400), 2514950);
    cr_expect_eq(market_middle(1259, 1314), 1287, "1286.5, half a penny up");
    cr_expect_eq(market_middle(2000000, MONEY_NONE), 2000000);
    cr_expect_eq(market_middle(MONEY_NONE, 2000000), 2000000);
    cr_expect_eq(market_middle(MONEY_NONE, MONEY_NONE), MONEY_NONE);
    cr_expect_eq(market_middle(10, 7), 9);
}

/* Of all 2^n throws those with at most `low` heads, by Pascal's triangle, row after row. */
static long double tail(size_t n, size_t low) {
    long double row[64] = {1};
    for (size_t i = 1; i <= n; i++) {
        for (size_t k = i; k > 0; k--) {
            row[k] += row[k - 1];
        }
    }
    long double sum = 0;
    long double all = 0;
    for (size_t k = 0; k <= n; k++) {
        sum += k <= low ? row[k] : 0;
        all += row[k];
    }
    return sum / all;
}

Test(market, takes_the_interval_by_the_binomial_distribution) {
    size_t low = 99;
    size_t high = 99;
    for (size_t n = 0; n < 6; n++) {
        cr_expect_not(market_interval(n, &low, &high), "%zu", n);
    }
    for (size_t n = 6; n <= 60; n++) {
        cr_assert(market_interval(n, &low, &high));
        cr_expect_leq(tail(n, low), 0.025L, "%zu: %zu", n, low);
        cr_expect_gt(tail(n, low + 1), 0.025L, "%zu: %zu", n, low);
        cr_expect_eq(high, n - 1 - low);
    }
}

/* Tables of order statistics: 40th and 61st of 100, 469th and 532nd of 1000 (from 1). */
Test(market, takes_the_interval_of_many_by_the_normal_curve) {
    static const struct {
        size_t n;
        size_t low;
        size_t high;
    } rows[] = {{61, 22, 38}, {100, 39, 60}, {1000, 468, 531}, {500000, 249306, 250693}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t low = 0;
        size_t high = 0;
        cr_expect(market_interval(rows[i].n, &low, &high));
        cr_expect_eq(low, rows[i].low, "%zu: %zu", rows[i].n, low);
        cr_expect_eq(high, rows[i].high, "%zu: %zu", rows[i].n, high);
    }
}

static int compare(const void *a, const void *b) {
    const int64_t x = *(const int64_t *)a;
    const int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

Test(market, sorts_amounts_of_any_size) {
    static int64_t amounts[3000];
    static int64_t expected[3000];
    static int64_t other[3000];
    uint64_t seed = 12345;
    for (size_t count = 0; count <= 3000; count += count < 60 ? 1 : 490) {
        for (size_t i = 0; i < count; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            amounts[i] = (int64_t)(seed >> (i % 3 ? 40 : 2));
            expected[i] = amounts[i];
        }
        qsort(expected, count, sizeof *expected, compare);
        market_sort(amounts, other, count);
        cr_expect_eq(memcmp(amounts, expected, count * sizeof *amounts), 0, "%zu", count);
    }
}

/* ---- reports ---- */

static struct tables *tables;
static struct market *market;

static void start(void) { tables = compose_tables(); }

static void stop(void) {
    market_close(market);
    tables_close(tables);
}

TestSuite(market_report, .init = start, .fini = stop);

static void ask(const struct market_question *question) {
    struct diag diag = {0};
    market_close(market);
    market = NULL;
    cr_assert_eq(market_open(&market, question, &diag), ERR_NONE, "%s", diag.text);
}

static void ask_all(void) { ask(&(struct market_question){.offer = MONEY_NONE}); }

/* An advert of a year's basic pay in pounds, a tenth more as advertised; 0: none. */
static struct offer offer_of(int64_t pounds) {
    struct offer offer;
    offer_init(&offer);
    offer.nation = NATION_ENGLAND;
    offer.bands = 1u << BAND_3;
    offer.base_min = pounds ? pounds * 100 : MONEY_NONE;
    offer.shown_min = pounds ? pounds * 110 : MONEY_NONE;
    offer.hourly_min = pounds ? tables_hourly(pounds * 100, 3750) : MONEY_NONE;
    return offer;
}

static void add(const struct offer *offer) {
    struct diag diag = {0};
    cr_assert_eq(market_add(market, offer, &diag), ERR_NONE, "%s", diag.text);
}

static struct market_report report_with(const struct dataset *datasets, size_t count) {
    struct diag diag = {0};
    struct market_report report = {0};
    cr_assert_eq(market_report(&report, market, tables, today, datasets, count, &diag),
                 ERR_NONE, "%s", diag.text);
    return report;
}

static struct market_report report_now(void) { return report_with(NULL, 0); }

/* 12 adverts: 20,000 to 31,000 pounds. Ranks of 11: the median between the sixth and the
 * seventh, the quartiles a quarter above the third and below the tenth, the interval from the
 * third to the tenth (exact for 12: 1 + 12 + 66 of 4096 are 1.9 in 100). */
Test(market_report, has_the_quantiles_worked_by_hand) {
    ask_all();
    for (int64_t i = 11; i >= 0; i--) {
        const struct offer offer = offer_of(20000 + i * 1000);
        add(&offer);
    }
    const struct market_report report = report_now();
    const struct market_spread *base = &report.all.base;
    cr_expect_eq(report.all.adverts, 12);
    cr_expect_eq(report.all.with_pay, 12);
    cr_expect_eq(base->n, 12);
    cr_expect_eq(base->median, 2550000);
    cr_expect_eq(base->q1, 2275000);
    cr_expect_eq(base->q3, 2825000);
    cr_expect_eq(base->p10, 2110000);
    cr_expect_eq(base->p90, 2990000);
    cr_expect_eq(base->low, 2200000);
    cr_expect_eq(base->high, 2900000);
    cr_expect_null(base->points);
    cr_expect_eq(report.all.shown.median, 2805000);
    cr_expect_eq(report.all.hourly.median,
                 (tables_hourly(2500000, 3750) + tables_hourly(2600000, 3750) + 1) / 2);
    cr_expect_eq(report.amount_count, 12);
    cr_expect_eq(report.amounts[0], 2000000);
    cr_expect_eq(report.amounts[11], 3100000);
    cr_expect_eq(report.group_count, 0);
    cr_expect_eq(report.mix_count, 0);
}

Test(market_report, shows_nothing_of_four_and_points_of_nine) {
    ask_all();
    for (int64_t i = 1; i <= 10; i++) {
        const struct offer offer = offer_of(20000 + (i * 7 % 10) * 1000);
        add(&offer);
        const struct market_report report = report_now();
        const struct market_spread *base = &report.all.base;
        cr_expect_eq(base->n, (size_t)i);
        cr_expect_eq(base->median == MONEY_NONE, i < 10, "%d", (int)i);
        cr_expect_eq(base->q1 == MONEY_NONE, i < 10, "%d", (int)i);
        cr_expect_eq(base->low == MONEY_NONE, i < 10, "%d", (int)i);
        cr_expect_eq(base->points != NULL, i >= 5 && i < 10, "%d", (int)i);
        cr_expect_eq(report.amount_count, i < 5 ? 0 : (size_t)i);
        for (size_t k = 1; base->points && k < base->n; k++) {
            cr_expect_leq(base->points[k - 1], base->points[k]);
        }
    }
}

Test(market_report, counts_adverts_without_pay) {
    ask_all();
    for (int64_t i = 0; i < 15; i++) {
        struct offer offer = offer_of(i < 11 ? 25000 : 0);
        offer.verdict = i < 11 ? PAY_VERDICT_ON_SCALE : PAY_VERDICT_NONE;
        offer.asks = i % 3 ? OFFER_ASKS_NVQ2 : OFFER_ASKS_EXPERIENCE;
        add(&offer);
    }
    const struct market_report report = report_now();
    cr_expect_eq(report.all.adverts, 15);
    cr_expect_eq(report.all.with_pay, 11);
    cr_expect_eq(report.all.base.n, 11);
    cr_expect_eq(report.all.base.median, 2500000);
    cr_expect_eq(report.all.verdicts[PAY_VERDICT_ON_SCALE], 11);
    cr_expect_eq(report.all.verdicts[PAY_VERDICT_NONE], 4);
    cr_expect_eq(report.all.asks[OFFER_ASKS_NVQ2], 10);
    cr_expect_eq(report.all.asks[OFFER_ASKS_EXPERIENCE], 5);
}

Test(market_report, has_no_advert) {
    ask(&(struct market_question){.by = MARKET_BY_TITLE, .offer = 2450000});
    const struct market_report report = report_now();
    cr_expect_eq(report.all.adverts, 0);
    cr_expect_eq(report.all.base.median, MONEY_NONE);
    cr_expect_eq(report.all.gap_median, -1);
    cr_expect_eq(report.group_count, 0);
    cr_expect_eq(report.stand.n, 0);
    cr_expect_null(report.scale);
    cr_expect(date_is_none(report.first));
}

Test(market_report, measures_the_time_to_closing) {
    static const int days[] = {14, 7, 10, 21, 12, 11};
    ask_all();
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct offer offer = offer_of(25000);
        offer.posted = (struct date){2026, 2, 20 + (int)i};
        offer.closes = date_from_days(date_to_days(offer.posted) + days[i]);
        add(&offer);
    }
    struct offer backwards = offer_of(25000);
    backwards.posted = (struct date){2026, 3, 2};
    backwards.closes = (struct date){2026, 3, 1};
    add(&backwards);
    struct offer assumed = offer_of(25000);
    assumed.posted = (struct date){2026, 2, 25};
    assumed.is_posted_assumed = true;
    assumed.closes = (struct date){2026, 2, 28};
    add(&assumed);
    const struct market_report report = report_now();
    cr_expect_eq(report.all.gap_n, 6, "no posting day is printed: %lld",
                 (long long)report.all.gap_n);
    cr_expect_eq(report.all.gap_median, 115, "between 11 and 12 days");
    cr_expect_eq(date_compare(report.first, (struct date){2026, 2, 20}), 0);
    cr_expect_eq(date_compare(report.last, (struct date){2026, 3, 2}), 0);
}

/* ---- groups ---- */

static void add_of(const char *employer, int count, int64_t pounds) {
    for (int i = 0; i < count; i++) {
        struct offer offer = offer_of(pounds + i);
        offer.employer = employer;
        add(&offer);
    }
}

/* "Fern NHS Trust 3, Alder NHS Trust 2, - 1" */
static const char *groups_text(const struct market_report *report) {
    static char text[512];
    size_t len = 0;
    text[0] = '\0';
    for (size_t i = 0; i < report->group_count; i++) {
        const struct market_group *group = &report->groups[i];
        len += (size_t)snprintf(text + len, sizeof text - len, "%s%s %d", i > 0 ? ", " : "",
                                group->name ? group->name : "-", (int)group->adverts);
    }
    return text;
}

Test(market_report, puts_groups_with_most_adverts_first_then_by_name) {
    ask(&(struct market_question){.by = MARKET_BY_EMPLOYER, .offer = MONEY_NONE});
    add_of("Birch NHS Trust", 2, 20000);
    add_of("Alder NHS Trust", 2, 21000);
    add_of(NULL, 5, 22000);
    add_of(" ", 1, 22000);
    add_of("Fern NHS Trust", 3, 23000);
    struct market_report report = report_now();
    cr_expect_str_eq(groups_text(&report),
                     "Fern NHS Trust 3, Alder NHS Trust 2, Birch NHS Trust 2, - 6");
    cr_expect_eq(report.group_total, 4);
    cr_expect_eq(report.groups[0].base.n, 3);
    cr_expect_eq(report.groups[0].base.median, MONEY_NONE);
    cr_expect_not_null(report.groups[3].base.points);
    add_of("Birch NHS Trust", 8, 30000);
    report = report_now();
    cr_expect_str_eq(groups_text(&report),
                     "Birch NHS Trust 10, Fern NHS Trust 3, Alder NHS Trust 2, - 6");
    cr_expect_eq(report.groups[0].base.median, 3000250);
}

Test(market_report, shows_as_many_groups_as_asked) {
    ask(&(struct market_question){.by = MARKET_BY_EMPLOYER, .offer = MONEY_NONE, .most = 2});
    add_of("Birch NHS Trust", 1, 20000);
    add_of("Alder NHS Trust", 2, 21000);
    add_of(NULL, 5, 22000);
    add_of("Fern NHS Trust", 3, 23000);
    const struct market_report report = report_now();
    cr_expect_str_eq(groups_text(&report), "Fern NHS Trust 3, Alder NHS Trust 2, - 5");
    cr_expect_eq(report.group_total, 4);
    cr_expect_eq(report.all.adverts, 11);
}

Test(market_report, takes_names_that_differ_in_case_for_one) {
    ask(&(struct market_question){.by = MARKET_BY_EMPLOYER, .offer = MONEY_NONE});
    add_of("FERN NHS TRUST", 1, 20000);
    add_of("Fern  NHS Trust ", 1, 20000);
    add_of("Fern NHS Trust", 2, 20000);
    add_of("ALDER NHS TRUST", 1, 20000);
    add_of("Alder NHS Trust", 1, 20000);
    const struct market_report report = report_now();
    cr_expect_str_eq(groups_text(&report), "Fern NHS Trust 4, Alder NHS Trust 2");
}

Test(market_report, keeps_months_in_their_order) {
    static const struct date days[] = {{2026, 3, 1},  {2025, 12, 31}, {2026, 1, 5}, {0, 0, 0},
                                       {2026, 3, 31}, {2026, 3, 9},   {2026, 1, 1}};
    for (size_t most = 0; most <= 2; most += 2) {
        ask(&(struct market_question){
            .by = MARKET_BY_MONTH, .offer = MONEY_NONE, .most = most});
        for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
            struct offer offer = offer_of(25000);
            offer.posted = days[i];
            add(&offer);
        }
        const struct market_report report = report_now();
        cr_expect_str_eq(groups_text(&report), most ? "2026-01 2, 2026-03 3, - 1"
                                                    : "2025-12 1, 2026-01 2, 2026-03 3, - 1");
        cr_expect_eq(report.group_total, 4);
    }
}

Test(market_report, groups_by_what_is_asked) {
    static const struct {
        enum market_by by;
        const char *expected;
    } rows[] = {
        {MARKET_BY_EMPLOYER, "Fern NHS Trust 1"},
        {MARKET_BY_REGION, "South East 1"},
        {MARKET_BY_PLACE, "Dartford 1"},
        {MARKET_BY_MONTH, "2026-04 1"},
        {MARKET_BY_ZONE, "fringe 1"},
        {MARKET_BY_VERDICT, "on_scale 1"},
        {MARKET_BY_TITLE, "Care Worker 1"},
    };
    struct offer offer = offer_of(25000);
    offer.employer = "Fern NHS Trust";
    offer.region = "South East";
    offer.town = "Dartford";
    offer.posted = (struct date){2026, 4, 30};
    offer.zone = PAY_ZONE_FRINGE;
    offer.verdict = PAY_VERDICT_ON_SCALE;
    offer.title = "Care Worker";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ask(&(struct market_question){.by = rows[i].by, .offer = MONEY_NONE});
        add(&offer);
        const struct market_report report = report_now();
        cr_expect_str_eq(groups_text(&report), rows[i].expected);
    }
}

/* Regions are England's; a place whose region or zone is not known is another thing than none.
 */
Test(market_report, tells_what_is_not_known_from_what_is_not_said) {
    static const struct {
        const char *town;
        const char *region;
        enum nation nation;
        enum pay_zone zone;
    } rows[] = {{"Leeds", "Yorkshire", NATION_ENGLAND, PAY_ZONE_OUTSIDE},
                {"Edinburgh", "Lothian", NATION_SCOTLAND, PAY_ZONE_OUTSIDE},
                {"Cardiff", NULL, NATION_WALES, PAY_ZONE_OUTSIDE},
                {"Newtown", NULL, NATION_NONE, PAY_ZONE_NONE},
                {"Newport", NULL, NATION_ENGLAND, PAY_ZONE_NONE},
                {NULL, NULL, NATION_ENGLAND, PAY_ZONE_NONE}};
    static const struct {
        enum market_by by;
        const char *expected;
    } reports[] = {{MARKET_BY_REGION, "Yorkshire 1, scotland 1, wales 1, - 2, - 1"},
                   {MARKET_BY_ZONE, "none 3, - 2, - 1"}};
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        for (size_t most = 0; most <= 2; most += 2) {
            ask(&(struct market_question){
                .by = reports[i].by, .offer = MONEY_NONE, .most = most});
            for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
                struct offer offer = offer_of(25000);
                offer.town = rows[k].town;
                offer.region = rows[k].region;
                offer.nation = rows[k].nation;
                offer.zone = rows[k].zone;
                add(&offer);
            }
            const struct market_report report = report_now();
            const size_t n = report.group_count;
            cr_assert_geq(n, 3);
            cr_expect(report.groups[n - 2].is_unknown && !report.groups[n - 1].is_unknown);
            cr_expect_eq(report.groups[n - 2].adverts, 2);
            cr_expect_eq(report.groups[n - 1].adverts, 1);
            cr_expect(most || strcmp(groups_text(&report), reports[i].expected) == 0, "%s",
                      groups_text(&report));
        }
    }
}

/* ---- bands of titles ---- */

static void add_titled(const char *title, unsigned bands, int count) {
    for (int i = 0; i < count; i++) {
        struct offer offer = offer_of(25000);
        offer.title = title;
        offer.bands = bands;
        add(&offer);
    }
}

Test(market_report, says_how_a_title_is_spread_over_bands) {
    ask(&(struct market_question){
        .by = MARKET_BY_TITLE, .offer = MONEY_NONE, .bands = 1u << BAND_3});
    add_titled("Healthcare Assistant", 1u << BAND_2, 6);
    add_titled("Healthcare assistant", 1u << BAND_3, 3);
    add_titled("Healthcare Assistant", 1u << BAND_2 | 1u << BAND_3, 1);
    add_titled("Healthcare Assistant", 0, 2);
    add_titled("Porter", 1u << BAND_2, 9);
    add_titled("Ward Clerk", 1u << BAND_3, 2);
    const struct market_report report = report_now();
    cr_expect_eq(report.all.adverts, 6, "band 3 alone is counted");
    cr_expect_str_eq(groups_text(&report), "Healthcare assistant 4, Ward Clerk 2");
    cr_expect_eq(report.mix_count, 2, "a porter is no band 3");
    cr_expect_eq(report.mix_total, 2);
    cr_expect_str_eq(report.mixes[0].title, "Healthcare Assistant");
    cr_expect_eq(report.mixes[0].adverts, 12);
    cr_expect_eq(report.mixes[0].bands[BAND_2], 7);
    cr_expect_eq(report.mixes[0].bands[BAND_3], 4);
    cr_expect_eq(report.mixes[0].bands[BAND_NONE], 2);
    cr_expect_eq(report.mixes[1].adverts, 2);
}

/* Of all bands porters are more; of band 3 clerks are. */
Test(market_report, links_a_title_to_its_bands_however_few_are_shown) {
    static const size_t most[] = {0, 1, 2};
    ask(&(struct market_question){
        .by = MARKET_BY_TITLE, .offer = MONEY_NONE, .bands = 1u << BAND_3});
    add_titled("Porter", 1u << BAND_2, 9);
    add_titled("Porter", 1u << BAND_3, 1);
    add_titled("Ward Clerk", 1u << BAND_3, 2);
    add_titled(NULL, 1u << BAND_3, 1);
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        market_limit(market, most[i]);
        const struct market_report report = report_now();
        const struct market_group *first = &report.groups[0];
        cr_expect_eq(report.mix_count, most[i] == 1 ? 1 : 2);
        cr_expect_str_eq(report.mixes[0].title, "Porter");
        cr_expect_str_eq(first->name, "Ward Clerk");
        cr_assert_not_null(first->mix, "%zu", most[i]);
        cr_expect_str_eq(first->mix->title, "Ward Clerk");
        cr_expect_eq(first->mix->bands[BAND_3], 2);
        cr_expect_eq(first->mix->bands[BAND_2], 0);
        cr_expect_null(report.groups[report.group_count - 1].name);
        cr_expect_null(report.groups[report.group_count - 1].mix);
    }
    market_limit(market, 0);
    const struct market_report report = report_now();
    cr_expect_eq(report.groups[1].mix, &report.mixes[0], "one and the same where it is shown");
}

Test(market_report, has_no_mix_in_groups_that_are_no_titles) {
    char role[] = "str";
    ask(&(struct market_question){.by = MARKET_BY_EMPLOYER, .role = role, .offer = MONEY_NONE});
    struct offer offer = offer_of(25000);
    offer.employer = "Alder";
    offer.title = "Porter";
    add(&offer);
    const struct market_report report = report_now();
    cr_expect_eq(report.mix_count, 1);
    cr_expect_null(report.groups[0].mix);
}

/* Nobody writes such a title, and one such must not end every report for good. */
Test(market_report, counts_names_that_are_longer_than_any) {
    enum { LONG = 3 * 1024 * 1024 };
    char *title = malloc(LONG + 1);
    cr_assert_not_null(title);
    for (size_t i = 0; i < LONG; i++) {
        title[i] = "x\xE2\x82\xAC"[i == 0 ? 0 : 1 + (i - 1) % 3]; /* letters of three bytes */
    }
    title[LONG] = '\0';
    ask(&(struct market_question){.by = MARKET_BY_TITLE, .offer = MONEY_NONE});
    add_titled(title, 1u << BAND_3, 2);
    add_titled("Porter", 1u << BAND_3, 1);
    const struct market_report report = report_now();
    cr_assert_eq(report.group_count, 2);
    cr_expect_eq(report.groups[0].adverts, 2);
    const size_t len = strlen(report.groups[0].name);
    cr_expect_eq(len, 4000 - 4000 % 3 + 1 - 3 * (4000 % 3 == 0), "whole letters: %zu", len);
    cr_expect_eq(memcmp(report.groups[0].name, title, len), 0);
    cr_expect_eq(report.groups[0].mix, &report.mixes[0]);
    free(title);
}

Test(market_report, mixes_titles_for_a_role_too) {
    char role[] = "str";
    ask(&(struct market_question){.role = role, .offer = MONEY_NONE});
    role[0] = 'x';
    add_titled("Support Worker", 1u << BAND_3, 2);
    const struct market_report report = report_now();
    cr_expect_str_eq(report.question.role, "str");
    cr_expect_eq(report.mix_count, 1);
    cr_expect_eq(report.group_count, 0);
}

/* ---- an amount among them, the scale, data sets ---- */

Test(market_report, says_where_an_amount_stands) {
    ask(&(struct market_question){.offer = 2450000});
    for (int64_t i = 0; i < 4; i++) {
        const struct offer offer = offer_of(24000 + i * 500);
        add(&offer);
    }
    struct market_report report = report_now();
    cr_expect_eq(report.stand.n, 4);
    cr_expect_eq(report.stand.below, 0, "too few to tell");
    cr_expect_eq(report.stand.equal, 0);
    add_of(NULL, 3, 23000);
    report = report_now();
    cr_expect_eq(report.stand.n, 7);
    cr_expect_eq(report.stand.below, 4);
    cr_expect_eq(report.stand.equal, 1);
    ask_all();
    add_of(NULL, 7, 23000);
    cr_expect_eq(report_now().stand.n, 0);
}

Test(market_report, has_the_scale_of_the_day_and_the_nation) {
    ask(&(struct market_question){.bands = 1u << BAND_3, .offer = MONEY_NONE});
    struct offer offer = offer_of(25000);
    add(&offer);
    offer.nation = NATION_WALES;
    add(&offer);
    add(&offer);
    struct market_report report = report_now();
    cr_assert_not_null(report.scale);
    cr_expect_eq(report.scale->nation, NATION_WALES);
    cr_expect_eq(date_compare(report.scale->from, (struct date){2026, 4, 1}), 0);
    ask(&(struct market_question){.nation = NATION_ENGLAND, .offer = MONEY_NONE});
    report = report_now();
    cr_assert_not_null(report.scale);
    cr_expect_eq(report.scale->nation, NATION_ENGLAND);
}

Test(market_report, has_the_scale_that_most_of_the_adverts_show) {
    ask(&(struct market_question){.bands = 1u << BAND_3, .offer = MONEY_NONE});
    struct offer offer = offer_of(25000);
    add(&offer);
    struct market_report report = report_now();
    cr_expect(report.scale == report.current, "no advert shows a table");
    cr_expect_eq(report.scale_adverts, 0);
    offer.scale_from = (struct date){2025, 4, 1};
    offer.scale_status = PAY_STATUS_FINAL;
    add(&offer);
    add(&offer);
    offer.scale_from = (struct date){2026, 4, 1};
    add(&offer);
    report = report_now();
    cr_assert(report.scale && report.current);
    cr_expect_eq(date_compare(report.scale->from, (struct date){2025, 4, 1}), 0);
    cr_expect_eq(report.scale->status, PAY_STATUS_FINAL);
    cr_expect_eq(report.scale_adverts, 2);
    cr_expect_eq(date_compare(report.current->from, (struct date){2026, 4, 1}), 0);
}

Test(market_report, brings_an_amount_to_an_hour) {
    ask(&(struct market_question){.offer = 2450000});
    struct market_report report = report_now();
    cr_expect_eq(report.stand.hourly, 1253);
    cr_expect_eq(report.stand.hours, 3750);
    cr_expect_eq(report.stand.wage, 1271);
    cr_expect_eq(date_compare(report.stand.wage_from, (struct date){2026, 4, 1}), 0);
    ask(&(struct market_question){.offer = 2450000, .nation = NATION_SCOTLAND});
    report = report_now();
    cr_expect_eq(report.stand.hours, 3600);
    cr_expect_eq(report.stand.hourly, tables_hourly(2450000, 3600));
    ask_all();
    cr_expect_eq(report_now().stand.hourly, MONEY_NONE);
}

Test(market_report, tells_the_pay_tables_apart) {
    static const struct {
        struct date from;
        enum pay_status status;
        int count;
    } rows[] = {{{2025, 4, 1}, PAY_STATUS_INTERIM, 2},
                {{2024, 4, 1}, PAY_STATUS_FINAL, 1},
                {{0, 0, 0}, PAY_STATUS_NONE, 5},
                {{2025, 4, 1}, PAY_STATUS_FINAL, 2},
                {{2026, 4, 1}, PAY_STATUS_FINAL, 3}};
    static const int expected[] = {2026, 2025, 2025, 2024};
    ask_all();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int k = 0; k < rows[i].count; k++) {
            struct offer offer = offer_of(25000);
            offer.scale_from = rows[i].from;
            offer.scale_status = rows[i].status;
            add(&offer);
        }
    }
    const struct market_report report = report_now();
    cr_assert_eq(report.table_count, 4);
    for (size_t i = 0; i < 4; i++) {
        cr_expect_eq(report.tables[i].from.year, expected[i]);
    }
    cr_expect_eq(report.tables[0].adverts, 3);
    cr_expect_eq(report.tables[1].status, PAY_STATUS_FINAL);
}

/* More than any array of a fixed size would be made for. */
Test(market_report, tells_any_number_of_pay_tables_apart) {
    enum { TABLES = 300 };
    ask_all();
    for (int i = 0; i < TABLES; i++) {
        struct offer offer = offer_of(25000);
        offer.scale_from = (struct date){1900 + i, 4, 1};
        offer.scale_status = PAY_STATUS_FINAL;
        add(&offer);
        if (i == TABLES - 1) {
            add(&offer);
        }
    }
    const struct market_report report = report_now();
    int64_t adverts = 0;
    for (size_t i = 0; i < report.table_count; i++) {
        adverts += report.tables[i].adverts;
    }
    cr_expect_eq(report.table_count, TABLES);
    cr_expect_eq(adverts, TABLES + 1);
    cr_expect_eq(report.tables[0].from.year, 1900 + TABLES - 1);
    cr_expect_eq(report.tables[0].adverts, 2);
}

Test(market_report, takes_data_sets_for_two_that_differ_in_case) {
    static const struct dataset datasets[] = {{.name = "A.csv"}, {.name = "a.csv"}};
    ask_all();
    struct offer offer = offer_of(25000);
    offer.dataset = "a.csv";
    add(&offer);
    const struct market_report report = report_with(datasets, 2);
    cr_assert_eq(report.dataset_count, 1);
    cr_expect_str_eq(report.datasets[0].name, "a.csv");
    offer.dataset = "A.csv";
    add(&offer);
    cr_expect_eq(report_with(datasets, 2).dataset_count, 2);
}

Test(market_report, names_the_data_sets_that_it_was_made_of) {
    static const struct dataset datasets[] = {
        {.name = "unused.csv"}, {.name = "past.csv", .attribution = "Contains open data."}};
    ask_all();
    struct offer offer = offer_of(25000);
    add(&offer);
    offer.dataset = "past.csv";
    add(&offer);
    const struct market_report report = report_with(datasets, 2);
    cr_assert_eq(report.dataset_count, 1);
    cr_expect_str_eq(report.datasets[0].attribution, "Contains open data.");
}

/* ---- the order of adding ---- */

enum { MANY = 701 }; /* a prime, so that any step comes by all */

static struct offer varied(size_t i) {
    static const char *const employers[] = {"Fern NHS Trust", "FERN NHS TRUST", "Alder", NULL,
                                            "Birch",          "birch"};
    static const char *const titles[] = {"Support Worker", "Support worker", "Porter", NULL};
    struct offer offer = offer_of(i % 9 ? (int64_t)(20000 + i * 37 % 5000) : 0);
    offer.base_max = i % 4 ? offer.base_min + (int64_t)(i % 11) * 333 : MONEY_NONE;
    offer.base_max = i % 9 ? offer.base_max : MONEY_NONE;
    offer.employer = employers[i % 6];
    offer.title = titles[i % 4];
    offer.bands = 1u << (BAND_2 + i % 3);
    offer.nation = (enum nation)(i % NATION_COUNT);
    offer.posted = (struct date){2026, 1 + (int)(i % 12), 1 + (int)(i % 28)};
    offer.closes = (struct date){2026, 12, 1 + (int)(i % 28)};
    offer.verdict = (enum pay_verdict)(i % PAY_VERDICT_COUNT);
    offer.asks = (enum offer_asks)(i % OFFER_ASKS_COUNT);
    return offer;
}

static void put_spread(char *text, size_t size, size_t *len,
                       const struct market_spread *spread) {
    *len += (size_t)snprintf(
        text + *len, size - *len, " %zu:%lld %lld %lld %lld %lld %lld %lld", spread->n,
        (long long)spread->p10, (long long)spread->q1, (long long)spread->median,
        (long long)spread->q3, (long long)spread->p90, (long long)spread->low,
        (long long)spread->high);
}

/* All of a report but its amounts, as text. */
static void put_report(char *text, size_t size, const struct market_report *report) {
    size_t len = (size_t)snprintf(text, size, "%lld", (long long)report->all.gap_median);
    put_spread(text, size, &len, &report->all.base);
    for (size_t i = 0; i < report->group_count; i++) {
        const struct market_group *group = &report->groups[i];
        len += (size_t)snprintf(text + len, size - len, "\n%s %lld %lld",
                                group->name ? group->name : "-", (long long)group->adverts,
                                (long long)group->gap_median);
        put_spread(text, size, &len, &group->base);
        put_spread(text, size, &len, &group->shown);
        put_spread(text, size, &len, &group->hourly);
    }
    for (size_t i = 0; i < report->mix_count; i++) {
        len += (size_t)snprintf(text + len, size - len, "\n%s %lld %lld",
                                report->mixes[i].title, (long long)report->mixes[i].adverts,
                                (long long)report->mixes[i].bands[BAND_3]);
    }
    cr_assert_lt(len, size);
}

Test(market_report, does_not_depend_on_the_order_of_adding) {
    static char first[20000];
    static char again[20000];
    const struct market_question question = {
        .by = MARKET_BY_EMPLOYER, .role = "str", .offer = 2200000};
    for (size_t step = 1; step < MANY; step += 222) {
        ask(&question);
        for (size_t i = 0; i < MANY; i++) {
            const struct offer offer = varied(i * step % MANY);
            add(&offer);
        }
        const struct market_report report = report_now();
        put_report(step == 1 ? first : again, sizeof first, &report);
        cr_expect(step == 1 || strcmp(first, again) == 0, "%s\n---\n%s", first, again);
    }
}
