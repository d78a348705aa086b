/* tests/unit/matcher/explain.c - tests of matcher/explain: facts and questions
 * SPDX-License-Identifier: MIT
 */
#include "matcher/explain.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/builtin.h"
#include "tests/unit/matcher/score_support.h"

static struct judged judge_one(struct atom atom, const char *text, const char *profile) {
    struct advert advert = {0};
    struct candidate candidate = support_candidate(profile);
    (void)advert_one(&advert, NEED_ESSENTIAL, text, atom);
    return advert_match(&advert, &candidate).criteria[0];
}

/* "experience.a.area 0, experience.a.months 100.0": the facts with their effects in tenths. */
static const char *facts_of(const struct judged *judged) {
    const char *text = "";
    for (size_t i = 0; i < judged->because_count; i++) {
        text = arena_printf(support_arena(), "%s%s%s %d", text, i ? ", " : "",
                            judged->because[i].fact, judged->because[i].effect);
    }
    return text;
}

Test(explain, facts_are_keys_of_the_profile) {
    struct atom year = ask_experience(12, "dementia", 1u << KIND_PAID);
    struct judged judged = judge_one(
        year, "a year of paid dementia care",
        "[experience home]\narea = dementia\nkind = paid\nmonths = 12\nemployer = other\n");
    /* without its length the paid setting is still 1; a setting alone is not */
    cr_expect_str_eq(facts_of(&judged),
                     "experience.home.area 0, experience.home.kind 500, "
                     "experience.home.months 500",
                     "%s", facts_of(&judged));
    judged = judge_one(ask_experience(12, "dementia", 0), "a year",
                       "[experience home]\narea = dementia\nfrom = 2020-01\nto = 2021-01\n");
    cr_expect_str_eq(facts_of(&judged),
                     "experience.home.area 500, experience.home.from 0, "
                     "experience.home.to 500",
                     "%s", facts_of(&judged));
    judged = judge_one(ask_qualification(2, NULL, HOLDING_HELD), "level 2",
                       "[qualification nvq2]\nname = NVQ 2\nlevel = 2\nstatus = held\n");
    cr_expect(strstr(facts_of(&judged), "qualification.nvq2.level"), "%s", facts_of(&judged));
    cr_expect(strstr(facts_of(&judged), "qualification.nvq2.status"), "%s", facts_of(&judged));
    judged = judge_one(ask_driving(true, true), "licence and car",
                       "[candidate]\ndrives = yes\nvehicle = yes\n");
    cr_expect_str_eq(facts_of(&judged), "candidate.drives 500, candidate.vehicle 500");
    judged = judge_one(ask_skill("communication"), "communication",
                       "[skills]\nCommunication = took handover for eight people each shift\n");
    cr_expect_str_eq(facts_of(&judged), "skills.communication 1000");
}

Test(explain, redundant_facts_are_listed_without_effect) {
    struct judged judged = judge_one(ask_experience(0, "dementia", 0), "dementia care",
                                     "[experience a]\narea = dementia\n"
                                     "[experience b]\narea = dementia\n");
    cr_expect_str_eq(facts_of(&judged), "experience.a.area 1000, experience.b.area 0", "%s",
                     facts_of(&judged));
}

Test(explain, says_are_the_words_that_the_demand_was_read_from) {
    static const char text[] = "A licence and good communication";
    struct advert advert = {0};
    struct atom atoms[] = {ask_driving(true, false), ask_skill("communication")};
    atoms[0].words = span_part(span_of(text), 0, 9);
    atoms[1].words = span_part(span_of(text), 14, 18);
    struct candidate candidate =
        support_candidate("[candidate]\ndrives = yes\n[skills]\ncommunication = took handover "
                          "for eight people\n");
    (void)advert_all(&advert, NEED_ESSENTIAL, text, 2, atoms);
    struct judged judged = advert_match(&advert, &candidate).criteria[0];
    cr_assert_eq(judged.because_count, 2);
    cr_expect_str_eq(judged.because[0].says, "A licence");
    cr_expect_str_eq(judged.because[1].says, "good communication");
}

Test(explain, a_question_is_asked_where_something_is_missing) {
    struct atom year = ask_experience(24, "dementia", 0);
    struct judged judged =
        judge_one(year, "2 years", "[experience a]\narea = dementia\nmonths = 12\n");
    cr_expect(strstr(judged.prompt, "2 years"), "%s", judged.prompt);
    judged = judge_one(year, "2 years", "[experience a]\narea = dementia\nmonths = 24\n");
    cr_expect_null(judged.prompt);
    judged = judge_one(ask_driving(true, true), "a car", "[candidate]\ndrives = yes\n");
    cr_expect_str_eq(judged.prompt, "Do you have the use of a car for work?");
    judged = judge_one(ask_type(ATOM_OTHER), "a love of trains", "");
    cr_expect(strstr(judged.prompt, "a love of trains"), "%s", judged.prompt);
    judged = judge_one(ask_type(ATOM_DBS), "checks", "");
    cr_expect_null(judged.prompt);
}

