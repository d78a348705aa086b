/* tests/unit/parser/nhsjobs_feed.c - tests of parser/nhsjobs_feed
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>

#include "copy_fixture.h"
#include "nhsjobs_fixture.h"

Test(nhsjobs_feed, takes_the_id_from_the_address_and_children_in_any_order) {
    struct fixture fixture;
    fixture_read(&fixture, "feed-totals-last.xml");
    const struct listing *listing = fixture_listing(&fixture);
    cr_assert_not_null(listing);
    cr_expect_eq(listing->kind, LISTING_FEED);
    cr_expect_eq(listing->total, 62);
    cr_expect_eq(listing->pages, 7);
    cr_assert_eq(listing->entry_count, 2);
    const struct vacancy *second = &listing->entries[1];
    cr_expect_str_eq(second->id, "C9411-26-0093");
    cr_expect_str_eq(second->url, "https://beta.jobs.nhs.uk/candidate/jobadvert/C9411-26-0093");
    cr_expect_str_eq(second->reference, "CN-5");
    cr_expect_eq(second->location_count, 2);
    cr_expect_eq(second->posted.day, 4);
    fixture_fini(&fixture);
}

Test(nhsjobs_feed, leaves_absent_what_is_empty) {
    struct fixture fixture;
    fixture_read_from(&fixture, "feed-totals-first.xml",
                      "https://www.jobs.nhs.uk/api/v1/search_xml?page=3&limit=100");
    const struct listing *listing = fixture_listing(&fixture);
    cr_assert_not_null(listing);
    cr_expect_eq(listing->page, 3);
    cr_assert_eq(listing->entry_count, 1);
    cr_expect_null(listing->entries[0].reference);
    cr_expect_null(listing->entries[0].salary.text);
    cr_expect_eq(listing->entries[0].location_count, 0);
    fixture_fini(&fixture);
}

Test(nhsjobs_feed, without_adverts_is_a_listing) {
    struct fixture fixture;
    fixture_read(&fixture, "feed-none.xml");
    const struct listing *listing = fixture_listing(&fixture);
    cr_assert_not_null(listing);
    cr_expect_eq(listing->total, 0);
    cr_expect_eq(listing->entry_count, 0);
    fixture_fini(&fixture);
}

Test(nhsjobs_feed, with_a_doctype_is_refused) {
    struct fixture fixture;
    fixture_read(&fixture, "feed-doctype.xml");
    cr_expect_eq(fixture_refusal(&fixture), REFUSAL_REFUSED);
    fixture_fini(&fixture);
}

Test(nhsjobs_feed, contacts_in_its_entries_are_masked) {
    struct copy_fixture fixture;
    struct span bytes =
        SPAN("<nhsJobs><vacancyDetails><id>1</id><reference>R-1</reference>"
             "<title>Driver, please call Ada Quill on 01322 000000</title>"
             "<url>https://beta.jobs.nhs.uk/candidate/jobadvert/C1-26-0001</url>"
             "</vacancyDetails><totalPages>1</totalPages>"
             "<totalResults>1</totalResults></nhsJobs>");
    copy_open_bytes(&fixture, bytes);
    cr_assert_eq(fixture.readings.count, 1);
    cr_assert_eq(fixture.readings.at[0].kind, READING_LISTING);
    const struct listing *listing = &fixture.readings.at[0].as.listing;
    cr_assert_eq(listing->entry_count, 1);
    cr_expect_str_eq(listing->entries[0].title, "Driver, please call [name] on [phone]");
    copy_close(&fixture);
}
