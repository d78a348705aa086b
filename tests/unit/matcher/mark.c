/* tests/unit/matcher/mark.c - tests of matcher/mark: a profile, a demand, its mark
 * SPDX-License-Identifier: MIT
 *
 * Demands are written as the database keeps them (schema/requirement_text.h). Above each table
 * stand the words of the public formats, section 4, that its rows come from.
 */
#include "matcher/mark.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matcher/rules_private.h"
#include "schema/requirement_text.h"
#include "tests/unit/matcher/score_support.h"

struct row {
    const char *demand;
    const char *profile;
    int mark;
    enum verdict verdict;
};

static struct requirement read_demand(const char *line) {
    struct requirement requirement = {0};
    struct diag diag = {0};
    cr_assert_eq(requirement_text_read(&requirement, support_arena(), span_of(line), &diag),
                 ERR_NONE, "%s: %s", line, diag.text);
    return requirement;
}

static struct judge open_judge(const struct candidate *candidate) {
    struct judge judge = {0};
    struct diag diag = {0};
    cr_assert_eq(
        judge_open(&judge, support_arena(), support_rules(), candidate, SUPPORT_TODAY, &diag),
        ERR_NONE, "%s", diag.text);
    return judge;
}

static struct judgement judge_text(const char *demand, const char *profile) {
    struct requirement requirement = read_demand(demand);
    struct candidate candidate = support_candidate(profile);
    struct judge judge = open_judge(&candidate);
    return mark_requirement(&judge, &requirement, NULL);
}

static void expect_rows(const struct row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct row *row = &rows[i];
        struct judgement judgement = judge_text(row->demand, row->profile);
        cr_expect_eq(judgement.mark, row->mark, "mark %d, expected %d: %s\n%s", judgement.mark,
                     row->mark, row->demand, row->profile);
        cr_expect_eq(judgement.verdict, row->verdict, "%s, expected %s: %s\n%s",
                     vocab_name(&vocab_verdict, (int)judgement.verdict),
                     vocab_name(&vocab_verdict, (int)row->verdict), row->demand, row->profile);
    }
}

#define EXPECT_ROWS(rows) expect_rows(rows, sizeof(rows) / sizeof *(rows))

#define MET 2, VERDICT_MET
#define PARTLY 1, VERDICT_PARTLY
#define UNKNOWN 0, VERDICT_UNKNOWN
#define NOT_MET 0, VERDICT_NOT_MET
#define LATER MARK_NONE, VERDICT_LATER

#define CARE_HOME "[experience home]\narea = care home\nkind = paid\nmonths = 12\n"
#define WARD "[experience ward]\narea = mental health ward\nkind = paid\nmonths = 12\n"
#define SHOP "[experience shop]\narea = estate agent\nkind = paid\nmonths = 12\n"

/* "for a skill, quality or value, an example (`skill = words`, or an `evidence` line that shows
 * it)": 2. "A skill claimed without an example, or one that the person's stated experience
 * would ordinarily need": 1. "Care and support work ordinarily needs the soft skills of that
 * work, not its technical ones." */
