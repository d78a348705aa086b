/* tests/unit/pipeline/same_post.c - do two boards' adverts name each other?
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/same_post.h"

#include <criterion/criterion.h>

#include "tests/unit/schema/sample.h"

struct named {
    enum source source;
    const char *id, *reference, *employer;
};

static struct vacancy vacancy_of(const struct named *named) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.source = named->source;
    vacancy.id = named->id;
    vacancy.reference = named->reference;
    vacancy.employer = named->employer;
    vacancy.title = "Healthcare Support Worker"; /* they all look alike */
    vacancy.salary.text = "a lot";
    return vacancy;
}

static struct namesake namesake_of(const struct named *named) {
    return (struct namesake){.row = 1,
                             .name = {named->source, named->id ? named->id : named->reference},
                             .id = named->id,
                             .reference = named->reference,
                             .employer = named->employer};
}

static const struct {
    const char *name;
    struct named a, b;
    bool same;
} pairs[] = {
    /* numbers */
    {"Find a job begins with the Trac number",
     {SOURCE_TRAC, "7601114", "302-25-7601114CPR", "South Trust"},
     {SOURCE_FINDAJOB, "17546221", "7601114/302-25-7601114CPR", "South Quay"},
     true},
    {"an NHS Jobs number holds the Trac number",
     {SOURCE_TRAC, "7704185", NULL, NULL},
     {SOURCE_NHSJOBS, "C9343-7704185-RB-AT", "343-X", NULL},
     true},
    {"letters follow the number",
     {SOURCE_TRAC, "7601114", NULL, NULL},
     {SOURCE_NHSJOBS, "C9302-25-0001", "302-25-7601114CPR", NULL},
     true},
    {"the number is in the middle of a longer one",
     {SOURCE_TRAC, "2600051", NULL, NULL},
     {SOURCE_NHSJOBS, "F0067-26000511603425", NULL, NULL},
     false},
    {"letters stand before the number",
     {SOURCE_TRAC, "7601114", NULL, NULL},
     {SOURCE_NHSJOBS, "C9302-25-0001", "AB7601114", NULL},
     false},
    {"a short number",
     {SOURCE_TRAC, "760111", NULL, NULL},
     {SOURCE_NHSJOBS, "C9302-25-0001", "302-25-760111", NULL},
     false},
    {"two boards count alike",
     {SOURCE_TRAC, "7601114", NULL, "Trust"},
     {SOURCE_HSCNI, "7601114", NULL, "Trust"},
     false},
    {"the same board",
     {SOURCE_TRAC, "7601114", NULL, NULL},
     {SOURCE_TRAC, "7700000", "302-25-7601114CPR", NULL},
     false},
    /* references */
    {"equal references, equal employers",
     {SOURCE_NHSJOBS, "A1234-25-0001", "NK175/A2", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "nk175/a2", " vale  trust"},
     true},
    {"blanks in the reference",
     {SOURCE_NHSJOBS, "A1234-25-0001", "380 - NK175 - A", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "380-NK175-A", "Vale Trust"},
     true},
    {"another employer whose number does not agree",
     {SOURCE_NHSJOBS, "C9381-25-0471", "380-NK175-A", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "380-NK175-A", "Hill Trust"},
     false},
    {"another employer's name, and the number agrees",
     {SOURCE_NHSJOBS, "C9380-25-0471", "380-NK175-A", "Vale NHS Foundation Trust"},
     {SOURCE_TRAC, "7111111", "380-NK175-A", "Vale Partnership"},
     true},
    {"the number agrees, and the reference is another's",
     {SOURCE_NHSJOBS, "C9380-25-0471", "380-NK175-A", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "380-NK175-B", "Vale Trust"},
     false},
    {"nearly the same employer",
     {SOURCE_NHSJOBS, "A1234-25-0001", "NK175/A2", "Vale NHS Trust"},
     {SOURCE_TRAC, "7111111", "NK175/A2", "Vale NHS Foundation Trust"},
     false},
    {"an employer is not printed",
     {SOURCE_NHSJOBS, "A1234-25-0001", "NK175/A2", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "NK175/A2", NULL},
     false},
    {"no employer at all",
     {SOURCE_NHSJOBS, "A1234-25-0001", "NK175/A2", NULL},
     {SOURCE_TRAC, "7111111", "NK175/A2", NULL},
     false},
    {"behind the number stands the reference",
     {SOURCE_FINDAJOB, "17546221", "7601114/302-25-ABC", "Vale"},
     {SOURCE_NHSJOBS, "C9302-25-0031", "302-25-ABC", "Vale Trust"},
     true},
    {"\"1\"",
     {SOURCE_NHSJOBS, "A1234-25-0001", "1", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "1", "Vale Trust"},
     false},
    {"a word",
     {SOURCE_NHSJOBS, "A1234-25-0001", "HCASUPPORT", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "HCASUPPORT", "Vale Trust"},
     false},
    {"a year and a counter",
     {SOURCE_NHSJOBS, "A1234-25-0001", "2024/01", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "2024/01", "Vale Trust"},
     false},
    {"a day",
     {SOURCE_NHSJOBS, "A1234-25-0001", "20260131", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "20260131", "Vale Trust"},
     false},
    {"a word and a year",
     {SOURCE_NHSJOBS, "A1234-25-0001", "NURSING-2026", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "NURSING-2026", "Vale Trust"},
     false},
    {"all looks alike, and nothing is named",
     {SOURCE_NHSJOBS, "A1234-25-0001", NULL, "Vale Trust"},
     {SOURCE_TRAC, "7111111", NULL, "Vale Trust"},
     false},
    /* copies */
    {"a copy with a reference alone",
     {SOURCE_TEXT, NULL, "380-NK175-A", "Vale Trust"},
     {SOURCE_NHSJOBS, "C9380-25-0471", "380-NK175-A", "Vale Trust"},
     false},
    {"a copy with both",
     {SOURCE_TEXT, "C9380-25-0471", "380-NK175-A", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "380-NK175-A", "Vale Trust"},
     true},
};

