/* tests/unit/pay/tables.c - tests of the pay tables
 * SPDX-License-Identifier: MIT
 */
#include "pay/tables.h"

#include <criterion/criterion.h>

#include "tests/unit/pay/compose.h"

Test(tables, are_sound_in_every_row) {
    struct tables *tables = compose_tables();
    struct arena arena;
    size_t count = 0;
    arena_init(&arena, ARENA_PAGE_CAP);
    const struct strings faults = tables_unsound(tables, &arena);
    for (size_t i = 0; i < faults.count; i++) {
        cr_expect_fail("%s", faults.at[i]);
    }
    cr_expect_eq(arena_check(&arena, NULL), ERR_NONE);
    const struct pay_point *points = tables_points(tables, &count);
    cr_expect_gt(count, 500);
    for (size_t i = 0; i < count; i++) {
        cr_expect(points[i].source && *points[i].source && points[i].confidence);
    }
    arena_fini(&arena);
    tables_close(tables);
}

Test(tables, have_the_hours_of_each_nation) {
    struct tables *tables = compose_tables();
    cr_expect_eq(tables_hours(tables, NATION_ENGLAND, (struct date){2026, 6, 1}), 3750);
    cr_expect_eq(tables_hours(tables, NATION_SCOTLAND, (struct date){2024, 3, 31}), 3750);
    cr_expect_eq(tables_hours(tables, NATION_SCOTLAND, (struct date){2024, 4, 1}), 3700);
    cr_expect_eq(tables_hours(tables, NATION_SCOTLAND, (struct date){2026, 4, 1}), 3600);
    cr_expect_eq(tables_hours(tables, NATION_NONE, (struct date){2026, 4, 1}), 0);
    tables_close(tables);
}

/* shared notes: 24,071 is 12.31, 25,674 is 13.13, 27,476 is 14.05 an hour. */
Test(tables, divide_by_365_sevenths_of_a_week) {
    cr_expect_eq(tables_hourly(2407100, 3750), 1231);
    cr_expect_eq(tables_hourly(2567400, 3750), 1313);
    cr_expect_eq(tables_hourly(2747600, 3750), 1405);
    cr_expect_eq(tables_hourly(2451800, 3700), 1271);
}

Test(tables, know_the_zone_of_a_place) {
    static const struct {
        const char *place;
        const char *postcode;
        enum pay_zone zone;
    } rows[] = {
        {"Dartford", NULL, PAY_ZONE_FRINGE},
        {"dartford", NULL, PAY_ZONE_FRINGE},
        {"Gravesham", NULL, PAY_ZONE_FRINGE},
        {"Purley, Croydon", NULL, PAY_ZONE_OUTER},
        {"Denmark Hill", NULL, PAY_ZONE_INNER},
        {"Maidstone", NULL, PAY_ZONE_OUTSIDE},
        {"Leeds", NULL, PAY_ZONE_NONE},
        {"Sutton Coldfield", NULL, PAY_ZONE_NONE},
        {"London", "SE5 8AZ", PAY_ZONE_INNER},
        {"London", NULL, PAY_ZONE_NONE},
        {NULL, "BR6", PAY_ZONE_OUTER},
        {NULL, "EC1A 1BB", PAY_ZONE_INNER},
        {NULL, "DA5 1AA", PAY_ZONE_OUTER},
        {NULL, "DA1 2DL", PAY_ZONE_FRINGE},
        {NULL, "ME14 1XX", PAY_ZONE_OUTSIDE},
        {NULL, "LS1 1AA", PAY_ZONE_NONE},
        {NULL, NULL, PAY_ZONE_NONE},
    };
    struct tables *tables = compose_tables();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(tables_zone(tables, rows[i].place, rows[i].postcode), rows[i].zone,
                     "%s %s", rows[i].place ? rows[i].place : "-",
                     rows[i].postcode ? rows[i].postcode : "-");
    }
    tables_close(tables);
}

Test(tables, hear_what_the_words_say) {
    struct tables *tables = compose_tables();
    cr_expect_eq(tables_cues(tables, NULL), 0);
    cr_expect_eq(tables_cues(tables, "25,883 a year"), 0);
    cr_expect_eq(tables_cues(tables, "Annex 21 rates"), 1u << TABLES_CUE_APPRENTICE);
    cr_expect(tables_cues(tables, "plus London Fringe allowance") & 1u << TABLES_CUE_FRINGE);
    cr_expect(tables_cues(tables, "(incl. 15% HCAS)") & 1u << TABLES_CUE_OUTER);
    cr_expect(tables_cues(tables, "NJC point 6") & 1u << TABLES_CUE_OTHER_SCHEME);
    tables_close(tables);
}

/* The supplement of an interim scale is the one before the award that raises both. */
Test(tables, pair_scales_with_their_supplement) {
    struct tables *tables = compose_tables();
    size_t count = 0;
    int asked = 0;
    const struct pay_scale *scales = tables_scales(tables, &count);
    for (size_t i = 0; i < count; i++) {
        const struct pay_rate *rate = tables_rate(&scales[i], PAY_ZONE_FRINGE);
        cr_expect_eq(rate != NULL, scales[i].nation == NATION_ENGLAND);
        if (rate && scales[i].from.year == 2025) {
            const bool is_interim = scales[i].status == PAY_STATUS_INTERIM;
            cr_expect_eq(rate->least, is_interim ? 125800 : 130300);
            asked++;
        }
    }
    cr_expect_eq(asked, 2);
    tables_close(tables);
}
