/* tests/support/market_sample.c - market reports for tests of what prints them
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/market_sample.h"

#include <stdlib.h>
#include <string.h>

enum { POUND = 100, BOTTOM = 24937 * POUND, MIDDLE = 25767 * POUND, TOP = 26598 * POUND };

static int compare(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* Most adverts print the whole scale; some an old one, some a figure of their own. */
static int64_t amount_of(size_t i) {
    static const int64_t often[] = {MIDDLE, MIDDLE, MIDDLE, BOTTOM,        TOP,
                                    MIDDLE, MIDDLE, BOTTOM, 25150 * POUND, 24071 * POUND};
    size_t mixed = (i * 7919 + 13) % 1009;
    if (mixed % 10 < 7) {
        return often[mixed % (sizeof often / sizeof *often)];
    }
    return (int64_t)(23800 + mixed * 4) * POUND;
}

static struct market_spread no_spread(size_t n) {
    return (struct market_spread){n,          MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE,
                                  MONEY_NONE, MONEY_NONE, MONEY_NONE, NULL};
}

static struct market_spread spread_of(const int64_t *sorted, size_t n) {
    struct market_spread spread = no_spread(n);
    if (n < MARKET_LEAST_SHOWN) {
        return spread;
    }
    if (n < MARKET_LEAST_SPREAD) {
        spread.points = sorted;
        return spread;
    }
    spread.median = sorted[n / 2];
    spread.p10 = sorted[n / 10];
    spread.q1 = sorted[n / 4];
    spread.q3 = sorted[n - 1 - n / 4];
    spread.p90 = sorted[n - 1 - n / 10];
    spread.low = sorted[n / 2 - n / 8];
    spread.high = sorted[n / 2 + n / 8];
    return spread;
}

static void scaled(struct market_spread *spread, int64_t by, int64_t to) {
    int64_t *const values[] = {&spread->p10, &spread->q1,  &spread->median, &spread->q3,
                               &spread->p90, &spread->low, &spread->high};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        *values[i] = *values[i] == MONEY_NONE ? MONEY_NONE : *values[i] * to / by;
    }
    spread->points = NULL;
}

static void fill_group(struct market_group *group, const char *name, const int64_t *sorted,
                       size_t n) {
    memset(group, 0, sizeof *group);
    group->name = name;
    group->adverts = (int64_t)n;
    group->with_pay = (int64_t)n;
    group->base = spread_of(sorted, n);
    group->shown = group->base;
    group->hourly = group->base;
    scaled(&group->shown, 100, 105);
    scaled(&group->hourly, 1955, 1);
    group->verdicts[PAY_VERDICT_ON_SCALE] = (int64_t)(n - n / 3);
    group->verdicts[PAY_VERDICT_OLD_SCALE] = (int64_t)(n / 3);
    group->asks[OFFER_ASKS_NVQ3] = (int64_t)(n / 2);
    group->asks[OFFER_ASKS_NONE] = (int64_t)(n - n / 2);
    group->gap_n = n;
    group->gap_median = n > 0 ? 145 : -1;
}

static void fill_scale(struct pay_scale *scale) {
    static const struct pay_ladder bands[] = {
        {{24465 * POUND, 24465 * POUND}, 2, false, CONFIDENCE_VERIFIED},
        {{BOTTOM, TOP}, 2, false, CONFIDENCE_VERIFIED},
        {{27485 * POUND, 30162 * POUND}, 2, false, CONFIDENCE_VERIFIED},
        {{31049 * POUND, 33487 * POUND, 37796 * POUND}, 3, false, CONFIDENCE_VERIFIED},
    };
    scale->nation = NATION_ENGLAND;
    scale->from = (struct date){2025, 4, 1};
    scale->status = PAY_STATUS_FINAL;
    scale->confidence = CONFIDENCE_VERIFIED;
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++) {
        scale->ladders[BAND_2 + i] = bands[i];
    }
}

void market_sample_init(struct market_sample *sample, size_t adverts) {
    memset(sample, 0, sizeof *sample);
    struct market_report *report = &sample->report;
    size_t n = adverts < MARKET_SAMPLE_AMOUNTS ? adverts : MARKET_SAMPLE_AMOUNTS;
    for (size_t i = 0; i < n; i++) {
        sample->amounts[i] = amount_of(i);
    }
    qsort(sample->amounts, n, sizeof *sample->amounts, compare);
    fill_group(&report->all, NULL, sample->amounts, n);
    fill_scale(&sample->scale);
    report->question = (struct market_question){
        .bands = 1u << BAND_3, .nation = NATION_ENGLAND, .offer = MONEY_NONE};
    report->today = (struct date){2026, 3, 2};
    report->first = n > 0 ? (struct date){2025, 6, 1} : report->first;
    report->last = n > 0 ? (struct date){2026, 2, 27} : report->last;
    report->scale = &sample->scale;
    report->current = &sample->scale;
    report->stand.hourly = MONEY_NONE;
    report->amounts = n >= MARKET_LEAST_SHOWN ? sample->amounts : NULL;
    report->amount_count = n >= MARKET_LEAST_SHOWN ? n : 0;
    sample->mixes[0] = (struct market_mix){"healthcare assistant", 30, {0, 0, 20, 10}};
    report->mixes = sample->mixes;
    report->mix_count = 1;
    report->mix_total = 1;
    sample->dataset =
        (struct dataset){.row = 1,
                         .name = "vacancies_2025.csv",
                         .kind = "nhsbsa",
                         .attribution = "Contains public sector information (made up).",
                         .offers = 12};
    report->datasets = &sample->dataset;
    report->dataset_count = 1;
}

void market_sample_change_scale(struct market_sample *sample) {
    struct market_table *tables = sample->tables;
    const int64_t half = sample->report.all.adverts / 2;
    fill_scale(&sample->older);
    sample->older.from = (struct date){2024, 4, 1};
    sample->older.confidence = CONFIDENCE_DERIVED; /* of other bands */
    sample->older.ladders[BAND_3] =
        (struct pay_ladder){{24071 * POUND, 25674 * POUND}, 2, false, CONFIDENCE_VERIFIED};
    sample->older.ladders[BAND_5].confidence = CONFIDENCE_DERIVED;
    tables[0] =
        (struct market_table){NATION_ENGLAND, sample->older.from, PAY_STATUS_FINAL, half};
    tables[1] =
        (struct market_table){NATION_ENGLAND, sample->scale.from, PAY_STATUS_INTERIM, half / 2};
    sample->report.tables = tables;
    sample->report.table_count = 2;
    sample->report.scale = &sample->older;
    sample->report.scale_adverts = half;
}

void market_sample_group(struct market_sample *sample, enum market_by by,
                         const char *const *names, size_t count) {
    size_t known = sample->report.amount_count;
    for (size_t i = 0; i < count && i < MARKET_SAMPLE_GROUPS; i++) {
        size_t n = i * 3 < 39 ? 40 - i * 3 : 1;
        size_t from = known > 60 + i ? i : 0;
        fill_group(&sample->groups[i], names[i], sample->amounts + from * known / 60,
                   n < known ? n : known);
    }
    sample->report.question.by = by;
    sample->report.groups = sample->groups;
    sample->report.group_count = count;
    sample->report.group_total = count;
}

void market_sample_drop_scale(struct market_sample *sample) {
    sample->report.scale = NULL;
    sample->report.current = NULL;
}
