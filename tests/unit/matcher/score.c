/* tests/unit/matcher/score.c - tests of matcher/score: marks, points, range
 * SPDX-License-Identifier: MIT
 */
#include "matcher/score.h"

#include <criterion/criterion.h>

#include "tests/unit/matcher/score_support.h"

/* ---- the six criteria of an STR worker's advert -------------------------------------------
 */

/* Weights 2 2 1 1 2 1, in all 9: shares 222.2 and 111.1; the tenth that is left goes to the
 * first of the larger remainders. */
static struct advert str_worker(void) {
    struct advert advert = {0};
    (void)advert_one(&advert, NEED_ESSENTIAL, "NVQ L2 or L3 in health and social care",
                     ask_qualification(2, "NVQ 2 in Health and Social Care", HOLDING_HELD));
    (void)advert_one(&advert, NEED_ESSENTIAL, "Experience in Mental Health",
                     ask_experience(0, "mental health", 0));
    (void)advert_one(&advert, NEED_DESIRABLE, "2 years Experience",
                     ask_experience(24, NULL, 0));
    (void)advert_one(&advert, NEED_DESIRABLE, "Team Working", ask_skill("team working"));
    (void)advert_one(&advert, NEED_ESSENTIAL, "Communication Skills",
                     ask_skill("communication"));
    (void)advert_one(&advert, NEED_DESIRABLE, "Evidence of working in Adult Mental Health",
                     ask_experience(0, "adult mental health", 0));
    return advert;
}

static const struct expected {
    const char *name;
    const char *profile;
    int marks[6];
    enum verdict verdicts[6];
    int points[6];
    int score;
    int high;
    enum gate gate;
} expected[] = {
    /* 223 + 222 + 111 + 111/2 + 222 + 111 */
    {"care worker",
     "[qualification nvq2]\nname = NVQ level 2 in Health and Social Care\nstatus = held\n"
     "[experience ward]\narea = adult mental health inpatient ward\nkind = paid\nmonths = 24\n"
     "[skills]\n"
     "communication = took handover and wrote care notes for eight patients each shift\n"
     "team working =\n",
     {2, 2, 2, 1, 2, 2},
     {VERDICT_MET, VERDICT_MET, VERDICT_MET, VERDICT_PARTLY, VERDICT_MET, VERDICT_MET},
     {223, 222, 111, 55, 222, 111},
     944,
     944,
     GATE_PASS},
    /* 223/2 + 0 + 111/2 + 111/2 + 222/2 + 0: a shop needs communication; unknown are 222, 111
     */
    {"newcomer",
     "[qualification nvq2]\nname = NVQ level 2 in Health and Social Care\n"
     "status = working_towards\n"
     "[experience shop]\narea = retail\nkind = paid\nmonths = 12\n"
     "[skills]\nteam working =\n",
     {1, 0, 1, 1, 1, 0},
     {VERDICT_PARTLY, VERDICT_UNKNOWN, VERDICT_PARTLY, VERDICT_PARTLY, VERDICT_PARTLY,
      VERDICT_UNKNOWN},
     {111, 0, 55, 55, 111, 0},
     332,
     665,
     GATE_OPEN},
    /* 0 + 222 + 0 + 111/2 + 222/2 + 111: a lower level and too short a time speak against; the
     * work ordinarily needs both skills */
    {"beginner on a ward",
     "[qualification nvq1]\nname = NVQ level 1 in Health and Social Care\nstatus = held\n"
     "[experience ward]\narea = adult mental health inpatient ward\nkind = paid\nmonths = 5\n",
     {0, 2, 0, 1, 1, 2},
     {VERDICT_NOT_MET, VERDICT_MET, VERDICT_NOT_MET, VERDICT_PARTLY, VERDICT_PARTLY,
      VERDICT_MET},
     {0, 222, 0, 55, 111, 111},
     499,
     499,
     GATE_FAIL},
};

