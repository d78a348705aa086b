/* tests/unit/parser/plain_text.c - adverts copied as plain text
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/parser/copy_fixture.h"
#include "tests/unit/parser/wording_fixture.h"

#define SEED "../shared/seeds/vacancy-380-NK175-A.txt"

static void expect_date(struct date date, const char *text) {
    char written[DATE_TEXT_SIZE];
    cr_expect_str_eq(date_write(date, written), text, "%s", written);
}

static void expect_place(struct copy_fixture *fixture, const char *address, const char *town,
                         const char *county, const char *postcode) {
    const struct vacancy *vacancy = copy_vacancy(fixture);
    cr_assert_eq(vacancy->location_count, 1);
    const struct location *place = &vacancy->locations[0];
    cr_expect_str_eq(copy_join(fixture, &place->address), address);
    cr_expect_str_eq(wording_text(place->town), town);
    cr_expect_str_eq(wording_text(place->county), county);
    cr_expect_str_eq(wording_text(place->postcode), postcode);
}

Test(plain_text, copy_of_nhs_jobs_gives_every_field) {
    struct copy_fixture fixture;
    cr_assert(copy_open(&fixture, "fixtures/text/nhs-jobs-copy.txt", false));
    const struct vacancy *vacancy = copy_vacancy(&fixture);
    cr_expect_eq(vacancy->source, SOURCE_TEXT);
    cr_expect_eq(vacancy->state, STATE_UNKNOWN);
    cr_expect_null(vacancy->id);
    cr_expect_str_eq(vacancy->reference, "441-FEN-2026-17");
    cr_expect_str_eq(vacancy->employer, "Fenland Community Care NHS Foundation Trust");
    cr_expect_str_eq(vacancy->title, "Support Time and Recovery Worker");
    expect_date(vacancy->closes, "2026-09-14");
    expect_date(vacancy->posted, "2026-08-24");
    cr_expect_eq(vacancy->pay_scheme, SCHEME_AGENDA_FOR_CHANGE);
    cr_expect_eq(vacancy->bands, 1u << BAND_3);
    cr_expect_str_eq(vacancy->salary.text,
                     "£25,760 to £27,476 a year pa pro rata for part time");
    cr_expect_eq(vacancy->salary.min, 2576000);
    cr_expect_eq(vacancy->salary.max, 2747600);
    cr_expect(vacancy->salary.pro_rata);
    cr_expect_eq(vacancy->contract, CONTRACT_FIXED_TERM);
    cr_expect_eq(vacancy->contract_months, 12);
    cr_expect_eq(vacancy->working_patterns,
                 1u << WORK_FULL_TIME | 1u << WORK_PART_TIME | 1u << WORK_FLEXIBLE);
    cr_expect_eq(vacancy->dbs, DBS_REQUIRED);
    cr_expect_eq(vacancy->sponsorship, SPONSORSHIP_OFFERED);
    cr_expect_str_eq(vacancy->registration,
                     "Applicants must have current UK professional registration.");
    cr_expect_str_eq(vacancy->website, "https://www.fenland.example.uk/work");
    cr_expect_str_eq(copy_join(&fixture, &vacancy->documents),
                     "Job description and person specification | About the team");
    cr_expect_eq(vacancy->note_count, 0);
    copy_close(&fixture);
}

Test(plain_text, place_is_the_jobs_and_never_the_head_office) {
    struct copy_fixture fixture;
    cr_assert(copy_open(&fixture, "fixtures/text/nhs-jobs-copy.txt", false));
    expect_place(&fixture, "Alder House | 3 Wherry Quay", "Wisbech", "Cambridgeshire",
                 "PE13 2JD");
    copy_close(&fixture);
}

Test(plain_text, texts_keep_lists_and_paragraphs_and_drop_twins) {
    struct copy_fixture fixture;
    cr_assert(copy_open(&fixture, "fixtures/text/nhs-jobs-copy.txt", false));
    const struct vacancy *vacancy = copy_vacancy(&fixture);
    cr_expect_str_eq(vacancy->text_summary,
                     "- To spend time with people who use our service, at home and in town.\n"
                     "- To help them build a week that they like the look of.\n"
                     "  - by going along to a group for the first time\n"
                     "  - by practising a bus route\n\n"
                     "You will have a caseload of about ten people.\n\n"
                     "What is the supplement?\n\n"
                     "This post does not attract a supplement.");
    cr_expect_str_eq(vacancy->text_about, "We look after 300,000 people across the Fens.\n\n"
                                          "Salary matters to us, and so does rest.");
    /* A heading that comes again with other words belongs to the section that it stands in. */
    cr_expect_str_eq(vacancy->text_description, "You will work from the recovery plan.\n\n"
                                                "About us\n\n"
                                                "The team has nine members.");
    copy_close(&fixture);
}

