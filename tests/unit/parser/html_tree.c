/* tests/unit/parser/html_tree.c - our trees held against those that libxml2 builds itself
 * SPDX-License-Identifier: MIT
 */
#include "parser/html_tree.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../support/place.h"
#include "base/file.h"
#include "parser/html.h"
#include "parser/html_references.h"
#include "schema/page.h"

/* ---- a tree as text: one line a node ---- */

static void put_line(struct buf *out, int depth, const char *name, struct span chars) {
    buf_printf(out, "%d %s \"%.*s\"\n", depth, name ? name : "-", SPAN_FMT(chars));
}

static void put_attribute(struct buf *out, const char *name, const char *value) {
    buf_printf(out, "  %s=\"%s\"\n", name, value);
}

static void put_ours(struct buf *out, const struct html_node *node, int depth) {
    put_line(out, depth, html_name(node), html_chars(node));
    for (size_t i = 0; node->name && i < node->as.attributes.count; i++) {
        put_attribute(out, node->as.attributes.at[i].name, node->as.attributes.at[i].value);
    }
    for (const struct html_node *at = html_first_child(node); at; at = html_next_sibling(at)) {
        cr_expect_eq(html_parent(at), node);
        put_ours(out, at, depth + 1);
    }
}

static void put_theirs(struct buf *out, const xmlNode *node, int depth) {
    bool element = node->type == XML_ELEMENT_NODE;
    bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
    put_line(out, depth, element ? (const char *)node->name : NULL,
             span_of(text ? (const char *)node->content : NULL));
    for (const xmlAttr *at = element ? node->properties : NULL; at; at = at->next) {
        bool some = at->children && at->children->content;
        put_attribute(out, (const char *)at->name,
                      some ? (const char *)at->children->content : "");
    }
    for (const xmlNode *at = element ? node->children : NULL; at; at = at->next) {
        put_theirs(out, at, depth + 1);
    }
}

/* Elements of the top level; nobody asks for the comments there. */
static void put_our_tree(struct buf *out, struct span text) {
    struct html *html = NULL;
    if (html_parse(&html, text, NULL) == ERR_NONE) {
        for (const struct html_node *at = html_root(html); at; at = html_next_sibling(at)) {
            put_ours(out, at, 0);
        }
    }
    html_free(html);
}

static void put_their_tree(struct buf *out, struct span text) {
    struct buf mended;
    buf_init(&mended, 2 * PAGE_SIZE_MAX);
    text = html_references_mend(&mended, text);
    xmlDoc *doc =
        htmlReadMemory(text.at ? text.at : "", (int)text.len, NULL, "UTF-8",
                       HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_RECOVER | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
    for (const xmlNode *at = doc ? xmlDocGetRootElement(doc) : NULL; at; at = at->next) {
        if (at->type == XML_ELEMENT_NODE) {
            put_theirs(out, at, 0);
        }
    }
    xmlFreeDoc(doc);
    buf_fini(&mended);
}

static void compare(struct span text, const char *what) {
    struct buf ours;
    struct buf theirs;
    buf_init(&ours, 16 * PAGE_SIZE_MAX);
    buf_init(&theirs, 16 * PAGE_SIZE_MAX);
    put_our_tree(&ours, text);
    put_their_tree(&theirs, text);
    cr_expect_str_eq(buf_text(&ours), buf_text(&theirs), "%s: %.*s", what,
                     SPAN_FMT(span_part(text, 0, 300)));
    buf_fini(&ours);
    buf_fini(&theirs);
}

Test(html_tree, is_the_tree_of_libxml2_for_odd_pages) {
    static const char *const rows[] = {
        "words",
        "<p>a<p>b",
        "<!-- a --><p>b<!-- c -->d",
        "<!-- a --><html><p>b</html><p>c</html>",
        "<html><p>a</html><p>b<!-- c --></html><p>d",
        "<!DOCTYPE html><html><p>a</html><p>b</html><script>c</script>",
        "<html><p>a</html> <!-- b --> <script>c</script>",
        "<head><title>a</title></head><body>b</body><body class=c>d",
        "<table><tr><td>a<td>b<tr><th>c</table>d",
        "<ul><li>a<ul><li>b</ul><li>c</ul>",
        "<script>if (a < b) { '</p>' }</script><style>p > a {}</style>a",
        "<p a=1 A=2 b c='' checked disabled d='&lt;&amp;&quot;'>x",
        "<o:p>a</o:p><x:y z:w=1>b</x:y><:q>c",
        "a&lt;b&amp;c&nbsp;d&#8217;e&unknown;f&g &",
        "<p>a</i></b></p></p>b</div>c",
        "<b><i>a</b>b</i>c",
        "<select><option>a<option>b</select><input value=c><br/>d",
        "<p>a<![CDATA[b]]>c<?php d ?>e",
        "<frameset><frame src=a></frameset>",
        "<p>a < b <3 c <> d </> e",
        "<textarea><p>a</textarea><title>b</title>",
        "<a href=x<b>c</a>",
        "\n \t<p> a </p> \n ",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        compare(span_of(rows[i]), "odd page");
    }
}

/* Each page also cut short and with a piece taken out, at places that differ from page to page.
 */
static void compare_damaged(struct span page, const char *name) {
    compare(page, name);
    for (size_t i = 1; i < 8; i++) {
        size_t at = page.len * i / 8 + page.len % (7 * i);
        struct buf damaged;
        buf_init(&damaged, PAGE_SIZE_MAX);
        buf_put(&damaged, span_part(page, 0, at));
        compare(buf_span(&damaged), name);
        buf_put(&damaged, span_part(page, at + 40 * i, SIZE_MAX));
        compare(buf_span(&damaged), name);
        buf_fini(&damaged);
    }
}

Test(html_tree, is_the_tree_of_libxml2_for_every_saved_page) {
    const char *folder = place_of("fixtures/pages/nhsjobs");
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);
    cr_assert_gt(count, 2, "%s", folder);
    for (int i = 0; i < count; i++) {
        char path[512];
        struct buf page;
        buf_init(&page, PAGE_SIZE_MAX);
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (strstr(names[i]->d_name, ".html") && file_read(&page, path, NULL) == ERR_NONE) {
            compare_damaged(buf_span(&page), names[i]->d_name);
        }
        buf_fini(&page);
        free(names[i]);
    }
    free(names);
}
