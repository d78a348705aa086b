/* parser/salary.c - pay as printed: amounts, unit, pro rata, high cost area supplement
 * SPDX-License-Identifier: MIT
 *
 * Cut into items (salary_items.c), the amounts that are pay chosen (salary_figures.c), then
 * read here under one rule: of several readings one is taken only where it alone is believable.
 */
#include <string.h>

#include "base/utf8.h"
#include "parser/fields.h"
#include "parser/lexicon.h"
#include "parser/salary_figures.h"
#include "parser/wording.h"

/* One text being read. */
struct reading_of {
    struct vacancy *vacancy;
    struct arena *arena;
    struct pay_items items;
    struct pay_figures figures;
};

static void note(const struct reading_of *r, const char *field, const char *code,
                 const char *message) {
    vacancy_note(r->vacancy, r->arena, field, code, "%s: \"%s\"", message,
                 r->vacancy->salary.text);
}

/* ---- units ---- */

/* The printed units, those behind the pay first. A set would lose the order. */
struct units {
    enum period at[PERIOD_COUNT];
    size_t count;
};

static void add_unit(struct units *units, enum period period) {
    for (size_t i = 0; i < units->count; i++) {
        if (units->at[i] == period) {
            return;
        }
    }
    if (period && units->count < PERIOD_COUNT) {
        units->at[units->count++] = period;
    }
}

/* Units between item `from` and the next amount. */
static void add_units_behind(struct units *units, const struct pay_items *items, size_t from) {
    for (size_t i = from; i < items->count && items->at[i].kind != PAY_MONEY; i++) {
        if (items->at[i].kind == PAY_UNIT) {
            add_unit(units, items->at[i].period);
        }
    }
}

/* "£10,000 per session per annum" is a year's pay. */
static void year_before_session(struct units *units) {
    for (size_t i = 1; i < units->count; i++) {
        if (units->at[i] == PERIOD_YEAR && units->at[0] == PERIOD_SESSION) {
            units->at[i] = PERIOD_SESSION;
            units->at[0] = PERIOD_YEAR;
        }
    }
}

static struct units printed_units(const struct reading_of *r) {
    struct units units = {.count = 0};
    for (size_t i = 0; i < r->figures.count; i++) {
        if (r->figures.at[i].role == PAY_MAIN) {
            add_units_behind(&units, &r->items, r->figures.at[i].item + 1);
        }
    }
    year_before_session(&units);
    add_units_behind(&units, &r->items, 0); /* "Hourly rate £12.50" */
    for (size_t i = 0; i < r->figures.count; i++) {
        if (r->figures.at[i].role == PAY_EXTRA) {
            add_units_behind(&units, &r->items, r->figures.at[i].item + 1);
        }
    }
    return units;
}

/* ---- amounts ---- */

/* The believable readings of a figure under a unit, within what its neighbours in the range
 * allow. */
static size_t readings(int64_t *only, const struct pay_values *values, enum period period,
                       int64_t least, int64_t most) {
    size_t count = 0;
    for (size_t i = 0; i < values->count; i++) {
        int64_t pence = values->at[i];
        if (pay_is_believable(pence, period) && pence >= least && pence <= most) {
            *only = pence;
            count++;
        }
    }
    return count;
}

/* The certain amount of a range's other end: one reading that is believable. */
static int64_t certain(const struct pay_figures *figures, size_t at, enum period period,
                       int64_t otherwise) {
    int64_t pence;
    bool pay = at < figures->count && figures->at[at].role == PAY_MAIN;
    return pay && readings(&pence, &figures->at[at].values, period, 0, INT64_MAX) == 1
               ? pence
               : otherwise;
}

/* How a text fares under a unit. */
enum fit { FIT_NONE, FIT_SEVERAL, FIT_ONE };

static enum fit fit_figure(int64_t *pence, const struct pay_figures *figures, size_t at,
                           enum period period) {
    const struct pay_figure *figure = &figures->at[at];
    bool linked_on = at + 1 < figures->count && figures->at[at + 1].linked;
    size_t count = readings(pence, &figure->values, period, 0, INT64_MAX);
    if (count > 1) {
        int64_t least = figure->linked ? certain(figures, at - 1, period, 0) : 0;
        int64_t most = linked_on ? certain(figures, at + 1, period, INT64_MAX) : INT64_MAX;
        count = readings(pence, &figure->values, period, least, most);
    }
    return count == 0 ? FIT_NONE : count == 1 ? FIT_ONE : FIT_SEVERAL;
}

