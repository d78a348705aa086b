/* tests/unit/parser/nhsjobs_advert.c - tests of parser/nhsjobs_advert
 * SPDX-License-Identifier: MIT
 *
 * Whole records are compared in nhsjobs_pages.c; here stands what must not be lost in a long
 * difference.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "nhsjobs_fixture.h"

#define EXPECT_FIELD(fixture, vacancy, name, value)                                            \
    cr_expect_str_eq(or_none(fixture_field((fixture), (vacancy), (name))), (value))

static const char *or_none(const char *text) { return text ? text : "(none)"; }

Test(nhsjobs_advert, twins_are_taken_once) {
    struct fixture fixture;
    fixture_read(&fixture, "both-copies.html");
    const struct vacancy *vacancy = fixture_vacancy(&fixture);
    cr_assert_not_null(vacancy);
    cr_expect_eq(vacancy->criterion_count, 6);
    cr_expect_eq(vacancy->location_count, 1);
    cr_expect_eq(vacancy->documents.count, 2);
    EXPECT_FIELD(&fixture, vacancy, "text.about", "We run two hospitals & nine clinics.");
    fixture_fini(&fixture);
}

Test(nhsjobs_advert, text_is_read_on_behind_a_paragraph_that_was_closed_early) {
    struct fixture fixture;
    fixture_read(&fixture, "both-copies.html");
    const struct vacancy *vacancy = fixture_vacancy(&fixture);
    cr_assert_not_null(vacancy);
    EXPECT_FIELD(
        &fixture, vacancy, "text.summary",
        "Alder Ward cares for twenty people after an operation.\n\n"
        "You will help them to get back on their feet.\n\n- Early shifts\n- Late shifts");
    EXPECT_FIELD(
        &fixture, vacancy, "text.duties",
        "Washing, dressing and mealtimes.\nKeeping the charts.\n\nTalking to visitors.");
    EXPECT_FIELD(&fixture, vacancy, "text.description",
                 "Under a nurse you will:\n\n- wash and dress people\n  - at the bedside\n"
                 "  - in the bathroom\n- report changes");
    fixture_fini(&fixture);
}

Test(nhsjobs_advert, fields_are_found_by_their_headings_where_ids_are_missing) {
    struct fixture fixture;
    fixture_read(&fixture, "headings-only.html");
    const struct vacancy *vacancy = fixture_vacancy(&fixture);
    cr_assert_not_null(vacancy);
    EXPECT_FIELD(&fixture, vacancy, "title", "Ward Clerk");
    EXPECT_FIELD(&fixture, vacancy, "reference", "PCH-77-A");
    EXPECT_FIELD(&fixture, vacancy, "salary.text", "£24,465 a year pro rata");
    EXPECT_FIELD(&fixture, vacancy, "text.duties", "- Telephones\n- Filing");
    EXPECT_FIELD(&fixture, vacancy, "website", "https://penfold.example");
    EXPECT_FIELD(&fixture, vacancy, "id", "(none)");
    cr_expect_eq(vacancy->criterion_count, 4);
    fixture_fini(&fixture);
}

Test(nhsjobs_advert, head_office_is_no_place_of_work) {
    static const char *const pages[] = {"both-copies.html", "several-places.html",
                                        "repeated-places.html"};
    static const size_t counts[] = {1, 3, 2};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        struct fixture fixture;
        fixture_read(&fixture, pages[i]);
        const struct vacancy *vacancy = fixture_vacancy(&fixture);
        cr_assert_not_null(vacancy);
        cr_expect_eq(vacancy->location_count, counts[i], "%s", pages[i]);
        for (size_t k = 0; k < vacancy->location_count; k++) {
            cr_expect_str_neq(or_none(vacancy->locations[k].town), "Leeds", "%s", pages[i]);
        }
        fixture_fini(&fixture);
    }
}

Test(nhsjobs_advert, headings_of_the_employer_stay_in_the_text) {
    struct fixture fixture;
    fixture_read(&fixture, "employer-headings.html");
    const struct vacancy *vacancy = fixture_vacancy(&fixture);
    cr_assert_not_null(vacancy);
    EXPECT_FIELD(&fixture, vacancy, "text.summary",
                 "About us\n\nThe team is small.\n\nSalary\n\nPaid on the 25th.\n\n"
                 "Come and see us.");
    EXPECT_FIELD(&fixture, vacancy, "text.description",
                 "Main duties of the job\n\n- One\n\nPerson you are\n\nKind.");
    EXPECT_FIELD(&fixture, vacancy, "salary.text", "£13.20 an hour");
    fixture_fini(&fixture);
}

Test(nhsjobs_advert, closed_is_said_by_a_notice_only) {
    static const struct {
        const char *page;
        enum state state;
    } rows[] = {{"closed.html", STATE_CLOSED}, {"closed-in-prose.html", STATE_OPEN}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture fixture;
        fixture_read(&fixture, rows[i].page);
        const struct vacancy *vacancy = fixture_vacancy(&fixture);
        cr_assert_not_null(vacancy);
        cr_expect_eq(vacancy->state, rows[i].state, "%s", rows[i].page);
        fixture_fini(&fixture);
    }
}

Test(nhsjobs_advert, address_keeps_scheme_host_and_path_only) {
    static const struct {
        const char *page, *asked, *url;
    } rows[] = {
        {"both-copies.html", NULL, "https://www.jobs.nhs.uk/candidate/jobadvert/C9411-26-0088"},
        {"both-copies.html",
         "http://127.0.0.1:8080/candidate/jobadvert/C9411-26-0088?keyword=a&language=en#top",
         "http://127.0.0.1:8080/candidate/jobadvert/C9411-26-0088"},
        {"practice.html", NULL,
         "https://beta.jobs.nhs.uk/candidate/jobadvert/E0343-26-0026abl806o"},
        {"headings-only.html", "https://www.jobs.nhs.uk/candidate/jobadvert/Z1-2?x",
         "https://www.jobs.nhs.uk/candidate/jobadvert/Z1-2"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture fixture;
        fixture_read_from(&fixture, rows[i].page, rows[i].asked);
        const struct vacancy *vacancy = fixture_vacancy(&fixture);
        cr_assert_not_null(vacancy);
        cr_expect_str_eq(or_none(vacancy->url), rows[i].url, "row %zu", i);
        cr_expect_not(fixture_has_note(vacancy, "other_advert"), "row %zu", i);
        fixture_fini(&fixture);
    }
}

Test(nhsjobs_advert, another_advert_than_was_asked_for_is_noted) {
    struct fixture fixture;
    fixture_read_from(&fixture, "both-copies.html",
                      "https://www.jobs.nhs.uk/candidate/jobadvert/C9411-26-0001");
    const struct vacancy *vacancy = fixture_vacancy(&fixture);
    cr_assert_not_null(vacancy);
    cr_expect(fixture_has_note(vacancy, "other_advert"));
    cr_expect_str_eq(or_none(vacancy->id), "C9411-26-0088");
    fixture_fini(&fixture);
}

Test(nhsjobs_advert, a_page_with_title_and_employer_alone_is_no_advert) {
    struct fixture fixture;
    struct span bytes = SPAN("<html><head><title>x</title></head><body><h1 id=\"heading\">Nurse"
                             "</h1><span id=\"employer_name\">Trust</span></body></html>");
    fixture_read_bytes(&fixture, bytes, NULL);
    cr_expect_eq(fixture_refusal(&fixture), REFUSAL_OTHER_PAGE);
    fixture_fini(&fixture);
}

Test(nhsjobs_advert, specification_is_found_in_the_description) {
    static const struct {
        const char *page;
        size_t count;
        const char *last_group, *last;
    } rows[] = {
        {"spec-table.html", 5, "Experience", "Team work"},
        {"spec-in-prose.html", 4, "Communication and teamwork",
         "Able to follow: colour codes; written rotas"},
        {"bare-spec.html", 5, "Values", "Kind"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture fixture;
        fixture_read(&fixture, rows[i].page);
        const struct vacancy *vacancy = fixture_vacancy(&fixture);
        cr_assert_not_null(vacancy);
        cr_assert_eq(vacancy->criterion_count, rows[i].count, "%s: %zu", rows[i].page,
                     vacancy->criterion_count);
        const struct criterion *last = &vacancy->criteria[rows[i].count - 1];
        cr_expect_str_eq(last->text, rows[i].last);
        cr_expect_str_eq(or_none(last->group), rows[i].last_group);
        fixture_fini(&fixture);
    }
}
