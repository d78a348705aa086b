/* pay/check_sums.c - the arithmetic of a figure, so that anybody can work it out again
 * SPDX-License-Identifier: MIT
 *
 * Every sum is written out and worked out from the amounts as they are written: what stands
 * left of "=" gives what stands right of it, to the pound or penny. Where that is not what the
 * advert prints (it may have rounded another way) both are said.
 */
#include "pay/check_private.h"

/* To the nearest `unit`. */
static int64_t nearest(int64_t above, int64_t below, int64_t unit) {
    return (2 * above + below * unit) / (2 * below * unit) * unit;
}

/* "£25,883", and what is printed where that is another amount. */
static void say_result(struct buf *out, int64_t result, int64_t printed) {
    buf_put_text(out, " = ");
    check_say_pence(out, result);
    if (printed != MONEY_NONE && printed != result) {
        buf_put_text(out, " (printed ");
        check_say_pence(out, printed);
        buf_put_char(out, ')');
    }
}

/* "£24,625 + £1,258 = £25,883". @param printed MONEY_NONE: not to be compared */
static void say_sum(struct buf *out, int64_t base, int64_t supplement, int64_t printed) {
    check_say_pence(out, base);
    buf_put_text(out, " + ");
    check_say_pence(out, supplement);
    say_result(out, base + supplement, printed);
}

/* ---- from a year to what is printed ---- */

static bool is_part_time(const struct fit *fit) {
    return fit->mode == FIT_PART_TIME || fit->mode == FIT_SOME_HOURS;
}

static bool is_year_as_printed(const struct checking *checking) {
    return checking->ground.question->salary.period == PERIOD_YEAR &&
           !is_part_time(&checking->fit);
}

/* A fraction of a year's pay. */
struct fraction {
    int64_t above;
    int64_t below;
};

static struct fraction fraction_of_year(enum period period, int full_hours) {
    switch (period) {
    case PERIOD_MONTH:
        return (struct fraction){1, 12};
    case PERIOD_WEEK:
        return (struct fraction){7, 365};
    case PERIOD_DAY:
        return (struct fraction){7, (int64_t)365 * 5};
    case PERIOD_HOUR:
        return (struct fraction){700, (int64_t)365 * full_hours};
    case PERIOD_NONE:
    case PERIOD_SESSION:
    case PERIOD_COUNT:
    case PERIOD_YEAR:
    default:
        return (struct fraction){1, 1};
    }
}

/* "5 days × 365/7 weeks": how many of the unit are in a year. */
static void say_units(struct buf *out, enum period period, int full_hours) {
    if (period == PERIOD_HOUR) {
        check_say_hours(out, full_hours);
        buf_put_text(out, " hours \xC3\x97 ");
    }
    buf_put_text(out, period == PERIOD_DAY ? "5 days \xC3\x97 " : "");
    buf_put_text(out, period == PERIOD_MONTH ? "12 months" : "365/7 weeks");
}

/* "£31,554 / (37.5 hours × 365/7 weeks) = £16.14", "£32,199 × 22.5/37.5 = £19,319". */
static void say_division(struct buf *out, const struct checking *checking, int64_t total,
                         int64_t printed) {
    const struct fit *fit = &checking->fit;
    const enum period period = checking->ground.question->salary.period;
    const int full = checking->ground.full_hours;
    struct fraction share = fraction_of_year(period, full);
    check_say_pence(out, total);
    if (is_part_time(fit)) {
        share.above *= fit->hours;
        share.below *= full;
        buf_put_text(out, " \xC3\x97 ");
        check_say_hours(out, fit->hours);
        buf_put_char(out, '/');
        check_say_hours(out, full);
    }
    if (period != PERIOD_YEAR) {
        buf_put_text(out, " / (");
        say_units(out, period, full);
        buf_put_char(out, ')');
    }
    say_result(out, nearest(total * share.above, share.below, printed % 100 == 0 ? 100 : 1),
               printed);
}

/* One end of the figure, from basic pay to what is printed. @param supplement MONEY_NONE: none
 */
