/* tests/unit/pipeline/places.c - tests of pipeline/places
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/places.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "schema/store_place.h"
#include "tests/unit/schema/sample.h"

/* What the grid test came to with gcc 12 and clang 14 at -O0 and -O2. */
enum { GRID_SUM = 896862059 };

static char said[1024];

static void hear(void *state, const char *sentence) {
    (void)state;
    snprintf(said, sizeof said, "%s", sentence);
}

static struct places *open_places(struct sample *sample) {
    const struct listener listener = {NULL, hear, NULL};
    struct places *places = NULL;
    said[0] = '\0';
    cr_assert_eq(places_open(&places, sample->store, &listener, &sample->diag), ERR_NONE, "%s",
                 sample->diag.text);
    return places;
}

static struct spot spot_of(struct sample *sample, struct places *places, const char *town,
                           const char *postcode) {
    const struct brief_place where = {.town = town, .postcode = postcode};
    struct spot spot = {0};
    cr_assert_eq(places_spot(&spot, places, &where, &sample->diag), ERR_NONE, "%s",
                 sample->diag.text);
    return spot;
}

static void save_advert(struct sample *sample, const char *id, const char *town,
                        const char *postcode) {
    struct vacancy vacancy = sample_small(id, "Support Worker");
    struct location location = {.town = town, .postcode = postcode};
    vacancy.locations = &location;
    vacancy.location_count = 1;
    (void)sample_save(sample, &vacancy);
}

static enum err import(struct sample *sample, struct places_imported *out, const char *name) {
    return places_import(out, &sample->arena, sample->store, run_path(&sample->place, name),
                         2026, NULL, &sample->diag);
}

static void write_text(struct sample *sample, const char *name, const char *text) {
    run_write(&sample->place, name, text, strlen(text));
}

static struct place stored(struct sample *sample, enum place_kind kind, const char *key) {
    struct place place = {0};
    bool found = false;
    cr_assert_eq(store_place_find(sample->store, kind, key, &place, &found, &sample->diag),
                 ERR_NONE);
    return place;
}

/* ---- the grid ---- */

static void expect_near(int32_t got, int32_t expected, int32_t off, const char *what) {
    const int32_t error = got > expected ? got - expected : expected - got;
    cr_expect_leq(error, off, "%s: %d, not %d", what, got, expected);
}

/* The guide's own example, annexes A.2 and C (TG 51409 13177), and postcodes whose position
 * both Code-Point Open and the ONS print. The transformation is right to 5 metres: some 50
 * millionths of a degree of latitude, 80 of longitude. */
Test(places, grid_becomes_latitude_and_longitude) {
    static const struct {
        const char *name;
        int64_t east;
        int64_t north;
        int32_t latitude;
        int32_t longitude;
    } rows[] = {
        {"Caister water tower", 651410, 313177, 52657979, 1716038},
        {"AB10 1AB", 394235, 806529, 57149606, -2096916},
        {"Greenwich", 538890, 177320, 51477800, -1400},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t latitude = 0;
        int32_t longitude = 0;
        places_from_grid(&latitude, &longitude, rows[i].east, rows[i].north);
        expect_near(latitude, rows[i].latitude, 60, rows[i].name);
        expect_near(longitude, rows[i].longitude, 100, rows[i].name);
    }
}

/* To the last digit, so that a compiler that computes otherwise is found out. */
Test(places, grid_is_the_same_to_the_last_digit) {
    int64_t sum = 0;
    for (int64_t east = 100000; east < 650000; east += 7919) {
        for (int64_t north = 20000; north < 1200000; north += 17389) {
            int32_t latitude = 0;
            int32_t longitude = 0;
            places_from_grid(&latitude, &longitude, east, north);
            sum = sum * 31 % 1000000007 + latitude % 1000003 + longitude % 1000003;
        }
    }
    cr_expect_eq(sum, GRID_SUM, "%lld", (long long)sum);
}

/* ---- importing ---- */