Test(plain_text, criteria_come_once_in_order_with_their_groups) {
    struct copy_fixture fixture;
    cr_assert(copy_open(&fixture, "fixtures/text/nhs-jobs-copy.txt", false));
    cr_expect_str_eq(
        copy_criteria(&fixture),
        "essential/Qualifications/NVQ level 2 in health and social care, or willing to work "
        "towards it | essential/Qualifications/Good standard of English | "
        "desirable/Qualifications/Mental health first aid | "
        "essential/Experience/Experience of supporting people in distress, paid, voluntary or "
        "your own");
    copy_close(&fixture);
}

Test(plain_text, contacts_are_masked_unless_they_are_wanted) {
    struct copy_fixture fixture;
    cr_assert(copy_open(&fixture, "fixtures/text/nhs-jobs-copy.txt", false));
    cr_expect_null(copy_vacancy(&fixture)->contact);
    cr_expect_not_null(strstr(copy_vacancy(&fixture)->text_duties,
                              "call [name], Team Leader, on [phone] or write to [email]."));
    copy_close(&fixture);
    cr_assert(copy_open(&fixture, "fixtures/text/nhs-jobs-copy.txt", true));
    const struct contact *contact = copy_vacancy(&fixture)->contact;
    cr_assert_not_null(contact);
    cr_expect_str_eq(contact->name, "Marjorie Pikestaff");
    cr_expect_str_eq(contact->job_title, "Team Leader");
    cr_expect_str_eq(contact->email, "marjorie.pikestaff@fenland.example.uk");
    cr_expect_str_eq(contact->phone, "01354 000123");
    copy_close(&fixture);
}

Test(plain_text, copy_of_trac_gives_its_labels) {
    struct copy_fixture fixture;
    cr_assert(copy_open(&fixture, "fixtures/text/trac-copy.txt", true));
    const struct vacancy *vacancy = copy_vacancy(&fixture);
    cr_expect_str_eq(vacancy->title, "Senior Support Worker");
    cr_expect_str_eq(vacancy->employer, "Tidewell Partnership NHS Trust");
    cr_expect_str_eq(vacancy->reference, "912-TID-7700123-A");
    cr_expect_eq(vacancy->bands, 1u << BAND_4);
    cr_expect_eq(vacancy->pay_scheme, SCHEME_AGENDA_FOR_CHANGE);
    cr_expect_eq(vacancy->contract, CONTRACT_SECONDMENT);
    cr_expect_eq(vacancy->contract_months, 7);
    cr_expect_eq(vacancy->working_patterns, 1u << WORK_PART_TIME | 1u << WORK_SHIFTS);
    cr_expect_eq(vacancy->hours_low, 2250);
    cr_expect_eq(vacancy->hours_high, 2250);
    cr_expect_str_eq(vacancy->salary.text, "£27,485 - £30,162 per annum pro rata");
    expect_date(vacancy->closes, "2026-10-03");
    cr_expect_str_eq(vacancy->closes_at, "23:59");
    expect_date(vacancy->interview, "2026-10-15");
    expect_place(&fixture, "Harbour Unit", "Whitby", "", "");
    cr_expect_str_eq(vacancy->text_summary, "You will lead the morning shift.");
    cr_expect_str_eq(copy_criteria(&fixture), "essential/Training/Diploma at level 3 | "
                                              "desirable/Training/Care Certificate");
    cr_assert_not_null(vacancy->contact);
    cr_expect_str_eq(vacancy->contact->name, "Oswald Brandreth");
    cr_expect_str_eq(vacancy->contact->phone, "01947 000 456");
    copy_close(&fixture);
}

