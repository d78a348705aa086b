/* report/ladder_words.c - the words of a market report
 * SPDX-License-Identifier: MIT
 */
#include "report/ladder_words.h"

#include <string.h>

#include "report/say.h"

_Static_assert(MARKET_LEAST_SHOWN == 5 && MARKET_LEAST_SPREAD == 10,
               "the sentences below name these numbers");

const char *const ladder_method[] = {
    "Basic pay is full-time pay a year without the high cost area supplement: the figure of "
    "each advert is taken apart by the pay tables of its nation and posting date; part-time "
    "and hourly figures are brought to a full-time year.",
    "Pay as advertised is the same with the supplement left in. Hourly pay is basic pay by the "
    "nation's full-time hours, 365/7 weeks a year.",
    "A range counts as its middle. Adverts without pay, or with pay that cannot be brought to "
    "a year, are counted and left out of the amounts.",
    "Percentiles stand between two ranks in proportion, at rank (n - 1) times p. The 95 % "
    "interval of the median comes from order statistics and takes no shape for granted.",
    "With fewer than 5 adverts with pay no amounts are shown, with fewer than 10 single "
    "amounts but neither a median nor quartiles.",
    "The scale beside the adverts is that of the table which more of them show than any other.",
    "Adverts are what employers offer, not what they pay; the same post advertised twice "
    "counts twice.",
    NULL,
};

const char ladder_disclaimer[] =
    "Made by shortlist from public adverts and published pay tables. Not affiliated with the "
    "NHS, NHS Employers or NHSBSA, and no statement of theirs.";

const char ladder_tables_warning[] =
    "Pay of one table is not pay of another: amounts of several tables together are not of one "
    "kind.";

const char *ladder_verdict(enum pay_verdict verdict) {
    static const char *const words[PAY_VERDICT_COUNT] = {
        [PAY_VERDICT_NONE] = "pay not taken apart",
        [PAY_VERDICT_ON_SCALE] = "on the scale",
        [PAY_VERDICT_PART_OF_SCALE] = "part of the scale",
        [PAY_VERDICT_OLD_SCALE] = "an older scale",
        [PAY_VERDICT_APPRENTICE] = "pay in training",
        [PAY_VERDICT_OFF_SCALE] = "off the scale",
        [PAY_VERDICT_NOT_AGENDA_FOR_CHANGE] = "not Agenda for Change",
        [PAY_VERDICT_NO_TABLE] = "no table to hold it against",
        [PAY_VERDICT_UNREADABLE] = "cannot be read",
    };
    return words[verdict];
}

const char *ladder_asks(enum offer_asks asks) {
    static const char *const words[OFFER_ASKS_COUNT] = {
        [OFFER_ASKS_NONE] = "not known",
        [OFFER_ASKS_NVQ2] = "a qualification at level 2",
        [OFFER_ASKS_NVQ3] = "a qualification at level 3",
        [OFFER_ASKS_HIGHER] = "level 4 or above, or a registration",
        [OFFER_ASKS_EXPERIENCE] = "experience is enough (a qualification may do as well)",
        [OFFER_ASKS_NEITHER] = "neither qualification nor experience",
    };
    return words[asks];
}

const char *ladder_by(enum market_by by) {
    static const char *const words[MARKET_BY_COUNT] = {
        [MARKET_BY_NONE] = "Adverts",
        [MARKET_BY_EMPLOYER] = "Employer",
        [MARKET_BY_REGION] = "Region",
        [MARKET_BY_PLACE] = "Place",
        [MARKET_BY_MONTH] = "Month",
        [MARKET_BY_ZONE] = "Supplement zone",
        [MARKET_BY_VERDICT] = "What pay is found to be",
        [MARKET_BY_TITLE] = "Title",
    };
    return words[by];
}

static const char *nation_name(enum nation nation) {
    static const char *const words[NATION_COUNT] = {
        [NATION_NONE] = "no nation",
        [NATION_ENGLAND] = "England",
        [NATION_WALES] = "Wales",
        [NATION_SCOTLAND] = "Scotland",
        [NATION_NORTHERN_IRELAND] = "Northern Ireland",
    };
    return words[nation];
}

/* ---- groups ---- */

/* The zones' word for none of them would read as if nobody knew. */
static const char *zone_name(const char *name) {
    return vocab_value(&vocab_pay_zone, span_of(name)) == PAY_ZONE_OUTSIDE ? "outside the zones"
                                                                           : name;
}

