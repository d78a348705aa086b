/* report/ladder_axis.c - where amounts stand on a chart of pay
 * SPDX-License-Identifier: MIT
 */
#include "report/ladder_axis.h"

#include <string.h>

/* A single amount has this much room on either side, pence. */
enum { ROOM_LEAST = 500 * 100 };

/* From where to where; empty while `high` is below `low`. */
struct extent {
    int64_t low;
    int64_t high;
};

static bool is_empty(const struct extent *extent) { return extent->high < extent->low; }

static void take_in(struct extent *extent, int64_t pence) {
    if (pence == MONEY_NONE) {
        return;
    }
    extent->low = is_empty(extent) || pence < extent->low ? pence : extent->low;
    extent->high = pence > extent->high ? pence : extent->high;
}

static void take_in_scale(struct extent *extent, const struct pay_scale *scale,
                          unsigned bands) {
    for (size_t band = BAND_1; scale && band < BAND_COUNT; band++) {
        const struct pay_ladder *ladder = &scale->ladders[band];
        for (size_t i = 0; i < ladder->count && (bands & 1u << band); i++) {
            take_in(extent, ladder->points[i]);
        }
    }
}

/* The amounts that no axis may leave out: all but a tenth at either end. */
static void take_in_core(struct extent *extent, const struct market_report *report) {
    size_t n = report->amount_count;
    size_t tail = n / 10 > 0 ? n / 10 : 1;
    if (n > 2 * tail) {
        take_in(extent, report->amounts[tail]);
        take_in(extent, report->amounts[n - 1 - tail]);
    } else if (n > 0) {
        take_in(extent, report->amounts[n / 2]);
    }
}

size_t ladder_first_group(const struct market_report *report) {
    bool cut = report->group_count > LADDER_GROUPS_MAX;
    return cut && report->question.by == MARKET_BY_MONTH
               ? report->group_count - LADDER_GROUPS_MAX
               : 0;
}

static void take_in_groups(struct extent *extent, const struct market_report *report) {
    size_t first = ladder_first_group(report);
    for (size_t i = first; i < report->group_count && i < first + LADDER_GROUPS_MAX; i++) {
        take_in(extent, report->groups[i].base.q1);
        take_in(extent, report->groups[i].base.median);
        take_in(extent, report->groups[i].base.q3);
    }
}

/* What is further away than half of the extent stays outside. */
static void take_in_near(struct extent *extent, const struct market_report *report) {
    int64_t reach = (extent->high - extent->low) / 2;
    reach = reach > ROOM_LEAST ? reach : ROOM_LEAST;
    const struct extent near = {extent->low - reach, extent->high + reach};
    for (size_t i = 0; i < report->amount_count; i++) {
        int64_t pence = report->amounts[i];
        if (pence >= near.low && pence <= near.high) {
            take_in(extent, pence);
        }
    }
    int64_t offer = report->question.offer;
    if (offer >= near.low && offer <= near.high) {
        take_in(extent, offer);
    }
}

/* Bands of which something lies within. */
static unsigned bands_within(const struct extent *extent, const struct pay_scale *scale) {
    unsigned bands = 0;
    for (size_t band = BAND_1; scale && band < BAND_COUNT; band++) {
        const struct pay_ladder *ladder = &scale->ladders[band];
        if (ladder->count > 0 && ladder->points[0] <= extent->high &&
            ladder->points[ladder->count - 1] >= extent->low) {
            bands |= 1u << band;
        }
    }
    return bands;
}

static unsigned bands_held(const struct pay_scale *scale, unsigned bands) {
    unsigned held = 0;
    for (size_t band = BAND_1; scale && band < BAND_COUNT; band++) {
        held |= scale->ladders[band].count > 0 ? bands & 1u << band : 0;
    }
    return held;
}

/* The first of 1, 2, 5, 10, 20 ... for which `fits` holds. */
static int64_t next_round(int64_t step) {
    int64_t digit = step;
    while (digit >= 10) {
        digit /= 10;
    }
    return digit == 2 ? step / 2 * 5 : step * 2;
}