Test(score, six_criteria_and_three_candidates_by_hand) {
    static const int shares[6] = {223, 222, 111, 111, 222, 111};
    struct advert advert = str_worker();
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const struct expected *row = &expected[i];
        struct candidate candidate = support_candidate(row->profile);
        struct match match = advert_match(&advert, &candidate);
        for (size_t j = 0; j < 6; j++) {
            const struct judged *judged = &match.criteria[j];
            cr_expect_eq(judged->max_points, shares[j]);
            cr_expect_eq(judged->mark, row->marks[j], "%s, %zu: mark %d", row->name, j,
                         judged->mark);
            cr_expect_eq(judged->verdict, row->verdicts[j], "%s, %zu", row->name, j);
            cr_expect_eq(judged->points, row->points[j], "%s, %zu: %d", row->name, j,
                         judged->points);
        }
        cr_expect_eq(match.score, row->score, "%s: %d", row->name, match.score);
        cr_expect_eq(match.range_low, row->score);
        cr_expect_eq(match.range_high, row->high, "%s: %d", row->name, match.range_high);
        cr_expect_eq(match.gate, row->gate, "%s", row->name);
        expect_lawful(&advert, &candidate, row->name);
    }
}

/* ---- marks --------------------------------------------------------------------------------
 */

static struct judged judge_one(struct atom atom, const char *profile) {
    struct advert advert = {0};
    struct candidate candidate = support_candidate(profile);
    (void)advert_one(&advert, NEED_ESSENTIAL, "the criterion", atom);
    expect_lawful(&advert, &candidate, profile);
    return advert_match(&advert, &candidate).criteria[0];
}

static void expect_mark(struct atom atom, const char *profile, int mark, enum verdict verdict) {
    struct judged judged = judge_one(atom, profile);
    cr_expect_eq(judged.mark, mark, "mark %d, expected %d:\n%s", judged.mark, mark, profile);
    cr_expect_eq(judged.verdict, verdict, "%s, expected %s:\n%s",
                 vocab_name(&vocab_verdict, (int)judged.verdict),
                 vocab_name(&vocab_verdict, (int)verdict), profile);
}

static const char *listed(const char *name, const char *status) {
    return arena_printf(support_arena(), "[qualification q]\nname = %s\nstatus = %s\n", name,
                        status);
}

Test(score, a_qualification_is_marked_by_level_subject_and_status) {
    struct atom held = ask_qualification(3, "NVQ 3 in Health and Social Care", HOLDING_HELD);
    expect_mark(held, listed("NVQ 3 in Health and Social Care", "held"), 2, VERDICT_MET);
    expect_mark(held, listed("NVQ 4 in Health and Social Care", "held"), 2, VERDICT_MET);
    expect_mark(held, listed("NVQ 3 in Health and Social Care", "working_towards"), 1,
                VERDICT_PARTLY);
    expect_mark(held, listed("NVQ 3 in Health and Social Care", "willing"), 0, VERDICT_NOT_MET);
    expect_mark(held, listed("NVQ 3 in Business Administration", "held"), 1, VERDICT_PARTLY);
    expect_mark(held, listed("NVQ 2 in Health and Social Care", "held"), 0, VERDICT_NOT_MET);
    expect_mark(held, "", 0, VERDICT_UNKNOWN);
    expect_mark(held, "[qualification q]\nname = NVQ 3 in Health and Social Care\n", 1,
                VERDICT_PARTLY);
    expect_mark(held, listed("Care Certificate", "held"), 0, VERDICT_UNKNOWN);
}

Test(score, nothing_stands_for_a_certificate_without_a_level) {
    struct atom first_aid =
        ask_qualification(LEVEL_NONE, "first aid certificate", HOLDING_HELD);
    expect_mark(first_aid, listed("NVQ 3 in Health and Social Care", "held"), 0,
                VERDICT_UNKNOWN);
    expect_mark(first_aid, listed("First aid certificate", "held"), 2, VERDICT_MET);
    struct atom computers = ask_qualification(LEVEL_NONE, "ECDL", HOLDING_HELD);
    expect_mark(computers, listed("NVQ 3 in Health and Social Care", "held"), 0,
                VERDICT_UNKNOWN);
}

Test(score, working_towards_and_willing_are_enough_where_they_are_asked_for) {
    static const char nvq[] = "NVQ 3 in Health and Social Care";
    struct atom towards = ask_qualification(3, nvq, HOLDING_WORKING_TOWARDS);
    struct atom willing = ask_qualification(3, nvq, HOLDING_WILLING);
    expect_mark(towards, listed(nvq, "held"), 2, VERDICT_MET);
    expect_mark(towards, listed(nvq, "working_towards"), 2, VERDICT_MET);
    expect_mark(towards, listed(nvq, "willing"), 1, VERDICT_PARTLY);
    expect_mark(willing, listed(nvq, "willing"), 2, VERDICT_MET);
    expect_mark(willing, listed(nvq, "working_towards"), 2, VERDICT_MET);
    expect_mark(willing, listed("NVQ 2 in Health and Social Care", "held"), 0, VERDICT_UNKNOWN);
}

