/* tests/unit/schema/store_offer.c - tests of pay taken apart, as the store keeps it
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_offer.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static const char stamp[] = "pay 1 rules 1";

/* Every member filled. */
static struct offer full_offer(int64_t vacancy) {
    struct offer offer;
    offer_init(&offer);
    offer.vacancy = vacancy;
    offer.source = SOURCE_NHSJOBS;
    offer.key = "C9999-25-0001";
    offer.title = "Support Worker; \"nights\"";
    offer.employer = "Example NHS Trust";
    offer.town = "Dartford";
    offer.region = "South East";
    offer.nation = NATION_ENGLAND;
    offer.posted = (struct date){2025, 5, 16};
    offer.is_posted_assumed = true;
    offer.closes = (struct date){2025, 5, 30};
    offer.bands = 1u << BAND_3 | 1u << BAND_8A;
    offer.verdict = PAY_VERDICT_ON_SCALE;
    offer.zone = PAY_ZONE_FRINGE;
    offer.scale_from = (struct date){2025, 4, 1};
    offer.scale_status = PAY_STATUS_INTERIM;
    offer.base_min = 2462500;
    offer.base_max = 2567400;
    offer.shown_min = 2588300;
    offer.shown_max = 2695800;
    offer.hourly_min = 1259;
    offer.hourly_max = 1313;
    offer.flags = 1u << PAY_FLAG_INTERIM | 1u << PAY_FLAG_BELOW_SCALE;
    offer.asks = OFFER_ASKS_EXPERIENCE;
    offer.scale_nation = NATION_ENGLAND;
    offer.rest = (struct offer_rest){.confidence = CONFIDENCE_SINGLE,
                                     .points = {2462500, 2567400},
                                     .point_count = 2,
                                     .supplement_min = 125800,
                                     .supplement_max = 128400,
                                     .part_hours = 3000,
                                     .part_min = 2070600,
                                     .part_max = 2156600,
                                     .full_hours = 3750,
                                     .floor = PAY_FLOOR_ABOVE};
    return offer;
}

static bool same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void expect_texts(const struct offer *got, const struct offer *expected) {
    cr_expect(same_text(got->key, expected->key));
    cr_expect(same_text(got->dataset, expected->dataset));
    cr_expect(same_text(got->title, expected->title));
    cr_expect(same_text(got->employer, expected->employer));
    cr_expect(same_text(got->town, expected->town));
    cr_expect(same_text(got->region, expected->region));
}

/* All but texts and the rest. */
static void expect_values(const struct offer *got, const struct offer *expected) {
    cr_expect_eq(got->vacancy, expected->vacancy);
    cr_expect_eq(got->source, expected->source);
    cr_expect_eq(got->nation, expected->nation);
    cr_expect_eq(date_compare(got->posted, expected->posted), 0);
    cr_expect_eq(got->is_posted_assumed, expected->is_posted_assumed);
    cr_expect_eq(date_compare(got->closes, expected->closes), 0);
    cr_expect_eq(got->bands, expected->bands);
    cr_expect_eq(got->verdict, expected->verdict);
    cr_expect_eq(got->zone, expected->zone);
    cr_expect_eq(got->scale_nation, expected->scale_nation);
    cr_expect_eq(date_compare(got->scale_from, expected->scale_from), 0);
    cr_expect_eq(got->scale_status, expected->scale_status);
    cr_expect_eq(got->base_min, expected->base_min);
    cr_expect_eq(got->base_max, expected->base_max);
    cr_expect_eq(got->shown_min, expected->shown_min);
    cr_expect_eq(got->shown_max, expected->shown_max);
    cr_expect_eq(got->hourly_min, expected->hourly_min);
    cr_expect_eq(got->hourly_max, expected->hourly_max);
    cr_expect_eq(got->flags, expected->flags);
    cr_expect_eq(got->asks, expected->asks);
}