static const char *verdict_name(const char *name) {
    const int verdict = vocab_value(&vocab_pay_verdict, span_of(name));
    return verdict ? ladder_verdict((enum pay_verdict)verdict) : name;
}

/* Outside England the nation stands for its regions. */
static const char *region_name(const char *name) {
    const int nation = vocab_value(&vocab_nation, span_of(name));
    return nation ? nation_name((enum nation)nation) : name;
}

static const char *group_name(const char *name, enum market_by by) {
    static const char *(*const names[MARKET_BY_COUNT])(const char *name) = {
        [MARKET_BY_REGION] = region_name,
        [MARKET_BY_ZONE] = zone_name,
        [MARKET_BY_VERDICT] = verdict_name,
    };
    return names[by] ? names[by](name) : name;
}

static const char *nameless(const struct market_group *group, enum market_by by) {
    return by == MARKET_BY_NONE      ? "all"
           : by == MARKET_BY_VERDICT ? ladder_verdict(PAY_VERDICT_NONE)
           : group->is_unknown       ? "not known here"
                                     : "not said";
}

void ladder_say_group(struct buf *out, const struct market_group *group, enum market_by by) {
    buf_put_text(out, group->name ? group_name(group->name, by) : nameless(group, by));
}

/* ---- what it is about ---- */

void ladder_say_question(struct buf *out, const struct market_question *question) {
    if (question->bands) {
        say_bands(out, question->bands);
    } else {
        buf_put_text(out, "All bands");
    }
    if (question->nation) {
        buf_printf(out, " in %s", nation_name(question->nation));
    }
    if (question->role) {
        buf_put_text(out, ", role ");
        say_id(out, question->role);
    }
    if (date_is_valid(question->since)) {
        buf_put_text(out, ", posted since ");
        say_date(out, question->since);
    }
}

void ladder_say_counts(struct buf *out, const struct market_report *report) {
    say_count(out, report->all.adverts, "advert", "adverts");
    if (date_is_valid(report->first) && date_is_valid(report->last)) {
        buf_put_text(out, " posted from ");
        say_date(out, report->first);
        buf_put_text(out, " to ");
        say_date(out, report->last);
    }
    buf_put_text(out, ", ");
    say_number(out, report->all.with_pay);
    buf_put_text(out, " with pay");
}

void ladder_say_pounds(struct buf *out, int64_t pence) {
    say_pence(out, (pence + 50) / 100 * 100);
}

static void say_between(struct buf *out, const char *before, int64_t low, int64_t high,
                        const char *between) {
    if (low != MONEY_NONE && high != MONEY_NONE) {
        buf_put_text(out, before);
        ladder_say_pounds(out, low);
        buf_put_text(out, between);
        ladder_say_pounds(out, high);
    }
}

void ladder_say_spread(struct buf *out, const struct market_spread *spread) {
    if (spread->n == 0) {
        buf_put_text(out, "no adverts with pay");
        return;
    }
    if (spread->median == MONEY_NONE) {
        buf_put_text(out, "too few adverts with pay (");
        say_number(out, (int64_t)spread->n);
        buf_put_text(out, spread->points ? "): no median" : "): no amounts");
        return;
    }
    buf_put_text(out, "a median of ");
    ladder_say_pounds(out, spread->median);
    say_between(out, " (95 % interval ", spread->low, spread->high, " to ");
    buf_put_text(out, spread->low != MONEY_NONE && spread->high != MONEY_NONE ? ")" : NULL);
    say_between(out, ", half of them between ", spread->q1, spread->q3, " and ");
}

/* ---- scales ---- */

const char *ladder_sure(enum confidence confidence) {
    const char *word = vocab_name(&vocab_confidence_words, (int)confidence);
    return confidence == CONFIDENCE_VERIFIED ? "verified" : word;
}

enum confidence ladder_confidence(const struct pay_scale *scale, unsigned bands) {
    enum confidence weakest = CONFIDENCE_NONE;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        const struct pay_ladder *ladder = &scale->ladders[band];
        const bool counts = ladder->count > 0 && (bands == 0 || bands & 1u << band);
        if (counts && (!weakest || ladder->confidence < weakest)) {
            weakest = ladder->confidence;
        }
    }
    return weakest;
}