Test(score, a_level_that_is_given_counts_before_the_name) {
    struct atom held = ask_qualification(3, "NVQ 3 in Health and Social Care", HOLDING_HELD);
    expect_mark(held,
                "[qualification q]\nname = NVQ 2 in Health and Social Care\nlevel = 3\n"
                "status = held\n",
                2, VERDICT_MET);
}

static const char *worked(const char *area, int months, const char *kind) {
    return arena_printf(support_arena(), "[experience e]\narea = %s\nmonths = %d\nkind = %s\n",
                        area, months, kind);
}

Test(score, experience_is_marked_by_length) {
    struct atom year = ask_experience(12, "dementia", 0);
    expect_mark(year, worked("dementia", 12, "paid"), 2, VERDICT_MET);
    expect_mark(year, worked("dementia", 11, "paid"), 1, VERDICT_PARTLY);
    expect_mark(year, worked("dementia", 6, "paid"), 1, VERDICT_PARTLY);
    expect_mark(year, worked("dementia", 5, "paid"), 0, VERDICT_NOT_MET);
    expect_mark(year, worked("retail", 60, "paid"), 0, VERDICT_UNKNOWN);
    expect_mark(year, "[experience e]\narea = dementia\n", 1, VERDICT_PARTLY);
    expect_mark(year, "", 0, VERDICT_UNKNOWN);
    expect_mark(year, worked("dementia", 12, "caring"), 2, VERDICT_MET);
    expect_mark(year, worked("dementia", 12, "lived"), 2, VERDICT_MET);
}

Test(score, a_neighbouring_setting_is_one) {
    struct atom ward = ask_experience(0, "mental health", 0);
    expect_mark(ward, worked("learning disability", 12, "paid"), 1, VERDICT_PARTLY);
    expect_mark(ward, worked("adult mental health inpatient ward", 12, "paid"), 2, VERDICT_MET);
    expect_mark(ward, worked("retail", 12, "paid"), 0, VERDICT_UNKNOWN);
    struct atom year = ask_experience(12, "mental health", 0);
    expect_mark(year, worked("learning disability", 12, "paid"), 1, VERDICT_PARTLY);
    expect_mark(year, worked("learning disability", 3, "paid"), 0, VERDICT_UNKNOWN);
}

Test(score, only_paid_work_counts_where_it_is_asked_for) {
    struct atom paid = ask_experience(6, "dementia", 1u << KIND_PAID);
    expect_mark(paid, worked("dementia", 6, "paid"), 2, VERDICT_MET);
    expect_mark(paid, worked("dementia", 6, "voluntary"), 0, VERDICT_UNKNOWN);
    expect_mark(paid, worked("dementia", 6, "lived"), 0, VERDICT_UNKNOWN);
    expect_mark(paid, "[experience e]\narea = dementia\nmonths = 6\n", 1, VERDICT_PARTLY);
}

Test(score, months_add_up_over_entries_without_counting_a_time_twice) {
    struct atom two_years = ask_experience(24, "learning disability", 0);
    static const char overlapping[] =
        "[experience a]\narea = learning disability\nfrom = 2020-01\nto = 2021-06\n"
        "[experience b]\narea = learning disability\nfrom = 2020-06\nto = 2021-12\n";
    static const char apart[] =
        "[experience a]\narea = learning disability\nfrom = 2018-01\nto = 2019-01\n"
        "[experience b]\narea = learning disability\nmonths = 12\n";
    expect_mark(two_years, overlapping, 1, VERDICT_PARTLY);
    expect_mark(two_years, apart, 2, VERDICT_MET);
}

