/* tests/unit/matcher/verify.c - tests of matcher/verify
 * SPDX-License-Identifier: MIT
 */
#include "matcher/verify.h"

#include <criterion/criterion.h>
#include <string.h>

#include "schema/requirement_text.h"
#include "tests/unit/matcher/score_support.h"

/* An advert with a criterion of each kind. */
static struct advert sample(void) {
    static const char *const demands[] = {
        "qualification level=2 subject=health_and_social_care status=held + equivalent",
        "qualification level=3 status=held | experience months=12 areas=mental_health",
        "experience months=24 areas=care_work",
        "knowledge topic=safeguarding",
        "skill concept=communication & attribute concept=empathy",
        "driving licence=yes vehicle=yes",
        "availability pattern=shifts",
        "availability pattern=travel",
        "registration body=NMC",
        "right_to_work",
        "language concept=english",
        "other words=patient,electronic,record,gardening",
        "dbs",
    };
    struct advert advert = {0};
    for (size_t i = 0; i < sizeof demands / sizeof *demands; i++) {
        (void)advert_nothing(&advert, i % 3 ? NEED_ESSENTIAL : NEED_DESIRABLE, demands[i]);
        cr_assert_eq(requirement_text_read(&advert.requirements[i], support_arena(),
                                           span_of(demands[i]), NULL),
                     ERR_NONE);
    }
    return advert;
}

static struct verification verify(const struct match *match,
                                  const struct candidate *candidate) {
    struct verification verification = {0};
    struct diag diag = {0};
    cr_assert_eq(verify_match(&verification, support_arena(), support_rules(), match, candidate,
                              SUPPORT_TODAY, &diag),
                 ERR_NONE, "%s", diag.text);
    return verification;
}

Test(verify, every_fact_does_what_is_stated) {
    static const char *const names[] = {
        "demo",      "empty",          "keyword_stuffed", "newcomer",      "lived_experience",
        "care_home", "overseas_nurse", "family_carer",    "support_worker"};
    struct advert advert = sample();
    size_t facts = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct candidate candidate = support_profile(
            arena_printf(support_arena(), "fixtures/profiles/%s.ini", names[i]));
        struct match match = advert_match(&advert, &candidate);
        struct verification verification = verify(&match, &candidate);
        cr_expect_eq(verification.wrong, 0, "%s: %zu", names[i], verification.wrong);
        for (size_t j = 0; j < verification.count; j++) {
            const struct verified *fact = &verification.at[j];
            cr_expect_eq(fact->stated, fact->found, "%s, %s: %s", names[i],
                         match.criteria[fact->criterion].criterion->text, fact->fact);
        }
        expect_lawful(&advert, &candidate, names[i]);
        facts += verification.count;
    }
    cr_expect_gt(facts, 50);
}

/* What is stated is not taken for granted. */
Test(verify, a_wrong_statement_is_found) {
    struct advert advert = sample();
    struct candidate demo = support_profile("fixtures/profiles/demo.ini");
    struct match match = advert_match(&advert, &demo);
    size_t criterion = 0;
    while (match.criteria[criterion].because_count == 0) {
        criterion++;
    }
    struct because *because = &match.criteria[criterion].because[0];
    because->effect += 1;
    struct verification verification = verify(&match, &demo);
    cr_expect_eq(verification.wrong, 1);
    cr_expect_eq(verification.at[0].stated, verification.at[0].found + 1);
    because->effect -= 1;
    match.criteria[criterion].points += 1;
    cr_expect_eq(verify(&match, &demo).wrong, 1);
    match.criteria[criterion].points -= 1;
    match.criteria[criterion].because_count = 0; /* its facts are kept quiet */
    cr_expect_eq(verify(&match, &demo).wrong, 1);
}

Test(verify, a_fact_that_the_profile_lacks_is_an_error) {
    struct advert advert = sample();
    struct candidate demo = support_profile("fixtures/profiles/demo.ini");
    struct candidate empty = support_candidate("");
    struct match match = advert_match(&advert, &demo);
    struct verification verification = {0};
    struct diag diag = {0};
    cr_expect_eq(verify_match(&verification, support_arena(), support_rules(), &match, &empty,
                              SUPPORT_TODAY, &diag),
                 ERR_INPUT);
    cr_expect(strstr(diag.text, "."), "%s", diag.text);
    cr_expect_null(verification.at);
}

Test(verify, a_step_is_tried_by_the_profile_that_has_it) {
    struct advert advert = {0};
    (void)advert_one(&advert, NEED_ESSENTIAL, "driver", ask_driving(true, false));
    struct candidate walker = support_candidate("[candidate]\ndrives = no\n");
    struct candidate driver = support_candidate("[candidate]\ndrives = yes\n");
    struct match match = advert_match(&advert, &walker);
    struct outcome outcome = {0};
    cr_assert_eq(
        verify_outcome(&outcome, support_rules(), &match, &driver, SUPPORT_TODAY, NULL),
        ERR_NONE);
    cr_assert_eq(match.next_step_count, 1);
    cr_expect_eq(outcome.score - match.score, match.next_steps[0].gain);
    cr_expect_eq(outcome.gate, match.next_steps[0].gate);
}

/* One demand of several areas, of which one is people and one an activity: the judge of a
 * changed copy says the same as a fresh one. */
Test(verify, a_demand_of_several_areas_is_explained_truly) {
    static const char *const demands[] = {
        "experience areas=substance_misuse,lived_mental_health kinds=paid,voluntary",
        ("experience areas=community,health_and_social_care,college_support,physical_health,"
         "change_behaviour kinds=paid,voluntary"),
        "experience areas=substance_misuse,change_behaviour",
        "experience areas=older_people,dementia,change_behaviour,hospital_ward",
        "experience months=12 areas=substance_misuse,mental_health,change_behaviour",
    };
    struct advert advert = {0};
    for (size_t i = 0; i < sizeof demands / sizeof *demands; i++) {
        (void)advert_nothing(&advert, NEED_ESSENTIAL, demands[i]);
        cr_assert_eq(requirement_text_read(&advert.requirements[i], support_arena(),
                                           span_of(demands[i]), NULL),
                     ERR_NONE);
    }
    /* another trade, whose people were met there: near, whatever stands beside them */
    static const char *const profiles[] = {
        "[experience service]\narea = public house, bar manager and alcohol licence holder\n"
        "kind = paid\nmonths = 72\n"
        "evidence = served drinkers and dealt with drug and alcohol sales paperwork\n"
        "[skills]\n"
        "motivational interviewing = asked a man to rate how ready he was to cut down, "
        "reflected his own reasons back to him, and he set a date\n"
        "harm reduction = gave out clean needles and explained how to inject more safely\n"
        "naloxone = gave naloxone to a man who had stopped breathing and stayed until the "
        "ambulance came\n",
        "[experience bar]\narea = bar manager\nkind = paid\nmonths = 72\n"
        "evidence = helped an older man with dementia to find his way home every evening\n"
        "[experience shop]\narea = estate agent\nkind = paid\nmonths = 20\n"
        "evidence = visited older people with dementia at home and explained every form\n",
    };
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++) {
        struct candidate candidate = support_candidate(profiles[i]);
        struct match match = advert_match(&advert, &candidate);
        struct verification verification = verify(&match, &candidate);
        cr_expect_gt(verification.count, 0);
        cr_expect_eq(verification.wrong, 0, "%zu: %zu", i, verification.wrong);
        expect_lawful(&advert, &candidate, profiles[i]);
    }
}