Test(plain_text, label_and_value_may_share_a_line) {
    struct copy_fixture fixture;
    cr_assert(copy_open(&fixture, "fixtures/text/one-line-labels.txt", false));
    const struct vacancy *vacancy = copy_vacancy(&fixture);
    cr_expect_str_eq(vacancy->title, "Care Assistant");
    cr_expect_str_eq(vacancy->employer, "Ravensmoor Home Care Ltd");
    cr_expect_str_eq(vacancy->reference, "RHC/2026/08");
    cr_expect_str_eq(vacancy->id, "R0042-26-0007");
    cr_expect_str_eq(vacancy->url, "https://www.jobs.nhs.uk/candidate/jobadvert/R0042-26-0007");
    expect_date(vacancy->posted, "2026-09-01");
    expect_date(vacancy->closes, "2026-09-20");
    cr_expect_str_eq(vacancy->closes_at, "17:00");
    cr_expect_eq(vacancy->salary.min, 1260);
    cr_expect_eq(vacancy->salary.period, PERIOD_HOUR);
    cr_expect_eq(vacancy->contract, CONTRACT_BANK);
    cr_expect_eq(vacancy->hours_low, 1600);
    cr_expect_eq(vacancy->hours_high, 3750);
    expect_place(&fixture, "12 Mill Lane", "Otley", "West Yorkshire", "LS21 1AA");
    cr_expect_str_eq(
        copy_criteria(&fixture),
        "essential//A kind manner | essential//A full driving licence and the use of "
        "a car | desirable//Experience of care");
    copy_close(&fixture);
}

Test(plain_text, title_and_employer_are_told_apart_by_their_words) {
    struct copy_fixture fixture;
    cr_assert(copy_open(&fixture, "fixtures/text/title-first.txt", false));
    const struct vacancy *vacancy = copy_vacancy(&fixture);
    cr_expect_str_eq(vacancy->title, "Pharmacy Technician");
    cr_expect_str_eq(vacancy->employer, "Saltmarsh Hospitals");
    cr_expect(date_is_none(vacancy->closes));
    cr_assert_eq(vacancy->note_count, 2);
    cr_expect_str_eq(vacancy->notes[0].code, "impossible_date");
    cr_expect(vacancy_has_note(vacancy, VACANCY_NOTE_CUT), "nothing stands behind the details");
    cr_expect_eq(vacancy->salary.kind, SALARY_UNSTATED);
    copy_close(&fixture);
}

/* A short copy below some lines of the page's frame. */
static void open_below(struct copy_fixture *fixture, const char *above) {
    static char text[1024];
    (void)snprintf(text, sizeof text,
                   "%s\n\nFen Trust\n\nDriver\n\nThe closing date is 14 September 2026\n\n"
                   "Details\n\nDate posted\n\n24 August 2026\n\nBand\n\nBand 2\n\n"
                   "Reference number\n\nF-1\n\nEmployer's website\n\n"
                   "https://fen.example/  (Opens  in a new tab)\n\nPerson specification\n\n"
                   "The driver is kind.\n",
                   above);
    copy_open_bytes(fixture, span_of(text));
}

Test(plain_text, lines_of_the_frame_are_no_title) {
    static const char *const frames[] = {
        "Accept cookies\nSign in\nCookies on the NHS Jobs website",
        "We've put some small files called cookies on your device.\nHome"};
    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
        struct copy_fixture fixture;
        open_below(&fixture, frames[i]);
        const struct vacancy *vacancy = copy_vacancy(&fixture);
        cr_expect_str_eq(vacancy->title, "Driver");
        cr_expect_str_eq(vacancy->employer, "Fen Trust");
        cr_expect_str_eq(vacancy->website, "https://fen.example/");
        copy_close(&fixture);
    }
}

