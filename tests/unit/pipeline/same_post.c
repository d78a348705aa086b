/* tests/unit/pipeline/same_post.c - do two boards' adverts name each other?
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/same_post.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/builtin.h"
#include "base/csv.h"
#include "pipeline/same_post_words.h"
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
    {"the number, and the employers contradict",
     {SOURCE_JOBPOSTING, "7601114", NULL, "Cornwall Catering Ltd"},
     {SOURCE_NHSJOBS, "C9905-26-0001", "333-7601114", "River Lea Mental Health NHS Trust"},
     false},
    {"the number, and one employer is a word of the other",
     {SOURCE_TRAC, "7601114", NULL, "Lea Valley University Hospitals"},
     {SOURCE_NHSJOBS, "C9905-26-0001", "333-7601114", "River Lea NHS Foundation Trust"},
     true},
    {"the number, and one employer is nobody's name",
     {SOURCE_TRAC, "7601114", NULL, "River Lea"},
     {SOURCE_FINDAJOB, "17546221", "7601114/333-X", "NHS Jobs"},
     true},
    {"the number and the code, however the employers are called",
     {SOURCE_TRAC, "7704185", "343-RB-AT", "LTHT"},
     {SOURCE_NHSJOBS, "C9343-7704185-RB-AT", NULL, "Lindale Teaching Hospitals"},
     true},
    {"a day is no number",
     {SOURCE_JOBPOSTING, "20260131", NULL, "Vale Trust"},
     {SOURCE_NHSJOBS, "C9905-26-0001", "PEC-20260131", "Vale Trust"},
     false},
    {"a day the other way round is none either",
     {SOURCE_JOBPOSTING, "01022026", NULL, "Vale Trust"},
     {SOURCE_NHSJOBS, "C9905-26-0001", "PEC-01022026", "Vale Trust"},
     false},
    {"nor a year and a counter",
     {SOURCE_JOBPOSTING, "2026001", NULL, "Vale Trust"},
     {SOURCE_NHSJOBS, "C9905-26-0001", "PEC-2026001", "Vale Trust"},
     false},
    /* references */
    {"a grade",
     {SOURCE_NHSJOBS, "A1234-25-0001", "HCA-BAND3", "Vale Trust"},
     {SOURCE_JOBPOSTING, "HCA-BAND3", NULL, "Vale Trust"},
     false},
    {"a grade for a reference on both",
     {SOURCE_NHSJOBS, "A1234-25-0001", "HCSW BAND 3 NIGHTS", "Vale Trust"},
     {SOURCE_TRAC, "7111111", "HCSW-BAND3-NIGHTS", "Vale Trust"},
     false},
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
        cr_expect_eq(same_post(&a, &as_b) != SAME_POST_NOT, pairs[i].same, "%s", pairs[i].name);
        cr_expect_eq(same_post(&b, &as_a) != SAME_POST_NOT, pairs[i].same, "%s, the other way",
                     pairs[i].name);
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