Test(score, evidence_shows_a_setting_and_a_list_only_names_it) {
    struct atom dementia = ask_experience(0, "dementia", 0);
    expect_mark(dementia,
                "[experience e]\narea = retail\n"
                "evidence = sat with a customer who had dementia until her son came\n",
                1, VERDICT_PARTLY);
    expect_mark(dementia,
                "[experience e]\nkind = voluntary\n"
                "evidence = sat with a man who had dementia until his son came\n",
                2, VERDICT_MET);
    expect_mark(dementia, "[experience e]\narea = retail\nevidence = dementia, autism\n", 1,
                VERDICT_PARTLY);
    expect_mark(dementia,
                "[experience e]\narea = retail\nevidence = no experience of dementia\n", 0,
                VERDICT_UNKNOWN);
    expect_mark(dementia, "[experience e]\narea = never worked in dementia care\nmonths = 9\n",
                0, VERDICT_UNKNOWN);
}

Test(score, an_employer_says_something_of_the_setting) {
    struct atom nhs = ask_experience(12, "NHS", 0);
    expect_mark(nhs, "[experience e]\narea = clinic\nmonths = 12\nemployer = nhs\n", 2,
                VERDICT_MET);
    expect_mark(nhs, "[experience e]\narea = clinic\nmonths = 12\nemployer = other\n", 0,
                VERDICT_UNKNOWN);
}

Test(score, an_example_of_a_skill_tells_of_work_without_a_length) {
    static const char profile[] =
        "[skills]\ndementia care = sat with a man who had lost his wife until he slept\n";
    expect_mark(ask_experience(0, "dementia", 0), profile, 2, VERDICT_MET);
    expect_mark(ask_experience(12, "dementia", 0), profile, 0, VERDICT_UNKNOWN);
    expect_mark(ask_experience(0, "dementia", 1u << KIND_PAID), profile, 0, VERDICT_UNKNOWN);
    expect_mark(ask_experience(0, "dementia", 0), "[skills]\ndementia =\n", 1, VERDICT_PARTLY);
}

