/* pay/tables_sound.c - can the rows of the tables be right?
 * SPDX-License-Identifier: MIT
 *
 * Written down by people from many pages: a slip shows in that the steps of a band do not rise,
 * that the hourly figure is another's, or that an award does not give the next year's points.
 */
#include "pay/tables_private.h"

struct sounding {
    const struct tables *tables;
    struct arena *arena;
    struct strings faults;
};

static void fault(struct sounding *sounding, const struct pay_point *point, const char *what) {
    char day[DATE_TEXT_SIZE];
    const char *text = arena_printf(
        sounding->arena, "%s from %s, band %s step %d: %s",
        vocab_name(&vocab_nation, (int)point->nation), date_write(point->from, day),
        vocab_name(&vocab_band, (int)point->band), point->step, what);
    strings_push(sounding->arena, &sounding->faults, text);
}

static bool is_same_band(const struct pay_point *a, const struct pay_point *b) {
    return a->nation == b->nation && a->status == b->status && a->band == b->band &&
           date_compare(a->from, b->from) == 0;
}

/* Each step of a band is above the one before, or equal to it where both were levelled. */
static void sound_steps(struct sounding *sounding, const struct pay_point *point) {
    const struct tables *tables = sounding->tables;
    for (size_t i = 0; i < tables->point_count; i++) {
        const struct pay_point *other = &tables->points[i];
        if (other == point || !is_same_band(point, other)) {
            continue;
        }
        if (other->step == point->step) {
            fault(sounding, point, "there are two rows for it");
        } else if (other->step < point->step && other->annual > point->annual) {
            fault(sounding, point, "a lower step is paid more");
        } else if (other->step < point->step && point->years >= 0 &&
                   other->years >= point->years) {
            fault(sounding, point, "a lower step takes as many years");
        }
    }
}

/* The published hourly figure, which some round up. */
static void sound_hourly(struct sounding *sounding, const struct pay_point *point) {
    const int hours = tables_hours(sounding->tables, point->nation, point->from);
    const int64_t off = hours > 0 ? tables_hourly(point->annual, hours) - point->hourly : 0;
    if (hours == 0) {
        fault(sounding, point, "the full-time hours of its day are not known");
    } else if (off < -1 || off > 1) {
        fault(sounding, point, "its hourly figure is another's");
    }
}

static void sound_window(struct sounding *sounding, const struct pay_scale *scale) {
    const struct pay_point at = {.nation = scale->nation, .from = scale->from};
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        const struct pay_window *window = &scale->windows[band];
        struct pay_point point = at;
        point.band = (enum band)band;
        if (scale->ladders[band].count == 0) {
            continue;
        }
        if (date_is_none(window->from)) {
            fault(sounding, &point, "no row says when adverts show it");
        } else if (date_compare(window->to, window->from) <= 0 ||
                   date_compare(window->to, scale->from) <= 0) {
            fault(sounding, &point, "adverts cease to show it before they begin");
        }
    }
}

/* ---- awards ---- */

/* Announced figures may be rounded on the way: two pounds. */
enum { AWARD_SLACK = 200 };

/* The point of the same years in the last final table before. */
static const struct pay_point *point_before(const struct tables *tables,
                                            const struct pay_point *point) {
    const struct pay_point *found = NULL;
    for (size_t i = 0; i < tables->point_count; i++) {
        const struct pay_point *other = &tables->points[i];
        if (other->nation == point->nation && other->band == point->band &&
            other->years == point->years && other->status == PAY_STATUS_FINAL &&
            date_compare(other->from, point->from) < 0 &&
            (!found || date_compare(other->from, found->from) > 0)) {
            found = other;
        }
    }
    return found;
}

static bool is_award_of(const struct tables_award *award, const struct pay_point *point) {
    return award->nation == point->nation && award->status == point->status &&
           date_compare(award->from, point->from) == 0 &&
           (award->bands == 0 || award->bands & 1u << point->band);
}

/* Each point is the one before with the award; where a band had several awards, with one. */
static void sound_award(struct sounding *sounding, const struct pay_point *point) {
    const struct tables *tables = sounding->tables;
    const struct pay_point *before = point_before(tables, point);
    bool is_asked = false;
    bool is_right = false;
    for (size_t i = 0; before && i < tables->award_count; i++) {
        const struct tables_award *award = &tables->awards[i];
        if (is_award_of(award, point)) {
            const int64_t due =
                before->annual + award->flat + before->annual * award->percent / 10000;
            const int64_t off = due - point->annual;
            is_asked = true;
            is_right = is_right || (off <= AWARD_SLACK && off >= -AWARD_SLACK);
        }
    }
    if (is_asked && !is_right) {
        fault(sounding, point, "the award gives another figure");
    }
}

/* ---- rates ---- */

static void sound_rate(struct sounding *sounding, const struct pay_rate *rate) {
    char day[DATE_TEXT_SIZE];
    if (rate->least > 0 && rate->least < rate->most && rate->percent > 0 &&
        rate->percent < 100) {
        return;
    }
    strings_push(sounding->arena, &sounding->faults,
                 arena_printf(sounding->arena,
                              "supplement of the %s zone from %s: its floor, ceiling or "
                              "percentage cannot be",
                              vocab_name(&vocab_pay_zone, (int)rate->zone),
                              date_write(rate->from, day)));
}

struct strings tables_unsound(const struct tables *tables, struct arena *arena) {
    struct sounding sounding = {tables, arena, {NULL, 0}};
    for (size_t i = 0; i < tables->point_count; i++) {
        sound_steps(&sounding, &tables->points[i]);
        sound_hourly(&sounding, &tables->points[i]);
        sound_award(&sounding, &tables->points[i]);
    }
    for (size_t i = 0; i < tables->scale_count; i++) {
        sound_window(&sounding, &tables->scales[i]);
    }
    for (size_t i = 0; i < tables->rate_count; i++) {
        sound_rate(&sounding, &tables->rates[i]);
    }
    return sounding.faults;
}
