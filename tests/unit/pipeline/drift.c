/* tests/unit/pipeline/drift.c - tests of the rule: has a site changed, or one advert?
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/drift.h"

#include <criterion/criterion.h>
#include <string.h>

#include "pipeline/doctor.h"
#include "tests/unit/schema/sample.h"

static uint64_t bit(const char *name) {
    size_t feature = drift_find(name);
    cr_assert_lt(feature, drift_count(), "there is no feature %s", name);
    return (uint64_t)1 << feature;
}

/* ---- features ---- */

Test(drift, has_room_and_a_name_for_each_feature) {
    cr_expect_leq(drift_count(), (size_t)DRIFT_FEATURES_MAX);
    for (size_t i = 0; i < drift_count(); i++) {
        cr_expect_eq(drift_find(drift_name(i)), i, "%s is there twice", drift_name(i));
    }
    cr_expect_eq(drift_find("nothing"), drift_count());
    cr_expect_eq(drift_kind(drift_find("salary.text")), DRIFT_CORE);
    cr_expect_eq(drift_kind(drift_find("interview")), DRIFT_FIELD);
    cr_expect_eq(drift_kind(drift_find("criteria.size")), DRIFT_SIZE);
    cr_expect_eq(drift_kind(drift_find("employer.same")), DRIFT_CONSTANT);
}

Test(drift, a_full_record_has_what_an_empty_one_lacks) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy full = sample_full(&arena);
    struct vacancy empty;
    vacancy_init(&empty);
    uint64_t has = drift_features(&full, &arena);
    uint64_t lost = drift_lost(&full, &empty, &arena);
    cr_expect_eq(drift_lost(&full, &full, &arena), 0u);
    cr_expect_eq(drift_lost(&empty, &full, &arena), 0u, "who had nothing loses nothing");
    cr_expect_eq(has & bit("salary.min"), bit("salary.min"));
    cr_expect_eq(lost & bit("title"), bit("title"));
    cr_expect_eq(lost & bit("criteria"), bit("criteria"));
    cr_expect_eq(lost & drift_kinds(DRIFT_MEASURES), 0u, "the field itself is missed");
    arena_fini(&arena);
}

Test(drift, notices_less_than_half_more_than_double_and_another_value) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy known = sample_full(&arena);
    struct criterion criteria[8] = {{.text = "one"}};
    known.criteria = criteria;
    known.criterion_count = 4;
    struct vacancy read = known;
    read.criterion_count = 1;
    cr_expect(drift_lost(&known, &read, &arena) & bit("criteria.size"));
    read.criterion_count = 2;
    cr_expect_not(drift_lost(&known, &read, &arena) & bit("criteria.size"));
    cr_expect(drift_lost(&known, &read, &arena) & bit("criteria.same"));
    read.criterion_count = 8;
    cr_expect_not(drift_lost(&known, &read, &arena) & bit("criteria.size"));
    read.employer = "Another Trust";
    cr_expect(drift_lost(&known, &read, &arena) & bit("employer.same"));
    arena_fini(&arena);
}

Test(drift, takes_words_for_nothing_as_nothing) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy known = sample_full(&arena);
    struct vacancy read = known;
    known.salary.kind = SALARY_RANGE;
    read.salary.kind = SALARY_UNSTATED;
    cr_expect(drift_lost(&known, &read, &arena) & bit("salary.kind"));
    cr_expect_not(drift_lost(&read, &known, &arena) & bit("salary.kind"));
    arena_fini(&arena);
}

Test(drift, things_are_counted_by_group) {
    cr_expect_eq(drift_things(0), 0u);
    cr_expect_eq(drift_things(bit("salary.min") | bit("salary.max") | bit("salary.kind")), 1u);
    cr_expect_eq(drift_things(bit("salary.min") | bit("bands") | bit("website")), 3u);
}

Test(drift, features_come_back_from_text) {
    struct arena arena;
    uint64_t read = 7;
    arena_init(&arena, ARENA_PAGE_CAP);
    uint64_t features = bit("title") | bit("documents.same");
    cr_expect(drift_parse(drift_write(features, &arena), &read));
    cr_expect_eq(read, features);
    static const char *const others[] = {NULL, "", "00000000:0000000000000001", "x"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        cr_expect_not(drift_parse(others[i], &read));
    }
    cr_expect_eq(read, features);
    arena_fini(&arena);
}

/* ---- the rule ---- */

