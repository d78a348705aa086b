/* report/text_market.c - what adverts pay, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_market.h"

#include <string.h>

#include "report/ladder.h"
#include "report/ladder_words.h"
#include "report/say.h"
#include "report/text_advert.h"

/* Columns of the tables. */
enum {
    INDENT = 2,
    LABEL_WIDTH = 18, /* "As advertised" */
    COUNT_WIDTH = 9,
    AMOUNT_WIDTH = 10
};

static void begin(struct buf *words) { buf_init(words, TEXT_WORDS_CAP); }

/* Writes the words as a paragraph, where there are any, and forgets them. */
static void end(struct plain *plain, size_t column, struct buf *words) {
    if (words->len > 0) {
        plain_paragraph(plain, column, buf_text(words));
    }
    buf_fini(words);
}

static void put_heading(struct plain *plain, const char *text) {
    plain_gap(plain);
    plain_heading(plain, text);
}

/* ---- tables ---- */

/* Words of ours, flush right. */
static void put_right(struct plain *plain, size_t width, const char *text) {
    const size_t wide = strlen(text);
    plain_spaces(plain, wide < width ? width - wide : 1);
    buf_put_text(plain->out, text);
}

static void put_label(struct plain *plain, const char *label) {
    plain_spaces(plain, INDENT);
    buf_put_text(plain->out, label);
    plain_spaces(plain, LABEL_WIDTH - INDENT - strlen(label));
}

/* Without pence where it is pounds of a year: they are of no use to anybody. */
static int64_t rounded(int64_t pence, bool is_year) {
    return is_year ? (pence + 50) / 100 * 100 : pence;
}

/* "24,625", "12.59": the table's head says that they are pounds. */
static void put_amount(struct plain *plain, int64_t pence, bool is_year) {
    struct buf words;
    begin(&words);
    if (pence != MONEY_NONE) {
        const int64_t shown = rounded(pence, is_year);
        say_number(&words, shown / 100);
        if (!is_year) {
            buf_printf(&words, ".%02d", (int)(shown % 100));
        }
    }
    put_right(plain, AMOUNT_WIDTH, buf_text(&words));
    buf_fini(&words);
}

static void put_number(struct plain *plain, size_t width, int64_t number) {
    struct buf words;
    begin(&words);
    say_number(&words, number);
    put_right(plain, width, buf_text(&words));
    buf_fini(&words);
}

static void put_head(struct plain *plain) {
    static const char *const names[] = {"10 %", "25 %", "median", "75 %", "90 %"};
    put_label(plain, "Pounds");
    put_right(plain, COUNT_WIDTH, "adverts");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        put_right(plain, AMOUNT_WIDTH, names[i]);
    }
    plain_gap(plain);
}

/* "£25,768 (2), £26,618": each amount once, with how many adverts pay it. */
static void say_points(struct buf *words, const struct market_spread *spread, bool is_year) {
    for (size_t i = 0, next = 0; i < spread->n; i = next) {
        const int64_t point = rounded(spread->points[i], is_year);
        while (next < spread->n && rounded(spread->points[next], is_year) == point) {
            next++;
        }
        buf_put_text(words, i > 0 ? ", " : NULL);
        say_pence(words, point);
        if (next - i > 1) {
            buf_printf(words, " (%d)", (int)(next - i));
        }
    }
}

/* Lines of their own: below the names of percentiles single amounts would read as such. */
static void put_points(struct plain *plain, const struct market_spread *spread, bool is_year) {
    struct buf words;
    begin(&words);
    buf_put_text(&words, "single amounts: ");
    say_points(&words, spread, is_year);
    plain_gap(plain);
    plain_wrap(plain, 0, 2 * INDENT, 3 * INDENT, buf_span(&words));
    buf_fini(&words);
}

/* What is behind the number of adverts. */
static void put_spread(struct plain *plain, const struct market_spread *spread, bool is_year) {
    if (spread->points) {
        put_points(plain, spread, is_year);
        return;
    }
    if (spread->median == MONEY_NONE) {
        buf_put_text(plain->out, spread->n > 0 ? "  too few to show amounts" : NULL);
    } else {
        const int64_t amounts[] = {spread->p10, spread->q1, spread->median, spread->q3,
                                   spread->p90};
        for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
            put_amount(plain, amounts[i], is_year);
        }
    }
    plain_gap(plain);
}

