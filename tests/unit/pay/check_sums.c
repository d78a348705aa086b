/* tests/unit/pay/check_sums.c - the arithmetic of explanations, worked out again
 * SPDX-License-Identifier: MIT
 *
 * Figures are composed from every table, band and zone, printed in every unit, on the scale and
 * off it. What the sentence then says is read as a person would: every "... = £..." is worked
 * out by itself, and must be true to the pound or penny that is written.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pay/fit.h"
#include "tests/unit/pay/compose.h"

#define POUND "\xC2\xA3"
#define TIMES "\xC3\x97"

/* ---- reading sums ---- */

static void skip_words(const char **at) {
    while (**at == ' ' || (**at >= 'a' && **at <= 'z')) {
        (*at)++;
    }
}

/* "£25,760", "37.5", "365/7". */
static double read_number(const char **at) {
    char digits[32];
    size_t len = 0;
    *at += strncmp(*at, POUND, strlen(POUND)) == 0 ? strlen(POUND) : 0;
    while ((**at >= '0' && **at <= '9') || **at == ',' || **at == '.') {
        cr_assert_lt(len, sizeof digits - 1);
        if (**at != ',') {
            digits[len++] = **at;
        }
        (*at)++;
    }
    cr_assert_gt(len, 0, "no number at \"%s\"", *at);
    digits[len] = '\0';
    const double number = strtod(digits, NULL);
    if (**at == '/') {
        (*at)++;
        return number / read_number(at);
    }
    return number;
}

/* Only divisors stand in brackets, and only factors in them. */
static double read_factor(const char **at) {
    skip_words(at);
    if (**at != '(') {
        return read_number(at);
    }
    (*at)++;
    double product = read_number(at);
    skip_words(at);
    while (strncmp(*at, TIMES, strlen(TIMES)) == 0) {
        *at += strlen(TIMES);
        skip_words(at);
        product *= read_number(at);
        skip_words(at);
    }
    cr_assert_eq(**at, ')', "no bracket at \"%s\"", *at);
    (*at)++;
    return product;
}

/* From left to right, up to the "=". */
static double read_sum(const char *at) {
    double value = read_factor(&at);
    for (skip_words(&at); *at != '='; skip_words(&at)) {
        if (strncmp(at, TIMES, strlen(TIMES)) == 0) {
            at += strlen(TIMES);
            value *= read_factor(&at);
        } else if (*at == '+') {
            at++;
            value += read_factor(&at);
        } else {
            cr_assert_eq(*at, '/', "what is \"%s\"?", at);
            at++;
            value /= read_factor(&at);
        }
    }
    return value;
}

static bool is_parting(const char *at) {
    return (at[0] == ':' || at[0] == ',' || at[0] == ';') && at[1] == ' ';
}

/* @return how many there are */
static int expect_sums(const char *text, const char *name) {
    int count = 0;
    for (const char *at = strstr(text, " = " POUND); at; at = strstr(at + 1, " = " POUND)) {
        const char *begin = at;
        while (begin > text && !is_parting(begin)) {
            begin--;
        }
        const double left = read_sum(begin + 2);
        const char *behind = at + 3;
        const double right = read_number(&behind);
        const bool has_pence = behind[-3] == '.';
        const double slack = (has_pence ? 0.005 : 0.5) + 1e-7;
        cr_expect_leq(fabs(left - right), slack, "%s: \"%.*s\" is %.4f: %s", name,
                      (int)(behind - begin - 2), begin + 2, left, text);
        count++;
    }
    return count;
}

/* "75 % of £27,476 (...)", and the yearly amount before it, where there is one. */
static void expect_share(const char *text, const struct pay_check *check, const char *name) {
    const char *percent = strstr(text, " % of " POUND);
    if (!percent) {
        return;
    }
    const char *begin = percent;
    while (begin > text && begin[-1] >= '0' && begin[-1] <= '9') {
        begin--;
    }
    const char *behind = percent + strlen(" % of ");
    const double share = strtod(begin, NULL) * read_number(&behind) / 100;
    cr_expect_leq(fabs(share - (double)check->base_min / 100), 0.5 + 1e-7, "%s: %s", name,
                  text);
}

/* "of 5 % (at least £1,258, at most £2,122): £24,625 + £1,258": is that the rate's? */
static void expect_supplement(const char *text, const char *name) {
    const char *least_at = strstr(text, "(at least ");
    if (!least_at) {
        return;
    }
    const char *percent_at = strstr(text, "supplement of ") + strlen("supplement of ");
    const char *at = least_at + strlen("(at least ");
    const double percent = strtod(percent_at, NULL);
    const double least = read_number(&at);
    at = strstr(at, "at most ") + strlen("at most ");
    const double most = read_number(&at);
    at = strstr(at, ": ");
    cr_assert_not_null(at, "%s: %s", name, text);
    for (at += 2; at; at = strstr(at, ", ") ? strstr(at, ", ") + 2 : NULL) {
        if (strncmp(at, POUND, strlen(POUND)) != 0) {
            continue;
        }
        const double base = read_number(&at);
        if (strncmp(at, " + ", 3) != 0) {
            continue;
        }
        at += 3;
        const double share = base * percent / 100;
        const double want = share < least ? least : share > most ? most : share;
        cr_expect_leq(fabs(read_number(&at) - want), 0.5 + 1e-7, "%s: %s", name, text);
    }
}

/* ---- figures ---- */

struct run {
    struct arena arena;
    enum period period;
    int hours; /* part time; 0: full */
    int64_t off;
    bool is_apprentice;
    bool is_extra;
    bool is_bare;
    int sums;
    int count;
};