Test(same_post, a_reference_tells_or_does_not) {
    static const char *const telling[] = {
        /* as boards print them (reference_strings) */
        "222-LS-Man-105", "285-0797A-MH", "351-CEN2412-EB", "351-PEN966-CS-B", "380-WK0316",
        "391-7686-RF-MUC-A", "302-25-7601114CPR", "847-RM-26-V945", "A0997-26-0005",
        "A3949-26-0002", "A4143-26-0001", "A5723-26-0005", "C9165-26-05-052a",
        "C9343-7704185-RB-AT", "C9439-2627-NP-1228", "C9798-1680", "C9835-HC26-001",
        "E0343-26-0026abl806o", "F0041-7891", "F0067-26000511603425", "F0067-2600058043419",
        "J223-A-20-1131", "M0038-24-0557", "Q0004-42560", "U0012-26-0006",
        /* made up */
        "NK175/A2", "REF00123", "JOB12345", "222-PEER-CRISIS-18", "380-HCA-BAND3-0471"};
    static const char *const hollow[] = {"",
                                         "1",
                                         "HCA",
                                         "HCASUPPORT",
                                         "BAND3",
                                         "B3",
                                         "BAND-8A",
                                         "BAND8A",
                                         "HCA-BAND3",
                                         "HCABAND3",
                                         "HCA-B3",
                                         "HCSW/BAND 2/NIGHTS",
                                         "RMN-2026",
                                         "WARD12",
                                         "JOB1",
                                         "REF2",
                                         "POST3",
                                         "VAC1",
                                         "JOB 12 BAND 2",
                                         "2024/01",
                                         "20260131",
                                         "202601",
                                         "01022026",
                                         "NURSING-2026",
                                         "NURSING-20260131",
                                         "31-01-2026",
                                         "RECRUITMENT-31.01.26",
                                         "NIGHTINGALE-2026/01/31",
                                         "THEATRE-SUPPORT-B3",
                                         "HCA-JAN26",
                                         "HCA-JAN-2026",
                                         "X1-2026",
                                         "NURSE-310126"};
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
        cr_expect(same_post_is_telling(span_of(telling[i])), "%s", telling[i]);
    }
    for (size_t i = 0; i < sizeof hollow / sizeof *hollow; i++) {
        cr_expect_not(same_post_is_telling(span_of(hollow[i])), "%s", hollow[i]);
    }
}

Test(same_post, the_table_of_words_is_sound) {
    struct strings cells = {NULL, 0};
    struct arena arena;
    struct csv csv;
    bool more = true;
    int rows = -1;
    static const char file[] = "schema/facts/same_post.csv";
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(csv_open(&csv, &arena, file, builtin_span(file), ',', NULL), ERR_NONE);
    for (; more; rows++) {
        cr_assert_eq(csv_next(&csv, &arena, &cells, &more, NULL), ERR_NONE);
        const char *kind = more ? csv_cell(&csv, &cells, "kind") : "title";
        cr_expect(strcmp(kind, "reference") == 0 || strcmp(kind, "employer") == 0 ||
                      strcmp(kind, "title") == 0,
                  "line %d: %s", csv.line, kind);
        for (const char *c = more ? csv_cell(&csv, &cells, "word") : "a"; *c; c++) {
            cr_expect(ascii_is_alpha(*c), "line %d", csv.line);
        }
        cr_expect(!more || *csv_cell(&csv, &cells, "source"), "line %d", csv.line);
    }
    cr_expect_gt(rows, 100);
    arena_fini(&arena);
}

/* Two adverts that name each other by reference or number: what else they say. */
struct said {
    const char *title, *town, *postcode;
    struct date posted, closes;
};

static struct vacancy vacancy_said(const struct said *said, struct location *place) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    *place = (struct location){.town = said->town, .postcode = said->postcode};
    vacancy.employer = "Vale Trust";
    vacancy.title = said->title;
    vacancy.posted = said->posted;
    vacancy.closes = said->closes;
    vacancy.locations = place;
    vacancy.location_count = said->town || said->postcode;
    return vacancy;
}

