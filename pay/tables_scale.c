/* pay/tables_scale.c - points put together to scales
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "pay/tables_private.h"

/* Of one day: what was put aside first, then the final scale. */
static int rank(enum pay_status status) { return status == PAY_STATUS_FINAL; }

static int compare_scales(const void *a, const void *b) {
    const struct pay_scale *one = a;
    const struct pay_scale *two = b;
    if (one->nation != two->nation) {
        return one->nation < two->nation ? -1 : 1;
    }
    const int order = date_compare(one->from, two->from);
    return order ? order : rank(one->status) - rank(two->status);
}

static struct pay_scale *find_scale(const struct tables *tables,
                                    const struct pay_point *point) {
    for (size_t i = 0; i < tables->scale_count; i++) {
        struct pay_scale *scale = &tables->scales[i];
        if (scale->nation == point->nation && scale->status == point->status &&
            date_compare(scale->from, point->from) == 0) {
            return scale;
        }
    }
    return NULL;
}

static enum confidence weaker(enum confidence a, enum confidence b) {
    return !a || (b && b < a) ? b : a;
}

static void add_point(struct pay_scale *scale, const struct pay_point *point) {
    struct pay_ladder *ladder = &scale->ladders[point->band];
    if (ladder->count < PAY_POINTS_MAX) {
        ladder->points[ladder->count++] = point->annual;
    }
    ladder->has_more = ladder->has_more || point->is_end;
    ladder->confidence = weaker(ladder->confidence, point->confidence);
    scale->confidence = weaker(scale->confidence, point->confidence);
}

/* The upper points of a band that an interim scale did not raise stay as they were. */
static void inherit(struct pay_scale *scale, const struct pay_scale *before) {
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        struct pay_ladder *ladder = &scale->ladders[band];
        const struct pay_ladder *old = &before->ladders[band];
        while (ladder->count > 0 && ladder->count < old->count) {
            ladder->points[ladder->count] = old->points[ladder->count];
            ladder->count++;
        }
    }
}

/* England alone has the supplement. An award raises scale and supplement together. */
static void set_rates(struct pay_scale *scale, const struct tables *tables) {
    const bool is_before = scale->status == PAY_STATUS_INTERIM;
    for (size_t i = 0; scale->nation == NATION_ENGLAND && i < tables->rate_count; i++) {
        const struct pay_rate *rate = &tables->rates[i];
        const int order = date_compare(rate->from, scale->from);
        if (rate->zone >= PAY_ZONE_OUTSIDE) {
            continue;
        }
        const struct pay_rate **kept = &scale->rates[rate->zone];
        if ((is_before ? order < 0 : order <= 0) &&
            (!*kept || date_compare(rate->from, (*kept)->from) > 0)) {
            *kept = rate;
        }
    }
}

static void set_windows(struct pay_scale *scale, const struct tables *tables) {
    for (size_t i = 0; i < tables->window_count; i++) {
        const struct tables_window_row *row = &tables->windows[i];
        for (int band = BAND_1; band < BAND_COUNT; band++) {
            if (row->nation == scale->nation && row->status == scale->status &&
                date_compare(row->from, scale->from) == 0 &&
                (row->bands == 0 || row->bands & 1u << band)) {
                scale->windows[band] = row->window;
            }
        }
    }
}

enum err tables_build(struct tables *tables, struct diag *diag) {
    for (size_t i = 0; i < tables->point_count; i++) {
        const struct pay_point *point = &tables->points[i];
        if (!find_scale(tables, point)) {
            const struct pay_scale scale = {
                .nation = point->nation, .from = point->from, .status = point->status};
            ARENA_PUSH(&tables->arena, tables->scales, tables->scale_count, scale);
        }
        struct pay_scale *scale = find_scale(tables, point);
        if (scale) {
            add_point(scale, point);
        }
    }
    if (tables->scale_count > 0) {
        qsort(tables->scales, tables->scale_count, sizeof *tables->scales, compare_scales);
    }
    for (size_t i = 0; i < tables->scale_count; i++) {
        struct pay_scale *scale = &tables->scales[i];
        set_windows(scale, tables);
        set_rates(scale, tables);
        if (i > 0 && scale->status == PAY_STATUS_INTERIM && scale[-1].nation == scale->nation) {
            inherit(scale, scale - 1);
        }
    }
    return arena_check(&tables->arena, diag);
}