static void expect_rest(const struct offer_rest *got, const struct offer_rest *expected) {
    cr_expect_eq(got->confidence, expected->confidence);
    cr_assert_eq(got->point_count, expected->point_count);
    for (size_t i = 0; i < expected->point_count; i++) {
        cr_expect_eq(got->points[i], expected->points[i]);
    }
    cr_expect_eq(got->supplement_min, expected->supplement_min);
    cr_expect_eq(got->supplement_max, expected->supplement_max);
    cr_expect_eq(got->part_hours, expected->part_hours);
    cr_expect_eq(got->part_min, expected->part_min);
    cr_expect_eq(got->part_max, expected->part_max);
    cr_expect_eq(got->full_hours, expected->full_hours);
    cr_expect_eq(got->floor, expected->floor);
}

static int64_t save(struct sample *sample, const struct vacancy *vacancy) {
    struct stored stored = {0};
    sample_save(sample, vacancy);
    cr_assert_eq(
        store_vacancy_get(sample->store, &sample->arena, vacancy->id, &stored, &sample->diag),
        ERR_NONE, "%s", sample->diag.text);
    return stored.row;
}

static bool put(struct sample *sample, const struct offer *offer, const char *with) {
    bool kept = false;
    cr_assert_eq(store_offer_put(sample->store, offer, with, &kept, &sample->diag), ERR_NONE,
                 "%s", sample->diag.text);
    return kept;
}

static bool get(struct sample *sample, int64_t vacancy, const char *with, struct offer *out) {
    bool found = false;
    cr_assert_eq(store_offer_get(sample->store, &sample->arena, vacancy, with, out, &found,
                                 &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return found;
}

static size_t lacking(struct sample *sample, const char *with, int64_t *first) {
    int64_t *rows = NULL;
    size_t count = 0;
    cr_assert_eq(
        store_offer_lacking(sample->store, &sample->arena, with, &rows, &count, &sample->diag),
        ERR_NONE, "%s", sample->diag.text);
    *first = count > 0 ? rows[0] : 0;
    return count;
}

Test(store_offer, gives_back_every_member) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_full(&sample.arena);
    struct offer offer = full_offer(save(&sample, &vacancy));
    struct offer got;
    cr_expect(put(&sample, &offer, stamp));
    cr_assert(get(&sample, offer.vacancy, stamp, &got));
    expect_values(&got, &offer);
    expect_texts(&got, &offer);
    expect_rest(&got.rest, &offer.rest);
    sample_close(&sample);
}

Test(store_offer, gives_back_what_is_absent_as_absent) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_small("bare", "No pay");
    struct offer offer;
    struct offer got;
    offer_init(&offer);
    offer.vacancy = save(&sample, &vacancy);
    offer.source = SOURCE_NHSJOBS;
    offer.key = "bare";
    cr_expect(put(&sample, &offer, stamp));
    cr_assert(get(&sample, offer.vacancy, stamp, &got));
    cr_expect_eq(got.base_min, MONEY_NONE);
    expect_values(&got, &offer);
    expect_texts(&got, &offer);
    expect_rest(&got.rest, &offer.rest);
    sample_close(&sample);
}

Test(store_offer, counts_only_under_its_stamp_and_once) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_full(&sample.arena);
    struct offer offer = full_offer(save(&sample, &vacancy));
    struct offer got = {.title = "untouched"};
    int64_t first = 0;
    cr_expect_eq(lacking(&sample, stamp, &first), 1);
    cr_expect_eq(first, offer.vacancy);
    put(&sample, &offer, stamp);
    cr_expect_eq(lacking(&sample, stamp, &first), 0);
    cr_expect(!get(&sample, offer.vacancy, "pay 2 rules 1", &got));
    cr_expect_str_eq(got.title, "untouched");
    cr_expect_eq(lacking(&sample, "pay 2 rules 1", &first), 1);
    offer.base_min = 2500000;
    put(&sample, &offer, "pay 2 rules 1");
    cr_expect(!get(&sample, offer.vacancy, stamp, &got));
    cr_assert(get(&sample, offer.vacancy, "pay 2 rules 1", &got));
    cr_expect_eq(got.base_min, 2500000);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM offer"), 1);
    sample_close(&sample);
}

