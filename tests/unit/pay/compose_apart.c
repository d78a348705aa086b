/* tests/unit/pay/compose_apart.c - every table and zone: put together, taken apart, the same
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>

#include "pay/fit.h"
#include "tests/unit/pay/compose.h"

struct run {
    struct arena arena;
    int count;
    int twins;
    enum period period;
    enum compose_rounding rounding;
    bool is_said;
    bool is_bare; /* without the band */
    int hours;    /* part time; 0: full */
};

static struct pay_check taken_apart(struct run *run, const struct tables *tables,
                                    const struct pay_question *question) {
    struct pay_check check;
    struct diag diag = {ERR_NONE, ""};
    cr_assert_eq(check_pay(&check, &run->arena, tables, question, &diag), ERR_NONE, "%s",
                 diag.text);
    return check;
}

/* In 2022 and 2023 the award was 5 % and so is the fringe supplement: on a day when both tables
 * are shown, the old pay with the one is the new pay without. */
static bool is_twin(const struct pay_check *check, const struct composed *composed) {
    const struct salary *salary = &composed->question.salary;
    const int64_t low = check->base_min + (check->zone ? check->supplement_min : 0);
    const int64_t high = check->base_max + (check->zone ? check->supplement_max : 0);
    return check->scale != composed->scale && composed->zone == PAY_ZONE_FRINGE &&
           check->scale->from.year - composed->scale->from.year == 1 &&
           fit_is_near(salary->min, low, PERIOD_YEAR) &&
           fit_is_near(salary->max, high, PERIOD_YEAR);
}

static void expect_same(struct run *run, const struct tables *tables,
                        const struct composed *composed) {
    const struct pay_check check = taken_apart(run, tables, &composed->question);
    if (check.scale && is_twin(&check, composed)) {
        run->twins++;
        return;
    }
    const struct pay_ladder *ladder = &composed->scale->ladders[composed->band];
    const char *name = compose_name(&run->arena, composed);
    cr_expect_eq(check.verdict, PAY_VERDICT_ON_SCALE, "%s: %s", name, check.explanation);
    cr_expect_eq(check.scale, composed->scale, "%s: %s", name, check.explanation);
    cr_expect_eq(check.base_min, ladder->points[0], "%s: %s", name, check.explanation);
    cr_expect_eq(check.base_max, ladder->points[ladder->count - 1], "%s: %s", name,
                 check.explanation);
    cr_expect_eq(check.zone, composed->zone, "%s: %s", name, check.explanation);
    run->count++;
}

static void visit(void *state, const struct tables *tables, const struct pay_scale *scale,
                  enum band band, enum pay_zone zone) {
    struct run *run = state;
    struct composed composed =
        compose_range(tables, scale, band, zone, run->period, run->rounding, run->is_said);
    const int full = tables_hours(tables, scale->nation, composed.question.date);
    if (run->hours > 0) {
        struct salary *salary = &composed.question.salary;
        composed.question.hours = run->hours;
        salary->min = (salary->min * run->hours / full + 50) / 100 * 100;
        salary->max = (salary->max * run->hours / full + 50) / 100 * 100;
    }
    composed.question.bands = run->is_bare ? 0 : composed.question.bands;
    expect_same(run, tables, &composed);
}

static void each(struct run run) {
    struct tables *tables = compose_tables();
    arena_init(&run.arena, ARENA_PAGE_CAP);
    compose_each(tables, &run, visit);
    cr_expect_gt(run.count, 500);
    cr_expect_lt(run.twins, 6);
    arena_fini(&run.arena);
    tables_close(tables);
}

Test(pay_apart, gives_back_the_year_however_it_is_rounded) {
    for (int rounding = 0; rounding < COMPOSE_COUNT; rounding++) {
        each((struct run){.period = PERIOD_YEAR,
                          .rounding = (enum compose_rounding)rounding,
                          .is_said = true});
    }
}

Test(pay_apart, finds_the_zone_that_nobody_names) {
    each((struct run){.period = PERIOD_YEAR, .rounding = COMPOSE_NEAREST});
}

Test(pay_apart, gives_back_the_hour_and_the_month) {
    each((struct run){.period = PERIOD_HOUR, .is_said = true});
    each((struct run){.period = PERIOD_MONTH, .rounding = COMPOSE_NEAREST, .is_said = true});
}

Test(pay_apart, gives_back_part_time) {
    each((struct run){
        .period = PERIOD_YEAR, .rounding = COMPOSE_NEAREST, .is_said = true, .hours = 2250});
}

/* ---- without the band ---- */

static void visit_bare(void *state, const struct tables *tables, const struct pay_scale *scale,
                       enum band band, enum pay_zone zone) {
    struct run *run = state;
    struct composed composed =
        compose_range(tables, scale, band, zone, PERIOD_YEAR, COMPOSE_NEAREST, true);
    composed.question.bands = 0;
    const struct pay_check check = taken_apart(run, tables, &composed.question);
    const struct pay_ladder *ladder = &scale->ladders[band];
    const char *name = compose_name(&run->arena, &composed);
    /* Band 1 has one point, which is the entry of band 2 as well, or near another's. */
    if (band > BAND_1) {
        cr_expect_eq(check.bands, 1u << band, "%s: %s", name, check.explanation);
        cr_expect_eq(check.base_max, ladder->points[ladder->count - 1], "%s: %s", name,
                     check.explanation);
        cr_expect_eq(check.zone, zone, "%s: %s", name, check.explanation);
    }
    run->count++;
}

Test(pay_apart, finds_the_band_that_nobody_names) {
    struct run run = {.count = 0};
    struct tables *tables = compose_tables();
    arena_init(&run.arena, ARENA_PAGE_CAP);
    compose_each(tables, &run, visit_bare);
    cr_expect_gt(run.count, 500);
    arena_fini(&run.arena);
    tables_close(tables);
}

/* ---- single points ---- */

static void visit_points(void *state, const struct tables *tables,
                         const struct pay_scale *scale, enum band band, enum pay_zone zone) {
    struct run *run = state;
    struct composed composed =
        compose_range(tables, scale, band, zone, PERIOD_YEAR, COMPOSE_NEAREST, true);
    struct salary *salary = &composed.question.salary;
    const struct pay_ladder *ladder = &scale->ladders[band];
    const int64_t top = ladder->points[ladder->count - 1];
    if (salary->kind == SALARY_POINT) {
        return;
    }
    salary->kind = SALARY_POINT;
    salary->min = salary->max;
    const struct pay_check check = taken_apart(run, tables, &composed.question);
    const char *name = compose_name(&run->arena, &composed);
    if (check.scale && is_twin(&check, &composed)) {
        run->twins++;
        return;
    }
    cr_expect_eq(check.verdict, PAY_VERDICT_PART_OF_SCALE, "%s: %s", name, check.explanation);
    cr_expect_eq(check.base_min, top, "%s: %s", name, check.explanation);
    cr_expect_eq(check.zone, zone, "%s: %s", name, check.explanation);
    cr_expect_eq(check.point_count, 1, "%s", name);
    run->count++;
}

Test(pay_apart, gives_back_single_points) {
    struct run run = {.count = 0};
    struct tables *tables = compose_tables();
    arena_init(&run.arena, ARENA_PAGE_CAP);
    compose_each(tables, &run, visit_points);
    cr_expect_gt(run.count, 400);
    arena_fini(&run.arena);
    tables_close(tables);
}
