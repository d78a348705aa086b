/* tests/unit/matcher/gate.c - tests of matcher/gate
 * SPDX-License-Identifier: MIT
 */
#include "matcher/gate.h"

#include <criterion/criterion.h>

#include "tests/unit/matcher/score_support.h"

Test(gate, each_type_needs_its_mark) {
    static const int needs[ATOM_COUNT] = {
        [ATOM_QUALIFICATION] = 2, [ATOM_EXPERIENCE] = 2,   [ATOM_KNOWLEDGE] = 1,
        [ATOM_SKILL] = 1,         [ATOM_ATTRIBUTE] = 1,    [ATOM_DRIVING] = 2,
        [ATOM_AVAILABILITY] = 1,  [ATOM_REGISTRATION] = 2, [ATOM_RIGHT_TO_WORK] = 2,
        [ATOM_LANGUAGE] = 2,      [ATOM_OTHER] = 1,        [ATOM_DBS] = 0,
        [ATOM_HEALTH] = 0,
    };
    for (int type = 1; type < ATOM_COUNT; type++) {
        struct atom atom = {.type = (enum atom_type)type};
        cr_expect_eq(gate_needs(&atom), needs[type], "%s", vocab_name(&vocab_atom, type));
    }
}

static const struct row {
    const char *name;
    enum need need;
    struct judgement judgement;
    enum gate gate;
} rows[] = {
    {"met", NEED_ESSENTIAL, {.mark = 2, .verdict = VERDICT_MET, .passes = true}, GATE_PASS},
    {"enough",
     NEED_ESSENTIAL,
     {.mark = 1, .verdict = VERDICT_PARTLY, .passes = true},
     GATE_PASS},
    {"less than needed", NEED_ESSENTIAL, {.mark = 1, .verdict = VERDICT_PARTLY}, GATE_OPEN},
    {"no evidence", NEED_ESSENTIAL, {.verdict = VERDICT_UNKNOWN}, GATE_OPEN},
    {"contradicted", NEED_ESSENTIAL, {.verdict = VERDICT_NOT_MET}, GATE_FAIL},
    {"later", NEED_ESSENTIAL, {.mark = MARK_NONE, .verdict = VERDICT_LATER}, GATE_NONE},
    {"nothing asked",
     NEED_ESSENTIAL,
     {.verdict = VERDICT_UNKNOWN, .asks_nothing = true},
     GATE_NONE},
    {"desirable", NEED_DESIRABLE, {.verdict = VERDICT_NOT_MET}, GATE_NONE},
    {"unstated", NEED_UNSTATED, {.verdict = VERDICT_NOT_MET}, GATE_NONE},
};

Test(gate, only_essential_criteria_have_a_say) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(gate_of(rows[i].need, &rows[i].judgement), rows[i].gate, "%s",
                     rows[i].name);
    }
}

/* One criterion, and what the gate says to a profile. */
static enum gate gate_for(struct atom atom, enum need need, const char *profile) {
    struct advert advert = {0};
    struct candidate candidate = support_candidate(profile);
    (void)advert_one(&advert, need, "the criterion", atom);
    return advert_match(&advert, &candidate).gate;
}

Test(gate, a_skill_passes_with_one) {
    struct atom skill = ask_skill("communication");
    cr_expect_eq(gate_for(skill, NEED_ESSENTIAL, "[skills]\ncommunication =\n"), GATE_PASS);
    cr_expect_eq(gate_for(skill, NEED_ESSENTIAL, ""), GATE_OPEN);
}

Test(gate, a_qualification_needs_two) {
    struct atom nvq = ask_qualification(3, "NVQ 3 in Health and Social Care", HOLDING_HELD);
    static const char form[] =
        "[qualification a]\nname = NVQ %d in Health and Social Care\nstatus = %s\n";
    struct arena *arena = support_arena();
    cr_expect_eq(gate_for(nvq, NEED_ESSENTIAL, arena_printf(arena, form, 3, "held")),
                 GATE_PASS);
    cr_expect_eq(gate_for(nvq, NEED_ESSENTIAL, arena_printf(arena, form, 3, "working_towards")),
                 GATE_OPEN);
    cr_expect_eq(gate_for(nvq, NEED_ESSENTIAL, arena_printf(arena, form, 2, "held")),
                 GATE_FAIL);
    cr_expect_eq(gate_for(nvq, NEED_ESSENTIAL, arena_printf(arena, form, 3, "willing")),
                 GATE_FAIL);
    cr_expect_eq(gate_for(nvq, NEED_DESIRABLE, arena_printf(arena, form, 2, "held")),
                 GATE_PASS);
}