Test(plain_text, what_was_taken_unsurely_or_not_at_all_is_noted) {
    struct copy_fixture fixture;
    open_below(&fixture, "Fenland today");
    const struct vacancy *vacancy = copy_vacancy(&fixture);
    bool unsure = false;
    bool unread = false;
    for (size_t i = 0; i < vacancy->note_count; i++) {
        unsure = unsure || strcmp(vacancy->notes[i].code, "unsure_lines") == 0;
        unread = unread || strcmp(vacancy->notes[i].code, "unread") == 0;
    }
    cr_expect(unsure);
    cr_expect(unread); /* a specification without criteria */
    copy_close(&fixture);
}

Test(plain_text, other_text_is_refused) {
    static const char *const others[] = {"Dear all,\n\nSalary\n\nplease see below.\n",
                                         "Minutes of the meeting\n\nBand\n\nrehearsal",
                                         "name,salary\nA,1\nB,2\n"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct copy_fixture fixture;
        copy_open_bytes(&fixture, span_of(others[i]));
        cr_assert_eq(fixture.readings.count, 1);
        cr_expect_eq(fixture.readings.at[0].kind, READING_REFUSAL, "%s", others[i]);
        copy_close(&fixture);
    }
}

Test(plain_text, bears_every_prefix_of_a_copy) {
    struct copy_fixture whole;
    cr_assert(copy_open(&whole, "fixtures/text/trac-copy.txt", false));
    for (size_t len = 1; len < whole.body.len; len += 7) {
        struct copy_fixture part;
        copy_open_bytes(&part, span_part(buf_span(&whole.body), 0, len));
        cr_expect_eq(part.readings.count, 1, "%zu bytes", len);
        copy_close(&part);
    }
    copy_close(&whole);
}

Test(plain_text, seed_advert_gives_what_a_reader_finds_in_it) {
    struct copy_fixture fixture;
    if (!copy_open(&fixture, SEED, false)) {
        copy_close(&fixture);
        /* the seeds are not part of the project; the fixtures cover the same */
        cr_skip_test("no seed at " SEED);
    }
    const struct vacancy *vacancy = copy_vacancy(&fixture);
    cr_expect_str_eq(vacancy->employer, "Kent & Medway NHS & Social Care Partnership Trust");
    cr_expect_str_eq(vacancy->title, "Support Time Recovery Worker");
    cr_expect_str_eq(vacancy->reference, "380-NK175-A");
    expect_date(vacancy->closes, "2025-06-01");
    expect_date(vacancy->posted, "2025-05-16");
    cr_expect_eq(vacancy->bands, 1u << BAND_3);
    cr_expect_eq(vacancy->salary.min, 2588300);
    cr_expect_eq(vacancy->salary.max, 2695800);
    cr_expect_eq(vacancy->salary.high_cost_area, SUPPLEMENT_INCLUDED);
    cr_expect_eq(vacancy->contract, CONTRACT_PERMANENT);
    cr_expect_eq(vacancy->working_patterns, 1u << WORK_FULL_TIME);
    expect_place(&fixture, "Arndale House | 18-20 Spital Street", "Dartford", "", "DA1 2DL");
    cr_expect_str_eq(vacancy->locations[0].region, "South East");
    cr_expect_eq(vacancy->criterion_count, 6);
    cr_expect_str_eq(vacancy->criteria[0].group, "Essential criteria");
    cr_expect_str_eq(vacancy->criteria[4].group, "Essential");
    cr_expect_eq(vacancy->criteria[5].need, NEED_DESIRABLE);
    cr_expect_eq(vacancy->dbs, DBS_REQUIRED);
    cr_expect_str_eq(vacancy->website, "https://www.kmpt.nhs.uk");
    cr_expect_eq(vacancy->documents.count, 0);
    cr_expect_null(vacancy->contact);
    cr_expect(strlen(vacancy->text_description) > 6000);
    copy_close(&fixture);
}

static void open_text(struct copy_fixture *fixture, const char *text) {
    copy_open_bytes(fixture, span_of(text));
}

