/* pay/check.c - what a figure is made of
 * SPDX-License-Identifier: MIT
 */
#include "pay/check.h"

#include "pay/check_private.h"

/* ---- ground ---- */

static enum pay_zone zone_of_cues(unsigned cues) {
    return cues & 1u << TABLES_CUE_FRINGE  ? PAY_ZONE_FRINGE
           : cues & 1u << TABLES_CUE_OUTER ? PAY_ZONE_OUTER
           : cues & 1u << TABLES_CUE_INNER ? PAY_ZONE_INNER
                                           : PAY_ZONE_NONE;
}

static bool has_supplement(const struct pay_question *question) {
    return question->salary.high_cost_area == SUPPLEMENT_INCLUDED ||
           question->salary.high_cost_area == SUPPLEMENT_EXTRA;
}

static struct fit_ground ground_of(const struct tables *tables,
                                   const struct pay_question *question) {
    struct fit_ground ground = {
        .tables = tables, .question = question, .nation = question->nation};
    ground.cues = tables_cues(tables, question->salary.text);
    ground.said = zone_of_cues(ground.cues);
    ground.located = tables_zone(tables, question->place, question->postcode);
    ground.zones = tables_zones(tables, question->place, question->postcode);
    const bool is_in_zone = (ground.zones & ~(1u << PAY_ZONE_OUTSIDE)) != 0;
    if (!ground.nation && (ground.said || is_in_zone || has_supplement(question))) {
        ground.nation = NATION_ENGLAND; /* no other has the supplement */
    }
    if (ground.nation && ground.nation != NATION_ENGLAND) {
        ground.located = PAY_ZONE_OUTSIDE;
        ground.zones = 0;
    }
    ground.full_hours =
        tables_hours(tables, ground.nation ? ground.nation : NATION_ENGLAND, question->date);
    return ground;
}

/* How well a table stands for the pay of a day, 0 for not at all: best where it holds and
 * adverts show it, then where they show it before its first day, then where it holds and was
 * published later. */
static int standing(const struct pay_scale *scale, enum band band, struct date date) {
    const enum fit_time time = fit_time(scale, band, date);
    const bool has_begun = date_compare(scale->from, date) <= 0;
    return time == FIT_IN_FORCE ? (has_begun ? 3 : 2) : time == FIT_BACKDATED ? 1 : 0;
}

/* Where no band is asked for a table of a few bands stands behind a whole one. */
static int standing_of_bands(const struct pay_scale *scale, unsigned bands, struct date date) {
    int best = 0;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (scale->ladders[band].count > 0 && (bands == 0 || bands & 1u << band)) {
            const int one = standing(scale, (enum band)band, date);
            best = one > best ? one : best;
        }
    }
    return best * 2 + (best > 0 && bands == 0 && scale->status == PAY_STATUS_FINAL);
}

/* The table of the day, the newest of those that stand as well: of one of the bands, or of any.
 * Where no nation is known, England's. */
static const struct pay_scale *scale_in_force(const struct fit_ground *ground, unsigned bands) {
    const enum nation nation = ground->nation ? ground->nation : NATION_ENGLAND;
    const struct pay_scale *found = NULL;
    int best = 0;
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(ground->tables, &count);
    for (size_t i = count; i-- > 0;) {
        const int one = scales[i].nation == nation
                            ? standing_of_bands(&scales[i], bands, ground->question->date)
                            : 0;
        found = one > best ? &scales[i] : found;
        best = one > best ? one : best;
    }
    return found;
}

/* Awards hold from an April on: is the newest table before the day older than its April? */
static bool is_stale(const struct fit_ground *ground) {
    const struct date day = ground->question->date;
    const enum nation nation = ground->nation ? ground->nation : NATION_ENGLAND;
    const struct date april = {day.month >= 4 ? day.year : day.year - 1, 4, 1};
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(ground->tables, &count);
    for (size_t i = 0; i < count; i++) {
        if (scales[i].nation == nation && date_compare(april, scales[i].from) <= 0 &&
            date_compare(scales[i].from, day) <= 0) {
            return false;
        }
    }
    return true;
}

/* Is the table that the figure would be of not held? A stale one is still that of the day
 * within a year of the day that it was published, Northern Ireland's come late; but not for
 * what another nation pays by a newer award: that is the table which is missing. */
