/* tests/unit/parser/terms.c - contract, length, patterns, hours, scheme, checks, sponsorship
 * SPDX-License-Identifier: MIT
 */
#include "parser/wording.h"

#include <criterion/criterion.h>

#include "tests/unit/parser/wording_fixture.h"

static const struct {
    const char *text;
    enum contract contract;
    int months;
} contracts[] = {
    {"Permanent", CONTRACT_PERMANENT, 0},
    {"contractType=Permanent", CONTRACT_PERMANENT, 0},
    {"Permanent (6 months probation)", CONTRACT_PERMANENT, 0},
    {"Fixed-Term", CONTRACT_FIXED_TERM, 0},
    {"Fixed term (12 Months)", CONTRACT_FIXED_TERM, 12},
    {"Fixed term for 1 year", CONTRACT_FIXED_TERM, 12},
    {"Fixed Term: 1 year 6 months", CONTRACT_FIXED_TERM, 18},
    {"Fixed term 1.5 years", CONTRACT_FIXED_TERM, 18},
    {"Fixed term two years", CONTRACT_FIXED_TERM, 24},
    {"Fixed term 12months", CONTRACT_FIXED_TERM, 12},
    {"Fixed term - 26 weeks", CONTRACT_FIXED_TERM, 6},
    {"Temporary - twelve (12) months", CONTRACT_FIXED_TERM, 12},
    {"6 - 12 months fixed term", CONTRACT_FIXED_TERM, 6},
    {"FTC 24 months maternity cover", CONTRACT_FIXED_TERM, 24},
    {"fixed term until 31 March 2026", CONTRACT_FIXED_TERM, 0},
    {"Fixed term/Secondment 12 months", CONTRACT_FIXED_TERM, 12},
    {"Secondment (7 months)", CONTRACT_SECONDMENT, 7},
    {"Bank", CONTRACT_BANK, 0},
    {"Casual", CONTRACT_BANK, 0},
    {"Apprenticeship", CONTRACT_APPRENTICESHIP, 0},
    {"apprenticeship 15 months", CONTRACT_APPRENTICESHIP, 15},
    {"Locum", CONTRACT_LOCUM, 0},
    {"training", CONTRACT_TRAINING, 0},
    {"honorary", CONTRACT_NONE, 0},
    {"voluntary", CONTRACT_VOLUNTARY, 0},
    {"Zero hours", CONTRACT_ZERO_HOURS, 0},
    {"Fixed term 12 mnths", CONTRACT_FIXED_TERM, 12},
    {"Fixed term 12 months, 6 months' probation", CONTRACT_FIXED_TERM, 12},
    {"Fixed term for 12 months, with a review at 6 months", CONTRACT_FIXED_TERM, 12},
    {"Open ended", CONTRACT_PERMANENT, 0},
    {"OTHER", CONTRACT_NONE, 0},
    {"Yearly", CONTRACT_NONE, 0},
};

Test(terms, read_each_contract_as_a_person_does) {
    for (size_t i = 0; i < sizeof contracts / sizeof contracts[0]; i++) {
        struct wording_fixture fixture;
        wording_open(&fixture);
        terms_contract(&fixture.vacancy, &fixture.arena, contracts[i].text);
        cr_expect_eq(fixture.vacancy.contract, contracts[i].contract, "%s: %d",
                     contracts[i].text, fixture.vacancy.contract);
        cr_expect_eq(fixture.vacancy.contract_months, contracts[i].months, "%s: %d months",
                     contracts[i].text, fixture.vacancy.contract_months);
        cr_expect(contracts[i].contract || fixture.vacancy.note_count > 0, "%s: note",
                  contracts[i].text);
        wording_close(&fixture);
    }
}

Test(terms, lowest_of_several_lengths_is_noted) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    terms_duration(&fixture.vacancy, &fixture.arena, "6 - 12 months");
    cr_expect_eq(fixture.vacancy.contract_months, 6);
    cr_expect(wording_noted(&fixture, "lowest_of_range"));
    wording_close(&fixture);
}

