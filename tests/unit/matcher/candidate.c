/* tests/unit/matcher/candidate.c - tests of matcher/candidate
 * SPDX-License-Identifier: MIT
 */
#include "matcher/candidate.h"

#include <criterion/criterion.h>
#include <string.h>

#include "matcher/fact.h"
#include "tests/unit/matcher/score_support.h"

/* A file that is refused, and what the message must hold. */
static const struct refused {
    const char *content;
    const char *says;
} refused[] = {
    {"[candidate]\nexpereince = x\n", "x.ini:2: unknown key \"expereince\"; did you mean "
                                      "\"experience\"?"},
    {"[candidate]\npostcod = DA1\n", "x.ini:2: unknown key \"postcod\"; did you mean "
                                     "\"postcode\"?"},
    {"[candidate]\nzzz = 1\n", "x.ini:2: unknown key \"zzz\"; [candidate] has id, postcode"},
    {"[experience a]\nmonth = 3\n", "x.ini:2: unknown key \"month\"; did you mean \"months\"?"},
    {"[qualification a]\nlevle = 3\n", "did you mean \"level\"?"},
    {"[qualification a]\narea = ward\n", "unknown key \"area\""},
    {"[expereince ward]\n", "x.ini:1: unknown section \"expereince\"; did you mean "
                            "\"experience\"?"},
    {"\n\n[hobbies]\n", "x.ini:3: unknown section \"hobbies\"; expected [candidate]"},
    {"id = c-1\n", "x.ini:1: key \"id\" stands before the first heading"},
    {"[experience]\narea = ward\n", "x.ini:1: [experience] has no label"},
    {"[qualification]\n", "x.ini:1: [qualification] has no label"},
    {"[candidate c-1]\n", "x.ini:1: [candidate c-1]: expected [candidate] without a label"},
    {"[skills soft]\n", "expected [skills] without a label"},
    {"[candidate]\nid = Jane Doe\n", "x.ini:2: id = \"Jane Doe\": expected a code"},
    {"[candidate]\nid =\n", "expected a code"},
    {"[candidate]\npostcode = Dartford\n",
     "x.ini:2: postcode = \"Dartford\": expected the first "
     "half of a postcode"},
    {"[candidate]\npostcode = DA1 22L\n", "expected the first half"},
    {"[candidate]\ntravel_miles = -5\n", "x.ini:2: travel_miles = \"-5\": expected a whole "
                                         "number from 0 to 1000"},
    {"[candidate]\ntravel_miles = far\n", "expected a whole number from 0 to 1000"},
    {"[candidate]\ntravel_miles = 100000000000000000000\n", "expected a whole number"},
    {"[candidate]\ndrives = maybe\n", "x.ini:2: drives = \"maybe\": expected yes or no"},
    {"[candidate]\nvehicle =\n", "x.ini:2: vehicle = \"\": expected yes or no"},
    {"[candidate]\nneeds_sponsorship = 1\n", "expected yes or no"},
    {"[candidate]\nhours = 169\n", "expected hours a week"},
    {"[candidate]\nhours = 168.5\n", "at most 168 hours"},
    {"[candidate]\nhours = 0\n", "more than 0"},
    {"[candidate]\nhours = -5\n", "expected hours a week"},
    {"[candidate]\nhours = 37.5-30\n", "the lower number of hours first"},
    {"[candidate]\nhours = full\n", "such as 37.5 or 30-37.5"},
    {"[candidate]\nbands = 2, 8\n", "x.ini:2: bands = \"2, 8\": expected a list, parted by "
                                    "commas, of 1, 2, 3"},
    {"[candidate]\nbands = 10\n", "of 1, 2, 3, 4, 5, 6, 7, 8a, 8b, 8c, 8d, 9"},
    {"[candidate]\nbands =\n", "expected a list"},
    {"[candidate]\npatterns = fulltime\n", "did you mean \"full_time\"?"},
    {"[candidate]\ncontracts = permenant\n", "did you mean \"permanent\"?"},
    {"[candidate]\nmin_salary = a lot\n", "expected pounds a year"},
    {"[candidate]\nmin_salary = -1\n", "expected pounds a year"},
    {"[candidate]\nmin_salary = 0\n", "more than 0"},
    {"[candidate]\nmin_salary = 99999999\n", "at most 1000000"},
    {"[qualification a]\nstatus = hold\n", "did you mean \"held\"?"},
    {"[qualification a]\nlevel = 9\n", "from 0 to 8"},
    {"[qualification a]\nlevel = -1\n", "from 0 to 8"},
    {"[experience a]\nkind = paied\n", "x.ini:2: kind = \"paied\": expected one of paid, "
                                       "voluntary, lived, caring; did you mean \"paid\"?"},
    {"[experience a]\nmonths = 0\n", "from 1 to 720"},
    {"[experience a]\nmonths = 721\n", "from 1 to 720"},
    {"[experience a]\nmonths = -3\n", "from 1 to 720"},
    {"[experience a]\nmonths = 1.5\n", "expected a whole number"},
    {"[experience a]\nfrom = March 2022\n", "expected a month as YYYY-MM"},
    {"[experience a]\nfrom = 2022-13\n", "expected a month as YYYY-MM"},
    {"[experience a]\nfrom = 2026-12\n", "x.ini:2: from = \"2026-12\": this month is still to "
                                         "come; expected one up to 2026-11"},
    {"[experience a]\nto = 2027-01\n", "still to come"},
    {"[experience a]\nto = today\n", "or now"},
    {"[experience a]\nfrom = 1800-01\n", "expected a month of the last 100 years"},
    {"[experience a]\nfrom = 1960-01\nto = 2026-01\n", "x.ini:3: 792 months from 1960-01"},
    {"[experience a]\nfrom = 2023-09\nto = 2022-03\n",
     "x.ini:3: to (2022-03) comes before from "
     "(2023-09) in [experience a]"},
    {"[experience a]\nto = 2022-03\nfrom = 2023-09\n", "x.ini:3: to (2022-03) comes before"},
    {"[experience a]\nmonths = 3\nfrom = 2022-03\n", "x.ini:3: both months and dates in "
                                                     "[experience a]"},
    {"[experience a]\nto = now\nmonths = 3\n", "x.ini:3: both months and dates"},
    {"[experience a]\nemployer = NSH\n", "did you mean \"nhs\"?"},
    {"[candidate]\ndrives = yes\ndrives = no\n", "x.ini:3"},
    {"[candidate]\ndrives = yes\n[candidate]\ndrives = no\n",
     "x.ini:4: key \"drives\" is given "
     "twice, first in line 2"},
    {"[skills]\na =\n[skills]\na = b\n", "x.ini:4: key \"a\" is given twice"},
    {"[experience a]\n[experience A]\n", "x.ini:2"},
    {"[candidate]\ndrives\n", "x.ini:2: no \"=\""},
    {"[candidate\n", "x.ini:1: no \"]\""},
    {"[candidate]\nid = c\xFF\n", "x.ini:2: not UTF-8"},
};

