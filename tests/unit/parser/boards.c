/* tests/unit/parser/boards.c - tests of parser/board*, trac, findajob, jobtrain, hscni
 * SPDX-License-Identifier: MIT
 *
 * Whole records are compared in board_pages.c; here stand the rules.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "nhsjobs_fixture.h"

static const char *or_none(const char *text) { return text ? text : "(none)"; }

static void read_html(struct fixture *fixture, const char *html, const char *url) {
    fixture_read_bytes(fixture, span_of(html), url);
}

#define PAGE(content)                                                                          \
    "<html><head><title>Ward Clerk | HealthJobsUK</title></head><body>"                        \
    "<a href='https://www.healthjobsuk.com/'>Home</a><h1>Ward Clerk</h1>" content              \
    "</body></html>"

/* The same four fields in every layout. */
static const struct {
    const char *name;
    const char *html;
} layouts[] = {
    {"dl", PAGE("<dl><dt>Employer</dt><dd>Moss NHS Trust</dd><dt>Grade</dt><dd>Band 2</dd>"
                "<dt>Lunch</dt><dd>Free</dd><dt>Job ref</dt><dd>A-1</dd>"
                "<dt>Closing</dt><dd>03/12/2026 12:00</dd></dl>")},
    {"dl in blocks",
     PAGE("<dl><div><dt>Employer:</dt><dd>Moss NHS Trust</dd></div>"
          "<div><dt>Grade:</dt><dd>Band 2</dd></div><div><dt>Job ref:</dt><dd>A-1</dd></div>"
          "<div><dt>Closing:</dt><dd>03/12/2026 12:00</dd></div></dl>")},
    {"th and td",
     PAGE("<table><tr><th>Employer</th><td>Moss NHS Trust</td></tr><tr><th>Grade</th>"
          "<td>Band 2</td></tr><tr><th>Lunch</th><td>Free</td></tr><tr><th>Job ref</th>"
          "<td>A-1</td></tr><tr><th>Closing</th><td>03/12/2026 12:00</td></tr></table>")},
    {"td and td",
     PAGE("<table><tr><td>Employer:</td><td>Moss NHS Trust</td></tr><tr><td>Grade:</td>"
          "<td>Band 2</td></tr><tr><td>Job ref:</td><td>A-1</td></tr>"
          "<tr><td>Closing:</td><td>03/12/2026 12:00</td></tr></table>")},
    {"labels in the first row",
     PAGE("<table><tr><th>Employer</th><th>Grade</th><th>Job ref</th><th>Closing</th></tr>"
          "<tr><td>Moss NHS Trust</td><td>Band 2</td><td>A-1</td>"
          "<td>03/12/2026 12:00</td></tr></table>")},
    {"bold labels",
     PAGE("<p><strong>Employer:</strong> Moss NHS Trust</p><p><b>Grade</b>: Band 2</p>"
          "<p><strong>Job ref</strong> A-1</p><p><b>Closing:</b>03/12/2026 12:00</p>")},
    {"colons", PAGE("<p>Employer: Moss NHS Trust</p><p>Grade: Band 2</p><p>Job ref: A-1</p>"
                    "<p>Closing: 03/12/2026 12:00</p>")},
    {"line breaks", PAGE("<p>Employer: Moss NHS Trust<br>Grade: Band 2<br>Job ref: A-1<br>"
                         "Closing: 03/12/2026 12:00</p>")},
    {"blocks", PAGE("<div><div>Employer</div><div>Moss NHS Trust</div></div>"
                    "<div><div>Grade</div><div>Band 2</div></div>"
                    "<div><div>Lunch</div><div>Free</div></div>"
                    "<div><div>Job ref</div><div>A-1</div></div>"
                    "<div><div>Closing</div><div>03/12/2026 12:00</div></div>")},
    {"blocks in a row",
     PAGE("<div><div>Employer</div><div>Moss NHS Trust</div><div>Grade</div><div>Band 2</div>"
          "<div>Lunch</div><div>Free</div><div>Job ref</div><div>A-1</div>"
          "<div>Closing</div><div>03/12/2026 12:00</div></div>")},
    {"spans", PAGE("<div><span>Employer</span><span>Moss NHS Trust</span></div>"
                   "<div><span>Grade</span> <span>Band 2</span></div>"
                   "<div><span>Job ref</span><span>A-1</span></div>"
                   "<div><span>Closing</span><span>03/12/2026 12:00</span></div>")},
    {"items", PAGE("<ul><li>Employer <strong>Moss NHS Trust</strong></li><li>Grade "
                   "<strong>Band 2</strong></li><li>Job ref <strong>A-1</strong></li>"
                   "<li>Closing <strong>03/12/2026 12:00</strong></li></ul>")},
    {"headings", PAGE("<h3>Employer</h3><p>Moss NHS Trust</p><h3>Grade</h3><p>Band 2</p>"
                      "<h3>Job ref</h3><p>A-1</p><h3>Closing</h3><p>03/12/2026 12:00</p>")},
    {"bold headings",
     PAGE("<p><b>Employer</b></p><p>Moss NHS Trust</p><p><b>Grade</b></p><p>Band 2</p>"
          "<p><b>Job ref</b></p><p>A-1</p><p><b>Closing</b></p><p>03/12/2026 12:00</p>")},
};

