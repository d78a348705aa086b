/* tests/unit/parser/jobposting_pages.c - saved pages with JSON-LD against what is expected
 * SPDX-License-Identifier: MIT
 *
 * fixtures/pages/jobposting/NAME and fixtures/expect/jobposting/NAME.txt; SHORTLIST_REGEN=1
 * rewrites the latter, to be read as a difference.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "nhsjobs_fixture.h"
#include "parser/crew.h"
#include "tests/support/place.h"

#define PAGES "fixtures/pages/jobposting/"

static void check_page(const char *name) {
    char path[320];
    struct fixture fixture;
    struct buf got;
    struct buf wanted;
    buf_init(&got, PAGE_SIZE_MAX);
    buf_init(&wanted, PAGE_SIZE_MAX);
    (void)snprintf(path, sizeof path, PAGES "%s", name);
    fixture_read_file(&fixture, path, NULL);
    fixture_write(&got, &fixture);
    (void)snprintf(path, sizeof path, "fixtures/expect/jobposting/%s.txt", name);
    if (getenv("SHORTLIST_REGEN")) {
        cr_expect_eq(file_write(place_of(path), buf_span(&got), 0644, NULL), ERR_NONE);
    } else {
        cr_expect_eq(file_read(&wanted, place_of(path), NULL), ERR_NONE, "%s is missing", path);
        cr_expect_str_eq(buf_text(&got), buf_text(&wanted), "%s", name);
    }
    buf_fini(&got);
    buf_fini(&wanted);
    fixture_fini(&fixture);
}

Test(jobposting_pages, are_read_as_expected) {
    size_t count = 0;
    DIR *folder = opendir(place_of(PAGES));
    cr_assert_not_null(folder);
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] != '.') {
            check_page(entry->d_name);
            count++;
        }
    }
    (void)closedir(folder);
    cr_expect_geq(count, 12);
}

/* A page that was cut off anywhere is never a posting, and never a crash. */
static void check_cuts(const char *name) {
    enum { STEP = 41 };
    char path[320];
    struct fixture whole;
    (void)snprintf(path, sizeof path, PAGES "%s", name);
    fixture_read_file(&whole, path, NULL);
    struct span body = buf_span(&whole.body);
    for (size_t len = 1; len + 20 < body.len; len += STEP) {
        struct fixture part;
        fixture_read_bytes(&part, span_part(body, 0, len), NULL);
        for (size_t i = 0; i < part.readings.count; i++) {
            cr_expect_neq(part.readings.at[i].kind, READING_VACANCY, "%s cut at %zu", name,
                          len);
        }
        fixture_fini(&part);
    }
    fixture_fini(&whole);
}

Test(jobposting_pages, that_are_cut_are_no_postings) {
    check_cuts("whole.html");
    check_cuts("posting.json");
}

Test(jobposting_pages, give_way_to_a_board_s_own_family) {
    static const char board[] =
        "<!DOCTYPE html><html><head><script "
        "type=\"application/ld+json\">{\"@type\":\"JobPosting\","
        "\"title\":\"Other\",\"hiringOrganization\":\"Other\"}</script></head><body><h1 "
        "id=\"heading\">Porter</h1><span id=\"employer_name\">A Trust</span><p "
        "id=\"closing_date\">The closing date is 1 May 2026</p><p "
        "id=\"contract_type\">Permanent"
        "</p></body></html>";
    struct fixture fixture;
    fixture_read_bytes(&fixture, SPAN(board), NULL);
    const struct vacancy *vacancy = fixture_vacancy(&fixture);
    cr_assert_not_null(vacancy);
    cr_expect_eq(vacancy->source, SOURCE_NHSJOBS);
    cr_expect_str_eq(vacancy->title, "Porter");
    fixture_fini(&fixture);
}