Test(explain, what_has_no_label_is_asked_for_in_its_own_words) {
    static const char text[] = "Knowledge of the disabled facilities grant";
    static const enum atom_type types[] = {ATOM_SKILL, ATOM_ATTRIBUTE, ATOM_KNOWLEDGE};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct atom atom = ask_type(types[i]);
        atom.concept = "disabled_facilities_grant";
        struct judged judged = judge_one(atom, text, "");
        cr_assert_not_null(judged.prompt);
        cr_expect(strstr(judged.prompt, text), "%s", judged.prompt);
        cr_expect_null(strchr(judged.prompt, '_'), "%s", judged.prompt);
    }
    struct atom atom = ask_type(ATOM_EXPERIENCE);
    strings_push(support_arena(), &atom.areas, "facilities_grant");
    struct judged judged = judge_one(atom, text, "");
    cr_expect_null(strchr(judged.prompt, '_'), "%s", judged.prompt);
}

Test(explain, a_bracket_that_was_opened_is_closed) {
    static const char text[] = "A diploma, grade 4 (C) or above";
    struct atom atom = ask_qualification(2, "GCSE English", HOLDING_HELD);
    atom.words = span_part(span_of(text), 2, 18);
    struct judged judged = judge_one(atom, text, "");
    cr_expect(strstr(judged.prompt, "“diploma, grade 4 (C)”"), "%s", judged.prompt);
}

/* Every row of the table: prompts end as questions, nothing unknown is left to fill in. */
Test(explain, every_wording_can_be_written) {
    struct span rest = builtin_span("matcher/rules/prompts.tsv");
    struct atom atom = ask_experience(6, "dementia", 0);
    struct subject_words words = {
        .atom = &atom, .words = "these words", .rules = support_rules()};
    size_t rows = 0;
    for (struct span line; span_next_line(&rest, &line);) {
        struct span about = {0};
        struct span lack = {0};
        if (span_starts(line, "#") || !span_next_piece(&line, '\t', &about) ||
            !span_next_piece(&line, '\t', &lack)) {
            continue;
        }
        const char *text =
            explain_wording(arena_copy(support_arena(), about),
                            arena_copy(support_arena(), lack), &words, support_arena());
        cr_assert_not_null(text);
        cr_expect_null(strchr(text, '{'), "%s", text);
        bool is_noun = span_is(about, "step") || span_is(about, "gap");
        cr_expect(is_noun || span_ends(span_of(text), "?"), "%s", text);
        rows++;
    }
    cr_expect_gt(rows, 20);
}

/* What is too short speaks against, once nothing else is left: to lose its length would raise
 * the points. No order of facts that is given does so. */
Test(explain, no_loss_raises_the_points) {
    static const char *const profiles[] = {
        "[experience cafe]\narea = volunteer at a mental health charity drop-in\n"
        "kind = voluntary\nmonths = 14\nemployer = charity\n"
        "evidence = sat with people who were new and ran a craft table for twelve people\n"
        "[experience bank]\narea = food bank\nkind = voluntary\nmonths = 20\n"
        "employer = charity\nevidence = talked with families who were ashamed to come\n",
        "[experience a]\narea = dementia\nmonths = 4\nemployer = social_care\n"
        "evidence = helped twelve people with dementia to wash and eat each morning\n"
        "[experience b]\narea = learning disability\nmonths = 30\n",
        "[experience a]\narea = mental health ward\nkind = paid\nfrom = 2025-01\n"
        "to = 2025-04\nemployer = nhs\n[experience b]\narea = care home\nmonths = 40\n"
        "[experience c]\narea = mental health ward\nmonths = 9\n",
    };
    static const char *const areas[] = {"mental health", "dementia", "social care",
                                        "care work"};
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++) {
        struct candidate candidate = support_candidate(profiles[i]);
        struct advert advert = {0};
        for (size_t j = 0; j < sizeof areas / sizeof *areas; j++) {
            (void)advert_one(&advert, NEED_ESSENTIAL, areas[j],
                             ask_experience(12, areas[j], 1u << KIND_PAID));
            (void)advert_one(&advert, NEED_DESIRABLE, areas[j],
                             ask_experience(36, areas[j], 0));
            struct atom both[] = {ask_experience(24, areas[j], 0),
                                  ask_experience(12, "mental health", 0)};
            (void)advert_all(&advert, NEED_ESSENTIAL, areas[j], 2, both);
        }
        expect_lawful(&advert, &candidate, profiles[i]);
    }
}
