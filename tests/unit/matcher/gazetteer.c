/* tests/unit/matcher/gazetteer.c - tests of matcher/gazetteer
 * SPDX-License-Identifier: MIT
 */
#include "matcher/gazetteer.h"

#include <criterion/criterion.h>

#include "base/builtin.h"
#include "base/csv.h"

static struct gazetteer *tables(void) {
    struct gazetteer *gazetteer = NULL;
    struct diag diag = {0};
    cr_assert_eq(gazetteer_open(&gazetteer, &diag), ERR_NONE, "%s", diag.text);
    return gazetteer;
}

/* The county of the town that is meant; "-" where that is not known. */
static const char *county(const struct gazetteer *gazetteer, struct brief_place where) {
    const struct gazetteer_town town = gazetteer_town(gazetteer, &where);
    return !town.name ? "-" : town.county ? town.county : "";
}

Test(gazetteer, finds_towns_in_every_spelling) {
    static const char *const names[] = {"Dartford",
                                        "dartford",
                                        "DARTFORD",
                                        "King's Lynn",
                                        "Kings Lynn",
                                        "KINGS LYNN",
                                        "Stoke on Trent",
                                        "Stoke-on-Trent",
                                        "St. Albans",
                                        "Saint Albans",
                                        "Leamington Spa",
                                        "Royal Leamington Spa",
                                        "Hull",
                                        "Kingston upon Hull",
                                        "Bury St. Edmunds",
                                        "Londonderry",
                                        "Newcastle-upon-Tyne",
                                        "Weston super Mare",
                                        "Barrow-in-Furness",
                                        "Burton on Trent"};
    struct gazetteer *gazetteer = tables();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cr_expect_str_neq(county(gazetteer, (struct brief_place){.town = names[i]}), "-", "%s",
                          names[i]);
    }
    gazetteer_close(gazetteer);
}

Test(gazetteer, guesses_no_town_that_is_not_there_or_not_told_apart) {
    static const char *const names[] = {"Newport",  "Ashford", "Richmond", "Gillingham",
                                        "Atlantis", "",        ",",        "Trustwide"};
    struct gazetteer *gazetteer = tables();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cr_expect_str_eq(county(gazetteer, (struct brief_place){.town = names[i]}), "-", "%s",
                         names[i]);
    }
    cr_expect_str_eq(county(gazetteer, (struct brief_place){0}), "-");
    gazetteer_close(gazetteer);
}

Test(gazetteer, tells_towns_of_one_name_apart) {
    static const struct {
        struct brief_place where;
        const char *county;
    } rows[] = {
        {{.town = "Newport", .nation = NATION_WALES, .postcode = "NP20 2UB"}, "Gwent"},
        {{.town = "Newport", .postcode = "PO30 5TG"}, "Isle of Wight"},
        {{.town = "Newport", .county = "Isle of Wight"}, "Isle of Wight"},
        {{.town = "Newport", .county = "Shropshire"}, "Shropshire"},
        {{.town = "Newport", .county = "Salop"}, "Shropshire"},
        {{.town = "Newport, Isle of Wight"}, "Isle of Wight"},
        {{.town = "Ashford", .county = "Kent"}, "Kent"},
        {{.town = "Ashford", .county = "Middlesex"}, "Surrey"},
        {{.town = "Ashford", .postcode = "TN24 0LZ"}, "Kent"},
        {{.town = "Ashford", .postcode = "TW15"}, "Surrey"},
        {{.town = "Richmond", .postcode = "DL10 4AA"}, "North Yorkshire"},
        {{.town = "Richmond", .county = "Surrey"}, "Greater London"},
        {{.town = "Richmond", .county = "Narnia"}, "-"},
        {{.town = "Richmond", .county = "Cornwall"}, "-"},
        {{.town = "Dartford", .postcode = "LS1 1AA"}, "-"},
        {{.town = "Dartford", .nation = NATION_SCOTLAND}, "-"},
        {{.town = "Preston"}, "Lancashire"},
        {{.town = "Bangor", .nation = NATION_WALES}, "Gwynedd"},
        {{.town = "Newcastle", .postcode = "ST5 1AA"}, "Staffordshire"},
        {{.town = "Newcastle", .postcode = "NE1 4LP"}, "Tyne and Wear"},
    };
    struct gazetteer *gazetteer = tables();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(county(gazetteer, rows[i].where), rows[i].county, "row %zu: %s, %s", i,
                         rows[i].where.town, rows[i].where.postcode);
    }
    gazetteer_close(gazetteer);
}

Test(gazetteer, knows_every_postcode_area) {
    static const char *const towns[][2] = {
        {"DA1 2DL", "Dartford"},    {"BT12 6BA", "Belfast"},        {"ZE1 0AA", "Lerwick"},
        {"NP20", "Newport"},        {"DT1", "Dorchester"},          {"BR8 7AA", "Swanley"},
        {"SW1A 1AA", "London SW1"}, {"EC1A", "East Central London"}};
    struct gazetteer *gazetteer = tables();
    for (size_t i = 0; i < sizeof towns / sizeof *towns; i++) {
        struct gazetteer_town middle = {0};
        char code[GAZETTEER_OUTWARD_SIZE];
        char postcode[GAZETTEER_POSTCODE_SIZE];
        cr_expect(gazetteer_postcode(postcode, code, span_of(towns[i][0])));
        cr_expect_eq(gazetteer_area(gazetteer, code, &middle).sure, SURE_AREA);
        cr_expect_str_eq(middle.name, towns[i][1]);
    }
    cr_expect_eq(gazetteer_area(gazetteer, "QQ1", NULL).sure, SURE_NONE);
    gazetteer_close(gazetteer);
}

