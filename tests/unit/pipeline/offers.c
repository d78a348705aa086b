/* tests/unit/pipeline/offers.c - tests of the pay of stored adverts, taken apart and kept
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/offers.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "schema/store_requirement.h"
#include "tests/unit/schema/sample.h"

struct scene {
    struct sample sample;
    struct rules *rules;
    struct tables *tables;
    char stamp[OFFERS_STAMP_MAX];
    char progress[256];
};

static void hear(void *state, const struct progress *progress) {
    struct scene *scene = state;
    (void)snprintf(scene->progress, sizeof scene->progress, "%s %lld/%lld", progress->stage,
                   (long long)progress->done, (long long)progress->total);
}

static void scene_open(struct scene *scene) {
    struct diag diag = {0};
    memset(scene, 0, sizeof *scene);
    sample_open(&scene->sample);
    cr_assert_eq(rules_open(&scene->rules, NULL, &diag), ERR_NONE, "%s", diag.text);
    cr_assert_eq(tables_open(&scene->tables, &diag), ERR_NONE, "%s", diag.text);
    offers_stamp(scene->stamp, scene->tables, scene->rules);
}

static void scene_close(struct scene *scene) {
    tables_close(scene->tables);
    rules_close(scene->rules);
    sample_close(&scene->sample);
}

static struct criterion asked[] = {{.need = NEED_ESSENTIAL, .text = "NVQ 2 in care"}};
static struct location dartford[] = {{.town = "Dartford",
                                      .postcode = "DA1 2DL",
                                      .nation = NATION_ENGLAND,
                                      .region = "South East"}};

/* 24,625 and 25,674 with the fringe supplement in them, in May 2025. */
static struct vacancy advert(const char *id) {
    struct vacancy vacancy = sample_small(id, "Support Worker");
    vacancy.employer = "Example NHS Trust";
    vacancy.posted = (struct date){2025, 5, 16};
    vacancy.closes = (struct date){2025, 5, 30};
    vacancy.bands = 1u << BAND_3;
    vacancy.salary = (struct salary){.text = "25,883 to 26,958 a year (HCAS inclusive)",
                                     .kind = SALARY_RANGE,
                                     .min = 2588300,
                                     .max = 2695800,
                                     .period = PERIOD_YEAR,
                                     .high_cost_area = SUPPLEMENT_INCLUDED};
    vacancy.locations = dartford;
    vacancy.location_count = 1;
    vacancy.criteria = asked;
    vacancy.criterion_count = 1;
    return vacancy;
}

static struct offers_made make(struct scene *scene) {
    const struct listener listener = {hear, NULL, scene};
    struct offers_made made = {.made = -1};
    struct diag diag = {0};
    scene->progress[0] = '\0';
    cr_assert_eq(
        offers_make(&made, scene->sample.store, scene->tables, scene->rules, &listener, &diag),
        ERR_NONE, "%s", diag.text);
    return made;
}

