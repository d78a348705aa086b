/* report/csv_market.c - what adverts pay, for spreadsheets
 * SPDX-License-Identifier: MIT
 */
#include "report/csv_market.h"

#include <stdio.h>

#include "report/say.h"
#include "report/text_advert.h"

/* ---- parts ---- */

/* Puts the words that were collected in one cell. */
static void put_words(struct cells *cells, struct buf *words) {
    if (words->failed && !cells->out->failed) {
        cells->out->failed = words->failed;
    }
    cells_text(cells, buf_text(words));
    buf_fini(words);
}

/* "2,3": the words of a set, parted by `between`. */
static void put_set(struct cells *cells, const struct vocab *vocab, unsigned set,
                    const char *between) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 1; i < vocab->count; i++) {
        if (set >> i & 1) {
            buf_put_text(&words, words.len > 0 ? between : NULL);
            buf_put_text(&words, vocab->names[i]);
        }
    }
    put_words(cells, &words);
}

/* ---- a row a group ---- */

static const char *const starts[] = {"by", "group", "adverts", "with_pay", NULL};
static const char *const kinds[] = {"basic", "advertised", "hourly"};
static const char *const measures[] = {"n",   "p10", "q1",   "median", "q3",
                                       "p90", "low", "high", "points"};
static const char *const ends[] = {"closing_n",   "closing_days", "title_bands", "offer",
                                   "offer_below", "offer_equal",  "attribution", NULL};

static void put_names(struct cells *cells, const char *const *names) {
    for (size_t i = 0; names[i]; i++) {
        cells_text(cells, names[i]);
    }
}

static void put_name_of(struct cells *cells, const char *kind, const char *name) {
    char text[64];
    (void)snprintf(text, sizeof text, "%s_%s", kind, name);
    cells_text(cells, text);
}

/* "verdict_on_scale" and so on; what has none of the words last. */
static void put_names_of(struct cells *cells, const char *kind, const struct vocab *vocab,
                         const char *none) {
    for (size_t i = 1; i < vocab->count; i++) {
        put_name_of(cells, kind, vocab->names[i]);
    }
    put_name_of(cells, kind, none);
}

static void put_head(struct cells *cells) {
    put_names(cells, starts);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        for (size_t k = 0; k < sizeof measures / sizeof *measures; k++) {
            put_name_of(cells, kinds[i], measures[k]);
        }
    }
    put_names_of(cells, "verdict", &vocab_pay_verdict, "not_taken_apart");
    put_names_of(cells, "asks", &vocab_offer_asks, "not_known");
    put_names(cells, ends);
    cells_end(cells);
}

/* "24625; 24937": the single amounts, where there are too few for anything else. */
static void put_points(struct cells *cells, const struct market_spread *spread) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; spread->points && i < spread->n; i++) {
        struct cells amount = {.out = &words};
        buf_put_text(&words, i > 0 ? "; " : NULL);
        cells_pence(&amount, spread->points[i]);
    }
    put_words(cells, &words);
}

static void put_spread(struct cells *cells, const struct market_spread *spread) {
    cells_number(cells, (int64_t)spread->n);
    cells_pence(cells, spread->p10);
    cells_pence(cells, spread->q1);
    cells_pence(cells, spread->median);
    cells_pence(cells, spread->q3);
    cells_pence(cells, spread->p90);
    cells_pence(cells, spread->low);
    cells_pence(cells, spread->high);
    put_points(cells, spread);
}

static void put_counts(struct cells *cells, const int64_t *counts, size_t count) {
    for (size_t i = 1; i < count; i++) {
        cells_number(cells, counts[i]);
    }
    cells_number(cells, counts[0]);
}

/* "2: 7; 3: 4; none: 2": how many adverts of the title print each band. */
static void put_mix(struct cells *cells, const struct market_mix *mix) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (int i = 1; mix && i <= BAND_COUNT; i++) {
        const int band = i % BAND_COUNT;
        const char *name = vocab_name(&vocab_band, band);
        if (mix->bands[band] > 0) {
            buf_printf(&words, "%s%s: %lld", words.len > 0 ? "; " : "", name ? name : "none",
                       (long long)mix->bands[band]);
        }
    }
    put_words(cells, &words);
}

/* The sentences of all data sets that the report was made of. */
static void put_attribution(struct cells *cells, const struct market_report *report) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; i < report->dataset_count; i++) {
        const char *attribution = report->datasets[i].attribution;
        if (attribution && span_find(buf_span(&words), span_of(attribution), 0) == SIZE_MAX) {
            buf_printf(&words, "%s%s", words.len > 0 ? " " : "", attribution);
        }
    }
    put_words(cells, &words);
}

