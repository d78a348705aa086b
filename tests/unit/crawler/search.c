/* tests/unit/crawler/search.c - what a user looks for on a board
 * SPDX-License-Identifier: MIT
 */
#include "crawler/search.h"

#include <criterion/criterion.h>

static struct arena arena;

static void start(void) { arena_init(&arena, ARENA_PAGE_CAP); }

static void stop(void) { arena_fini(&arena); }

TestSuite(search, .init = start, .fini = stop);

Test(search, names_every_staff_group_and_knows_each_again) {
    cr_expect_eq(vocab_staff_group.count, STAFF_GROUP_COUNT);
    for (int i = 1; i < STAFF_GROUP_COUNT; i++) {
        const char *name = vocab_name(&vocab_staff_group, i);
        cr_assert_not_null(name, "%d", i);
        cr_expect_eq(vocab_value(&vocab_staff_group, span_of(name)), i, "%s", name);
    }
    cr_expect_eq(vocab_value(&vocab_staff_group, SPAN("Clinical-Services")),
                 STAFF_CLINICAL_SERVICES);
    cr_expect_eq(vocab_value(&vocab_staff_group, SPAN("NURSING_AND_MIDWIFERY_REGD")),
                 STAFF_NURSING_AND_MIDWIFERY_REGD);
    cr_expect_eq(vocab_value(&vocab_staff_group, SPAN("clinical")), 0);
}