static struct offer get(struct scene *scene, const char *key) {
    struct sample *sample = &scene->sample;
    struct stored stored = {0};
    struct offer offer;
    bool found = false;
    offer_init(&offer);
    cr_assert_eq(store_vacancy_get(sample->store, &sample->arena, key, &stored, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    cr_assert_eq(store_offer_get(sample->store, &sample->arena, stored.row, scene->stamp,
                                 &offer, &found, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    cr_assert(found, "%s", key);
    return offer;
}

Test(offers, hold_what_the_check_found) {
    struct scene scene;
    scene_open(&scene);
    struct vacancy vacancy = advert("A");
    sample_save(&scene.sample, &vacancy);
    const struct offers_made made = make(&scene);
    cr_expect(made.is_kept);
    cr_expect_eq(made.made, 1);
    cr_expect_str_eq(scene.progress, "adverts' pay read 1/1");
    const struct offer offer = get(&scene, "A");
    cr_expect_str_eq(offer.title, "Support Worker");
    cr_expect_str_eq(offer.employer, "Example NHS Trust");
    cr_expect_str_eq(offer.town, "Dartford");
    cr_expect_str_eq(offer.region, "South East");
    cr_expect_eq(offer.nation, NATION_ENGLAND);
    cr_expect_eq(offer.bands, 1u << BAND_3);
    cr_expect_eq(offer.verdict, PAY_VERDICT_ON_SCALE);
    cr_expect_eq(offer.zone, PAY_ZONE_FRINGE);
    cr_expect_eq(date_compare(offer.posted, vacancy.posted), 0);
    cr_expect_eq(date_compare(offer.scale_from, (struct date){2025, 4, 1}), 0);
    cr_expect_eq(offer.base_min, 2462500);
    cr_expect_eq(offer.base_max, 2567400);
    cr_expect_eq(offer.shown_min, 2588300);
    cr_expect_eq(offer.shown_max, 2695800);
    cr_expect_eq(offer.hourly_min, 1259);
    cr_expect_eq(offer.asks, OFFER_ASKS_NVQ2);
    cr_expect_eq(offer.rest.supplement_min, 125800);
    cr_expect_eq(offer.rest.point_count, 2);
    scene_close(&scene);
}

Test(offers, show_a_supplement_that_comes_on_top_beside_the_figure) {
    struct scene scene;
    scene_open(&scene);
    struct vacancy vacancy = advert("A");
    vacancy.salary = (struct salary){.text = "24,625 to 25,674 plus HCAS",
                                     .kind = SALARY_RANGE,
                                     .min = 2462500,
                                     .max = 2567400,
                                     .period = PERIOD_YEAR,
                                     .high_cost_area = SUPPLEMENT_EXTRA};
    sample_save(&scene.sample, &vacancy);
    make(&scene);
    const struct offer offer = get(&scene, "A");
    cr_expect_eq(offer.zone, PAY_ZONE_FRINGE);
    cr_expect_eq(offer.rest.supplement_min, 125800);
    cr_expect_eq(offer.shown_min, 2462500);
    cr_expect_eq(offer.shown_max, 2567400);
    scene_close(&scene);
}

Test(offers, bring_part_time_pay_to_a_full_year) {
    struct scene scene;
    scene_open(&scene);
    struct vacancy vacancy = advert("A");
    vacancy.locations = NULL;
    vacancy.location_count = 0;
    vacancy.hours_low = vacancy.hours_high = 1875;
    vacancy.salary = (struct salary){.text = "12,312.50 to 12,837 a year",
                                     .kind = SALARY_RANGE,
                                     .min = 1231250,
                                     .max = 1283700,
                                     .period = PERIOD_YEAR};
    sample_save(&scene.sample, &vacancy);
    make(&scene);
    const struct offer offer = get(&scene, "A");
    cr_expect_eq(offer.shown_min, 2462500);
    cr_expect_eq(offer.base_max, 2567400);
    cr_expect_eq(offer.rest.part_hours, 1875);
    scene_close(&scene);
}

/* All districts of the zones are listed. */
Test(offers, of_places_far_from_the_zones_are_outside) {
    static const struct {
        const char *town;
        const char *postcode;
        enum nation nation;
        enum pay_zone zone;
    } rows[] = {{"Leeds", "LS9 7TF", NATION_ENGLAND, PAY_ZONE_OUTSIDE},
                {"Leeds", "LS9", NATION_ENGLAND, PAY_ZONE_OUTSIDE},
                {"Sheffield", "S1 2AB", NATION_ENGLAND, PAY_ZONE_OUTSIDE},
                {"Brighton", "BN1 2AB", NATION_ENGLAND, PAY_ZONE_OUTSIDE},
                {"Edinburgh", "EH16 4SA", NATION_SCOTLAND, PAY_ZONE_OUTSIDE},
                {"Dartford", "DA1 2DL", NATION_ENGLAND, PAY_ZONE_FRINGE},
                {"Anywhere", "N4 1AB", NATION_ENGLAND, PAY_ZONE_NONE},
                {"Anywhere", NULL, NATION_ENGLAND, PAY_ZONE_NONE}};
    struct scene scene;
    scene_open(&scene);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char id[8];
        struct location place = {
            .town = rows[i].town, .postcode = rows[i].postcode, .nation = rows[i].nation};
        (void)snprintf(id, sizeof id, "Z%d", (int)i);
        struct vacancy vacancy = advert(id);
        vacancy.salary =
            (struct salary){.kind = SALARY_NONE, .min = MONEY_NONE, .max = MONEY_NONE};
        vacancy.locations = &place;
        sample_save(&scene.sample, &vacancy);
    }
    make(&scene);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char id[8];
        (void)snprintf(id, sizeof id, "Z%d", (int)i);
        cr_expect_eq(get(&scene, id).zone, rows[i].zone, "%s %s", rows[i].town,
                     rows[i].postcode ? rows[i].postcode : "-");
    }
    scene_close(&scene);
}

Test(offers, without_pay_have_no_verdict_but_say_what_is_asked) {
    struct scene scene;
    scene_open(&scene);
    struct vacancy vacancy = advert("A");
    vacancy.salary = (struct salary){.kind = SALARY_NONE, .min = MONEY_NONE, .max = MONEY_NONE};
    sample_save(&scene.sample, &vacancy);
    make(&scene);
    const struct offer offer = get(&scene, "A");
    cr_expect_eq(offer.verdict, PAY_VERDICT_NONE);
    cr_expect_eq(offer.base_min, MONEY_NONE);
    cr_expect_eq(offer.bands, 1u << BAND_3);
    cr_expect_eq(offer.asks, OFFER_ASKS_NVQ2);
    cr_expect_eq(offer.zone, PAY_ZONE_FRINGE, "of the place");
    scene_close(&scene);
}

Test(offers, are_made_once_and_again_where_the_advert_has_changed) {
    struct scene scene;
    scene_open(&scene);
    struct vacancy one = advert("A");
    struct vacancy two = advert("B");
    sample_save(&scene.sample, &one);
    sample_save(&scene.sample, &two);
    cr_expect_eq(make(&scene).made, 2);
    cr_expect_eq(make(&scene).made, 0);
    cr_expect_str_eq(scene.progress, "", "nothing to wait for");
    one.bands = 1u << BAND_4;
    cr_expect_eq(sample_save(&scene.sample, &one), SAVED_CHANGED);
    cr_expect_eq(make(&scene).made, 1);
    cr_expect_eq(get(&scene, "A").bands, 1u << BAND_4);
    sample_do(sample_path(&scene.sample), "UPDATE offer_stamp SET text = 'older tables'");
    cr_expect_eq(make(&scene).made, 2);
    scene_close(&scene);
}

Test(offers, of_one_advert_are_kept_without_rules_and_made_whole_later) {
    struct scene scene;
    struct stored stored = {0};
    struct diag diag = {0};
    scene_open(&scene);
    struct vacancy vacancy = advert("A");
    sample_save(&scene.sample, &vacancy);
    cr_assert_eq(
        store_vacancy_get(scene.sample.store, &scene.sample.arena, "A", &stored, &diag),
        ERR_NONE);
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(offers_keep(scene.sample.store, scene.tables, &stored, &diag), ERR_NONE,
                     "%s", diag.text);
    }
    const char *path = sample_path(&scene.sample);
    cr_expect_eq(sample_ask(path, "SELECT base_min FROM offer WHERE asks IS NULL"), 2462500);
    cr_expect_eq(make(&scene).made, 1);
    cr_expect_eq(get(&scene, "A").asks, OFFER_ASKS_NVQ2);
    cr_assert_eq(offers_keep(scene.sample.store, scene.tables, &stored, &diag), ERR_NONE);
    cr_expect_eq(get(&scene, "A").asks, OFFER_ASKS_NVQ2, "a whole one stays");
    scene_close(&scene);
}

/* More than go into one transaction. */
Test(offers, are_made_for_each_of_many) {
    struct scene scene;
    struct diag diag = {0};
    scene_open(&scene);
    cr_assert_eq(store_begin(scene.sample.store, &diag), ERR_NONE);
    for (int i = 0; i < 850; i++) {
        char id[16];
        (void)snprintf(id, sizeof id, "C%d", i);
        struct vacancy vacancy = advert(id);
        sample_save(&scene.sample, &vacancy);
    }
    cr_assert_eq(store_commit(scene.sample.store, &diag), ERR_NONE);
    cr_expect_eq(make(&scene).made, 850);
    cr_expect_str_eq(scene.progress, "adverts' pay read 850/850");
    cr_expect_eq(sample_ask(sample_path(&scene.sample), "SELECT count(*) FROM offer"), 850);
    scene_close(&scene);
}

/* The constraint stands for whatever the database does not take of one advert. */
Test(offers, that_the_database_does_not_take_cost_only_themselves) {
    struct scene scene;
    struct diag diag = {0};
    scene_open(&scene);
    cr_assert_eq(store_begin(scene.sample.store, &diag), ERR_NONE);
    for (int i = 0; i < 850; i++) {
        char id[16];
        (void)snprintf(id, sizeof id, "C%d", i);
        struct vacancy vacancy = advert(id);
        vacancy.title = i == 7 || i == 500 ? "none of mine" : vacancy.title;
        sample_save(&scene.sample, &vacancy);
    }
    cr_assert_eq(store_commit(scene.sample.store, &diag), ERR_NONE);
    sample_do(
        sample_path(&scene.sample),
        "CREATE UNIQUE INDEX none ON offer (CASE title WHEN 'none of mine' THEN 1 END); "
        "INSERT INTO dataset (name, kind, at) VALUES ('x', 'x', 0); "
        "INSERT INTO offer_stamp (text) VALUES ('x'); "
        "INSERT INTO offer (dataset, offer_stamp, bands, posted_assumed, flags, title, key) "
        "VALUES (1, 1, 0, 0, 0, 'none of mine', 'x')");
    const struct offers_made made = make(&scene);
    cr_expect_eq(made.made, 848);
    cr_expect_eq(made.lost, 2);
    cr_expect(!made.is_kept);
    cr_expect(strstr(made.why.text, "2 of them, the first: C7: "), "%s", made.why.text);
    cr_expect_eq(sample_ask(sample_path(&scene.sample),
                            "SELECT count(*) FROM offer WHERE vacancy IS NOT NULL"),
                 848);
    scene_close(&scene);
}

/* Neither the day it was first seen nor its closing day says how long it was open. */
Test(offers, without_a_posting_day_say_that_it_is_assumed) {
    struct scene scene;
    scene_open(&scene);
    struct vacancy early = advert("A");
    struct vacancy late = advert("B");
    struct vacancy printed = advert("C");
    early.posted = late.posted = (struct date){0};
    early.closes = (struct date){2020, 1, 2};
    late.closes = (struct date){2090, 1, 2};
    sample_save(&scene.sample, &early);
    sample_save(&scene.sample, &late);
    sample_save(&scene.sample, &printed);
    make(&scene);
    cr_expect(get(&scene, "A").is_posted_assumed);
    cr_expect_eq(date_compare(get(&scene, "A").posted, early.closes), 0, "closing is earlier");
    cr_expect(get(&scene, "B").is_posted_assumed);
    cr_expect_eq(date_compare(get(&scene, "B").posted, date_in_london(SAMPLE_NOW)), 0,
                 "first seen is earlier");
    cr_expect_not(get(&scene, "C").is_posted_assumed);
    scene_close(&scene);
}

/* Rows of data sets are made without rules. */
Test(offers, stamp_without_rules_knows_the_tables_alone) {
    struct scene scene;
    char stamp[OFFERS_STAMP_MAX];
    scene_open(&scene);
    offers_stamp_without_rules(stamp, scene.tables);
    cr_expect(strstr(stamp, tables_version(scene.tables)), "%s", stamp);
    cr_expect_null(strstr(stamp, rules_version(scene.rules)), "%s", stamp);
    scene_close(&scene);
}

Test(offers, that_cannot_be_kept_are_no_failure) {
    struct scene scene;
    scene_open(&scene);
    struct vacancy vacancy = advert("A");
    sample_save(&scene.sample, &vacancy);
    sample_do(sample_path(&scene.sample), "DROP INDEX offer_of_vacancy; "
                                          "CREATE UNIQUE INDEX none ON offer_stamp (1)");
    sample_do(sample_path(&scene.sample), "INSERT INTO offer_stamp (text) VALUES ('x')");
    const struct offers_made made = make(&scene);
    cr_expect(!made.is_kept);
    cr_expect_eq(made.made, 0);
    cr_expect_neq(made.why.text[0], '\0');
    scene_close(&scene);
}

/* A Trac copy says "Town Glasgow" and no postcode. */
Test(offers, know_the_nation_of_a_town) {
    static struct location places[][1] = {{{.town = "Glasgow"}},
                                          {{.town = "Whitby"}},
                                          {{.town = "Richmond", .county = "North Yorkshire"}},
                                          {{.town = "Newport"}}};
    static const enum nation nations[] = {NATION_SCOTLAND, NATION_ENGLAND, NATION_ENGLAND,
                                          NATION_NONE};
    static const char *const ids[] = {"A", "B", "C", "D"};
    struct scene scene;
    scene_open(&scene);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct vacancy vacancy = advert(ids[i]);
        vacancy.locations = places[i];
        vacancy.salary = (struct salary){.text = "24,937 to 26,598 a year",
                                         .kind = SALARY_RANGE,
                                         .min = 2493700,
                                         .max = 2659800,
                                         .period = PERIOD_YEAR,
                                         .high_cost_area = SUPPLEMENT_UNSTATED};
        sample_save(&scene.sample, &vacancy);
    }
    cr_expect_eq(make(&scene).made, 4);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct offer offer = get(&scene, ids[i]);
        cr_expect_eq(offer.nation, nations[i], "%s", ids[i]);
        cr_expect_eq(offer.flags & 1u << PAY_FLAG_SUPPLEMENT_MISSING, 0, "%s", ids[i]);
    }
    scene_close(&scene);
}