Test(candidate, a_fault_is_named_with_its_line_and_what_was_expected) {
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct candidate candidate = {.id = "untouched"};
        struct diag diag = {0};
        enum err err = candidate_read(&candidate, support_arena(), support_rules(), "x.ini",
                                      span_of(refused[i].content), SUPPORT_TODAY, &diag);
        cr_expect_eq(err, ERR_INPUT, "%s", refused[i].content);
        cr_expect(strstr(diag.text, refused[i].says), "\"%s\" has no \"%s\"", diag.text,
                  refused[i].says);
        cr_expect_str_eq(candidate.id, "untouched", "%s", refused[i].content);
    }
}

Test(candidate, an_empty_file_is_a_profile_that_says_nothing) {
    struct candidate candidate = support_candidate("");
    cr_expect_str_eq(candidate.id, "candidate");
    cr_expect_eq(candidate.travel_miles, -1);
    cr_expect_eq(candidate.min_salary, MONEY_NONE);
    cr_expect_eq(candidate.drives, ANSWER_UNKNOWN);
    cr_expect_eq(candidate.qualification_count, 0);
    cr_expect_eq(candidate.experience_count, 0);
    cr_expect_eq(candidate.skill_count, 0);
}

Test(candidate, every_key_of_the_person_is_read) {
    struct candidate c = support_candidate("[candidate]\n"
                                           "id = c-017 ; a code\n"
                                           "postcode = da12dl\n"
                                           "town = Dartford\n"
                                           "travel_miles = 15\n"
                                           "drives = Yes\n"
                                           "vehicle = no\n"
                                           "needs_sponsorship = no\n"
                                           "hours = 30 - 37.5\n"
                                           "patterns = full-time, Nights\n"
                                           "bands = 2, band 3, 8A\n"
                                           "contracts = permanent, fixed term\n"
                                           "min_salary = \xC2\xA3"
                                           "24,000.50\n");
    cr_expect_str_eq(c.id, "c-017");
    cr_expect_str_eq(c.postcode, "DA1 2DL");
    cr_expect_str_eq(c.town, "Dartford");
    cr_expect_eq(c.travel_miles, 15);
    cr_expect_eq(c.drives, ANSWER_YES);
    cr_expect_eq(c.vehicle, ANSWER_NO);
    cr_expect_eq(c.needs_sponsorship, ANSWER_NO);
    cr_expect_eq(c.hours_low, 3000);
    cr_expect_eq(c.hours_high, 3750);
    cr_expect_eq(c.patterns, 1u << WORK_FULL_TIME | 1u << WORK_NIGHTS);
    cr_expect_eq(c.bands, 1u << BAND_2 | 1u << BAND_3 | 1u << BAND_8A);
    cr_expect_eq(c.contracts, 1u << CONTRACT_PERMANENT | 1u << CONTRACT_FIXED_TERM);
    cr_expect_eq(c.min_salary, 2400050);
}

