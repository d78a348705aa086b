/* tests/unit/parser/nhsjobs_listing.c - tests of parser/nhsjobs_listing
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>

#include "nhsjobs_fixture.h"

Test(nhsjobs_listing, reads_entries_whose_headings_are_not_closed) {
    struct fixture fixture;
    fixture_read(&fixture, "results-first.html");
    const struct listing *listing = fixture_listing(&fixture);
    cr_assert_not_null(listing);
    cr_assert_eq(listing->entry_count, 3);
    const struct vacancy *first = &listing->entries[0];
    cr_expect_str_eq(first->id, "C9411-26-0088");
    cr_expect_str_eq(first->url, "https://www.jobs.nhs.uk/candidate/jobadvert/C9411-26-0088");
    cr_expect_str_eq(first->title, "Healthcare Support Worker & Driver");
    cr_expect_str_eq(first->employer, "Harrowgate Vale Care NHS Trust");
    cr_expect_str_eq(first->salary.text, "£24,937 to £26,598 a year");
    cr_expect_str_eq(listing->entries[1].salary.text, "£12.62 an hour");
    cr_expect_eq(listing->entries[1].location_count, 2);
    cr_expect(date_is_none(listing->entries[1].closes));
    cr_expect_str_eq(listing->entries[2].id, "E0343-26-0026abl806o");
    fixture_fini(&fixture);
}

Test(nhsjobs_listing, tells_its_own_page_from_the_links_to_others) {
    static const struct {
        const char *page;
        int total, number, pages;
        const char *next;
    } rows[] = {
        {"results-first.html", 9307, 1, 931, "/candidate/search/results?keyword=care&page=2"},
        {"results-last.html", 13, 5, 5, ""},
        {"results-none.html", 0, 0, -1, ""},
        {"results-no-place.html", 0, 0, -1, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture fixture;
        fixture_read(&fixture, rows[i].page);
        const struct listing *listing = fixture_listing(&fixture);
        cr_assert_not_null(listing);
        cr_expect_eq(listing->total, rows[i].total, "%s", rows[i].page);
        cr_expect_eq(listing->page, rows[i].number, "%s", rows[i].page);
        cr_expect_eq(listing->pages, rows[i].pages, "%s", rows[i].page);
        cr_expect_str_eq(listing->next ? listing->next : "", rows[i].next, "%s", rows[i].page);
        fixture_fini(&fixture);
    }
}

Test(nhsjobs_listing, takes_the_page_from_its_address_where_none_is_printed) {
    struct fixture fixture;
    fixture_read_from(&fixture, "results-none.html",
                      "http://127.0.0.1:9/candidate/search/results?keyword=x&page=7");
    const struct listing *listing = fixture_listing(&fixture);
    cr_assert_not_null(listing);
    cr_expect_eq(listing->page, 7);
    fixture_fini(&fixture);
}
