/* tests/unit/parser/sitemap.c - tests of parser/sitemap
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "copy_fixture.h"
#include "parser/crew.h"

#define NAMESPACE "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

/* The listing that text was read into; NULL where it was none. */
static const struct listing *read_text(struct copy_fixture *fixture, const char *text) {
    copy_open_bytes(fixture, span_of(text));
    const struct reading *first = fixture->readings.at;
    bool listing = fixture->readings.count == 1 && first->kind == READING_LISTING;
    return listing ? &first->as.listing : NULL;
}

static void expect_sitemap(const char *text, enum listing_kind kind, const char *addresses) {
    struct copy_fixture fixture;
    const struct listing *listing = read_text(&fixture, text);
    struct strings found = {NULL, 0};
    cr_assert_not_null(listing, "%s", text);
    cr_expect_eq(listing->kind, kind, "%s", text);
    cr_expect_eq(listing->source, SOURCE_NONE);
    cr_expect_eq(listing->total, -1);
    for (size_t i = 0; i < listing->entry_count; i++) {
        strings_push(&fixture.arena, &found, listing->entries[i].url);
        cr_expect_null(listing->entries[i].id);
        cr_expect_eq(listing->entries[i].salary.min, MONEY_NONE);
    }
    cr_expect_str_eq(copy_join(&fixture, &found), addresses);
    copy_close(&fixture);
}

Test(sitemap, lists_the_addresses_of_a_site) {
    expect_sitemap("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<!-- made by hand -->\n"
                   "<urlset " NAMESPACE ">\n"
                   "<url><loc>https://example.org/job/1</loc><lastmod>2026-11-01</lastmod>"
                   "<changefreq>daily</changefreq><priority>0.8</priority></url>\n"
                   "<url><priority>1</priority><loc>\n https://example.org/job?a=1&amp;b=2 "
                   "\n</loc></url>\n"
                   "</urlset>\n",
                   LISTING_SITEMAP,
                   "https://example.org/job/1 | https://example.org/job?a=1&b=2");
}

Test(sitemap, is_known_without_a_declaration_and_with_prefixes) {
    expect_sitemap("<urlset><url><loc>http://example.org/1</loc></url></urlset>",
                   LISTING_SITEMAP, "http://example.org/1");
    expect_sitemap("<?xml version=\"1.0\"?><s:urlset xmlns:s=\"http://www.sitemaps.org/"
                   "schemas/sitemap/0.9\"><s:url><s:loc>https://example.org/1</s:loc></s:url>"
                   "</s:urlset>",
                   LISTING_SITEMAP, "https://example.org/1");
    expect_sitemap("<urlset " NAMESPACE "/>", LISTING_SITEMAP, "");
    expect_sitemap("<urlset " NAMESPACE "><url><loc><![CDATA[https://example.org/1]]></loc>"
                   "</url></urlset>",
                   LISTING_SITEMAP, "https://example.org/1");
}

Test(sitemap, of_sitemaps_lists_them) {
    expect_sitemap("<?xml version=\"1.0\"?><sitemapindex " NAMESPACE ">"
                   "<sitemap><loc>https://example.org/a.xml</loc></sitemap>"
                   "<sitemap><loc>https://example.org/b.xml.gz</loc>"
                   "<lastmod>2026-11-01</lastmod></sitemap></sitemapindex>",
                   LISTING_SITEMAP_INDEX,
                   "https://example.org/a.xml | https://example.org/b.xml.gz");
}

/* Pictures and other languages have addresses of their own. */
Test(sitemap, takes_the_page_alone) {
    expect_sitemap(
        "<urlset " NAMESPACE " xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\" "
        "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"><url>"
        "<image:image><image:loc>https://example.org/p.png</image:loc></image:image>"
        "<loc>https://example.org/1#top</loc>"
        "<xhtml:link rel=\"alternate\" hreflang=\"cy\" href=\"https://example.org/cy/1\"/>"
        "</url></urlset>",
        LISTING_SITEMAP, "https://example.org/1");
}

