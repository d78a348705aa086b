/* tests/unit/matcher/next_step.c - tests of matcher/next_step
 * SPDX-License-Identifier: MIT
 */
#include "matcher/next_step.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/matcher/score_support.h"

static struct advert sample(void) {
    struct advert advert = {0};
    (void)advert_one(&advert, NEED_ESSENTIAL, "NVQ 3",
                     ask_qualification(3, "NVQ 3 in Health and Social Care", HOLDING_HELD));
    (void)advert_one(&advert, NEED_DESIRABLE, "a year with dementia",
                     ask_experience(12, "dementia", 0));
    (void)advert_one(&advert, NEED_ESSENTIAL, "communication", ask_skill("communication"));
    return advert;
}

static const char profile[] = "[qualification nvq3]\nname = NVQ 3 in Health and Social Care\n"
                              "status = %s\n"
                              "[experience home]\narea = dementia\nmonths = %s\n"
                              "[skills]\ncommunication =%s\n";

static struct candidate with(const char *status, const char *months, const char *example) {
    return support_candidate(arena_printf(support_arena(), profile, status, months, example));
}

/* A step written into the file and the file read again. */
static struct candidate follow(const struct next_step *step) {
    bool is_status = strcmp(step->fact, "qualification.nvq3.status") == 0;
    bool is_months = strcmp(step->fact, "experience.home.months") == 0;
    bool is_skill = strcmp(step->fact, "skills.communication") == 0;
    cr_assert(is_status || is_months || is_skill, "%s", step->fact);
    return with(is_status ? step->value : "working_towards", is_months ? step->value : "7",
                is_skill ? arena_printf(support_arena(), " %s", step->value) : "");
}

Test(next_step, each_brings_exactly_what_it_says) {
    struct advert advert = sample();
    struct candidate candidate = with("working_towards", "7", "");
    struct match match = advert_match(&advert, &candidate);
    cr_assert_eq(match.next_step_count, 3);
    for (size_t i = 0; i < match.next_step_count; i++) {
        const struct next_step *step = &match.next_steps[i];
        struct candidate changed = follow(step);
        struct match after = advert_match(&advert, &changed);
        cr_expect_eq(after.score - match.score, step->gain, "%s = %s: %d, said %d", step->fact,
                     step->value, after.score - match.score, step->gain);
        cr_expect_eq(after.gate, step->gate, "%s", step->fact);
        cr_expect_not_null(step->change);
    }
    /* the gate waits for the qualification only; then by points: 400/2 before 200/2 */
    cr_expect_str_eq(match.next_steps[0].fact, "qualification.nvq3.status");
    cr_expect_str_eq(match.next_steps[0].value, "held");
    cr_expect_eq(match.next_steps[0].gate, GATE_PASS);
    cr_expect_str_eq(match.next_steps[1].fact, "skills.communication");
    cr_expect_str_eq(match.next_steps[2].fact, "experience.home.months");
    cr_expect_str_eq(match.next_steps[2].value, "12");
}

Test(next_step, none_where_all_is_met) {
    struct advert advert = sample();
    struct candidate candidate =
        with("held", "12", " took handover for eight patients each shift");
    struct match match = advert_match(&advert, &candidate);
    cr_expect_eq(match.score, 1000);
    cr_expect_eq(match.next_step_count, 0);
}

Test(next_step, a_licence_is_said_or_learnt) {
    struct advert advert = {0};
    (void)advert_one(&advert, NEED_ESSENTIAL, "driver", ask_driving(true, false));
    struct candidate silent = support_candidate("");
    struct candidate walker = support_candidate("[candidate]\ndrives = no\n");
    struct match match = advert_match(&advert, &silent);
    cr_assert_eq(match.next_step_count, 1);
    cr_expect_str_eq(match.next_steps[0].fact, "candidate.drives");
    cr_expect_str_eq(match.next_steps[0].value, "yes");
    cr_expect_eq(match.next_steps[0].gate, GATE_PASS);
    match = advert_match(&advert, &walker);
    cr_assert_eq(match.next_step_count, 1);
    cr_expect_str_eq(match.next_steps[0].change, "get a driving licence");
}

Test(next_step, the_smallest_that_opens_the_gate_comes_first) {
    struct advert advert = {0};
    const struct atom either[] = {
        ask_qualification(2, "NVQ 2 in Health and Social Care", HOLDING_HELD),
        ask_experience(12, "dementia", 0)};
    (void)advert_any(&advert, NEED_ESSENTIAL, "NVQ 2 or a year", 2, either);
    struct candidate candidate = support_candidate(
        "[qualification a]\nname = NVQ 2 in Health and Social Care\nstatus = working_towards\n"
        "[experience b]\narea = dementia\nmonths = 11\n");
    struct match match = advert_match(&advert, &candidate);
    cr_assert_eq(match.next_step_count, 2);
    cr_expect_str_eq(match.next_steps[0].fact, "experience.b.months");
    cr_expect_str_eq(match.next_steps[1].fact, "qualification.a.status");
}

/* The work needs it, nobody claimed it: the step is a line that is not there yet. */
Test(next_step, an_example_of_what_the_work_needs_is_a_new_line) {
    struct advert advert = {0};
    (void)advert_one(&advert, NEED_ESSENTIAL, "communication", ask_skill("communication"));
    static const char home[] = "[experience home]\narea = dementia\nmonths = 12\n";
    struct candidate candidate = support_candidate(home);
    struct match match = advert_match(&advert, &candidate);
    cr_assert_eq(match.next_step_count, 1);
    const struct next_step *step = &match.next_steps[0];
    cr_assert(span_starts(span_of(step->fact), "skills."), "%s", step->fact);
    struct candidate changed = support_candidate(arena_printf(
        support_arena(), "%s[skills]\n%s = %s\n", home, step->fact + 7, step->value));
    cr_expect_eq(advert_match(&advert, &changed).score - match.score, step->gain);
}

