/* tests/unit/matcher/evidence.c - tests of matcher/evidence
 * SPDX-License-Identifier: MIT
 */
#include "matcher/evidence.h"

#include <criterion/criterion.h>

#include "tests/unit/matcher/score_support.h"

static struct evidence weigh(const char *text) {
    struct evidence evidence = {0};
    cr_assert_eq(evidence_weigh(&evidence, support_arena(), support_rules(), EVIDENCE_KINDS,
                                span_of(text), NULL),
                 ERR_NONE);
    return evidence;
}

Test(evidence, what_was_done_is_an_example) {
    static const char *const examples[] = {
        "ran a weekly gardening group for eight patients",
        "wrote daily notes in the electronic record",
        "took handover and wrote care notes for eight patients each shift",
        "I sat with a resident for an hour until she was calm",
        "worked in a team of twelve on nights",
        "supported three tenants with budgets",
        "five years in a busy care team of nine",
        "helped people wash, dress and eat every morning",
        "washed, dressed and fed her every day",
        "settled complaints at the till",
        "what you did, with whom, and what came of it",
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        cr_expect(weigh(examples[i]).is_example, "%s", examples[i]);
    }
}

Test(evidence, praise_and_lists_are_claims) {
    static const char *const claims[] = {
        "",
        "excellent",
        "excellent communication skills",
        "I have excellent communication skills and I am a team player",
        "very good, highly motivated and professional",
        "communication, team working, empathy, compassion, care planning, record keeping",
        "mental health, dementia, learning disability, communication and team working",
        "communication team working empathy compassion dementia mental health",
        "hard working, reliable and dedicated",
        "experienced and skilled in communication",
        "Word, Excel, Outlook",
    };
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        cr_expect_not(weigh(claims[i]).is_example, "%s", claims[i]);
    }
}

Test(evidence, each_sentence_is_weighed_by_itself) {
    struct evidence evidence =
        weigh("wrote up what was said in supervision every month; communication, team working");
    cr_expect(evidence.is_example);
    cr_expect(strings_has(&evidence.listed, support_concept(CONCEPT_SKILL, "team working")));
    cr_expect_not(strings_has(&evidence.shown, support_concept(CONCEPT_SKILL, "team working")));
}

Test(evidence, a_denial_shows_nothing) {
    cr_expect(weigh("never worked in mental health").is_denial);
    cr_expect(weigh("I have no experience of dementia").is_denial);
    cr_expect(weigh("none yet").is_denial);
    cr_expect_not(weigh("wrote notes with no mistakes for a year").is_denial);
}

Test(evidence, the_beginning_of_a_longer_name_counts_too) {
    struct evidence evidence = weigh("adult mental health inpatient ward");
    cr_expect(
        strings_has(&evidence.listed, support_concept(CONCEPT_AREA, "adult mental health")));
}

/* Concepts are worded as one speaks of doing, a profile tells what was done. */
Test(evidence, deeds_are_read_as_what_one_does) {
    static const struct row {
        const char *text;
        const char *skill;
    } rows[] = {
        {"wrote clear notes for six residents every night", "record keeping"},
        {"kept accurate records of what each resident drank", "record keeping"},
        {"worked in a team of five on the early round", "team working"},
        {"prioritised my workload when two colleagues were away", "time management"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct evidence evidence = weigh(rows[i].text);
        cr_expect(strings_has(&evidence.shown, support_concept(CONCEPT_SKILL, rows[i].skill)),
                  "%s", rows[i].text);
    }
    struct evidence evidence = weigh("motivated");
    cr_expect_eq(evidence.shown.count, 0);
}
