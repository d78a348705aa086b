/* tests/unit/parser/prose.c - tests of parser/prose
 * SPDX-License-Identifier: MIT
 */
#include "parser/prose.h"

#include <criterion/criterion.h>
#include <stdio.h>

static void check(const char *markup, bool keep_lines, const char *wanted) {
    struct html *html = NULL;
    struct arena arena;
    char page[2048];
    arena_init(&arena, ARENA_PAGE_CAP);
    (void)snprintf(page, sizeof page, "<div id=x>%s</div><p>behind", markup);
    cr_assert_eq(html_parse(&html, span_of(page), NULL), ERR_NONE);
    const struct html_node *node = html_by_id(html, "x");
    const char *text = prose_read(&arena, node, NULL, NULL, node, keep_lines);
    cr_expect_str_eq(text ? text : "(none)", wanted, "%s", markup);
    html_free(html);
    arena_fini(&arena);
}

Test(prose, has_a_form_for_every_kind_of_block) {
    static const struct {
        const char *markup, *wanted;
    } rows[] = {
        {"", "(none)"},
        {"<p> </p><br><p>&nbsp;</p>", "(none)"},
        {"a\n  b", "a b"},
        {"<p>a</p><p>b</p>", "a\n\nb"},
        {"<p>a<p>b", "a\n\nb"},
        {"a<br>b<br/>c", "a\nb\nc"},
        {"a<br><br>b", "a\n\nb"},
        {"a<br>\n<br><br>b", "a\n\nb"},
        {"<h3>a</h3>b<h4>c</h4>", "a\n\nb\n\nc"},
        {"<p>a:</p><ul><li>b</li><li>c</li></ul><p>d", "a:\n\n- b\n- c\n\nd"},
        {"<ol><li>a<ul><li>b<ul><li>c</ul></ul><li>d</ol>", "- a\n  - b\n    - c\n- d"},
        {"<ul><li><p>a</p><p>b</p></li><li> <b>c</b> d</ul>", "- a\nb\n- c d"},
        {"<ul><li></li><li>a</li></ul>", "- a"},
        {"<ul><li>• a</li><li>- b</li></ul>", "- a\n- b"},
        {"<div>a</div><div>b</div><div><br></div><div>c</div>", "a\nb\n\nc"},
        {"<div>a</div><div>b</div>", "a\n\nb"},
        {"<div><div>a</div></div><div><div>b</div></div>", "a\n\nb"},
        {"<ul><li><div>a</div><div>b</div></li></ul>", "- a\nb"},
        {"<div>a</div><div>&nbsp;</div><div>b</div>", "a\n\nb"},
        {"<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a | b\nc | d"},
        {"a<script>x</script><style>y</style><button>z</button>b<!-- c -->", "ab"},
        {"<strong>A</strong>b <em>c</em>d", "Ab cd"},
        {"a&shy;b&#8203;c&nbsp;d", "abc d"},
        {"<p>· a</p><p>·&nbsp;&nbsp;b</p><p>c</p>", "- a\n- b\n\nc"},
        {"<pre>a\n  b</pre>", "a\nb"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check(rows[i].markup, false, rows[i].wanted);
    }
}

Test(prose, keeps_printed_lines) {
    check("a\nb\n\nc\n\n\nd", true, "a\nb\n\nc\n\nd");
    check("a\nb", false, "a b");
    check("a\n\nb\nc", false, "a\n\nb\nc");
    check("• a\n  o b\n  o c\n• d\ne", true, "- a\n  - b\n  - c\n- d\ne");
    check("• a:\n- b\n- c\n• d", true, "- a:\n  - b\n  - c\n- d");
    check("• a\n- b", true, "- a\n- b");
    check("  • a\n  • b", true, "- a\n- b");
    check("<span style='white-space:pre-line'>a\nb</span>", false, "a\nb");
}

static bool ends_at_h3(const struct html_node *node, void *state) {
    (void)state;
    return html_is(node, "h3");
}

Test(prose, reads_on_from_a_paragraph_to_the_end_that_is_asked_for) {
    struct html *html = NULL;
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct span page = SPAN("<body><p id=x><p>a</p><ul><li>b</ul></p></div><h3>c</h3><p>d");
    cr_assert_eq(html_parse(&html, page, NULL), ERR_NONE);
    const struct html_node *node = html_by_id(html, "x");
    cr_expect_str_eq(prose_read(&arena, node, ends_at_h3, NULL, NULL, false), "a\n\n- b");
    html_free(html);
    arena_fini(&arena);
}
