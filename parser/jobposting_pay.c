/* parser/jobposting_pay.c - the pay of a posting
 * SPDX-License-Identifier: MIT
 *
 * Figures of JSON-LD are never trusted blindly: on one board every hourly post had the unit
 * YEAR, and the amounts were wrong on many others. They are written as the text that a person
 * would have written and read by the same rules (salary.c), so that an unbelievable unit is
 * mended and noted; and a text, where there is one, wins over them.
 */
#include <string.h>

#include "parser/fields.h"
#include "parser/jobposting.h"
#include "parser/lexicon.h"
#include "parser/wording.h"

/* What the posting says of pay in figures. */
struct figures {
    const char *low; /* as printed; NULL where absent or nothing */
    const char *high;
    const char *unit;     /* "a year"; "" where none is known */
    const char *currency; /* as printed */
};

/* ---- telling texts from figures ---- */

static bool has_digit(const char *text) {
    for (const char *c = text; c && *c; c++) {
        if (ascii_is_digit(*c)) {
            return true;
        }
    }
    return false;
}

/* A number with what may stand in one: "25,883.00", "£25883", "25 883", "25k". */
static bool is_figure(const char *text) {
    bool digit = false;
    struct span span = span_of(text);
    for (size_t i = 0; i < span.len; i++) {
        char c = span.at[i];
        digit = digit || ascii_is_digit(c);
        bool pound = c == '\xC2' || c == '\xA3';
        bool thousand = ascii_lower(c) == 'k' && digit && i + 1 == span.len;
        if (!ascii_is_digit(c) && !pound && !thousand && !strchr(",. ", c)) {
            return false;
        }
    }
    return digit;
}

/* "0" and "0.00" are what forms write for nothing. */
static bool is_zero(const char *text) {
    for (const char *c = text; *c; c++) {
        if (*c >= '1' && *c <= '9') {
            return false;
        }
    }
    return true;
}

static const char *figure_at(const struct posting *posting, const struct json *thing,
                             const char *paths) {
    const char *text = posting_line_of(posting, thing, paths);
    return text && is_figure(text) && !is_zero(text) ? text : NULL;
}

/* ---- figures ---- */

static const char *unit_of(const struct posting *posting, const struct json *pay) {
    struct words_row row;
    const char *text = posting_line_of(
        posting, pay, "value.unitText|unitText|value.unitCode|unitCode|duration|payPeriod");
    if (!text) {
        return "";
    }
    struct span plain = span_trim(span_of(lexicon_plain(posting->arena, span_of(text))));
    if (!words_find(&row, &fields_jobposting_words, "unit", plain)) {
        vacancy_note(posting->vacancy, posting->arena, "salary.period", "unknown",
                     "this unit is not known: \"%s\"", text);
        return "";
    }
    return arena_copy(posting->arena, row.value);
}

/* Of a MonetaryAmount, with or without its QuantitativeValue, a PriceSpecification, a number.
 */
static struct figures figures_of(const struct posting *posting, const struct json *pay) {
    struct figures figures = {.unit = unit_of(posting, pay)};
    figures.low = figure_at(posting, pay, "value.minValue|minValue|minPrice");
    figures.high = figure_at(posting, pay, "value.maxValue|maxValue|maxPrice");
    if (!figures.low && !figures.high) {
        figures.low = figures.high = figure_at(posting, pay, "value.value|value|price|median");
    }
    figures.currency = posting_line_of(posting, pay, "currency|priceCurrency|value.currency");
    if (!json_is_object(pay)) {
        const char *bare = schema_org_raw(posting->arena, pay);
        bool is = bare && is_figure(bare) && !is_zero(bare);
        figures.low = figures.high = is ? bare : NULL;
    }
    if (!figures.currency) {
        figures.currency = posting_line(posting, "salaryCurrency");
    }
    return figures;
}

/* With a pound sign in front, once. */
static const char *in_pounds(struct arena *arena, const char *figure) {
    bool has = span_find(span_of(figure), SPAN("\xC2\xA3"), 0) != SIZE_MAX;
    return has ? figure : arena_printf(arena, "\xC2\xA3%s", figure);
}

/* "£25883 to £26958 a year"; NULL where there are no figures. */
static const char *written(struct arena *arena, const struct figures *figures) {
    const char *low = figures->low ? in_pounds(arena, figures->low) : NULL;
    const char *high = figures->high ? in_pounds(arena, figures->high) : NULL;
    bool one = low && high && strcmp(low, high) == 0;
    if (!low && !high) {
        return NULL;
    }
    const char *front = low && high ? "" : low ? "from " : "up to ";
    return arena_printf(arena, "%s%s%s%s%s%s", front, low ? low : "",
                        low && high && !one ? " to " : "", high && !one ? high : "",
                        *figures->unit ? " " : "", figures->unit);
}

/* ---- texts ---- */