/* Lowest and highest amount under a unit. */
static enum fit fit_unit(struct salary *out, const struct pay_figures *figures,
                         enum period period) {
    int64_t low = INT64_MAX;
    int64_t high = 0;
    enum fit fit = FIT_ONE;
    for (size_t i = 0; i < figures->count; i++) {
        if (figures->at[i].role != PAY_MAIN) {
            continue;
        }
        int64_t pence = 0;
        enum fit this = fit_figure(&pence, figures, i, period);
        fit = this < fit ? this : fit;
        low = pence < low ? pence : low;
        high = pence > high ? pence : high;
    }
    if (fit == FIT_ONE) {
        out->min = low;
        out->max = high;
        out->period = period;
    }
    return fit;
}

/* The units with bounds of their own; they do not overlap. */
static const enum period bounded[] = {PERIOD_HOUR, PERIOD_DAY, PERIOD_YEAR};

/* Pay by the shift is no hour's, be it as little; by the visit it is no day's either. */
static bool excluded_by_piece(const struct reading_of *r, enum period period) {
    for (size_t i = 0; i < r->figures.count; i++) {
        const struct pay_figure *figure = &r->figures.at[i];
        if (figure->role == PAY_MAIN && figure->is_piece) {
            enum period near = r->items.at[figure->item + 2].period;
            return period != PERIOD_YEAR && period != near;
        }
    }
    return false;
}

/* No printed unit fits: the one that does. */
static enum fit fit_any(struct salary *out, const struct reading_of *r) {
    const struct pay_figures *figures = &r->figures;
    enum fit fit = FIT_NONE;
    for (size_t i = 0; i < sizeof bounded / sizeof bounded[0]; i++) {
        struct salary under = *out;
        if (excluded_by_piece(r, bounded[i])) {
            continue;
        }
        enum fit this = fit_unit(&under, figures, bounded[i]);
        if (this == FIT_NONE) {
            continue;
        }
        /* Two units that both fit are no certainty, but 120 is an hour's and a day's end. */
        bool edge = fit == FIT_ONE && under.min == out->min && under.max == out->max;
        *out = fit == FIT_NONE && this == FIT_ONE ? under : *out;
        fit = fit == FIT_NONE || edge ? this : FIT_SEVERAL;
    }
    return fit;
}

/* Is any pay misprinted, however many readings it has? */
static bool any_odd(const struct pay_figures *figures) {
    bool odd = false;
    for (size_t i = 0; i < figures->count; i++) {
        odd = odd || (figures->at[i].role == PAY_MAIN && figures->at[i].values.odd);
    }
    return odd;
}

/* "£387,694 - £49,036": well-formed, but one end cannot be meant beside the other. Its readings
 * as a misprint replace it. */
static bool has_misprint(const struct reading_of *r) {
    bool found = false;
    for (size_t i = 1; i < r->figures.count; i++) {
        struct pay_figure *low = &r->figures.at[i - 1];
        struct pay_figure *high = &r->figures.at[i];
        if (!high->linked || high->role != PAY_MAIN || !low->values.count ||
            !high->values.count) {
            continue;
        }
        int64_t a = low->values.at[0];
        int64_t b = high->values.at[0];
        struct pay_figure *wrong = a / 5 > b ? low : b / 5 > a ? high : NULL;
        if (wrong && wrong->values.count == 1 && !wrong->values.odd) {
            wrong->values = pay_values_of_misprint(&r->items.at[wrong->item]);
            found = true;
        }
    }
    return found;
}

/* The printed amounts when no unit makes them believable. */
static void keep_printed(struct salary *out, const struct pay_figures *figures) {
    out->min = INT64_MAX;
    out->max = 0;
    for (size_t i = 0; i < figures->count; i++) {
        if (figures->at[i].role == PAY_MAIN && figures->at[i].values.count > 0) {
            int64_t pence = figures->at[i].values.at[0];
            out->min = pence < out->min ? pence : out->min;
            out->max = pence > out->max ? pence : out->max;
        }
    }
}

/* Pay that is only somewhat out of bounds keeps its printed unit: an apprentice's 7.55 an hour,
 * a few hours' 5,000 a year. Half the lower bound, or half as much again as the upper. */