Test(mark, a_quality_wants_an_example) {
    static const struct row rows[] = {
        {"attribute concept=empathy",
         "[skills]\nempathy = sat with a patient who was frightened until her sister came\n",
         MET},
        {"attribute concept=empathy", "[skills]\nempathy =\n", PARTLY},
        {"attribute concept=empathy", CARE_HOME, PARTLY},
        {"attribute concept=reliability", CARE_HOME, PARTLY},
        {"attribute concept=humour", CARE_HOME, UNKNOWN},
        {"attribute concept=empathy", SHOP, UNKNOWN},
        {"attribute concept=empathy", "[skills]\nempathy = never had to\n", UNKNOWN},
        {"attribute concept=empathy",
         "[experience own]\narea = mental health services\nkind = lived\nmonths = 12\n",
         UNKNOWN},
        {"attribute concept=empathy", "", UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

Test(mark, technical_skills_are_not_needed_by_care_work) {
    static const struct row rows[] = {
        {"skill concept=communication", CARE_HOME, PARTLY},
        {"skill concept=it_skills", CARE_HOME, UNKNOWN},
        {"skill concept=phlebotomy", CARE_HOME, UNKNOWN},
        {"skill concept=it_skills", "[experience o]\narea = office administrator\n", PARTLY},
    };
    EXPECT_ROWS(rows);
}

/* What goes with a skill is no example of it: who calmed somebody communicates, which is not
 * shown by that alone. A line of [skills] is an example of what it is named after, and of what
 * goes with that. */
Test(mark, what_goes_with_a_skill_is_no_example_in_evidence) {
    static const struct row rows[] = {
        {"skill concept=communication",
         SHOP "evidence = wrote minutes of the monthly staff meeting for the manager\n", MET},
        {"skill concept=de_escalation",
         CARE_HOME "evidence = calmed a frightened resident down by walking with him\n", MET},
        {"skill concept=interpersonal_skills",
         CARE_HOME "evidence = calmed a frightened resident down by walking with him\n",
         PARTLY},
    };
    EXPECT_ROWS(rows);
}

/* Who had a group of people as their work, or cared for somebody of it, knows of them; of a
 * whole field they know a part, and some hours as a volunteer show no more than that. */
Test(mark, who_worked_with_one_group_of_people_knows_of_it) {
    static const struct row rows[] = {
        {"knowledge topic=dementia",
         "[experience h]\narea = care home for people with dementia\nkind = paid\n", MET},
        {"knowledge topic=dementia",
         "[experience m]\narea = cared for my mother who had dementia\nkind = caring\n", MET},
        {"knowledge topic=dementia", "[experience c]\narea = dementia cafe\nkind = voluntary\n",
         PARTLY},
        {"knowledge topic=mental_health",
         "[experience w]\narea = mental health ward\nkind = paid\n", PARTLY},
    };
    EXPECT_ROWS(rows);
}

/* [skills] "also holds knowledge and qualities". */
Test(mark, knowledge_is_shown_claimed_or_ordinarily_had) {
    static const struct row rows[] = {
        {"knowledge topic=safeguarding",
         "[skills]\nsafeguarding = told the nurse about bruises and wrote up what was said\n",
         MET},
        {"knowledge topic=safeguarding", "[skills]\nsafeguarding =\n", PARTLY},
        {"knowledge topic=safeguarding", CARE_HOME, PARTLY},
        {"knowledge topic=safeguarding",
         "[qualification q]\nname = NVQ 2 in Health and Social Care\nstatus = held\n", PARTLY},
        {"knowledge topic=safeguarding",
         "[qualification q]\nname = NVQ 2 in Health and Social Care\nstatus = willing\n",
         UNKNOWN},
        {"knowledge topic=safeguarding", SHOP, UNKNOWN},
        {"knowledge topic=safeguarding", "", UNKNOWN},
        {"knowledge topic=mental_health", WARD, PARTLY},
        {"knowledge topic=mental_health",
         "[experience own]\narea = mental health services\nkind = lived\nmonths = 12\n",
         PARTLY},
        {"knowledge topic=recovery_approach", WARD, PARTLY},
        {"knowledge topic=welfare_benefits", CARE_HOME, UNKNOWN},
        {"knowledge topic=disabled_facility_grant",
         "[skills]\ndisabled facilities grant = helped two tenants to apply and rang the "
         "council for them\n",
         MET},
        {"knowledge topic=disabled_facility_grant", "[skills]\ndisabled facilities grant =\n",
         PARTLY},
        {"knowledge topic=disabled_facility_grant", "[skills]\ngrant applications =\n",
         UNKNOWN},
        {"knowledge", CARE_HOME, UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

/* "`patterns` is evidence of availability." */
Test(mark, availability_is_shown_by_patterns_and_by_times_that_were_worked) {
    static const struct row rows[] = {
        {"availability pattern=nights", "[candidate]\npatterns = full_time, nights\n", MET},
        {"availability pattern=nights", "[candidate]\npatterns = shifts\n", UNKNOWN},
        {"availability pattern=nights", "[candidate]\npatterns = full_time\n", UNKNOWN},
        {"availability pattern=shifts", "[candidate]\npatterns = nights\n", MET},
        {"availability pattern=weekends", "[candidate]\npatterns = weekends\n", MET},
        {"availability pattern=flexible", "[candidate]\npatterns = flexible\n", MET},
        {"availability pattern=nights",
         "[experience e]\narea = care home\nevidence = led the night shift of three for a "
         "year\n",
         PARTLY},
        {"availability pattern=nights",
         "[experience e]\narea = care home\nevidence = never worked nights\n", UNKNOWN},
        {"availability pattern=nights",
         "[experience e]\narea = care home\nevidence = led the early round for a year but "
         "never "
         "the nights\n",
         UNKNOWN},
        {"availability pattern=nights", "[experience e]\narea = waking night care assistant\n",
         PARTLY},
        {"availability pattern=travel", "[candidate]\ndrives = yes\nvehicle = yes\n", MET},
        {"availability pattern=travel", "[candidate]\ndrives = yes\n", PARTLY},
        {"availability pattern=travel", "[candidate]\ntravel_miles = 15\n", UNKNOWN},
        {"availability pattern=travel", "[candidate]\ntravel_miles = 0\n", UNKNOWN},
        {"availability pattern=travel", "[candidate]\ndrives = no\n", UNKNOWN},
        {"availability pattern=nights", "", UNKNOWN},
        {"availability pattern=tides", "[candidate]\npatterns = nights\n", UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

/* "Registration is `not_met` where the profile lists only other qualifications, `unknown` where
 * it lists none." "Willing where it must be held [is] `not_met`." */
Test(mark, registration_is_a_listed_qualification) {
    static const struct row rows[] = {
        {"registration body=NMC",
         "[qualification r]\nname = Registered mental health nurse, NMC PIN\nstatus = held\n",
         MET},
        {"registration body=NMC", "[qualification r]\nname = RMN\nstatus = held\n", MET},
        {"registration body=nmc", "[qualification r]\nname = rmn, nmc pin\nstatus = held\n",
         MET},
        {"registration body=NMC",
         "[qualification r]\nname = NMC registration\nstatus = working_towards\n", PARTLY},
        {"registration body=NMC",
         "[qualification r]\nname = NMC registration\nstatus = willing\n", NOT_MET},
        {"registration body=NMC",
         "[qualification r]\nname = BSc degree in nursing\nstatus = held\nlevel = 6\n",
         NOT_MET},
        {"registration body=NMC",
         "[qualification r]\nname = not registered with the NMC\nstatus "
         "= held\n",
         UNKNOWN},
        {"registration body=NMC", "", UNKNOWN},
        {"registration body=NMC", CARE_HOME, UNKNOWN},
        {"registration body=HCPC",
         "[qualification r]\nname = Registered occupational therapist\nstatus = held\n", MET},
        {"registration body=HCPC", "[qualification r]\nname = RMN\nstatus = held\n", NOT_MET},
        {"registration body=SSSC",
         "[qualification r]\nname = Scottish Social Services Council registration\nstatus = "
         "held\n",
         MET},
        {"registration", "[qualification r]\nname = Registered social worker\nstatus = held\n",
         MET},
        {"registration", "[qualification r]\nname = NVQ 2 in Care\nstatus = held\n", NOT_MET},
    };
    EXPECT_ROWS(rows);
}

/* "qualification, registration, driving, right to work ... need 2"; a need of sponsorship is a
 * fact against, where no sponsor is offered. */
Test(mark, the_right_to_work_is_told_by_sponsorship) {
    static const struct row rows[] = {
        {"right_to_work", "[candidate]\nneeds_sponsorship = no\n", MET},
        {"right_to_work", "[candidate]\nneeds_sponsorship = yes\n", NOT_MET},
        {"right_to_work + equivalent", "[candidate]\nneeds_sponsorship = yes\n", MET},
        {"right_to_work", "", UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

/* "`right_to_work` and `language` need 2": a qualification at level 2 or above, or an example.
 */
Test(mark, a_language_is_shown_by_a_qualification_or_its_use) {
    static const struct row rows[] = {
        {"language concept=english",
         "[qualification g]\nname = GCSE English, grade 5\nstatus = held\n", MET},
        {"language concept=english",
         "[qualification g]\nname = Functional Skills English level 1\nstatus = held\n",
         PARTLY},
        {"language concept=english", "[qualification g]\nname = IELTS 7.0\nstatus = held\n",
         MET},
        {"language concept=english",
         "[skills]\nenglish = passed the test for nurses and took handover in English for a "
         "year\n",
         MET},
        {"language concept=english", "[skills]\nenglish =\n", PARTLY},
        {"language concept=english", CARE_HOME, PARTLY},
        {"language concept=welsh", CARE_HOME, UNKNOWN},
        {"language concept=welsh", "[skills]\nwelsh = spoke it with two residents every day\n",
         MET},
        {"language concept=welsh",
         "[experience e]\narea = care home\nevidence = spoke Welsh with residents at meals\n",
         MET},
        {"language concept=welsh", "[skills]\nwelsh = no Welsh yet\n", UNKNOWN},
        {"language concept=english", "", UNKNOWN},
        {"language", "[skills]\nurdu = interpreted for my grandmother at her clinic\n", MET},
        {"language", "[qualification g]\nname = GCSE English, grade 5\nstatus = held\n",
         UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

/* "`dbs` and `health` are `later`". */
Test(mark, checks_are_looked_at_later) {
    static const struct row rows[] = {
        {"dbs", CARE_HOME, LATER}, {"health", "", LATER}, {"dbs & health", CARE_HOME, LATER}};
    EXPECT_ROWS(rows);
}

/* "nothing could be said: the matcher falls back on the overlap of normalised words with the
 * profile, weighted ...; mark at most 1". */
Test(mark, what_nothing_explains_is_held_against_plain_words) {
    static const char wheelchair[] =
        "[experience e]\narea = charity\nevidence = mended wheelchairs and built ramps\n";
    static const struct row rows[] = {
        {"other words=wheelchair,ramp", wheelchair, PARTLY},
        {"other words=wheelchair,tricycle", wheelchair, PARTLY},
        {"other words=wheelchair,tricycle,canoe", wheelchair, UNKNOWN},
        {"other words=ability,experience", wheelchair, UNKNOWN},
        {"other words=wheelchair,ramp", "[skills]\nwheelchairs and ramps = never mended any\n",
         UNKNOWN},
        {"other words=wheelchair",
         "[experience e]\narea = charity\nevidence = mended bicycles for a year without "
         "wheelchairs\n",
         UNKNOWN},
        {"other words=wheelchair", "[experience e]\narea = never mended a wheelchair\n",
         UNKNOWN},
        {"other words=wheelchair,ramp", "", UNKNOWN},
        {"other", wheelchair, UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

/* "the right kind of experience for at least half of the length asked; a neighbouring setting";
 * "the right experience under half the length [is] `not_met`"; "lived and caring experience
 * counts wherever the criterion does not ask for paid work". */
Test(mark, experience_is_marked_by_length_setting_and_kind) {
    static const struct row rows[] = {
        {"experience months=24 areas=mental_health", WARD, PARTLY},
        {"experience months=12 areas=mental_health", WARD, MET},
        {"experience months=36 areas=mental_health", WARD, NOT_MET},
        {"experience areas=mental_health",
         "[experience own]\narea = mental health services\nkind = lived\n", MET},
        {"experience areas=mental_health kinds=paid",
         "[experience own]\narea = mental health services\nkind = lived\n", UNKNOWN},
        {"experience areas=mental_health kinds=paid,voluntary",
         "[experience own]\narea = mental health services\nkind = caring\n", MET},
        {"experience areas=mental_health kinds=lived", WARD, UNKNOWN},
        {"experience areas=mental_health",
         "[experience e]\narea = never worked in mental health\nmonths = 12\n", UNKNOWN},
        {"experience months=24",
         "[experience a]\narea = shop\nfrom = 2020-01\nto = 2021-01\n"
         "[experience b]\narea = bar\nfrom = 2020-01\nto = 2021-01\n",
         PARTLY},
    };
    EXPECT_ROWS(rows);
}

/* "'Or equivalent', unnamed, leaves experience open (1 with much of it); 'or equivalent
 * experience' can give 2." */
Test(mark, what_stands_in_for_a_qualification_is_told_by_the_tree) {
    static const char nvq[] =
        "qualification level=3 subject=health_and_social_care status=held";
    static const char two_years[] = "[experience e]\narea = care home\nmonths = 24\n";
    static const char nine_months[] = "[experience e]\narea = care home\nmonths = 9\n";
    struct arena *arena = support_arena();
    const char *stands_in =
        arena_printf(arena, "%s | experience areas=care_home stands_in=yes", nvq);
    const char *named = arena_printf(arena, "%s | experience areas=care_home", nvq);
    const char *unnamed = arena_printf(arena, "%s + equivalent", nvq);
    const struct row rows[] = {
        {stands_in, two_years, MET},     {stands_in, nine_months, UNKNOWN},
        {named, nine_months, MET},       {unnamed, two_years, PARTLY},
        {unnamed, nine_months, UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

/* A certificate is asked for by its name, a part of a subject is in it, and what stands in for
 * a qualification is work. */
Test(mark, wide_subjects_parts_and_what_stands_in) {
    static const struct row rows[] = {
        {"qualification level=null subject=phlebotomy status=held",
         "[qualification n]\nname = NVQ level 3 in Health and Social Care\nstatus = held\n",
         UNKNOWN},
        {"qualification level=2 subject=health_and_social_care status=held",
         "[qualification n]\nname = Level 2 Certificate in dementia care\nstatus = held\n",
         MET},
        {"qualification level=2 subject=health_and_social_care status=held | experience "
         "stands_in=yes",
         CARE_HOME, MET},
        {"qualification level=2 subject=health_and_social_care status=held | experience "
         "stands_in=yes",
         "[experience m]\narea = cared for my mother\nkind = caring\nmonths = 24\n", PARTLY},
        {"qualification level=2 subject=health_and_social_care status=held | experience "
         "areas=care_work stands_in=yes",
         SHOP "evidence = listened to a colleague who was upset and sat with him at break\n",
         PARTLY},
    };
    EXPECT_ROWS(rows);
}

/* Who cares at home has not worked in a team of nurses. */
Test(mark, caring_for_somebody_is_no_work_in_a_place) {
    static const struct row rows[] = {
        {"experience areas=home_care",
         "[experience m]\narea = home care for my mother\nkind = caring\nmonths = 24\n",
         PARTLY},
        {"experience areas=mental_health_ward",
         "[experience m]\narea = home care for my mother\nkind = caring\nmonths = 24\n",
         UNKNOWN},
        {"experience areas=dementia",
         "[experience m]\narea = cared for my mother who had dementia\nkind = caring\n", MET},
    };
    EXPECT_ROWS(rows);
}

/* Of two that go together ("also:") an example of one is an example of what is asked for; it
 * carries a claim, not what nothing is said of, and no stranger. */
Test(mark, what_goes_together_in_a_criterion_carries_one_another) {
#define TRUST                                                                                  \
    "[skills]\nbuilding relationships = kept turning up until he let me in\n"                  \
    "team working =\n"
    static const struct row rows[] = {
        {"skill concept=communication & skill concept=building_relationships",
         TRUST "communication =\n", MET},
        {"skill concept=team_working & skill concept=building_relationships", TRUST, PARTLY},
        {"skill concept=phlebotomy & skill concept=building_relationships", TRUST, PARTLY},
    };
#undef TRUST
    EXPECT_ROWS(rows);
}

/* Of three words for one quality half must be shown, and none absent. Two demands are two, and
 * qualities that are not each other's neighbours are unlike. */
Test(mark, other_words_for_a_quality_are_carried_in_a_row_of_them) {
#define KIND "[skills]\nkindness = brought her tea every night when she could not sleep\n"
#define ROW "attribute concept=kindness & attribute concept=compassion & attribute concept="
    static const struct row rows[] = {
        {ROW "caring", KIND "caring = made sure that he ate his dinner each day\n", MET},
        {ROW "caring", KIND, PARTLY},
        {ROW "punctuality", KIND "caring = made sure that he ate his dinner each day\n",
         PARTLY},
        {"attribute concept=kindness & attribute concept=compassion", KIND, PARTLY},
    };
#undef ROW
#undef KIND
    EXPECT_ROWS(rows);
}

Test(mark, a_wish_behind_a_qualification_leaves_it_held) {
    cr_expect_gt(judge_text("qualification level=2",
                            "[qualification a]\n"
                            "name = NVQ level 2 in care, would like to do NVQ level 3\n")
                     .mark,
                 0);
    cr_expect_eq(judge_text("qualification level=3",
                            "[qualification a]\nname = hope to do NVQ level 3\n")
                     .mark,
                 0);
}

Test(mark, wishes_and_denials_are_no_experience) {
    static const struct row rows[] = {
        {"experience areas=dementia",
         "[experience a]\nmonths = 12\n"
         "evidence = I would like to support people with dementia one day\n",
         UNKNOWN},
        {"experience areas=dementia months=6",
         "[experience a]\nmonths = 12\n"
         "evidence = I wanted to support people with dementia but was turned down\n",
         UNKNOWN},
        {"experience areas=personal_care",
         "[skills]\npersonal care = I hardly ever helped anyone wash or dress\n", UNKNOWN},
        {"skill concept=record_keeping", "[skills]\nrecord keeping = I did not write notes\n",
         UNKNOWN},
        {"knowledge topic=safeguarding", "[skills]\nsafeguarding = I did not report it\n",
         UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

Test(mark, who_only_says_so_has_no_experience_of_a_skill) {
    static const struct row rows[] = {
        {"experience areas=team_working", "[skills]\nteam working =\n", UNKNOWN},
        {"experience areas=team_working",
         "[skills]\nteam working = helped whoever was behind on the morning round\n", MET},
        {"skill concept=team_working", "[skills]\nteam working =\n", PARTLY},
    };
    EXPECT_ROWS(rows);
}

/* A place for a group of people is told by the two together. */
Test(mark, a_place_may_be_put_together_from_people_and_place) {
    static const struct row rows[] = {
        {"experience areas=mental_health_ward kinds=lived",
         "[experience own]\narea = own mental health, two stays on an acute ward\n"
         "kind = lived\nmonths = 30\n",
         MET},
        {"experience areas=mental_health_ward",
         "[experience own]\narea = acute medical ward, healthcare assistant\nkind = paid\n",
         PARTLY},
    };
    EXPECT_ROWS(rows);
}

/* "Flexible: nights and weekends": the times tell how flexible. What is not there at all is
 * still missing. */
Test(mark, a_manner_beside_times_of_work_does_not_lower_them) {
#define NIGHTS "[candidate]\npatterns = nights, weekends\n"
    static const struct row rows[] = {
        {"attribute concept=flexibility & availability pattern=nights", NIGHTS CARE_HOME, MET},
        {"attribute concept=flexibility & availability pattern=nights", NIGHTS, PARTLY},
        {"attribute concept=flexibility & availability pattern=nights", CARE_HOME, PARTLY},
    };
#undef NIGHTS
    EXPECT_ROWS(rows);
}

/* "One contradicted demand makes a compound criterion `not_met`." "Two demands joined by 'and'
 * in one criterion are one mark: both shown 2, one shown 1." */
Test(mark, demands_are_joined) {
    static const struct row rows[] = {
        {"skill concept=communication & driving licence=yes",
         "[candidate]\ndrives = no\n" CARE_HOME, NOT_MET},
        {"skill concept=communication & availability pattern=nights", CARE_HOME, PARTLY},
        {"skill concept=communication & availability pattern=nights", "", UNKNOWN},
        {"registration body=NMC | experience areas=care_home", CARE_HOME, MET},
        {"registration body=NMC | driving licence=yes",
         "[candidate]\ndrives = no\n[qualification q]\nname = NVQ 2\nstatus = held\n", NOT_MET},
        {"dbs & right_to_work", "[candidate]\nneeds_sponsorship = no\n", MET},
    };
    EXPECT_ROWS(rows);
}

Test(mark, a_course_may_be_told_of_in_a_line) {
    static const struct row rows[] = {
        {"qualification subject=restraint_training status=held",
         "[skills]\nde-escalation = PMVA trained, used it most weeks on the ward\n", MET},
        {"qualification subject=moving_and_handling status=held",
         "[skills]\nmanual handling = had yearly training at work and used slide sheets with a "
         "colleague\n",
         MET},
        {"qualification subject=moving_and_handling status=held",
         "[skills]\nmanual handling = never trained\n", UNKNOWN},
        {"qualification subject=moving_and_handling status=held",
         "[skills]\nmanual handling =\n", UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

Test(mark, near_is_near_to_what_is_named_and_not_to_its_parts) {
    static const struct row rows[] = {
        {"experience areas=theatres",
         "[experience e]\narea = home care worker\nemployer = social_care\nmonths = 20\n",
         UNKNOWN},
        {"experience areas=phlebotomy",
         "[experience e]\narea = healthcare assistant\nevidence = took blood pressure and "
         "pulse each morning\n",
         UNKNOWN},
        {"skill concept=phlebotomy",
         "[skills]\nobservations = took blood pressure and pulse each morning\n", UNKNOWN},
        {"experience areas=inpatient", "[experience e]\narea = care home\nmonths = 20\n",
         PARTLY},
        {"experience areas=inpatient kinds=lived",
         "[experience e]\narea = used the community mental health team\nkind = lived\n",
         UNKNOWN},
        {"experience areas=team_working",
         "[experience e]\narea = cafe\nkind = paid\nevidence = covered for colleagues and "
         "swapped shifts with them\n",
         MET},
        {"attribute concept=equality",
         "[experience e]\narea = carer for my son\nkind = caring\nmonths = 30\n", UNKNOWN},
    };
    EXPECT_ROWS(rows);
}

/* Texts of changed copies come to lie where those of earlier copies lay. */
Test(mark, a_judge_outlives_the_texts_of_the_copies_that_it_judged) {
    static const char *const texts[] = {
        "led the night shift of three on the ward for years",
        "swept the floor of the shop in the morning there..",
        "spoke Welsh with every resident of the home daily.",
    };
    static const char *const wanted[] = {"availability pattern=nights",
                                         "language concept=welsh"};
    struct candidate candidate = support_candidate(
        "[experience e]\narea = care home\nkind = paid\nevidence = did this and that\n");
    struct judge judge = open_judge(&candidate);
    char place[64];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct candidate copy = {0};
        snprintf(place, sizeof place, "%s", texts[i]);
        cr_assert_eq(fact_copy_profile(&copy, support_arena(), &candidate), ERR_NONE);
        copy.experiences[0].evidence = place;
        struct judge changed = judge;
        changed.candidate = &copy;
        struct judge fresh = open_judge(&copy);
        for (size_t j = 0; j < sizeof wanted / sizeof *wanted; j++) {
            struct requirement requirement = read_demand(wanted[j]);
            cr_expect_eq(mark_requirement(&changed, &requirement, NULL).mark,
                         mark_requirement(&fresh, &requirement, NULL).mark, "%s: %s", texts[i],
                         wanted[j]);
        }
    }
}

/* What the table ties together, other tables must know: a name of nothing would never count. */
Test(mark, the_table_names_nothing_unknown) {
    static const char *const keys[] = {"drives", "vehicle", "travel_miles"};
    const struct rules *rules = support_rules();
    const struct wordings *wordings = &rules->wordings;
    cr_assert_gt(wordings->tie_count, 100);
    for (size_t i = 0; i < wordings->tie_count; i++) {
        const struct tie *tie = &wordings->ties[i];
        bool is_subject = span_is(tie->about, "taught") || span_is(tie->about, "proves");
        bool is_any = span_is(tie->about, "needed") && span_is(tie->what, "any_work");
        bool is_for = span_is(tie->about, "for");
        const struct ontology *whose = is_subject ? &rules->subjects : &rules->concepts;
        bool is_id = glossary_find(&rules->concepts.ids, tie->id) > 0;
        for (size_t j = 0; is_for && j < sizeof keys / sizeof *keys; j++) {
            is_id |= span_is(tie->id, keys[j]);
        }
        is_id |= is_for && vocab_value(&vocab_work_pattern, tie->id) > 0;
        cr_expect(is_id, "no concept: %.*s", SPAN_FMT(tie->id));
        cr_expect(is_for || is_any || glossary_find(&whose->ids, tie->what) > 0,
                  "no such row: %.*s", SPAN_FMT(tie->what));
    }
}

/* ---- properties -------------------------------------------------------------------------- */

/* One demand of each kind, and some that are joined. */
static const char *const demands[] = {
    "qualification level=2 subject=health_and_social_care status=held",
    "qualification level=3 subject=health_and_social_care status=held + equivalent",
    "qualification level=2 status=working_towards | experience months=12 areas=care_work",
    "qualification level=3 status=held | experience stands_in=yes",
    "experience areas=mental_health",
    "experience months=24 areas=dementia,care_home",
    "experience months=6 areas=mental_health kinds=paid",
    "experience areas=mental_health kinds=lived,caring",
    "knowledge topic=safeguarding",
    "knowledge topic=mental_health",
    "knowledge topic=some_unheard_of_thing",
    "skill concept=communication",
    "skill concept=it_skills",
    "skill concept=team_working & attribute concept=empathy",
    "attribute concept=reliability",
    "driving licence=yes vehicle=yes",
    "availability pattern=nights",
    "availability pattern=travel",
    "registration body=NMC",
    "registration",
    "right_to_work",
    "dbs",
    "health",
    "language concept=english",
    "language concept=welsh",
    "language",
    "other words=patient,electronic,record",
    "other words=garden,handover",
    "nothing",
};
enum { DEMANDS = sizeof demands / sizeof *demands };

static const char *const samples[] = {
    "demo",      "empty",          "keyword_stuffed", "newcomer",      "lived_experience",
    "care_home", "overseas_nurse", "family_carer",    "support_worker"};
enum { SAMPLES = sizeof samples / sizeof *samples };

static struct candidate sample(size_t index) {
    return support_profile(
        arena_printf(support_arena(), "fixtures/profiles/%s.ini", samples[index]));
}

/* "An empty profile has no mark above 0 on any advert." */
Test(mark, an_empty_profile_has_no_mark) {
    for (size_t i = 0; i < DEMANDS; i++) {
        cr_expect_leq(judge_text(demands[i], "").mark, 0, "%s", demands[i]);
        cr_expect_neq(judge_text(demands[i], "").verdict, VERDICT_NOT_MET, "%s", demands[i]);
    }
}

static bool is_alike(struct judgement a, struct judgement b) {
    return a.mark == b.mark && a.verdict == b.verdict && a.passes == b.passes &&
           a.lack == b.lack && a.asks_nothing == b.asks_nothing;
}

/* Remembered, asked again, interned, and by a judge that was opened for another copy. */
Test(mark, memory_changes_no_mark) {
    for (size_t i = 0; i < SAMPLES; i++) {
        struct candidate candidate = sample(i);
        struct candidate copy = {0};
        struct judge own = open_judge(&candidate);
        cr_assert_eq(fact_copy_profile(&copy, support_arena(), &candidate), ERR_NONE);
        struct judge other = own;
        other.candidate = &copy;
        for (size_t j = 0; j < DEMANDS; j++) {
            struct requirement requirement = read_demand(demands[j]);
            struct judgement slow = mark_requirement(&other, &requirement, NULL);
            struct judgement first = mark_requirement(&own, &requirement, NULL);
            mark_intern(support_rules(), &requirement);
            struct judgement again = mark_requirement(&own, &requirement, NULL);
            cr_expect(is_alike(slow, first), "%s, %s: %d and %d", samples[i], demands[j],
                      slow.mark, first.mark);
            cr_expect(is_alike(first, again), "%s, %s", samples[i], demands[j]);
        }
    }
}

static enum fact_field next_field(enum fact_field field) {
    return (enum fact_field)((int)field + 1);
}

static size_t entries_of(const struct candidate *candidate, enum fact_field field) {
    return field >= FACT_NAME && field <= FACT_STATUS     ? candidate->qualification_count
           : field >= FACT_AREA && field <= FACT_EVIDENCE ? candidate->experience_count
           : field == FACT_SKILL                          ? candidate->skill_count
                                                          : 1;
}

/* Saying too little, or the wrong thing, can be worse than not saying it: a length under half
 * of the one asked (docs/DECISIONS.md, 18), a kind of work that does not count, "willing".
 * These are facts against. All others raise nothing when they are taken away. */
static bool may_raise(enum fact_field field) {
    static const enum fact_field saying[] = {FACT_MONTHS, FACT_FROM,   FACT_TO,     FACT_STATUS,
                                             FACT_KIND,   FACT_DRIVES, FACT_VEHICLE};
    for (size_t i = 0; i < sizeof saying / sizeof *saying; i++) {
        if (field == saying[i]) {
            return true;
        }
    }
    return false;
}

Test(mark, taking_a_fact_away_raises_no_mark) {
    for (size_t i = 0; i < SAMPLES; i++) {
        struct candidate candidate = sample(i);
        struct judge judge = open_judge(&candidate);
        struct candidate without = {0};
        cr_assert_eq(fact_copy_profile(&without, support_arena(), &candidate), ERR_NONE);
        struct judge other = judge;
        other.candidate = &without;
        for (enum fact_field field = FACT_DRIVES; field < FACT_FIELD_COUNT;
             field = next_field(field)) {
            for (size_t k = 0; k < entries_of(&candidate, field); k++) {
                fact_restore_profile(&without, &candidate);
                fact_remove(&without, (struct fact){.field = field, .index = k});
                for (size_t j = 0; j < DEMANDS; j++) {
                    struct requirement requirement = read_demand(demands[j]);
                    struct judgement with = mark_requirement(&judge, &requirement, NULL);
                    struct judgement left = mark_requirement(&other, &requirement, NULL);
                    cr_expect(left.mark <= with.mark || may_raise(field),
                              "%s without %d of %zu: %d for %d: %s", samples[i], (int)field, k,
                              left.mark, with.mark, demands[j]);
                }
            }
        }
    }
}

/* A fact changes the marks of no type but those that look at it. */
Test(mark, each_fact_touches_what_looks_at_it) {
    for (size_t i = 0; i < SAMPLES; i++) {
        struct candidate candidate = sample(i);
        struct judge judge = open_judge(&candidate);
        struct candidate without = {0};
        cr_assert_eq(fact_copy_profile(&without, support_arena(), &candidate), ERR_NONE);
        struct judge other = judge;
        other.candidate = &without;
        for (enum fact_field field = FACT_DRIVES; field < FACT_FIELD_COUNT;
             field = next_field(field)) {
            for (size_t k = 0; k < entries_of(&candidate, field); k++) {
                fact_restore_profile(&without, &candidate);
                fact_remove(&without, (struct fact){.field = field, .index = k});
                for (size_t j = 0; j < DEMANDS; j++) {
                    struct requirement requirement = read_demand(demands[j]);
                    bool is_touched = requirement.any_of[0].count != 1 || requirement.count > 1;
                    if (is_touched ||
                        mark_touches(field) & 1u << requirement.any_of[0].atoms[0].type) {
                        continue;
                    }
                    cr_expect(is_alike(mark_requirement(&judge, &requirement, NULL),
                                       mark_requirement(&other, &requirement, NULL)),
                              "%s without %d of %zu: %s", samples[i], (int)field, k,
                              demands[j]);
                }
            }
        }
    }
}

static const char sections[3][400] = {
    "[candidate]\npatterns = nights\nneeds_sponsorship = no\n",
    "[qualification q]\nname = GCSE English, grade 5\nstatus = held\n"
    "[qualification r]\nname = NVQ 3 in Health and Social Care\nstatus = working_towards\n",
    "[experience a]\narea = care home\nmonths = 9\nevidence = wrote notes for six residents\n"
    "[experience b]\narea = mental health ward\nfrom = 2020-01\nto = 2020-09\n",
};

/* The order in which a person writes things down says nothing of them; neither do capitals. */
Test(mark, order_and_letter_case_do_not_matter) {
    struct arena *arena = support_arena();
    const char *one = arena_printf(arena, "%s%s%s", sections[0], sections[1], sections[2]);
    const char *two = arena_printf(arena, "%s%s%s", sections[2], sections[1], sections[0]);
    static const char quiet[] =
        "[skills]\nteam working = worked in a team of five on the early round\n";
    static const char loud[] =
        "[skills]\nTEAM WORKING = WORKED IN A TEAM OF FIVE ON THE EARLY ROUND\n";
    for (size_t i = 0; i < DEMANDS; i++) {
        cr_expect(is_alike(judge_text(demands[i], one), judge_text(demands[i], two)), "%s",
                  demands[i]);
        cr_expect_eq(judge_text(demands[i], quiet).mark, judge_text(demands[i], loud).mark,
                     "%s", demands[i]);
    }
}

/* A mark is a function of the tree: the words that it was read from change nothing. */
Test(mark, the_words_of_the_advert_do_not_matter) {
    struct candidate candidate = sample(0);
    struct judge judge = open_judge(&candidate);
    for (size_t i = 0; i < DEMANDS; i++) {
        struct requirement requirement = read_demand(demands[i]);
        struct judgement before = mark_requirement(&judge, &requirement, NULL);
        for (size_t j = 0; j < requirement.count; j++) {
            for (size_t k = 0; k < requirement.any_of[j].count; k++) {
                requirement.any_of[j].atoms[k].words = SPAN("or equivalent experience");
            }
        }
        requirement.rule = "some.rule";
        cr_expect(is_alike(before, mark_requirement(&judge, &requirement, NULL)), "%s",
                  demands[i]);
    }
}

/* ---- long lists of words ----------------------------------------------------------------- */

static int sum_of_marks(const char *profile) {
    int sum = 0;
    for (size_t i = 0; i < DEMANDS; i++) {
        struct judgement judgement = judge_text(demands[i], profile);
        sum += judgement.mark > 0 ? judgement.mark : 0;
    }
    return sum;
}

Test(mark, a_heap_of_catchwords_does_not_beat_a_short_true_word) {
    static const char honest[] =
        CARE_HOME "[qualification q]\nname = NVQ 2 in Health and Social Care\nstatus = held\n";
    static const char *const heaps[] = {
        "[experience a]\nevidence = mental health, dementia, care home, ward, learning "
        "disability, "
        "autism, communication, team working, empathy, safeguarding, nights, NMC\n",
        "[experience a]\narea = mental health, dementia, care home, ward, learning disability, "
        "autism, community, hospital, hospice, prison, crisis, rehabilitation\n",
        "[skills]\ncommunication =\nteam working =\nempathy =\nsafeguarding =\nit skills =\n"
        "reliability =\nnights =\nmental health =\ndementia =\n",
    };
    for (size_t i = 0; i < sizeof heaps / sizeof *heaps; i++) {
        cr_expect_lt(sum_of_marks(heaps[i]), sum_of_marks(honest), "%d, %d: %s",
                     sum_of_marks(heaps[i]), sum_of_marks(honest), heaps[i]);
        for (size_t j = 0; j < DEMANDS; j++) {
            cr_expect_leq(judge_text(demands[j], heaps[i]).mark, 1, "%s: %s", demands[j],
                          heaps[i]);
        }
    }
}
