/* tests/unit/matcher/asks.c - tests of the least that criteria let people in with
 * SPDX-License-Identifier: MIT
 */
#include "matcher/asks.h"

#include <criterion/criterion.h>

#include "matcher/requirement.h"

enum { CRITERIA_MAX = 4 };

static const struct {
    enum offer_asks asks;
    struct {
        enum need need;
        const char *text;
    } criteria[CRITERIA_MAX];
} adverts[] = {
    {OFFER_ASKS_NVQ2, {{NEED_ESSENTIAL, "NVQ 2 in health and social care"}}},
    {OFFER_ASKS_NVQ2, {{NEED_ESSENTIAL, "NVQ level 1 in care"}}},
    {OFFER_ASKS_NVQ2, {{NEED_ESSENTIAL, "NVQ 2 or working towards"}}},
    {OFFER_ASKS_NVQ2, {{NEED_ESSENTIAL, "NVQ 2 or 3 in care"}}},
    {OFFER_ASKS_NVQ3, {{NEED_ESSENTIAL, "NVQ Level 3 in Health and Social Care"}}},
    {OFFER_ASKS_NVQ3, {{NEED_ESSENTIAL, "NVQ Level 3 in Care or equivalent"}}},
    {OFFER_ASKS_NVQ3,
     {{NEED_ESSENTIAL, "NVQ 3 in care"},
      {NEED_ESSENTIAL, "Experience of working in a care setting"}}},
    {OFFER_ASKS_NVQ3,
     {{NEED_ESSENTIAL, "NVQ 2 in care or equivalent experience"},
      {NEED_ESSENTIAL, "NVQ 3 in care"}}},
    {OFFER_ASKS_HIGHER, {{NEED_ESSENTIAL, "Level 5 diploma in leadership and management"}}},
    {OFFER_ASKS_HIGHER, {{NEED_ESSENTIAL, "Registered nurse with current NMC registration"}}},
    {OFFER_ASKS_EXPERIENCE, {{NEED_ESSENTIAL, "NVQ 3 or equivalent experience"}}},
    {OFFER_ASKS_EXPERIENCE,
     {{NEED_ESSENTIAL, "GCSE maths at grade C or above"},
      {NEED_ESSENTIAL, "Previous experience of care work"}}},
    {OFFER_ASKS_EXPERIENCE,
     {{NEED_ESSENTIAL, "Experience of working with older people"},
      {NEED_DESIRABLE, "NVQ 3 in care"}}},
    {OFFER_ASKS_NEITHER, {{NEED_ESSENTIAL, "Good communication skills"}}},
    {OFFER_ASKS_NEITHER, {{NEED_ESSENTIAL, "GCSE English and maths at grade C or above"}}},
    {OFFER_ASKS_NEITHER,
     {{NEED_ESSENTIAL, "Willing to work towards an NVQ 2 in health and social care"}}},
    {OFFER_ASKS_NEITHER, {{NEED_ESSENTIAL, "Full UK driving licence"}}},
    {OFFER_ASKS_NEITHER, {{NEED_DESIRABLE, "NVQ 3 in care"}}},
    {OFFER_ASKS_NONE, {{NEED_UNSTATED, "NVQ 3 in care"}}},
    {OFFER_ASKS_NONE, {{NEED_NONE, NULL}}},
};

Test(asks, is_the_least_that_the_essential_criteria_let_in) {
    struct rules *rules = NULL;
    struct diag diag = {ERR_NONE, ""};
    cr_assert_eq(rules_open(&rules, NULL, &diag), ERR_NONE, "%s", diag.text);
    for (size_t i = 0; i < sizeof adverts / sizeof *adverts; i++) {
        struct criterion criteria[CRITERIA_MAX];
        struct vacancy vacancy;
        struct requirement *requirements = NULL;
        struct arena arena;
        vacancy_init(&vacancy);
        arena_init(&arena, ARENA_PAGE_CAP);
        vacancy.criteria = criteria;
        for (size_t k = 0; k < CRITERIA_MAX && adverts[i].criteria[k].text; k++) {
            criteria[vacancy.criterion_count++] = (struct criterion){
                .need = adverts[i].criteria[k].need, .text = adverts[i].criteria[k].text};
        }
        cr_assert_eq(requirement_read_all(&requirements, &arena, rules, &vacancy, &diag),
                     ERR_NONE);
        const enum offer_asks asks = asks_of(requirements, criteria, vacancy.criterion_count);
        cr_expect_eq(asks, adverts[i].asks, "%zu, %s: %s", i,
                     vacancy.criterion_count > 0 ? criteria[0].text : "no criteria",
                     vocab_name(&vocab_offer_asks, (int)asks));
        arena_fini(&arena);
    }
    rules_close(rules);
}

/* What a tree has and no sentence above: an alternative of two demands, and one of none. */
Test(asks, takes_the_hardest_of_what_is_joined_and_the_easiest_of_alternatives) {
    struct atom both[] = {{.type = ATOM_QUALIFICATION, .level = 3},
                          {.type = ATOM_EXPERIENCE, .level = LEVEL_NONE}};
    struct atom other[] = {{.type = ATOM_REGISTRATION, .level = LEVEL_NONE}};
    struct demand routes[] = {{both, 2}, {other, 1}, {NULL, 0}};
    const struct criterion criterion = {.need = NEED_ESSENTIAL, .text = "x"};
    struct requirement requirement = {.any_of = routes, .count = 2};
    cr_expect_eq(asks_of(&requirement, &criterion, 1), OFFER_ASKS_NVQ3);
    requirement.any_of = routes + 1;
    requirement.count = 1;
    cr_expect_eq(asks_of(&requirement, &criterion, 1), OFFER_ASKS_HIGHER);
    requirement.count = 2;
    cr_expect_eq(asks_of(&requirement, &criterion, 1), OFFER_ASKS_NEITHER);
}
