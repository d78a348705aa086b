/* tests/unit/matcher/requirement.c - criteria and the requirements that a reader finds in them
 * SPDX-License-Identifier: MIT
 *
 * The trees were written by reading the criteria, in the notation of tree.h.
 */
#include "matcher/requirement.h"

#include <criterion/criterion.h>
#include <string.h>

#include "matcher/concepts.h"
#include "tests/unit/matcher/tree.h"

struct row {
    enum need need;
    const char *group; /* NULL: none */
    const char *text;
    const char *tree;
};

static struct rules *rules;

static void open_rules(void) {
    struct diag diag = {ERR_NONE, ""};
    cr_assert_eq(rules_open(&rules, NULL, &diag), ERR_NONE, "%s", diag.text);
}

static void close_rules(void) { rules_close(rules); }

TestSuite(requirement, .init = open_rules, .fini = close_rules);

static void expect(const struct row *rows, size_t count) {
    struct buf buf;
    buf_init(&buf, (size_t)64 * 1024);
    for (size_t i = 0; i < count; i++) {
        struct criterion criterion = {
            .need = rows[i].need, .group = rows[i].group, .text = rows[i].text};
        struct requirement requirement;
        struct arena arena;
        arena_init(&arena, ARENA_PAGE_CAP);
        cr_expect_eq(requirement_read(&requirement, &arena, rules, &criterion, NULL), ERR_NONE);
        cr_expect_str_eq(tree_write(&buf, &requirement), rows[i].tree, "%s: %s", rows[i].text,
                         buf_text(&buf));
        arena_fini(&arena);
    }
    buf_fini(&buf);
}