Test(places, import_takes_code_point_open) {
    struct sample sample;
    struct places_imported got = {0};
    sample_open(&sample);
    write_text(
        &sample, "ab.csv",
        "\"AB10 1AB\",10,394235,806529,\"S92000003\",\"\",\"S08000020\",\"\",\"S12\",\"S13\"\n"
        "\"AB101AF\",10,394235,806529,\"S92000003\",\"\",\"S08000020\",\"\",\"S12\",\"S13\"\r\n"
        "\"AB101ZZ\",90,0,0,\"S92000003\",\"\",\"S08000020\",\"\",\"S12\",\"S13\"\n");
    cr_expect_eq(import(&sample, &got, "ab.csv"), ERR_NONE, "%s", sample.diag.text);
    cr_expect_str_eq(got.kind, "Code-Point Open");
    cr_expect_str_eq(got.name, "ab.csv");
    cr_expect_not_null(strstr(got.attribution, "Crown copyright and database right 2026"));
    cr_expect_eq(got.postcodes, 2);
    cr_expect_eq(got.outwards, 1);
    cr_expect_eq(got.nowhere, 1);
    expect_near(stored(&sample, PLACE_POSTCODE, "AB10 1AF").latitude, 57149606, 60, "AB10 1AF");
    cr_expect_eq(stored(&sample, PLACE_POSTCODE, "AB10 1ZZ").kind, PLACE_OUTWARD);
    struct places *places = open_places(&sample);
    cr_expect_eq(spot_of(&sample, places, NULL, "AB10 1AB").sure, SURE_POSTCODE);
    cr_expect_eq(spot_of(&sample, places, NULL, "AB10 1AB").blur, 0);
    cr_expect_eq(spot_of(&sample, places, NULL, "AB10").sure, SURE_OUTWARD);
    places_close(places);
    sample_close(&sample);
}

Test(places, import_takes_the_ons_files) {
    struct sample sample;
    struct places_imported got = {0};
    sample_open(&sample);
    write_text(
        &sample, "onspd.csv",
        "\xEF\xBB\xBFpcd,pcd2,pcds,dointr,doterm,oscty,lat,long\n"
        "\"DA1 2DL\",\"DA1  2DL\",\"DA1 2DL\",\"198001\",,\"E10\",51.446625,0.2142\n"
        "\"DA1 1AA\",\"DA1  1AA\",\"DA1 1AA\",\"198001\",\"199606\",\"E10\",51.4,0.2\n"
        "\"JE2 3AA\",\"JE2  3AA\",\"JE2 3AA\",\"198001\",,\"L93\",99.999999,0.000000\n"
        "\"DA1 3AA\",\"DA1  3AA\",\"DA1 3AA\",\"198001\",\"\",\"E10, too\",51.4466257,-0.2\n");
    cr_expect_eq(import(&sample, &got, "onspd.csv"), ERR_NONE, "%s", sample.diag.text);
    cr_expect_str_eq(got.kind, "ONS postcodes");
    cr_expect_eq(got.postcodes, 2);
    cr_expect_eq(got.ended, 1);
    cr_expect_eq(got.nowhere, 1);
    cr_expect_eq(stored(&sample, PLACE_POSTCODE, "DA1 2DL").latitude, 51446625);
    cr_expect_eq(stored(&sample, PLACE_POSTCODE, "DA1 2DL").longitude, 214200);
    cr_expect_eq(stored(&sample, PLACE_POSTCODE, "DA1 3AA").latitude, 51446626, "rounded");
    cr_expect_eq(stored(&sample, PLACE_POSTCODE, "DA1 3AA").longitude, -200000);
    cr_expect_eq(stored(&sample, PLACE_OUTWARD, "DA1").longitude, 7100, "the middle");
    sample_close(&sample);
}

Test(places, import_takes_a_folder_and_names_the_set_by_it) {
    struct sample sample;
    struct places_imported got = {0};
    struct diag diag = {0};
    sample_open(&sample);
    cr_assert_eq(file_make_folder(run_path(&sample.place, "csv"), &diag), ERR_NONE);
    write_text(&sample, "csv/ab.csv", "AB101AB,10,394235,806529,S,S,S,S,S,S\n");
    write_text(&sample, "csv/DA.CSV", "DA12DL,10,554000,174000,E,E,E,E,E,E");
    write_text(&sample, "csv/readme.txt", "nothing of ours");
    cr_expect_eq(import(&sample, &got, "csv/"), ERR_NONE, "%s", sample.diag.text);
    cr_expect_str_eq(got.name, "csv");
    cr_expect_eq(got.postcodes, 2);
    sample_close(&sample);
}

