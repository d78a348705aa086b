/* pay/fit.c - which table, band and supplement explain a figure
 * SPDX-License-Identifier: MIT
 */
#include "pay/fit.h"

#include <string.h>

/* Doubts: what each thing that must be believed costs. They add up; the least wins, so that two
 * small surprises are believed before one large one. Nothing hangs on the exact figures, only
 * on their order: tests/unit/pay/check.c has a figure for each. */
enum {
    DOUBT_NEVER = 1000,
    DOUBT_BACKDATED = 3, /* a table that was not known yet */
    DOUBT_PAST = 6,
    DOUBT_ZONE_SILENT = 1,    /* the supplement of the place, though nobody says so */
    DOUBT_ZONE_UNKNOWN = 3,   /* of a zone that nobody names */
    DOUBT_ZONE_ELSEWHERE = 5, /* of another zone than the place's */
    DOUBT_ZONE_OTHER = 6,     /* of another zone than is named */
    DOUBT_ZONE_LACKING = 6,   /* none, though one is said to be in it */
    DOUBT_ZONE_NAMED = 2,     /* none, though a zone is named */
    DOUBT_PART_TIME = 2,
    DOUBT_SOME_HOURS = 9,
    DOUBT_APPRENTICE = 5, /* nobody says so */
    DOUBT_PART_OF_BAND = 2,
    DOUBT_INSIDE = 4,       /* between two points, where a table had more */
    DOUBT_ONE_OF_BANDS = 2, /* one of two bands that are named */
    DOUBT_TWO_BANDS = 3,    /* two, though none is named */
    DOUBT_BAND_1 = 1,       /* closed to new staff since December 2018 */
    /* Another nation than England, though nobody names one: most adverts are England's. More
     * than a point of an old table with a supplement of a zone that nobody names. */
    DOUBT_NATION = 12
};

/* A figure that anybody may have thought of is a multiple of this, pence. */
enum { ROUND = 50000 };

/* Hours that are guessed lie on quarters of an hour, from a day to all but half an hour. */
enum { QUARTER = 25, FEW_HOURS = 700, NEARLY_FULL = 50 };

/* What one end may stand for: the points of a band, or shares of its top. */
enum { ENDS_MAX = 12 };

struct ends {
    int64_t at[ENDS_MAX];
    size_t count;
    size_t odd; /* so many at the front are shares: one end at least must be one of them */
};

/* ---- units ---- */

int64_t fit_printed(int64_t annual, enum period period, int hours, int full_hours) {
    const int64_t year = full_hours > 0 ? annual * hours / full_hours : annual;
    switch (period) {
    case PERIOD_HOUR:
        return full_hours > 0 ? tables_hourly(annual, full_hours) : 0;
    case PERIOD_MONTH:
        return year / 12;
    case PERIOD_WEEK:
        return year * 7 / 365;
    case PERIOD_DAY: /* a fifth of a week */
        return year * 7 / 365 / 5;
    case PERIOD_NONE:
    case PERIOD_SESSION:
    case PERIOD_COUNT:
        return 0;
    case PERIOD_YEAR:
    default:
        return year;
    }
}

int64_t fit_annual(int64_t printed, enum period period, int full_hours) {
    const bool is_hour = period == PERIOD_HOUR;
    const int64_t times = period == PERIOD_DAY ? 5 : is_hour ? full_hours : 1;
    if (printed == MONEY_NONE || period == PERIOD_YEAR) {
        return printed;
    }
    if (period == PERIOD_MONTH) {
        return printed * 12;
    }
    if (period == PERIOD_NONE || period == PERIOD_SESSION || times == 0) {
        return MONEY_NONE;
    }
    return printed * times * 365 / 7 / (is_hour ? 100 : 1);
}

bool fit_is_near(int64_t printed, int64_t expected, enum period period) {
    static const int64_t slack[PERIOD_COUNT] = {[PERIOD_YEAR] = 100,
                                                [PERIOD_MONTH] = 100,
                                                [PERIOD_WEEK] = 50,
                                                [PERIOD_DAY] = 20,
                                                [PERIOD_HOUR] = 1};
    const int64_t off = printed - expected;
    const int64_t most = period < PERIOD_COUNT ? slack[period] : 0;
    return expected > 0 && off <= most && off >= -most;
}