static const struct row qualifications[] = {
    {NEED_ESSENTIAL, "Qualifications", "NVQ L2 or L3 in mental health and social care award",
     "qualification(2,mental_health_and_social_care)"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ 3 or equivalent experience",
     "qualification(3,-) | experience()"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ 2 or working towards",
     "qualification(2,-,working_towards)"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ level 2 in Health and Social Care or equivalent",
     "qualification(2,health_and_social_care) +eq"},
    {NEED_ESSENTIAL, "Qualifications", "N.V.Q. 3 in Care",
     "qualification(3,health_and_social_care)"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ in care",
     "qualification(2,health_and_social_care)"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ Level III Health & Social Care",
     "qualification(3,health_and_social_care)"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ2/NVQ3 in care",
     "qualification(2,health_and_social_care)"},
    {NEED_ESSENTIAL, "Qualifications", "QCF level 3 diploma in health and social care",
     "qualification(3,health_and_social_care)"},
    {NEED_ESSENTIAL, "Qualifications", "Level 2 or 3 Diploma in Care",
     "qualification(2,health_and_social_care)"},
    {NEED_DESIRABLE, "Qualifications", "Level 5 diploma in leadership and management",
     "qualification(5,management)"},
    {NEED_ESSENTIAL, "Qualifications", "SVQ 2 in Social Services and Healthcare",
     "qualification(2,health_and_social_care)"},
    {NEED_ESSENTIAL, "Qualifications", "HNC at SCQF level 7", "qualification(4,-)"},
    {NEED_ESSENTIAL, "Qualifications", "Care Certificate", "qualification(-,care_certificate)"},
    {NEED_ESSENTIAL, "Qualifications", "Care Certificate or willing to undertake",
     "qualification(-,care_certificate,willing)"},
    {NEED_ESSENTIAL, "Qualifications", "Willingness to complete the Care Certificate",
     "qualification(-,care_certificate,willing)"},
    {NEED_ESSENTIAL, "Qualifications", "Care Certificate held or working towards",
     "qualification(-,care_certificate,working_towards)"},
    {NEED_ESSENTIAL, "Qualifications",
     "Care Certificate, to be completed within six months of starting",
     "qualification(-,care_certificate,willing)"},
    {NEED_ESSENTIAL, "Qualifications", "GCSE English and maths at grade C or above",
     "qualification(2,english) qualification(2,maths)"},
    {NEED_ESSENTIAL, "Qualifications", "Five GCSEs including maths and English, or equivalent",
     "qualification(2,maths) qualification(2,english) +eq"},
    {NEED_ESSENTIAL, "Qualifications", "GCSEs at grade D or above", "qualification(1,-)"},
    {NEED_ESSENTIAL, "Qualifications", "GCSE English or functional skills level 2",
     "qualification(2,english)"},
    {NEED_ESSENTIAL, "Qualifications", "Functional Skills Level 2 in English and maths",
     "qualification(2,english) qualification(2,maths)"},
    {NEED_ESSENTIAL, "Qualifications", "Good general education", "qualification(2,-)"},
    {NEED_ESSENTIAL, "Qualifications", "A levels or BTEC National", "qualification(3,-)"},
    {NEED_ESSENTIAL, "Qualifications", "Access to Higher Education Diploma",
     "qualification(3,-)"},
    {NEED_ESSENTIAL, "Qualifications", "Degree in psychology", "qualification(6,psychology)"},
    {NEED_DESIRABLE, "Qualifications", "Psychology degree or a related field",
     "qualification(6,psychology) +eq"},
    {NEED_ESSENTIAL, "Qualifications", "BSc or MSc in physiotherapy",
     "qualification(6,physiotherapy)"},
    {NEED_ESSENTIAL, "Qualifications", "Foundation degree in health and social care",
     "qualification(5,health_and_social_care)"},
    {NEED_ESSENTIAL, "Qualifications", "Educated to degree level or equivalent experience",
     "qualification(6,-) | experience()"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ 3 and two years' experience",
     "qualification(3,-) experience(24m)"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ 2 or 3 years' experience in care",
     "qualification(2,-) | experience(care_work,36m)"},
    {NEED_ESSENTIAL, "Qualifications",
     "Level 3 in Health and Social Care, or level 2 plus two years' experience",
     "qualification(3,health_and_social_care) | qualification(2,-) experience(24m)"},
    {NEED_ESSENTIAL, "Qualifications",
     "NVQ level 3, or level 2 and willing to work towards level 3",
     "qualification(3,-) | qualification(2,-) qualification(3,-,willing)"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ 2, or NVQ 3, or relevant experience",
     "qualification(2,-) | experience()"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ level 3 in care or (working towards)",
     "qualification(3,health_and_social_care,working_towards)"},
    {NEED_ESSENTIAL, "Qualifications", "Working towards NVQ level 2",
     "qualification(2,-,working_towards)"},
    {NEED_ESSENTIAL, "Qualifications", "Willing to work towards level 3",
     "qualification(3,-,willing)"},
    {NEED_ESSENTIAL, "Qualifications",
     "Level 3 diploma in childcare, youth work or health and social care",
     "qualification(3,child_care) | qualification(3,youth_work) | "
     "qualification(3,health_and_social_care)"},
    {NEED_ESSENTIAL, "Qualifications",
     "Care Certificate or NVQ level 2 in health and social care",
     "qualification(-,care_certificate) | qualification(2,health_and_social_care)"},
    {NEED_DESIRABLE, "Qualifications", "First aid at work certificate",
     "qualification(-,first_aid)"},
    {NEED_DESIRABLE, "Qualifications", "Mental Health First Aid",
     "qualification(-,mental_health_first_aid)"},
    {NEED_DESIRABLE, "Qualifications", "PMVA training", "qualification(-,restraint_training)"},
    {NEED_ESSENTIAL, "Qualifications", "Level 2 food hygiene certificate",
     "qualification(2,food_hygiene)"},
    {NEED_ESSENTIAL, "Qualifications", "Diploma in nursing and driving licence",
     "qualification(-,nursing) driving(licence)"},
    {NEED_ESSENTIAL, "Qualifications", "Literacy and numeracy at level 2",
     "qualification(2,english) qualification(2,maths)"},
    {NEED_ESSENTIAL, "Qualifications", "No formal qualifications needed", "nothing"},
    {NEED_ESSENTIAL, "Qualifications",
     "No formal qualifications required, good numeracy and literacy",
     "skill(literacy_and_numeracy)"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ 3 would be an advantage", "nothing"},
    {NEED_DESIRABLE, "Qualifications", "NVQ 3 would be an advantage", "qualification(3,-)"},
    {NEED_ESSENTIAL, "Qualifications", "Ideally a level 3 diploma in care", "nothing"},
    {NEED_ESSENTIAL, "Qualifications", "NVQ 2 is essential, NVQ 3 is desirable",
     "qualification(2,-)"},
    {NEED_ESSENTIAL, "Qualifications",
     "One of the following: NVQ 2 in care; Care Certificate; six months' experience of care "
     "work",
     "qualification(2,health_and_social_care) | qualification(-,care_certificate) | "
     "experience(care_work,6m)"},
};

Test(requirement, reads_qualifications) {
    expect(qualifications, sizeof qualifications / sizeof qualifications[0]);
}

static const struct row weakest[] = {
    {NEED_ESSENTIAL, NULL, "Working towards NVQ level 3 or willing to",
     "qualification(3,-,willing)"},
    {NEED_ESSENTIAL, NULL, "Working towards NVQ level 3", "qualification(3,-,working_towards)"},
};

Test(requirement, takes_the_least_that_is_enough) {
    expect(weakest, sizeof weakest / sizeof weakest[0]);
}

static const struct row experience[] = {
    {NEED_ESSENTIAL, "Experience", "Experience in Mental Health", "experience(mental_health)"},
    {NEED_DESIRABLE, "Experience", "2 years Experience", "experience(24m)"},
    {NEED_DESIRABLE, "Essential criteria", "2 years Experience", "experience(24m)"},
    {NEED_DESIRABLE, NULL, "Evidence of working in Adult Mental Health",
     "experience(adult_mental_health)"},
    {NEED_ESSENTIAL, "Experience", "Experience of caring for someone, paid or voluntary",
     "experience(supporting_people,paid,voluntary)"},
    {NEED_ESSENTIAL, "Experience", "Experience of caring for people, paid or unpaid",
     "experience(supporting_people,paid,voluntary,caring)"},
    {NEED_ESSENTIAL, NULL, "Experience of caring for people", "experience(supporting_people)"},
    {NEED_ESSENTIAL, NULL, "Caring experience", "experience(supporting_people)"},
    {NEED_ESSENTIAL, NULL, "Experience of caring", "experience(supporting_people)"},
    {NEED_ESSENTIAL, NULL, "Experience of caring for older people", "experience(older_people)"},
    {NEED_ESSENTIAL, NULL, "Experience of caring for people with autism", "experience(autism)"},
    {NEED_ESSENTIAL, NULL, "Experience of caring for vulnerable people",
     "experience(vulnerable_adults)"},
    {NEED_ESSENTIAL, NULL, "Experience of 2:1 support", "experience(two_to_one_support)"},
    {NEED_ESSENTIAL, NULL, "Relevant experience", "experience(care_work)"},
    {NEED_ESSENTIAL, NULL, "Experience in a similar role", "experience(care_work)"},
    {NEED_ESSENTIAL, NULL, "At least six months experience in a similar role",
     "experience(care_work,6m)"},
    {NEED_ESSENTIAL, NULL, "Relevant experience of working in an office", "experience(office)"},
    {NEED_ESSENTIAL, NULL, "Previous NHS band 2 experience", "experience(nhs)"},
    {NEED_ESSENTIAL, NULL, "Paid work experience", "experience(paid)"},
    {NEED_ESSENTIAL, "Experience",
     "At least two years' experience of working with people with learning disabilities in the "
     "community or an inpatient setting",
     "experience(learning_disability,24m)"},
    {NEED_ESSENTIAL, "Experience", "Experience of caring for a relative", "experience(caring)"},
    {NEED_ESSENTIAL, "Experience", "Lived experience of mental health problems",
     "experience(mental_health,lived)"},
    {NEED_ESSENTIAL, "Experience", "Personal experience of using mental health services",
     "experience(mental_health,lived)"},
    {NEED_DESIRABLE, "Experience", "Own experience of caring for a family member",
     "experience(caring)"},
    {NEED_ESSENTIAL, "Experience", "Six months' experience in a care home or hospital",
     "experience(care_home/hospital,6m)"},
    {NEED_ESSENTIAL, "Experience",
     "Minimum of 12 months' experience of working with older people",
     "experience(older_people,12m)"},
    {NEED_ESSENTIAL, "Experience", "One to two years in a caring role",
     "experience(care_work,12m)"},
    {NEED_ESSENTIAL, "Experience", "Eighteen months as a healthcare assistant",
     "experience(healthcare_assistant,18m)"},
    {NEED_ESSENTIAL, "Experience",
     "A year or more in mental health, forensic or custodial settings",
     "experience(mental_health/forensic_mental_health/prison,12m)"},
    {NEED_ESSENTIAL, "Experience",
     "Experience of working with people with dementia and people with learning disabilities",
     "experience(dementia) experience(learning_disability)"},
    {NEED_ESSENTIAL, "Experience",
     "Experience of supporting adults with autism or learning disabilities",
     "experience(autism/learning_disability)"},
    {NEED_ESSENTIAL, "Experience",
     "Working with people with mental health needs, paid or unpaid",
     "experience(mental_health,paid,voluntary,caring)"},
    {NEED_ESSENTIAL, "Experience", "Experience of working or volunteering with homeless people",
     "experience(homelessness,paid,voluntary)"},
    {NEED_DESIRABLE, "Experience", "Mental health", "experience(mental_health)"},
    {NEED_DESIRABLE, "Experience", "NHS experience", "experience(nhs)"},
    {NEED_DESIRABLE, "Experience", "Community experience", "experience(community)"},
    {NEED_ESSENTIAL, "Experience", "Crisis team or home treatment experience",
     "experience(crisis_and_home_treatment)"},
    {NEED_DESIRABLE, "Experience", "Experience of running groups", "experience(group_work)"},
    {NEED_DESIRABLE, "Experience", "Phlebotomy", "experience(phlebotomy)"},
    {NEED_ESSENTIAL, "Experience", "Experience is not essential", "nothing"},
    {NEED_ESSENTIAL, "Experience", "No previous experience is needed", "nothing"},
    {NEED_ESSENTIAL, "Experience", "No experience required as full training will be given",
     "nothing"},
    {NEED_ESSENTIAL, "Experience", "Experience of care work is desirable but not essential",
     "nothing"},
    {NEED_ESSENTIAL, "Experience", "Experience of working in a team",
     "experience(team_working)"},
    {NEED_ESSENTIAL, "Experience", "Experience within the last two years in a care setting",
     "experience(care_work)"},
    {NEED_ESSENTIAL, "Experience",
     "Experience of supporting people with daily living such as: cooking; shopping; budgeting",
     "experience(daily_living)"},
    {NEED_ESSENTIAL, "Experience",
     "Experience of working in mental health, through paid work, volunteering or lived "
     "experience",
     "experience(mental_health,paid,voluntary,lived)"},
    {NEED_ESSENTIAL, "Experience", "Experience in health or social care",
     "experience(health_and_social_care)"},
    {NEED_ESSENTIAL, "Experience", "Experience of working with children and young people",
     "experience(children_and_young_people)"},
    {NEED_ESSENTIAL, "Experience",
     "Lived experience of psychosis or of caring for someone with it",
     "experience(psychosis,lived,caring)"},
};

Test(requirement, reads_experience) {
    expect(experience, sizeof experience / sizeof experience[0]);
}

static const struct row knowledge[] = {
    {NEED_ESSENTIAL, "Knowledge", "Knowledge of the Mental Health Act and safeguarding",
     "knowledge(mental_health_act) knowledge(safeguarding)"},
    {NEED_ESSENTIAL, "Knowledge", "Understanding of the recovery model",
     "knowledge(recovery_approach)"},
    {NEED_ESSENTIAL, "Knowledge", "Basic awareness of dementia", "knowledge(dementia)"},
    {NEED_DESIRABLE, "Knowledge", "Mental Capacity Act", "knowledge(mental_capacity)"},
    {NEED_ESSENTIAL, "Knowledge", "Understanding of autism and how it affects families",
     "knowledge(autism)"},
    {NEED_ESSENTIAL, "Knowledge", "Awareness of health and safety",
     "knowledge(health_and_safety)"},
    {NEED_ESSENTIAL, "Knowledge", "Understanding of confidentiality",
     "knowledge(confidentiality)"},
    {NEED_ESSENTIAL, "Knowledge", "Knowledge of welfare benefits or housing",
     "knowledge(welfare_benefits) | knowledge(housing)"},
    {NEED_DESIRABLE, "Knowledge", "Knowledge of origami", "knowledge(origami)"},
    {NEED_ESSENTIAL, NULL, "Understanding of the needs of people with autism",
     "knowledge(autism)"},
};

Test(requirement, reads_knowledge) {
    expect(knowledge, sizeof knowledge / sizeof knowledge[0]);
}

static const struct row skills[] = {
    {NEED_DESIRABLE, "Skills", "Team Working", "skill(team_working)"},
    {NEED_ESSENTIAL, NULL, "Communication Skills", "skill(communication)"},
    {NEED_ESSENTIAL, "Skills", "Good written and verbal communication skills",
     "skill(communication)"},
    {NEED_ESSENTIAL, "Skills", "Excellent communication and interpersonal skills",
     "skill(communication) skill(interpersonal_skills)"},
    {NEED_ESSENTIAL, "Skills", "Able to work as part of a team and on own initiative",
     "skill(team_working) skill(working_independently)"},
    {NEED_ESSENTIAL, "Skills", "Ability to work under pressure",
     "skill(managing_own_emotions)"},
    {NEED_ESSENTIAL, "Skills", "Able to keep clear records and write reports",
     "skill(record_keeping) skill(report_writing)"},
    {NEED_ESSENTIAL, "Skills", "Basic IT skills", "skill(it_skills)"},
    {NEED_ESSENTIAL, "Skills", "Computer literate", "skill(it_skills)"},
    {NEED_ESSENTIAL, "Skills", "Able to use Word and Excel", "skill(it_skills)"},
    {NEED_ESSENTIAL, "Skills", "Good time management and organisational skills",
     "skill(time_management) skill(organisation)"},
    {NEED_ESSENTIAL, "Skills", "Problem solving", "skill(problem_solving)"},
    {NEED_ESSENTIAL, "Skills", "Able to build rapport with people who are reluctant to engage",
     "skill(building_relationships)"},
    {NEED_ESSENTIAL, "Skills",
     "Able to communicate effectively with patients and their families",
     "skill(communication)"},
    {NEED_ESSENTIAL, "Skills", "Ability to prioritise own workload", "skill(time_management)"},
    {NEED_ESSENTIAL, "Skills", "De-escalation skills", "skill(de_escalation)"},
    {NEED_ESSENTIAL, "Skills", "Able to take and record observations, or willing to learn",
     "skill(clinical_observations) | attribute(willingness_to_learn)"},
    {NEED_ESSENTIAL, "Skills", "Phlebotomy (training will be given)", "nothing"},
    {NEED_DESIRABLE, "Skills", "Phlebotomy (training will be given)", "skill(phlebotomy)"},
    {NEED_ESSENTIAL, "Skills", "Good listener", "skill(listening)"},
    {NEED_ESSENTIAL, "Skills", "Able to whistle", "skill(whistle)"},
    {NEED_ESSENTIAL, "Personal qualities", "Compassion, patience and a caring manner",
     "attribute(compassion) attribute(patience) attribute(caring)"},
    {NEED_ESSENTIAL, "Personal qualities", "Reliable and flexible",
     "attribute(reliability) attribute(flexibility)"},
    {NEED_ESSENTIAL, "Personal qualities", "Sense of humour", "attribute(humour)"},
    {NEED_ESSENTIAL, "Personal qualities", "Non-judgemental", "attribute(non_judgemental)"},
    {NEED_ESSENTIAL, "Personal qualities", "Empathy and respect for others",
     "attribute(empathy) attribute(respect)"},
    {NEED_ESSENTIAL, "Personal qualities", "Motivated to help people", "attribute(motivation)"},
    {NEED_ESSENTIAL, NULL, "Willingness to learn", "attribute(willingness_to_learn)"},
    {NEED_ESSENTIAL, NULL, "Commitment to equality and diversity", "attribute(equality)"},
    {NEED_ESSENTIAL, "Values", "Demonstrates the Trust's values", "attribute(trust_values)"},
};

Test(requirement, reads_skills_and_qualities) {
    expect(skills, sizeof skills / sizeof skills[0]);
}

static const struct row practical[] = {
    {NEED_ESSENTIAL, "Other", "Full UK driving licence and access to a car",
     "driving(licence,vehicle)"},
    {NEED_ESSENTIAL, "Other", "Full UK driving licence", "driving(licence)"},
    {NEED_ESSENTIAL, "Other", "Car driver", "driving(licence)"},
    {NEED_ESSENTIAL, "Other", "Access to a vehicle for work", "driving(vehicle)"},
    {NEED_ESSENTIAL, "Other", "Valid driver's licence with use of own vehicle",
     "driving(licence,vehicle)"},
    {NEED_ESSENTIAL, "Other", "Driving licence or able to travel by other means",
     "driving(licence) | availability(travel)"},
    {NEED_ESSENTIAL, "Other", "Able to travel between sites", "availability(travel)"},
    {NEED_ESSENTIAL, "Other", "Able to work shifts", "availability(shifts)"},
    {NEED_ESSENTIAL, "Other", "Able to work nights and weekends",
     "availability(nights) availability(weekends)"},
    {NEED_ESSENTIAL, "Other", "Willing to work shifts including nights and weekends",
     "availability(shifts) availability(nights) availability(weekends)"},
    {NEED_ESSENTIAL, "Other", "Must be able to work flexible hours", "availability(flexible)"},
    {NEED_ESSENTIAL, "Other", "Flexible approach to work", "attribute(flexibility)"},
    {NEED_ESSENTIAL, "Other", "Some evening work", "availability(flexible)"},
};

Test(requirement, reads_driving_and_availability) {
    expect(practical, sizeof practical / sizeof practical[0]);
}

static const struct row rest[] = {
    {NEED_ESSENTIAL, "Qualifications", "Registered Mental Health Nurse", "registration(NMC)"},
    {NEED_ESSENTIAL, "Qualifications", "RMN or RNLD", "registration(NMC)"},
    {NEED_ESSENTIAL, "Qualifications", "Current NMC registration", "registration(NMC)"},
    {NEED_ESSENTIAL, "Qualifications", "HCPC registered occupational therapist",
     "registration(HCPC)"},
    {NEED_ESSENTIAL, "Qualifications", "Registered nurse or registered social worker",
     "registration(NMC) | registration(SWE)"},
    {NEED_ESSENTIAL, "Qualifications", "Full GMC registration", "registration(GMC)"},
    {NEED_ESSENTIAL, "Qualifications", "GPhC registration", "registration(GPhC)"},
    {NEED_ESSENTIAL, "Qualifications",
     "Degree in social work and Social Work England registration",
     "qualification(6,social_work) registration(SWE)"},
    {NEED_ESSENTIAL, "Other", "Enhanced DBS check", "dbs()"},
    {NEED_ESSENTIAL, "Other", "Satisfactory criminal records check", "dbs()"},
    {NEED_ESSENTIAL, "Other", "Right to work in the UK", "right_to_work()"},
    {NEED_ESSENTIAL, "Other", "Must not require sponsorship", "right_to_work()"},
    {NEED_ESSENTIAL, "Other", "Fluent in English", "language(english)"},
    {NEED_DESIRABLE, "Other", "Welsh speaker", "language(welsh)"},
    {NEED_DESIRABLE, "Other", "Ability to speak Urdu or Punjabi", "language(urdu)"},
    {NEED_DESIRABLE, "Other", "A second language", "language()"},
    {NEED_ESSENTIAL, "Other", "Occupational health clearance", "health()"},
    {NEED_ESSENTIAL, "Other", "Physically fit to carry out manual handling", "health()"},
    {NEED_ESSENTIAL, "Other", "18 years or older", "other()"},
    {NEED_ESSENTIAL, "Other", "Zebra", "other()"},
};

Test(requirement, reads_registration_checks_and_the_rest) {
    expect(rest, sizeof rest / sizeof rest[0]);
}

/* The words of every atom must be a part of the criterion's own text. */
static void expect_words_inside(const struct requirement *requirement, const char *text) {
    struct span whole = span_of(text);
    for (size_t i = 0; i < requirement->count; i++) {
        for (size_t k = 0; k < requirement->any_of[i].count; k++) {
            struct span words = requirement->any_of[i].atoms[k].words;
            cr_expect(words.len > 0 && words.at >= whole.at &&
                          words.at + words.len <= whole.at + whole.len,
                      "%s", text);
        }
    }
}

static const struct row turns[] = {
    {NEED_ESSENTIAL, NULL, "Experience of anxiety, yours or that of someone close to you",
     "experience(depression_and_anxiety,lived,caring)"},
    {NEED_ESSENTIAL, NULL, "Experience of addiction, personal or in the family",
     "experience(substance_misuse,lived,caring)"},
    {NEED_ESSENTIAL, NULL, "Looking after disabled adults, in a job or at home",
     "experience(physical_disability,paid,voluntary,caring)"},
    {NEED_ESSENTIAL, NULL, "Experience of visiting people in their own homes",
     "experience(community)"},
    {NEED_ESSENTIAL, NULL, "Has been an in-patient or used community services",
     "experience(community,lived)"},
    {NEED_ESSENTIAL, NULL, "Excellent spoken and written communication",
     "skill(communication)"},
    {NEED_ESSENTIAL, NULL, "Further training in dementia", "qualification(-,dementia_care)"},
    {NEED_ESSENTIAL, NULL, "Able to go on to a ward and speak with staff",
     "skill(communication)"},
    {NEED_ESSENTIAL, NULL, "SVQ 3 and eighteen months' experience in learning disability",
     "qualification(3,-) experience(learning_disability,18m)"},
    {NEED_ESSENTIAL, "Experience", "Eighteen months as a surveyor",
     "experience(other_trade,18m)"},
    {NEED_ESSENTIAL, "Experience", "Two years' post-qualifying experience",
     "experience(registered_practice,24m)"},
    {NEED_ESSENTIAL, "Experience", "A year since registration",
     "experience(registered_practice,12m)"},
    {NEED_ESSENTIAL, NULL, "Three or more years' experience of reception work",
     "experience(reception,36m)"},
    {NEED_ESSENTIAL, NULL, "Functional Skills level 1 in maths, or GCSE equivalent",
     "qualification(1,maths) | qualification(2,maths)"},
    {NEED_ESSENTIAL, NULL, "18 months' experience in home care or SVQ 2",
     "experience(home_care,18m) | qualification(2,-)"},
    {NEED_ESSENTIAL, NULL, "SVQ 3 Social Services and Healthcare",
     "qualification(3,health_and_social_care)"},
    {NEED_ESSENTIAL, NULL, "GMC or HCPC registration",
     "registration(GMC) | registration(HCPC)"},
    {NEED_ESSENTIAL, NULL, "Kind and patient", "attribute(kindness) attribute(patience)"},
    {NEED_ESSENTIAL, NULL, "International computer driving licence",
     "qualification(-,information_technology)"},
    {NEED_ESSENTIAL, NULL, "Flexible attitude to shifts", "availability(flexible)"},
    {NEED_ESSENTIAL, NULL, "Flexible approach to tasks", "attribute(flexibility)"},
    {NEED_ESSENTIAL, NULL, "Able to work a 24 hour rota", "availability(shifts)"},
    {NEED_ESSENTIAL, NULL, "No current midwifery registration", "nothing"},
    {NEED_ESSENTIAL, NULL, "Discreet about what is heard on the ward", "attribute(discretion)"},
    {NEED_ESSENTIAL, NULL, "Knowledge of point of care tests", "knowledge(point_test)"},
    {NEED_ESSENTIAL, NULL, "Able to support people with multiple needs",
     "skill(supporting_people)"},
};

Test(requirement, reads_turns_of_phrase) { expect(turns, sizeof turns / sizeof turns[0]); }

/* The first atom of an alternative; the requirement is in `arena`. */
static struct atom first_atom(struct arena *arena, const char *group, const char *text,
                              size_t alternative) {
    struct criterion criterion = {.need = NEED_ESSENTIAL, .group = group, .text = text};
    struct requirement requirement = {.count = 0};
    cr_assert_eq(requirement_read(&requirement, arena, rules, &criterion, NULL), ERR_NONE);
    cr_assert_gt(requirement.count, alternative, "%s", text);
    return requirement.any_of[alternative].atoms[0];
}

Test(requirement, tells_experience_that_stands_in_for_a_qualification) {
    static const struct {
        const char *text;
        size_t alternative; /* the experience */
        bool stands_in;
    } cases[] = {
        {"NVQ 3 or equivalent experience", 1, true},
        {"NVQ 3 or equivalent experience in mental health", 1, true},
        {"NVQ 2 or relevant experience", 1, true}, /* nothing else is said of it */
        {"Relevant experience or NVQ 2", 0, true},
        {"NVQ 2 or experience of working with older people", 1, false},
        {"NVQ 2 or two years' experience", 1, false}, /* it says how much */
        {"NVQ 2 or lived experience", 1, false},
        {"Experience of care work", 0, false},
    };
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct atom atom =
            first_atom(&arena, "Qualifications", cases[i].text, cases[i].alternative);
        cr_expect_eq(atom.type, ATOM_EXPERIENCE, "%s", cases[i].text);
        cr_expect_eq(atom.stands_in, cases[i].stands_in, "%s", cases[i].text);
    }
    arena_fini(&arena);
}

