/* report/ladder_axis.h - where amounts stand on a chart of pay
 * SPDX-License-Identifier: MIT
 *
 * For the terminal and for SVG. Whole numbers only: a chart is the same everywhere.
 */
#ifndef REPORT_LADDER_AXIS_H
#define REPORT_LADDER_AXIS_H

#include "schema/market.h"

/** Groups that are drawn at most. */
enum { LADDER_GROUPS_MAX = 20 };

/** The most columns that dots are piled up in. */
enum { LADDER_PILES_MAX = 200 };

/** From `low` to `high` pence a year, a mark every `step`. */
struct ladder_axis {
    int64_t low; /* a multiple of `step`, as is `high` */
    int64_t high;
    int64_t step; /* whole pounds: 1, 2 or 5 with zeros */
    size_t below; /* amounts that are left out, for they are far away */
    size_t above;
    unsigned bands; /* whose scales are shown: those asked for, else those within reach */
};

/** The axis of a report: around the amounts, the scales of the bands asked for, the quartiles
 * of the groups and the offer. A tenth of the amounts at either end (one at least) and the
 * offer stretch it by no more than half of what the rest takes; what is left out is counted.
 * @param marks the most marks that there is room for, at least 2
 * @return false where there is nothing to put on it; `out` is untouched */
bool ladder_axis_of(struct ladder_axis *out, const struct market_report *report, size_t marks);

/** The first group that is drawn, of at most LADDER_GROUPS_MAX: of months the last ones are. */
size_t ladder_first_group(const struct market_report *report);

/** Where an amount stands between 0 and `length`, to the nearest; cut to these. */
int64_t ladder_axis_place(const struct ladder_axis *axis, int64_t pence, int64_t length);

/** Is it on the axis? MONEY_NONE is not. */
bool ladder_axis_holds(const struct ladder_axis *axis, int64_t pence);

/** Dots piled up. */
struct ladder_piles {
    size_t counts[LADDER_PILES_MAX];   /* amounts of each column */
    int64_t middles[LADDER_PILES_MAX]; /* the middle one of each column's amounts */
    size_t columns;
    size_t each;   /* amounts for which a dot stands: 1, 2 or 5 with zeros */
    size_t height; /* dots of the highest pile; a last dot may stand for fewer */
    bool has_rest; /* one does */
};

/** Pile up those of the amounts that are on the axis, at most `height` dots high.
 * @param amounts sorted, lowest first
 * @param columns 1 to LADDER_PILES_MAX; the first and the last stand at the axis' ends */
void ladder_pile(struct ladder_piles *out, const struct ladder_axis *axis,
                 const int64_t *amounts, size_t count, size_t columns, size_t height);

#endif
