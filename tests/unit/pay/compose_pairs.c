/* tests/unit/pay/compose_pairs.c - every two points of every band, in every unit, at any hours
 * SPDX-License-Identifier: MIT
 *
 * What is put together here is worked out from the rows of the tables alone, not by pay/fit.c.
 */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "pay/fit.h"
#include "tests/unit/pay/compose.h"

/* How a figure is printed. */
struct way {
    enum period period;
    int hours; /* a week, hundredths; 0: the full time's */
};

static const struct way ways[] = {
    {PERIOD_YEAR, 0},    {PERIOD_MONTH, 0},    {PERIOD_WEEK, 0},    {PERIOD_HOUR, 0},
    {PERIOD_YEAR, 750},  {PERIOD_YEAR, 1225},  {PERIOD_YEAR, 1875}, {PERIOD_YEAR, 2200},
    {PERIOD_YEAR, 3000}, {PERIOD_MONTH, 1500}, {PERIOD_WEEK, 2250},
};

struct run {
    struct arena arena;
    const struct tables *tables;
    const struct way *way;
    int count;
    int twins;
};

/* A point and what is printed for it. */
struct printed {
    int64_t base;
    int64_t amount;
};

static int64_t divided(int64_t value, int64_t by) { return (value + by / 2) / by; }

/* To the pound by the year, to the penny else. */
static int64_t in_unit(int64_t year, const struct way *way, int full) {
    const int64_t hours = way->hours ? way->hours : full;
    switch (way->period) {
    case PERIOD_HOUR:
        return divided(year * 700, (int64_t)365 * full);
    case PERIOD_WEEK:
        return divided(year * 7 * hours, (int64_t)365 * full);
    case PERIOD_MONTH:
        return divided(year * hours, (int64_t)12 * full);
    case PERIOD_NONE:
    case PERIOD_DAY:
    case PERIOD_SESSION:
    case PERIOD_COUNT:
    case PERIOD_YEAR:
    default:
        return divided(year * hours, (int64_t)100 * full) * 100;
    }
}

static int64_t with_supplement(const struct pay_rate *rate, int64_t base) {
    const int64_t share = rate ? divided(base * rate->percent, 100) : 0;
    return base + (!rate                 ? 0
                   : share < rate->least ? rate->least
                   : share > rate->most  ? rate->most
                                         : share);
}

static int64_t printed(const struct run *run, const struct pay_scale *scale, enum pay_zone zone,
                       struct date day, int64_t base) {
    const struct pay_rate *rate = zone ? tables_rate(scale, zone) : NULL;
    return in_unit(with_supplement(rate, base), run->way,
                   tables_hours(run->tables, scale->nation, day));
}

/* The answer prints the same figure, so that nobody can tell it from what was put together: two
 * tables of one day (5 % of 2023 and the fringe's), or points that a penny does not tell apart.
 */
static bool is_twin(const struct run *run, const struct pay_question *question,
                    const struct pay_check *check) {
    const struct salary *salary = &question->salary;
    const enum pay_zone zone = check->zone;
    return check->scale && check->base_min != MONEY_NONE && check->base_max != MONEY_NONE &&
           fit_is_near(salary->min,
                       printed(run, check->scale, zone, question->date, check->base_min),
                       salary->period) &&
           fit_is_near(salary->max,
                       printed(run, check->scale, zone, question->date, check->base_max),
                       salary->period);
}

/* The band's rows in that table, not those that an interim one leaves as they were. */
static size_t own_rows(const struct tables *tables, const struct composed *composed) {
    size_t count = 0;
    size_t own = 0;
    const struct pay_point *rows = tables_points(tables, &count);
    for (size_t i = 0; i < count; i++) {
        own += rows[i].nation == composed->scale->nation && rows[i].band == composed->band &&
               rows[i].status == composed->scale->status &&
               date_compare(rows[i].from, composed->scale->from) == 0;
    }
    return own;
}

