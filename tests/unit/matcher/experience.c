/* tests/unit/matcher/experience.c - tests of matcher/experience
 * SPDX-License-Identifier: MIT
 */
#include "matcher/experience.h"

#include <criterion/criterion.h>

#include "matcher/rules_private.h"
#include "tests/unit/matcher/score_support.h"

static struct experience_sum add_up(const char *profile, const char *area, unsigned kinds) {
    struct candidate candidate = support_candidate(profile);
    struct strings areas = {0};
    if (area) {
        strings_push(support_arena(), &areas, support_concept(CONCEPT_AREA, area));
    }
    return experience_add_up(support_rules(), &candidate, &areas, kinds, GRADE_RIGHT,
                             SUPPORT_TODAY);
}

Test(experience, a_length_is_the_difference_of_its_months) {
    cr_expect_eq(
        add_up("[experience a]\narea = ward\nfrom = 2022-03\nto = 2023-09\n", NULL, 0).months,
        18);
    cr_expect_eq(
        add_up("[experience a]\narea = ward\nfrom = 2022-03\nto = 2022-03\n", NULL, 0).months,
        1);
    cr_expect_eq(
        add_up("[experience a]\narea = ward\nfrom = 2025-11\nto = now\n", NULL, 0).months, 12);
}

Test(experience, overlapping_dates_count_once) {
    static const struct row {
        const char *from[2];
        const char *to[2];
        int months;
    } rows[] = {
        {{"2020-01", "2021-01"}, {"2021-01", "2022-01"}, 24}, /* one after the other */
        {{"2020-01", "2020-07"}, {"2021-01", "2021-07"}, 18}, /* overlapping */
        {{"2020-01", "2020-03"}, {"2021-01", "2020-06"}, 12}, /* one within the other */
        {{"2020-01", "2020-01"}, {"2021-01", "2021-01"}, 12}, /* the same */
        {{"2021-01", "2019-01"}, {"2021-06", "2019-06"}, 10}, /* apart, later first */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *profile =
            arena_printf(support_arena(),
                         "[experience a]\narea = ward\nfrom = %s\nto = %s\n"
                         "[experience b]\narea = ward\nfrom = %s\nto = %s\n",
                         rows[i].from[0], rows[i].to[0], rows[i].from[1], rows[i].to[1]);
        cr_expect_eq(add_up(profile, NULL, 0).months, rows[i].months, "row %zu: %d", i,
                     add_up(profile, NULL, 0).months);
    }
}

Test(experience, entries_without_dates_add_up) {
    struct experience_sum sum = add_up("[experience a]\narea = ward\nmonths = 8\n"
                                       "[experience b]\narea = ward\nmonths = 8\n"
                                       "[experience c]\narea = ward\nfrom = 2020-01\n"
                                       "to = 2020-05\n",
                                       NULL, 0);
    cr_expect_eq(sum.months, 20);
    cr_expect_eq(sum.entries, 3);
    cr_expect_not(sum.has_unsaid);
}

Test(experience, an_entry_without_a_length_says_so) {
    struct experience_sum sum = add_up("[experience a]\narea = ward\n"
                                       "[experience b]\narea = ward\nfrom = 2020-01\n",
                                       NULL, 0);
    cr_expect_eq(sum.months, 0);
    cr_expect(sum.has_unsaid);
}

Test(experience, only_the_setting_asked_for_counts) {
    static const char profile[] = "[experience a]\narea = dementia\nmonths = 5\n"
                                  "[experience b]\narea = retail\nmonths = 50\n";
    cr_expect_eq(add_up(profile, "dementia", 0).months, 5);
    cr_expect_eq(add_up(profile, NULL, 0).months, 55);
}

Test(experience, lived_and_caring_count_unless_paid_work_is_asked_for) {
    static const char profile[] =
        "[experience a]\narea = mental health\nkind = lived\nmonths = 5\n"
        "[experience b]\narea = mental health\nkind = caring\nmonths = 7\n"
        "[experience c]\narea = mental health\nkind = voluntary\nmonths = 11\n"
        "[experience d]\narea = mental health\nkind = paid\nmonths = 13\n";
    cr_expect_eq(add_up(profile, "mental health", 0).months, 36);
    cr_expect_eq(add_up(profile, "mental health", 1u << KIND_PAID).months, 13);
    cr_expect_eq(add_up(profile, "mental health", 1u << KIND_LIVED | 1u << KIND_CARING).months,
                 12);
}

Test(experience, nothing_said_is_no_entry) {
    struct experience_sum sum =
        add_up("[experience a]\nkind = paid\n"
               "[experience b]\narea = never worked in mental health\nmonths = 20\n",
               NULL, 0);
    cr_expect_eq(sum.entries, 0);
    cr_expect_eq(sum.months, 0);
}

