/* report/html_market_tables.c - the numbers of a market report as tables of a page
 * SPDX-License-Identifier: MIT
 */
#include "report/html_market_tables.h"

#include "report/ladder_words.h"
#include "report/say.h"
#include "report/text_advert.h"

/* ---- cells ---- */

static void put_buf(struct markup *markup, const char *element, struct buf *words) {
    markup_element(markup, element, buf_text(words));
    buf_fini(words);
}

static void put_count(struct markup *markup, int64_t count) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say_number(&words, count);
    put_buf(markup, "td", &words);
}

/* @param say say_pence, or ladder_say_pounds for what is by the year */
static void put_money(struct markup *markup, int64_t pence,
                      void (*say)(struct buf *words, int64_t pence)) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (pence == MONEY_NONE) {
        buf_put_text(&words, "–");
    } else {
        say(&words, pence);
    }
    put_buf(markup, "td", &words);
}

/* "12.3 %", of nothing nothing. */
static void put_share(struct markup *markup, int64_t part, int64_t whole) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (whole > 0) {
        say_tenths(&words, (int)((part * 2000 + whole) / (2 * whole)));
        buf_put_text(&words, " %");
    }
    put_buf(markup, "td", &words);
}

static void put_heading(struct markup *markup, const char *scope, const char *text) {
    markup_open(markup, "th");
    markup_attribute(markup, "scope", scope);
    markup_text(markup, text);
    markup_close(markup);
}

/* Opens a table, with its head, and its body. @param columns ends with NULL */
static void open_table(struct markup *markup, const char *caption, const char *const *columns) {
    markup_open(markup, "div");
    markup_attribute(markup, "class", "table");
    markup_open(markup, "table");
    markup_element(markup, "caption", caption);
    markup_open(markup, "thead");
    markup_open(markup, "tr");
    for (size_t i = 0; columns[i]; i++) {
        put_heading(markup, "col", columns[i]);
    }
    markup_close(markup);
    markup_close(markup);
    markup_open(markup, "tbody");
}

static void close_table(struct markup *markup) {
    markup_close(markup);
    markup_close(markup);
    markup_close(markup);
}

/* ---- tables ---- */

static void put_spread(struct markup *markup, const char *name,
                       const struct market_spread *spread,
                       void (*say)(struct buf *words, int64_t pence)) {
    const int64_t values[] = {spread->p10, spread->q1,  spread->median, spread->q3,
                              spread->p90, spread->low, spread->high};
    markup_open(markup, "tr");
    put_heading(markup, "row", name);
    put_count(markup, (int64_t)spread->n);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        put_money(markup, values[i], say);
    }
    markup_close(markup);
}

static void put_pay(struct markup *markup, const struct market_group *all) {
    static const char *const columns[] = {"Pay",
                                          "Adverts",
                                          "10th percentile",
                                          "Lower quartile",
                                          "Median",
                                          "Upper quartile",
                                          "90th percentile",
                                          "95 % interval from",
                                          "to",
                                          NULL};
    open_table(markup, "Pay", columns);
    put_spread(markup, "Basic, full time, a year", &all->base, ladder_say_pounds);
    put_spread(markup, "As advertised, full time, a year", &all->shown, ladder_say_pounds);
    put_spread(markup, "Basic, an hour", &all->hourly, say_pence);
    close_table(markup);
}

/* The few amounts of which no quartiles are told. */
static void put_points(struct markup *markup, const char *name,
                       const struct market_spread *spread,
                       void (*say)(struct buf *words, int64_t pence)) {
    const char *const columns[] = {"Number", name, NULL};
    if (!spread->points) {
        return;
    }
    open_table(markup, "Single adverts", columns);
    for (size_t i = 0; i < spread->n; i++) {
        markup_open(markup, "tr");
        put_count(markup, (int64_t)i + 1);
        put_money(markup, spread->points[i], say);
        markup_close(markup);
    }
    close_table(markup);
}

static void put_all_points(struct markup *markup, const struct market_group *all) {
    put_points(markup, "Basic pay a year", &all->base, ladder_say_pounds);
    put_points(markup, "As advertised, a year", &all->shown, ladder_say_pounds);
    put_points(markup, "Basic pay an hour", &all->hourly, say_pence);
}

static void put_band(struct markup *markup, const struct pay_ladder *ladder, int band) {
    struct buf words;
    markup_open(markup, "tr");
    put_heading(markup, "row", vocab_name(&vocab_band, band));
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; i < ladder->count; i++) {
        buf_put_text(&words, i == 0 ? "" : ladder->has_more ? " ... " : ", ");
        say_pence(&words, ladder->points[i]);
    }
    put_buf(markup, "td", &words);
    markup_element(markup, "td", ladder_sure(ladder->confidence));
    markup_close(markup);
}