Test(score, driving_is_marked_by_licence_and_car) {
    static const struct row {
        bool licence;
        bool vehicle;
        const char *profile;
        int mark;
        enum verdict verdict;
    } rows[] = {
        {true, false, "drives = yes", 2, VERDICT_MET},
        {true, false, "drives = no", 0, VERDICT_NOT_MET},
        {true, false, "vehicle = no", 0, VERDICT_UNKNOWN},
        {true, false, "", 0, VERDICT_UNKNOWN},
        {true, true, "drives = yes\nvehicle = yes", 2, VERDICT_MET},
        {true, true, "drives = yes", 1, VERDICT_PARTLY},
        {true, true, "vehicle = yes", 1, VERDICT_PARTLY},
        {true, true, "drives = yes\nvehicle = no", 0, VERDICT_NOT_MET},
        {true, true, "drives = no\nvehicle = yes", 0, VERDICT_NOT_MET},
        {true, true, "vehicle = no", 0, VERDICT_NOT_MET},
        {true, true, "", 0, VERDICT_UNKNOWN},
        {false, true, "vehicle = yes", 2, VERDICT_MET},
        {false, true, "drives = yes", 0, VERDICT_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        expect_mark(ask_driving(rows[i].licence, rows[i].vehicle),
                    arena_printf(support_arena(), "[candidate]\n%s\n", rows[i].profile),
                    rows[i].mark, rows[i].verdict);
    }
}

Test(score, a_skill_wants_an_example) {
    struct atom skill = ask_skill("communication");
    expect_mark(skill,
                "[skills]\ncommunication = took handover for eight patients each shift\n", 2,
                VERDICT_MET);
    expect_mark(skill, "[skills]\ncommunication =\n", 1, VERDICT_PARTLY);
    expect_mark(skill, "[skills]\ncommunication = excellent\n", 1, VERDICT_PARTLY);
    expect_mark(skill, "[skills]\ncommunication = none so far\n", 0, VERDICT_UNKNOWN);
    expect_mark(skill, "[skills]\nteam working =\n", 0, VERDICT_UNKNOWN);
    expect_mark(skill, "", 0, VERDICT_UNKNOWN);
    expect_mark(skill, worked("care home", 6, "paid"), 1, VERDICT_PARTLY);
    expect_mark(skill, worked("mental health", 6, "lived"), 0, VERDICT_UNKNOWN);
}

/* ---- and, or ------------------------------------------------------------------------------
 */

static void expect_all(size_t count, const struct atom *atoms, const char *profile, int mark,
                       enum verdict verdict) {
    struct advert advert = {0};
    struct candidate candidate = support_candidate(profile);
    (void)advert_all(&advert, NEED_ESSENTIAL, "this and that", count, atoms);
    struct judged judged = advert_match(&advert, &candidate).criteria[0];
    cr_expect_eq(judged.mark, mark, "%d: %s", judged.mark, profile);
    cr_expect_eq(judged.verdict, verdict, "%s", profile);
    expect_lawful(&advert, &candidate, profile);
}

Test(score, two_demands_in_one_criterion_are_one_mark) {
    const struct atom atoms[] = {ask_experience(12, "dementia", 0), ask_driving(true, false)};
    static const char both[] = "[candidate]\ndrives = yes\n"
                               "[experience e]\narea = dementia\nmonths = 12\n";
    static const char against[] = "[candidate]\ndrives = no\n"
                                  "[experience e]\narea = dementia\nmonths = 12\n";
    expect_all(2, atoms, both, 2, VERDICT_MET);
    expect_all(2, atoms, "[candidate]\ndrives = yes\n", 1, VERDICT_PARTLY);
    expect_all(2, atoms, against, 0, VERDICT_NOT_MET);
    expect_all(2, atoms, "", 0, VERDICT_UNKNOWN);
}

Test(score, a_demand_not_judged_yet_keeps_a_criterion_from_being_met) {
    const struct atom atoms[] = {ask_driving(true, false), ask_type(ATOM_KNOWLEDGE)};
    expect_all(2, atoms, "[candidate]\ndrives = yes\n", 1, VERDICT_PARTLY);
    const struct atom later[] = {ask_driving(true, false), ask_type(ATOM_DBS)};
    expect_all(2, later, "[candidate]\ndrives = yes\n", 2, VERDICT_MET);
}

static struct judged judge_any(size_t count, const struct atom *atoms, bool accepts_equivalent,
                               const char *profile) {
    struct advert advert = {0};
    struct candidate candidate = support_candidate(profile);
    size_t index = advert_any(&advert, NEED_ESSENTIAL, "this or that", count, atoms);
    advert.requirements[index].accepts_equivalent = accepts_equivalent;
    expect_lawful(&advert, &candidate, profile);
    return advert_match(&advert, &candidate).criteria[0];
}

Test(score, the_best_alternative_counts) {
    const struct atom atoms[] = {
        ask_qualification(2, "NVQ 2 in Health and Social Care", HOLDING_HELD),
        ask_experience(12, "dementia", 0)};
    cr_expect_eq(judge_any(2, atoms, false, worked("dementia", 12, "paid")).mark, 2);
    cr_expect_eq(judge_any(2, atoms, false, worked("dementia", 6, "paid")).mark, 1);
    cr_expect_eq(
        judge_any(2, atoms, false, listed("NVQ 1 in Health and Social Care", "held")).verdict,
        VERDICT_UNKNOWN);
    cr_expect_eq(judge_any(2, atoms, false,
                           "[qualification q]\nname = NVQ 1 in Health and Social Care\n"
                           "status = held\n[experience e]\narea = dementia\nmonths = 2\n")
                     .verdict,
                 VERDICT_NOT_MET);
    const struct atom unjudged[] = {ask_type(ATOM_REGISTRATION), ask_driving(true, false)};
    cr_expect_eq(judge_any(2, unjudged, false, "[candidate]\ndrives = no\n").verdict,
                 VERDICT_UNKNOWN);
    cr_expect_eq(judge_any(2, unjudged, false, "[candidate]\ndrives = yes\n").mark, 2);
}

Test(score, equivalent_experience_stands_in_for_a_qualification) {
    const struct atom nvq =
        ask_qualification(3, "NVQ 3 in Health and Social Care", HOLDING_HELD);
    const struct atom named[] = {nvq, ask_experience(0, NULL, 0)};
    cr_expect_eq(judge_any(2, named, false, worked("care home", 24, "paid")).mark, 2);
    cr_expect_eq(judge_any(2, named, false, worked("care home", 12, "paid")).mark, 1);
    cr_expect_eq(judge_any(2, named, false, worked("care home", 3, "paid")).verdict,
                 VERDICT_UNKNOWN);
    cr_expect_eq(judge_any(2, named, false, worked("retail", 90, "paid")).mark, 0);
    cr_expect_eq(judge_any(1, &nvq, true, worked("care home", 24, "paid")).mark, 1);
    cr_expect_eq(judge_any(1, &nvq, true, worked("care home", 23, "paid")).mark, 0);
    cr_expect_eq(judge_any(1, &nvq, true, worked("retail", 90, "paid")).mark, 0);
    cr_expect_eq(
        judge_any(1, &nvq, true, "[experience e]\nmonths = 24\nemployer = social_care\n").mark,
        1);
    cr_expect_eq(
        judge_any(1, &nvq, true, listed("NVQ 2 in Health and Social Care", "held")).verdict,
        VERDICT_UNKNOWN);
}

/* A degree in no field named is not made up for by any work whatever. */
Test(score, any_work_is_at_most_a_part_of_a_degree) {
    struct atom master = ask_qualification(7, NULL, HOLDING_HELD);
    const struct atom named[] = {master, ask_experience(0, NULL, 0)};
    cr_expect_eq(judge_any(2, named, false, worked("retail", 300, "paid")).mark, 1);
    master.level = 2;
    const struct atom lower[] = {master, ask_experience(0, NULL, 0)};
    cr_expect_eq(judge_any(2, lower, false, worked("retail", 300, "paid")).mark, 2);
}

/* What the example of one skill mentions is an example of a soft skill, not of a technical one.
 */
Test(score, an_example_proves_the_skill_that_it_stands_under) {
    struct atom observations = ask_type(ATOM_SKILL);
    observations.concept = support_concept(CONCEPT_AREA, "blood pressure");
    cr_expect_eq(
        judge_one(observations,
                  "[skills]\nit skills = typed blood pressure readings into the ward's "
                  "record every four hours\n")
            .mark,
        1);
    cr_expect_eq(judge_one(observations,
                           "[skills]\nblood pressure = took it from eight patients every four "
                           "hours and told the nurse\n")
                     .mark,
                 2);
}

Test(score, two_subjects_of_one_name_are_both_held) {
    const struct atom both[] = {ask_qualification(2, "GCSE English", HOLDING_HELD),
                                ask_qualification(2, "GCSE maths", HOLDING_HELD)};
    struct advert advert = {0};
    (void)advert_all(&advert, NEED_ESSENTIAL, "GCSE English and maths", 2, both);
    struct candidate candidate = support_candidate(
        "[qualification school]\nname = GCSE English and maths, grade 6\nstatus = held\n");
    struct match match = advert_match(&advert, &candidate);
    cr_expect_eq(match.criteria[0].mark, 2);
    cr_expect_eq(match.gate, GATE_PASS);
    cr_assert_eq(match.criteria[0].because_count, 2);
    cr_expect_str_eq(match.criteria[0].because[0].fact, "qualification.school.name");
    expect_lawful(&advert, &candidate, "two subjects");
}

Test(score, a_qualification_in_the_subject_needs_no_equivalent) {
    const struct atom nvq =
        ask_qualification(2, "NVQ 2 in Health and Social Care", HOLDING_HELD);
    cr_expect_eq(
        judge_any(1, &nvq, true, listed("NVQ 3 in Health and Social Care", "held")).mark, 2);
    cr_expect_eq(
        judge_any(1, &nvq, true, listed("NVQ 2 in Health and Social Care", "held")).mark, 2);
}

/* Soft examples are near to soft skills, not to what is technical; settings to neither. */
Test(score, a_technical_skill_is_not_shown_by_what_lies_near) {
    static const char *const profiles[] = {
        "[skills]\nrecord keeping = kept a paper diary of meals and falls for the nurse\n",
        "[experience a]\narea = shop\nevidence = poured tea at the drop-in and chatted with "
        "the visitors\n",
        "[experience a]\narea = care home\nevidence = sat with residents and listened to "
        "them\n",
    };
    static const char *const areas[] = {"medication", "blood pressure"};
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++) {
        cr_expect_eq(judge_one(ask_skill("computer skills"), profiles[i]).mark, 0, "%s",
                     profiles[i]);
        for (size_t j = 0; j < 2; j++) {
            struct atom atom = ask_type(ATOM_SKILL);
            atom.concept = support_concept(CONCEPT_AREA, areas[j]);
            cr_expect_eq(judge_one(atom, profiles[i]).mark, 0, "%s: %s", areas[j], profiles[i]);
        }
    }
}