void ladder_say_table(struct buf *out, const struct market_table *table) {
    buf_printf(out, "%s from ", nation_name(table->nation));
    say_date(out, table->from);
    if (table->status == PAY_STATUS_INTERIM || table->status == PAY_STATUS_SUPERSEDED) {
        buf_printf(out, ", %s", vocab_name(&vocab_pay_status, (int)table->status));
    }
}

/* Its name alone. */
static void say_name(struct buf *out, const struct pay_scale *scale) {
    const struct market_table table = {
        .nation = scale->nation, .from = scale->from, .status = scale->status};
    ladder_say_table(out, &table);
}

void ladder_say_scale(struct buf *out, const struct pay_scale *scale, unsigned bands) {
    if (!scale) {
        return;
    }
    const enum confidence confidence = ladder_confidence(scale, bands);
    say_name(out, scale);
    if (confidence && confidence != CONFIDENCE_VERIFIED) {
        buf_printf(out, " (%s)", ladder_sure(confidence));
    }
}

void ladder_say_drawn(struct buf *out, const struct market_report *report, unsigned bands) {
    ladder_say_scale(out, report->scale, bands);
    if (report->scale && report->scale_adverts > 0) {
        buf_put_text(out, ", which ");
        say_number(out, report->scale_adverts);
        buf_put_text(out, " of ");
        say_count(out, report->all.adverts, "advert", "adverts");
        buf_put_text(out, report->scale_adverts == 1 ? " shows" : " show");
    }
}

/* ", band 3 from £25,760 to £27,476" for each band asked for. */
static void say_ends(struct buf *out, const struct pay_scale *scale, unsigned bands) {
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        const struct pay_ladder *ladder = &scale->ladders[band];
        if (ladder->count > 0 && bands & 1u << band) {
            const int64_t low = ladder->points[0];
            const int64_t high = ladder->points[ladder->count - 1];
            buf_printf(out, ", band %s", vocab_name(&vocab_band, band));
            buf_put_text(out, low == high ? " at " : " from ");
            say_pence(out, low);
            if (low != high) {
                buf_put_text(out, " to ");
                say_pence(out, high);
            }
        }
    }
}

void ladder_say_current(struct buf *out, const struct market_report *report) {
    const struct pay_scale *current = report->current;
    if (!current || !report->scale || current == report->scale) {
        return;
    }
    buf_put_text(out, "Adverts of ");
    say_date(out, report->today);
    buf_put_text(out, " show another scale: ");
    ladder_say_scale(out, current, report->question.bands);
    say_ends(out, current, report->question.bands);
    buf_put_char(out, '.');
}

int64_t ladder_without_table(const struct market_report *report) {
    int64_t without = report->all.adverts;
    for (size_t i = 0; i < report->table_count; i++) {
        without -= report->tables[i].adverts;
    }
    return without;
}

/* ---- an offer ---- */

static void say_among(struct buf *out, const struct market_report *report) {
    const struct market_stand *stand = &report->stand;
    if (stand->n < MARKET_LEAST_SHOWN) {
        buf_put_text(out, "There are too few adverts with pay (");
        say_number(out, (int64_t)stand->n);
        buf_put_text(out, ") to say where ");
        say_pence(out, report->question.offer);
        buf_put_text(out, " a year would stand.");
        return;
    }
    say_pence(out, report->question.offer);
    buf_put_text(out, " a year, full time, would be above ");
    say_number(out, (int64_t)stand->below);
    buf_put_text(out, " of ");
    say_count(out, (int64_t)stand->n, "advert", "adverts");
    buf_put_text(out, " with pay, equal to ");
    say_number(out, (int64_t)stand->equal);
    buf_put_text(out, " and below ");
    say_number(out, (int64_t)(stand->n - stand->below - stand->equal));
    buf_put_char(out, '.');
}

static void say_by_hour(struct buf *out, const struct market_stand *stand) {
    buf_put_text(out, " It is ");
    say_pence(out, stand->hourly);
    buf_put_text(out, " an hour at ");
    say_hours(out, stand->hours, stand->hours);
    if (stand->wage != MONEY_NONE) {
        buf_put_text(out, stand->hourly < stand->wage    ? ", below"
                          : stand->hourly == stand->wage ? ", which is"
                                                         : ", above");
        buf_put_text(out, " the living wage of ");
        say_pence(out, stand->wage);
        buf_put_text(out, " (from ");
        say_date(out, stand->wage_from);
        buf_put_char(out, ')');
    }
    buf_put_char(out, '.');
}