static bool is_out_of_date(const struct checking *checking) {
    const struct pay_scale *scale = checking->in_force;
    const struct pay_scale *other = checking->elsewhere.scale;
    const int64_t day = date_to_days(checking->ground.question->date);
    bool is_recent = false;
    for (int band = BAND_1; scale && band < BAND_COUNT; band++) {
        is_recent = is_recent || (scale->ladders[band].count > 0 &&
                                  day - date_to_days(scale->windows[band].from) < 365);
    }
    const bool is_newer = scale && other && date_compare(scale->from, other->from) < 0;
    return checking->is_stale && (!is_recent || is_newer);
}

/* ---- what no table explains ---- */

/* Amounts that no unit makes believable are kept as printed, and say nothing. */
static bool has_amount(const struct salary *salary) {
    return salary->period != PERIOD_NONE &&
           (salary->kind == SALARY_RANGE || salary->kind == SALARY_POINT ||
            salary->kind == SALARY_FROM || salary->kind == SALARY_UP_TO);
}

static bool is_other_scheme(const struct checking *checking) {
    const struct pay_question *question = checking->ground.question;
    const bool is_said = checking->ground.cues & 1u << TABLES_CUE_OTHER_SCHEME;
    return question->scheme == SCHEME_MEDICAL_AND_DENTAL ||
           question->scheme == SCHEME_VERY_SENIOR_MANAGER ||
           (question->bands == 0 && (is_said || question->scheme == SCHEME_OTHER));
}

/* Is one end of the figure a pay point, with or without a supplement? */
static bool has_one_point(const struct checking *checking) {
    const struct salary *salary = &checking->ground.question->salary;
    struct pay_question half = *checking->ground.question;
    struct fit_ground ground = checking->ground;
    ground.question = &half;
    half.salary.kind = SALARY_POINT;
    half.salary.max = salary->min;
    if (salary->kind != SALARY_RANGE) {
        return false;
    }
    const struct fit low = fit_find(&ground, 0);
    half.salary.min = half.salary.max = salary->max;
    const struct fit high = fit_find(&ground, 0);
    return (low.mode && low.time != FIT_PAST) || (high.mode && high.time != FIT_PAST);
}

/* A table lacks some bands: may the figure be one of theirs? */
static bool may_lack_band(const struct checking *checking, int64_t low, int64_t high) {
    const struct pay_scale *scale = checking->in_force;
    bool lacks_lower = true;
    bool lacks_upper = true;
    int64_t bottom = INT64_MAX;
    int64_t top = 0;
    for (int band = BAND_2; scale && band < BAND_COUNT; band++) {
        const struct pay_ladder *ladder = &scale->ladders[band];
        if (ladder->count > 0) {
            lacks_lower = lacks_lower && band > BAND_2;
            lacks_upper = band < BAND_9;
            bottom = ladder->points[0] < bottom ? ladder->points[0] : bottom;
            top = ladder->points[ladder->count - 1];
        }
    }
    return (lacks_upper && high != MONEY_NONE && high > top) ||
           (lacks_lower && low != MONEY_NONE && low < bottom);
}

/* What nothing explains: is it the whole of a band of another nation, two ends and all, or of
 * the band that is named a part? */
static void look_elsewhere(struct checking *checking) {
    const struct fit_ground *ground = &checking->ground;
    for (int nation = NATION_NONE + 1; ground->nation && nation < NATION_COUNT; nation++) {
        struct fit_ground there = *ground;
        there.nation = (enum nation)nation;
        if (there.nation == ground->nation) {
            continue;
        }
        const struct fit fit = fit_find(&there, ground->question->bands);
        const bool is_telling =
            ground->question->bands != 0 || (fit.is_whole && fit.low != fit.high);
        if (fit.mode == FIT_FULL_TIME && fit.time == FIT_IN_FORCE && is_telling && !fit.rate) {
            checking->elsewhere = fit;
            return;
        }
    }
}

/* One figure and no band: would a supplement that nobody names explain it? */
static void look_for_zone(struct checking *checking) {
    struct fit_ground ground = checking->ground;
    const bool may_have_zone = !ground.nation || ground.nation == NATION_ENGLAND;
    ground.nation = NATION_ENGLAND;
    ground.takes_any_zone = true;
    if (may_have_zone && ground.located != PAY_ZONE_OUTSIDE &&
        ground.question->salary.period == PERIOD_YEAR) {
        const struct fit fit = fit_find(&ground, 0);
        if (fit.mode == FIT_FULL_TIME && fit.time == FIT_IN_FORCE && fit.rate &&
            fit.low_band == fit.high_band) {
            checking->with_zone = fit;
        }
    }
}