Test(boards, read_labels_in_any_layout) {
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        struct fixture fixture;
        read_html(&fixture, layouts[i].html, NULL);
        const struct vacancy *vacancy = fixture_vacancy(&fixture);
        if (vacancy) {
            const char *name = layouts[i].name;
            cr_expect_str_eq(or_none(vacancy->title), "Ward Clerk", "%s", name);
            cr_expect_str_eq(or_none(vacancy->employer), "Moss NHS Trust", "%s: %s", name,
                             or_none(vacancy->employer));
            cr_expect_str_eq(or_none(vacancy->reference), "A-1", "%s: %s", name,
                             or_none(vacancy->reference));
            cr_expect_eq(vacancy->bands, 1u << BAND_2, "%s", name);
            cr_expect_str_eq(or_none(vacancy->closes_at), "12:00", "%s", name);
            cr_expect_eq(vacancy->source, SOURCE_TRAC, "%s", name);
        }
        fixture_fini(&fixture);
    }
}

/* The same specification in every layout: two essential criteria, one desirable. */
static const struct {
    const char *name;
    const char *html;
} specs[] = {
    {"headings and lists",
     "<h2>Person specification</h2><h3>Skills</h3><h4>Essential criteria</h4><ul><li>Kind (A)"
     "</li><li>Calm</li></ul><h4>Desirable criteria</h4><ul><li>Quick</li></ul>"},
    {"bold paragraphs",
     "<p><strong>Person specification</strong></p><p><strong>Skills</strong></p>"
     "<p><strong>Essential</strong></p><ul><li>Kind (A)</li><li>Calm</li></ul>"
     "<p><strong>Desirable</strong></p><ul><li>Quick</li></ul>"},
    {"typed bullets",
     "<h2>Person specification</h2><p>Skills</p><p>Essential</p><p>- Kind A/I<br>- Calm</p>"
     "<p>Desirable</p><p>- Quick</p>"},
    {"columns",
     "<h2>Person specification</h2><table><tr><th></th><th>Essential</th><th>Desirable</th>"
     "</tr><tr><td>Skills</td><td>Kind (A)<br>Calm</td><td>Quick</td></tr></table>"},
    {"a table of ticks for each need",
     "<h2>Person specification</h2><h3>Skills</h3><h4>Essential</h4><table><tr><th>Criterion"
     "</th><th>A</th><th>I</th><th>T</th></tr><tr><td>Kind</td><td>✓</td><td></td><td>X</td>"
     "</tr><tr><td>Calm</td><td></td><td>✓</td><td></td></tr></table><h4>Desirable</h4><table>"
     "<tr><td>Item</td><td>AF</td><td>I</td><td>R</td><td>D</td></tr><tr><td>Quick</td>"
     "<td>Yes</td><td>No</td><td>-</td><td></td></tr></table>"},
    {"pictures of ticks under no name",
     "<h2>Person specification</h2><h3>Essential</h3><table><tr><td></td><td>Application</td>"
     "<td>Interview</td><td>Test</td></tr><tr><td>Kind</td><td><img src='t.png' alt='Tick'>"
     "</td><td></td><td></td></tr><tr><td>Calm</td><td></td><td><i class='fa fa-check'></i>"
     "</td><td></td></tr></table><h3>Desirable</h3><table><tr><td></td><td>Application</td>"
     "<td>Interview</td><td>Test</td></tr><tr><td>Quick</td><td>•</td><td><img alt='No tick'>"
     "</td><td></td></tr></table>"},
    {"needs in letters",
     "<h2>Person specification</h2><table><tr><th>Criterion</th><th>E</th><th>D</th><th>A</th>"
     "<th>I</th></tr><tr><td>Kind</td><td>✓</td><td></td><td>✓</td><td></td></tr><tr><td>Calm"
     "</td><td>✓</td><td></td><td></td><td>✓</td></tr><tr><td>Quick</td><td></td><td>✓</td>"
     "<td></td><td></td></tr></table>"},
    {"the need over the criteria",
     "<h2>Person specification</h2><table><tr><td>Essential criteria</td><td>A</td><td>I</td>"
     "</tr><tr><td>Kind</td><td>✓</td><td>✓</td></tr><tr><td>Calm</td><td></td><td>✓</td></tr>"
     "<tr><td>Desirable criteria</td><td>A</td><td>I</td></tr><tr><td>Quick</td><td>✓</td>"
     "<td></td></tr></table>"},
    {"names of columns that say something else",
     "<h2>Person specification</h2><h3>Essential</h3><table><tr><td>Requirement</td>"
     "<td>Weighting</td><td>Where we look</td></tr><tr><td>Kind (A)</td><td>High</td>"
     "<td>CV</td></tr><tr><td>Calm</td><td>Low</td><td>CV</td></tr></table><h3>Desirable</h3>"
     "<table><tr><td>Criterion</td></tr><tr><td>Quick</td></tr></table>"},
    {"categories down, needs across",
     "<h2>Person specification</h2><table><tr><th></th><th>Skills</th><th>Values</th></tr><tr>"
     "<th>Essential</th><td>Kind (A)</td><td>Calm</td></tr><tr><th>Desirable</th><td></td>"
     "<td>Quick</td></tr></table>"},
    {"a table of its own",
     "<h2>Requirements of the post</h2><table><tr><td>Factor</td><td>Essential</td>"
     "<td>Desirable</td></tr><tr><td>Skills</td><td><ul><li>Kind (A)</li><li>Calm</li></ul>"
     "</td><td>Quick</td></tr></table>"},
    {"needs without a title",
     "<h2>Skills</h2><h3>Essential criteria</h3><ul><li>Kind (A)</li><li>Calm</li></ul>"
     "<h3>Desirable criteria</h3><ul><li>Quick</li></ul>"},
    {"fold", "<details><summary>Person specification</summary><h3>Skills</h3><h4>Essential</h4>"
             "<ul><li>Kind (A)</li><li>Calm</li></ul><h4>Desirable</h4><ul><li>Quick</li></ul>"
             "</details>"},
};

