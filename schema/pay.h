/* schema/pay.h - pay tables, and what a figure is made of (format shortlist.pay/1)
 * SPDX-License-Identifier: MIT
 *
 * Plain types: pay/ fills them, report/ prints them. Money is in pence.
 */
#ifndef SCHEMA_PAY_H
#define SCHEMA_PAY_H

#include "schema/vacancy.h"

/** How sure a fact is, the least sure first (schema/facts/README.md). */
enum confidence {
    CONFIDENCE_NONE = 0,
    CONFIDENCE_MEMORY,
    CONFIDENCE_DERIVED,
    CONFIDENCE_SINGLE,
    CONFIDENCE_VERIFIED,
    CONFIDENCE_COUNT
};

/** What a pay table was when it was published. */
enum pay_status {
    PAY_STATUS_NONE = 0,
    PAY_STATUS_FINAL,
    PAY_STATUS_INTERIM,    /* until the award */
    PAY_STATUS_SUPERSEDED, /* an award that a higher, backdated one replaced */
    PAY_STATUS_COUNT
};

/** The zones of the high cost area supplement (NHS terms and conditions, section 4). */
enum pay_zone {
    PAY_ZONE_NONE = 0, /* not known */
    PAY_ZONE_INNER,
    PAY_ZONE_OUTER,
    PAY_ZONE_FRINGE,
    PAY_ZONE_OUTSIDE, /* known to be in none */
    PAY_ZONE_COUNT
};

enum pay_verdict {
    PAY_VERDICT_NONE = 0,
    PAY_VERDICT_ON_SCALE,
    PAY_VERDICT_PART_OF_SCALE,
    PAY_VERDICT_OLD_SCALE,
    PAY_VERDICT_APPRENTICE,
    PAY_VERDICT_OFF_SCALE,
    PAY_VERDICT_NOT_AGENDA_FOR_CHANGE,
    PAY_VERDICT_NO_TABLE,
    PAY_VERDICT_UNREADABLE,
    PAY_VERDICT_COUNT
};

enum pay_floor { PAY_FLOOR_NONE = 0, PAY_FLOOR_ABOVE, PAY_FLOOR_BELOW, PAY_FLOOR_COUNT };

enum pay_flag {
    PAY_FLAG_NONE = 0,
    PAY_FLAG_OLD_SCALE_AFTER_AWARD,
    PAY_FLAG_INTERIM,
    PAY_FLAG_SUPPLEMENT_MISSING,
    PAY_FLAG_SUPPLEMENT_UNSTATED,
    PAY_FLAG_PART_TIME_AS_FULL_TIME,
    PAY_FLAG_WRONG_UNIT,
    PAY_FLAG_TWO_BANDS,
    PAY_FLAG_UNSURE_TABLE,
    PAY_FLAG_ABOVE_SCALE,
    PAY_FLAG_BELOW_SCALE,
    PAY_FLAG_SUPPLEMENT_CONTRADICTED, /* words and figure name different zones */
    PAY_FLAG_COUNT
};

extern const struct vocab vocab_confidence;
/** The same for people: "one source". Nothing for what is verified. */
extern const struct vocab vocab_confidence_words;
extern const struct vocab vocab_pay_status;
extern const struct vocab vocab_pay_zone;
extern const struct vocab vocab_pay_verdict;
extern const struct vocab vocab_pay_floor;
extern const struct vocab vocab_pay_flag;

/** The most points of a band (5 to 9: entry, middle, top) in any table. */
enum { PAY_POINTS_MAX = 4 };

/** The most flags of a check: one of each code. */
enum { PAY_FLAGS_MAX = PAY_FLAG_COUNT - 1 };

/** The most points that a check may meet: those of two bands. */
enum { PAY_CHECK_POINTS_MAX = PAY_POINTS_MAX * 2 };

/** A row of a pay table. */
struct pay_point {
    enum nation nation;
    struct date from; /* the day it took effect */
    enum pay_status status;
    bool is_end; /* of 2018 and 2019, when bands had more points between the two ends */
    enum band band;
    int step;       /* from 1 */
    int years;      /* of experience that it takes; -1 not known */
    int64_t annual; /* full time */
    int64_t hourly; /* as published or computed, to the penny */
    const char *source;
    enum confidence confidence;
};