/* Two names of one thing are one step. */
Test(next_step, one_thing_is_asked_for_once) {
    struct advert advert = {0};
    (void)advert_one(&advert, NEED_ESSENTIAL, "team work", ask_skill("team working"));
    (void)advert_one(&advert, NEED_ESSENTIAL, "communication", ask_skill("communication"));
    struct candidate candidate =
        support_candidate("[experience home]\narea = dementia care home\nmonths = 12\n"
                          "[skills]\nteam player =\nteamwork =\n");
    struct match match = advert_match(&advert, &candidate);
    int team = 0;
    for (size_t i = 0; i < match.next_step_count; i++) {
        team += strstr(match.next_steps[i].change, "team") != NULL;
    }
    cr_expect_eq(team, 1);
}

static struct atom ask_pattern(const char *pattern) {
    struct atom atom = ask_type(ATOM_AVAILABILITY);
    atom.concept = pattern;
    return atom;
}

/* One line each, and writing it gives exactly what was said. */
Test(next_step, every_kind_of_change_is_one_line_of_the_file) {
    const struct {
        const char *name;
        struct atom asked;
        const char *before;
        const char *fact;
        const char *value;
        const char *after;
    } rows[] = {
        {"a level more", ask_qualification(3, "NVQ 3 in Health and Social Care", HOLDING_HELD),
         "[qualification a]\nname = NVQ 2 in Health and Social Care\nstatus = held\n",
         "qualification.a.level", "3",
         "[qualification a]\nname = NVQ 2 in Health and Social Care\nstatus = held\n"
         "level = 3\n"},
        {"a status not said",
         ask_qualification(2, "NVQ 2 in Health and Social Care", HOLDING_HELD),
         "[qualification a]\nname = NVQ 2 in Health and Social Care\n",
         "qualification.a.status", "held",
         "[qualification a]\nname = NVQ 2 in Health and Social Care\nstatus = held\n"},
        {"a kind not said", ask_experience(6, "dementia", 1u << KIND_PAID),
         "[experience a]\narea = dementia\nmonths = 12\n", "experience.a.kind", "paid",
         "[experience a]\narea = dementia\nmonths = 12\nkind = paid\n"},
        {"a length not said", ask_experience(6, "dementia", 0),
         "[experience a]\narea = dementia\nkind = paid\n", "experience.a.months", "6",
         "[experience a]\narea = dementia\nkind = paid\nmonths = 6\n"},
        {"the use of a car", ask_driving(true, true), "[candidate]\ndrives = yes\n",
         "candidate.vehicle", "yes", "[candidate]\ndrives = yes\nvehicle = yes\n"},
        {"shifts", ask_pattern("shifts"), "[candidate]\npatterns = part_time\n",
         "candidate.patterns", "part_time, shifts",
         "[candidate]\npatterns = part_time, shifts\n"},
        {"willing to take a certificate",
         ask_qualification(LEVEL_NONE, "Care Certificate", HOLDING_WILLING), "",
         "qualification.care_certificate.name", "willing to take Care Certificate",
         "[qualification care_certificate]\nname = willing to take Care Certificate\n"},
        {"willing to take a diploma",
         ask_qualification(2, "NVQ 2 in Health and Social Care", HOLDING_WILLING),
         "[qualification a]\nname = GCSE English\nstatus = held\n",
         "qualification.level_2_diploma_in_health_and_social_care.name",
         "willing to take Level 2 diploma in health and social care",
         "[qualification a]\nname = GCSE English\nstatus = held\n"
         "[qualification b]\n"
         "name = willing to take Level 2 diploma in health and social care\n"},
        {"no sponsorship", ask_type(ATOM_RIGHT_TO_WORK), "", "candidate.needs_sponsorship",
         "no", "[candidate]\nneeds_sponsorship = no\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct advert advert = {0};
        (void)advert_one(&advert, NEED_ESSENTIAL, rows[i].name, rows[i].asked);
        struct candidate before = support_candidate(rows[i].before);
        struct candidate after = support_candidate(rows[i].after);
        struct match match = advert_match(&advert, &before);
        struct match changed = advert_match(&advert, &after);
        const struct next_step *step = NULL;
        for (size_t k = 0; k < match.next_step_count; k++) {
            bool is_it = strcmp(match.next_steps[k].fact, rows[i].fact) == 0;
            step = is_it ? &match.next_steps[k] : step;
        }
        cr_assert_not_null(step, "%s", rows[i].name);
        cr_expect_str_eq(step->value, rows[i].value, "%s: %s", rows[i].name, step->value);
        cr_expect_eq(step->gain, changed.score - match.score, "%s: %d, said %d", rows[i].name,
                     changed.score - match.score, step->gain);
        cr_expect_eq(step->gate, changed.gate, "%s", rows[i].name);
        cr_expect_eq(step->gate, GATE_PASS, "%s", rows[i].name);
    }
}

/* Willingness is offered where it is enough, and where nothing is said. */
Test(next_step, willingness_is_no_step_where_it_must_be_held) {
    struct advert advert = {0};
    (void)advert_one(&advert, NEED_ESSENTIAL, "Care Certificate",
                     ask_qualification(LEVEL_NONE, "Care Certificate", HOLDING_HELD));
    struct candidate silent = support_candidate("");
    cr_expect_eq(advert_match(&advert, &silent).next_step_count, 0);
}