static bool is_near(const struct salary *salary, enum period period) {
    return pay_is_believable(salary->min * 2, period) &&
           pay_is_believable(salary->max * 2 / 3, period);
}

static bool near_bounds(const struct salary *salary, enum period period) {
    bool low_in = pay_is_believable(salary->min, period) ||
                  pay_is_believable(salary->min * 2, period) ||
                  pay_is_believable(salary->min * 2 / 3, period);
    bool high_in = pay_is_believable(salary->max, period) ||
                   pay_is_believable(salary->max * 2, period) ||
                   pay_is_believable(salary->max * 2 / 3, period);
    return is_near(salary, period) || (low_in && high_in);
}

static void settle_unreadable(const struct reading_of *r, const struct units *units) {
    struct salary *salary = &r->vacancy->salary;
    salary->kind = SALARY_UNREADABLE;
    salary->min = MONEY_NONE;
    salary->max = MONEY_NONE;
    salary->period = units->count > 0 ? units->at[0] : PERIOD_NONE;
    note(r, "salary", "unreadable", "the figures cannot be read with certainty");
}

static bool settle_unbelievable(const struct reading_of *r, const struct units *units) {
    struct salary *salary = &r->vacancy->salary;
    keep_printed(salary, &r->figures);
    if (salary->min > salary->max) { /* longer than any amount */
        settle_unreadable(r, units);
        return false;
    }
    salary->period = PERIOD_NONE;
    for (size_t i = 0; i < units->count && !salary->period; i++) {
        if (units->at[i] == PERIOD_SESSION || near_bounds(salary, units->at[i])) {
            salary->period = units->at[i];
        }
    }
    if (salary->period) {
        note(r, "salary", "unlikely_amount", "the amount is outside what is believable");
    } else {
        note(r, "salary.period", "no_unit", "no unit makes the amount believable");
    }
    return true;
}

/* Is an amount garbled, or the other end of a range no amount? */
static bool is_broken(const struct reading_of *r) {
    bool broken = false;
    for (size_t i = 0; i < r->figures.count; i++) {
        const struct pay_figure *figure = &r->figures.at[i];
        broken = broken ||
                 (figure->role == PAY_MAIN && (r->items.at[figure->item].garbled ||
                                               pay_items_break_off(&r->items, figure->item)));
    }
    return broken;
}

/* @return false where the figures are unreadable */
static bool read_amounts(const struct reading_of *r) {
    struct salary *salary = &r->vacancy->salary;
    struct units units = printed_units(r);
    if (is_broken(r)) {
        settle_unreadable(r, &units);
        return false;
    }
    bool misprint = has_misprint(r);
    for (size_t i = 0; i < units.count; i++) {
        if (fit_unit(salary, &r->figures, units.at[i]) == FIT_ONE) {
            return true;
        }
    }
    enum fit fit = fit_any(salary, r);
    if (fit == FIT_ONE) {
        note(r, "salary.period", units.count > 0 ? "unit_unbelievable" : "unit_guessed",
             units.count > 0 ? "the printed unit cannot be true, the believable one is given"
                             : "no unit is printed, the believable one is given");
        return true;
    }
    if (fit == FIT_SEVERAL || misprint || any_odd(&r->figures)) {
        settle_unreadable(r, &units);
        return false;
    }
    return settle_unbelievable(r, &units);
}

/* ---- kind ---- */

static bool is_up_to(const struct pay_items *items, size_t at) {
    bool up =
        pay_item_is_word(items, at, "to") && (at == 0 || pay_item_is_word(items, at - 1, "up"));
    return up || pay_item_is(items, at, PAY_IS_UP_TO);
}

static bool is_negated(const struct pay_items *items, size_t at) {
    for (size_t i = at; i > 0 && i + 2 > at; i--) {
        if (pay_item_is_word(items, i - 1, "no") || pay_item_is_word(items, i - 1, "not")) {
            return true;
        }
    }
    return false;
}

/* "over", "less than", "no more than", "not exceeding", "in excess of": what a word of measure
 * at `at` makes of a figure. */
static enum salary_kind kind_of_measure(const struct pay_items *items, size_t at) {
    bool more = pay_item_is(items, at, PAY_IS_MORE);
    if (!more && !pay_item_is(items, at, PAY_IS_LESS)) {
        return SALARY_NONE;
    }
    return more != is_negated(items, at) ? SALARY_FROM : SALARY_UP_TO;
}