static void put_row(struct plain *plain, const char *label, const struct market_spread *spread,
                    bool is_year) {
    put_label(plain, label);
    put_number(plain, COUNT_WIDTH, (int64_t)spread->n);
    put_spread(plain, spread, is_year);
}

/* What median and interval mean, for those who never met one. */
static void put_median(struct plain *plain, const struct market_spread *base) {
    struct buf words;
    begin(&words);
    if (base->points) {
        buf_put_text(&words, "With fewer than 10 adverts there are the single amounts, and no "
                             "median.");
    } else if (base->low != MONEY_NONE) {
        const int64_t low = rounded(base->low, true);
        const int64_t high = rounded(base->high, true);
        buf_put_text(&words, "Half of the adverts offer ");
        say_pence(&words, rounded(base->median, true));
        buf_put_text(&words,
                     " or less in basic pay, half offer that or more. With other adverts "
                     "of the same kind this middle ");
        buf_put_text(&words, low == high ? "would most likely be the same"
                                         : "could as well have been anywhere from ");
        if (low != high) {
            say_pence(&words, low);
            buf_put_text(&words, " to ");
            say_pence(&words, high);
        }
        buf_put_text(&words, " (95 % interval).");
    }
    end(plain, 0, &words);
}

static void put_amounts(struct plain *plain, const struct market_report *report) {
    const struct market_group *all = &report->all;
    put_head(plain);
    put_row(plain, "Basic pay a year", &all->base, true);
    put_row(plain, "As advertised", &all->shown, true);
    put_row(plain, "Basic, an hour", &all->hourly, false);
    put_median(plain, &all->base);
}

/* ---- shares ---- */

/* "on the scale            12   80 %". */
static void put_share(struct plain *plain, const char *words, int64_t count, int64_t all) {
    enum { WORDS_WIDTH = 52 };
    if (count == 0) {
        return;
    }
    const int64_t percent = (count * 200 + all) / (all * 2);
    const size_t len = strlen(words);
    struct buf share;
    begin(&share);
    buf_printf(&share, percent > 0 ? "%d %%" : "below 1 %%", (int)percent);
    plain_spaces(plain, INDENT);
    buf_put_text(plain->out, words);
    plain_spaces(plain, len < WORDS_WIDTH ? WORDS_WIDTH - len : 0);
    put_number(plain, COUNT_WIDTH, count);
    put_right(plain, AMOUNT_WIDTH, buf_text(&share));
    plain_gap(plain);
    buf_fini(&share);
}

/* What is known first, what is not last. */
static void put_shares(struct plain *plain, const struct market_group *all) {
    put_heading(plain, "What the pay was found to be");
    for (int i = 1; i <= PAY_VERDICT_COUNT; i++) {
        const int verdict = i % PAY_VERDICT_COUNT;
        put_share(plain, ladder_verdict((enum pay_verdict)verdict), all->verdicts[verdict],
                  all->adverts);
    }
    put_heading(plain, "The least that they ask for");
    for (int i = 1; i <= OFFER_ASKS_COUNT; i++) {
        const int asks = i % OFFER_ASKS_COUNT;
        put_share(plain, ladder_asks((enum offer_asks)asks), all->asks[asks], all->adverts);
    }
}

/* Amounts of different tables are not of one kind, so that they are told apart. */
static void put_tables(struct plain *plain, const struct market_report *report) {
    if (report->table_count > 0) {
        put_heading(plain, "The pay tables that they show");
    }
    for (size_t i = 0; i < report->table_count; i++) {
        const struct market_table *table = &report->tables[i];
        struct buf words;
        begin(&words);
        ladder_say_table(&words, table);
        put_share(plain, buf_text(&words), table->adverts, report->all.adverts);
        buf_fini(&words);
    }
    if (report->table_count > 0) {
        put_share(plain, "none that is known", ladder_without_table(report),
                  report->all.adverts);
    }
    if (report->table_count > 1) {
        plain_paragraph(plain, INDENT, ladder_tables_warning);
        plain_paragraph(plain, INDENT, "--since, --nation and --by month tell them apart.");
    }
}

static void put_gap(struct plain *plain, const struct market_group *all) {
    struct buf words;
    begin(&words);
    if (all->gap_median >= 0) {
        buf_put_text(&words, "From posting to closing: ");
        say_tenths(&words, (int)all->gap_median);
        buf_put_text(&words, " days in the median of ");
        say_count(&words, (int64_t)all->gap_n, "advert", "adverts");
        buf_put_char(&words, '.');
        plain_gap(plain);
    }
    end(plain, 0, &words);
}

