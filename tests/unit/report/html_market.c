/* tests/unit/report/html_market.c - tests of report/html_market
 * SPDX-License-Identifier: MIT
 */
#include "report/html_market.h"

#include <criterion/criterion.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <stdlib.h>

#include "report/ladder_words.h"
#include "tests/support/market_sample.h"

enum { CAP = 10000000, POUND = 100 };

static const char *const names[] = {"</td><script>alert(1)</script>", "Example NHS Trust",
                                    "=1+1", NULL, "e\xFF\x01"};

static struct market_sample sample;
static struct buf out;
static xmlDocPtr document;

static void teardown(void) {
    xmlFreeDoc(document);
    document = NULL;
    buf_fini(&out);
}

TestSuite(html_market, .fini = teardown);

/* Writes the page, which must be XML. */
static const char *write_page(void) {
    teardown();
    buf_init(&out, CAP);
    html_market(&out, &sample.report);
    cr_assert_eq(out.failed, ERR_NONE);
    document = xmlReadMemory(out.at, (int)out.len, "market.html", "UTF-8", XML_PARSE_NONET);
    cr_assert_not_null(document, "%s", buf_text(&out));
    return buf_text(&out);
}

static int count(const char *path) {
    xmlXPathContextPtr context = xmlXPathNewContext(document);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)path, context);
    int nodes = found && found->nodesetval ? found->nodesetval->nodeNr : 0;
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return nodes;
}

static void expect_has(const char *text, const char *part) {
    cr_expect_not_null(strstr(text, part), "%s\nis not in\n%s", part, text);
}

Test(html_market, has_drawing_tables_method_attribution_and_disclaimer) {
    market_sample_init(&sample, 100);
    market_sample_group(&sample, MARKET_BY_EMPLOYER, names, 5);
    const char *text = write_page();
    cr_expect_eq(count("//*[local-name()='figure']/*[local-name()='svg']"), 1);
    static const char *const captions[] = {
        "<caption>Pay</caption>",
        "<caption>The scale: England from 1 April 2025</caption>",
        "<caption>By employer: basic full-time pay a year</caption>",
        "<caption>Bands of a title, all bands counted</caption>",
        "<caption>Pay held against the tables</caption>",
        "<caption>What adverts ask for</caption>"};
    for (size_t i = 0; i < sizeof captions / sizeof *captions; i++) {
        expect_has(text, captions[i]);
    }
    for (size_t i = 0; ladder_method[i]; i++) {
        expect_has(text, "365/7 weeks a year");
    }
    expect_has(text, "vacancies_2025.csv: Contains public sector information");
    expect_has(text, "Not affiliated with the NHS");
    expect_has(text, "lang=\"en-GB\"");
    expect_has(text, "66.7 %"); /* of a title's adverts are in band 2 */
}

Test(html_market, forbids_scripts_and_has_none) {
    market_sample_init(&sample, 100);
    market_sample_group(&sample, MARKET_BY_EMPLOYER, names, 5);
    const char *text = write_page();
    cr_expect_eq(count("//*[local-name()='meta'][@http-equiv='Content-Security-Policy']"
                       "[starts-with(@content, \"default-src 'none'\")]"),
                 1);
    cr_expect_eq(count("//*[local-name()='script' or local-name()='link' or local-name()='img' "
                       "or local-name()='a']"),
                 0);
    cr_expect_eq(count("//@*[starts-with(name(), 'on') or name() = 'style' or name() = 'src']"),
                 0);
    expect_has(text, "&lt;/td&gt;&lt;script&gt;");
}

Test(html_market, its_style_means_the_same_in_html_and_xml) {
    market_sample_init(&sample, 10);
    const char *text = write_page();
    const char *from = strstr(text, "<style>") + strlen("<style>");
    const char *to = strstr(text, "</style>");
    cr_expect_eq(strcspn(from, "&<>"), (size_t)(to - from));
}