/* What the word at `at` makes of a figure further on. */
static enum salary_kind kind_of_word(const struct pay_items *items, size_t at, size_t figure) {
    bool than = at + 2 == figure && (pay_item_is_word(items, at + 1, "than") ||
                                     pay_item_is_word(items, at + 1, "of"));
    if (is_up_to(items, at)) {
        return SALARY_UP_TO;
    }
    /* "Immediate start - £12.50" */
    if (pay_item_is(items, at, PAY_IS_FROM) && !pay_item_is_sign(items, at + 1, '-')) {
        return SALARY_FROM;
    }
    return at + 1 == figure || than ? kind_of_measure(items, at) : SALARY_NONE;
}

/* Does a sign end what is said: "Immediate start, £12.50"? */
static bool ends_saying(const struct pay_items *items, size_t at) {
    return pay_item_is_sign(items, at, ',') || pay_item_is_sign(items, at, ';') ||
           pay_item_is_sign(items, at, '.') || pay_item_is_sign(items, at, '!');
}

/* The words before a figure: "Starting salary from", "Up to". */
static enum salary_kind kind_before(const struct pay_items *items, size_t figure) {
    enum salary_kind kind = SALARY_NONE;
    for (size_t i = figure; !kind && i > 0 && i + 4 > figure; i--) {
        if (items->at[i - 1].kind == PAY_MONEY || items->at[i - 1].kind == PAY_NUMBER ||
            ends_saying(items, i - 1)) {
            break;
        }
        kind = kind_of_word(items, i - 1, figure);
    }
    return kind;
}

/* Is the plus at `at` one that says "and more" instead of adding something: "£9.21ph+"? */
static bool is_open_plus(const struct pay_items *items, size_t at) {
    bool plus = pay_item_is_sign(items, at, '+') || pay_item_is_word(items, at, "plus");
    bool ends = at + 1 >= items->count || items->at[at + 1].kind == PAY_UNIT ||
                pay_item_is_sign(items, at + 1, ')') || pay_item_is_sign(items, at + 1, ',') ||
                pay_item_is(items, at + 1, PAY_IS_STOP);
    return plus && ends;
}

/* "and above", "or more", "upwards", "minimum", "max". */
static enum salary_kind kind_behind(const struct pay_items *items, size_t figure) {
    static const char *const more[] = {"upwards", "upward", "onwards", "minimum", "min"};
    size_t at = figure + 1;
    while (at < items->count && items->at[at].kind == PAY_UNIT) {
        at++;
    }
    if (is_open_plus(items, at)) {
        return SALARY_FROM;
    }
    at += pay_item_is_sign(items, at, '(');
    bool joined = pay_item_is_word(items, at, "and") || pay_item_is_word(items, at, "or");
    at += joined;
    if (joined && kind_of_measure(items, at)) {
        return kind_of_measure(items, at); /* "or above", "and over"; but "(over 25)" */
    }
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        if (pay_item_is_word(items, at, more[i])) {
            return SALARY_FROM;
        }
    }
    return pay_item_is(items, at, PAY_IS_UP_TO) ? SALARY_UP_TO : SALARY_NONE;
}

static void read_kind(const struct reading_of *r) {
    struct salary *salary = &r->vacancy->salary;
    size_t count = 0;
    size_t first = 0;
    for (size_t i = r->figures.count; i-- > 0;) {
        if (r->figures.at[i].role == PAY_MAIN) {
            first = r->figures.at[i].item;
            count++;
        }
    }
    enum salary_kind one_end = SALARY_NONE;
    if (count == 1) {
        one_end = kind_before(&r->items, first);
        one_end = one_end ? one_end : kind_behind(&r->items, first);
    }
    bool equal = salary->min == salary->max;
    salary->kind = one_end ? one_end : equal ? SALARY_POINT : SALARY_RANGE;
    salary->min = salary->kind == SALARY_UP_TO ? MONEY_NONE : salary->min;
    salary->max = salary->kind == SALARY_FROM ? MONEY_NONE : salary->max;
}

/* ---- the whole ---- */