/* ---- groups ---- */

/* "Fern NHS Trust: 12 adverts, 10 with pay, £12.90 an hour". */
static void put_group(struct plain *plain, const struct market_group *group,
                      enum market_by by) {
    struct buf words;
    begin(&words);
    ladder_say_group(&words, group, by);
    buf_put_text(&words, ": ");
    say_count(&words, group->adverts, "advert", "adverts");
    buf_put_text(&words, ", ");
    say_number(&words, group->with_pay);
    buf_put_text(&words, " with pay");
    if (group->base.low != group->base.high) {
        buf_put_text(&words, "; median between ");
        say_pence(&words, rounded(group->base.low, true));
        buf_put_text(&words, " and ");
        say_pence(&words, rounded(group->base.high, true));
    }
    plain_tone(plain, PLAIN_TONE_STRONG);
    end(plain, 0, &words);
    plain_tone(plain, PLAIN_TONE_NONE);
    if (group->base.median != MONEY_NONE || group->base.points) {
        put_row(plain, "basic pay", &group->base, true);
        put_row(plain, "as advertised", &group->shown, true);
        put_row(plain, "an hour", &group->hourly, false);
    }
}

/* What a limit leaves out is said. */
static void put_left(struct plain *plain, size_t shown, size_t total, const char *what) {
    if (shown < total) {
        struct buf words;
        begin(&words);
        say_number(&words, (int64_t)(total - shown));
        buf_printf(&words, " more %s are not shown: see --limit.", what);
        end(plain, 0, &words);
    }
}

static void put_groups(struct plain *plain, const struct market_report *report) {
    const enum market_by by = report->question.by;
    if (report->group_count == 0) {
        return;
    }
    struct buf words;
    begin(&words);
    buf_printf(&words, "By %s", vocab_name(&vocab_market_by, (int)by));
    put_heading(plain, buf_text(&words));
    buf_fini(&words);
    put_head(plain);
    for (size_t i = 0; i < report->group_count; i++) {
        put_group(plain, &report->groups[i], by);
    }
    put_left(plain, report->group_count, report->group_total, "groups");
}

/* ---- titles ---- */

/* "band 2 70 %, band 3 30 %": shares of the adverts, most frequent band first. */
static void say_mix(struct buf *words, const struct market_mix *mix) {
    bool done[BAND_COUNT] = {false};
    for (;;) {
        int most = -1;
        for (int band = BAND_NONE; band < BAND_COUNT; band++) {
            if (!done[band] && mix->bands[band] > 0 &&
                (most < 0 || mix->bands[band] > mix->bands[most])) {
                most = band;
            }
        }
        if (most < 0) {
            return;
        }
        done[most] = true;
        say_join(words, 0, most == BAND_NONE ? "no band" : "band ");
        buf_put_text(words, vocab_name(&vocab_band, most));
        buf_printf(words, " %d %%",
                   (int)((mix->bands[most] * 200 + mix->adverts) / (mix->adverts * 2)));
    }
}

static void put_titles(struct plain *plain, const struct market_report *report) {
    if (report->mix_count == 0) {
        return;
    }
    put_heading(plain, "Bands of each title");
    for (size_t i = 0; i < report->mix_count; i++) {
        const struct market_mix *mix = &report->mixes[i];
        struct buf words;
        struct buf bands;
        begin(&words);
        begin(&bands);
        say_mix(&bands, mix);
        buf_printf(&words, "%s: ", mix->title);
        say_count(&words, mix->adverts, "advert", "adverts");
        buf_printf(&words, ", %s", buf_text(&bands));
        buf_fini(&bands);
        end(plain, INDENT, &words);
    }
    put_left(plain, report->mix_count, report->mix_total, "titles");
}

/* ---- the whole ---- */

/* @return false where there are no more */
static bool put_source(struct plain *plain, const struct market_report *report, size_t *at) {
    struct buf names;
    struct buf words;
    begin(&names);
    begin(&words);
    const char *attribution = ladder_next_source(&names, report, at);
    if (attribution) {
        buf_printf(&words, "With adverts from %s%s%s", buf_text(&names),
                   attribution[0] ? ": " : ".", attribution);
        plain_gap(plain);
    }
    buf_fini(&names);
    end(plain, 0, &words);
    return attribution != NULL;
}