Test(store_offer, is_refused_without_a_stamp_or_a_vacancy) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_full(&sample.arena);
    struct offer offer = full_offer(save(&sample, &vacancy));
    bool kept = true;
    cr_expect_eq(store_offer_put(sample.store, &offer, "", &kept, &sample.diag), ERR_INPUT);
    cr_expect_eq(store_offer_put(sample.store, &offer, NULL, &kept, &sample.diag), ERR_INPUT);
    cr_expect(kept, "outputs stay as they were");
    offer.vacancy = 0;
    cr_expect_eq(store_offer_put(sample.store, &offer, stamp, &kept, &sample.diag), ERR_INPUT);
    offer.vacancy = 99;
    cr_expect(!put(&sample, &offer, stamp), "there is no such vacancy");
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM offer"), 0);
    sample_close(&sample);
}

Test(store_offer, goes_when_its_vacancy_is_saved_changed) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_full(&sample.arena);
    struct offer offer = full_offer(save(&sample, &vacancy));
    struct offer got;
    put(&sample, &offer, stamp);
    cr_expect_eq(sample_save(&sample, &vacancy), SAVED_SAME);
    cr_expect(get(&sample, offer.vacancy, stamp, &got), "nothing has changed");
    vacancy.salary.text = "30,000 a year";
    cr_expect_eq(sample_save(&sample, &vacancy), SAVED_CHANGED);
    cr_expect(!get(&sample, offer.vacancy, stamp, &got));
    sample_close(&sample);
}