static bool is_whole(const struct tables *tables, const struct composed *composed, int64_t low,
                     int64_t high) {
    const struct pay_ladder *ladder = &composed->scale->ladders[composed->band];
    return low == ladder->points[0] && (high == ladder->points[ladder->count - 1] ||
                                        high == ladder->points[own_rows(tables, composed) - 1]);
}

static void expect_pair(struct run *run, const struct composed *composed, int64_t low,
                        int64_t high) {
    struct pay_check check;
    struct diag diag = {ERR_NONE, ""};
    const struct pay_question *question = &composed->question;
    cr_assert_eq(check_pay(&check, &run->arena, run->tables, question, &diag), ERR_NONE);
    const bool is_same = check.scale == composed->scale && check.base_min == low &&
                         check.base_max == high && check.zone == composed->zone;
    run->count++;
    if (!is_same && is_twin(run, question, &check)) {
        run->twins++;
        return;
    }
    const char *name = compose_name(&run->arena, composed);
    cr_expect(is_same, "%s, unit %d, hours %d: %s", name, (int)question->salary.period,
              question->hours, check.explanation);
    cr_expect_eq(check.verdict,
                 is_whole(run->tables, composed, low, high) ? PAY_VERDICT_ON_SCALE
                                                            : PAY_VERDICT_PART_OF_SCALE,
                 "%s: %s", name, check.explanation);
    cr_expect_eq(check.part_hours, question->hours, "%s", name);
    cr_expect_eq(check_has_flag(&check, PAY_FLAG_PART_TIME_AS_FULL_TIME), question->hours > 0,
                 "%s", name);
    cr_expect(check.point_count > 0 && check.points[0] == low &&
                  check.points[check.point_count - 1] == high,
              "%s: points", name);
}

static void visit(void *state, const struct tables *tables, const struct pay_scale *scale,
                  enum band band, enum pay_zone zone) {
    struct run *run = state;
    const struct pay_ladder *ladder = &scale->ladders[band];
    for (size_t i = 0; i < ladder->count; i++) {
        for (size_t j = i; j < ladder->count; j++) {
            struct composed composed =
                compose_range(tables, scale, band, zone, PERIOD_YEAR, COMPOSE_NEAREST, true);
            struct salary *salary = &composed.question.salary;
            const int64_t low = ladder->points[i];
            const int64_t high = ladder->points[j];
            const struct date day = composed.question.date;
            salary->min = printed(run, scale, zone, day, low);
            salary->max = printed(run, scale, zone, day, high);
            salary->kind = salary->min == salary->max ? SALARY_POINT : SALARY_RANGE;
            salary->period = run->way->period;
            composed.question.hours = run->way->hours;
            expect_pair(run, &composed, low, high);
        }
    }
}

Test(pay_apart, gives_back_every_two_points_in_every_unit_at_any_hours) {
    struct tables *tables = compose_tables();
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct run run = {.tables = tables, .way = &ways[i]};
        arena_init(&run.arena, ARENA_RUN_CAP);
        compose_each(tables, &run, visit);
        cr_expect_gt(run.count, 1500);
        cr_expect_lt(run.twins * 40, run.count, "%d of %d, way %zu", run.twins, run.count, i);
        arena_fini(&run.arena);
    }
    tables_close(tables);
}

/* ---- one end alone ---- */

