/* report/ladder_words.c - the words of a market report
 * SPDX-License-Identifier: MIT
 */
#include "report/ladder_words.h"

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
    "Adverts are what employers offer, not what they pay; the same post advertised twice "
    "counts twice.",
    NULL,
};

const char ladder_disclaimer[] =
    "Made by shortlist from public adverts and published pay tables. Not affiliated with the "
    "NHS, NHS Employers or NHSBSA, and no statement of theirs.";

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
        [OFFER_ASKS_EXPERIENCE] = "experience only",
        [OFFER_ASKS_NEITHER] = "neither",
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

/* The zones' word for none of them would read as if nobody knew. */
static const char *zone_name(const char *name) {
    return vocab_value(&vocab_pay_zone, span_of(name)) == PAY_ZONE_OUTSIDE ? "outside the zones"
                                                                           : name;
}

void ladder_say_group(struct buf *out, const struct market_group *group, enum market_by by) {
    if (!group->name) {
        buf_put_text(out, by == MARKET_BY_NONE ? "all" : "not said");
    } else if (by == MARKET_BY_VERDICT) {
        int verdict = vocab_value(&vocab_pay_verdict, span_of(group->name));
        buf_put_text(out, verdict ? ladder_verdict((enum pay_verdict)verdict) : group->name);
    } else {
        buf_put_text(out, by == MARKET_BY_ZONE ? zone_name(group->name) : group->name);
    }
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

void ladder_say_stand(struct buf *out, const struct market_report *report) {
    const struct market_stand *stand = &report->stand;
    if (report->question.offer == MONEY_NONE) {
        return;
    }
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

void ladder_say_scale(struct buf *out, const struct pay_scale *scale) {
    if (!scale) {
        return;
    }
    buf_printf(out, "%s from ", nation_name(scale->nation));
    say_date(out, scale->from);
    if (scale->status == PAY_STATUS_INTERIM || scale->status == PAY_STATUS_SUPERSEDED) {
        buf_printf(out, ", %s", vocab_name(&vocab_pay_status, (int)scale->status));
    }
    if (scale->confidence != CONFIDENCE_VERIFIED) {
        buf_printf(out, " (source: %s)", vocab_name(&vocab_confidence, (int)scale->confidence));
    }
}