static void set_marks(struct ladder_axis *axis, const struct extent *extent, size_t marks) {
    int64_t step = 100;
    while (extent->high / step + (extent->high % step > 0) - extent->low / step >=
           (int64_t)marks) {
        step = next_round(step);
    }
    axis->step = step;
    axis->low = extent->low / step * step;
    axis->high = (extent->high + step - 1) / step * step;
}

static void count_outside(struct ladder_axis *axis, const struct market_report *report) {
    for (size_t i = 0; i < report->amount_count; i++) {
        axis->below += report->amounts[i] < axis->low;
        axis->above += report->amounts[i] > axis->high;
    }
}

/* Where no band was asked for and nothing else is there: the whole scale. */
static struct extent extent_of(const struct market_report *report) {
    struct extent extent = {0, -1};
    take_in_core(&extent, report);
    take_in_groups(&extent, report);
    take_in_scale(&extent, report->scale, report->question.bands);
    if (is_empty(&extent)) {
        take_in_scale(&extent, report->scale, report->question.bands ? 0 : ~0u);
    }
    if (is_empty(&extent)) {
        take_in(&extent, report->question.offer);
    }
    return extent;
}

bool ladder_axis_of(struct ladder_axis *out, const struct market_report *report, size_t marks) {
    struct extent extent = extent_of(report);
    if (is_empty(&extent)) {
        return false;
    }
    take_in_near(&extent, report);
    if (extent.high - extent.low < 2 * ROOM_LEAST) {
        extent.low = extent.low > ROOM_LEAST ? extent.low - ROOM_LEAST : 0;
        extent.high += ROOM_LEAST;
    }
    memset(out, 0, sizeof *out);
    set_marks(out, &extent, marks);
    out->bands = report->question.bands ? bands_held(report->scale, report->question.bands)
                                        : bands_within(&extent, report->scale);
    count_outside(out, report);
    return true;
}

bool ladder_axis_holds(const struct ladder_axis *axis, int64_t pence) {
    return pence != MONEY_NONE && pence >= axis->low && pence <= axis->high;
}

int64_t ladder_axis_place(const struct ladder_axis *axis, int64_t pence, int64_t length) {
    int64_t span = axis->high - axis->low;
    if (pence <= axis->low) {
        return 0;
    }
    return pence >= axis->high ? length : ((pence - axis->low) * length + span / 2) / span;
}

/* A dot stands for as many as make the highest pile fit. */
static void set_height(struct ladder_piles *piles, size_t most, size_t height) {
    int64_t each = 1;
    while ((most + (size_t)each - 1) / (size_t)each > height) {
        each = next_round(each);
    }
    piles->each = (size_t)each;
    piles->height = (most + piles->each - 1) / piles->each;
    for (size_t i = 0; i < piles->columns; i++) {
        piles->has_rest = piles->has_rest || piles->counts[i] % piles->each > 0;
    }
}

/* Amounts are sorted, so those of a column stand side by side. @param amounts on the axis */
static void set_middles(struct ladder_piles *piles, const int64_t *amounts) {
    for (size_t i = 0; i < piles->columns; i++) {
        if (piles->counts[i] > 0) {
            piles->middles[i] = amounts[piles->counts[i] / 2];
            amounts += piles->counts[i];
        }
    }
}

void ladder_pile(struct ladder_piles *out, const struct ladder_axis *axis,
                 const int64_t *amounts, size_t count, size_t columns, size_t height) {
    size_t most = 0;
    size_t below = 0;
    memset(out, 0, sizeof *out);
    out->columns = columns < LADDER_PILES_MAX ? columns : LADDER_PILES_MAX;
    for (size_t i = 0; i < count; i++) {
        if (ladder_axis_holds(axis, amounts[i])) {
            int64_t at = ladder_axis_place(axis, amounts[i], (int64_t)out->columns - 1);
            size_t pile = ++out->counts[at];
            most = pile > most ? pile : most;
        } else {
            below += amounts[i] < axis->low;
        }
    }
    set_height(out, most, height > 0 ? height : 1);
    if (most > 0) {
        set_middles(out, amounts + below);
    }
}