/* The first text about pay that is more than a figure. */
static const char *find_text(const struct posting *posting) {
    static const char *const paths[] = {
        "baseSalary",      "baseSalary.value",       "baseSalary.value.value",
        "baseSalary.name", "baseSalary.description", "salary",
        "estimatedSalary", "estimatedSalary.value",  "estimatedSalary.name",
    };
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        const char *text = posting_line(posting, paths[i]);
        if (text && !is_figure(text)) {
            return text;
        }
    }
    return NULL;
}

static bool is_foreign_text(const char *text) {
    static const char *const signs[] = {"$", "\xE2\x82\xAC", "USD", "EUR"};
    bool pound = span_find(span_of(text), SPAN("\xC2\xA3"), 0) != SIZE_MAX;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (!pound && span_find(span_of(text), span_of(signs[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

/* ---- which of them ---- */

static bool is_readable(const struct salary *salary) {
    return salary->min != MONEY_NONE || salary->max != MONEY_NONE;
}

/* Alike to the pound: figures are rounded. */
static bool is_near(int64_t a, int64_t b) {
    return a - b <= 100 && b - a <= 100 && (a == MONEY_NONE) == (b == MONEY_NONE);
}

static bool is_alike(const struct salary *a, const struct salary *b) {
    return a->period == b->period && is_near(a->min, b->min) && is_near(a->max, b->max);
}

static void set_unreadable(const struct posting *posting, const char *currency) {
    struct salary *salary = &posting->vacancy->salary;
    salary->kind = SALARY_UNREADABLE;
    salary->min = salary->max = MONEY_NONE;
    vacancy_note(posting->vacancy, posting->arena, "salary", "foreign_currency",
                 "the pay is not in pounds: \"%s\"", currency);
}

static bool is_pounds(const struct posting *posting, const char *currency) {
    struct span plain = span_trim(span_of(lexicon_plain(posting->arena, span_of(currency))));
    return !currency || span_is(span_of(currency), "\xC2\xA3") ||
           words_find(NULL, &fields_jobposting_words, "pounds", plain);
}

/* A vacancy beside the real one: what is read here may not be wanted. */
static struct vacancy read_aside(const struct posting *posting, const char *text) {
    struct vacancy aside;
    vacancy_init(&aside);
    salary_read(&aside, posting->arena, text);
    return aside;
}

static void take_notes(const struct posting *posting, const struct vacancy *from) {
    for (size_t i = 0; i < from->note_count; i++) {
        vacancy_note(posting->vacancy, posting->arena, from->notes[i].field,
                     from->notes[i].code, "%s", from->notes[i].message);
    }
}

/* The figures are all there is, or all that can be read: nobody printed a text of them. */
static void take_figures(const struct posting *posting, const struct figures *figures,
                         const struct vacancy *read) {
    struct vacancy *vacancy = posting->vacancy;
    const char *text = vacancy->salary.text;
    bool beside = text != NULL;
    vacancy->salary = read->salary;
    vacancy->salary.text = text;
    take_notes(posting, read);
    if (!figures->currency) {
        vacancy_note(vacancy, posting->arena, "salary", "currency_guessed",
                     "no currency is given, pounds are taken");
    }
    if (beside) {
        vacancy_note(vacancy, posting->arena, "salary", "figures_taken",
                     "\"%s\" says no amount; the posting's own figures are given", text);
    }
}

static void note_difference(const struct posting *posting, const char *figures) {
    vacancy_note(posting->vacancy, posting->arena, "salary", "figures_differ",
                 "the posting's own figures say \"%s\"; the text is given", figures);
}

static void read_text(const struct posting *posting, const char *text) {
    salary_read(posting->vacancy, posting->arena, text);
    if (text && is_foreign_text(text)) {
        set_unreadable(posting, text);
    }
}

void jobposting_pay(const struct posting *posting) {
    const struct json *pay = posting_get(posting, "baseSalary");
    pay =
        schema_org_at(posting->things, pay ? pay : posting_get(posting, "estimatedSalary"), 0);
    struct figures figures = figures_of(posting, pay);
    const char *text = find_text(posting);
    const char *own = written(posting->arena, &figures);
    read_text(posting, text && has_digit(text) ? text : posting->labelled_salary);
    if (!posting->vacancy->salary.text && text) {
        read_text(posting, text);
    }
    const struct salary *salary = &posting->vacancy->salary;
    if (!own || (salary->kind == SALARY_UNREADABLE && text && is_foreign_text(text))) {
        return;
    }
    if (!is_pounds(posting, figures.currency)) {
        if (is_readable(salary)) {
            note_difference(posting,
                            arena_printf(posting->arena, "%s, in %s", own, figures.currency));
        } else {
            set_unreadable(posting, figures.currency);
        }
        return;
    }
    struct vacancy aside = read_aside(posting, own);
    if (!is_readable(salary)) {
        take_figures(posting, &figures, &aside);
    } else if (!is_alike(salary, &aside.salary)) {
        note_difference(posting, own);
    }
}