static void visit_ends(void *state, const struct tables *tables, const struct pay_scale *scale,
                       enum band band, enum pay_zone zone) {
    static const enum salary_kind kinds[] = {SALARY_FROM, SALARY_UP_TO};
    struct run *run = state;
    const struct pay_ladder *ladder = &scale->ladders[band];
    for (size_t i = 0; i < ladder->count * 2; i++) {
        struct composed composed =
            compose_range(tables, scale, band, zone, PERIOD_YEAR, COMPOSE_NEAREST, true);
        struct pay_question *question = &composed.question;
        const int64_t point = ladder->points[i / 2];
        const bool is_from = kinds[i % 2] == SALARY_FROM;
        const int64_t amount = printed(run, scale, zone, question->date, point);
        struct pay_check check;
        struct diag diag = {ERR_NONE, ""};
        question->salary.kind = kinds[i % 2];
        question->salary.min = is_from ? amount : MONEY_NONE;
        question->salary.max = is_from ? MONEY_NONE : amount;
        cr_assert_eq(check_pay(&check, &run->arena, tables, question, &diag), ERR_NONE);
        const char *name = compose_name(&run->arena, &composed);
        const int64_t base = is_from ? check.base_min : check.base_max;
        const bool is_same = check.scale == scale && base == point && check.zone == zone;
        const bool is_met =
            check.scale && base != MONEY_NONE &&
            fit_is_near(amount, printed(run, check.scale, check.zone, question->date, base),
                        PERIOD_YEAR);
        run->count++;
        run->twins += !is_same && is_met;
        cr_expect(is_same || is_met, "%s: %s", name, check.explanation);
        cr_expect_eq(is_from ? check.base_max : check.base_min, MONEY_NONE, "%s", name);
        cr_expect(!is_same || check.verdict == PAY_VERDICT_PART_OF_SCALE, "%s: %s", name,
                  check.explanation);
    }
}

Test(pay_apart, gives_back_one_end_where_the_other_is_not_printed) {
    struct tables *tables = compose_tables();
    struct run run = {.tables = tables, .way = &ways[0]};
    arena_init(&run.arena, ARENA_RUN_CAP);
    compose_each(tables, &run, visit_ends);
    cr_expect_gt(run.count, 2000);
    cr_expect_lt(run.twins * 40, run.count, "%d of %d", run.twins, run.count);
    arena_fini(&run.arena);
    tables_close(tables);
}

/* ---- on top, two bands, in training ---- */

static void visit_on_top(void *state, const struct tables *tables,
                         const struct pay_scale *scale, enum band band, enum pay_zone zone) {
    static const char *const texts[PAY_ZONE_OUTSIDE] = {"", "... + 20% HCAS", "... + 15% HCAS",
                                                        "... plus 5% HCAS"};
    struct run *run = state;
    struct composed composed =
        compose_range(tables, scale, band, PAY_ZONE_NONE, PERIOD_YEAR, COMPOSE_NEAREST, false);
    const struct pay_ladder *ladder = &scale->ladders[band];
    struct pay_check check;
    struct diag diag = {ERR_NONE, ""};
    if (!zone) {
        return;
    }
    composed.zone = zone;
    composed.question.salary.text = texts[zone];
    composed.question.salary.high_cost_area = SUPPLEMENT_EXTRA;
    cr_assert_eq(check_pay(&check, &run->arena, tables, &composed.question, &diag), ERR_NONE);
    const char *name = compose_name(&run->arena, &composed);
    const struct pay_rate *rate = tables_rate(scale, zone);
    const int64_t low = with_supplement(rate, ladder->points[0]) - ladder->points[0];
    cr_expect_eq(check.verdict, PAY_VERDICT_ON_SCALE, "%s: %s", name, check.explanation);
    cr_expect_eq(check.base_min, ladder->points[0], "%s", name);
    cr_expect_eq(check.zone, zone, "%s", name);
    cr_expect(llabs(check.supplement_min - low) <= 100, "%s: %s", name, check.explanation);
    run->count++;
}

Test(pay_apart, leaves_what_comes_on_top_out_of_the_figure) {
    struct tables *tables = compose_tables();
    struct run run = {.tables = tables, .way = &ways[0]};
    arena_init(&run.arena, ARENA_RUN_CAP);
    compose_each(tables, &run, visit_on_top);
    cr_expect_gt(run.count, 250);
    arena_fini(&run.arena);
    tables_close(tables);
}

