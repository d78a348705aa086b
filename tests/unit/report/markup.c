/* tests/unit/report/markup.c - tests of report/markup
 * SPDX-License-Identifier: MIT
 */
#include "report/markup.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <stdlib.h>

#include "base/utf8.h"

enum { CAP = 1000000 };

static struct buf out;
static struct markup markup;

static void setup(void) {
    buf_init(&out, CAP);
    markup_init(&markup, &out);
}

static void teardown(void) { buf_fini(&out); }

TestSuite(markup, .init = setup, .fini = teardown);

static void expect(const char *expected) {
    markup_end(&markup);
    cr_expect_str_eq(buf_text(&out), expected, "%s\nexpected\n%s", buf_text(&out), expected);
}

static bool is_xml(const struct buf *text) {
    xmlDocPtr document =
        xmlReadMemory(text->at, (int)text->len, "test.xml", "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    bool is = document != NULL;
    xmlFreeDoc(document);
    return is;
}

Test(markup, elements_are_nested_and_closed) {
    markup_open(&markup, "svg");
    markup_attribute(&markup, "viewBox", "0 0 1 1");
    markup_element(&markup, "text", "a");
    markup_open(&markup, "circle");
    markup_number(&markup, "cx", -3);
    markup_tenths(&markup, "r", 35);
    markup_tenths(&markup, "cy", -12);
    markup_close(&markup);
    markup_open(&markup, "g");
    expect("<svg viewBox=\"0 0 1 1\">\n <text>a</text>\n <circle cx=\"-3\" r=\"3.5\" "
           "cy=\"-1.2\"/>\n <g></g>\n</svg>\n");
}

Test(markup, text_of_adverts_ends_and_begins_nothing) {
    markup_open(&markup, "p");
    markup_attribute(&markup, "title", "\" onload='x' <b>&amp;");
    markup_text(&markup, "</p><script>alert(1)</script> & ]]> <!-- \"'");
    expect("<p title=\"&quot; onload=&#39;x&#39; &lt;b&gt;&amp;amp;\">&lt;/p&gt;&lt;script&gt;"
           "alert(1)&lt;/script&gt; &amp; ]]&gt; &lt;!-- &quot;&#39;</p>\n");
}

Test(markup, what_xml_forbids_and_what_hides_words_is_replaced) {
    static const char *const hostile[] = {"\x01",
                                          "\x1b",
                                          "\x7f",
                                          "\xC2\x9B",
                                          "\xFF",
                                          "\xED\xA0\x80" /* a surrogate */,
                                          "\xEF\xBF\xBE" /* U+FFFE */,
                                          "\xEF\xBF\xBF",
                                          "\xE2\x80\xAE" /* right to left */,
                                          "\xE2\x80\x8B" /* zero width */,
                                          "\xD8\x9C",
                                          "\xF3\xA0\x80\x81" /* a tag */,
                                          "\xF4\x90\x80\x80" /* above U+10FFFF */,
                                          "\xC0\xBC" /* "<", too long */};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        teardown();
        setup();
        markup_open(&markup, "p");
        markup_attribute(&markup, "title", hostile[i]);
        markup_text(&markup, hostile[i]);
        markup_end(&markup);
        cr_expect(is_xml(&out), "case %zu: %s", i, buf_text(&out));
        cr_expect_not_null(strstr(buf_text(&out), "\xEF\xBF\xBD"), "case %zu", i);
        cr_expect_null(strstr(buf_text(&out), hostile[i]), "case %zu", i);
    }
}

Test(markup, line_ends_are_spaces) {
    markup_open(&markup, "p");
    markup_attribute(&markup, "title", "a\r\nb\tc");
    markup_text(&markup, "a\rb");
    expect("<p title=\"a  b c\">a b</p>\n");
}

Test(markup, calls_in_the_wrong_order_write_nothing) {
    markup_close(&markup);
    markup_text(&markup, "before");
    markup_attribute(&markup, "title", "before");
    markup_open(&markup, "p");
    markup_attribute(&markup, "id", "one");
    markup_attribute(&markup, "id", "two");
    markup_attribute(&markup, "a b", "no name");
    markup_attribute(&markup, "lang", NULL);
    markup_text(&markup, "x");
    markup_attribute(&markup, "title", "late");
    markup_prologue(&markup, "<!DOCTYPE late>");
    markup_close(&markup);
    markup_close(&markup);
    markup_text(&markup, "after");
    expect("<p id=\"one\">x</p>\n");
    cr_expect_eq(out.failed, ERR_NONE);
}

Test(markup, a_second_root_a_bad_name_and_endless_depth_fail) {
    markup_open(&markup, "p");
    markup_close(&markup);
    markup_open(&markup, "p");
    cr_expect_eq(out.failed, ERR_LIMIT);
    teardown();
    setup();
    markup_open(&markup, "p onload=x");
    cr_expect_eq(out.failed, ERR_LIMIT);
    teardown();
    setup();
    for (int i = 0; i <= MARKUP_DEPTH; i++) {
        markup_open(&markup, "g");
    }
    cr_expect_eq(out.failed, ERR_LIMIT);
}

/* Any bytes at all, in any order of calls, give a document. */
Test(markup, any_bytes_in_any_order_are_well_formed) {
    unsigned state = 12345;
    for (int round = 0; round < 300; round++) {
        teardown();
        setup();
        markup_open(&markup, "svg");
        for (int step = 0; step < 30; step++) {
            char text[9] = {0};
            for (size_t i = 0; i < sizeof text - 1; i++) {
                state = state * 1103515245u + 12345u;
                text[i] = (char)(state >> 16);
            }
            switch ((state >> 20) % 4) {
            case 0:
                if (markup.depth < 8) {
                    markup_open(&markup, "g");
                }
                break;
            case 1:
                markup_attribute(&markup, "title", text);
                break;
            case 2:
                markup_text(&markup, text);
                break;
            default:
                if (markup.depth > 1) {
                    markup_close(&markup);
                }
                break;
            }
        }
        markup_end(&markup);
        cr_assert(is_xml(&out), "round %d: %s", round, buf_text(&out));
        cr_assert(utf8_is_valid(buf_span(&out)), "round %d", round);
    }
}