static enum pay_verdict verdict_without_fit(const struct checking *checking) {
    const struct pay_question *question = checking->ground.question;
    const struct pay_check *check = checking->check;
    if (question->salary.period == PERIOD_SESSION) {
        return PAY_VERDICT_NOT_AGENDA_FOR_CHANGE;
    }
    const bool is_named = question->bands != 0 ||
                          question->scheme == SCHEME_AGENDA_FOR_CHANGE ||
                          checking->ground.cues & 1u << TABLES_CUE_AGENDA_FOR_CHANGE;
    if (is_other_scheme(checking)) {
        return PAY_VERDICT_NOT_AGENDA_FOR_CHANGE;
    }
    if (checking->is_beyond_belief) {
        return PAY_VERDICT_UNREADABLE;
    }
    if (!checking->in_force || is_out_of_date(checking) ||
        (question->bands == 0 && may_lack_band(checking, check->base_min, check->base_max))) {
        return PAY_VERDICT_NO_TABLE;
    }
    return is_named || checking->elsewhere.mode || has_one_point(checking)
               ? PAY_VERDICT_OFF_SCALE
               : PAY_VERDICT_NOT_AGENDA_FOR_CHANGE;
}

/* ---- filling ---- */

int64_t check_pound(int64_t pence) {
    return pence == MONEY_NONE ? MONEY_NONE : (pence + 50) / 100 * 100;
}

static const struct pay_rate *rate_of_place(const struct checking *checking,
                                            const struct pay_scale *scale) {
    const struct fit_ground *ground = &checking->ground;
    const enum pay_zone zone = ground->said ? ground->said : ground->located;
    return scale && zone ? tables_rate(scale, zone) : NULL;
}

static void fill_supplement(struct checking *checking, const struct pay_rate *rate) {
    struct pay_check *check = checking->check;
    if (!rate) {
        return;
    }
    check->zone = rate->zone;
    if (check->base_min != MONEY_NONE) {
        check->supplement_min = check_pound(tables_supplement(rate, check->base_min));
    }
    if (check->base_max != MONEY_NONE) {
        check->supplement_max = check_pound(tables_supplement(rate, check->base_max));
    }
}

static void add_points(struct pay_check *check, const struct pay_ladder *ladder, int64_t low,
                       int64_t high) {
    const size_t room = sizeof check->points / sizeof *check->points;
    for (size_t i = 0; ladder && i < ladder->count; i++) {
        const int64_t point = ladder->points[i];
        size_t at = check->point_count;
        if (point < low || point > high || at >= room) {
            continue;
        }
        while (at > 0 && check->points[at - 1] > point) {
            at--;
        }
        if (at > 0 && check->points[at - 1] == point) {
            continue;
        }
        for (size_t move = check->point_count; move > at; move--) {
            check->points[move] = check->points[move - 1];
        }
        check->points[at] = point;
        check->point_count++;
    }
}

static void fill_points(struct checking *checking) {
    const struct fit *fit = &checking->fit;
    const int64_t low = fit->low == MONEY_NONE ? fit->high : fit->low;
    const int64_t high = fit->high == MONEY_NONE ? fit->low : fit->high;
    if (fit->mode != FIT_APPRENTICE) {
        for (unsigned band = fit->low_band; band <= fit->high_band; band++) {
            add_points(checking->check, &fit->scale->ladders[band], low, high);
        }
        /* An interim scale borrows its upper band from the one before. */
        if (fit->scale->ladders[fit->high_band].count == 0) {
            add_points(checking->check, &(struct pay_ladder){.points = {high}, .count = 1}, low,
                       high);
        }
    }
}

static enum confidence weaker(enum confidence a, enum confidence b) {
    return b && b < a ? b : a;
}

static void fill_from_fit(struct checking *checking) {
    const struct fit *fit = &checking->fit;
    struct pay_check *check = checking->check;
    const bool is_extra = checking->ground.question->salary.high_cost_area == SUPPLEMENT_EXTRA;
    check->scale = fit->scale;
    check->base_min = fit->low;
    check->base_max = fit->high;
    check->verdict = fit->mode == FIT_APPRENTICE ? PAY_VERDICT_APPRENTICE
                     : fit->time == FIT_PAST     ? PAY_VERDICT_OLD_SCALE
                     : fit->is_whole             ? PAY_VERDICT_ON_SCALE
                                                 : PAY_VERDICT_PART_OF_SCALE;
    if (check->bands == 0) {
        check->bands = 1u << fit->low_band | 1u << fit->high_band;
    }
    fill_points(checking);
    const struct pay_rate *rate = fit->rate  ? fit->rate
                                  : is_extra ? rate_of_place(checking, fit->scale)
                                             : NULL;
    fill_supplement(checking, rate);
    check->confidence = fit->scale->ladders[fit->low_band].confidence;
    check->confidence =
        weaker(check->confidence, fit->scale->ladders[fit->high_band].confidence);
    check->confidence = weaker(check->confidence, rate ? rate->confidence : CONFIDENCE_NONE);
}