Test(sitemap, passes_over_what_is_no_address_and_says_so) {
    struct copy_fixture fixture;
    char text[4096] = "<urlset " NAMESPACE "><url><loc>/job/1</loc></url><url/>"
                      "<url><loc>ftp://example.org/</loc></url><url><loc></loc></url>"
                      "<url><loc>https://</loc></url><url><loc>https:///x</loc></url>"
                      "<url><loc>https://example.org/a b</loc></url>"
                      "<url><loc>javascript:alert(1)</loc></url>"
                      "<url><loc>https://example.org/&lt;b></loc></url>"
                      "<url><loc>https://example.org/&#x202E;x</loc></url>"
                      "<url><loc>https://example.org/1</loc></url><url><loc>https://";
    size_t len = strlen(text);
    memset(text + len, 'a', 2047);
    memcpy(text + len + 2047, "</loc></url></urlset>", sizeof "</loc></url></urlset>");
    const struct listing *listing = read_text(&fixture, text);
    cr_assert_not_null(listing);
    cr_assert_eq(listing->entry_count, 1);
    cr_expect_str_eq(listing->entries[0].url, "https://example.org/1");
    cr_assert_eq(listing->note_count, 1);
    cr_expect_str_eq(listing->notes[0].code, "no_address");
    cr_expect(span_ends(span_of(listing->notes[0].message), "address: 11"), "%s",
              listing->notes[0].message);
    copy_close(&fixture);
}

Test(sitemap, may_be_plain_text) {
    expect_sitemap("\xEF\xBB\xBF"
                   "https://example.org/1\r\n\r\n  HTTPS://example.org/2#x\t\n",
                   LISTING_SITEMAP, "https://example.org/1 | HTTPS://example.org/2");
}

