/* schema/offer.h - an advert as the market sees it: who offers what, where and when
 * SPDX-License-Identifier: MIT
 *
 * One for each stored vacancy, and one for each row of a data set of the past. Its pay is taken
 * apart (pay/check.h). Money is in pence.
 */
#ifndef SCHEMA_OFFER_H
#define SCHEMA_OFFER_H

#include "schema/pay.h"

/** The least that an advert's essential criteria let people in with. Certificates of English
 * and maths do not count. */
enum offer_asks {
    OFFER_ASKS_NONE = 0,   /* not known: no criteria */
    OFFER_ASKS_NVQ2,       /* a qualification at level 2 (or 1), nothing instead of it */
    OFFER_ASKS_NVQ3,       /* at level 3 */
    OFFER_ASKS_HIGHER,     /* at level 4 or above, or a registration */
    OFFER_ASKS_EXPERIENCE, /* experience is enough */
    OFFER_ASKS_NEITHER,    /* neither is asked for */
    OFFER_ASKS_COUNT
};

extern const struct vocab vocab_offer_asks;

/** What else the check found, all but its sentences. */
struct offer_rest {
    enum confidence confidence;
    int64_t points[PAY_CHECK_POINTS_MAX]; /* pay points met, lowest first */
    size_t point_count;
    int64_t supplement_min;
    int64_t supplement_max;
    int part_hours; /* a week, hundredths; 0: not part time */
    int64_t part_min;
    int64_t part_max;
    int full_hours;
    enum pay_floor floor;
};

/** Absent is NULL, 0, a date of none or MONEY_NONE: see offer_init. */
struct offer {
    int64_t vacancy;     /* its row; 0: of a data set */
    enum source source;  /* none: of a data set */
    const char *key;     /* of the vacancy, or its number within the data set */
    const char *dataset; /* name of the data set; NULL: of a vacancy */
    const char *title;
    const char *employer;
    const char *town;
    const char *region;
    enum nation nation;
    struct date
        posted; /* else the day it was first seen, or its closing day if that is earlier;
                   of a data set the closing day, else the day that was given */
    bool is_posted_assumed; /* no posting day is printed: `posted` is another one, and says
                               nothing of how long the advert was open */
    struct date closes;
    unsigned bands; /* as printed, else found by the figure: set of enum band */
    enum pay_verdict verdict;
    enum pay_zone zone;       /* of the supplement in the figure, else of the place */
    enum nation scale_nation; /* of the table that explains the figure */
    struct date scale_from;
    enum pay_status scale_status;
    int64_t base_min; /* basic full-time pay a year, supplement removed */
    int64_t base_max;
    int64_t shown_min; /* as advertised, brought to a full-time year, supplement left in */
    int64_t shown_max;
    int64_t hourly_min; /* of basic pay */
    int64_t hourly_max;
    unsigned flags; /* set of (1u << enum pay_flag) */
    enum offer_asks asks;
    struct offer_rest rest;
};

/** Nothing known: amounts are MONEY_NONE. */
void offer_init(struct offer *offer);

/** A file of the past that was imported. */
struct dataset {
    int64_t row;
    const char *name;        /* of the file, without folders */
    const char *kind;        /* "nhsbsa" */
    const char *attribution; /* the sentence that its licence asks for; NULL: none */
    int64_t offers;          /* how many of its rows are kept */
    int64_t at;              /* when, seconds since 1970 UTC */
    const char *stamp; /* what the pay of its first row was taken apart with; NULL: no row */
};

#endif