Test(jobposting_pages, take_their_address_from_the_page_where_they_have_none) {
    static const char page[] =
        "<!DOCTYPE html><html><head><script type=\"application/ld+json; charset=utf-8\">"
        "{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"hiringOrganization\":\"A Trust\","
        "\"identifier\":\"COOK-9\",\"url\":\"%s\"}</script></head><body></body></html>";
    static const struct {
        const char *own, *page, *url, *id, *reference;
    } cases[] = {
        {"", "https://x.example.org.uk/jobs/cook-9?q=1", "https://x.example.org.uk/jobs/cook-9",
         NULL, "COOK-9"},
        {"/jobs/123456#top", "https://x.example.org.uk/list",
         "https://x.example.org.uk/jobs/123456", NULL, "COOK-9"},
        {"/jobs/123456/", NULL, NULL, NULL, "COOK-9"},
        {"https://y.example.org.uk/a?JobID=A-7&amp;x=2", NULL,
         "https://y.example.org.uk/a?JobID=A-7", NULL, "COOK-9"},
        {"https://y.example.org.uk/2026/cook", NULL, "https://y.example.org.uk/2026/cook", NULL,
         "COOK-9"},
        {"https://www.jobs.nhs.uk/candidate/jobadvert/C9380-25-0471?keyword=cook", NULL,
         "https://www.jobs.nhs.uk/candidate/jobadvert/C9380-25-0471", "C9380-25-0471",
         "COOK-9"},
        {"https://y.example.org.uk/job/UK/Kent/Dartford/Trust/Cook/Cook-v7420519", NULL,
         "https://y.example.org.uk/job/UK/Kent/Dartford/Trust/Cook/Cook-v7420519", "7420519",
         "COOK-9"},
        {"https://y.example.org.uk/cook-v2", NULL, "https://y.example.org.uk/cook-v2", NULL,
         "COOK-9"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture fixture;
        struct buf body;
        buf_init(&body, PAGE_SIZE_MAX);
        buf_printf(&body, page, cases[i].own);
        fixture_read_bytes(&fixture, buf_span(&body), cases[i].page);
        const struct vacancy *vacancy = fixture_vacancy(&fixture);
        cr_assert_not_null(vacancy, "case %zu", i);
        const char *got[] = {vacancy->url, vacancy->id, vacancy->reference};
        const char *wanted[] = {cases[i].url, cases[i].id, cases[i].reference};
        for (size_t k = 0; k < 3; k++) {
            cr_expect((!got[k] && !wanted[k]) ||
                          (got[k] && wanted[k] && strcmp(got[k], wanted[k]) == 0),
                      "case %zu: %s, expected %s", i, got[k], wanted[k]);
        }
        fixture_fini(&fixture);
        buf_fini(&body);
    }
}

/* Keys of the store: postings of one page may have no id and no reference. */
Test(jobposting_pages, that_name_nothing_have_keys_of_their_own) {
    static const char page[] =
        "[{\"@type\":\"JobPosting\",\"title\":\"Cook\",\"hiringOrganization\":\"A Trust\"},"
        "{\"@type\":\"JobPosting\",\"title\":\"Porter\",\"hiringOrganization\":\"A Trust\","
        "\"identifier\":\"P-1\"},"
        "{\"@type\":\"JobPosting\",\"title\":\"Nurse\",\"hiringOrganization\":\"A Trust\"}]";
    struct fixture fixture;
    char digest[DIGEST_TEXT_SIZE];
    char second[DIGEST_TEXT_SIZE];
    fixture_read_bytes(&fixture, span_of(page), NULL);
    cr_assert_eq(fixture.readings.count, 3);
    const struct reading *at = fixture.readings.at;
    (void)digest_write(span_of(page), digest);
    const char *name = arena_printf(&fixture.arena, "%s/2", digest);
    cr_expect_str_eq(at[0].digest, digest);
    cr_expect_null(at[1].digest);
    cr_expect_str_eq(at[2].digest, digest_write(span_of(name), second));
    const char *keys[3];
    for (size_t i = 0; i < 3; i++) {
        keys[i] = vacancy_key(&at[i].as.vacancy, at[i].digest, &fixture.arena);
        cr_assert_not_null(keys[i]);
    }
    cr_expect_str_eq(keys[1], "jobposting:P-1");
    cr_expect_str_neq(keys[0], keys[2]);
    fixture_fini(&fixture);
}

/* Hostile pages cost little: many postings, all pointing at one long text; wide objects. */
Test(jobposting_pages, that_are_hostile_meet_the_caps, .timeout = 20) {
    struct buf body;
    struct fixture fixture;
    buf_init(&body, PAGE_SIZE_MAX);
    buf_put_text(&body, "[{\"@id\":\"#t\",\"@value\":\"");
    for (int i = 0; i < 100000; i++) {
        buf_put_text(&body, "&amp;lt;p&amp;gt;a ");
    }
    buf_put_text(&body, "\",\"x\":1}");
    for (int i = 0; i < 300; i++) {
        buf_printf(&body,
                   ",{\"@type\":\"JobPosting\",\"title\":\"T%d\",\"identifier\":\"R%d\","
                   "\"url\":\"https://x.example.org.uk/\",\"description\":{\"@id\":\"#t\"}}",
                   i, i);
    }
    buf_put_text(&body, "]");
    fixture_read_bytes(&fixture, buf_span(&body), NULL);
    cr_expect_eq(fixture.readings.count, 100);
    cr_expect(fixture_has_note(&fixture.readings.at[0].as.vacancy, "too_many"));
    fixture_fini(&fixture);
    buf_fini(&body);
}

/* The library that reads JSON opens a file when it is first used: before the fence closes. */
Test(jobposting_pages, are_read_behind_the_fence) {
    struct clock_held held = {1748779200, 1000};
    struct clock clock = clock_of_held(&held);
    struct arena arena;
    struct buf body;
    struct crew *crew = NULL;
    struct crew_result result = {0};
    arena_init(&arena, ARENA_RUN_CAP);
    buf_init(&body, PAGE_SIZE_MAX);
    cr_assert_eq(file_read(&body, place_of(PAGES "whole.html"), NULL), ERR_NONE);
    struct page page = {.file = "whole.html", .body = buf_span(&body)};
    struct crew_task task = {.page = &page};
    cr_assert_eq(crew_open(&crew, 1, &clock, NULL), ERR_NONE);
    cr_assert_eq(crew_give(crew, &task, NULL), ERR_NONE);
    cr_assert_eq(crew_take(&result, crew, &arena, NULL), ERR_NONE);
    cr_assert_eq(result.readings.count, 1);
    cr_expect_eq(result.readings.at[0].kind, READING_VACANCY);
    crew_close(crew);
    buf_fini(&body);
    arena_fini(&arena);
}