Test(sitemap, is_nothing_else) {
    static const struct {
        const char *name;
        const char *text;
    } rows[] = {
        {"one address", "https://example.org/1\n"},
        {"an address in a text", "https://example.org/1\nhttps://example.org/2\nBand 3\n"},
        {"a title above addresses", "Sources\nhttps://example.org/1\nhttps://example.org/2\n"},
        {"paths", "/job/1\n/job/2\n"},
        {"words behind the address", "https://example.org/1 a\nhttps://example.org/2 b\n"},
        {"RSS", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><link>"
                "https://example.org/1</link></item></channel></rss>"},
        {"Atom", "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>"
                 "<id>https://example.org/1</id></entry></feed>"},
        {"a urlset within", "<?xml version=\"1.0\"?><x><urlset><url><loc>https://example.org/1"
                            "</loc></url></urlset></x>"},
        {"a page", "<!DOCTYPE html><html><body><urlset><url><loc>https://example.org/1</loc>"
                   "</url></urlset></body></html>"},
        {"a page of XML", "<?xml version=\"1.0\"?><html><body><urlset><url><loc>"
                          "https://example.org/1</loc></url></urlset></body></html>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct copy_fixture fixture;
        const struct listing *listing = read_text(&fixture, rows[i].text);
        cr_expect(!listing || !listing_is_sitemap(listing->kind), "%s", rows[i].name);
        copy_close(&fixture);
    }
}

Test(sitemap, leaves_the_feed_a_feed) {
    struct copy_fixture fixture;
    const struct listing *listing = read_text(
        &fixture, "<nhsJobs><vacancyDetails><url>https://beta.jobs.nhs.uk/candidate/jobadvert/"
                  "C1-26-0001</url></vacancyDetails><totalPages>1</totalPages></nhsJobs>");
    cr_assert_not_null(listing);
    cr_expect_eq(listing->kind, LISTING_FEED);
    copy_close(&fixture);
}

Test(sitemap, is_refused_where_it_is_cut_packed_or_declares_a_type) {
    static const struct {
        const char *text;
        enum refusal_kind kind;
    } rows[] = {
        {"<?xml version=\"1.0\"?><!DOCTYPE urlset [<!ENTITY x \"y\">]><urlset><url><loc>"
         "https://example.org/&x;</loc></url></urlset>",
         REFUSAL_REFUSED},
        {"<!DOCTYPE urlset><urlset/>", REFUSAL_REFUSED},
        {"<urlset><url><loc>https://example.org/1</loc></url>", REFUSAL_CUT},
        {"<?xml version=\"1.0\"?><sitemapindex><sitemap><loc>https://exam", REFUSAL_CUT},
        {"\x1F\x8B\x08\x01 and so on", REFUSAL_BINARY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct copy_fixture fixture;
        copy_open_bytes(&fixture, span_of(rows[i].text));
        cr_assert_eq(fixture.readings.count, 1);
        cr_assert_eq(fixture.readings.at[0].kind, READING_REFUSAL, "row %zu", i);
        cr_expect_eq(fixture.readings.at[0].as.refusal.kind, rows[i].kind, "row %zu: %s", i,
                     fixture.readings.at[0].as.refusal.message);
        copy_close(&fixture);
    }
}

static void write_long(struct buf *text, int count) {
    buf_init(text, PAGE_SIZE_MAX);
    buf_put_text(text, "<urlset " NAMESPACE ">");
    for (int i = 0; i < count; i++) {
        buf_printf(text, "<url><loc>https://example.org/job/%d</loc></url>\n", i);
    }
    buf_put_text(text, "</urlset>");
    cr_assert_eq(text->failed, ERR_NONE);
}

static void read_long(struct copy_fixture *fixture, int count) {
    struct buf text;
    write_long(&text, count);
    copy_open_bytes(fixture, buf_span(&text));
    buf_fini(&text);
}

Test(sitemap, is_read_up_to_what_the_protocol_allows) {
    struct copy_fixture fixture;
    read_long(&fixture, LISTING_ADDRESSES_MAX);
    cr_assert_eq(fixture.readings.count, 1);
    cr_assert_eq(fixture.readings.at[0].kind, READING_LISTING);
    const struct listing *listing = &fixture.readings.at[0].as.listing;
    cr_assert_eq(listing->entry_count, LISTING_ADDRESSES_MAX);
    cr_expect_eq(listing->note_count, 0);
    cr_expect_str_eq(listing->entries[LISTING_ADDRESSES_MAX - 1].url,
                     "https://example.org/job/49999");
    copy_close(&fixture);
    read_long(&fixture, LISTING_ADDRESSES_MAX + 7);
    listing = &fixture.readings.at[0].as.listing;
    cr_assert_eq(listing->entry_count, LISTING_ADDRESSES_MAX);
    cr_assert_eq(listing->note_count, 1);
    cr_expect_str_eq(listing->notes[0].code, "too_many");
    cr_expect(span_ends(span_of(listing->notes[0].message), "addresses: 7"), "%s",
              listing->notes[0].message);
    copy_close(&fixture);
}

/* The longest there may be, through a fenced process and back, within the room of a page. */
Test(sitemap, comes_whole_from_a_worker) {
    struct clock_held held = {1795316400, 1000};
    struct clock clock = clock_of_held(&held);
    struct crew_result result = {0};
    struct crew *crew = NULL;
    struct diag diag = {ERR_NONE, ""};
    struct arena arena;
    struct buf text;
    arena_init(&arena, ARENA_PAGE_CAP);
    write_long(&text, LISTING_ADDRESSES_MAX);
    struct page page = {.url = "https://example.org/sitemap.xml", .body = buf_span(&text)};
    struct crew_task task = {.page = &page};
    cr_assert_eq(crew_open(&crew, 1, &clock, &diag), ERR_NONE);
    cr_assert_eq(crew_read(&result, crew, &arena, &task, &diag), ERR_NONE, "%s", diag.text);
    cr_assert_eq(result.readings.count, 1);
    cr_assert_eq(result.readings.at[0].kind, READING_LISTING);
    cr_expect_eq(result.readings.at[0].as.listing.kind, LISTING_SITEMAP);
    cr_expect_eq(result.readings.at[0].as.listing.entry_count, LISTING_ADDRESSES_MAX);
    crew_close(crew);
    buf_fini(&text);
    arena_fini(&arena);
}
