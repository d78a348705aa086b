/* tests/support/market_sample.h - market reports for tests of what prints them
 * SPDX-License-Identifier: MIT
 *
 * The numbers are made up and belong together only as far as a drawing needs.
 */
#ifndef MARKET_SAMPLE_H
#define MARKET_SAMPLE_H

#include "schema/market.h"

enum { MARKET_SAMPLE_AMOUNTS = 1000, MARKET_SAMPLE_GROUPS = 40 };

struct market_sample {
    struct market_report report;
    int64_t amounts[MARKET_SAMPLE_AMOUNTS];
    struct market_group groups[MARKET_SAMPLE_GROUPS];
    struct market_mix mixes[2];
    struct dataset dataset;
    struct pay_scale scale;
    struct pay_scale older;
    struct market_table tables[2];
};

/** Band 3 in England on 2 March 2026: `adverts` adverts, all with pay, around a scale from
 * 24,937 to 26,598 pounds; below 10 no quartiles, below 5 no amounts. */
void market_sample_init(struct market_sample *sample, size_t adverts);

/** The same with groups of `names`, the first of 40 adverts, each further one of fewer, down to
 * 1. @param count at most MARKET_SAMPLE_GROUPS */
void market_sample_group(struct market_sample *sample, enum market_by by,
                         const char *const *names, size_t count);

/** Most adverts show the scale of April 2024, 24,071 to 25,674, not that of the day; others an
 * interim one. */
void market_sample_change_scale(struct market_sample *sample);

/** What adverts would pay: the scale is not known. */
void market_sample_drop_scale(struct market_sample *sample);

#endif
