/* tests/unit/pipeline/market_read.c - tests of which stored offers a market report is made of
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/market_read.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

struct scene {
    struct sample sample;
    struct market_question question;
    char asked[512];   /* titles that the role was asked about */
    char visited[512]; /* keys */
    int left;          /* visits until one fails; -1: none does */
};

static void open_scene(struct scene *scene) {
    memset(scene, 0, sizeof *scene);
    sample_open(&scene->sample);
    scene->question.offer = MONEY_NONE;
    scene->left = -1;
}

static void put(struct scene *scene, int64_t set, int number, const char *title,
                unsigned bands) {
    struct diag diag = {0};
    struct offer offer;
    char key[16];
    offer_init(&offer);
    (void)snprintf(key, sizeof key, "%d", number);
    offer.key = key;
    offer.title = title;
    offer.bands = bands;
    offer.nation = number % 2 ? NATION_ENGLAND : NATION_WALES;
    offer.posted = (struct date){2026, 1, number};
    offer.base_min = 2500000;
    cr_assert_eq(store_dataset_add(scene->sample.store, set, &offer, "x", NULL, &diag),
                 ERR_NONE, "%s", diag.text);
}

static void fill(struct scene *scene) {
    struct diag diag = {0};
    int64_t set = 0;
    open_scene(scene);
    cr_assert_eq(store_begin(scene->sample.store, &diag), ERR_NONE);
    cr_assert_eq(
        store_dataset_begin(scene->sample.store, "a.csv", "nhsbsa", NULL, &set, NULL, &diag),
        ERR_NONE, "%s", diag.text);
    put(scene, set, 1, "Porter", 1u << BAND_2);
    put(scene, set, 2, "Support Worker", 1u << BAND_3);
    put(scene, set, 3, "Support Worker", 1u << BAND_2);
    put(scene, set, 4, "support worker", 1u << BAND_3);
    put(scene, set, 5, NULL, 1u << BAND_3);
    put(scene, set, 6, "Porter", 1u << BAND_2 | 1u << BAND_3);
    cr_assert_eq(store_commit(scene->sample.store, &diag), ERR_NONE);
}

static bool is_worker(void *state, const char *title) {
    struct scene *scene = state;
    const size_t len = strlen(scene->asked);
    (void)snprintf(scene->asked + len, sizeof scene->asked - len, "%s;", title ? title : "-");
    return title && strstr(title, "orker");
}

static enum err visit(void *state, const struct offer *offer, struct diag *diag) {
    struct scene *scene = state;
    const size_t len = strlen(scene->visited);
    (void)snprintf(scene->visited + len, sizeof scene->visited - len, "%s ", offer->key);
    return scene->left-- == 0 ? diag_set(diag, ERR_SYSTEM, "enough") : ERR_NONE;
}

static enum err read_all(struct scene *scene, bool with_role) {
    struct diag diag = {0};
    const struct market_query query = {.question = &scene->question,
                                       .accepts = with_role ? is_worker : NULL,
                                       .accepts_state = scene};
    scene->visited[0] = '\0';
    return market_read_each(scene->sample.store, &query, visit, scene, NULL, &diag);
}

Test(market_read, visits_what_the_question_asks_for) {
    struct scene scene;
    fill(&scene);
    cr_expect_eq(read_all(&scene, false), ERR_NONE);
    cr_expect_str_eq(scene.visited, "1 2 3 4 5 6 ");
    scene.question.bands = 1u << BAND_3;
    cr_expect_eq(read_all(&scene, false), ERR_NONE);
    cr_expect_str_eq(scene.visited, "2 4 5 6 ");
    scene.question.nation = NATION_ENGLAND;
    cr_expect_eq(read_all(&scene, false), ERR_NONE);
    cr_expect_str_eq(scene.visited, "5 ");
    scene.question = (struct market_question){.since = {2026, 1, 4}};
    cr_expect_eq(read_all(&scene, false), ERR_NONE);
    cr_expect_str_eq(scene.visited, "4 5 6 ");
    sample_close(&scene.sample);
}

/* Those of data sets are never made again. */
Test(market_read, counts_data_sets_whatever_they_were_made_with) {
    struct scene scene;
    struct diag diag = {0};
    const struct market_query query = {.question = &scene.question, .stamp = "y"};
    fill(&scene);
    cr_expect_eq(market_read_each(scene.sample.store, &query, visit, &scene, NULL, &diag),
                 ERR_NONE);
    cr_expect_str_eq(scene.visited, "1 2 3 4 5 6 ");
    sample_close(&scene.sample);
}

Test(market_read, visits_all_bands_where_titles_are_spread_over_them) {
    struct scene scene;
    fill(&scene);
    scene.question.bands = 1u << BAND_3;
    scene.question.by = MARKET_BY_TITLE;
    cr_expect_eq(read_all(&scene, false), ERR_NONE);
    cr_expect_str_eq(scene.visited, "1 2 3 4 5 6 ");
    sample_close(&scene.sample);
}

Test(market_read, asks_once_for_each_title) {
    struct scene scene;
    fill(&scene);
    scene.question.role = "str";
    cr_expect_eq(read_all(&scene, true), ERR_NONE);
    cr_expect_str_eq(scene.visited, "2 3 4 ");
    cr_expect_str_eq(scene.asked, "Porter;Support Worker;support worker;-;");
    sample_close(&scene.sample);
}

Test(market_read, ends_where_the_visit_fails) {
    struct scene scene;
    fill(&scene);
    scene.left = 1;
    cr_expect_eq(read_all(&scene, false), ERR_SYSTEM);
    cr_expect_str_eq(scene.visited, "1 2 ");
    sample_close(&scene.sample);
}

Test(market_read, adds_what_it_visits) {
    struct scene scene;
    struct diag diag = {0};
    struct market *market = NULL;
    struct tables *tables = NULL;
    struct market_report report = {0};
    fill(&scene);
    scene.question.bands = 1u << BAND_2;
    const struct market_query query = {.question = &scene.question};
    cr_assert_eq(tables_open(&tables, &diag), ERR_NONE);
    cr_assert_eq(market_open(&market, &scene.question, &diag), ERR_NONE);
    cr_assert_eq(market_read(market, scene.sample.store, &query, NULL, &diag), ERR_NONE, "%s",
                 diag.text);
    cr_assert_eq(
        market_report(&report, market, tables, (struct date){2026, 3, 2}, NULL, 0, &diag),
        ERR_NONE);
    cr_expect_eq(report.all.adverts, 3);
    market_close(market);
    tables_close(tables);
    sample_close(&scene.sample);
}