/* ---- shares -------------------------------------------------------------------------------
 */

Test(score, what_is_looked_at_later_or_asks_for_nothing_has_no_share) {
    struct advert advert = {0};
    struct candidate candidate = support_candidate("[candidate]\ndrives = yes\n");
    (void)advert_one(&advert, NEED_ESSENTIAL, "driving", ask_driving(true, false));
    (void)advert_one(&advert, NEED_ESSENTIAL, "checks", ask_type(ATOM_DBS));
    (void)advert_one(&advert, NEED_ESSENTIAL, "fitness", ask_type(ATOM_HEALTH));
    (void)advert_nothing(&advert, NEED_ESSENTIAL, "no experience needed");
    size_t interview =
        advert_one(&advert, NEED_ESSENTIAL, "manner", ask_skill("communication"));
    advert.criteria[interview].assessed = 1u << ASSESSED_INTERVIEW | 1u << ASSESSED_TEST;
    size_t both = advert_one(&advert, NEED_ESSENTIAL, "words", ask_skill("communication"));
    advert.criteria[both].assessed = 1u << ASSESSED_INTERVIEW | 1u << ASSESSED_APPLICATION;
    (void)advert_one(&advert, NEED_ESSENTIAL, "anything", ask_type(ATOM_OTHER));
    (void)advert_one(&advert, NEED_DESIRABLE, "more", ask_type(ATOM_OTHER));
    struct match match = advert_match(&advert, &candidate);
    /* weights, doubled: 4 0 0 0 0 4 2 1, in all 11; two tenths are left: 363.6 and 181.8 */
    static const int shares[] = {364, 0, 0, 0, 0, 363, 182, 91};
    static const enum verdict verdicts[] = {VERDICT_MET,     VERDICT_LATER,  VERDICT_LATER,
                                            VERDICT_UNKNOWN, VERDICT_LATER,  VERDICT_UNKNOWN,
                                            VERDICT_UNKNOWN, VERDICT_UNKNOWN};
    static const int marks[] = {2, MARK_NONE, MARK_NONE, 0, MARK_NONE, 0, 0, 0};
    for (size_t i = 0; i < match.criterion_count; i++) {
        cr_expect_eq(match.criteria[i].max_points, shares[i], "%zu: %d", i,
                     match.criteria[i].max_points);
        cr_expect_eq(match.criteria[i].verdict, verdicts[i], "%zu", i);
        cr_expect_eq(match.criteria[i].mark, marks[i], "%zu", i);
    }
    cr_expect_eq(match.score, 364);
    cr_expect_eq(match.range_high, 1000);
    cr_expect_eq(match.gate, GATE_OPEN);
    expect_lawful(&advert, &candidate, "shares");
}