Test(plain_text, facts_that_no_label_names_are_read) {
    struct copy_fixture fixture;
    open_text(&fixture, "Weir NHS Trust\n\nCommunity Phlebotomist\nBand 3\n"
                        "£24,937 to £26,598 a year\nPermanent, part time\n22.5 hours per week\n"
                        "Weaver House, Northwich CW9 5AB\n\nClosing date: 4 May 2026\n"
                        "Ref: W-9\nInterview date: 18 May 2026\n\nJob summary\n\nBlood.\n");
    const struct vacancy *vacancy = copy_vacancy(&fixture);
    cr_expect_str_eq(vacancy->employer, "Weir NHS Trust");
    cr_expect_str_eq(vacancy->title, "Community Phlebotomist");
    cr_expect_eq(vacancy->bands, 1u << BAND_3);
    cr_expect_eq(vacancy->salary.max, 2659800);
    cr_expect_eq(vacancy->contract, CONTRACT_PERMANENT);
    cr_expect(vacancy->working_patterns & 1u << WORK_PART_TIME);
    expect_place(&fixture, "Weaver House", "Northwich", "", "CW9 5AB");
    copy_close(&fixture);
}

Test(plain_text, a_line_behind_a_value_is_no_part_of_it) {
    struct copy_fixture fixture;
    open_text(&fixture, "Job title: Night Support Worker\nEmployer: Larch House CIC\n"
                        "Salary: £12.80 per hour\nPermanent\nFull time, nights\n"
                        "Location: 9 Larch Lane\nHexham\nNE46 1AA\n"
                        "Closing date: 20 July 2026\n");
    const struct vacancy *vacancy = copy_vacancy(&fixture);
    cr_expect_str_eq(vacancy->salary.text, "£12.80 per hour");
    cr_expect_eq(vacancy->contract, CONTRACT_PERMANENT);
    cr_expect_eq(vacancy->working_patterns, 1u << WORK_FULL_TIME | 1u << WORK_NIGHTS);
    expect_place(&fixture, "9 Larch Lane", "Hexham", "", "NE46 1AA");
    copy_close(&fixture);
}

Test(plain_text, labels_stand_in_lists_in_marks_and_several_on_a_line) {
    static const char *const texts[] = {
        "Ward Clerk\nWyre NHS Trust\n\n• Band: 2 | Salary: £24,465 per annum; Contract: Bank\n"
        "• Closing date: 12/06/2026\n",
        "# Ward Clerk\n\n**Employer:** Wyre NHS Trust\n**Band:** 2\n**Salary:** £24,465 per "
        "annum\n**Contract:** Bank\n**Closing date:** 12 June 2026\n",
        "Hello,\n\n*** Ward Clerk ***\n\nOrganisation - Wyre NHS Trust\nBand     - 2\n"
        "Salary   - £24,465 per annum\nContract - Bank\nCloses   - 12th June 2026\n",
        "From: A B <a@example.nhs.uk>\nSubject: job\n\nWard Clerk\nEmployer\tWyre NHS Trust\n"
        "Band\t2\nSalary\t£24,465 per annum\nContract\tBank\nClosing date\t12/06/2026\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct copy_fixture fixture;
        open_text(&fixture, texts[i]);
        const struct vacancy *vacancy = copy_vacancy(&fixture);
        cr_expect_str_eq(wording_text(vacancy->title), "Ward Clerk", "%zu", i);
        cr_expect_str_eq(wording_text(vacancy->employer), "Wyre NHS Trust", "%zu", i);
        cr_expect_eq(vacancy->bands, 1u << BAND_2, "%zu", i);
        cr_expect_str_eq(wording_text(vacancy->salary.text), "£24,465 per annum", "%zu", i);
        cr_expect_eq(vacancy->contract, CONTRACT_BANK, "%zu", i);
        expect_date(vacancy->closes, "2026-06-12");
        copy_close(&fixture);
    }
}