static const struct {
    const char *text;
    const char *patterns;
    int low, high; /* hundredths of an hour */
} patterns[] = {
    {"Full time", "full_time", 0, 0},
    {"Full-time, Part-time", "full_time,part_time", 0, 0},
    {"Full time - 37.5 hours per week", "full_time", 3750, 3750},
    {"Part time - 18.75 hours per week", "part_time", 1875, 1875},
    {"Part time - 32 hours per week (service operates Monday to Friday 9-5)", "part_time", 3200,
     3200},
    {"Flexible working, Full time", "full_time,flexible", 0, 0},
    {"Flexible working, Full time, Home or remote working", "full_time,flexible,home_or_remote",
     0, 0},
    {"Flexible working, Full time, Job-share, Part time",
     "full_time,part_time,flexible,job_share", 0, 0},
    {"Full time, Hybrid working", "full_time,home_or_remote", 0, 0},
    {"Hybrid remote", "home_or_remote", 0, 0},
    {"Fully remote", "home_or_remote", 0, 0},
    {"• Agile/Home working", "home_or_remote", 0, 0},
    {"• Full time", "full_time", 0, 0},
    {"Less than full time", "part_time", 0, 0},
    {"annualised hours", "annualised", 0, 0},
    {"compressed hours", "compressed", 0, 0},
    {"term time hours", "term_time", 0, 0},
    {"Nights, weekends", "nights,weekends", 0, 0},
    {"No weekends, on-call 1 in 6", "on_call", 0, 0},
    {"12 hour shifts, 37.5 hours per week", "shifts", 3750, 3750},
    {"Full- or part-time", "full_time,part_time", 0, 0},
    {"FT/PT", "full_time,part_time", 0, 0},
    {"Night shifts", "shifts,nights", 0, 0},
    {"On-call rota", "on_call", 0, 0},
    {"Rota to be agreed", "", 0, 0},
    {"Job sharers welcome", "job_share", 0, 0},
    {"No weekends or nights", "", 0, 0},
    {"No on call, weekends or nights", "", 0, 0},
    {"No weekends. Full time or part time", "full_time,part_time", 0, 0},
    {"37\xC2\xBD hours per week", "", 3750, 3750},
    {"Hours per week: 22.5", "", 2250, 2250},
    {"Hours: 30 per week", "", 3000, 3000},
    {"Contracted hours: 30", "", 3000, 3000},
    {"Hours: 9-5", "", 0, 0},
    {"Hours: 09:00 - 17:00", "", 0, 0},
    {"Out of hours 1 in 6", "", 0, 0},
    {"36 hours per week (4 days of 9 hours)", "", 3600, 3600},
    {"30 hours over 4 days", "", 3000, 3000},
    {"Min 15 max 30 hours per week", "", 1500, 3000},
    {"150 hours per month", "", 0, 0},
    {"On-site only", "", 0, 0},
    {"Other", "", 0, 0},
    {"22.5 to 37.5 hours", "", 2250, 3750},
    {"16-37.5 hours per week", "", 1600, 3750},
    {"15, 22.5 or 30 hours", "", 1500, 3000},
    {"Full time 37.5 hours / Part time 22.5 hours", "full_time,part_time", 2250, 3750},
    {"37 hours 30 minutes per week", "", 3750, 3750},
    {"37:30 hours", "", 3750, 3750},
    {"37.5hrs pw", "", 3750, 3750},
    {"1.0 WTE (37.5 hours)", "", 3750, 3750},
    {"30 hours per fortnight", "", 0, 0},
    {"7.5 hours per day", "", 0, 0},
};

Test(terms, read_each_pattern_and_its_hours_as_a_person_does) {
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        struct wording_fixture fixture;
        wording_open(&fixture);
        terms_pattern(&fixture.vacancy, &fixture.arena, patterns[i].text);
        const char *words = wording_words(&fixture.arena, &vocab_work_pattern,
                                          fixture.vacancy.working_patterns);
        cr_expect_str_eq(words, patterns[i].patterns, "%s: %s", patterns[i].text, words);
        cr_expect_eq(fixture.vacancy.hours_low, patterns[i].low, "%s: low %d", patterns[i].text,
                     fixture.vacancy.hours_low);
        cr_expect_eq(fixture.vacancy.hours_high, patterns[i].high, "%s: high %d",
                     patterns[i].text, fixture.vacancy.hours_high);
        wording_close(&fixture);
    }
}

/* A function of one text and the value that it sets. */
struct saying {
    const char *text;
    int value;
};

