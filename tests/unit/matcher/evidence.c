/* tests/unit/matcher/evidence.c - tests of matcher/evidence
 * SPDX-License-Identifier: MIT
 */
#include "matcher/evidence.h"

#include <criterion/criterion.h>
#include <string.h>

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
        "I help my nan with her shopping every week",
        "co-facilitated a group on the ward every week for a year",
        "excellent handovers, which I led every morning for a team of six",
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
        "excellent communication skills with patients, relatives and colleagues at all levels",
        "excellent written and verbal communication skills, able to communicate with people at "
        "all levels",
        "a proven track record of delivering high quality person-centred care in a fast-paced "
        "environment",
        "committed to providing compassionate person centred care to service users with "
        "complex "
        "needs",
        "I am a very reliable and hardworking person who is good with people of all ages",
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

/* "washed and dressed" is worded "washing and dressing", "wrote notes" is worded "write notes".
 */
Test(evidence, deeds_are_read_as_what_one_is_doing) {
    struct evidence evidence = weigh("washed and dressed six residents every morning");
    cr_expect(
        strings_has(&evidence.shown, support_concept(CONCEPT_AREA, "washing and dressing")));
}

Test(evidence, a_heap_of_catchwords_names_no_areas) {
    struct evidence evidence =
        weigh("mental health, dementia, hospital, communication, team working, empathy");
    cr_expect_eq(evidence.shown.count, 0);
    cr_expect(strings_has(&evidence.listed, support_concept(CONCEPT_SKILL, "communication")));
    cr_expect_not(strings_has(&evidence.listed, support_concept(CONCEPT_AREA, "dementia")));
    evidence = weigh("dementia, autism");
    cr_expect(strings_has(&evidence.listed, support_concept(CONCEPT_AREA, "dementia")));
}