Test(score, only_what_the_application_or_a_document_shows_is_scored_now) {
    static const struct row {
        unsigned assessed;
        bool is_later;
    } rows[] = {
        {0, false},
        {1u << ASSESSED_APPLICATION, false},
        {1u << ASSESSED_DOCUMENT | 1u << ASSESSED_INTERVIEW, false},
        {1u << ASSESSED_INTERVIEW, true},
        {1u << ASSESSED_TEST, true},
        {1u << ASSESSED_INTERVIEW | 1u << ASSESSED_TEST | 1u << ASSESSED_REFERENCE, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct advert advert = {0};
        struct candidate driver = support_candidate("[candidate]\ndrives = yes\n");
        (void)advert_one(&advert, NEED_ESSENTIAL, "driver", ask_driving(true, false));
        advert.criteria[0].assessed = rows[i].assessed;
        struct judged judged = advert_match(&advert, &driver).criteria[0];
        cr_expect_eq(judged.verdict, rows[i].is_later ? VERDICT_LATER : VERDICT_MET, "%zu", i);
        cr_expect_eq(judged.mark, rows[i].is_later ? MARK_NONE : 2, "%zu", i);
        cr_expect_eq(judged.because_count > 0, !rows[i].is_later, "%zu", i);
    }
}

/* ---- whole profiles -----------------------------------------------------------------------
 */

/* One criterion of every shape. */
static struct advert everything(void) {
    struct advert advert = str_worker();
    const struct atom or_experience[] = {
        ask_qualification(2, "NVQ 2 in Health and Social Care", HOLDING_HELD),
        ask_experience(0, NULL, 0)};
    const struct atom length_and_skill[] = {ask_skill("communication"),
                                            ask_experience(12, "dementia", 0)};
    const struct atom two_lengths[] = {ask_experience(12, "learning disability", 0),
                                       ask_experience(12, "dementia", 0)};
    (void)advert_any(&advert, NEED_ESSENTIAL, "NVQ 2 or equivalent experience", 2,
                     or_experience);
    (void)advert_all(&advert, NEED_ESSENTIAL, "communication and a year", 2, length_and_skill);
    (void)advert_all(&advert, NEED_DESIRABLE, "a year of both", 2, two_lengths);
    (void)advert_one(&advert, NEED_ESSENTIAL, "licence and car", ask_driving(true, true));
    (void)advert_one(&advert, NEED_DESIRABLE, "lived experience",
                     ask_experience(0, "mental health", 1u << KIND_LIVED));
    (void)advert_one(&advert, NEED_UNSTATED, "paid work",
                     ask_experience(6, "care home", 1u << KIND_PAID));
    (void)advert_one(&advert, NEED_ESSENTIAL, "checks", ask_type(ATOM_DBS));
    (void)advert_one(&advert, NEED_DESIRABLE, "anything", ask_type(ATOM_OTHER));
    return advert;
}

Test(score, an_empty_profile_has_no_mark_above_nothing) {
    struct advert advert = everything();
    struct candidate empty = support_profile("fixtures/profiles/empty.ini");
    struct match match = advert_match(&advert, &empty);
    for (size_t i = 0; i < match.criterion_count; i++) {
        cr_expect_leq(match.criteria[i].mark, 0);
        cr_expect_eq(match.criteria[i].because_count, 0);
    }
    cr_expect_eq(match.score, 0);
    cr_expect_eq(match.gate, GATE_OPEN);
    cr_expect_geq(match.next_step_count, 2, "to say who drives, and with what");
}

Test(score, catchwords_get_no_more_than_one) {
    struct advert advert = everything();
    struct candidate stuffed = support_profile("fixtures/profiles/keyword_stuffed.ini");
    struct candidate demo = support_profile("fixtures/profiles/demo.ini");
    struct match match = advert_match(&advert, &stuffed);
    for (size_t i = 0; i < match.criterion_count; i++) {
        cr_expect_leq(match.criteria[i].mark, 1, "%s", match.criteria[i].criterion->text);
    }
    cr_expect_lt(match.score, advert_match(&advert, &demo).score);
}

Test(score, the_laws_hold_for_every_sample_profile) {
    static const char *const names[] = {
        "demo",      "empty",          "keyword_stuffed", "newcomer",      "lived_experience",
        "care_home", "overseas_nurse", "family_carer",    "support_worker"};
    struct advert advert = everything();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct candidate candidate = support_profile(
            arena_printf(support_arena(), "fixtures/profiles/%s.ini", names[i]));
        expect_lawful(&advert, &candidate, names[i]);
    }
}