Test(terms, read_the_pay_scheme) {
    static const struct saying rows[] = {
        {"Agenda for change", SCHEME_AGENDA_FOR_CHANGE},
        {"NHS AfC: Band 6", SCHEME_AGENDA_FOR_CHANGE},
        {"Hospital medical and dental staff", SCHEME_MEDICAL_AND_DENTAL},
        {"Consultant", SCHEME_MEDICAL_AND_DENTAL},
        {"Very Senior Manager", SCHEME_VERY_SENIOR_MANAGER},
        {"Other", SCHEME_OTHER},
        {"Lindridge Pay scale", SCHEME_OTHER},
        {"A.f.C. Band 3", SCHEME_AGENDA_FOR_CHANGE},
        {"DOCTOR_OTHER", SCHEME_MEDICAL_AND_DENTAL},
        {"Salaried dentist", SCHEME_MEDICAL_AND_DENTAL},
        {"Non Agenda for Change", SCHEME_OTHER},
        {"Not on Agenda for Change", SCHEME_OTHER},
        {"To be confirmed", SCHEME_NONE},
        {"Please see job description", SCHEME_NONE},
        {"-", SCHEME_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wording_fixture fixture;
        wording_open(&fixture);
        terms_scheme(&fixture.vacancy, &fixture.arena, rows[i].text);
        cr_expect_eq((int)fixture.vacancy.pay_scheme, rows[i].value, "%s", rows[i].text);
        wording_close(&fixture);
    }
}

Test(terms, read_the_check) {
    static const struct saying rows[] = {
        {"This post is subject to the Rehabilitation of Offenders Act (Exceptions Order) 1975 "
         "and a submission for Disclosure is to be made to the Disclosure and Barring Service.",
         DBS_REQUIRED},
        {"An enhanced DBS check is needed.", DBS_ENHANCED},
        {"Standard DBS with no barred list", DBS_STANDARD},
        {"This role does not require a DBS check", DBS_NOT_REQUIRED},
        {"To be decided", DBS_NONE},
        {"Enhanced", DBS_ENHANCED},
        {"DBS (Standard)", DBS_STANDARD},
        {"Level of DBS required: Standard", DBS_STANDARD},
        {"DBS check at an enhanced level", DBS_ENHANCED},
        {"DBS: No", DBS_NOT_REQUIRED},
        {"This position isn't eligible for a DBS check, so none will be requested.",
         DBS_NOT_REQUIRED},
        {"No Disclosure & Barring Service check is needed.", DBS_NOT_REQUIRED},
        {"There is no requirement for a DBS check.", DBS_NOT_REQUIRED},
        {"This role is exempt from DBS checks.", DBS_NOT_REQUIRED},
        {"This post is exempt from the Rehabilitation of Offenders Act.", DBS_REQUIRED},
        {"You will not be able to start until your DBS has come back.", DBS_REQUIRED},
        {"You will not have to pay for your DBS check.", DBS_REQUIRED},
        {"A driving licence is not required. A DBS check is.", DBS_REQUIRED},
        {"Our enhanced care team supports patients.", DBS_NONE},
        {"Standard NHS employment checks will be carried out.", DBS_NONE},
        {"The post holder will process DBS applications.", DBS_NONE},
        {"Experience of administering DBS checks.", DBS_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wording_fixture fixture;
        wording_open(&fixture);
        terms_dbs(&fixture.vacancy, &fixture.arena, rows[i].text);
        cr_expect_eq((int)fixture.vacancy.dbs, rows[i].value, "%s", rows[i].text);
        wording_close(&fixture);
    }
}

Test(terms, read_the_sponsorship) {
    static const struct saying rows[] = {
        {"Applications from job seekers who require current Skilled worker sponsorship to work "
         "in "
         "the UK are welcome and will be considered alongside all other applications.",
         SPONSORSHIP_OFFERED},
        {"This role is not eligible for sponsorship.", SPONSORSHIP_REFUSED},
        {"We are unable to offer sponsorship for this post", SPONSORSHIP_REFUSED},
        {"The practice will not be able to sponsor anybody", SPONSORSHIP_REFUSED},
        {"We are not a licensed sponsor", SPONSORSHIP_REFUSED},
        {"We regret that no applicant can be sponsored.", SPONSORSHIP_REFUSED},
        {"This job is not currently eligible for sponsorship", SPONSORSHIP_REFUSED},
        {"This post is not offered with sponsorship.", SPONSORSHIP_REFUSED},
        {"We don't offer sponsorship", SPONSORSHIP_REFUSED},
        {"Our licence (no. 12) means that, as a licensed U.K. sponsorship body, sponsorship "
         "for "
         "people outside the U.K. is something we welcome: sponsorship is available.",
         SPONSORSHIP_OFFERED},
        {"We do not offer relocation. Sponsorship is available.", SPONSORSHIP_OFFERED},
        {"People with or without sponsorship are welcome", SPONSORSHIP_OFFERED},
        {"Applicants who need sponsorship are welcome. A certificate is not needed to apply.",
         SPONSORSHIP_OFFERED},
        {"Sponsorship is available", SPONSORSHIP_OFFERED},
        {"See the guidance", SPONSORSHIP_NONE},
        {"We would welcome applicants who need a certificate of sponsorship.",
         SPONSORSHIP_OFFERED},
        {"If you need a visa we will sponsor you.", SPONSORSHIP_OFFERED},
        {"Please do not hesitate to apply if you need sponsorship.", SPONSORSHIP_OFFERED},
        {"Applicants who do not need sponsorship come first.", SPONSORSHIP_NONE},
        {"Sponsorship: No", SPONSORSHIP_REFUSED},
        {"Is sponsorship available? No.", SPONSORSHIP_REFUSED},
        {"Sponsorship is unavailable.", SPONSORSHIP_REFUSED},
        {"Neither the Trust nor its partner can sponsor this role.", SPONSORSHIP_REFUSED},
        {"Applicants who require sponsorship need not apply.", SPONSORSHIP_REFUSED},
        {"Applications needing sponsorship will be rejected.", SPONSORSHIP_REFUSED},
        {"You must have the right to work in the UK without sponsorship.", SPONSORSHIP_REFUSED},
        {"Only applicants who do not need sponsorship should apply.", SPONSORSHIP_REFUSED},
        {"Applications are accepted only from people who do not require a visa.",
         SPONSORSHIP_REFUSED},
        {"You should only apply if you don't need visa sponsorship", SPONSORSHIP_REFUSED},
        {"If you do not need sponsorship you only have to tell us so.", SPONSORSHIP_NONE},
        {"We are proud to sponsor the town's half marathon.", SPONSORSHIP_NONE},
        {"We are pleased to sponsor a local choir.", SPONSORSHIP_NONE},
        {"We are happy to sponsor the right candidate.", SPONSORSHIP_OFFERED},
        {"We are able to sponsor a visa for this post.", SPONSORSHIP_OFFERED},
        {"The Trust will sponsor the successful applicant.", SPONSORSHIP_OFFERED},
        {"Sponsorship may be available", SPONSORSHIP_NONE},
        {"The successful candidate will be sponsored for an ILM award.", SPONSORSHIP_NONE},
        {"The post holder will be the executive sponsor.", SPONSORSHIP_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wording_fixture fixture;
        wording_open(&fixture);
        terms_sponsorship(&fixture.vacancy, &fixture.arena, rows[i].text);
        cr_expect_eq((int)fixture.vacancy.sponsorship, rows[i].value, "%s", rows[i].text);
        wording_close(&fixture);
    }
}

Test(terms, absent_text_changes_nothing) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    terms_contract(&fixture.vacancy, &fixture.arena, NULL);
    terms_duration(&fixture.vacancy, &fixture.arena, " ");
    terms_pattern(&fixture.vacancy, &fixture.arena, NULL);
    terms_scheme(&fixture.vacancy, &fixture.arena, "");
    terms_dbs(&fixture.vacancy, &fixture.arena, NULL);
    terms_sponsorship(&fixture.vacancy, &fixture.arena, NULL);
    cr_expect_eq(fixture.vacancy.note_count, 0);
    wording_close(&fixture);
}

static void read_all(struct vacancy *vacancy, struct arena *arena, const char *text) {
    terms_contract(vacancy, arena, text);
    terms_duration(vacancy, arena, text);
    terms_pattern(vacancy, arena, text);
    terms_scheme(vacancy, arena, text);
    terms_dbs(vacancy, arena, text);
    terms_sponsorship(vacancy, arena, text);
}

static void check_terms(const struct vacancy *vacancy, const char *text) {
    cr_expect(vacancy->hours_low >= 0 && vacancy->hours_low <= vacancy->hours_high, "%s", text);
    cr_expect(vacancy->hours_high <= 6000, "%s", text);
    cr_expect(vacancy->contract_months >= 0 && vacancy->contract_months <= 120, "%s", text);
}

Test(terms, bear_any_prefix_and_any_bytes) {
    enum { CONTRACTS = sizeof contracts / sizeof contracts[0] };
    enum { PATTERNS = sizeof patterns / sizeof patterns[0] };
    const char *texts[CONTRACTS + PATTERNS];
    for (size_t i = 0; i < CONTRACTS; i++) {
        texts[i] = contracts[i].text;
    }
    for (size_t i = 0; i < PATTERNS; i++) {
        texts[CONTRACTS + i] = patterns[i].text;
    }
    wording_try_prefixes(texts, CONTRACTS + PATTERNS, read_all, check_terms);
}