Test(boards, read_specifications_in_any_layout) {
    for (size_t i = 0; i < sizeof specs / sizeof specs[0]; i++) {
        struct fixture fixture;
        char html[4096];
        (void)snprintf(html, sizeof html,
                       PAGE("<p>Employer: Moss NHS Trust</p><p>Grade: Band 2</p>"
                            "<p>Job ref: A-1</p><h2>Job overview</h2><p>You help.</p>%s"
                            "<h2>Apply</h2><p>Contact: ward@example.nhs.uk</p>"),
                       specs[i].html);
        read_html(&fixture, html, NULL);
        const struct vacancy *vacancy = fixture_vacancy(&fixture);
        cr_expect(vacancy && vacancy->criterion_count == 3, "%s: %zu", specs[i].name,
                  vacancy ? vacancy->criterion_count : 0);
        if (vacancy && vacancy->criterion_count == 3) {
            cr_expect_str_eq(vacancy->criteria[0].text, "Kind", "%s", specs[i].name);
            cr_expect_neq(vacancy->criteria[0].assessed, 0u, "%s", specs[i].name);
            cr_expect_eq(vacancy->criteria[1].need, NEED_ESSENTIAL, "%s", specs[i].name);
            cr_expect_str_eq(vacancy->criteria[2].text, "Quick", "%s", specs[i].name);
            cr_expect_eq(vacancy->criteria[2].need, NEED_DESIRABLE, "%s", specs[i].name);
        }
        fixture_fini(&fixture);
    }
}