Test(experience, paid_or_unpaid_leaves_lived_and_caring_in) {
    const unsigned paid = 1u << KIND_PAID;
    const unsigned voluntary = 1u << KIND_VOLUNTARY;
    const unsigned lived = 1u << KIND_LIVED;
    const unsigned caring = 1u << KIND_CARING;
    cr_expect_eq(experience_kinds(0), 0);
    cr_expect_eq(experience_kinds(paid), paid);
    cr_expect_eq(experience_kinds(lived), lived);
    cr_expect_eq(experience_kinds(caring), caring);
    cr_expect_eq(experience_kinds(lived | caring), lived | caring);
    cr_expect_eq(experience_kinds(voluntary), voluntary | lived | caring);
    cr_expect_eq(experience_kinds(paid | voluntary), 0);
    cr_expect_eq(experience_kinds(paid | lived), paid | lived | caring);
    static const char carer[] =
        "[experience a]\narea = older people\nkind = caring\nmonths = 7\n";
    cr_expect_eq(add_up(carer, "older people", paid | voluntary).months, 7);
    cr_expect_eq(add_up(carer, "older people", paid).months, 0);
    cr_expect_eq(add_up(carer, "older people", lived).months, 0);
}

Test(experience, living_through_something_is_not_the_work) {
    static const char own[] =
        "[experience a]\narea = own experience of depression\nkind = lived\nmonths = 40\n";
    cr_expect_eq(add_up(own, "mental health", 0).months, 40);
    cr_expect_eq(add_up(own, "care work", 0).months, 0);
    cr_expect_eq(add_up(own, "care work", 1u << KIND_LIVED).months, 40);
    cr_expect_eq(add_up("[experience a]\narea = caring for my father with dementia\n"
                        "kind = caring\nmonths = 40\n",
                        "care work", 0)
                     .months,
                 40);
}

Test(experience, an_employer_makes_no_care_work_of_other_work) {
    cr_expect_eq(add_up("[experience a]\narea = kitchen, catering\nmonths = 9\n"
                        "employer = social_care\n",
                        "care work", 0)
                     .months,
                 0);
    cr_expect_eq(add_up("[experience a]\narea = kitchen, catering\nmonths = 9\n"
                        "employer = nhs\n",
                        "NHS", 0)
                     .months,
                 9);
    cr_expect_eq(
        add_up("[experience a]\nmonths = 9\nemployer = social_care\n", "care work", 0).months,
        9);
}

/* What is remembered of single areas must say the same as a list of them (mark_dossier.h). */
Test(experience, alternatives_are_graded_each_by_itself) {
    const struct rules *rules = support_rules();
    struct candidate candidate = support_candidate(
        "[experience bar]\narea = public house, bar manager\nkind = paid\nmonths = 72\n"
        "evidence = served people with dementia and sold alcohol to students for a year\n"
        "[experience ward]\narea = mental health ward\nkind = paid\nemployer = nhs\n"
        "evidence = ran a weekly gardening group for eight older people with diabetes\n"
        "[skills]\nharm reduction = gave out clean needles and explained how to inject safely\n"
        "dementia care = sat with a woman at night and sang with her until she slept\n");
    size_t graded = 0;
    for (size_t i = 0; i < rules->concepts.count; i++) {
        size_t other = (i * 7 + 1) % rules->concepts.count;
        const char *ids[] = {rules->concepts.rows[i].id, rules->concepts.rows[other].id};
        const struct strings both = {ids, 2};
        const struct strings each[] = {{ids, 1}, {ids + 1, 1}};
        for (size_t j = 0; j < candidate.experience_count; j++) {
            const struct held_experience *held = &candidate.experiences[j];
            struct graded best = experience_better(experience_grade(rules, held, &each[0], 0),
                                                   experience_grade(rules, held, &each[1], 0));
            struct graded got = experience_grade(rules, held, &both, 0);
            cr_expect_eq(got.grade, best.grade, "%s or %s", ids[0], ids[1]);
            cr_expect_eq(got.setting, best.setting, "%s or %s", ids[0], ids[1]);
            graded += got.grade > GRADE_NONE;
        }
        for (size_t j = 0; j < candidate.skill_count; j++) {
            const struct held_skill *held = &candidate.skills[j];
            enum grade first = experience_grade_skill(rules, held, &each[0]);
            enum grade second = experience_grade_skill(rules, held, &each[1]);
            cr_expect_eq(experience_grade_skill(rules, held, &both),
                         first > second ? first : second, "%s or %s", ids[0], ids[1]);
        }
    }
    cr_expect_gt(graded, 20);
}
