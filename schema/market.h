/* schema/market.h - what adverts pay, as a report (format shortlist.market/1)
 * SPDX-License-Identifier: MIT
 *
 * Plain types: pay/market.h fills them, report/ prints them. Money is in pence, a year or an
 * hour. A range counts as its middle.
 */
#ifndef SCHEMA_MARKET_H
#define SCHEMA_MARKET_H

#include "schema/offer.h"

/** What adverts are put together by. */
enum market_by {
    MARKET_BY_NONE = 0,
    MARKET_BY_EMPLOYER,
    MARKET_BY_REGION,
    MARKET_BY_PLACE,
    MARKET_BY_MONTH,
    MARKET_BY_ZONE,
    MARKET_BY_VERDICT,
    MARKET_BY_TITLE,
    MARKET_BY_COUNT
};

extern const struct vocab vocab_market_by;

/** Fewer adverts with pay than this are counted, but no amount is shown: somebody could be
 * known by it. */
enum { MARKET_LEAST_SHOWN = 5 };
/** With fewer than this there are the single amounts, and nothing is counted from them. */
enum { MARKET_LEAST_SPREAD = 10 };

/** Of a number of amounts. MONEY_NONE: not shown (too few). */
struct market_spread {
    size_t n;
    int64_t p10; /* between ranks in proportion, (n - 1) * p, to the nearest penny */
    int64_t q1;
    int64_t median;
    int64_t q3;
    int64_t p90;
    int64_t low; /* 95 % interval of the median, from order statistics */
    int64_t high;
    const int64_t *points; /* where n is from MARKET_LEAST_SHOWN to below MARKET_LEAST_SPREAD:
                              all of them, lowest first; else NULL */
};

/** How a title is spread over bands. */
struct market_mix {
    const char *title;
    int64_t adverts;
    int64_t bands[BAND_COUNT]; /* [0]: no band; an advert of two bands counts in both */
};

/** Adverts put together. */
struct market_group {
    const char *name; /* "Example NHS Trust", "2026-04"; of regions outside England the nation's
                         word, "scotland"; NULL: not printed by the adverts, or the group of
                         all, or `is_unknown` */
    bool is_unknown;  /* the adverts print a place, and its region or zone is not known here */
    int64_t adverts;
    int64_t with_pay;                    /* with basic pay */
    struct market_spread base;           /* basic full-time pay a year, supplement removed */
    struct market_spread shown;          /* as advertised, a full-time year */
    struct market_spread hourly;         /* of basic pay */
    int64_t verdicts[PAY_VERDICT_COUNT]; /* adverts of each; [0]: pay was not taken apart */
    int64_t asks[OFFER_ASKS_COUNT];      /* [0]: not known */
    size_t gap_n;                        /* adverts with both days */
    int64_t gap_median;                  /* days from posting to closing, tenths; -1: below
                                            MARKET_LEAST_SHOWN */
    const struct market_mix *mix; /* of a title, by title: how it is spread over bands, also
                                     where the report's mixes do not show it; else NULL */
};

/** A pay table that adverts show. */
struct market_table {
    enum nation nation;
    struct date from;
    enum pay_status status;
    int64_t adverts;
};

/** What was asked. */
struct market_question {
    unsigned bands;
    enum nation nation;
    struct date since;
    enum market_by by;
    const char *role; /* id, or NULL */
    int64_t offer;    /* pence a year, full time, without supplement; MONEY_NONE: none */
    size_t most;      /* so many groups and titles at most; 0: all */
};

/** Where an amount stands among basic pay. */
struct market_stand {
    size_t n;     /* adverts with basic pay */
    size_t below; /* of them those that pay less */
    size_t equal;
    int64_t hourly;        /* the amount an hour; MONEY_NONE where no full-time hours are known,
                              or there is no amount */
    int hours;             /* full time a week, hundredths, of the nation asked for, else of
                              England */
    int64_t wage;          /* living wage of `today`, an hour; MONEY_NONE: none is known */
    struct date wage_from; /* since when it holds */
};

struct market_report {
    struct market_question question;
    struct date today;
    struct date first; /* posted, of those counted; none: no advert has a day */
    struct date last;
    struct market_group all;
    const struct market_group *groups; /* most adverts first, then by name; months in their
                                          order. Adverts without a name come last. Names are one
                                          where only case and white space differ: printed as
                                          most of the adverts do */
    size_t group_count;
    size_t group_total;             /* before question.most; of months the last ones are kept */
    const struct market_mix *mixes; /* by title and for a role only; most adverts first. All
                                       adverts of a title that has one in the question's bands:
                                       those of other bands are counted here and nowhere else */
    size_t mix_count;
    size_t mix_total;
    const struct market_table *tables; /* of those counted; most adverts first, then the newest.
                                          Pay of different tables is not of one kind */
    size_t table_count;
    struct market_stand stand;     /* n 0 without an offer; below MARKET_LEAST_SHOWN adverts
                                      `below` and `equal` are 0 */
    const struct pay_scale *scale; /* the one to hold the amounts against: of those with a band
                                      asked for the one that most of the adverts show, else
                                      `current`; NULL: none is known */
    int64_t scale_adverts;         /* how many show it; 0: it is `current`, and none does */
    const struct pay_scale *current; /* that adverts of `today` show in the bands asked for, of
                                        the nation asked for or the most frequent one, the
                                        latest of several; NULL: none is known */
    const int64_t *amounts;          /* the middles of basic pay, lowest first: for charts */
    size_t amount_count;             /* 0 where fewer than MARKET_LEAST_SHOWN */
    const struct dataset *datasets;  /* what some of it was derived from: to be named */
    size_t dataset_count;
    struct strings stale; /* names of those whose pay was taken apart with other tables than
                             today's; filled by whoever knows the stamps */
};

/** An advert that a report was made of: what --rows prints. */
struct market_row {
    const struct offer *offer;
    int64_t base; /* what it counts as, pence: the middle of its range; MONEY_NONE */
    int64_t shown;
    int64_t hourly;
    bool is_counted;         /* false: it counts in the bands of its title alone */
    const char *attribution; /* of its data set; NULL: none */
};

#endif
