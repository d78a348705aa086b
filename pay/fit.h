/* pay/fit.h - which table, band and supplement explain a figure
 * SPDX-License-Identifier: MIT
 *
 * Every table, band and zone that could be meant is held against the printed ends. Where
 * several explain them, the one that takes the least to believe counts: see fit.c, doubts.
 */
#ifndef PAY_FIT_H
#define PAY_FIT_H

#include "pay/tables.h"

/** How the printed amount comes from basic pay. */
enum fit_mode {
    FIT_NONE = 0,
    FIT_FULL_TIME,
    FIT_PART_TIME,  /* at the hours that were given */
    FIT_SOME_HOURS, /* at hours that nobody said */
    FIT_APPRENTICE  /* a share of the band's top, or the wage floor */
};

/** Where a table stands to the advert's day. */
enum fit_time {
    FIT_AHEAD = 0, /* it does not hold yet: nothing fits it */
    FIT_IN_FORCE,
    FIT_BACKDATED, /* it holds, but was not known yet */
    FIT_PAST
};

/** An explanation. */
struct fit {
    enum fit_mode mode;
    enum fit_time time;
    const struct pay_scale *scale;
    const struct pay_rate *rate; /* NULL: no supplement in the figure */
    enum band low_band;
    enum band high_band;
    int64_t low; /* basic pay a year, pence; MONEY_NONE where that end is not printed */
    int64_t high;
    bool is_whole; /* from the first point to the last */
    int hours;     /* of the figure, hundredths; the full time's unless the mode says else */
    int doubt;
};

/** What is known beside the figure. */
struct fit_ground {
    const struct tables *tables;
    const struct pay_question *question;
    enum nation nation;    /* asked for, else what the figure or place tells; none: any, and
                              England's first */
    unsigned cues;         /* of the text */
    enum pay_zone said;    /* the zone that the text names */
    enum pay_zone located; /* the zone of the place */
    unsigned zones;        /* set of those in one of which the place lies */
    int full_hours;        /* hundredths; of the nation on that day */
    bool takes_any_zone;   /* one figure without a band may hold the supplement of a zone that
                              nobody names: proves nothing, and may be said */
};

/** Where a band of a table stands to the question's day. */
enum fit_time fit_time(const struct pay_scale *scale, enum band band, struct date date);

/** The best explanation within some bands.
 * @param bands set; 0: any band, and two that adjoin @return `mode` FIT_NONE where there is
 * none
 */
struct fit fit_find(const struct fit_ground *ground, unsigned bands);

/** What pay of a year, full time, is in the printed unit. */
int64_t fit_printed(int64_t annual, enum period period, int hours, int full_hours);

/** What an amount printed by that unit is in a year, full time. MONEY_NONE gives itself. */
int64_t fit_annual(int64_t printed, enum period period, int full_hours);

/** Are both within a pound (or what a pound's rounding is in smaller units)? */
bool fit_is_near(int64_t printed, int64_t expected, enum period period);

/** Basic pay in an amount that holds a supplement. */
int64_t fit_without(const struct pay_rate *rate, int64_t total);

#endif