Test(plain_text, title_stands_beside_the_employer_whatever_stands_above) {
    static const char *const texts[] = {
        "Some site\nOverview of posts\nOuse NHS Trust\nPool Technician\nThe closing date is 4 "
        "May 2026\nPay scheme\nOther\nContract\nBank\n",
        "Some site\n\nGrade\nBand 3\nContract\nBank\nClosing\n04/05/2026\n\nOuse NHS "
        "Trust\n\nPool Technician\n\nBand 3\n\nJob overview\n\nPools.\n",
        "Pool Technician\nOuse NHS Trust\nClosing date: 4 May 2026\nContract: Bank\nBand: 3\n"};
    struct copy_fixture bank;
    open_text(&bank, "Ashdown Staff Bank\nBank Healthcare Support Worker\n"
                     "Closing date: 4 May 2026\nContract: Bank\nBand: 3\n");
    cr_expect_str_eq(wording_text(copy_vacancy(&bank)->employer), "Ashdown Staff Bank");
    cr_expect_str_eq(wording_text(copy_vacancy(&bank)->title),
                     "Bank Healthcare Support Worker");
    copy_close(&bank);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct copy_fixture fixture;
        open_text(&fixture, texts[i]);
        const struct vacancy *vacancy = copy_vacancy(&fixture);
        cr_expect_str_eq(wording_text(vacancy->employer), "Ouse NHS Trust", "%zu", i);
        cr_expect_str_eq(wording_text(vacancy->title), "Pool Technician", "%zu", i);
        copy_close(&fixture);
    }
}

#define TOP "Clerk\nOuse NHS Trust\nBand: 2\nContract: Bank\nClosing date: 4 May 2026\n\n"

Test(plain_text, specifications_in_rows_in_marks_and_in_prose_are_read) {
    static const struct {
        const char *spec;
        const char *criteria;
    } rows[] = {
        {"\tEssential\tDesirable\nEducation\tEnglish\tMaths\nSkills\tTyping\t\n\nNot a row.\n",
         "essential/Education/English | desirable/Education/Maths | essential/Skills/Typing"},
        {"Category\tCriteria\tEssential / Desirable\tAssessed by\nSkills\tTyping\tE\tA/T\n"
         "\tFiling\tD\tA\n\nKey: A = application\n",
         "essential/Skills/Typing | desirable/Skills/Filing"},
        {"| Criteria | Essential | Desirable |\n|---|---|---|\n| Typing | X |  |\n| Filing |  "
         "| X |\n",
         "essential//Typing | desirable//Filing"},
        {"Essential\nCriterion\tA\tI\tT\nTyping\t✓\t\t✓\nFiling\t\t✓\t\n\nDesirable\n"
         "Criterion\tA\tI\tT\nWelsh\tX\t\t\n",
         "essential//Typing | essential//Filing | desirable//Welsh"},
        {"Skills\nTyping (Essential)\nFiling (Desirable)\n",
         "essential/Skills/Typing | desirable/Skills/Filing"},
        {"- Typing (E)\n- Filing (D)\n", "essential//Typing | desirable//Filing"},
        {"Essential: Typing. Desirable: Filing; Welsh.\n",
         "essential//Typing | desirable//Filing | desirable//Welsh"},
        {"Essential\n1. Typing\n2. Filing\n", "essential//Typing | essential//Filing"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct copy_fixture fixture;
        char text[512];
        (void)snprintf(text, sizeof text, TOP "Person specification\n\n%s", rows[i].spec);
        open_text(&fixture, text);
        cr_expect_str_eq(copy_criteria(&fixture), rows[i].criteria, "%zu", i);
        copy_close(&fixture);
    }
}

Test(plain_text, a_reference_behind_the_specification_is_one) {
    struct copy_fixture fixture;
    open_text(&fixture, TOP "Person specification\n\nEssential\n- Typing\n\nJob ref: 7-B\n");
    cr_expect_str_eq(wording_text(copy_vacancy(&fixture)->reference), "7-B");
    cr_expect_eq(copy_vacancy(&fixture)->criterion_count, 1);
    copy_close(&fixture);
}

Test(plain_text, labels_of_a_life_make_no_advert) {
    struct copy_fixture fixture;
    open_text(&fixture, "A Person\n\nAddress: 3 Row Lane\nTitle: Mr\nWebsite: a.example\n\n"
                        "Summary\n\nA clerk.\n");
    cr_assert_eq(fixture.readings.count, 1);
    cr_expect_eq(fixture.readings.at[0].kind, READING_REFUSAL);
    copy_close(&fixture);
}