static const struct {
    const char *name;
    struct drift_case item;
    bool goes;
} cases[] = {
    {"one advert alone, core", {.kind = DRIFT_CORE, .things = 1, .batch = {1, 0}}, false},
    {"one advert alone, not core", {.kind = DRIFT_FIELD, .things = 1, .batch = {1, 0}}, true},
    {"one advert alone that lacks three things",
     {.kind = DRIFT_FIELD, .things = 3, .batch = {1, 0}},
     false},
    {"two of two lack it", {.kind = DRIFT_FIELD, .things = 1, .batch = {2, 0}}, false},
    {"two of four lack it", {.kind = DRIFT_FIELD, .things = 1, .batch = {4, 2}}, true},
    {"one of five hundred, in the middle",
     {.kind = DRIFT_CORE, .things = 1, .after = {250, 250}, .batch = {500, 499}},
     true},
    {"one of five hundred, the last but four",
     {.kind = DRIFT_CORE, .things = 1, .after = {4, 4}, .batch = {500, 499}},
     false},
    {"the same, with a few pages of the next run",
     {.kind = DRIFT_CORE, .things = 1, .after = {5, 5}, .batch = {500, 499}},
     true},
    {"from half-way on all lack it",
     {.kind = DRIFT_CORE, .things = 1, .after = {100, 0}, .batch = {500, 399}},
     false},
    {"the last of those", {.kind = DRIFT_CORE, .things = 1, .batch = {500, 399}}, false},
    {"two layouts in turn",
     {.kind = DRIFT_CORE, .things = 1, .after = {100, 50}, .batch = {200, 100}},
     false},
    {"one page in ten has the new layout",
     {.kind = DRIFT_FIELD, .things = 1, .after = {100, 90}, .batch = {200, 180}},
     false},
    {"one in ten, where that is usual",
     {.kind = DRIFT_FIELD,
      .things = 1,
      .after = {100, 90},
      .batch = {200, 180},
      .usual = {1000, 950}},
     true},
    {"one in three, however usual",
     {.kind = DRIFT_FIELD,
      .things = 1,
      .after = {99, 66},
      .batch = {200, 130},
      .usual = {1000, 500}},
     false},
    {"a new advert without a salary, the last of a run",
     {.kind = DRIFT_CORE, .is_new = true, .things = 1, .batch = {100, 97}},
     true},
    {"a new advert, and those behind it lack it too",
     {.kind = DRIFT_CORE,
      .is_new = true,
      .things = 1,
      .after = {3, 0},
      .batch = {100, 96},
      .usual = {60, 59}},
     false},
    {"a new advert of a family that is hardly known",
     {.kind = DRIFT_CORE, .is_new = true, .things = 1, .batch = {1, 0}, .usual = {21, 20}},
     true},
    {"a first crawl in which all lack it",
     {.kind = DRIFT_CORE, .is_new = true, .things = 1, .after = {50, 0}, .batch = {51, 0}},
     false},
    {"the parser lost a core field of one",
     {.kind = DRIFT_CORE, .is_again = true, .things = 1, .batch = {5000, 4999}},
     false},
    {"the parser lost another field of one",
     {.kind = DRIFT_FIELD, .is_again = true, .things = 1, .batch = {5000, 4999}},
     true},
    {"the parser lost another field of many",
     {.kind = DRIFT_FIELD, .is_again = true, .things = 1, .batch = {5000, 4000}},
     false},
    {"a value changed here and there",
     {.kind = DRIFT_CONSTANT, .things = 5, .after = {30, 25}, .batch = {60, 50}},
     true},
    {"a value changed everywhere",
     {.kind = DRIFT_CONSTANT, .things = 1, .after = {30, 0}, .batch = {31, 0}},
     false},
    {"a value changed on nine pages of nine",
     {.kind = DRIFT_CONSTANT, .things = 1, .batch = {9, 0}},
     true},
};

Test(drift, lets_go_what_is_one_adverts_own_change) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(drift_lets_go(&cases[i].item), cases[i].goes, "%s", cases[i].name);
    }
}

Test(drift, usual_is_nine_of_ten_of_twenty) {
    cr_expect(drift_is_usual((struct drift_share){20, 18}));
    cr_expect_not(drift_is_usual((struct drift_share){20, 17}));
    cr_expect_not(drift_is_usual((struct drift_share){19, 19}));
    cr_expect_not(drift_is_usual((struct drift_share){0, 0}));
}

Test(drift, a_field_has_fallen_where_most_of_a_batch_lack_it) {
    cr_expect(drift_has_fallen(DRIFT_CORE, (struct drift_share){5, 2}));
    cr_expect_not(drift_has_fallen(DRIFT_CORE, (struct drift_share){4, 0}));
    cr_expect_not(drift_has_fallen(DRIFT_FIELD, (struct drift_share){10, 5}));
    cr_expect(drift_has_fallen(DRIFT_CONSTANT, (struct drift_share){10, 6}));
    cr_expect_not(drift_has_fallen(DRIFT_CONSTANT, (struct drift_share){9, 0}));
}

Test(drift, doctor_sees_a_share_that_has_halved) {
    size_t bands = drift_find("bands");
    struct fill before = {.adverts = 100, .filled = 90};
    struct fill now = {.adverts = 20, .filled = 8};
    cr_expect(doctor_has_fallen(bands, &now, &before));
    now.filled = 9;
    cr_expect_not(doctor_has_fallen(bands, &now, &before));
    now = (struct fill){.adverts = 19, .filled = 0};
    cr_expect_not(doctor_has_fallen(bands, &now, &before), "too few");
    before.filled = 9;
    now = (struct fill){.adverts = 20, .filled = 0};
    cr_expect_not(doctor_has_fallen(bands, &now, &before), "too rare");
}