/* Old boards cut texts at 50 bytes: "... per annum pr", "per annum pro". */
static bool says_pro_rata(const struct reading_of *r, const char *plain) {
    bool says = lexicon_has(&fields_salary_phrases, "pro_rata", plain);
    for (size_t i = 0; i < r->items.count; i++) { /* "£25,000pro rata" */
        says = says || (pay_item_is_word(&r->items, i, "pro") &&
                        pay_item_is_word(&r->items, i + 1, "rata"));
    }
    size_t len = strlen(plain);
    bool cut = len > 5 && strcmp(plain + len - 5, " pro ") == 0 && r->figures.count > 0;
    return (says || cut) && !lexicon_has(&fields_salary_phrases, "not_pro_rata", plain);
}

/* Is every amount one of the two ends: a range printed twice? */
static bool is_doubled(const struct reading_of *r) {
    const struct salary *salary = &r->vacancy->salary;
    size_t ends = 0;
    for (size_t i = 0; i < r->figures.count; i++) {
        const struct pay_figure *figure = &r->figures.at[i];
        if (figure->role != PAY_MAIN) {
            continue;
        }
        int64_t pence = figure->values.count == 1 ? figure->values.at[0] : MONEY_NONE;
        bool end = figure->linked ? pence == salary->max : pence == salary->min;
        ends += end;
        if (!end) {
            return false;
        }
    }
    return ends > 2;
}

/* What the roles and misprints were, for the reader of the record. */
static void note_oddities(const struct reading_of *r, size_t count) {
    static const char *const codes[] = {
        [PAY_MAIN] = NULL,
        [PAY_EXTRA] = NULL,
        [PAY_RESTATED] = "other_basis",
        [PAY_OTHER_UNIT] = "other_unit",
        [PAY_STRAY] = "other_amount",
    };
    bool noted[sizeof codes / sizeof codes[0]] = {false};
    bool odd = false;
    bool linked = true;
    bool reversed = false;
    size_t ranges = 0;
    for (size_t i = 0; i < r->figures.count; i++) {
        const struct pay_figure *figure = &r->figures.at[i];
        if (codes[figure->role] && !noted[figure->role]) {
            noted[figure->role] = true;
            note(r, "salary", codes[figure->role], "a further amount was left out");
        }
        if (figure->role == PAY_MAIN) {
            odd = odd || figure->values.odd;
            ranges += !figure->linked;
            linked = linked && (ranges == 1);
            reversed = reversed || (figure->linked && figure->values.count == 1 &&
                                    r->figures.at[i - 1].values.count == 1 &&
                                    figure->values.at[0] < r->figures.at[i - 1].values.at[0]);
        }
    }
    if (odd && r->vacancy->salary.kind != SALARY_UNREADABLE) {
        note(r, "salary", "misprint",
             "the figures are misprinted, the believable ones are given");
    }
    if (!linked && count > 1 && !is_doubled(r) && r->vacancy->salary.kind == SALARY_RANGE) {
        note(r, "salary", "two_rates", "several rates are one range, lowest to highest");
    }
    if (reversed) {
        note(r, "salary", "reversed", "the higher amount stands first");
    }
}

static void read_figures(struct reading_of *r) {
    size_t count = pay_figures_main(&r->figures);
    for (size_t i = 0; i < r->figures.count; i++) {
        /* "£0.00": no pay is no amount. */
        bool zero = r->figures.at[i].values.count == 1 && r->figures.at[i].values.at[0] == 0;
        count = zero ? 0 : count;
    }
    if (count == 0) {
        return;
    }
    if (read_amounts(r)) {
        read_kind(r);
    }
    note_oddities(r, count);
}

void salary_read(struct vacancy *vacancy, struct arena *arena, const char *text) {
    struct salary *salary = &vacancy->salary;
    *salary = (struct salary){.kind = SALARY_UNSTATED,
                              .min = MONEY_NONE,
                              .max = MONEY_NONE,
                              .high_cost_area = SUPPLEMENT_UNSTATED};
    const char *folded = text ? utf8_fold_copy(arena, span_of(text)) : NULL;
    if (!folded || !*folded) {
        return;
    }
    salary->text = folded;
    struct reading_of r = {.vacancy = vacancy, .arena = arena};
    r.items = pay_items_of(arena, span_of(lexicon_normal(arena, span_of(folded))));
    r.figures = pay_figures_of(arena, &r.items);
    read_figures(&r);
    salary->pro_rata = says_pro_rata(&r, lexicon_plain(arena, span_of(folded)));
    salary->high_cost_area = pay_area_of(&r.items, &r.figures);
}