/* @param caption consumed */
static void put_bands(struct markup *markup, struct buf *caption, const struct pay_scale *scale,
                      unsigned bands) {
    static const char *const columns[] = {"Band", "Points a year", "How sure", NULL};
    open_table(markup, buf_text(caption), columns);
    buf_fini(caption);
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (scale->ladders[band].count > 0 && (bands == 0 || bands & 1u << band)) {
            put_band(markup, &scale->ladders[band], band);
        }
    }
    close_table(markup);
}

/* The one that is drawn, and today's beside it where that is another one. */
static void put_scales(struct markup *markup, const struct market_report *report) {
    const unsigned bands = report->question.bands;
    struct buf caption;
    if (!report->scale) {
        markup_element(markup, "p", "No scale is known to set beside the adverts.");
        return;
    }
    buf_init(&caption, TEXT_WORDS_CAP);
    buf_put_text(&caption, "The scale: ");
    ladder_say_drawn(&caption, report, bands);
    put_bands(markup, &caption, report->scale, bands);
    if (report->current && report->current != report->scale) {
        buf_init(&caption, TEXT_WORDS_CAP);
        buf_put_text(&caption, "The scale that adverts of ");
        say_date(&caption, report->today);
        buf_put_text(&caption, " show: ");
        ladder_say_scale(&caption, report->current, bands);
        put_bands(markup, &caption, report->current, bands);
    }
}

static void put_part(struct markup *markup, const char *name, int64_t part, int64_t whole) {
    if (part > 0) {
        markup_open(markup, "tr");
        put_heading(markup, "row", name);
        put_count(markup, part);
        put_share(markup, part, whole);
        markup_close(markup);
    }
}

static void put_tables(struct markup *markup, const struct market_report *report) {
    static const char *const columns[] = {"Table", "Adverts", "Share", NULL};
    if (report->table_count == 0) {
        return;
    }
    open_table(markup, "The pay tables that they show", columns);
    for (size_t i = 0; i < report->table_count; i++) {
        struct buf name;
        buf_init(&name, TEXT_WORDS_CAP);
        ladder_say_table(&name, &report->tables[i]);
        put_part(markup, buf_text(&name), report->tables[i].adverts, report->all.adverts);
        buf_fini(&name);
    }
    put_part(markup, "none that is known", ladder_without_table(report), report->all.adverts);
    close_table(markup);
    if (report->table_count > 1) {
        markup_element(markup, "p", ladder_tables_warning);
    }
}

static void put_verdicts(struct markup *markup, const struct market_report *report) {
    const struct market_group *all = &report->all;
    static const char *const columns[] = {"Pay is", "Adverts", "Share", NULL};
    open_table(markup, "Pay held against the tables", columns);
    for (int i = PAY_VERDICT_NONE + 1; i < PAY_VERDICT_COUNT; i++) {
        put_part(markup, ladder_verdict((enum pay_verdict)i), all->verdicts[i], all->adverts);
    }
    put_part(markup, ladder_verdict(PAY_VERDICT_NONE), all->verdicts[0], all->adverts);
    close_table(markup);
    struct buf unpaid;
    buf_init(&unpaid, TEXT_WORDS_CAP);
    ladder_say_unpaid(&unpaid, report);
    if (unpaid.len > 0) {
        markup_element(markup, "p", buf_text(&unpaid));
    }
    buf_fini(&unpaid);
}

static void put_asks(struct markup *markup, const struct market_group *all) {
    static const char *const columns[] = {"The least that is asked for", "Adverts", "Share",
                                          NULL};
    open_table(markup, "What adverts ask for", columns);
    for (int i = OFFER_ASKS_NONE + 1; i < OFFER_ASKS_COUNT; i++) {
        put_part(markup, ladder_asks((enum offer_asks)i), all->asks[i], all->adverts);
    }
    put_part(markup, ladder_asks(OFFER_ASKS_NONE), all->asks[0], all->adverts);
    close_table(markup);
}

static void put_gap(struct markup *markup, const struct market_group *all) {
    struct buf words;
    if (all->gap_n == 0 || all->gap_median < 0) {
        return;
    }
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, "From posting to closing: a median of ");
    say_tenths(&words, (int)all->gap_median);
    buf_put_text(&words, " days, of ");
    say_count(&words, (int64_t)all->gap_n, "advert", "adverts");
    buf_put_text(&words, " that give both days.");
    put_buf(markup, "p", &words);
}