Test(candidate, evidence_and_examples_keep_their_semicolons) {
    struct candidate c = support_candidate("[experience a]\n"
                                           "area = care home ; a comment\n"
                                           "evidence = ran a group ; wrote notes\n"
                                           "[skills]\n"
                                           "team working = led ; followed ; both\n");
    cr_expect_str_eq(c.experiences[0].area, "care home");
    cr_expect_str_eq(c.experiences[0].evidence, "ran a group ; wrote notes");
    cr_expect_str_eq(c.skills[0].example, "led ; followed ; both");
}

Test(candidate, a_level_is_read_from_the_name_unless_it_is_given) {
    struct candidate c = support_candidate(
        "[qualification a]\nname = NVQ level 2 in Health and Social Care\nstatus = held\n"
        "[qualification b]\nname = NVQ level 2 in Health and Social Care\nlevel = 3\n"
        "[qualification c]\nlevel = 0\n");
    cr_assert_eq(c.qualification_count, 3);
    cr_expect_eq(c.qualifications[0].level, 2);
    cr_expect_eq(c.qualifications[0].level_given, LEVEL_NONE);
    cr_expect_eq(c.qualifications[0].status, HOLDING_HELD);
    cr_expect_not_null(c.qualifications[0].subject);
    cr_expect_eq(c.qualifications[1].level, 3);
    cr_expect_eq(c.qualifications[1].level_named, 2);
    cr_expect_eq(c.qualifications[1].status, HOLDING_NONE);
    cr_expect_eq(c.qualifications[2].level, 0);
    cr_expect_null(c.qualifications[2].name);
}

Test(candidate, a_name_of_several_subjects_is_as_many_qualifications) {
    struct candidate c = support_candidate(
        "[qualification school]\nname = GCSE English and maths, grade 5\nstatus = held\n"
        "[qualification other]\nname = NVQ level 2 in Health and Social Care\n");
    cr_assert_eq(c.qualification_count, 3);
    for (size_t i = 0; i < 2; i++) {
        cr_expect_str_eq(c.qualifications[i].label, "school");
        cr_expect_eq(c.qualifications[i].level, 2);
        cr_expect_eq(c.qualifications[i].status, HOLDING_HELD);
        cr_expect_eq(c.qualifications[i].is_further, i > 0);
    }
    cr_expect_str_neq(c.qualifications[0].subject, c.qualifications[1].subject);
    cr_expect_str_eq(c.qualifications[2].label, "other");
    cr_expect_not(c.qualifications[2].is_further);
}

/* The line is written once: it is gone for both. */
Test(candidate, facts_of_a_name_of_several_subjects_are_one_line) {
    struct candidate c = support_candidate(
        "[qualification school]\nname = GCSE English and maths, grade 5\nlevel = 2\n"
        "status = held\n");
    cr_assert_eq(c.qualification_count, 2);
    fact_remove(&c, (struct fact){.field = FACT_STATUS});
    cr_expect_eq(c.qualifications[0].status, HOLDING_NONE);
    cr_expect_eq(c.qualifications[1].status, HOLDING_NONE);
    fact_remove(&c, (struct fact){.field = FACT_NAME});
    cr_expect_null(c.qualifications[1].subject);
    cr_expect_eq(c.qualifications[1].level, 2);
    fact_remove(&c, (struct fact){.field = FACT_LEVEL});
    cr_expect_eq(c.qualifications[1].level, LEVEL_NONE);
}

Test(candidate, dates_are_months_and_now_is_the_month_of_the_run) {
    struct candidate c = support_candidate(
        "[experience a]\nfrom = 2022-03\nto = now\n[experience b]\nfrom = 2022-03\n");
    cr_expect_eq(date_compare(c.experiences[0].to, (struct date){2026, 11, 1}), 0);
    cr_expect(c.experiences[0].until_now);
    cr_expect(date_is_none(c.experiences[1].to));
}

