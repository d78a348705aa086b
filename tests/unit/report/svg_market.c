/* tests/unit/report/svg_market.c - tests of report/svg_market
 * SPDX-License-Identifier: MIT
 *
 * The whole drawing is compared with fixtures/expect/market.svg; SHORTLIST_REGEN=1 rewrites it.
 */
#include "report/svg_market.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <stdlib.h>

#include "base/file.h"
#include "report/ladder_axis.h"
#include "report/svg_market_draw.h"
#include "report/svg_market_text.h"
#include "tests/support/market_sample.h"
#include "tests/support/place.h"

enum { CAP = 10000000, POUND = 100 };

static const char *const names[] = {
    "University Hospitals of Northern Lincolnshire and Goole NHS Foundation Trust and its "
    "Partners in the Community Services of the Whole of the Humber and North Yorkshire",
    "</text><script>alert(1)</script>",
    "A \"quoted\" & <b>bold</b> Trust\x1b[31m\xE2\x80\xAE",
    NULL,
    "\xE4\xB8\xAD\xE6\x96\x87\xE5\x8C\xBB\xE9\x99\xA2",
    "AVERYLONGWORDWITHOUTANYSPACEINITATALLTHATMUSTBEBROKENSOMEWHEREINTHEMIDDLEOFIT",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u"};
enum { NAMES = sizeof names / sizeof *names };

static struct market_sample sample;
static struct buf out;
static xmlDocPtr document;

static void teardown(void) {
    xmlFreeDoc(document);
    document = NULL;
    buf_fini(&out);
}

TestSuite(svg_market, .fini = teardown);

/* Draws the sample; its document must be XML. */
static const char *draw(void) {
    teardown();
    buf_init(&out, CAP);
    svg_market(&out, &sample.report);
    cr_assert_eq(out.failed, ERR_NONE);
    document = xmlReadMemory(out.at, (int)out.len, "market.svg", NULL, XML_PARSE_NONET);
    cr_assert_not_null(document, "%s", buf_text(&out));
    return buf_text(&out);
}

/* How many nodes an XPath finds; names without their namespace. */
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

/* Attributes of all elements of a name are numbers from 0 to `most`. */
static void expect_inside(const char *element, const char *attribute, double most) {
    char path[128];
    (void)snprintf(path, sizeof path, "//*[local-name()='%s']/@%s[. < 0 or . > %g]", element,
                   attribute, most);
    cr_expect_eq(count(path), 0, "%s", path);
    (void)snprintf(path, sizeof path, "//*[local-name()='%s']/@%s", element, attribute);
    cr_expect_gt(count(path), 0, "%s", path);
}

Test(svg_market, has_title_description_role_and_a_box_that_scales) {
    market_sample_init(&sample, 100);
    const char *text = draw();
    cr_expect_eq(count("/*[local-name()='svg'][@viewBox][@role='img'][not(@width)]"), 1);
    cr_expect_eq(count("/*/*[local-name()='title'][@id='market-title']"), 1);
    cr_expect_eq(count("/*/*[local-name()='desc'][@id='market-desc']"), 1);
    cr_expect_eq(count("/*[@aria-labelledby='market-title market-desc']"), 1);
    expect_has(text, "What adverts pay: Band 3 in England");
    expect_has(text, "a median of £25,767");
    expect_has(text, "Not affiliated with the NHS");
    expect_has(text, "Contains public sector information (made up).");
}

Test(svg_market, needs_nothing_from_outside_and_runs_nothing) {
    market_sample_init(&sample, 500);
    market_sample_group(&sample, MARKET_BY_EMPLOYER, names, NAMES);
    const char *text = draw();
    cr_expect_eq(count("//*[local-name()='script' or local-name()='style' or "
                       "local-name()='image' or local-name()='a' or local-name()='use' or "
                       "local-name()='foreignObject']"),
                 0);
    cr_expect_eq(count("//@*[starts-with(name(), 'on') or contains(name(), 'href')]"), 0);
    cr_expect_null(strstr(text, "<script"), "%s", text);
    cr_expect_null(strstr(text, "\x1b"));
    cr_expect_null(strstr(text, "\xE2\x80\xAE"));
    expect_has(text, "&lt;/text&gt;&lt;script&gt;");
}

Test(svg_market, everything_stands_within_the_drawing) {
    static const size_t sizes[] = {0, 4, 5, 7, 10, 100, 500, 1000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        market_sample_init(&sample, sizes[i]);
        market_sample_group(&sample, MARKET_BY_EMPLOYER, names, NAMES);
        sample.report.question.offer = 25000 * POUND;
        draw();
        xmlChar *box = xmlGetProp(xmlDocGetRootElement(document), (const xmlChar *)"viewBox");
        double height = strtod((const char *)box + strlen("0 0 480"), NULL);
        xmlFree(box);
        cr_expect_gt(height, 100);
        expect_inside("text", "x", SVG_WIDTH);
        expect_inside("text", "y", height);
        expect_inside("line", "y1", height);
        expect_inside("line", "x2", SVG_WIDTH);
        if (sizes[i] >= MARKET_LEAST_SHOWN) {
            expect_inside("circle", "cx", SVG_WIDTH);
            expect_inside("circle", "cy", height);
        }
    }
}

Test(svg_market, each_advert_is_a_dot_where_they_are_few) {
    market_sample_init(&sample, 12);
    draw();
    cr_expect_eq(count("//*[local-name()='circle']"), 12);
    market_sample_init(&sample, 500);
    const char *text = draw();
    cr_expect_lt(count("//*[local-name()='circle']"), 200);
    expect_has(text, "each dot: 20 adverts; hollow: fewer");
}

Test(svg_market, few_adverts_and_no_scale_are_said) {
    market_sample_init(&sample, 4);
    expect_has(draw(), "No adverts are drawn: too few adverts with pay (4): no<");
    cr_expect_eq(count("//*[local-name()='circle']"), 0);
    market_sample_init(&sample, 7);
    expect_has(draw(), "Single adverts only");
    cr_expect_eq(count("//*[local-name()='circle']"), 7);
    market_sample_init(&sample, 0);
    market_sample_drop_scale(&sample);
    expect_has(draw(), "No scale is known");
}

Test(svg_market, groups_are_rows_and_the_rest_is_counted) {
    market_sample_init(&sample, 500);
    market_sample_group(&sample, MARKET_BY_EMPLOYER, names, NAMES);
    const char *text = draw();
    cr_expect_eq(count("//*[local-name()='g']"), LADDER_GROUPS_MAX);
    expect_has(text, "By employer");
    expect_has(text, "2 more are not drawn.");
    expect_has(text, "not said");
    expect_has(text, "too few, n 1");
    /* A name that is cut stands whole in the row's title. */
    expect_has(text, "Humber and North Yorkshire</title>");
}

Test(svg_market, what_is_far_away_is_counted_not_drawn) {
    market_sample_init(&sample, 100);
    sample.amounts[99] = (int64_t)900000 * POUND;
    sample.report.question.offer = (int64_t)1000000 * POUND;
    const char *text = draw();
    expect_has(text, "1 advert above ");
    expect_has(text, "not on this chart");
    cr_expect_null(strstr(text, "£900,000"));
}

/* The single amounts of a small group. */
Test(svg_market, points_of_a_group_that_are_off_the_chart_are_counted) {
    static const int64_t points[] = {100 * 100, 25000 * 100, 25000 * 100, 25000 * 100,
                                     900000 * 100};
    static const char *const small[] = {"Small NHS Trust"};
    market_sample_init(&sample, 100);
    market_sample_group(&sample, MARKET_BY_EMPLOYER, small, 1);
    sample.groups[0].base =
        (struct market_spread){5,          MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE,
                               MONEY_NONE, MONEY_NONE, MONEY_NONE, points};
    expect_has(draw(), ", 2 off the chart");
}

Test(svg_market, names_the_scale_that_is_drawn_and_that_of_the_day) {
    market_sample_init(&sample, 100);
    market_sample_change_scale(&sample);
    const char *text = draw();
    expect_has(text, "Scale: England from 1 April 2024, which 50 of 100 adverts");
    expect_has(text, "£24,071, £25,674");
    expect_has(text, "show another scale: England from 1 April 2025");
    expect_has(text, "The adverts show 2 tables.");
}

Test(svg_market, words_take_no_more_room_than_they_are_given) {
    static const char *const texts[] = {"", "short", "WWWWWWWWWWWWWWWWWWWW",
                                        "one two three four",
                                        "\xE4\xB8\xAD\xE6\x96\x87\xE5\x8C\xBB\xE9\x99\xA2"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (int64_t width = 30; width < 400; width += 37) {
            struct buf cut;
            struct span rest = span_of(texts[i]);
            struct span line;
            buf_init(&cut, CAP);
            svg_text_cut(&cut, rest, 14, width);
            cr_expect_leq(svg_text_width(buf_span(&cut), 14), width, "%s", buf_text(&cut));
            buf_fini(&cut);
            while (svg_text_line(&rest, &line, 14, width)) {
                cr_expect_leq(svg_text_width(line, 14), width, "%.*s", SPAN_FMT(line));
                cr_assert_gt(line.len, 0);
            }
        }
    }
}

Test(svg_market, lines_hold_all_words) {
    struct span rest = SPAN("one two three");
    struct span line;
    cr_assert(svg_text_line(&rest, &line, 10, 50));
    cr_expect(span_is(line, "one two"), "%.*s", SPAN_FMT(line));
    cr_assert(svg_text_line(&rest, &line, 10, 50));
    cr_expect(span_is(line, "three"), "%.*s", SPAN_FMT(line));
    cr_expect_not(svg_text_line(&rest, &line, 10, 50));
    rest = SPAN("ab");
    cr_assert(svg_text_line(&rest, &line, 10, 1));
    cr_expect(span_is(line, "a"));
}

Test(svg_market, is_as_it_was_looked_at) {
    struct buf expected;
    const char *path = place_of("fixtures/expect/market.svg");
    market_sample_init(&sample, 100);
    market_sample_group(&sample, MARKET_BY_EMPLOYER, names, 4);
    sample.report.question.offer = 25000 * POUND;
    sample.report.stand = (struct market_stand){.n = 100, .below = 20, .hourly = MONEY_NONE};
    draw();
    if (getenv("SHORTLIST_REGEN")) {
        cr_assert_eq(file_write(path, buf_span(&out), 0644, NULL), ERR_NONE);
    }
    buf_init(&expected, CAP);
    cr_assert_eq(file_read(&expected, path, NULL), ERR_NONE, "%s: not to be read", path);
    cr_expect_str_eq(buf_text(&out), buf_text(&expected), "%s differs: make regen", path);
    buf_fini(&expected);
}
