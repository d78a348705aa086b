/* cli/offered.c - the pay of --offer
 * SPDX-License-Identifier: MIT
 *
 * Read as an advert's pay is, and stricter: an advert's words around the figure are passed
 * over, here they are a slip.
 */
#include "cli/offered.h"

#include "parser/lexicon.h"
#include "parser/salary_items.h"
#include "parser/wording.h"
#include "pay/fit.h"

/* Stands behind an amount that has no unit. */
static const char by_the_year[] = " a year";

/* Is it one amount and nothing, or a unit alone behind it? @param unit none: there is none */
static bool is_plain(const struct pay_items *items, enum period *unit) {
    const struct pay_item *item = items->at;
    const bool is_number =
        items->count > 0 && (item[0].kind == PAY_MONEY || item[0].kind == PAY_NUMBER) &&
        ascii_is_digit(item[0].text.at[0]) && !item[0].odd && !item[0].garbled;
    const bool has_unit = items->count == 2 && item[1].kind == PAY_UNIT;
    *unit = has_unit ? item[1].period : PERIOD_NONE;
    return is_number && !items->is_cut && (items->count == 1 || has_unit);
}

/* The year's pay, or MONEY_NONE. */
static int64_t annual_of(struct arena *arena, const char *text, int hours) {
    struct vacancy vacancy;
    struct buf words;
    enum period unit = PERIOD_NONE;
    const struct pay_items items =
        pay_items_of(arena, span_of(lexicon_normal(arena, span_of(text))));
    if (hours <= 0 || !is_plain(&items, &unit)) {
        return MONEY_NONE;
    }
    buf_init(&words, DIAG_TEXT_SIZE);
    buf_printf(&words, "%s%s", text, unit ? "" : by_the_year);
    vacancy_init(&vacancy);
    salary_read(&vacancy, arena, buf_text(&words));
    buf_fini(&words);
    const struct salary *salary = &vacancy.salary;
    const bool is_said = salary->kind == SALARY_POINT && salary->min > 0 &&
                         salary->period == (unit ? unit : PERIOD_YEAR);
    return is_said ? fit_annual(salary->min, salary->period, hours) : MONEY_NONE;
}

enum err offered_read(int64_t *annual, struct context *context, const struct tables *tables,
                      enum nation nation, struct diag *diag) {
    const char *text = context->settings.offer;
    if (!text) {
        *annual = MONEY_NONE;
        return ERR_NONE;
    }
    const int hours = tables_hours(tables, nation ? nation : NATION_ENGLAND, context->today);
    const int64_t found = annual_of(&context->arena, text, hours);
    const enum err err = arena_check(&context->arena, diag);
    if (!err && found <= 0) {
        return diag_set(
            diag, ERR_USAGE,
            "--offer: expected one amount that can be full-time pay, alone or with its "
            "unit behind it (a year, a month, a week, a day, an hour), such as "
            "24500 or \"12.80 an hour\", got \"%.64s\"",
            text);
    }
    *annual = err ? *annual : found;
    return err;
}
