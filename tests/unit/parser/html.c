/* tests/unit/parser/html.c - tests of parser/html
 * SPDX-License-Identifier: MIT
 */
#include "parser/html.h"

#include <criterion/criterion.h>
#include <string.h>

#include "schema/page.h"

static struct html *parse(const char *text) {
    struct html *html = NULL;
    struct diag diag = {ERR_NONE, ""};
    cr_assert_eq(html_parse(&html, span_of(text), &diag), ERR_NONE, "%s", diag.text);
    return html;
}

Test(html, finds_elements_by_id_also_when_ids_repeat) {
    struct html *html = parse("<p id=b>1<p id=a>2<p id=b>3<p>4");
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const struct html_node *first = html_by_id(html, "b");
    const struct html_node *second = html_by_id_next(html, first);
    cr_expect_str_eq(html_text(&arena, first), "1");
    cr_expect_str_eq(html_text(&arena, second), "3");
    cr_expect_null(html_by_id_next(html, second));
    cr_expect_null(html_by_id(html, "c"));
    cr_expect_null(html_by_id(html, NULL));
    cr_expect(html_is_before(first, second));
    cr_expect_not(html_is_before(second, first));
    cr_expect_not(html_is_before(first, first));
    arena_fini(&arena);
    html_free(html);
}

Test(html, walks_in_document_order_and_stays_inside) {
    struct html *html = parse("<div id=d><i>a</i><b>b</b></div><u>c</u>");
    const struct html_node *within = html_by_id(html, "d");
    size_t elements = 0;
    for (const struct html_node *at = html_next(within, within); at;
         at = html_next(at, within)) {
        elements += html_name(at) != NULL;
    }
    cr_expect_eq(elements, 2);
    cr_expect(html_is(html_find(within, "b"), "B"));
    cr_expect_null(html_find(within, "u"));
    cr_expect_null(html_next(NULL, NULL));
    cr_expect_null(html_parent(html_root(html)));
    html_free(html);
}

Test(html, reads_attributes_and_classes) {
    struct html *html = parse("<p ID=x class=' big  show-mobile' hidden title='A &amp; B'>");
    const struct html_node *node = html_by_id(html, "x");
    cr_expect_str_eq(html_attribute(node, "title"), "A & B");
    cr_expect_str_eq(html_attribute(node, "hidden"), "");
    cr_expect_null(html_attribute(node, "lang"));
    cr_expect(html_has_class(node, "big"));
    cr_expect(html_has_class(node, "show-mobile"));
    cr_expect_not(html_has_class(node, "show"));
    html_free(html);
}

Test(html, text_is_one_line_without_scripts) {
    static const struct {
        const char *html, *text;
    } rows[] = {
        {"<div id=x>a<p>b</p>c<br>d</div>", "a b c d"},
        {"<div id=x> a\n <i>b</i>c <script>d</script><style>e</style></div>", "a bc"},
        {"<div id=x><ul><li>a<li>b</ul></div>", "a b"},
        {"<div id=x>&pound;5&#146;s &apos;x&apos; 10&percnt; &#x80;</div>", "£5’s 'x' 10% €"},
        {"<div id=x></div>", ""},
    };
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct html *html = parse(rows[i].html);
        cr_expect_str_eq(html_text(&arena, html_by_id(html, "x")), rows[i].text, "row %zu", i);
        html_free(html);
    }
    arena_fini(&arena);
}

Test(html, reads_utf8_whatever_the_page_calls_itself) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct html *html = parse("<html><head><meta charset=iso-8859-1></head><p id=x>£’</p>");
    cr_expect_str_eq(html_text(&arena, html_by_id(html, "x")), "£’");
    html_free(html);
    arena_fini(&arena);
}

Test(html, is_whole_only_with_its_root_closed) {
    static const struct {
        const char *text;
        bool whole;
    } rows[] = {
        {"<html></html>", true},
        {"<html></HTML >\n", true},
        {"<html></html><!-- saved --> <script>1</script>", true},
        {"<html></html", false},
        {"<html><p>the word </html> in text", false},
        {"<html><!-- </html> --><p>", false},
        {"<html>", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(html_is_whole(span_of(rows[i].text)), rows[i].whole, "%s", rows[i].text);
    }
}

/* Parses `count` times `piece`. */
static enum err parse_repeated(const char *piece, size_t count, bool xml) {
    struct buf text;
    struct html *html = NULL;
    buf_init(&text, 32u * 1024 * 1024);
    buf_put_text(&text, xml ? "<x>" : "<html>");
    for (size_t i = 0; i < count; i++) {
        buf_put_text(&text, piece);
    }
    buf_put_text(&text, xml ? "</x>" : "</html>");
    enum err err = xml ? html_parse_xml(&html, buf_span(&text), NULL)
                       : html_parse(&html, buf_span(&text), NULL);
    cr_expect_eq(html == NULL, err != ERR_NONE);
    html_free(html);
    buf_fini(&text);
    return err;
}

Test(html, caps_depth_tags_attributes_and_length) {
    static const struct {
        const char *piece;
        size_t count;
        bool xml;
        enum err err;
    } rows[] = {
        {"<p>a", 1000, false, ERR_NONE},
        {"<li>a", 1000, false, ERR_NONE},
        {"<tr><td>a", 1000, false, ERR_NONE},
        {"<br/><img src=a><hr>", 1000, false, ERR_NONE},
        {"<div>", 200, false, ERR_NONE},
        {"<div>", 300, false, ERR_LIMIT},
        {"<div>", 100000, false, ERR_LIMIT},
        {"<b><p>", 200, false, ERR_LIMIT},
        {"<ul><li>", 150, false, ERR_LIMIT},
        {"<br>", HTML_TAGS_MAX + 1, false, ERR_LIMIT},
        {"<i a=1 b='>' c>x</i>", 100, false, ERR_NONE},
        {"0123456789", PAGE_SIZE_MAX / 10, false, ERR_LIMIT},
        {"<y/>", 1000, true, ERR_NONE},
        {"<y>", 300, true, ERR_LIMIT},
        {"<y>", 3, true, ERR_INPUT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(parse_repeated(rows[i].piece, rows[i].count, rows[i].xml), rows[i].err,
                     "%s times %zu", rows[i].piece, rows[i].count);
    }
    struct buf tag;
    buf_init(&tag, PAGE_SIZE_MAX);
    buf_put_text(&tag, "<p ");
    for (int i = 0; i < 60000; i++) {
        buf_printf(&tag, "a%d=1 ", i);
    }
    struct html *html = NULL;
    cr_expect_eq(html_parse(&html, buf_span(&tag), NULL), ERR_LIMIT);
    buf_fini(&tag);
}

Test(html, refuses_xml_with_a_doctype_or_faults) {
    static const char *const rows[] = {
        "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        "<x><y></x>",
        "<x>&nbsp;</x>",
        "words",
        "<?xml version='1.0'?><!doctype x SYSTEM 'file:///etc/passwd'><x/>",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct html *html = NULL;
        struct diag diag = {ERR_NONE, ""};
        cr_expect_eq(html_parse_xml(&html, span_of(rows[i]), &diag), ERR_INPUT, "%s", rows[i]);
        cr_expect_null(html);
        cr_expect_neq(diag.text[0], '\0');
    }
}