Test(same_post, is_where_adverts_name_each_other_and_nowhere_else) {
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct vacancy a = vacancy_of(&pairs[i].a);
        struct vacancy b = vacancy_of(&pairs[i].b);
        struct namesake as_a = namesake_of(&pairs[i].a);
        struct namesake as_b = namesake_of(&pairs[i].b);
        cr_expect_eq(same_post(&a, &as_b), pairs[i].same, "%s", pairs[i].name);
        cr_expect_eq(same_post(&b, &as_a), pairs[i].same, "%s, the other way", pairs[i].name);
    }
}

Test(same_post, ranks_boards) {
    cr_expect_gt(same_post_rank(SOURCE_NHSJOBS, SOURCE_TRAC), 0);
    cr_expect_gt(same_post_rank(SOURCE_TRAC, SOURCE_FINDAJOB), 0);
    cr_expect_eq(same_post_rank(SOURCE_FINDAJOB, SOURCE_JOBTRAIN), 0);
    cr_expect_eq(same_post_rank(SOURCE_FINDAJOB, SOURCE_HSCNI), 0);
    cr_expect_gt(same_post_rank(SOURCE_HSCNI, SOURCE_JOBPOSTING), 0);
    cr_expect_gt(same_post_rank(SOURCE_JOBPOSTING, SOURCE_TEXT), 0);
    for (int i = SOURCE_NONE + 1; i < SOURCE_COUNT; i++) {
        cr_expect_gt(same_post_rank((enum source)i, SOURCE_NONE), 0, "source %d has no rank",
                     i);
    }
}