/* What anybody may believe, pence (shortlist.vacancy/1): by the unit, else by the year. */
static bool is_believable(int64_t printed, enum period period, int full_hours) {
    static const int64_t least[PERIOD_COUNT] = {[PERIOD_DAY] = 12000, [PERIOD_HOUR] = 800};
    static const int64_t most[PERIOD_COUNT] = {[PERIOD_DAY] = 200000, [PERIOD_HOUR] = 12000};
    const int64_t annual = fit_annual(printed, period, full_hours);
    return annual == MONEY_NONE ||
           (most[period] > 0 ? printed >= least[period] && printed <= most[period]
                             : annual >= 800000 && annual <= 30000000);
}

/* What no table explains: in a unit that cannot be the printed one, or beyond belief. Nothing
 * is reckoned from it, so that it counts in no median. */
static bool is_beyond_belief(const struct checking *checking) {
    const struct pay_question *question = checking->ground.question;
    const struct salary *salary = &question->salary;
    const int full = checking->ground.full_hours;
    return question->is_unit_doubted ||
           (salary->kind != SALARY_UP_TO &&
            !is_believable(salary->min, salary->period, full)) ||
           (salary->kind != SALARY_FROM && !is_believable(salary->max, salary->period, full));
}

/* The printed amount as basic pay a year. */
static int64_t base_of_print(const struct checking *checking, int64_t printed,
                             const struct pay_rate *rate) {
    const enum period period = checking->ground.question->salary.period;
    const int64_t annual = fit_annual(printed, period, checking->ground.full_hours);
    return check_pound(fit_without(rate, annual));
}

/* Basic pay as printed, brought to a year; a supplement that is said to be in it taken out. */
static void fill_from_print(struct checking *checking) {
    const struct pay_question *question = checking->ground.question;
    const struct salary *salary = &question->salary;
    const bool is_in = salary->high_cost_area == SUPPLEMENT_INCLUDED;
    const struct pay_rate *rate = is_in ? rate_of_place(checking, checking->in_force) : NULL;
    struct pay_check *check = checking->check;
    checking->is_beyond_belief = is_beyond_belief(checking);
    if (checking->is_beyond_belief) {
        return;
    }
    checking->taken_out = rate;
    if (salary->kind != SALARY_UP_TO) {
        check->base_min = base_of_print(checking, salary->min, rate);
    }
    if (salary->kind != SALARY_FROM) {
        check->base_max = base_of_print(checking, salary->max, rate);
    }
    fill_supplement(checking, rate);
}

static int64_t at_hours(const struct checking *checking, int64_t base, int64_t supplement,
                        int hours) {
    const int full = checking->ground.full_hours;
    if (base == MONEY_NONE) {
        return MONEY_NONE;
    }
    return check_pound((base + (supplement == MONEY_NONE ? 0 : supplement)) * hours / full);
}

static void fill_part_time(struct checking *checking) {
    const struct pay_question *question = checking->ground.question;
    const enum fit_mode mode = checking->fit.mode;
    const int hours = question->hours > 0 ? question->hours : question->wanted_hours;
    struct pay_check *check = checking->check;
    if (mode == FIT_PART_TIME || mode == FIT_SOME_HOURS) {
        check->part_hours = checking->fit.hours;
        check->part_min = question->salary.min;
        check->part_max = question->salary.max;
    } else if (hours > 0 && hours < checking->ground.full_hours) {
        check->part_hours = hours;
        check->part_min = at_hours(checking, check->base_min, check->supplement_min, hours);
        check->part_max = at_hours(checking, check->base_max, check->supplement_max, hours);
    }
}

static void fill_hourly(struct checking *checking) {
    struct pay_check *check = checking->check;
    const int full = checking->ground.full_hours;
    const struct tables_wage *wage =
        tables_wage(checking->ground.tables, checking->ground.question->date);
    check->full_hours = full;
    if (full == 0) {
        return;
    }
    if (check->base_min != MONEY_NONE) {
        check->hourly_min = tables_hourly(check->base_min, full);
    }
    if (check->base_max != MONEY_NONE) {
        check->hourly_max = tables_hourly(check->base_max, full);
    }
    const int64_t least =
        check->hourly_min != MONEY_NONE ? check->hourly_min : check->hourly_max;
    if (wage && least != MONEY_NONE) {
        check->floor = least < wage->adult ? PAY_FLOOR_BELOW : PAY_FLOOR_ABOVE;
    }
}