/* Calls `check` with the cells of each row. @return how many */
static int each_row(const char *file,
                    void (*check)(const struct csv *csv, const struct strings *cells)) {
    struct arena arena;
    struct csv csv;
    struct strings cells = {0};
    struct diag diag = {0};
    bool more = true;
    int rows = -1;
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(csv_open(&csv, &arena, file, builtin_span(file), ',', &diag), ERR_NONE, "%s",
                 diag.text);
    for (; more; rows++) {
        cr_assert_eq(csv_next(&csv, &arena, &cells, &more, &diag), ERR_NONE, "%s", diag.text);
        if (more) {
            check(&csv, &cells);
        }
    }
    arena_fini(&arena);
    return rows;
}

static void check_support(const struct csv *csv, const struct strings *cells) {
    static const char *const sure[] = {"verified", "single", "derived", "memory"};
    const struct strings known = {(const char **)(uintptr_t)sure, sizeof sure / sizeof *sure};
    cr_expect(csv_cell(csv, cells, "source")[0], "%s:%d: no source", csv->file, csv->line);
    cr_expect(strings_has(&known, csv_cell(csv, cells, "confidence")), "%s:%d", csv->file,
              csv->line);
}

static const struct gazetteer *shared;

static void check_area(const struct csv *csv, const struct strings *cells) {
    const char *area = csv_cell(csv, cells, "area");
    const struct spot spot = gazetteer_area(shared, area, NULL);
    cr_expect_eq(spot.sure, SURE_AREA, "%s is nowhere", area);
    cr_expect_gt(spot.blur, 0, "%s", area);
}

static int nations[NATION_COUNT];

static void check_town(const struct csv *csv, const struct strings *cells) {
    struct brief_place where = {.town = csv_cell(csv, cells, "name")};
    struct gazetteer_town town = gazetteer_town(shared, &where);
    cr_expect_gt(town.of_name, 0, "%s is not found by its name", where.town);
    cr_expect(!town.name || (town.latitude > 49800000 && town.latitude < 60900000 &&
                             town.longitude > -8700000 && town.longitude < 1800000),
              "%s is not in the kingdom", where.town);
    nations[town.nation]++;
}

Test(gazetteer, tables_are_whole) {
    struct gazetteer *gazetteer = tables();
    shared = gazetteer;
    cr_expect_gt(each_row("schema/facts/places.csv", check_town), 4000);
    for (int i = 1; i < NATION_COUNT; i++) {
        cr_expect_gt(nations[i], 90, "%s", vocab_name(&vocab_nation, i));
    }
    cr_expect_gt(each_row("schema/facts/postcode_areas.csv", check_area), 124);
    cr_expect_gt(each_row("schema/facts/places_areas.csv", check_support), 124);
    cr_expect_gt(each_row("schema/facts/places_names.csv", check_support), 20);
    cr_expect_gt(each_row("schema/facts/places_districts.csv", check_support), 100);
    cr_expect_gt(each_row("schema/facts/places_points.csv", check_support), 100);
    cr_expect_gt(each_row("schema/facts/places_counties.csv", check_support), 100);
    cr_expect_lt(builtin_span("schema/facts/places.csv").len, 250 * 1024);
    gazetteer_close(gazetteer);
}

Test(gazetteer, takes_what_is_closest) {
    struct gazetteer *gazetteer = tables();
    struct spot spot =
        gazetteer_find(gazetteer, &(struct brief_place){.town = "Dartford", .postcode = "DA1"});
    cr_expect_eq(spot.sure, SURE_TOWN);
    cr_expect_leq(spot.blur, 2);
    cr_expect_eq(spot.outward, distance_outward("DA1"));
    spot = gazetteer_find(gazetteer, &(struct brief_place){.postcode = "DA9"});
    cr_expect_eq(spot.sure, SURE_AREA);
    cr_expect_gt(spot.blur, 8);
    spot = gazetteer_find(gazetteer,
                          &(struct brief_place){.town = "London", .postcode = "EC1A 7BE"});
    cr_expect_eq(spot.sure, SURE_AREA, "London is wider than EC");
    spot = gazetteer_find(gazetteer, &(struct brief_place){.town = "Nowhere"});
    cr_expect_eq(spot.sure, SURE_NONE);
    gazetteer_close(gazetteer);
}

Test(gazetteer, reads_postcodes_as_people_write_them) {
    static const char *const rows[][3] = {{"DA1 2DL", "DA1 2DL", "DA1"},
                                          {"da12dl", "DA1 2DL", "DA1"},
                                          {"DA1", "DA1", "DA1"},
                                          {" sw1a  1aa ", "SW1A 1AA", "SW1A"},
                                          {"W1A", "W1A", "W1A"},
                                          {"AB101AB", "AB10 1AB", "AB10"},
                                          {"M11AE", "M1 1AE", "M1"},
                                          {"GIR 0AA", "", ""},
                                          {"Dartford", "", ""},
                                          {"DA", "", ""},
                                          {"", "", ""},
                                          {"DA1 2D", "", ""},
                                          {"123", "", ""},
                                          {"DA1-2DL", "", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char postcode[GAZETTEER_POSTCODE_SIZE];
        char outward[GAZETTEER_OUTWARD_SIZE];
        const bool is_one = gazetteer_postcode(postcode, outward, span_of(rows[i][0]));
        cr_expect_eq(is_one, rows[i][1][0] != '\0', "%s", rows[i][0]);
        cr_expect_str_eq(postcode, rows[i][1]);
        cr_expect_str_eq(outward, rows[i][2]);
    }
}