static int64_t in_unit(int64_t year, enum period period) {
    return period == PERIOD_WEEK  ? (year * 7 + 182) / 365
           : period == PERIOD_DAY ? (year * 7 + 912) / 1825
                                  : year;
}

/* Every end that is not a pay point as it stands is worked out to what is printed, or from it.
 */
static void expect_printed(const struct run *run, const struct pay_check *check,
                           int64_t printed, const char *name) {
    const bool is_sum = run->period != PERIOD_YEAR || check->part_hours > 0 ||
                        (check->zone && !run->is_extra && check->scale);
    char pounds[32];
    char pence[8] = "";
    (void)snprintf(pounds, sizeof pounds, "%lld", (long long)(printed / 100));
    if (printed >= 100000) {
        (void)snprintf(pounds, sizeof pounds, "%lld,%03lld", (long long)(printed / 100000),
                       (long long)(printed / 100 % 1000));
    }
    if (printed % 100) {
        (void)snprintf(pence, sizeof pence, ".%02d", (int)(printed % 100));
    }
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    bool is_said = !is_sum || check->base_min == MONEY_NONE;
    is_said =
        is_said ||
        strstr(check->explanation, arena_printf(&arena, "= " POUND "%s%s", pounds, pence)) ||
        strstr(check->explanation,
               arena_printf(&arena, "(printed " POUND "%s%s)", pounds, pence)) ||
        strstr(check->explanation,
               arena_printf(&arena, " " POUND "%s%s " TIMES, pounds, pence));
    cr_expect(is_said, "%s: no sum for %s%s: %s", name, pounds, pence, check->explanation);
    arena_fini(&arena);
}

static void visit(void *state, const struct tables *tables, const struct pay_scale *scale,
                  enum band band, enum pay_zone zone) {
    struct run *run = state;
    struct composed composed =
        compose_range(tables, scale, band, zone, run->period, COMPOSE_NEAREST, true);
    struct pay_question *question = &composed.question;
    struct salary *salary = &question->salary;
    const int full = tables_hours(tables, scale->nation, question->date);
    salary->min = in_unit(salary->min, run->period) + run->off;
    salary->max = in_unit(salary->max, run->period) + run->off;
    if (run->hours > 0) {
        question->hours = run->hours;
        salary->min = (salary->min * run->hours / full + 50) / 100 * 100;
        salary->max = (salary->max * run->hours / full + 50) / 100 * 100;
    }
    if (run->is_extra) {
        salary->high_cost_area = SUPPLEMENT_EXTRA;
        salary->text = "plus fringe HCAS";
    }
    if (run->is_apprentice) {
        question->is_apprentice = true;
        salary->kind = SALARY_POINT;
        salary->min = salary->max = (salary->max * 75 / 100 + 50) / 100 * 100;
    }
    question->bands = run->is_bare ? 0 : question->bands;
    struct pay_check check;
    struct diag diag = {ERR_NONE, ""};
    const char *name = compose_name(&run->arena, &composed);
    cr_assert_eq(check_pay(&check, &run->arena, tables, question, &diag), ERR_NONE);
    run->sums += expect_sums(check.explanation, name);
    expect_share(check.explanation, &check, name);
    expect_supplement(check.explanation, name);
    expect_printed(run, &check, salary->min, name);
    expect_printed(run, &check, salary->max, name);
    run->count++;
}

/* @param least so many sums at least must have been met */
static void each(struct run run, int least) {
    struct tables *tables = compose_tables();
    arena_init(&run.arena, ARENA_RUN_CAP);
    compose_each(tables, &run, visit);
    cr_expect_gt(run.count, 500);
    cr_expect_geq(run.sums, least, "%d sums", run.sums);
    arena_fini(&run.arena);
    tables_close(tables);
}

Test(check_sums, are_true_of_every_year_and_supplement) {
    each((struct run){.period = PERIOD_YEAR}, 500);
    each((struct run){.period = PERIOD_YEAR, .off = -100}, 500);
    each((struct run){.period = PERIOD_YEAR, .is_bare = true}, 500);
    each((struct run){.period = PERIOD_YEAR, .is_extra = true}, 0);
}

Test(check_sums, are_true_of_every_unit) {
    static const enum period periods[] = {PERIOD_MONTH, PERIOD_WEEK, PERIOD_DAY, PERIOD_HOUR};
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        each((struct run){.period = periods[i]}, 1000);
    }
    each((struct run){.period = PERIOD_HOUR, .off = 1}, 1000);
}

Test(check_sums, are_true_of_part_time_and_training) {
    each((struct run){.period = PERIOD_YEAR, .hours = 2250}, 1000);
    each((struct run){.period = PERIOD_YEAR, .hours = 1575}, 1000);
    each((struct run){.period = PERIOD_MONTH, .hours = 3000}, 1000);
    each((struct run){.period = PERIOD_YEAR, .is_apprentice = true}, 20);
    each((struct run){.period = PERIOD_HOUR, .is_apprentice = true}, 20);
}

Test(check_sums, are_true_of_what_fits_nothing) {
    each((struct run){.period = PERIOD_DAY, .off = 7777}, 500);
    each((struct run){.period = PERIOD_HOUR, .off = 77}, 500);
    each((struct run){.period = PERIOD_WEEK, .off = 3333, .is_bare = true}, 500);
    each((struct run){.period = PERIOD_MONTH, .off = 12345, .is_bare = true}, 500);
    each((struct run){.period = PERIOD_YEAR, .off = 77700}, 0);
}