Test(gate, driving_needs_two) {
    struct atom both = ask_driving(true, true);
    cr_expect_eq(gate_for(both, NEED_ESSENTIAL, "[candidate]\ndrives = yes\nvehicle = yes\n"),
                 GATE_PASS);
    cr_expect_eq(gate_for(both, NEED_ESSENTIAL, "[candidate]\ndrives = yes\n"), GATE_OPEN);
    cr_expect_eq(gate_for(both, NEED_ESSENTIAL, "[candidate]\ndrives = yes\nvehicle = no\n"),
                 GATE_FAIL);
}

Test(gate, experience_with_one_leaves_it_open) {
    struct atom year = ask_experience(12, "dementia", 0);
    struct atom lived = ask_experience(0, "mental health", 1u << KIND_LIVED);
    static const char form[] = "[experience a]\narea = dementia\nmonths = %d\n";
    struct arena *arena = support_arena();
    cr_expect_eq(gate_for(year, NEED_ESSENTIAL, arena_printf(arena, form, 12)), GATE_PASS);
    cr_expect_eq(gate_for(year, NEED_ESSENTIAL, arena_printf(arena, form, 6)), GATE_OPEN);
    cr_expect_eq(gate_for(year, NEED_ESSENTIAL, arena_printf(arena, form, 5)), GATE_FAIL);
    cr_expect_eq(gate_for(lived, NEED_ESSENTIAL, "[experience a]\narea = mental health\n"),
                 GATE_OPEN);
    cr_expect_eq(
        gate_for(lived, NEED_ESSENTIAL, "[experience a]\narea = mental health\nkind = lived\n"),
        GATE_PASS);
}

Test(gate, nothing_to_score_leaves_it_open) {
    struct advert none = {0};
    struct candidate demo = support_profile("fixtures/profiles/demo.ini");
    struct match match = advert_match(&none, &demo);
    cr_expect_eq(match.gate, GATE_OPEN);
    cr_expect_eq(match.score, 0);
    cr_expect_eq(match.range_low, 0);
    cr_expect_eq(match.range_high, 1000);
    cr_expect_eq(gate_for(ask_type(ATOM_DBS), NEED_ESSENTIAL, ""), GATE_OPEN);
}

/* A demand that could not be read further than its type. */
Test(gate, what_names_nothing_never_passes) {
    static const enum atom_type types[] = {ATOM_KNOWLEDGE, ATOM_SKILL, ATOM_ATTRIBUTE,
                                           ATOM_AVAILABILITY, ATOM_OTHER};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct advert advert = {0};
        struct candidate demo = support_profile("fixtures/profiles/demo.ini");
        (void)advert_one(&advert, NEED_ESSENTIAL, "criterion", ask_type(types[i]));
        struct match match = advert_match(&advert, &demo);
        cr_expect_eq(match.gate, GATE_OPEN);
        cr_expect_eq(match.criteria[0].verdict, VERDICT_UNKNOWN);
        cr_expect_eq(match.criteria[0].mark, 0);
    }
}

Test(gate, a_criterion_says_whether_it_keeps_the_gate_shut) {
    struct advert advert = {0};
    (void)advert_one(&advert, NEED_ESSENTIAL, "NVQ 2",
                     ask_qualification(2, "NVQ 2 in Health and Social Care", HOLDING_HELD));
    (void)advert_one(&advert, NEED_ESSENTIAL, "communication", ask_skill("communication"));
    (void)advert_one(&advert, NEED_DESIRABLE, "a licence", ask_driving(true, false));
    (void)advert_one(&advert, NEED_ESSENTIAL, "checks", ask_type(ATOM_DBS));
    (void)advert_nothing(&advert, NEED_ESSENTIAL, "no experience needed");
    struct candidate candidate = support_candidate(
        "[qualification q]\nname = NVQ 2 in Health and Social Care\n"
        "status = working_towards\n[skills]\ncommunication =\n[candidate]\ndrives = no\n");
    struct match match = advert_match(&advert, &candidate);
    cr_expect_eq(match.gate, GATE_OPEN);
    for (size_t i = 0; i < match.criterion_count; i++) {
        cr_expect_eq(match.criteria[i].short_of_gate, i == 0, "%s",
                     match.criteria[i].criterion->text);
    }
}