/* "£24,625, £24,937": what a group has in the place of quartiles. */
static void put_few(struct markup *markup, const struct market_spread *base) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; base->points && i < base->n; i++) {
        buf_put_text(&words, i > 0 ? ", " : NULL);
        ladder_say_pounds(&words, base->points[i]);
    }
    put_buf(markup, "td", &words);
}

static void put_group(struct markup *markup, const struct market_group *group,
                      enum market_by by) {
    const int64_t values[] = {group->base.p10,  group->base.q1,     group->base.median,
                              group->base.q3,   group->base.p90,    group->base.low,
                              group->base.high, group->shown.median};
    struct buf name;
    buf_init(&name, TEXT_WORDS_CAP);
    ladder_say_group(&name, group, by);
    markup_open(markup, "tr");
    put_heading(markup, "row", buf_text(&name));
    buf_fini(&name);
    put_count(markup, group->adverts);
    put_count(markup, group->with_pay);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        put_money(markup, values[i], ladder_say_pounds);
    }
    put_few(markup, &group->base);
    put_share(markup, group->verdicts[PAY_VERDICT_ON_SCALE], group->adverts);
    markup_close(markup);
}

static void put_groups(struct markup *markup, const struct market_report *report) {
    enum market_by by = report->question.by;
    const char *const columns[] = {ladder_by(by),
                                   "Adverts",
                                   "With pay",
                                   "10th percentile",
                                   "Lower quartile",
                                   "Median",
                                   "Upper quartile",
                                   "90th percentile",
                                   "95 % interval from",
                                   "to",
                                   "Median as advertised",
                                   "Single adverts",
                                   "On the scale",
                                   NULL};
    if (report->group_count == 0) {
        return;
    }
    struct buf caption;
    buf_init(&caption, TEXT_WORDS_CAP);
    buf_put_text(&caption, "By ");
    say_id(&caption, vocab_name(&vocab_market_by, (int)by));
    buf_put_text(&caption, ": basic full-time pay a year");
    if (report->group_total > report->group_count) {
        buf_put_text(&caption, "; ");
        say_number(&caption, (int64_t)(report->group_total - report->group_count));
        buf_put_text(&caption, " more are not shown");
    }
    open_table(markup, buf_text(&caption), columns);
    buf_fini(&caption);
    for (size_t i = 0; i < report->group_count; i++) {
        put_group(markup, &report->groups[i], by);
    }
    close_table(markup);
}

/* ---- titles ---- */

/* Bands that any title has. */
static unsigned bands_of(const struct market_report *report) {
    unsigned bands = 0;
    for (size_t i = 0; i < report->mix_count; i++) {
        for (size_t band = 0; band < BAND_COUNT; band++) {
            bands |= report->mixes[i].bands[band] > 0 ? 1u << band : 0;
        }
    }
    return bands;
}

static void put_mix(struct markup *markup, const struct market_mix *mix, unsigned bands) {
    markup_open(markup, "tr");
    put_heading(markup, "row", mix->title ? mix->title : "not said");
    put_count(markup, mix->adverts);
    for (size_t band = 0; band < BAND_COUNT; band++) {
        if (bands & 1u << band) {
            put_share(markup, mix->bands[band], mix->adverts);
        }
    }
    markup_close(markup);
}

static void put_mixes(struct markup *markup, const struct market_report *report) {
    static const char *const names[BAND_COUNT] = {
        "No band", "Band 1",  "Band 2",  "Band 3",  "Band 4",  "Band 5", "Band 6",
        "Band 7",  "Band 8a", "Band 8b", "Band 8c", "Band 8d", "Band 9"};
    const char *columns[BAND_COUNT + 3] = {"Title", "Adverts"};
    unsigned bands = bands_of(report);
    size_t count = 2;
    for (size_t band = 0; band < BAND_COUNT; band++) {
        if (bands & 1u << band) {
            columns[count++] = names[band];
        }
    }
    if (report->mix_count == 0) {
        return;
    }
    open_table(markup, "Bands of a title, all bands counted", columns);
    for (size_t i = 0; i < report->mix_count; i++) {
        put_mix(markup, &report->mixes[i], bands);
    }
    close_table(markup);
}

void html_market_tables(struct markup *markup, const struct market_report *report) {
    markup_element(markup, "h2", "The numbers");
    put_pay(markup, &report->all);
    put_all_points(markup, &report->all);
    put_scales(markup, report);
    put_tables(markup, report);
    put_groups(markup, report);
    put_mixes(markup, report);
    put_verdicts(markup, report);
    put_asks(markup, &report->all);
    put_gap(markup, &report->all);
}