Test(same_post, advertised_again_is_another_advert) {
    static const struct {
        const char *name;
        struct date a_posted, a_closes, b_posted, b_closes;
        bool in_time;
    } rows[] = {
        {"nothing printed", {0}, {0}, {0}, {0}, true},
        {"the same days", {2026, 3, 1}, {2026, 3, 15}, {2026, 3, 2}, {2026, 3, 15}, true},
        {"posted behind the other's last day",
         {2026, 3, 16},
         {2026, 3, 20},
         {0},
         {2026, 3, 15},
         false},
        {"posted on the other's last day",
         {2026, 3, 15},
         {2026, 3, 20},
         {0},
         {2026, 3, 15},
         true},
        {"two weeks longer", {0}, {2026, 3, 29}, {0}, {2026, 3, 15}, true},
        {"more than that", {0}, {2026, 3, 30}, {0}, {2026, 3, 15}, false},
        {"one has no last day", {2026, 3, 1}, {0}, {0}, {2026, 3, 15}, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct vacancy a = {.posted = rows[i].a_posted, .closes = rows[i].a_closes};
        struct vacancy b = {.posted = rows[i].b_posted, .closes = rows[i].b_closes};
        cr_expect_eq(same_post_in_time(&a, &b), rows[i].in_time, "%s", rows[i].name);
        cr_expect_eq(same_post_in_time(&b, &a), rows[i].in_time, "%s, the other way",
                     rows[i].name);
    }
}

static size_t find(struct sample *sample, const struct named *named, struct namesake *out) {
    struct vacancy vacancy = vacancy_of(named);
    size_t count = 99;
    enum err err =
        same_post_find(out, &count, &sample->arena, sample->store, &vacancy, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return count;
}

/* Found by the whole reference, a part of it, or a number; not by a number that letters alone
 * part from the rest, where that record was there first. */
static void expect_found(struct sample *sample, size_t pair, int way) {
    struct vacancy there = vacancy_of(way ? &pairs[pair].b : &pairs[pair].a);
    bool letters = strcmp(pairs[pair].name, "letters follow the number") == 0;
    struct namesake other = {0};
    cr_assert_eq(store_begin(sample->store, &sample->diag), ERR_NONE);
    sample_save(sample, &there);
    size_t found = find(sample, way ? &pairs[pair].a : &pairs[pair].b, &other);
    cr_expect_eq(found, pairs[pair].same && !(letters && way == 1) ? 1u : 0u, "%s, way %d: %zu",
                 pairs[pair].name, way, found);
    cr_expect(found == 0 || other.name.source == there.source, "%s", pairs[pair].name);
    store_rollback(sample->store);
}

Test(same_post, finds_in_the_store_what_the_rule_joins) {
    struct sample sample;
    sample_open(&sample);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        for (int way = 0; way < 2; way++) {
            expect_found(&sample, i, way);
        }
    }
    sample_close(&sample);
}

Test(same_post, several_are_counted_and_a_record_once) {
    static const struct named first = {SOURCE_NHSJOBS, "C9380-25-0471", "380-NK175-A", "Vale"};
    static const struct named again = {SOURCE_NHSJOBS, "C9380-25-0500", "380-NK175-A", "Vale"};
    static const struct named trac = {SOURCE_TRAC, "7111111", "380-NK175-A", "Vale"};
    struct namesake other = {0};
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = vacancy_of(&first);
    sample_save(&sample, &vacancy);
    cr_expect_eq(find(&sample, &trac, &other), 1u);
    cr_expect_str_eq(other.name.key, "C9380-25-0471");
    vacancy = vacancy_of(&again);
    sample_save(&sample, &vacancy);
    cr_expect_eq(find(&sample, &trac, &other), 2u);
    sample_close(&sample);
}

Test(same_post, an_advert_that_was_over_before_is_not_found) {
    static const struct named nhs = {SOURCE_NHSJOBS, "C9380-25-0471", "380-NK175-A", "Vale"};
    static const struct named trac = {SOURCE_TRAC, "7111111", "380-NK175-A", "Vale"};
    struct namesake other = {0};
    size_t count = 99;
    struct sample sample;
    sample_open(&sample);
    struct vacancy old = vacancy_of(&nhs);
    struct vacancy again = vacancy_of(&trac);
    old.closes = (struct date){2025, 3, 1};
    again.closes = (struct date){2025, 6, 20};
    sample_save(&sample, &old);
    cr_expect_eq(same_post_find(&other, &count, &sample.arena, sample.store, &again, NULL),
                 ERR_NONE);
    cr_expect_eq(count, 0u);
    cr_expect_null(other.name.key, "untouched");
    sample_close(&sample);
}