/* From the entry of a band to the top of the next, where one table holds both on the day. */
static void visit_two_bands(void *state, const struct tables *tables,
                            const struct pay_scale *scale, enum band band, enum pay_zone zone) {
    struct run *run = state;
    const enum band above = (enum band)(band + 1);
    struct composed composed =
        compose_range(tables, scale, band, zone, PERIOD_YEAR, COMPOSE_NEAREST, true);
    struct pay_question *question = &composed.question;
    struct pay_check check;
    struct diag diag = {ERR_NONE, ""};
    if (band == BAND_1 || above >= BAND_COUNT || scale->ladders[above].count == 0 ||
        fit_time(scale, above, question->date) != FIT_IN_FORCE) {
        return;
    }
    const struct pay_ladder *ladder = &scale->ladders[above];
    const int64_t low = scale->ladders[band].points[0];
    const int64_t high = ladder->points[ladder->count - 1];
    question->bands = 1u << band | 1u << above;
    question->salary.kind = SALARY_RANGE;
    question->salary.min = printed(run, scale, zone, question->date, low);
    question->salary.max = printed(run, scale, zone, question->date, high);
    cr_assert_eq(check_pay(&check, &run->arena, tables, question, &diag), ERR_NONE);
    const char *name = compose_name(&run->arena, &composed);
    const bool is_same = check.scale == scale && check.base_min == low &&
                         check.base_max == high && check.zone == zone;
    run->count++;
    run->twins += !is_same && is_twin(run, question, &check);
    cr_expect(is_same || is_twin(run, question, &check), "%s: %s", name, check.explanation);
    cr_expect(check_has_flag(&check, PAY_FLAG_TWO_BANDS), "%s", name);
}

Test(pay_apart, gives_back_two_bands_that_are_named) {
    struct tables *tables = compose_tables();
    struct run run = {.tables = tables, .way = &ways[0]};
    arena_init(&run.arena, ARENA_RUN_CAP);
    compose_each(tables, &run, visit_two_bands);
    cr_expect_gt(run.count, 400);
    cr_expect_lt(run.twins, 6);
    arena_fini(&run.arena);
    tables_close(tables);
}

static int64_t top_of(const struct pay_ladder *ladder) {
    return ladder->count > 0 ? ladder->points[ladder->count - 1] : 0;
}

static void visit_shares(void *state, const struct tables *tables,
                         const struct pay_scale *scale, enum band band, enum pay_zone zone) {
    struct run *run = state;
    const struct pay_ladder *ladder = &scale->ladders[band];
    size_t count = 0;
    const struct tables_share *shares = tables_shares(tables, &count);
    for (size_t i = 0; !zone && i < count; i++) {
        struct composed composed =
            compose_range(tables, scale, band, zone, PERIOD_YEAR, COMPOSE_NEAREST, false);
        struct salary *salary = &composed.question.salary;
        const int64_t top = top_of(ladder);
        struct pay_check check;
        struct diag diag = {ERR_NONE, ""};
        salary->text = "... (annex 21)";
        salary->kind = SALARY_POINT;
        salary->min = salary->max = divided(top * shares[i].percent, 10000) * 100;
        cr_assert_eq(check_pay(&check, &run->arena, tables, &composed.question, &diag),
                     ERR_NONE);
        const char *name = compose_name(&run->arena, &composed);
        cr_expect_eq(check.verdict, PAY_VERDICT_APPRENTICE, "%s: %s", name, check.explanation);
        cr_expect_eq(check.base_min, salary->min, "%s: %s", name, check.explanation);
        /* An interim table leaves the top as it was, and with it the shares. */
        cr_expect(check.scale == scale ||
                      (check.scale && check.scale->status == PAY_STATUS_INTERIM &&
                       top_of(&check.scale->ladders[band]) == top),
                  "%s: %s", name, check.explanation);
        run->count++;
    }
}

Test(pay_apart, gives_back_the_shares_of_annex_21) {
    struct tables *tables = compose_tables();
    struct run run = {.tables = tables, .way = &ways[0]};
    arena_init(&run.arena, ARENA_RUN_CAP);
    compose_each(tables, &run, visit_shares);
    cr_expect_gt(run.count, 800);
    arena_fini(&run.arena);
    tables_close(tables);
}