static void init_check(struct pay_check *check, const struct pay_question *question) {
    *check = (struct pay_check){.text = question->salary.text,
                                .date = question->date,
                                .nation = question->nation,
                                .bands = question->bands};
    check->base_min = check->base_max = MONEY_NONE;
    check->supplement_min = check->supplement_max = MONEY_NONE;
    check->part_min = check->part_max = MONEY_NONE;
    check->hourly_min = check->hourly_max = MONEY_NONE;
}

/* Off the scale: the table that it should be of, and the band that it is of. */
static void fill_beside(struct checking *checking) {
    const unsigned bands = checking->ground.question->bands;
    struct pay_check *check = checking->check;
    check->scale = checking->in_force;
    check->confidence = bands ? CONFIDENCE_VERIFIED : checking->in_force->confidence;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (bands & 1u << band) {
            check->confidence =
                weaker(check->confidence, checking->in_force->ladders[band].confidence);
        }
    }
    const struct fit other = fit_find(&checking->ground, 0);
    if (bands != 0 && other.time != FIT_PAST) {
        checking->other = other;
    }
}

/* The unit is doubted, and in that which was put in its place nothing explains the figure: one
 * of those that have no bounds, or narrow ones, may ("£98.81 a day"). */
static void try_other_units(struct checking *checking, struct pay_question *question) {
    static const enum period units[] = {PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH};
    const enum period given = question->salary.period;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        question->salary.period = units[i];
        const struct fit fit = fit_find(&checking->ground, question->bands);
        if (fit.mode == FIT_FULL_TIME && fit.time == FIT_IN_FORCE) {
            checking->fit = fit;
            checking->is_unit_found = true;
            return;
        }
    }
    question->salary.period = given;
}

static void find_fit(struct checking *checking, struct pay_question *question) {
    if (is_other_scheme(checking)) {
        return;
    }
    checking->fit = fit_find(&checking->ground, question->bands);
    if (!checking->fit.mode && question->is_unit_doubted && question->bands != 0) {
        try_other_units(checking, question);
    }
}

static void explain_none(struct checking *checking) {
    struct pay_check *check = checking->check;
    fill_from_print(checking);
    if (!is_other_scheme(checking) && !checking->is_beyond_belief) {
        look_elsewhere(checking);
    }
    check->verdict = verdict_without_fit(checking);
    if (check->verdict == PAY_VERDICT_OFF_SCALE) {
        fill_beside(checking);
    } else if (check->verdict == PAY_VERDICT_NOT_AGENDA_FOR_CHANGE) {
        look_for_zone(checking);
    }
}

static void take_apart(struct checking *checking, struct pay_question *question) {
    struct pay_check *check = checking->check;
    checking->in_force = scale_in_force(&checking->ground, question->bands);
    checking->is_stale = is_stale(&checking->ground);
    if (!has_amount(&question->salary)) {
        const bool is_read = question->salary.kind != SALARY_UNREADABLE;
        check->verdict = is_read && is_other_scheme(checking)
                             ? PAY_VERDICT_NOT_AGENDA_FOR_CHANGE
                             : PAY_VERDICT_UNREADABLE;
        checking->is_beyond_belief =
            is_read && (question->salary.min > 0 || question->salary.max > 0);
        return;
    }
    find_fit(checking, question);
    if (checking->fit.mode) {
        checking->ground.full_hours =
            tables_hours(checking->ground.tables, checking->fit.scale->nation, question->date);
        fill_from_fit(checking);
    } else {
        explain_none(checking);
    }
    fill_part_time(checking);
    fill_hourly(checking);
}

enum err check_pay(struct pay_check *out, struct arena *arena, const struct tables *tables,
                   const struct pay_question *question, struct diag *diag) {
    struct pay_check check;
    struct pay_question asked = *question; /* its unit may turn out to be another one */
    struct checking checking = {
        .ground = ground_of(tables, &asked), .check = &check, .arena = arena};
    init_check(&check, question);
    check.nation = checking.ground.nation;
    take_apart(&checking, &asked);
    check_put_flags(&checking);
    check.explanation = check_say(&checking);
    enum err err = arena_check(arena, diag);
    if (!err) {
        *out = check;
    }
    return err;
}

bool check_has_flag(const struct pay_check *check, enum pay_flag code) {
    for (size_t i = 0; i < check->flag_count; i++) {
        if (check->flags[i].code == code) {
            return true;
        }
    }
    return false;
}
