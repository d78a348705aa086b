/* parser/salary_figures.h - which amounts of a salary text are the pay
 * SPDX-License-Identifier: MIT
 *
 * A text may hold bonuses, supplements, the same pay said in another unit or for full time, and
 * fragments: only what is left once these are told apart is pay.
 */
#ifndef PARSER_SALARY_FIGURES_H
#define PARSER_SALARY_FIGURES_H

#include "parser/salary_items.h"

/* What became of an amount. */
enum pay_role {
    PAY_MAIN = 0,
    PAY_EXTRA,    /* a bonus, an allowance, a supplement */
    PAY_RESTATED, /* the same pay for full time, for the hours of this post, by another year */
    PAY_OTHER_UNIT, /* the same pay by the hour where the year's came first, or so */
    PAY_STRAY       /* of another size: none that could be meant beside the first */
};

struct pay_figure {
    size_t item; /* its index among the items */
    enum pay_role role;
    bool linked;      /* the upper end of a range that begins with the figure before */
    bool is_piece;    /* by the shift, the visit ...: a unit that records do not have */
    enum period unit; /* printed behind it (before the next figure); none where not */
    struct pay_values values;
};

struct pay_figures {
    struct pay_figure *at;
    size_t count;
    enum supplement area; /* of the pay, where it is printed with and without; else none */
};

/** The amounts of a text in printed order, each with its role. Marks in `items` numbers that
 * are thousands because the other end of their range is ("£25-31k"). */
struct pay_figures pay_figures_of(struct arena *arena, struct pay_items *items);

/** Figures that are pay. */
size_t pay_figures_main(const struct pay_figures *figures);

/** What the text says of the high cost area supplement: included, extra or unstated. */
enum supplement pay_area_of(const struct pay_items *items, const struct pay_figures *figures);

#endif