int64_t fit_without(const struct pay_rate *rate, int64_t total) {
    if (!rate || total == MONEY_NONE) {
        return total;
    }
    const int64_t middle = total * 100 / (100 + rate->percent);
    const int64_t share = total - middle;
    return total - (share < rate->least  ? rate->least
                    : share > rate->most ? rate->most
                                         : share);
}

/* ---- days ---- */

enum fit_time fit_time(const struct pay_scale *scale, enum band band, struct date date) {
    const struct pay_window *window = &scale->windows[band];
    const bool is_known = date_compare(window->from, date) <= 0;
    if (is_known && date_compare(date, window->to) <= 0) {
        return FIT_IN_FORCE;
    }
    if (is_known) {
        return FIT_PAST;
    }
    return date_compare(scale->from, date) <= 0 ? FIT_BACKDATED : FIT_AHEAD;
}

/* Of several tables that are past the newest is looked at first, and stays. */
static int doubt_of_time(enum fit_time time) {
    return time == FIT_IN_FORCE    ? 0
           : time == FIT_BACKDATED ? DOUBT_BACKDATED
           : time == FIT_PAST      ? DOUBT_PAST
                                   : DOUBT_NEVER;
}

/* ---- zones ---- */

/* The zone that the text names, else that of the place. */
static enum pay_zone expected_zone(const struct fit_ground *ground) {
    return ground->said ? ground->said : ground->located;
}

static int doubt_of_zone(const struct fit_ground *ground, const struct fit *fit) {
    const struct pay_rate *rate = fit->rate;
    const enum supplement stated = ground->question->salary.high_cost_area;
    const enum pay_zone expected = expected_zone(ground);
    if (stated == SUPPLEMENT_EXTRA) {
        return rate ? DOUBT_NEVER : 0; /* it comes on top of the figure */
    }
    if (!rate) {
        return stated == SUPPLEMENT_INCLUDED ? DOUBT_ZONE_LACKING
               : ground->said                ? DOUBT_ZONE_NAMED
                                             : 0;
    }
    if (rate->zone == expected) {
        return stated == SUPPLEMENT_INCLUDED || ground->said ? 0 : DOUBT_ZONE_SILENT;
    }
    /* A single figure fits so many points and zones that one of them proves nothing. */
    if (stated != SUPPLEMENT_INCLUDED && !ground->takes_any_zone &&
        (ground->question->bands == 0 || fit->time == FIT_PAST) &&
        ground->question->salary.kind != SALARY_RANGE) {
        return DOUBT_NEVER;
    }
    if (ground->said) {
        return DOUBT_ZONE_OTHER;
    }
    if (expected) {
        return stated == SUPPLEMENT_INCLUDED ? DOUBT_ZONE_SILENT : DOUBT_ZONE_ELSEWHERE;
    }
    return stated == SUPPLEMENT_INCLUDED ? 0 : DOUBT_ZONE_UNKNOWN;
}

/* ---- ends ---- */

/* An attempt under way: a scale, a zone and a mode. */
struct attempt {
    const struct fit_ground *ground;
    struct fit fit; /* what is tried: mode, time, scale, rate, hours, doubt so far */
    bool is_inside; /* amounts between the points fit too */
};

static bool has_low(const struct salary *salary) { return salary->kind != SALARY_UP_TO; }
static bool has_high(const struct salary *salary) { return salary->kind != SALARY_FROM; }

static int64_t as_printed(const struct attempt *attempt, int64_t base) {
    const struct fit *fit = &attempt->fit;
    const int64_t total = base + (fit->rate ? tables_supplement(fit->rate, base) : 0);
    return fit_printed(total, attempt->ground->question->salary.period, fit->hours,
                       attempt->ground->full_hours);
}

