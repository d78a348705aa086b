/* tests/unit/pay/tables.c - tests of the pay tables
 * SPDX-License-Identifier: MIT
 */
#include "pay/tables.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/builtin.h"
#include "base/csv.h"
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
        {"London, Hammersmith", NULL, PAY_ZONE_INNER},
        {NULL, "BR6", PAY_ZONE_OUTER},
        {NULL, "EC1A 1BB", PAY_ZONE_INNER},
        {NULL, "DA5 1AA", PAY_ZONE_OUTER},
        {NULL, "DA1 2DL", PAY_ZONE_FRINGE},
        {NULL, "ME14 1XX", PAY_ZONE_OUTSIDE},
        {NULL, "LS1 1AA", PAY_ZONE_OUTSIDE},
        {NULL, "QQ1 1AA", PAY_ZONE_NONE},
        {NULL, "TW6 2GA", PAY_ZONE_OUTER},
        {NULL, "CM4 0AA", PAY_ZONE_FRINGE},
        {NULL, "CM0 8AA", PAY_ZONE_OUTSIDE},
        {NULL, "RG45", PAY_ZONE_FRINGE},
        {NULL, "gu47 9aa", PAY_ZONE_FRINGE},
        {NULL, "SG11 1AA", PAY_ZONE_FRINGE},
        {NULL, "EC2A4NE", PAY_ZONE_INNER},
        {NULL, "EC3R 8AH", PAY_ZONE_INNER},
        {"Bromley", "BN1 1AA", PAY_ZONE_OUTSIDE},
        {"Kingston upon Thames", NULL, PAY_ZONE_OUTER},
        {"Kingston-upon-Thames, Surrey", NULL, PAY_ZONE_OUTER},
        {"Bishop\xE2\x80\x99s Stortford", NULL, PAY_ZONE_FRINGE},
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

/* A postcode ends the matter, whatever else has the town's name. */
Test(tables, believe_a_postcode_before_a_name) {
    static const char *const rows[][2] = {{"Richmond", "DL10 4AA"}, {"Hatfield", "DN7 6AA"},
                                          {"Merton", "EX20 3EA"},   {"Redhill", "BS40 5AA"},
                                          {"Sutton", "SK11 0AA"},   {"Sutton", "SK11"},
                                          {"Windsor", "BT9 6AA"},   {"Royston", "S71 4AA"}};
    struct tables *tables = compose_tables();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_neq(tables_zone(tables, rows[i][0], NULL), PAY_ZONE_NONE, "%s", rows[i][0]);
        cr_expect_eq(tables_zone(tables, rows[i][0], rows[i][1]), PAY_ZONE_OUTSIDE, "%s %s",
                     rows[i][0], rows[i][1]);
    }
    tables_close(tables);
}

/* A district across a border: the rest of the postcode or the place's name may tell. */
Test(tables, know_which_districts_cross_a_border) {
    struct tables *tables = compose_tables();
    cr_expect_eq(tables_zones(tables, NULL, "TN16"), 0);
    cr_expect_eq(tables_zone(tables, NULL, "TN16 3AA"), PAY_ZONE_OUTER);
    cr_expect_eq(tables_zone(tables, NULL, "TN163AA"), PAY_ZONE_OUTER);
    cr_expect_eq(tables_zone(tables, NULL, "TN16 1AA"), PAY_ZONE_OUTSIDE);
    cr_expect_eq(tables_zone(tables, "Biggin Hill", "TN16"), PAY_ZONE_OUTER);
    cr_expect_eq(tables_zone(tables, "Harlow", "TN16"), PAY_ZONE_FRINGE);
    cr_expect_eq(tables_zone(tables, NULL, "TN1 1AA"), PAY_ZONE_OUTSIDE);
    cr_expect_eq(tables_zones(tables, "London", "SE12 0AA"),
                 1u << PAY_ZONE_INNER | 1u << PAY_ZONE_OUTER);
    cr_expect_eq(tables_zone(tables, "Lee, Lewisham", "SE12 0AA"), PAY_ZONE_INNER);
    cr_expect_eq(tables_zones(tables, "Leeds", "SE12 0AA"),
                 1u << PAY_ZONE_INNER | 1u << PAY_ZONE_OUTER);
    cr_expect_eq(tables_zone(tables, NULL, "UB9 6JH"), PAY_ZONE_OUTER);
    cr_expect_eq(tables_zones(tables, NULL, "UB9"), 0);
    tables_close(tables);
}