Test(places, import_takes_all_or_nothing) {
    static const struct {
        const char *text;
        const char *says;
    } rows[] = {
        {"AB101AB,10,394235,806529,S\nAB101AC,10,far,806529,S\n",
         "x.csv:2: expected an easting from 0 to 700000 metres, not \"far\""},
        {"AB101AB,10,394235,806529,S\nAB101AC,10,394235,9806529,S\n",
         "x.csv:2: expected a northing from 0 to 1300000 metres, not \"9806529\""},
        {"AB101AB,10,394235,806529,S\n\nhello,10,394235,806529,S\n",
         "x.csv:3: expected a postcode, not \"hello\""},
        {"AB101AB,10,394235,806529,S\nAB101AC\n",
         "x.csv:2: expected at least 4 columns, not 1"},
        {"pcds,lat,long\nDA1 2DL,51.4,0.2\nDA1 3DL,north,0.2\n",
         "x.csv:3: expected a latitude in degrees, not \"north\""},
        {"pcds,lat,long\nDA1 2DL,51.4,east\n", "x.csv:2: expected a longitude in degrees"},
        {"pcds,lat,long\nDA1 2DL,51.44,0.2146\nDA1 3DL,51.44,0.21",
         "x.csv:3: the file seems to break off here"},
        {"AB101AB,10,394235,806529\nAB101AC,10,394235,8065",
         "x.csv:2: the file seems to break off here"},
        {"AB101AB,10,394235,806529,S,S\nAB101AC,10,394235,806529,S",
         "x.csv:2: the file seems to break off here"},
        {"name,age\nsomebody,7\n", "x.csv:1: expected a line of Code-Point Open"},
        {"PK\x03\x04 packed", "is packed: unpack it"},
        {"", "is empty"},
        {"pcds,lat,long\n", "no postcode with a position in it"},
    };
    struct sample sample;
    sample_open(&sample);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct places_imported got = {.postcodes = 99};
        write_text(&sample, "x.csv", rows[i].text);
        enum err err = import(&sample, &got, "x.csv");
        cr_expect_eq(err, ERR_INPUT, "row %zu", i);
        cr_expect_not_null(strstr(sample.diag.text, rows[i].says), "row %zu: %s", i,
                           sample.diag.text);
        cr_expect_eq(got.postcodes, 99, "untouched");
        cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM place_set"), 0);
        cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM place"), 0);
    }
    struct places_imported got = {0};
    cr_expect_eq(import(&sample, &got, "absent.csv"), ERR_ABSENT);
    sample_close(&sample);
}

/* Numbers are as long as they are: only at the very end it says something. */
Test(places, import_takes_a_last_line_without_a_line_end) {
    static const char *const texts[] = {
        "pcds,lat,long\nDA1 2DL,51.44,0.21\nDA1 3DL,51.44,0.21",
        "pcds,lat,long\nDA1 2DL,51.44,0.2\nDA1 3DL,51.44,0.2146\nDA1 4DL,51.44,0.2",
        "pcds,lat,long\nDA1 2DL,51.44,0.2146\nDA1 3DL,51.44,0.2\n",
        "pcds,lat,long\nDA1 2DL,51.4,0.2",
    };
    struct sample sample;
    sample_open(&sample);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct places_imported got = {0};
        write_text(&sample, "x.csv", texts[i]);
        cr_expect_eq(import(&sample, &got, "x.csv"), ERR_NONE, "text %zu: %s", i,
                     sample.diag.text);
    }
    sample_close(&sample);
}

Test(places, import_reads_lines_over_the_ends_of_its_buffer) {
    enum { ROWS = 20000 };
    struct sample sample;
    struct places_imported got = {0};
    struct buf text;
    sample_open(&sample);
    buf_init(&text, 1 << 22);
    for (int i = 0; i < ROWS; i++) {
        buf_printf(&text, "\"AB%d %d%c%c\",10,%d,806529,S,S,S,S,S,S\n", 10 + i % 80,
                   i / 80 % 10, 'A' + i / 800 % 2, 'D' + i / 1600, 394000 + i % 1000);
    }
    run_write(&sample.place, "many.csv", buf_text(&text), buf_span(&text).len);
    cr_expect_eq(import(&sample, &got, "many.csv"), ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.postcodes, ROWS);
    cr_expect_eq(got.outwards, 80);
    buf_fini(&text);
    sample_close(&sample);
}

/* ---- learning ---- */

Test(places, outward_codes_are_learned_from_adverts) {
    struct sample sample;
    sample_open(&sample);
    save_advert(&sample, "a", "Dartford", "DA1 2DL");
    save_advert(&sample, "b", "Dartford", "DA1 3AA");
    save_advert(&sample, "c", "Crayford", "DA1 4AA");
    save_advert(&sample, "d", "London", "SE1 7EH");
    save_advert(&sample, "e", "Leeds", "DA11 1AA");
    save_advert(&sample, "f", "Newport", NULL);
    save_advert(&sample, "g", NULL, "LS1 3EX");
    struct places *places = open_places(&sample);
    const struct spot spot = spot_of(&sample, places, NULL, "DA1 9ZZ");
    cr_expect_eq(spot.sure, SURE_OUTWARD);
    expect_near(stored(&sample, PLACE_OUTWARD, "DA1").latitude, 51446600, 0,
                "where most adverts are");
    cr_expect_eq(spot_of(&sample, places, NULL, "SE1 7EH").sure, SURE_AREA,
                 "London is too large to say where SE1 is");
    cr_expect_eq(spot_of(&sample, places, NULL, "DA11 1AA").sure, SURE_AREA,
                 "Leeds lies elsewhere");
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM place"), 1);
    places_close(places);
    sample_close(&sample);
}