static void say_point(struct buf *out, const char *where, const char *band, int64_t point) {
    buf_printf(out, "%s of band %s, ", where, band);
    say_pence(out, point);
}

/* "at the entry point of band 3, £24,937"; "between the points £24,937 and £26,598 of band 3".
 */
static void say_step(struct buf *out, const struct pay_ladder *ladder, const char *band,
                     int64_t offer) {
    const size_t top = ladder->count - 1;
    size_t at = 0; /* the first point that is not below the offer */
    while (at < top && ladder->points[at] < offer) {
        at++;
    }
    const int64_t point = ladder->points[at];
    if (at == 0 && offer <= point) {
        say_point(out, offer < point ? "below the entry point" : "at the entry point", band,
                  point);
    } else if (offer >= point) {
        say_point(out,
                  offer > point                  ? "above the top"
                  : point == ladder->points[top] ? "at the top"
                                                 : "at a point",
                  band, point);
    } else {
        buf_put_text(out, "between the points ");
        say_pence(out, ladder->points[at - 1]);
        buf_put_text(out, " and ");
        say_pence(out, point);
        buf_printf(out, " of band %s", band);
    }
}

/* Of each band asked for, on the scale that adverts show today. */
static void say_on_scale(struct buf *out, const struct market_report *report) {
    const struct pay_scale *scale = report->current;
    const char *between = NULL;
    for (int band = BAND_1; scale && band < BAND_COUNT; band++) {
        const struct pay_ladder *ladder = &scale->ladders[band];
        if (ladder->count > 0 && report->question.bands & 1u << band) {
            buf_put_text(out, between ? between : " On the scale of ");
            if (!between) {
                ladder_say_scale(out, scale, report->question.bands);
                buf_put_text(out, " it stands ");
            }
            say_step(out, ladder, vocab_name(&vocab_band, band), report->question.offer);
            between = ", and ";
        }
    }
    buf_put_text(out, between ? "." : NULL);
}

void ladder_say_stand(struct buf *out, const struct market_report *report) {
    if (report->question.offer == MONEY_NONE) {
        return;
    }
    say_among(out, report);
    if (report->stand.hourly != MONEY_NONE && report->stand.hours > 0) {
        say_by_hour(out, &report->stand);
    }
    say_on_scale(out, report);
}

/* ---- what is left out ---- */

void ladder_say_unpaid(struct buf *out, const struct market_report *report) {
    const int64_t unpaid = report->all.adverts - report->all.with_pay;
    if (unpaid > 0) {
        say_number(out, unpaid);
        buf_put_text(out, " of these ");
        say_count(out, report->all.adverts, "advert", "adverts");
        buf_put_text(out, unpaid == 1 ? " prints" : " print");
        buf_put_text(out, " no pay that can be brought to a full-time year, and stand");
        buf_put_text(out, unpaid == 1 ? "s in no amount." : " in no amount.");
    }
}

/* ---- data sets ---- */

static bool is_same_source(const struct dataset *a, const struct dataset *b) {
    return a->attribution && b->attribution ? strcmp(a->attribution, b->attribution) == 0
                                            : a->attribution == b->attribution;
}

static bool is_first_of_source(const struct market_report *report, size_t at) {
    for (size_t i = 0; i < at; i++) {
        if (is_same_source(&report->datasets[i], &report->datasets[at])) {
            return false;
        }
    }
    return true;
}

const char *ladder_next_source(struct buf *names, const struct market_report *report,
                               size_t *at) {
    while (*at < report->dataset_count && !is_first_of_source(report, *at)) {
        (*at)++;
    }
    if (*at >= report->dataset_count) {
        return NULL;
    }
    const struct dataset *first = &report->datasets[(*at)++];
    for (const struct dataset *one = first; one < report->datasets + report->dataset_count;
         one++) {
        if (is_same_source(one, first)) {
            say_join(names, 0, one->name);
        }
    }
    return first->attribution ? first->attribution : "";
}

void ladder_say_stale(struct buf *out, const struct market_report *report) {
    for (size_t i = 0; i < report->stale.count; i++) {
        buf_put_text(out, i > 0 ? ", " : "The pay of ");
        buf_put_text(out, report->stale.at[i]);
    }
    buf_put_text(out, report->stale.count > 0 ? " was taken apart with other tables than "
                                                "today's: import again."
                                              : NULL);
}