Test(evidence, a_sentence_is_told_for_what_it_is) {
    static const struct row {
        const char *text;
        enum sentence is;
    } rows[] = {
        {"ran a weekly gardening group for eight patients", SENTENCE_EXAMPLE},
        {"excellent communication skills", SENTENCE_CLAIM},
        {"no experience of dementia", SENTENCE_DENIAL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum sentence is = SENTENCE_DENIAL;
        cr_assert_eq(evidence_judge_sentence(&is, support_arena(), support_rules(),
                                             span_of(rows[i].text), NULL),
                     ERR_NONE);
        cr_expect_eq(is, rows[i].is, "%s", rows[i].text);
    }
    struct span rest = SPAN("one thing; another. And 2.5 more\nthe last");
    struct span sentence = {0};
    size_t count = 0;
    while (evidence_next_sentence(&rest, &sentence)) {
        count++;
    }
    cr_expect_eq(count, 4);
}

static bool shows(const char *text, const char *id) {
    struct evidence evidence = weigh(text);
    bool shown = false;
    for (size_t i = 0; i < evidence.shown.count; i++) {
        shown |= strcmp(evidence.shown.at[i], id) == 0;
    }
    return shown;
}

/* What people say they did, whatever the form of the verb, and which skill it shows. */
Test(evidence, plain_words_show_what_was_done) {
    static const char *const rows[][2] = {
        {"writes the log book in every house", "record_keeping"},
        {"filled in the accident book after each fall", "record_keeping"},
        {"wrote up every visit the same evening", "record_keeping"},
        {"kept a note of what each tenant had asked for", "record_keeping"},
        {"signed the MAR sheet after each round", "record_keeping"},
        {"kept turning up with a coffee until he spoke to me", "building_relationships"},
        {"got to know each resident and their family", "building_relationships"},
        {"won the trust of a woman who had been let down", "building_relationships"},
        {"put nervous customers at their ease before the appointment", "interpersonal_skills"},
        {"swapped shifts and covered for colleagues who were off", "team_working"},
        {"helped whoever was behind on the morning round", "team_working"},
        {"took part in staff meetings on the unit", "team_working"},
        {"waited for an hour until she was ready to come", "patience"},
        {"asked each person what a good day looks like", "person_centred"},
        {"knocked before going into anybody's room", "respect"},
        {"have never missed a Saturday shift in four years", "reliability"},
        {"talked a frightened man down from the wall", "de_escalation"},
        {"told the nurse when an old lady was not eating", "reporting"},
        {"explained the letter to my neighbour in plain words", "communication"},
        {"planned my own round of sixteen visits a week", "time_management"},
        {"showed new carers the rounds in their first week", "mentoring"},
        {"served customers all day and dealt with complaints", "customer_service"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect(shows(rows[i][0], rows[i][1]), "%s: %s", rows[i][1], rows[i][0]);
    }
}

Test(evidence, deeds_that_are_wished_denied_or_done_by_others_show_nothing) {
    static const char *const rows[][2] = {
        {"able to listen to people and build trust with them", "building_relationships"},
        {"I can calm people down and keep notes", "de_escalation"},
        {"did not write any notes in that job", "record_keeping"},
        {"was supervised by four senior support workers on the unit", "supervision"},
        {"have never led a group of patients", "leadership"},
        {"as a store detective, safeguarded the toy shop's stock by checking bags",
         "record_keeping"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_not(shows(rows[i][0], rows[i][1]), "%s: %s", rows[i][1], rows[i][0]);
    }
}

/* Who never did what is bad is praised for it, however it is denied; what is no bad deed stays
 * denied. */
Test(evidence, what_was_never_done_wrong_is_an_example) {
    static const char *const good[][2] = {
        {"never raised my voice at a child in twelve years", "calmness"},
        {"I never snap at her, however often she asks", "patience"},
        {"didn't panic when the oven caught fire", "calmness"},
        {"I don't gossip about the people I clean for", "confidentiality"},
        {"I never tell one family what another has said", "confidentiality"},
        {"no days off sick in my apprenticeship", "reliability"},
        {"no sick days and never late in three years", "punctuality"},
        {"I won't talk down to anybody who comes in", "respect"},
        {"never took a penny from the till", "honesty"},
        {"haven't had a day off in four years", "reliability"},
    };
    static const char *const bad[] = {
        "never been on time in my life",           "I never write things down",
        "have never used a computer at work",      "don't like working with other people",
        "no experience of looking after children", "never finished the course at college",
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        cr_expect(shows(good[i][0], good[i][1]), "%s: %s", good[i][1], good[i][0]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct evidence evidence = weigh(bad[i]);
        cr_expect(evidence.is_denial && evidence.shown.count == 0, "%s", bad[i]);
    }
}

Test(evidence, a_trait_with_an_object_is_a_deed) {
    cr_expect(shows("organised my sister's wedding for 200 on nothing", "organisation"));
    cr_expect_not(shows("organised and hardworking person with people", "organisation"));
}

/* Words that are in many sentences show nothing by themselves. */
Test(evidence, what_happens_to_stand_there_shows_nothing) {
    static const char *const rows[][2] = {
        {"studied biology and sport at college", "motivation"},
        {"was taught to use three kinds of till", "motivating_others"},
        {"the coach firm gave us a discount on the trip", "teaching_skill"},
        {"sat and did jigsaws until she began to chat", "resilience"},
        {"drew it on a napkin till he understood", "retail"},
        {"sat with a man in the corridor", "education_setting"},
        {"half of them were sent by the surgery", "special_school"},
        {"noticed that the garden gate was open", "honesty"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_not(shows(rows[i][0], rows[i][1]), "%s: %s", rows[i][1], rows[i][0]);
    }
}

Test(evidence, a_doer_and_a_habit_make_an_example) {
    static const char *const rows[][2] = {
        {"I organised the summer party for sixty residents", "organisation"},
        {"I contact the school nurse if a child is often hungry", "networking"},
        {"In the army I had to follow orders to the letter", "following_instructions"},
        {"I completed safeguarding level 2", "safeguarding"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect(shows(rows[i][0], rows[i][1]), "%s: %s", rows[i][1], rows[i][0]);
    }
    cr_expect_not(shows("I want to listen to people", "listening"), "wished for");
    cr_expect_not(shows("I communicate well with people", "communication"), "claimed");
}

Test(evidence, a_denial_ends_where_a_new_clause_begins) {
    cr_expect(
        shows("He would not come out, I sat on the floor and listened to him", "listening"));
    cr_expect(shows("He never ate alone so I cooked with him and wrote it in the notes",
                    "record_keeping"));
    cr_expect_not(shows("I never wrote notes or listened to people there", "record_keeping"),
                  "still denied");
}

Test(evidence, a_longer_wording_hides_no_other_row) {
    cr_expect(shows("I cared for autistic adults at home for three years", "autism"));
    cr_expect_not(shows("I took blood pressure for twelve patients", "phlebotomy"), "taking");
}

Test(evidence, an_example_shows_what_goes_with_it) {
    cr_expect(shows("listened to a man who had lost his wife", "communication"));
    cr_expect(shows("kept a caseload of fifteen people for a year", "time_management"));
    cr_expect(shows("wrote progress reports for each review", "written_communication"));
    cr_expect_not(shows("communication, listening, team working", "interpersonal_skills"));
}

/* A line of [skills]: 2 shown, 1 only named, 0 neither. */
static int weigh_skill(const char *name, const char *example) {
    struct held_skill held = {.name = name, .example = example};
    cr_assert_eq(evidence_weigh_skill(&held, support_arena(), support_rules(), NULL), ERR_NONE);
    cr_assert_not_null(held.concept, "%s", name);
    return strings_has(&held.shown, held.concept)    ? 2
           : strings_has(&held.listed, held.concept) ? 1
                                                     : 0;
}

Test(evidence, words_against_a_skill_are_no_example_of_it) {
    static const char *const rows[][2] = {
        {"record keeping", "I did not write notes"},
        {"record keeping", "In my last job I did not write notes"},
        {"record keeping", "I have yet to write any records"},
        {"record keeping", "nobody let me write notes"},
        {"communication", "I did not talk to customers"},
        {"communication", "still to learn"},
        {"communication", "still learning to talk to people"},
        {"communication", "I find it very hard to talk to people"},
        {"communication", "people complain that they do not understand me"},
        {"team working", "prefer to work alone"},
        {"team working", "I refused to help my colleagues on shift"},
        {"computers", "avoided using computers"},
        {"safeguarding", "I did not report it"},
        {"safeguarding", "I ignored a safeguarding concern and told nobody"},
        {"personal care", "I hardly ever helped anyone wash or dress"},
        {"personal care", "none, and I have not worked in a hospital or a care home"},
        {"time management", "there were no late shifts"},
        {"time management", "had no accident training"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(weigh_skill(rows[i][0], rows[i][1]), 0, "%s", rows[i][1]);
    }
}

Test(evidence, who_puts_the_reader_off_only_claims) {
    static const char *const rows[] = {"to be completed", "will tell you at interview",
                                       "see my CV", "asdf qwer zxcv tyui"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(weigh_skill("communication", rows[i]), 1, "%s", rows[i]);
    }
}

Test(evidence, a_denial_that_denies_nothing_is_an_example) {
    static const char *const rows[][2] = {
        {"personal care", "I did not only wash residents but also helped them dress"},
        {"record keeping", "I do not mind nights and wrote notes each night"},
        {"communication", "I was not afraid to speak up for residents"},
        {"communication", "I could not have been prouder when he spoke to me again"},
        {"communication", "I did not argue, I rang the office and explained"},
        {"communication", "he did not speak English so I drew pictures for him"},
        {"empathy", "She was scared of the bath, so I sang to her"},
        {"empathy", "I was there when nobody else was and sat with her"},
        {"resilience", "refused to give up on a resident nobody could reach"},
        {"reliability", "I never missed a shift in four years"},
        {"patience", "I did not rush her when she ate"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(weigh_skill(rows[i][0], rows[i][1]), 2, "%s", rows[i][1]);
    }
    cr_expect_eq(weigh_skill("punctuality", "never late"), 1);
}

/* "No" before a thing denies a bad deed only where the phrase ends with it. */
Test(evidence, a_word_for_something_bad_is_no_deed_within_another_name) {
    static const char *const nothing[] = {
        "there were no late shifts",
        "had no accident training",
        "never asked why people were in pain",
        "no complaint form was ever explained to me",
    };
    static const char *const praise[][2] = {
        {"no complaints in six years", "professionalism"},
        {"worked for six years without a complaint", "professionalism"},
        {"in five years I have not had an accident", "safety_awareness"},
        {"no days off sick in my apprenticeship", "reliability"},
        {"never asked anyone why they came", "non_judgemental"},
    };
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
        struct evidence evidence = weigh(nothing[i]);
        cr_expect(evidence.is_denial && evidence.shown.count == 0, "%s", nothing[i]);
        cr_expect_eq(evidence.listed.count, 0, "%s", nothing[i]);
    }
    for (size_t i = 0; i < sizeof praise / sizeof *praise; i++) {
        cr_expect(shows(praise[i][0], praise[i][1]), "%s: %s", praise[i][1], praise[i][0]);
    }
    cr_expect_gt(weigh("never late").listed.count, 0);
    cr_expect_gt(weigh("never raised my voice").listed.count, 0);
}

Test(evidence, what_was_only_wished_for_was_not_done) {
    static const char *const rows[] = {
        "I would like to support people with dementia one day",
        "I wanted to support people with dementia but was turned down",
        "hope to support people with dementia",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct evidence evidence = weigh(rows[i]);
        cr_expect(evidence.is_denial, "%s", rows[i]);
        cr_expect_eq(evidence.shown.count + evidence.listed.count, 0, "%s", rows[i]);
    }
    cr_expect(
        shows("I wanted to help so I sat with a resident with dementia all night", "dementia"));
}