Test(candidate, denied_words_are_no_evidence) {
    struct candidate c = support_candidate("[experience a]\n"
                                           "area = never worked in mental health\n"
                                           "evidence = no experience of dementia\n"
                                           "[skills]\n"
                                           "communication = none so far\n");
    cr_expect_eq(c.experiences[0].areas.count, 0);
    cr_expect(c.experiences[0].denied);
    cr_expect_eq(c.experiences[0].shown.count, 0);
    cr_expect_eq(c.experiences[0].listed.count, 0);
    cr_expect_eq(c.skills[0].shown.count, 0);
    cr_expect_eq(c.skills[0].listed.count, 0);
}

Test(candidate, the_sample_profiles_are_valid) {
    static const char *const names[] = {
        "demo",      "empty",          "keyword_stuffed", "newcomer",      "lived_experience",
        "care_home", "overseas_nurse", "family_carer",    "support_worker"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)support_profile(
            arena_printf(support_arena(), "fixtures/profiles/%s.ini", names[i]));
    }
    struct candidate demo = support_profile("fixtures/profiles/demo.ini");
    cr_expect_eq(demo.qualifications[0].level, 2);
    cr_expect_eq(demo.experiences[0].months, 18);
    cr_expect_gt(demo.experiences[0].areas.count, 0);
    cr_expect_eq(demo.drives, ANSWER_YES);
}

Test(candidate, the_sample_profiles_with_errors_are_refused) {
    static const char *const rows[][2] = {
        {"unknown_key", ":3: unknown key \"expereince\""},
        {"unknown_section", ":4: unknown section \"expereince\""},
        {"months_and_dates", ":4: both months and dates"},
        {"to_before_from", ":3: to (2022-03) comes before"},
        {"no_label", ":1: [experience] has no label"},
        {"band_eight", ":2: bands = \"7, 8\""},
        {"duplicate", ":3: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct candidate candidate = {0};
        struct diag diag = {0};
        const char *name =
            arena_printf(support_arena(), "fixtures/profiles/errors/%s.ini", rows[i][0]);
        cr_expect_eq(support_read(&candidate, name, &diag), ERR_INPUT, "%s", name);
        cr_expect(strstr(diag.text, rows[i][1]), "%s: %s", name, diag.text);
    }
}

/* ---- what a profile says against itself -------------------------------------------------- */

static struct candidate with_name(const char *name) {
    return support_candidate(
        arena_printf(support_arena(), "[qualification x]\nname = %s\n", name));
}

Test(candidate, a_qualification_that_is_denied_is_none) {
    static const char *const names[] = {
        "no NVQ level 2 in Health and Social Care",
        "not a registered nurse",
        "failed GCSE English",
        "I do not have GCSE English",
        "I don't have GCSE English",
        "never finished NVQ level 3 in care",
        "withdrew from BSc Nursing",
        "NVQ level 3 in Health and Social Care - not achieved",
        "without any GCSEs",
        "did not pass GCSE maths",
        "dropped out of a nursing degree",
        "registered nurse, no longer registered",
        "RMN (lapsed)",
        "Care Certificate - did not complete",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct candidate c = with_name(names[i]);
        cr_assert_eq(c.qualification_count, 1, "%s", names[i]);
        cr_expect_null(c.qualifications[0].name, "%s", names[i]);
        cr_expect_null(c.qualifications[0].subject, "%s", names[i]);
        cr_expect_eq(c.qualifications[0].level, LEVEL_NONE, "%s", names[i]);
    }
    struct candidate given = support_candidate(
        "[qualification x]\nname = failed GCSE English\nlevel = 2\nstatus = held\n");
    cr_expect_eq(given.qualifications[0].level, LEVEL_NONE);
}

Test(candidate, a_qualification_that_is_not_denied_stays) {
    static const struct {
        const char *name;
        enum holding status;
        int level;
    } rows[] = {
        {"NVQ level 3 in care, not yet finished", HOLDING_WORKING_TOWARDS, 3},
        {"currently doing NVQ level 3 in care", HOLDING_WORKING_TOWARDS, 3},
        {"NVQ level 2 in care, nearly finished", HOLDING_WORKING_TOWARDS, 2},
        {"NVQ level 2 in care (due to finish in June)", HOLDING_WORKING_TOWARDS, 2},
        {"NVQ level 2 in care", HOLDING_NONE, 2},
        {"GCSE English, failed at first, passed in 2019", HOLDING_NONE, 2},
        {"NVQ level 2 in care, failed GCSE maths", HOLDING_NONE, 2},
        {"NVQ level 2 in care, no level 3", HOLDING_NONE, 2},
        {"no degree but NVQ level 2 in care", HOLDING_NONE, 2},
        {"first aid at work, not expired", HOLDING_NONE, LEVEL_NONE},
        {"GCSE English without retakes", HOLDING_NONE, 2},
        {"NVQ level 2 in care completed, not only the units", HOLDING_NONE, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct candidate c = with_name(rows[i].name);
        cr_assert_eq(c.qualification_count, 1, "%s", rows[i].name);
        cr_expect_not_null(c.qualifications[0].name, "%s", rows[i].name);
        cr_expect_eq(c.qualifications[0].status, rows[i].status, "%s", rows[i].name);
        cr_expect_eq(c.qualifications[0].level, rows[i].level, "%s: %d", rows[i].name,
                     c.qualifications[0].level);
    }
    struct candidate given =
        support_candidate("[qualification x]\nname = NVQ 2, not yet finished\nstatus = held\n");
    cr_expect_eq(given.qualifications[0].status, HOLDING_HELD);
}

Test(candidate, work_that_was_only_wished_for_is_none) {
    static const char *const areas[] = {
        "applied for a job in dementia care but was turned down",
        "job in dementia care, unsuccessful application",
        "dementia care home, did not get the job",
        "interviewed for a post on a mental health ward",
        "would like to work in dementia care",
        "I hope to work in a hospital",
        "interested in working in mental health",
        "I'd love to work with children",
    };
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        struct candidate c = support_candidate(
            arena_printf(support_arena(), "[experience x]\narea = %s\n", areas[i]));
        cr_expect(c.experiences[0].denied, "%s", areas[i]);
        cr_expect_eq(c.experiences[0].areas.count, 0, "%s", areas[i]);
    }
}

Test(candidate, work_beside_a_wish_stays) {
    static const char *const areas[] = {
        "dementia care home, hope to work in mental health",
        "dementia care home; interested in working in the NHS",
        "care of people with dementia who were afraid of falling",
        "dementia care home, nothing was too much trouble",
        "care of families who were turned down for housing",
    };
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        struct candidate c = support_candidate(
            arena_printf(support_arena(), "[experience x]\narea = %s\n", areas[i]));
        cr_expect_not(c.experiences[0].denied, "%s", areas[i]);
        cr_expect(c.experiences[0].areas.count > 0, "%s", areas[i]);
    }
    struct candidate c = support_candidate(
        "[experience x]\narea = dementia care home, hope to work in mental health\n");
    const char *wished = support_concept(CONCEPT_AREA, "mental health");
    cr_expect_not(strings_has(&c.experiences[0].areas, wished));
}

