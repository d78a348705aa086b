/* tests/unit/matcher/concepts.c - tests of matcher/concepts
 * SPDX-License-Identifier: MIT
 */
#include "matcher/concepts.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"

static struct rules *rules;
static struct arena arena;

static void set_up(void) {
    struct diag diag = {ERR_NONE, ""};
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(rules_open(&rules, NULL, &diag), ERR_NONE, "%s", diag.text);
}

static void tear_down(void) {
    rules_close(rules);
    arena_fini(&arena);
}

TestSuite(concepts, .init = set_up, .fini = tear_down);

enum { ALL = (1u << CONCEPT_SUBJECT) - 2 }; /* all but subjects */

/* The ids found, parted by spaces. */
static const char *found(unsigned kinds, const char *text) {
    struct concept_hits hits = {NULL, 0};
    const char *ids = "";
    cr_assert_eq(concepts_find(&hits, &arena, rules, kinds, span_of(text), NULL), ERR_NONE);
    for (size_t i = 0; i < hits.count; i++) {
        ids = arena_printf(&arena, "%s%s%s", ids, i ? " " : "", hits.at[i].id);
    }
    return ids;
}

Test(concepts, are_found_in_many_wordings) {
    static const char *const rows[][2] = {
        {"mental health", "mental_health"},
        {"Mental Health", "mental_health"},
        {"people with mental ill-health", "mental_health"},
        {"adult mental health inpatient ward", "mental_health_ward"},
        {"adult mental health inpatient ward, healthcare assistant",
         "mental_health_ward healthcare_assistant"},
        {"communicating with patients", "communication people_in_need"},
        {"team-working and teamwork", "team_working"},
        {"patients\xe2\x80\x99 dignity", "people_in_need respect"},
        {"IT skills", "it_skills"},
        {"it was late", ""},
        {"a CMHT", "community_mental_health"},
        {"care home and nursing home", "care_home"},
        {"dementia care in a nursing home", "dementia care_home"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_str_eq(found(ALL, rows[i][0]), rows[i][1], "%s: %s", rows[i][0],
                         found(ALL, rows[i][0]));
    }
}

/* Is `id` among what is found, what stands inside longer wordings too? */
static bool names(const char *text, const char *id) {
    struct concept_hits hits = {NULL, 0};
    bool is = false;
    cr_assert_eq(concepts_find_all(&hits, &arena, rules, ALL, span_of(text), NULL), ERR_NONE);
    for (size_t i = 0; i < hits.count; i++) {
        is |= strcmp(hits.at[i].id, id) == 0;
    }
    return is;
}

Test(concepts, are_found_in_what_people_tell) {
    static const char *const rows[][2] = {
        {"however many goes it took", "patience"},
        {"let him finish", "listening"},
        {"same story over again", "patience"},
        {"keep my breathing steady", "calmness"},
        {"inform the care coordinator", "reporting"},
        {"ten minutes before handover", "punctuality"},
        {"find him on the floor", "crisis_response"},
        {"hands in my pockets", "independence_promotion"},
        {"curtains drawn", "respect"},
        {"pick up extra shifts", "flexibility"},
        {"trusted with the keys", "trusted_with_homes"},
        {"take a disclosure", "safeguarding"},
        {"turn her every two hours", "pressure_area_care"},
        {"speak it with residents", "bilingual_skill"},
        {"people's ability to change", "hope"},
        {"conflict resolution", "de_escalation"},
        {"motivational interviewing", "motivational_methods"},
        {"pull your weight", "team_working"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(names(rows[i][0], rows[i][1]), "%s: %s", rows[i][0], rows[i][1]);
    }
}

Test(concepts, are_not_found_in_words_that_happen_to_stand_there) {
    static const char *const rows[][2] = {
        {"my mother in law has dementia", "legislation"},
        {"the nice jobs last", "legislation"},
        {"a man was shouting", "de_escalation"},
        {"the lift broke", "problem_solving"},
        {"packed salad bags", "organisation"},
        {"my mate wanted me to", "team_working"},
        {"said thank you", "respect"},
        {"the alarm went off", "use_of_resources"},
        {"a purse with 200 in it", "working_at_pace"},
        {"what he wanted to", "person_centred"},
        {"told the nurse in charge", "leadership"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_not(names(rows[i][0], rows[i][1]), "%s: %s", rows[i][0], rows[i][1]);
    }
}

Test(concepts, that_are_negated_are_left_out) {
    static const char *const rows[][2] = {
        {"never worked in mental health", ""},
        {"no experience of dementia", ""},
        {"I have not worked in a prison", ""},
        {"have never worked in mental health, but know dementia well", "dementia"},
        {"never late. Worked in dementia care", "dementia"},
        {"not only dementia", "dementia"},
        {"no less than two years in a care home", "care_home"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_str_eq(found(1u << CONCEPT_AREA, rows[i][0]), rows[i][1], "%s: %s",
                         rows[i][0], found(1u << CONCEPT_AREA, rows[i][0]));
    }
}

Test(concepts, of_a_place_are_left_out_where_other_work_is_named) {
    static const char *const rows[][2] = {
        {"porter on a surgical ward", "warehouse"},
        {"receptionist in a memory clinic", "reception"},
        {"housekeeper, cleaning of wards and offices", "cleaning"},
        {"shop assistant in a hospital", "retail"},
        {"driver taking older people to a day centre", "driving_job"},
        {"healthcare assistant in a hospital", "healthcare_assistant hospital"},
        {"support worker and receptionist in a hostel", "care_work reception hostel"},
        {"cleaner in an office; support worker with older people",
         "cleaning care_work older_people"},
        {"a nursing home", "care_home"},
        {"an office", "office"},
        {"post office counter clerk", "counter_work"},
        {"nursery nurse in a day nursery", "childcare_work"},
        {"bus driver, town and school routes", "delivery_work"},
        {"gallery invigilator", "leisure_setting"},
        {"surgical admissions ward", "general_ward"},
        {"looked after my husband until he died", "informal_caring"},
        {"peer support volunteer", "peer_support_work volunteering"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_str_eq(found(1u << CONCEPT_AREA, rows[i][0]), rows[i][1], "%s: %s",
                         rows[i][0], found(1u << CONCEPT_AREA, rows[i][0]));
    }
}

Test(concepts, are_not_found_in_what_speaks_against_them) {
    cr_expect_str_eq(found(ALL, "gave the family bad news"), "families");
    cr_expect_str_eq(found(ALL, "scored NEWS every hour"), "clinical_observations");
    cr_expect_str_eq(found(ALL, "ran a small craft group"), "group_work");
    cr_expect_str_eq(found(ALL, "talked round a young man"), "de_escalation");
}

Test(concepts, of_other_kinds_are_left_out) {
    const char *text = "communication, dementia and patience";
    cr_expect_str_eq(found(1u << CONCEPT_SKILL, text), "communication");
    cr_expect_str_eq(found(1u << CONCEPT_AREA, text), "dementia");
    cr_expect_str_eq(found(1u << CONCEPT_ATTRIBUTE, text), "patience");
    cr_expect_str_eq(found(1u << CONCEPT_SUBJECT, "maths and english"), "maths english");
}

Test(concepts, point_into_the_text) {
    const char *text = "Work with older people";
    struct concept_hits hits = {NULL, 0};
    cr_assert_eq(concepts_find(&hits, &arena, rules, ALL, span_of(text), NULL), ERR_NONE);
    cr_assert_eq(hits.count, 1);
    cr_expect(span_is(hits.at[0].words, "older people"));
    cr_expect_eq(hits.at[0].words.at, text + strlen("Work with "));
}

Test(concepts, stand_to_each_other) {
    static const struct {
        const char *held;
        const char *asked;
        enum relation relation;
    } rows[] = {
        {"mental_health", "mental_health", RELATION_WITHIN},
        {"mental_health_ward", "mental_health", RELATION_WITHIN},
        {"mental_health_ward", "inpatient", RELATION_WITHIN},
        {"dementia", "older_people", RELATION_WITHIN},
        {"care_home", "inpatient", RELATION_NEIGHBOUR},
        {"care_home", "mental_health_ward", RELATION_NEIGHBOUR},
        {"learning_disability", "mental_health", RELATION_NEIGHBOUR},
        {"mental_health", "forensic_mental_health", RELATION_NEIGHBOUR},
        {"mental_health_ward", "adult_mental_health", RELATION_WITHIN},
        {"mental_health_ward", "severe_mental_illness", RELATION_NEIGHBOUR},
        {"older_people", "health_and_social_care", RELATION_WITHIN},
        {"care_work", "health_and_social_care", RELATION_WITHIN},
        {"nhs", "care_work", RELATION_NONE},
        {"day_services", "clinical_observations", RELATION_NONE},
        {"hospital", "phlebotomy", RELATION_NONE},
        {"office", "mental_health", RELATION_NONE},
        {"unknown_thing", "mental_health", RELATION_NONE},
        {"unknown_thing", "unknown_thing", RELATION_WITHIN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(concepts_relate(rules, rows[i].held, rows[i].asked), rows[i].relation,
                     "%s for %s", rows[i].held, rows[i].asked);
    }
    cr_expect_eq(concepts_relate(rules, NULL, "mental_health"), RELATION_NONE);
}

Test(concepts, have_labels) {
    cr_expect_str_eq(concepts_label(rules, "adult_mental_health"), "adult mental health");
    cr_expect_str_eq(concepts_label(rules, "care_certificate"), "Care Certificate");
    cr_expect_str_eq(concepts_label(rules, "no_such_thing"), "no_such_thing");
}

Test(concepts, of_care_work_need_soft_skills) {
    cr_expect(concepts_needs(rules, "mental_health_ward", "communication"));
    cr_expect(concepts_needs(rules, "care_home", "team_working"));
    cr_expect(concepts_needs(rules, "care_home", "empathy"));
    cr_expect_not(concepts_needs(rules, "mental_health_ward", "phlebotomy"));
    cr_expect_not(concepts_needs(rules, "mental_health_ward", "it_skills"));
    cr_expect_not(concepts_needs(rules, "care_home", "literacy_and_numeracy"));
    cr_expect_not(concepts_needs(rules, "care_home", "signs_and_symbols"));
    cr_expect_not(concepts_needs(rules, "cleaning", "communication"));
    cr_expect_not(concepts_needs(rules, "office", "communication"));
}

Test(concepts, words_weigh_what_they_tell) {
    cr_expect_eq(concepts_word_weight(rules, SPAN("the")), 0);
    cr_expect_lt(concepts_word_weight(rules, SPAN("experience")),
                 concepts_word_weight(rules, SPAN("dementia")));
    cr_expect_gt(concepts_word_weight(rules, SPAN("spirometry")), 20);
    cr_expect_eq(concepts_word_weight(rules, SPAN("")), 0);
}
