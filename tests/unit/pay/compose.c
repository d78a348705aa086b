/* tests/unit/pay/compose.c - figures put together from the tables, for tests
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/pay/compose.h"

#include <criterion/criterion.h>

struct tables *compose_tables(void) {
    struct tables *tables = NULL;
    struct diag diag = {ERR_NONE, ""};
    cr_assert_eq(tables_open(&tables, &diag), ERR_NONE, "%s", diag.text);
    return tables;
}

/* Ten days before the last, or, where that is not known, a month after the first; not before
 * the table holds. */
struct date compose_day(const struct pay_scale *scale, enum band band) {
    const struct pay_window *window = &scale->windows[band];
    int64_t day = date_to_days(window->from) + 30;
    if (!date_is_none(window->to)) {
        day = date_to_days(window->to) - 10;
    }
    const int64_t first = date_to_days(scale->from);
    return date_from_days(day < first ? first : day);
}

static int64_t rounded(int64_t value, int64_t unit, enum compose_rounding rounding) {
    static const int parts[COMPOSE_COUNT] = {0, 1, 2};
    const int64_t up = parts[rounding] == 2 ? unit - 1 : parts[rounding] == 1 ? unit / 2 : 0;
    return (value + up) / unit * unit;
}

/* Worked out by itself, not by pay/fit.c: a year in pence to the printed unit. */
static int64_t printed(int64_t year, enum period period, int hours,
                       enum compose_rounding rounding) {
    if (period == PERIOD_HOUR) {
        const int64_t divisor = (int64_t)365 * hours;
        return (year * 700 + divisor / 2) / divisor;
    }
    return rounded(period == PERIOD_MONTH ? year / 12 : year, 100, rounding);
}

/* A supplement, in pence: the percentage between floor and ceiling. */
static int64_t supplement(const struct pay_rate *rate, int64_t base) {
    const int64_t share = base / 100 * rate->percent;
    return share < rate->least ? rate->least : share > rate->most ? rate->most : share;
}

struct composed compose_range(const struct tables *tables, const struct pay_scale *scale,
                              enum band band, enum pay_zone zone, enum period period,
                              enum compose_rounding rounding, bool is_said) {
    const struct pay_ladder *ladder = &scale->ladders[band];
    const struct date day = compose_day(scale, band);
    const struct pay_rate *rate = zone ? tables_rate(scale, zone) : NULL;
    const int hours = tables_hours(tables, scale->nation, day);
    const int64_t low = ladder->points[0];
    const int64_t high = ladder->points[ladder->count - 1];
    struct composed composed = {.scale = scale, .band = band, .zone = zone};
    struct salary *salary = &composed.question.salary;
    salary->text = is_said && rate ? "... (HCAS inclusive)" : "...";
    salary->kind = low == high ? SALARY_POINT : SALARY_RANGE;
    salary->min = printed(low + (rate ? supplement(rate, low) : 0), period, hours, rounding);
    salary->max = printed(high + (rate ? supplement(rate, high) : 0), period, hours, rounding);
    salary->period = period;
    salary->high_cost_area = is_said && rate ? SUPPLEMENT_INCLUDED : SUPPLEMENT_UNSTATED;
    composed.question.date = day;
    composed.question.nation = scale->nation;
    composed.question.bands = 1u << band;
    return composed;
}

const char *compose_name(struct arena *arena, const struct composed *composed) {
    char from[DATE_TEXT_SIZE];
    char day[DATE_TEXT_SIZE];
    const struct salary *salary = &composed->question.salary;
    return arena_printf(arena, "%s %s %s band %s zone %d on %s: %lld to %lld",
                        vocab_name(&vocab_nation, (int)composed->scale->nation),
                        date_write(composed->scale->from, from),
                        vocab_name(&vocab_pay_status, (int)composed->scale->status),
                        vocab_name(&vocab_band, (int)composed->band), (int)composed->zone,
                        date_write(composed->question.date, day), (long long)salary->min,
                        (long long)salary->max);
}

void compose_each(const struct tables *tables, void *state,
                  void (*visit)(void *state, const struct tables *tables,
                                const struct pay_scale *scale, enum band band,
                                enum pay_zone zone)) {
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(tables, &count);
    for (size_t i = 0; i < count; i++) {
        for (int band = BAND_1; band < BAND_COUNT; band++) {
            for (int zone = PAY_ZONE_NONE; zone < PAY_ZONE_OUTSIDE; zone++) {
                if (scales[i].ladders[band].count > 0 &&
                    (!zone || tables_rate(&scales[i], (enum pay_zone)zone))) {
                    visit(state, tables, &scales[i], (enum band)band, (enum pay_zone)zone);
                }
            }
        }
    }
}