/* Its source, its key, and the day it was first seen may be others then. */
Test(store_offer, goes_when_its_vacancy_is_adopted_or_joined) {
    static const struct vacancy_name trac = {SOURCE_TRAC, "7420519"};
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_full(&sample.arena);
    struct offer offer = full_offer(save(&sample, &vacancy));
    struct offer got;
    put(&sample, &offer, stamp);
    cr_assert_eq(store_vacancy_adopt(sample.store, offer.vacancy, &trac, sample_run(&sample),
                                     &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
    cr_expect(!get(&sample, offer.vacancy, stamp, &got));

    put(&sample, &offer, stamp);
    struct vacancy other = sample_small("C1", "The same on another board");
    struct offer second = full_offer(save(&sample, &other));
    const struct vacancy_name own = {SOURCE_NHSJOBS, "C1"};
    put(&sample, &second, stamp);
    cr_assert_eq(store_sighting_join(sample.store, &own, NULL, offer.vacancy,
                                     sample_run(&sample), &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM vacancy"), 1);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM offer"), 0);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

/* ---- data sets ---- */

static int64_t begin(struct sample *sample, const char *name, const char *attribution) {
    int64_t row = 0;
    cr_assert_eq(store_dataset_begin(sample->store, name, "nhsbsa", attribution, &row, NULL,
                                     &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return row;
}

static bool add(struct sample *sample, int64_t row, const char *key, const char *title) {
    bool added = false;
    struct offer offer = full_offer(0);
    offer.source = SOURCE_NONE;
    offer.key = key;
    offer.title = title;
    cr_assert_eq(store_dataset_add(sample->store, row, &offer, stamp, &added, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return added;
}

static size_t datasets(struct sample *sample, struct dataset **out) {
    size_t count = 0;
    cr_assert_eq(store_datasets(sample->store, &sample->arena, out, &count, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return count;
}

Test(store_dataset, keeps_the_first_of_each_key) {
    struct sample sample;
    struct dataset *sets = NULL;
    sample_open(&sample);
    const int64_t row = begin(&sample, "march.csv", "Contains NHSBSA data.");
    cr_expect(add(&sample, row, "1", "first"));
    cr_expect(!add(&sample, row, "1", "second"));
    cr_expect(add(&sample, row, "2", "other"));
    const int64_t april = begin(&sample, "april.csv", NULL);
    cr_expect(add(&sample, april, "1", "of another set"));
    cr_assert_eq(datasets(&sample, &sets), 2);
    cr_expect_str_eq(sets[0].name, "april.csv");
    cr_expect_null(sets[0].attribution);
    cr_expect_str_eq(sets[1].name, "march.csv");
    cr_expect_str_eq(sets[1].kind, "nhsbsa");
    cr_expect_str_eq(sets[1].attribution, "Contains NHSBSA data.");
    cr_expect_eq(sets[1].offers, 2);
    cr_expect_eq(sets[1].at, SAMPLE_NOW);
    cr_expect_str_eq(sets[1].stamp, stamp);
    cr_expect_eq(
        sample_ask(sample_path(&sample), "SELECT count(*) FROM offer WHERE title = 'second'"),
        0);
    sample_close(&sample);
}

Test(store_dataset, tells_whether_it_replaced_one) {
    struct sample sample;
    int64_t row = 0;
    bool replaced = true;
    sample_open(&sample);
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(store_dataset_begin(sample.store, "march.csv", "nhsbsa", NULL, &row,
                                         &replaced, &sample.diag),
                     ERR_NONE);
        cr_expect_eq(replaced, i == 1);
    }
    sample_close(&sample);
}

Test(store_dataset, names_the_other_one_that_has_the_most_of_it) {
    struct sample sample;
    struct dataset_shared shared = {.offers = 77};
    sample_open(&sample);
    const int64_t march = begin(&sample, "march.csv", NULL);
    add(&sample, march, "1", "a");
    add(&sample, march, "2", "b");
    cr_assert_eq(
        store_dataset_shared(sample.store, &sample.arena, march, &shared, &sample.diag),
        ERR_NONE);
    cr_expect_null(shared.name);
    cr_expect_eq(shared.offers, 0);
    add(&sample, begin(&sample, "april.csv", NULL), "1", "a");
    const int64_t may = begin(&sample, "may.csv", NULL);
    add(&sample, may, "1", "a");
    add(&sample, may, "2", "b");
    add(&sample, may, "3", "c");
    cr_assert_eq(
        store_dataset_shared(sample.store, &sample.arena, march, &shared, &sample.diag),
        ERR_NONE);
    cr_expect_str_eq(shared.name, "may.csv");
    cr_expect_eq(shared.offers, 2);
    cr_expect_eq(shared.of, 3);
    sample_do(sample_path(&sample),
              "UPDATE dataset SET kind = 'other' WHERE name <> 'march.csv'");
    cr_assert_eq(
        store_dataset_shared(sample.store, &sample.arena, march, &shared, &sample.diag),
        ERR_NONE);
    cr_expect_null(shared.name);
    sample_close(&sample);
}

Test(store_dataset, is_replaced_and_forgotten_with_its_offers) {
    struct sample sample;
    struct dataset *sets = NULL;
    bool known = false;
    sample_open(&sample);
    cr_expect(add(&sample, begin(&sample, "march.csv", NULL), "1", "first"));
    const int64_t again = begin(&sample, "march.csv", NULL);
    cr_assert_eq(datasets(&sample, &sets), 1);
    cr_expect_eq(sets[0].offers, 0);
    cr_expect_null(sets[0].stamp);
    cr_expect(add(&sample, again, "1", "first"));
    cr_assert_eq(store_dataset_forget(sample.store, "march.csv", &known, &sample.diag),
                 ERR_NONE);
    cr_expect(known);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM offer"), 0);
    cr_assert_eq(store_dataset_forget(sample.store, "march.csv", &known, &sample.diag),
                 ERR_NONE);
    cr_expect(!known);
    sample_close(&sample);
}

/* ---- all of them ---- */

struct seen {
    char keys[128];
    struct offer last;
    char dataset[32];
};

static enum err take(void *state, const struct offer *offer, struct diag *diag) {
    struct seen *seen = state;
    (void)diag;
    const size_t len = strlen(seen->keys);
    (void)snprintf(seen->keys + len, sizeof seen->keys - len, "%s ", offer->key);
    seen->last = *offer;
    (void)snprintf(seen->dataset, sizeof seen->dataset, "%s",
                   offer->dataset ? offer->dataset : "");
    return ERR_NONE;
}

static struct seen each(struct sample *sample, struct offer_filter filter) {
    struct seen seen = {.keys = ""};
    cr_assert_eq(store_offer_each(sample->store, &filter, take, &seen, &sample->diag), ERR_NONE,
                 "%s", sample->diag.text);
    return seen;
}

/* A, of a vacancy: bands 3 and 8a, England, May 2025. B and C, of a data set: band 2, Wales,
 * no day; band 3, England, 1 June 2025. */
static void fill(struct sample *sample) {
    struct vacancy vacancy = sample_full(&sample->arena);
    struct offer offer = full_offer(save(sample, &vacancy));
    offer.key = "A";
    put(sample, &offer, stamp);
    const int64_t row = begin(sample, "set.csv", NULL);
    offer.vacancy = 0;
    offer.source = SOURCE_NONE;
    offer.key = "B";
    offer.bands = 1u << BAND_2;
    offer.nation = NATION_WALES;
    offer.posted = (struct date){0};
    cr_assert_eq(store_dataset_add(sample->store, row, &offer, stamp, NULL, &sample->diag),
                 ERR_NONE);
    offer.key = "C";
    offer.bands = 1u << BAND_3;
    offer.nation = NATION_ENGLAND;
    offer.posted = (struct date){2025, 6, 1};
    cr_assert_eq(store_dataset_add(sample->store, row, &offer, stamp, NULL, &sample->diag),
                 ERR_NONE);
}

Test(store_offer_each, visits_those_that_the_filter_chooses) {
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    cr_expect_str_eq(each(&sample, (struct offer_filter){0}).keys, "A B C ");
    cr_expect_str_eq(each(&sample, (struct offer_filter){.bands = 1u << BAND_3}).keys, "A C ");
    cr_expect_str_eq(
        each(&sample, (struct offer_filter){.bands = 1u << BAND_8A | 1u << BAND_2}).keys,
        "A B ");
    cr_expect_str_eq(each(&sample, (struct offer_filter){.nation = NATION_WALES}).keys, "B ");
    cr_expect_str_eq(each(&sample, (struct offer_filter){.since = {2025, 6, 1}}).keys, "C ");
    cr_expect_str_eq(each(&sample, (struct offer_filter){.since = {2025, 6, 2}}).keys, "");
    sample_close(&sample);
}

/* A data set is imported once, and its rows stay what they were. */
Test(store_offer_each, leaves_vacancies_of_another_stamp_out) {
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    cr_expect_str_eq(each(&sample, (struct offer_filter){.stamp = stamp}).keys, "A B C ");
    cr_expect_str_eq(each(&sample, (struct offer_filter){.stamp = "pay 2 rules 1"}).keys,
                     "B C ");
    sample_close(&sample);
}

Test(store_offer_each, gives_what_was_put_in) {
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    struct seen seen = each(&sample, (struct offer_filter){.nation = NATION_WALES});
    struct offer expected = full_offer(0);
    expected.source = SOURCE_NONE;
    expected.bands = 1u << BAND_2;
    expected.nation = NATION_WALES;
    expected.posted = (struct date){0};
    expect_values(&seen.last, &expected);
    cr_expect_str_eq(seen.dataset, "set.csv");
    seen = each(&sample, (struct offer_filter){.bands = 1u << BAND_8A});
    cr_expect_str_eq(seen.dataset, "");
    cr_expect_gt(seen.last.vacancy, 0);
    sample_close(&sample);
}

static enum err stop(void *state, const struct offer *offer, struct diag *diag) {
    (void)offer;
    ++*(int *)state;
    return diag_set(diag, ERR_INTERRUPTED, "enough");
}

Test(store_offer_each, ends_where_the_visitor_ends_it) {
    struct sample sample;
    struct offer_filter all = {0};
    int visits = 0;
    sample_open(&sample);
    fill(&sample);
    cr_expect_eq(store_offer_each(sample.store, &all, stop, &visits, &sample.diag),
                 ERR_INTERRUPTED);
    cr_expect_eq(visits, 1);
    cr_expect_str_eq(each(&sample, all).keys, "A B C ", "and can be begun again");
    sample_close(&sample);
}