/* Which of the ends is printed; SIZE_MAX: none. */
static size_t find_end(const struct attempt *attempt, const struct ends *ends,
                       int64_t printed) {
    const enum period period = attempt->ground->question->salary.period;
    for (size_t i = 0; i < ends->count; i++) {
        if (fit_is_near(printed, as_printed(attempt, ends->at[i]), period)) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* An amount between the first point and the last, as basic pay; MONEY_NONE where it is not. */
static int64_t inside(const struct attempt *attempt, const struct ends *ends, int64_t printed) {
    const struct pay_question *question = attempt->ground->question;
    const int64_t annual =
        fit_annual(printed, question->salary.period, attempt->ground->full_hours);
    const int64_t base = fit_without(attempt->fit.rate, annual);
    const bool is_between =
        base != MONEY_NONE && base > ends->at[0] && base < ends->at[ends->count - 1];
    return attempt->is_inside && is_between ? (base + 50) / 100 * 100 : MONEY_NONE;
}

/* Basic pay of a printed end. @param at the index among the ends, SIZE_MAX between two */
static bool fit_end(int64_t *base, size_t *at, const struct attempt *attempt,
                    const struct ends *ends, int64_t printed) {
    *at = find_end(attempt, ends, printed);
    *base = *at < SIZE_MAX ? ends->at[*at] : inside(attempt, ends, printed);
    return *base != MONEY_NONE;
}

/* Neither end can be met: most tables are told from the figure by one look. */
static bool is_out_of_reach(const struct attempt *attempt, const struct ends *lows,
                            const struct ends *highs) {
    const struct salary *salary = &attempt->ground->question->salary;
    const int64_t slack = attempt->ground->question->salary.period == PERIOD_YEAR ? 100 : 0;
    if (lows->odd > 0 || slack == 0) {
        return false;
    }
    return (has_low(salary) && salary->min + slack < as_printed(attempt, lows->at[0])) ||
           (has_high(salary) &&
            salary->max - slack > as_printed(attempt, highs->at[highs->count - 1]));
}

/* Does an interim table name this point alone? It is a whole then, and so is what reaches from
 * it to the points that the table did not touch. */
static bool is_only_row(const struct fit_ground *ground, const struct fit *fit) {
    size_t count = 0;
    const struct pay_point *rows = tables_points(ground->tables, &count);
    bool is_only = fit->scale->status == PAY_STATUS_INTERIM && fit->low == fit->high;
    for (size_t i = 0; is_only && i < count; i++) {
        is_only = rows[i].nation != fit->scale->nation ||
                  rows[i].status != fit->scale->status ||
                  date_compare(rows[i].from, fit->scale->from) != 0 ||
                  rows[i].band != fit->low_band || rows[i].annual == fit->low;
    }
    return is_only;
}

/* One round figure, and neither band nor nation nor scheme: some point of some table is within
 * a pound of it, and that says nothing. */
static bool is_any_figure(const struct fit_ground *ground) {
    const struct pay_question *question = ground->question;
    const struct salary *salary = &question->salary;
    const int64_t printed = has_low(salary) ? salary->min : salary->max;
    return salary->kind != SALARY_RANGE && salary->period == PERIOD_YEAR &&
           printed % ROUND == 0 && question->bands == 0 && !ground->nation &&
           question->scheme != SCHEME_AGENDA_FOR_CHANGE &&
           !(ground->cues & 1u << TABLES_CUE_AGENDA_FOR_CHANGE);
}

/* Is the printed figure the point to the pound? */
static bool is_exact(const struct attempt *attempt) {
    const struct salary *salary = &attempt->ground->question->salary;
    const struct fit *fit = &attempt->fit;
    const int64_t off = has_low(salary) ? salary->min - as_printed(attempt, fit->low)
                                        : salary->max - as_printed(attempt, fit->high);
    return off < 50 && off > -50;
}

/* Does the attempt explain the printed ends? Keeps it where it is less doubtful than `best`. */
static void try_ends(struct fit *best, struct attempt attempt, const struct ends *lows,
                     const struct ends *highs) {
    const struct salary *salary = &attempt.ground->question->salary;
    struct fit *fit = &attempt.fit;
    size_t low = 0;
    size_t high = 0;
    fit->low = fit->high = MONEY_NONE;
    if (fit->doubt >= best->doubt || is_out_of_reach(&attempt, lows, highs) ||
        (has_low(salary) && !fit_end(&fit->low, &low, &attempt, lows, salary->min)) ||
        (has_high(salary) && !fit_end(&fit->high, &high, &attempt, highs, salary->max))) {
        return;
    }
    const bool is_odd = low < lows->odd || high < highs->odd;
    const bool is_bent = has_low(salary) && has_high(salary) && fit->high < fit->low;
    const bool is_chance = is_any_figure(attempt.ground) && !is_exact(&attempt);
    if (is_bent || is_chance || (lows->odd > 0 && !is_odd)) {
        return;
    }
    fit->is_whole =
        fit->low == lows->at[lows->odd] && fit->high != MONEY_NONE && lows->odd == 0 &&
        (fit->high == highs->at[highs->count - 1] || is_only_row(attempt.ground, fit));
    fit->doubt += low == SIZE_MAX || high == SIZE_MAX ? DOUBT_INSIDE : 0;
    fit->doubt += fit->is_whole || lows->odd > 0 ? 0 : DOUBT_PART_OF_BAND;
    if (fit->doubt < best->doubt) {
        *best = *fit;
    }
}

static struct ends points_of(const struct pay_ladder *ladder) {
    struct ends ends = {.count = ladder->count, .odd = 0};
    memcpy(ends.at, ladder->points, ladder->count * sizeof *ends.at);
    return ends;
}

static void add_end(struct ends *ends, int64_t base) {
    if (base > 0 && ends->count < ENDS_MAX) {
        ends->at[ends->count++] = base;
    }
}

/* A year of the statutory minimum, to the pound. */
static int64_t year_of(const struct fit_ground *ground, int64_t hourly) {
    return hourly > 0 ? (fit_annual(hourly, PERIOD_HOUR, ground->full_hours) + 50) / 100 * 100
                      : 0;
}

/* Shares of the band's top, and, where the advert is an apprentice's, the wage floors and the
 * points of the band that follow. */
static struct ends shares_of(const struct fit_ground *ground, const struct pay_ladder *ladder,
                             bool is_said) {
    const struct tables_wage *wage = tables_wage(ground->tables, ground->question->date);
    struct ends ends = {.count = 0};
    size_t count = 0;
    const struct tables_share *shares = tables_shares(ground->tables, &count);
    const int64_t top = ladder->points[ladder->count - 1];
    for (size_t i = 0; i < count; i++) {
        add_end(&ends, (top * shares[i].percent / 100 + 50) / 100 * 100);
    }
    if (is_said && wage) {
        add_end(&ends, year_of(ground, wage->adult));
        add_end(&ends, year_of(ground, wage->apprentice));
    }
    ends.odd = ends.count;
    for (size_t i = 0; is_said && i < ladder->count; i++) {
        add_end(&ends, ladder->points[i]);
    }
    return ends;
}

/* ---- modes ---- */

static void try_full_time(struct fit *best, const struct attempt *attempt,
                          const struct ends *lows, const struct ends *highs) {
    struct attempt full = *attempt;
    full.fit.mode = FIT_FULL_TIME;
    full.fit.hours = attempt->ground->full_hours;
    try_ends(best, full, lows, highs);
}

static void try_part_time(struct fit *best, const struct attempt *attempt,
                          const struct ends *lows, const struct ends *highs) {
    const struct pay_question *question = attempt->ground->question;
    struct attempt part = *attempt;
    if (question->hours <= 0 || question->hours >= attempt->ground->full_hours ||
        question->salary.period == PERIOD_HOUR) {
        return;
    }
    part.fit.mode = FIT_PART_TIME;
    part.fit.hours = question->hours;
    part.fit.doubt += DOUBT_PART_TIME;
    part.is_inside = false;
    try_ends(best, part, lows, highs);
}

/* Both ends of a whole band at the same hours, which nobody gives: two amounts that agree on a
 * quarter of an hour. */
static void try_some_hours(struct fit *best, const struct attempt *attempt,
                           const struct ends *lows, const struct ends *highs) {
    const struct pay_question *question = attempt->ground->question;
    const int full = attempt->ground->full_hours;
    struct attempt part = *attempt;
    part.fit.hours = full;
    const int64_t first = as_printed(&part, lows->at[0]);
    const bool is_range = question->salary.kind == SALARY_RANGE &&
                          lows->at[0] < highs->at[highs->count - 1] && first > 0;
    if (!is_range || question->hours > 0 || attempt->fit.time != FIT_IN_FORCE ||
        question->salary.period != PERIOD_YEAR || question->salary.min >= first) {
        return;
    }
    const int64_t hours =
        (question->salary.min * full / first + QUARTER / 2) / QUARTER * QUARTER;
    if (hours < FEW_HOURS || hours > full - NEARLY_FULL) {
        return;
    }
    part.fit.mode = FIT_SOME_HOURS;
    part.fit.hours = (int)hours;
    part.fit.doubt += DOUBT_SOME_HOURS;
    part.is_inside = false;
    struct fit found = *best;
    try_ends(&found, part, lows, highs);
    *best = found.is_whole ? found : *best;
}

static void try_apprentice(struct fit *best, const struct attempt *attempt,
                           const struct pay_ladder *ladder, bool is_known_band) {
    const struct fit_ground *ground = attempt->ground;
    const bool is_said =
        ground->question->is_apprentice || ground->cues & 1u << TABLES_CUE_APPRENTICE;
    struct attempt part = *attempt;
    const struct pay_rate *rate = attempt->fit.rate;
    const bool is_zone_found = rate && rate->zone != expected_zone(ground);
    if (!is_said && (!is_known_band || attempt->fit.time != FIT_IN_FORCE || is_zone_found)) {
        return;
    }
    const struct ends shares = shares_of(ground, ladder, is_said);
    part.fit.mode = FIT_APPRENTICE;
    part.fit.hours = ground->full_hours;
    part.fit.doubt += is_said ? 0 : DOUBT_APPRENTICE;
    part.is_inside = false;
    try_ends(best, part, &shares, &shares);
}

/* ---- bands ---- */

static bool is_among(unsigned bands, int band) { return bands == 0 || bands & 1u << band; }

static void try_band(struct fit *best, struct attempt attempt, enum band band, unsigned bands) {
    const struct pay_ladder *ladder = &attempt.fit.scale->ladders[band];
    const struct ends points = points_of(ladder);
    const bool is_one_of_bands = bands & (bands - 1);
    attempt.fit.low_band = attempt.fit.high_band = band;
    attempt.fit.doubt += is_one_of_bands ? DOUBT_ONE_OF_BANDS : 0;
    attempt.fit.doubt += band == BAND_1 && bands == 0 ? DOUBT_BAND_1 : 0;
    attempt.is_inside = ladder->has_more && bands != 0 && attempt.fit.time != FIT_PAST;
    try_full_time(best, &attempt, &points, &points);
    try_part_time(best, &attempt, &points, &points);
    try_apprentice(best, &attempt, ladder, bands != 0);
    if (bands != 0) {
        try_some_hours(best, &attempt, &points, &points);
    }
}

/* A band's points beside those of a scale: an interim scale holds the lowest bands alone, and
 * the others stay as they were. */
static const struct pay_ladder *ladder_beside(const struct fit_ground *ground,
                                              const struct pay_scale *scale, int band) {
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(ground->tables, &count);
    if (scale->ladders[band].count > 0) {
        return &scale->ladders[band];
    }
    for (const struct pay_scale *at = scale; at-- > scales && at->nation == scale->nation;) {
        if (at->ladders[band].count > 0 && scale->status == PAY_STATUS_INTERIM) {
            return &at->ladders[band];
        }
    }
    return NULL;
}

/* "Band 2/3": from the one's first point to the other's last. */
static void try_two_bands(struct fit *best, struct attempt attempt, enum band high,
                          unsigned bands) {
    const enum band low = attempt.fit.low_band;
    const struct pay_ladder *above =
        ladder_beside(attempt.ground, attempt.fit.scale, (int)high);
    struct fit found = *best;
    if (!above) {
        return;
    }
    const struct ends lows = points_of(&attempt.fit.scale->ladders[low]);
    const struct ends highs = points_of(above);
    attempt.fit.high_band = high;
    attempt.fit.doubt += bands == 0 ? DOUBT_TWO_BANDS : 0;
    attempt.is_inside = false;
    try_full_time(&found, &attempt, &lows, &highs);
    try_part_time(&found, &attempt, &lows, &highs);
    /* Two ends anywhere in two bands prove nothing where nobody names the bands. */
    if (bands != 0 || found.is_whole) {
        *best = found;
    }
}

/* Everything that a band of a table may explain, by zone. */
static void try_zones(struct fit *best, const struct attempt *attempt, unsigned bands) {
    for (int zone = PAY_ZONE_NONE; zone < PAY_ZONE_OUTSIDE; zone++) {
        const enum band band = attempt->fit.low_band;
        struct attempt one = *attempt;
        one.fit.rate = tables_rate(attempt->fit.scale, (enum pay_zone)zone);
        one.fit.doubt += doubt_of_zone(attempt->ground, &one.fit);
        if (zone && !one.fit.rate) {
            continue;
        }
        if (one.fit.doubt < best->doubt) {
            try_band(best, one, band, bands);
        }
        for (int high = (int)band + 1; high < BAND_COUNT && one.fit.doubt < best->doubt;
             high++) {
            if (bands != 0 ? is_among(bands, high) : high == (int)band + 1) {
                try_two_bands(best, one, (enum band)high, bands);
            }
        }
    }
}

/* The most that a band may come to with one above it (of those asked for; else the next), and
 * the highest supplement. */
static int64_t most_of_band(const struct pay_scale *scale, int band, unsigned bands) {
    const struct pay_ladder *ladder = &scale->ladders[band];
    const struct pay_rate *rate = tables_rate(scale, PAY_ZONE_INNER);
    int64_t most = ladder->points[ladder->count - 1];
    for (int high = band + 1; high < BAND_COUNT; high++) {
        const struct pay_ladder *above = &scale->ladders[high];
        if (bands != 0 ? is_among(bands, high) : high == band + 1) {
            const int64_t top = above->count > 0 ? above->points[above->count - 1] : INT32_MAX;
            most = top > most ? top : most;
        }
    }
    return most + (rate ? rate->most : 0);
}

/* Does an amount at some hours lie in a band, as far as one look tells? */
static bool is_within(int64_t printed, int64_t least, int64_t most, int hours, int full_hours) {
    return printed * full_hours >= (least - 200) * hours &&
           printed * full_hours <= (most + 200) * hours;
}

/* Most bands of most tables are told from a year's pay by one look, but for hours that nobody
 * says and shares of the top. */
static bool can_reach(const struct fit_ground *ground, const struct pay_scale *scale, int band,
                      unsigned bands) {
    const struct pay_question *question = ground->question;
    const struct salary *salary = &question->salary;
    const int full = ground->full_hours;
    if (salary->period != PERIOD_YEAR || full <= 0 || question->is_apprentice ||
        ground->cues & 1u << TABLES_CUE_APPRENTICE) {
        return true;
    }
    const int64_t least = scale->ladders[band].points[0];
    const int64_t most = most_of_band(scale, band, bands);
    const int hours = question->hours > 0 && question->hours < full ? question->hours : full;
    return (!has_low(salary) || is_within(salary->min, least, most, full, full) ||
            is_within(salary->min, least, most, hours, full)) &&
           (!has_high(salary) || is_within(salary->max, least, most, full, full) ||
            is_within(salary->max, least, most, hours, full));
}

/* One amount an hour is a penny from some point of some older table, whoever pays it. */
static bool proves_nothing(const struct fit_ground *ground, enum fit_time time,
                           unsigned bands) {
    const struct pay_question *question = ground->question;
    return time == FIT_PAST && bands == 0 && question->salary.period == PERIOD_HOUR &&
           question->salary.kind != SALARY_RANGE &&
           question->scheme != SCHEME_AGENDA_FOR_CHANGE &&
           !(ground->cues & 1u << TABLES_CUE_AGENDA_FOR_CHANGE);
}

static void try_bands(struct fit *best, const struct fit_ground *ground,
                      const struct pay_scale *scale, unsigned bands) {
    const bool is_foreign = !ground->nation && scale->nation != NATION_ENGLAND;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (!is_among(bands, band) || scale->ladders[band].count == 0) {
            continue;
        }
        const bool is_near = can_reach(ground, scale, band, bands);
        if (!is_near && bands == 0) {
            continue;
        }
        const enum fit_time time = fit_time(scale, (enum band)band, ground->question->date);
        struct attempt attempt = {
            ground, {.scale = scale, .time = time, .low_band = (enum band)band}, false};
        attempt.fit.doubt =
            proves_nothing(ground, time, bands) ? DOUBT_NEVER : doubt_of_time(time);
        attempt.fit.doubt += is_foreign ? DOUBT_NATION : 0;
        if (attempt.fit.doubt < best->doubt && (is_near || time == FIT_IN_FORCE)) {
            try_zones(best, &attempt, bands);
        }
    }
}

struct fit fit_find(const struct fit_ground *ground, unsigned bands) {
    struct fit best = {.mode = FIT_NONE, .doubt = DOUBT_NEVER};
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(ground->tables, &count);
    /* The newest first: of two that are as good it is the later one. */
    for (size_t i = count; i-- > 0;) {
        if (!ground->nation || scales[i].nation == ground->nation) {
            struct fit_ground there = *ground;
            there.full_hours =
                tables_hours(ground->tables, scales[i].nation, ground->question->date);
            try_bands(&best, &there, &scales[i], bands);
        }
    }
    return best;
}