Test(same_post, what_they_say_besides_may_keep_them_apart) {
    static const struct {
        const char *name;
        struct said a, b;
        bool by_reference, by_number;
    } rows[] = {
        {"nothing printed", {0}, {0}, true, true},
        {"the same days",
         {.posted = {2026, 3, 1}, .closes = {2026, 3, 15}},
         {.posted = {2026, 3, 2}, .closes = {2026, 3, 15}},
         true,
         true},
        {"posted behind the other's last day",
         {.posted = {2026, 3, 16}, .closes = {2026, 3, 20}},
         {.closes = {2026, 3, 15}},
         false,
         false},
        {"posted on the other's last day",
         {.posted = {2026, 3, 15}, .closes = {2026, 3, 20}},
         {.closes = {2026, 3, 15}},
         true,
         true},
        {"two weeks longer", {.closes = {2026, 3, 29}}, {.closes = {2026, 3, 15}}, true, true},
        {"more than that", {.closes = {2026, 3, 30}}, {.closes = {2026, 3, 15}}, false, true},
        {"one has no last day",
         {.posted = {2026, 3, 1}},
         {.closes = {2026, 3, 15}},
         true,
         true},
        {"other places and another post",
         {"Healthcare Assistant, Leyton", "Leyton", "E10 6QQ", {0}, {0}},
         {"Catering Supervisor", "Truro", "TR1 3LJ", {0}, {0}},
         false,
         true},
        {"other places, and a title in other words",
         {"Health Care Assistant (Nights)", "Leyton", "E10 6QQ", {0}, {0}},
         {"Healthcare Support Worker", "Truro", "TR1 3LJ", {0}, {0}},
         true,
         true},
        {"another title at the same place",
         {"Healthcare Assistant", "Leyton", "E10 6QQ", {0}, {0}},
         {"Clinical Support Worker", "Leyton", "E10 7AA", {0}, {0}},
         true,
         true},
        {"the same district, and the town is called another",
         {"Healthcare Assistant", "Leyton", "E10 6QQ", {0}, {0}},
         {"Clinical Support Worker", "London", "E10", {0}, {0}},
         true,
         true},
        {"one prints no place",
         {"Healthcare Assistant", NULL, NULL, {0}, {0}},
         {"Catering Supervisor", "Truro", "TR1 3LJ", {0}, {0}},
         true,
         true},
        {"a town here and a postcode there cannot be compared",
         {"Healthcare Assistant", "Leyton", NULL, {0}, {0}},
         {"Catering Supervisor", NULL, "TR1 3LJ", {0}, {0}},
         true,
         true},
        {"a title of everyday words alone",
         {"Band 3 Night Team", "Leyton", NULL, {0}, {0}},
         {"Catering Supervisor", "Truro", NULL, {0}, {0}},
         true,
         true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct location places[2];
        struct vacancy a = vacancy_said(&rows[i].a, &places[0]);
        struct vacancy b = vacancy_said(&rows[i].b, &places[1]);
        cr_expect_eq(same_post_agrees(&a, &b, SAME_POST_BY_REFERENCE), rows[i].by_reference,
                     "%s", rows[i].name);
        cr_expect_eq(same_post_agrees(&b, &a, SAME_POST_BY_REFERENCE), rows[i].by_reference,
                     "%s, the other way", rows[i].name);
        cr_expect_eq(same_post_agrees(&a, &b, SAME_POST_BY_NUMBER), rows[i].by_number,
                     "%s, by number", rows[i].name);
    }
}

Test(same_post, a_number_needs_agreement_where_an_employer_is_not_printed) {
    struct location places[2];
    static const struct said here = {"Healthcare Assistant", "Leyton", NULL, {0}, {0}};
    static const struct said there = {"Catering Supervisor", "Truro", NULL, {0}, {0}};
    struct vacancy a = vacancy_said(&here, &places[0]);
    struct vacancy b = vacancy_said(&there, &places[1]);
    cr_expect(same_post_agrees(&a, &b, SAME_POST_BY_NUMBER));
    b.employer = NULL;
    cr_expect_not(same_post_agrees(&a, &b, SAME_POST_BY_NUMBER));
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

Test(same_post, a_number_is_found_though_one_board_has_extended_it) {
    static const struct named nhs = {SOURCE_NHSJOBS, "C9302-26-0471", "302-26-6900777", "Vale"};
    static const struct named trac = {SOURCE_TRAC, "6900777", NULL, "Vale NHS Trust"};
    struct namesake other = {0};
    size_t count = 99;
    struct sample sample;
    sample_open(&sample);
    struct vacancy old = vacancy_of(&nhs);
    struct vacancy longer = vacancy_of(&trac);
    old.closes = (struct date){2026, 11, 30};
    longer.closes = (struct date){2026, 12, 31};
    sample_save(&sample, &old);
    cr_expect_eq(same_post_find(&other, &count, &sample.arena, sample.store, &longer, NULL),
                 ERR_NONE);
    cr_expect_eq(count, 1u);
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