/** The points of a band in a table. */
struct pay_ladder {
    int64_t points[PAY_POINTS_MAX]; /* pence a year, lowest first; equal ones occur */
    size_t count;                   /* 0: the table does not hold the band */
    bool has_more;                  /* there were more points between */
    enum confidence confidence;     /* of the weakest row */
};

/** When adverts show a table. */
struct pay_window {
    struct date from; /* the day the table was known: adverts may show it from then on */
    struct date to;   /* none: still */
    enum confidence confidence;
};

/** A table: a nation's scale, named by its first day and its status. */
struct pay_scale {
    enum nation nation;
    struct date from;
    enum pay_status status;
    struct pay_ladder ladders[BAND_COUNT];
    struct pay_window windows[BAND_COUNT];
    const struct pay_rate *rates[PAY_ZONE_OUTSIDE]; /* by zone; NULL: none is known */
    enum confidence confidence;                     /* of the weakest row */
};

/** A supplement's rate. */
struct pay_rate {
    enum pay_zone zone;
    int percent;
    int64_t least; /* pence a year */
    int64_t most;
    struct date from;
    const char *source;
    enum confidence confidence;
};

/** What else the tables hold, beside points and rates. */
enum pay_fact_kind {
    PAY_FACT_NONE = 0,
    PAY_FACT_WINDOW,      /* when adverts show a scale */
    PAY_FACT_HOURS,       /* full time a week: hundredths */
    PAY_FACT_LIVING_WAGE, /* of an adult, pence an hour */
    PAY_FACT_APPRENTICE_WAGE,
    PAY_FACT_TRAINING_SHARE, /* of a band's top, whole per cent */
    PAY_FACT_ZONE,           /* of a place, or of postcode districts */
    PAY_FACT_COUNT
};

extern const struct vocab vocab_pay_fact;

/** A row of one of them. */
struct pay_fact {
    enum pay_fact_kind kind;
    enum nation nation;     /* none: of all */
    struct date from;       /* since when it holds; of a window the first day of its scale */
    enum pay_status status; /* of a window's scale */
    unsigned bands;         /* of a window: set; 0: all */
    struct date shown_from; /* of a window */
    struct date shown_to;   /* none: still */
    const char *name;       /* of a place, its districts, or the stage of training; NULL */
    enum pay_zone zone;
    int64_t value; /* as the kind says; of windows and zones 0 */
    const char *source;
    enum confidence confidence;
};

/** What is asked about a figure. */
struct pay_question {
    struct salary salary; /* as parser/salary.c read it */
    struct date date;     /* the advert's posting date */
    enum nation nation;
    unsigned bands; /* set of enum band; 0 where none is known */
    enum scheme scheme;
    const char *place;    /* town or address, or NULL */
    const char *postcode; /* whole or outward, or NULL */
    int hours;            /* of the post, a week, hundredths; 0 where not known */
    int wanted_hours; /* that somebody wants to work, where those of the post are not known; 0:
                         none */
    bool is_apprentice;   /* the advert says so elsewhere */
    bool is_unit_doubted; /* the printed unit cannot be true */
};

struct pay_flagged {
    enum pay_flag code;
    const char *message; /* something to check, with the reason */
};

/** What a figure is made of: section "shortlist.pay/1" of shortlist-formats(5). Amounts that
 * are not known are MONEY_NONE. */
struct pay_check {
    const char *text;
    struct date date;
    enum nation nation;
    unsigned bands; /* asked for, else found */
    enum pay_verdict verdict;
    const struct pay_scale *scale; /* borrowed from the tables; NULL where none */
    enum confidence confidence;    /* of the weakest row that counts; none without a scale */
    int64_t points[PAY_CHECK_POINTS_MAX];
    size_t point_count;
    int64_t base_min; /* whole pounds a year */
    int64_t base_max;
    enum pay_zone zone; /* of the supplement; none where there is none */
    int64_t supplement_min;
    int64_t supplement_max;
    int part_hours; /* hundredths; 0: not part time */
    int64_t part_min;
    int64_t part_max;
    int64_t hourly_min;
    int64_t hourly_max;
    int full_hours; /* hundredths; 0 where not known */
    enum pay_floor floor;
    struct pay_flagged flags[PAY_FLAGS_MAX];
    size_t flag_count;
    const char *explanation;
};

#endif