Test(html_market, an_html_reader_finds_the_same_tables) {
    market_sample_init(&sample, 100);
    market_sample_group(&sample, MARKET_BY_EMPLOYER, names, 5);
    write_page();
    int rows = count("//*[local-name()='tr']");
    int cells = count("//*[local-name()='td']");
    xmlFreeDoc(document);
    document = htmlReadMemory(out.at, (int)out.len, "market.html", "UTF-8",
                              HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    cr_assert_not_null(document);
    cr_expect_eq(count("//tr"), rows);
    cr_expect_eq(count("//td"), cells);
    cr_expect_gt(cells, 50);
}

Test(html_market, the_median_of_the_drawing_stands_in_the_table) {
    market_sample_init(&sample, 100);
    const char *text = write_page();
    expect_has(text, "Median: £25,767");
    expect_has(text, "<td>£25,767</td>");
}

Test(html_market, the_verdicts_add_up_to_the_adverts) {
    market_sample_init(&sample, 100);
    sample.report.all.adverts = 110;
    sample.report.all.verdicts[PAY_VERDICT_NONE] = 10;
    const char *text = write_page();
    const char *table = strstr(text, "<caption>Pay held against the tables</caption>");
    long sum = 0;
    cr_assert_not_null(table);
    const char *end = strstr(table, "</table>");
    for (const char *row = strstr(table, "scope=\"row\""); row && row < end;
         row = strstr(row + 1, "scope=\"row\"")) {
        sum += strtol(strstr(row, "<td>") + strlen("<td>"), NULL, 10);
    }
    cr_expect_eq(sum, 110, "%ld", sum);
    expect_has(end, "<p>10 of these 110 adverts print no pay");
}

Test(html_market, names_the_tables_that_adverts_show_and_warns) {
    market_sample_init(&sample, 100);
    cr_expect_null(strstr(write_page(), ladder_tables_warning));
    market_sample_change_scale(&sample);
    const char *text = write_page();
    expect_has(text, "<caption>The pay tables that they show</caption>");
    expect_has(text, ladder_tables_warning);
    expect_has(text, "<caption>The scale: England from 1 April 2024, which 50 of 100 adverts "
                     "show</caption>");
    expect_has(text, "<caption>The scale that adverts of 2 March 2026 show: England from 1 "
                     "April 2025</caption>");
    expect_has(text, "Scale: England from 1 April 2024"); /* of the drawing */
    expect_has(text, "<td>verified</td>");
}

Test(html_market, says_that_data_sets_are_to_be_imported_again) {
    const char *stale[] = {"vacancies_2025.csv"};
    market_sample_init(&sample, 100);
    sample.report.stale = (struct strings){stale, 1};
    expect_has(write_page(), "The pay of vacancies_2025.csv was taken apart with other tables "
                             "than today");
}

Test(html_market, few_adverts_of_a_group_are_listed) {
    static const char *const two[] = {"Alder", "Birch"};
    static const int64_t points[] = {2493700, 2493700, 2511149, 2511150, 2600000};
    market_sample_init(&sample, 50);
    market_sample_group(&sample, MARKET_BY_EMPLOYER, two, 2);
    sample.groups[1].base =
        (struct market_spread){5,          MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE,
                               MONEY_NONE, MONEY_NONE, MONEY_NONE, points};
    const char *page = write_page();
    expect_has(page, "Single adverts</th>");
    expect_has(page, "<td>\xC2\xA3"
                     "24,937, \xC2\xA3"
                     "24,937, \xC2\xA3"
                     "25,111, "
                     "\xC2\xA3"
                     "25,112, \xC2\xA3"
                     "26,000</td>");
}

Test(html_market, few_adverts_are_listed_and_fewer_are_not) {
    market_sample_init(&sample, 7);
    sample.report.all.shown.points = sample.report.all.base.points;
    sample.report.all.hourly.points = sample.report.all.base.points;
    cr_expect_not_null(strstr(write_page(), "<caption>Single adverts</caption>"));
    cr_expect_eq(count("//*[local-name() = 'caption' and . = 'Single adverts']"), 3,
                 "basic, as advertised, by the hour");
    market_sample_init(&sample, 4);
    cr_expect_null(strstr(write_page(), "<caption>Single adverts</caption>"));
    cr_expect_not_null(strstr(buf_text(&out), "too few adverts with pay (4): no amounts"));
    market_sample_init(&sample, 0);
    market_sample_drop_scale(&sample);
    cr_expect_not_null(strstr(write_page(), "No scale is known to set beside the adverts."));
}