/* Entries whose loss first lowers, then speaks against, then says nothing. */
Test(score, no_effect_is_below_nothing) {
    struct advert advert = everything();
    static const char *const profiles[] = {
        "[experience a]\narea = dementia\nmonths = 4\n[experience b]\narea = dementia\n"
        "months = 4\n[experience c]\narea = dementia\nmonths = 4\n[skills]\n"
        "communication = took handover for eight patients each shift\n",
        "[experience a]\narea = dementia\nmonths = 4\n[experience b]\narea = dementia\n"
        "months = 9\n[experience c]\narea = learning disability\nmonths = 5\n"
        "[experience d]\narea = learning disability\nmonths = 5\n"
        "[experience e]\narea = learning disability\nmonths = 5\n",
        "[qualification a]\nname = NVQ 2 in Health and Social Care\nlevel = 2\nstatus = held\n"
        "[qualification b]\nname = NVQ 3 in Business Administration\nstatus = held\n"
        "[qualification c]\nname = NVQ 1 in Health and Social Care\nstatus = held\n"
        "[qualification d]\nname = NVQ 3 in Health and Social Care\nstatus = willing\n",
    };
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++) {
        struct candidate candidate = support_candidate(profiles[i]);
        expect_lawful(&advert, &candidate, profiles[i]);
    }
}