static void expect_words(const struct strings *words, const char *const *expected,
                         size_t count) {
    cr_expect_eq(words->count, count);
    for (size_t i = 0; i < words->count && i < count; i++) {
        cr_expect_str_eq(words->at[i], expected[i]);
    }
}

/* Two qualities that one row has are two demands, and what shows the one shows the other. */
Test(requirement, tells_demands_of_one_concept_apart) {
    static const struct row told[] = {
        {NEED_ESSENTIAL, "Personal qualities", "Friendly and approachable manner",
         "attribute(kindness) attribute(kindness.approachable)"},
        {NEED_ESSENTIAL, "Skills", "Good communication skills, both verbal and written",
         "skill(communication)"},
        {NEED_ESSENTIAL, "Values", "Commitment to equality, diversity and inclusion",
         "attribute(equality)"},
    };
    expect(told, sizeof told / sizeof told[0]);
    cr_expect_eq(concepts_relate(rules, "kindness", "kindness.approachable"), RELATION_WITHIN);
    cr_expect_str_eq(concepts_label(rules, "kindness.approachable"),
                     concepts_label(rules, "kindness"));
}

Test(requirement, tells_the_words_of_what_no_rule_explains) {
    static const char *const zebras[] = {"zebra", "giraffe", "zoo"};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    /* Normalised, each once, without those that say nothing. */
    struct atom atom =
        first_atom(&arena, "Other", "The zebras, and a zebra or giraffes of the zoo", 0);
    cr_expect_eq(atom.type, ATOM_OTHER);
    expect_words(&atom.areas, zebras, 3);
    atom = first_atom(&arena, NULL,
                      "Section 12 and Approved Clinician status, or willing to train", 0);
    cr_expect_eq(atom.type, ATOM_OTHER);
    cr_expect_geq(atom.areas.count, 3);
    cr_expect_str_eq(atom.areas.at[0], "section");
    arena_fini(&arena);
}