/* Every area of the United Kingdom is known. */
Test(tables, know_every_postcode_area) {
    struct tables *tables = compose_tables();
    struct arena arena;
    struct csv csv;
    struct strings cells;
    struct diag diag = {0};
    const char *file = "schema/facts/postcode_areas.csv";
    bool more = false;
    int areas = 0;
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(csv_open(&csv, &arena, file, builtin_span(file), ',', &diag), ERR_NONE);
    while (!csv_next(&csv, &arena, &cells, &more, &diag) && more) {
        const char *key = csv_cell(&csv, &cells, "area");
        const bool is_area = !ascii_is_digit(key[strlen(key) - 1]);
        cr_expect_neq(tables_zone_confidence(
                          tables, NULL, arena_printf(&arena, is_area ? "%s99" : "%s", key)),
                      CONFIDENCE_NONE, "%s", key);
        areas += is_area;
    }
    cr_expect_eq(areas, 124);
    arena_fini(&arena);
    tables_close(tables);
}

/* A town's name that others share is not believed beside a county or a town of theirs. */
Test(tables, believe_no_name_that_its_county_contradicts) {
    static const struct {
        const char *place;
        enum pay_zone zone;
    } rows[] = {
        {"Hatfield, Doncaster", PAY_ZONE_NONE},
        {"Doncaster, Hatfield", PAY_ZONE_NONE},
        {"Hatfield (Doncaster)", PAY_ZONE_NONE},
        {"Hatfield - South Yorkshire", PAY_ZONE_NONE},
        {"Merton, Devon", PAY_ZONE_NONE},
        {"Merton Devon", PAY_ZONE_NONE},
        {"Redhill, North Somerset", PAY_ZONE_NONE},
        {"Redhill, Bristol", PAY_ZONE_NONE},
        {"Sutton, Macclesfield, Cheshire", PAY_ZONE_NONE},
        {"Richmond, North Yorkshire", PAY_ZONE_NONE},
        {"Richmond North Yorkshire", PAY_ZONE_NONE},
        {"Windsor, Northern Ireland", PAY_ZONE_NONE},
        {"Leeds, West Yorkshire", PAY_ZONE_NONE},
        {"Scotland", PAY_ZONE_NONE},
        {"Kent", PAY_ZONE_NONE},
        {"Hatfield, Hertfordshire", PAY_ZONE_FRINGE},
        {"Hatfield Herts", PAY_ZONE_FRINGE},
        {"Richmond, Surrey", PAY_ZONE_OUTER},
        {"Bromley, Kent", PAY_ZONE_OUTER},
        {"Barnet, Hertfordshire", PAY_ZONE_OUTER},
        {"Twickenham, Middlesex", PAY_ZONE_OUTER},
        {"Slough, Buckinghamshire", PAY_ZONE_FRINGE},
        {"Maidstone, Kent", PAY_ZONE_OUTSIDE},
        {"18 Spital Street, Dartford, Kent", PAY_ZONE_FRINGE},
        {"Hatfield, Welwyn Garden City", PAY_ZONE_FRINGE},
        {"Dartford, London", PAY_ZONE_FRINGE},
        {"Dartford, Leeds", PAY_ZONE_NONE},
        {"Hackney, Croydon", PAY_ZONE_NONE},
    };
    struct tables *tables = compose_tables();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(tables_zone(tables, rows[i].place, NULL), rows[i].zone, "%s",
                     rows[i].place);
    }
    tables_close(tables);
}

Test(tables, know_that_london_is_inner_or_outer) {
    struct tables *tables = compose_tables();
    cr_expect_eq(tables_zones(tables, "London", NULL),
                 1u << PAY_ZONE_INNER | 1u << PAY_ZONE_OUTER);
    cr_expect_eq(tables_zones(tables, "12 High Street, Greater London", NULL),
                 1u << PAY_ZONE_INNER | 1u << PAY_ZONE_OUTER);
    cr_expect_eq(tables_zones(tables, "London", "SE5"), 1u << PAY_ZONE_INNER);
    cr_expect_eq(tables_zones(tables, "Dartford", NULL), 1u << PAY_ZONE_FRINGE);
    cr_expect_eq(tables_zones(tables, "London Road", NULL), 0);
    cr_expect_eq(tables_zones(tables, NULL, NULL), 0);
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