/* Where the offer stands among all adverts; nothing of a group, nor where there are too few. */
static void put_stand(struct cells *cells, const struct market_report *report, bool is_all) {
    cells_pence(cells, is_all ? report->question.offer : MONEY_NONE);
    if (is_all && report->stand.n >= MARKET_LEAST_SHOWN) {
        cells_number(cells, (int64_t)report->stand.below);
        cells_number(cells, (int64_t)report->stand.equal);
    } else {
        cells_nothing(cells);
        cells_nothing(cells);
    }
}

static void put_group(struct cells *cells, const struct market_report *report,
                      const struct market_group *group, enum market_by by) {
    cells_text(cells, by == MARKET_BY_NONE ? "all" : vocab_name(&vocab_market_by, (int)by));
    cells_text(cells, group->is_unknown ? "not known here" : group->name);
    cells_number(cells, group->adverts);
    cells_number(cells, group->with_pay);
    put_spread(cells, &group->base);
    put_spread(cells, &group->shown);
    put_spread(cells, &group->hourly);
    put_counts(cells, group->verdicts, PAY_VERDICT_COUNT);
    put_counts(cells, group->asks, OFFER_ASKS_COUNT);
    cells_number(cells, (int64_t)group->gap_n);
    if (group->gap_median < 0) {
        cells_nothing(cells);
    } else {
        cells_tenths(cells, (int)group->gap_median);
    }
    put_mix(cells, group->mix);
    put_stand(cells, report, by == MARKET_BY_NONE);
    put_attribution(cells, report);
    cells_end(cells);
}

void csv_market(struct cells *cells, const struct market_report *report,
                const struct flow *flow) {
    const enum market_by by = report->question.by;
    put_head(cells);
    put_group(cells, report, &report->all, MARKET_BY_NONE);
    for (size_t i = 0; i < report->group_count; i++) {
        put_group(cells, report, &report->groups[i], by);
        flow_pass(flow, cells->out);
    }
}

/* ---- a row an advert ---- */

const char *const csv_market_row_names[] = {
    "key",     "dataset",   "source",     "title",          "employer",    "town",
    "region",  "nation",    "posted",     "posted_assumed", "closes",      "bands",
    "verdict", "zone",      "scale_from", "scale_status",   "base_min",    "base_max",
    "basic",   "shown_min", "shown_max",  "advertised",     "hourly_min",  "hourly_max",
    "hourly",  "asks",      "flags",      "counted",        "attribution", NULL};

void csv_market_rows_head(struct cells *cells) { cells_names(cells, csv_market_row_names); }

static void put_texts(struct cells *cells, const struct offer *offer) {
    cells_text(cells, offer->key);
    cells_text(cells, offer->dataset);
    cells_word(cells, &vocab_source, (int)offer->source);
    cells_text(cells, offer->title);
    cells_text(cells, offer->employer);
    cells_text(cells, offer->town);
    cells_text(cells, offer->region);
    cells_word(cells, &vocab_nation, (int)offer->nation);
}

static void put_amounts(struct cells *cells, const struct market_row *row) {
    const struct offer *offer = row->offer;
    const int64_t amounts[] = {offer->base_min,   offer->base_max,   row->base,
                               offer->shown_min,  offer->shown_max,  row->shown,
                               offer->hourly_min, offer->hourly_max, row->hourly};
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        cells_pence(cells, amounts[i]);
    }
}

void csv_market_row(struct cells *cells, const struct market_row *row) {
    const struct offer *offer = row->offer;
    put_texts(cells, offer);
    cells_date(cells, offer->posted);
    cells_text(cells, offer->is_posted_assumed ? "yes" : "no");
    cells_date(cells, offer->closes);
    put_set(cells, &vocab_band, offer->bands, ",");
    cells_word(cells, &vocab_pay_verdict, (int)offer->verdict);
    cells_word(cells, &vocab_pay_zone, (int)offer->zone);
    cells_date(cells, offer->scale_from);
    cells_word(cells, &vocab_pay_status, (int)offer->scale_status);
    put_amounts(cells, row);
    cells_word(cells, &vocab_offer_asks, (int)offer->asks);
    put_set(cells, &vocab_pay_flag, offer->flags, "; ");
    cells_text(cells, row->is_counted ? "yes" : "no");
    cells_text(cells, row->attribution);
    cells_end(cells);
}