Test(boards, headings_deeper_than_a_long_text_are_the_employers) {
    struct fixture fixture;
    read_html(&fixture,
              PAGE("<p>Employer: Moss NHS Trust</p><p>Grade: Band 2</p><h2>Job overview</h2>"
                   "<p>You help.</p><h3>About us</h3><p>We are old.</p>"
                   "<h2>Main duties of the job</h2><p>All.</p>"),
              NULL);
    const struct vacancy *vacancy = fixture_vacancy(&fixture);
    cr_assert_not_null(vacancy);
    cr_expect_str_eq(or_none(vacancy->text_summary), "You help.\n\nAbout us\n\nWe are old.");
    cr_expect_str_eq(or_none(vacancy->text_duties), "All.");
    cr_expect_null(vacancy->text_about);
    fixture_fini(&fixture);
}

Test(boards, a_page_that_only_links_to_a_board_is_no_advert) {
    struct fixture fixture;
    read_html(&fixture, PAGE("<p>We have jobs. Salary is good.</p>"), NULL);
    cr_expect_eq(fixture_refusal(&fixture), REFUSAL_OTHER_PAGE);
    fixture_fini(&fixture);
}

/* Addresses of adverts and what becomes of them. */
static const struct {
    const char *url;
    const char *id;
    const char *canonical;
} links[] = {
    {"https://www.healthjobsuk.com/job/UK/Kent/Dover/Moss/Wards/Wards-v7000?_ts=1", "7000",
     "https://www.healthjobsuk.com/job/UK/Kent/Dover/Moss/Wards/Wards-v7000"},
    {"https://www.healthjobsuk.com/job/-v7000", "7000",
     "https://www.healthjobsuk.com/job/-v7000"},
    {"https://apps.trac.jobs/job-advert/7000?ShowJobAdvert=&feedid=9", "7000",
     "https://apps.trac.jobs/job-advert/7000"},
    {"https://jobs.moss.nhs.uk/vacancy/7000", "7000", "https://jobs.moss.nhs.uk/vacancy/7000"},
    {"https://www.healthjobsuk.com/job_list?JobSearch_q=clerk", "(none)", "(none)"},
};

Test(boards, know_an_advert_by_its_address) {
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        struct fixture fixture;
        read_html(&fixture, layouts[0].html, links[i].url);
        const struct vacancy *vacancy = fixture_vacancy(&fixture);
        if (vacancy) {
            cr_expect_str_eq(or_none(vacancy->id), links[i].id, "%s", links[i].url);
            cr_expect_str_eq(or_none(vacancy->url), links[i].canonical, "%s", links[i].url);
        }
        fixture_fini(&fixture);
    }
}

Test(boards, a_piece_is_whole_where_all_it_opened_is_closed) {
    struct fixture whole;
    fixture_read_file(&whole, "fixtures/pages/jobtrain/fragment.html", NULL);
    const struct listing *listing = fixture_listing(&whole);
    cr_assert_not_null(listing);
    cr_expect_eq(listing->entry_count, 2);
    size_t size = span_trim(whole.page.body).len;
    for (size_t len = 90; len < size; len += 7) {
        struct fixture cut;
        fixture_read_bytes(&cut, span_part(whole.page.body, 0, len), NULL);
        bool between = cut.readings.count == 1 && cut.readings.at[0].kind == READING_LISTING &&
                       cut.readings.at[0].as.listing.entry_count < 2;
        cr_expect(fixture_refusal(&cut) != REFUSAL_NONE || between, "cut at %zu", len);
        fixture_fini(&cut);
    }
    fixture_fini(&whole);
}