static void say_end(struct buf *out, const struct checking *checking, int64_t base,
                    int64_t supplement, int64_t printed) {
    const bool is_year = is_year_as_printed(checking);
    int64_t total = base;
    if (supplement != MONEY_NONE) {
        total += supplement;
        say_sum(out, base, supplement, is_year ? printed : MONEY_NONE);
        buf_put_text(out, is_year ? "" : ", ");
    }
    if (!is_year) {
        say_division(out, checking, total, printed);
    }
}

void check_say_sums(struct buf *out, const struct checking *checking) {
    const struct pay_check *check = checking->check;
    const struct salary *salary = &checking->ground.question->salary;
    const bool has_rate = checking->fit.rate;
    const bool has_low = check->base_min != MONEY_NONE;
    if (!has_rate && is_year_as_printed(checking)) {
        return;
    }
    buf_put_text(out, ": ");
    if (has_low) {
        say_end(out, checking, check->base_min, has_rate ? check->supplement_min : MONEY_NONE,
                salary->min);
    }
    if (check->base_max != MONEY_NONE && check->base_max != check->base_min) {
        buf_put_text(out, has_low ? ", " : "");
        say_end(out, checking, check->base_max, has_rate ? check->supplement_max : MONEY_NONE,
                salary->max);
    }
}

/* ---- the supplement ---- */

void check_say_rate(struct buf *out, const struct pay_rate *rate) {
    buf_printf(out, "the %s supplement of %d %% (at least ",
               vocab_name(&vocab_pay_zone, (int)rate->zone), rate->percent);
    check_say_pence(out, rate->least);
    buf_put_text(out, ", at most ");
    check_say_pence(out, rate->most);
    buf_put_char(out, ')');
}

void check_say_supplement_sums(struct buf *out, const struct checking *checking, bool is_in) {
    const struct pay_check *check = checking->check;
    const struct salary *salary = &checking->ground.question->salary;
    const bool is_year = is_in && is_year_as_printed(checking);
    const bool has_low = check->base_min != MONEY_NONE;
    if (has_low) {
        say_sum(out, check->base_min, check->supplement_min,
                is_year ? salary->min : MONEY_NONE);
    }
    if (check->base_max != MONEY_NONE && check->base_max != check->base_min) {
        buf_put_text(out, has_low ? ", " : "");
        say_sum(out, check->base_max, check->supplement_max,
                is_year ? salary->max : MONEY_NONE);
    }
}

/* ---- from what is printed to a year ---- */

/* "£200 × 5 days × 365/7 weeks = £52,143". */
static void say_year_of(struct buf *out, const struct checking *checking, int64_t printed) {
    const enum period period = checking->ground.question->salary.period;
    const int full = checking->ground.full_hours;
    check_say_pence(out, printed);
    buf_put_text(out, " \xC3\x97 ");
    say_units(out, period, full);
    buf_put_text(out, " = ");
    check_say_pence(out, check_pound(fit_annual(printed, period, full)));
}

void check_say_reckoned(struct buf *out, const struct checking *checking) {
    const struct pay_check *check = checking->check;
    const struct salary *salary = &checking->ground.question->salary;
    const bool has_low = check->base_min != MONEY_NONE;
    const bool has_high = check->base_max != MONEY_NONE && salary->max != salary->min;
    const struct pay_rate *rate = checking->taken_out;
    if (!has_low && check->base_max == MONEY_NONE) {
        return;
    }
    if (salary->period != PERIOD_YEAR) {
        buf_put_text(out, "; ");
        if (has_low) {
            say_year_of(out, checking, salary->min);
        }
        buf_put_text(out, has_low && has_high ? ", " : "");
        if (has_high || !has_low) {
            say_year_of(out, checking, salary->max);
        }
        buf_put_text(out, " a year");
    }
    if (rate) {
        buf_put_text(out, "; with ");
        check_say_rate(out, rate);
        buf_put_text(out, " in it basic pay would be ");
        check_say_range(out, check->base_min, check->base_max);
        buf_put_text(out, ": ");
        check_say_supplement_sums(out, checking, true);
    }
}