Test(requirement, takes_words_from_the_text) {
    static const struct row *const tables[] = {qualifications, experience, skills, practical};
    static const size_t counts[] = {sizeof qualifications / sizeof qualifications[0],
                                    sizeof experience / sizeof experience[0],
                                    sizeof skills / sizeof skills[0],
                                    sizeof practical / sizeof practical[0]};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        for (size_t i = 0; i < counts[t]; i++) {
            const struct row *row = &tables[t][i];
            struct criterion criterion = {
                .need = row->need, .group = row->group, .text = row->text};
            struct requirement requirement;
            cr_assert_eq(requirement_read(&requirement, &arena, rules, &criterion, NULL),
                         ERR_NONE);
            expect_words_inside(&requirement, row->text);
        }
    }
    arena_fini(&arena);
}

Test(requirement, survives_odd_texts) {
    static const char *const texts[] = {
        "",         " ",          ".",       ";;;",        ":;",           "or",  "and/or",
        "NVQ",      "level",      "2",       "\xff\xfe",   "\xe2\x80\x99", "(((", "a:b;c",
        "or or or", "experience", "able to", "willing to", "NVQ 2 or or 3"};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct criterion criterion = {.need = NEED_ESSENTIAL, .text = texts[i]};
        struct requirement requirement = {.count = 0};
        cr_expect_eq(requirement_read(&requirement, &arena, rules, &criterion, NULL), ERR_NONE);
        cr_expect_gt(requirement.count, 0, "%s", texts[i]);
    }
    arena_fini(&arena);
}