Test(places, are_learned_again_when_adverts_have_come) {
    struct sample sample;
    bool due = true;
    sample_open(&sample);
    cr_expect_eq(store_place_learn_due(sample.store, PLACES_LEARNED, &due, &sample.diag),
                 ERR_NONE);
    cr_expect_not(due, "there is no advert");
    save_advert(&sample, "a", "Dartford", "DA1 2DL");
    sample.held.now++;
    places_close(open_places(&sample));
    cr_expect_eq(store_place_learn_due(sample.store, PLACES_LEARNED, &due, &sample.diag),
                 ERR_NONE);
    cr_expect_not(due);
    sample.held.now++;
    save_advert(&sample, "b", "Gravesend", "DA12 1AA");
    struct places *places = open_places(&sample);
    cr_expect_eq(spot_of(&sample, places, NULL, "DA12").sure, SURE_OUTWARD);
    places_close(places);
    sample_close(&sample);
}

Test(places, what_was_imported_stays_over_what_is_learned) {
    struct sample sample;
    struct places_imported got = {0};
    sample_open(&sample);
    write_text(&sample, "x.csv", "postcode,latitude,longitude\nDA1 2DL,51.5,0.25\n");
    cr_expect_eq(import(&sample, &got, "x.csv"), ERR_NONE, "%s", sample.diag.text);
    cr_expect_null(got.attribution, "nobody knows whose it is");
    save_advert(&sample, "a", "Dartford", "DA1 3AA");
    places_close(open_places(&sample));
    cr_expect_eq(stored(&sample, PLACE_OUTWARD, "DA1").latitude, 51500000);
    sample_close(&sample);
}

/* ---- asking ---- */

Test(places, are_had_without_a_database) {
    struct places *places = NULL;
    struct diag diag = {0};
    struct spot home = {0};
    const struct candidate candidate = {.town = "Newport, Isle of Wight"};
    cr_assert_eq(places_open(&places, NULL, NULL, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(places_home(&home, places, &candidate, &diag), ERR_NONE);
    cr_expect_eq(home.sure, SURE_TOWN);
    places_close(places);
}

Test(places, measure_says_how_far_an_advert_is) {
    struct places *places = NULL;
    struct diag diag = {0};
    struct arena arena;
    struct location location = {.town = "Gravesend", .postcode = "DA12 1AA"};
    struct vacancy vacancy;
    struct match match = {.advert = &vacancy};
    const struct candidate candidate = {
        .town = "Dartford", .travel_miles = 10, .min_salary = MONEY_NONE};
    vacancy_init(&vacancy);
    vacancy.locations = &location;
    vacancy.location_count = 1;
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(places_open(&places, NULL, NULL, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(places_measure(&match, places, &candidate, 0, &arena, &diag), ERR_NONE);
    cr_expect_eq(match.preferences[PREFER_DISTANCE].fit, FIT_FITS);
    cr_expect_eq(match.preferences[PREFER_DISTANCE].miles, 7);
    cr_expect_str_eq(match.preferences[PREFER_DISTANCE].says, "about 7 miles away");
    cr_expect_eq(places_measure(&match, places, &candidate, 5, &arena, &diag), ERR_NONE);
    cr_expect_eq(match.preferences[PREFER_DISTANCE].fit, FIT_MISSES);
    places_close(places);
    arena_fini(&arena);
}

Test(places, find_tells_how_sure_it_is) {
    static const struct {
        const char *words;
        enum sureness sure;
        const char *town;
    } rows[] = {
        {"Dartford", SURE_TOWN, "Dartford"}, {"newport, isle of wight", SURE_TOWN, "Newport"},
        {"DA1", SURE_AREA, "Dartford"},      {"da", SURE_AREA, "Dartford"},
        {"BR8 7AA", SURE_AREA, "Swanley"},   {"Newport", SURE_NONE, NULL},
        {"Atlantis", SURE_NONE, NULL},       {"QQ", SURE_NONE, NULL},
    };
    struct places *places = NULL;
    struct diag diag = {0};
    cr_assert_eq(places_open(&places, NULL, NULL, &diag), ERR_NONE, "%s", diag.text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct places_answer answer = {0};
        cr_expect_eq(places_find(&answer, places, rows[i].words, &diag), ERR_NONE);
        cr_expect_eq(answer.spot.sure, rows[i].sure, "%s", rows[i].words);
        cr_expect(rows[i].town ? answer.town.name && strcmp(answer.town.name, rows[i].town) == 0
                               : !answer.town.name,
                  "%s: %s", rows[i].words, answer.town.name);
    }
    places_close(places);
}