Test(search, says_which_parts_are_given) {
    const struct {
        struct search search;
        unsigned parts;
        const char *option;
    } rows[] = {
        {{.keyword = NULL}, 0, ""},
        {{.keyword = " \t\n"}, 0, ""},
        {{.keyword = "x"}, SEARCH_KEYWORD, "--keyword"},
        {{.location = "Leeds"}, SEARCH_LOCATION, "--location"},
        {{.distance_miles = 5}, 0, ""},
        {{.bands = 1u << BAND_3}, SEARCH_BANDS, "--band"},
        {{.staff_groups = 2}, SEARCH_STAFF_GROUPS, "--staff-group"},
        {{.contracts = 2}, SEARCH_CONTRACTS, "--contract"},
        {{.patterns = 2}, SEARCH_PATTERNS, "--pattern"},
        {{.employer = "Trust"}, SEARCH_EMPLOYER, "--employer"},
        {{.since = {2026, 11, 1}}, SEARCH_SINCE, "--since"},
        {{.keyword = "x", .since = {2026, 11, 1}}, SEARCH_KEYWORD | SEARCH_SINCE, "--keyword"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(search_parts(&rows[i].search), rows[i].parts, "row %zu", i);
        cr_expect_str_eq(search_part_option(rows[i].parts), rows[i].option, "row %zu", i);
    }
}

Test(search, writes_the_same_search_the_same_way) {
    const struct {
        struct search search;
        const char *text;
    } rows[] = {
        {{.keyword = NULL}, ""},
        {{.keyword = "  ", .distance_miles = 10}, ""},
        {{.keyword = " Recovery \t\n WORKER ", .bands = 1u << BAND_4 | 1u << BAND_3},
         "keyword=recovery worker&bands=3,4"},
        {{.location = "DA1  2DL", .distance_miles = 10}, "location=da1 2dl&distance=10"},
        {{.location = "Leeds"}, "location=leeds"},
        {{.bands = 1u << BAND_8A | 1u << BAND_1}, "bands=1,8a"},
        {{.staff_groups = 1u << STAFF_STUDENTS | 1u << STAFF_CLINICAL_SERVICES},
         "staff_groups=clinical_services,students"},
        {{.contracts = 1u << CONTRACT_BANK, .patterns = 1u << WORK_PART_TIME},
         "contracts=bank&patterns=part_time"},
        {{.employer = "A & B = 100%"}, "employer=a %26 b %3D 100%25"},
        {{.employer = "x\001y\177"}, "employer=x%01y%7F"},
        {{.employer = "Caf\xC3\x89"}, "employer=caf\xC3\x89"},
        {{.since = {2026, 2, 3}}, "since=2026-02-03"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(search_write(&rows[i].search, &arena), rows[i].text, "row %zu", i);
    }
}

/* A value cannot be written so that it reads as another part of the search. */
Test(search, keeps_two_searches_apart) {
    struct search one = {.keyword = "a&bands=3"};
    struct search other = {.keyword = "a", .bands = 1u << BAND_3};

    cr_expect_str_neq(search_write(&one, &arena), search_write(&other, &arena));
    one = (struct search){.keyword = "a%26b"};
    other = (struct search){.keyword = "a&b"};
    cr_expect_str_neq(search_write(&one, &arena), search_write(&other, &arena));
}

Test(search, says_when_memory_was_short) {
    struct search search = {.keyword = "recovery worker", .bands = 8};
    struct arena small;

    arena_init(&small, 8);
    cr_expect_null(search_write(&search, &small));
    cr_expect_neq(arena_check(&small, NULL), ERR_NONE);
    arena_fini(&small);
}

Test(search, holds_a_line_against_what_it_prints) {
    static const struct {
        struct search search;
        struct vacancy line;
        bool misses;
        const char *name;
    } rows[] = {
        {{.keyword = "nurse", .location = "Leeds"}, {.title = "Cook"}, false, "not judged"},
        {{.employer = "kent and"}, {.employer = "North  Kent\nAND Medway"}, false, "employer"},
        {{.employer = " Kent  and "}, {.employer = "North Kent and Medway"}, false, "folded"},
        {{.employer = "Kentand"}, {.employer = "North Kent and Medway"}, true, "no words"},
        {{.employer = "Essex"}, {.employer = "North Kent"}, true, "other employer"},
        {{.employer = "North Kent NHS"}, {.employer = "North Kent"}, true, "longer"},
        {{.employer = "Essex"}, {.title = "Cook"}, false, "employer not printed"},
        {{.employer = "  "}, {.employer = "North Kent"}, false, "any employer"},
        {{.contracts = 1u << CONTRACT_BANK}, {.contract = CONTRACT_BANK}, false, "contract"},
        {{.contracts = 1u << CONTRACT_BANK}, {.contract = CONTRACT_LOCUM}, true, "contract"},
        {{.contracts = 1u << CONTRACT_BANK}, {.title = "Cook"}, false, "no contract"},
        {{.patterns = 1u << WORK_PART_TIME},
         {.working_patterns = 1u << WORK_PART_TIME | 1u << WORK_FULL_TIME},
         false,
         "pattern"},
        {{.patterns = 1u << WORK_PART_TIME},
         {.working_patterns = 1u << WORK_FULL_TIME},
         true,
         "pattern"},
        {{.patterns = 1u << WORK_PART_TIME}, {.title = "Cook"}, false, "no pattern"},
        {{.bands = 1u << BAND_3}, {.bands = 1u << BAND_3 | 1u << BAND_4}, false, "band"},
        {{.bands = 1u << BAND_3 | 1u << BAND_4}, {.bands = 1u << BAND_5}, true, "band"},
        {{.bands = 1u << BAND_3}, {.title = "Cook"}, false, "no band"},
        {{.since = {2026, 11, 2}}, {.posted = {2026, 11, 2}}, false, "same day"},
        {{.since = {2026, 11, 2}}, {.posted = {2026, 11, 1}}, true, "day before"},
        {{.since = {2026, 11, 2}}, {.title = "Cook"}, false, "no day"},
        {{.keyword = NULL},
         {.employer = "E", .bands = 2, .posted = {2020, 1, 1}},
         false,
         "any"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(search_misses(&rows[i].search, &rows[i].line), rows[i].misses,
                     "row %zu: %s", i, rows[i].name);
    }
}