Test(requirement, reads_a_long_text_within_its_bounds) {
    struct buf text;
    buf_init(&text, (size_t)256 * 1024);
    while (text.len < (size_t)100 * 1024) {
        buf_put_text(&text, "NVQ 2 or experience of care, and ");
    }
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct criterion criterion = {.need = NEED_ESSENTIAL, .text = buf_text(&text)};
    struct requirement requirement = {.count = 0};
    cr_expect_eq(requirement_read(&requirement, &arena, rules, &criterion, NULL), ERR_NONE);
    cr_expect_gt(requirement.count, 0);
    arena_fini(&arena);
    buf_fini(&text);
}

Test(requirement, reads_all_criteria_of_a_vacancy) {
    struct criterion criteria[] = {{.need = NEED_ESSENTIAL, .text = "NVQ 2"},
                                   {.need = NEED_DESIRABLE, .text = "Communication skills"}};
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.criteria = criteria;
    vacancy.criterion_count = 2;
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct requirement *all = NULL;
    cr_assert_eq(requirement_read_all(&all, &arena, rules, &vacancy, NULL), ERR_NONE);
    cr_expect_eq(all[0].any_of[0].atoms[0].type, ATOM_QUALIFICATION);
    cr_expect_eq(all[1].any_of[0].atoms[0].type, ATOM_SKILL);
    arena_fini(&arena);
}