static struct candidate with_skill(const char *line) {
    return support_candidate(arena_printf(support_arena(), "[skills]\n%s\n", line));
}

Test(candidate, a_skill_that_its_writer_doubts_is_none) {
    static const char *const lines[] = {
        "safeguarding = I know nothing about it",
        "communication = I am bad at this",
        "communication = I'm bad at this",
        "team working = I am no good at working with others",
        "record keeping = not my strong point",
        "record keeping = writing is not my strong point",
        "record keeping = I struggle with writing notes",
        "communication = I hate talking to people",
        "challenging behaviour = I am afraid of angry people",
        "safeguarding = would not know how to report it",
        "safeguarding = I wouldn't know how to report it",
        "safeguarding = heard of it but would not know what to do",
        "leadership = hope to lead a team one day",
        "listening = I do not like listening to people",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct candidate c = with_skill(lines[i]);
        cr_expect_eq(c.skills[0].shown.count + c.skills[0].listed.count, 0, "%s", lines[i]);
    }
}

Test(candidate, doubts_of_others_and_harmless_words_take_nothing) {
    static const char *const lines[] = {
        "listening = sat with a man who was afraid of falling until he slept",
        "communication = explained letters to carers who know nothing about benefits",
        "patience = supported two tenants who struggle with drink for a year",
        "reliability = never missed a shift in four years",
        "team working = worked in a team of ten and could not have done it without them",
        "communication = not only listened to residents but rang their families",
        "benefits advice = helped families who were turned down to appeal for a year",
        "record keeping = I struggle with spelling but I wrote notes for six people each day",
        "team working = helped whoever was behind, nothing was too much trouble",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct candidate c = with_skill(lines[i]);
        cr_expect(c.skills[0].shown.count > 0, "%s", lines[i]);
    }
}