Test(boards, adverts_that_are_cut_off_are_refused) {
    static const char *const names[] = {"fixtures/pages/trac/advert-dl.html",
                                        "fixtures/pages/findajob/advert.html",
                                        "fixtures/pages/hscni/advert.html"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct fixture whole;
        fixture_read_file(&whole, names[i], NULL);
        size_t size = span_trim(whole.page.body).len;
        for (size_t len = 200; len < size; len += 97) {
            struct fixture cut;
            fixture_read_bytes(&cut, span_part(whole.page.body, 0, len), NULL);
            cr_expect_eq(fixture_refusal(&cut), REFUSAL_CUT, "%s at %zu", names[i], len);
            fixture_fini(&cut);
        }
        fixture_fini(&whole);
    }
}

Test(boards, a_list_with_too_many_entries_says_so) {
    struct buf page;
    struct fixture fixture;
    buf_init(&page, PAGE_SIZE_MAX);
    buf_put_text(&page, "<html><body><div id='hj-job-list'><ol>");
    for (int i = 0; i < LISTING_ENTRIES_MAX + 3; i++) {
        buf_printf(&page,
                   "<li class='hj-job'><a href='/job/-v%d' title='Porter'>Porter</a></li>",
                   9000 + i);
    }
    buf_put_text(&page, "</ol></div></body></html>");
    fixture_read_bytes(&fixture, buf_span(&page), NULL);
    const struct listing *listing = fixture_listing(&fixture);
    cr_assert_not_null(listing);
    cr_expect_eq(listing->entry_count, LISTING_ENTRIES_MAX);
    cr_expect(listing->note_count > 0 && strcmp(listing->notes[0].code, "too_many") == 0);
    fixture_fini(&fixture);
    buf_fini(&page);
}

Test(boards, specifications_keep_their_categories_and_end_where_the_page_goes_on) {
    static const char html[] =
        PAGE("<dl><dt>Employer</dt><dd>Moss NHS Trust</dd><dt>Grade</dt><dd>Band 2</dd>"
             "<dt>Job ref</dt><dd>A-1</dd></dl><p><b>Person specification</b></p>"
             "<h4>Skills</h4><h5>Essential criteria</h5><ul><li>Typing</li></ul>"
             "<h4>Judgement</h4><h5>Essential criteria</h5><ul><li>Asks for help</li></ul>"
             "<h4>Applicant requirements</h4><p>A check is needed.</p>"
             "<div id='footer'><ul><li>Privacy</li></ul></div>");
    struct fixture fixture;
    read_html(&fixture, html, NULL);
    const struct vacancy *vacancy = fixture_vacancy(&fixture);
    cr_assert_eq(vacancy->criterion_count, 2);
    cr_expect_str_eq(or_none(vacancy->criteria[0].group), "Skills");
    cr_expect_str_eq(or_none(vacancy->criteria[1].group), "Judgement");
    cr_expect_str_eq(vacancy->criteria[1].text, "Asks for help");
    fixture_fini(&fixture);
}

Test(boards, lists_count_what_they_found_not_what_they_show) {
    static const char *const counts[] = {"<p>Results 26 to 28 of 28</p>",
                                         "<p>Showing 26-28 of 28</p>", "<p>28 jobs</p>"};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct fixture fixture;
        char html[1024];
        (void)snprintf(html, sizeof html,
                       "<html><head><title>Jobs (page 2) - Trac jobs</title></head><body>"
                       "<a href='https://www.healthjobsuk.com/'>Home</a>%s<ol>"
                       "<li class='hj-job'><a href='/job/-v1' title='Cook'>Cook</a></li>"
                       "<li class='hj-job'><a href='/job/-v2' title='Cleaner'>Cleaner</a></li>"
                       "</ol></body></html>",
                       counts[i]);
        read_html(&fixture, html, NULL);
        cr_expect_eq(fixture_listing(&fixture)->total, 28, "%s", counts[i]);
        fixture_fini(&fixture);
    }
}
