/* tests/unit/matcher/fact.c - tests of matcher/fact: keys, and profiles without a fact
 * SPDX-License-Identifier: MIT
 */
#include "matcher/fact.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/matcher/score_support.h"

static const char profile[] =
    "[candidate]\ndrives = yes\nvehicle = no\nneeds_sponsorship = no\npatterns = nights\n"
    "travel_miles = 12\n"
    "[qualification nvq.2]\nname = GCSE English and maths\nlevel = 2\nstatus = held\n"
    "[experience the ward]\narea = ward\nkind = paid\nfrom = 2020-01\nto = 2021-01\n"
    "employer = nhs\nevidence = ran a group for eight patients\n"
    "[experience home]\narea = care home\nmonths = 9\n"
    "[skills]\nteam working = worked in a team of five\nv. good at sums =\n";

Test(fact, a_key_finds_its_fact_again) {
    static const struct row {
        const char *key;
        enum fact_field field;
        size_t index;
    } rows[] = {
        {"candidate.drives", FACT_DRIVES, 0},
        {"candidate.vehicle", FACT_VEHICLE, 0},
        {"candidate.needs_sponsorship", FACT_SPONSORSHIP, 0},
        {"candidate.patterns", FACT_PATTERNS, 0},
        {"candidate.travel_miles", FACT_TRAVEL, 0},
        {"qualification.nvq.2.name", FACT_NAME, 0},
        {"qualification.nvq.2.level", FACT_LEVEL, 0},
        {"qualification.nvq.2.status", FACT_STATUS, 0},
        {"experience.the ward.area", FACT_AREA, 0},
        {"experience.the ward.kind", FACT_KIND, 0},
        {"experience.the ward.from", FACT_FROM, 0},
        {"experience.the ward.to", FACT_TO, 0},
        {"experience.the ward.employer", FACT_EMPLOYER, 0},
        {"experience.the ward.evidence", FACT_EVIDENCE, 0},
        {"experience.home.months", FACT_MONTHS, 1},
        {"skills.team working", FACT_SKILL, 0},
        {"skills.v. good at sums", FACT_SKILL, 1},
    };
    struct candidate candidate = support_candidate(profile);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fact fact = {0};
        cr_assert(fact_find(&fact, &candidate, span_of(rows[i].key)), "%s", rows[i].key);
        cr_expect_eq(fact.field, rows[i].field, "%s", rows[i].key);
        cr_expect_eq(fact.index, rows[i].index, "%s", rows[i].key);
        cr_expect_str_eq(fact_key(fact, &candidate, support_arena()), rows[i].key);
    }
}

Test(fact, a_key_of_nothing_finds_nothing) {
    static const char *const keys[] = {"",
                                       ".",
                                       "candidate",
                                       "candidate.",
                                       "candidate.id",
                                       "candidate.x.drives",
                                       "qualification.name",
                                       "qualification.x.name",
                                       "experience.home.salary",
                                       "experience.homearea",
                                       "skills.",
                                       "skills.juggling",
                                       "drives"};
    struct candidate candidate = support_candidate(profile);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct fact fact = {0};
        cr_expect_not(fact_find(&fact, &candidate, span_of(keys[i])), "%s", keys[i]);
    }
}

/* What is removed from a copy stays in the profile. */
Test(fact, a_copy_is_changed_alone) {
    struct candidate candidate = support_candidate(profile);
    struct candidate copy = {0};
    cr_assert_eq(fact_copy_profile(&copy, support_arena(), &candidate), ERR_NONE);
    for (int field = FACT_NONE + 1; field < FACT_FIELD_COUNT; field++) {
        fact_remove(&copy, (struct fact){.field = (enum fact_field)field});
    }
    cr_expect_eq(copy.drives, ANSWER_UNKNOWN);
    cr_expect_eq(copy.patterns, 0);
    cr_expect_eq(copy.travel_miles, -1);
    cr_expect_eq(copy.needs_sponsorship, ANSWER_UNKNOWN);
    cr_expect_null(copy.experiences[0].area);
    cr_expect_str_eq(copy.skills[0].name, "");
    cr_expect_eq(candidate.drives, ANSWER_YES);
    cr_expect_str_eq(candidate.skills[0].name, "team working");
    cr_expect_eq(candidate.qualifications[1].status, HOLDING_HELD);
    fact_restore_profile(&copy, &candidate);
    cr_expect_eq(copy.patterns, candidate.patterns);
    cr_expect_str_eq(copy.experiences[0].area, "ward");
}