void text_market_sources(struct plain *plain, const struct market_report *report) {
    struct buf words;
    for (size_t at = 0; put_source(plain, report, &at);) {
    }
    begin(&words);
    ladder_say_stale(&words, report);
    if (words.len > 0) {
        plain_gap(plain);
    }
    end(plain, 0, &words);
}

static void put_meaning(struct plain *plain) {
    put_heading(plain, "What the figures mean");
    for (size_t i = 0; ladder_method[i]; i++) {
        plain_paragraph(plain, INDENT, ladder_method[i]);
    }
}

static void put_stand(struct plain *plain, const struct market_report *report) {
    struct buf words;
    begin(&words);
    ladder_say_stand(&words, report);
    if (words.len > 0) {
        plain_gap(plain);
    }
    end(plain, 0, &words);
}

void text_market(struct plain *plain, const struct market_report *report) {
    struct buf words;
    begin(&words);
    buf_put_text(&words, "What adverts pay: ");
    ladder_say_question(&words, &report->question);
    plain_heading(plain, buf_text(&words));
    buf_clear(&words);
    ladder_say_counts(&words, report);
    buf_put_char(&words, '.');
    end(plain, 0, &words);
    plain_gap(plain);
    put_amounts(plain, report);
    put_stand(plain, report);
    plain_gap(plain);
    ladder_print(plain, report);
    put_tables(plain, report);
    put_shares(plain, &report->all);
    put_gap(plain, &report->all);
    put_groups(plain, report);
    put_titles(plain, report);
    put_meaning(plain);
    text_market_sources(plain, report);
}

/* ---- rows ---- */

/* "basic £24,625 to £25,674 a year". @param before, behind may be NULL */
static void say_range(struct buf *words, const char *before, int64_t min, int64_t max,
                      const char *behind) {
    const int64_t low = min == MONEY_NONE ? max : min;
    if (low == MONEY_NONE) {
        return;
    }
    buf_put_text(words, words->len > 0 ? ", " : NULL);
    buf_put_text(words, before);
    say_pence(words, low);
    if (max != MONEY_NONE && max != low) {
        buf_put_text(words, " to ");
        say_pence(words, max);
    }
    buf_put_text(words, behind);
}

static void put_pay(struct plain *plain, const struct offer *offer) {
    struct buf words;
    begin(&words);
    say_range(&words, "basic ", offer->base_min, offer->base_max, NULL);
    say_range(&words, "as advertised ", offer->shown_min, offer->shown_max, " a year");
    say_range(&words, NULL, offer->hourly_min, offer->hourly_max, " an hour");
    end(plain, INDENT, &words);
}

static void put_finding(struct plain *plain, const struct market_row *row) {
    const struct offer *offer = row->offer;
    struct buf words;
    begin(&words);
    buf_put_text(&words, ladder_verdict(offer->verdict));
    if (offer->zone) {
        say_join(&words, 0, "supplement zone ");
        buf_put_text(&words, vocab_name(&vocab_pay_zone, (int)offer->zone));
    }
    if (offer->asks) {
        say_join(&words, 0, "asks for ");
        buf_put_text(&words, ladder_asks(offer->asks));
    }
    say_join(&words, 0, row->is_counted ? NULL : "counted in the bands of its title alone");
    end(plain, INDENT, &words);
}

static void put_where(struct plain *plain, const struct offer *offer) {
    struct buf words;
    begin(&words);
    say_join(&words, 0, offer->employer);
    say_join(&words, 0, offer->town);
    if (date_is_valid(offer->posted)) {
        say_join(&words, 0, "posted ");
        say_date(&words, offer->posted);
    }
    end(plain, INDENT, &words);
}

void text_market_row(struct plain *plain, const struct market_row *row) {
    const struct offer *offer = row->offer;
    struct buf words;
    begin(&words);
    buf_put_text(&words, offer->title ? offer->title : "(no title)");
    if (offer->bands) {
        buf_put_text(&words, ": ");
        say_bands(&words, offer->bands);
    }
    plain_tone(plain, PLAIN_TONE_STRONG);
    end(plain, 0, &words);
    plain_tone(plain, PLAIN_TONE_NONE);
    put_where(plain, offer);
    put_pay(plain, offer);
    put_finding(plain, row);
    begin(&words);
    buf_put_text(&words, offer->key);
    buf_printf(&words, offer->dataset ? " of %s" : "%s", offer->dataset ? offer->dataset : "");
    end(plain, INDENT, &words);
    plain_gap(plain);
}
