/* tests/fuzz/html.c - any bytes as a tree: every node met once and in order, no text lost
 * SPDX-License-Identifier: MIT
 */
#include "parser/html.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/html_element.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

/* Parents, children and siblings agree about a node. @return how many children it has */
static size_t expect_kin(const struct html_node *node) {
    size_t count = 0;
    const struct html_node *last = node;
    const struct html_node *at = html_first_child(node);
    for (; at; at = html_next_sibling(at)) {
        EXPECT(html_parent(at) == node);
        EXPECT(html_is_before(last, at) && !html_is_before(at, last));
        last = at;
        count++;
    }
    EXPECT(html_name(node) || count == 0);
    EXPECT(!html_name(node) || html_chars(node).len == 0);
    EXPECT(html_next_after(node, node) == NULL);
    return count;
}

/* Each node is somebody's child or stands beside the root. @return nodes */
static size_t expect_walk(const struct html *html) {
    size_t nodes = 0;
    size_t children = 0;
    size_t tops = 0;
    const struct html_node *last = NULL;
    for (const struct html_node *at = html_root(html); at; at = html_next(at, NULL)) {
        EXPECT(!last || html_is_before(last, at));
        children += expect_kin(at);
        tops += html_parent(at) == NULL;
        last = at;
        nodes++;
    }
    EXPECT(children + tops == nodes);
    return nodes;
}

/* The index of ids against a walk. */
static void expect_ids(const struct html *html) {
    size_t count = 0;
    for (const struct html_node *at = html_root(html); at; at = html_next(at, NULL)) {
        const char *id = html_attribute(at, "id");
        if (!id) {
            continue;
        }
        EXPECT(html_with_id(html, count) == at);
        const struct html_node *same = html_by_id(html, id);
        EXPECT(same && !html_is_before(at, same));
        while (same != at) {
            same = html_by_id_next(html, same);
            EXPECT(same && strcmp(html_attribute(same, "id"), id) == 0);
        }
        count++;
    }
    EXPECT(html_with_id(html, count) == NULL);
}

static bool is_code(const struct html_node *node) {
    const char *name = html_name(node);
    return name && (html_element_traits(span_of(name)) & HTML_CODE);
}

/* All characters in `node`, those in code left out, as they stand. */
static void put_chars(struct buf *out, const struct html_node *node) {
    for (const struct html_node *at = node; at;) {
        bool skip = at != node && is_code(at);
        buf_put(out, skip ? (struct span){NULL, 0} : html_chars(at));
        at = skip ? html_next_after(at, node) : html_next(at, node);
    }
}

/* Its text is all of its characters, and no other ones. */
static void expect_text(struct arena *arena, const struct html_node *node) {
    struct buf chars;
    buf_init(&chars, (size_t)64 * 1024 * 1024);
    put_chars(&chars, node);
    const char *text = html_text(arena, node);
    EXPECT(text && property_is_folded(text));
    EXPECT(property_holds_all(buf_span(&chars), span_of(text)));
    EXPECT(property_holds_all(span_of(text), buf_span(&chars)));
    const char *brief = html_short_text(arena, node, strlen(text));
    EXPECT(!brief || strcmp(brief, text) == 0);
    EXPECT(*text == '\0' || html_short_text(arena, node, strlen(text) - 1) == NULL);
    buf_fini(&chars);
}

static void expect_texts(struct arena *arena, const struct html *html) {
    enum { TEXTS_MAX = 20 };
    size_t count = 0;
    const struct html_node *at = html_root(html);
    for (; at && count < TEXTS_MAX; at = html_next(at, NULL)) {
        expect_text(arena, at);
        count++;
    }
}

static void expect_sound(struct arena *arena, const struct html *html) {
    (void)expect_walk(html);
    expect_ids(html);
    expect_texts(arena, html);
}

/* Text without markup stays as it is. */
static void try_plain(struct arena *arena, struct span text) {
    struct html *html = NULL;
    bool markup =
        span_find(text, SPAN("<"), 0) != SIZE_MAX || span_find(text, SPAN("&"), 0) != SIZE_MAX;
    const char *page = arena_printf(arena, "<p>%.*s</p>", SPAN_FMT(text));
    if (!markup && !html_parse(&html, span_of(page), NULL)) {
        const char *read = html_text(arena, html_root(html));
        EXPECT(read && property_holds_all(span_of(read), text));
        EXPECT(property_holds_all(text, span_of(read)));
    }
    html_free(html);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    struct buf text;
    struct html *html = NULL;
    struct html *xml = NULL;
    arena_init(&arena, (size_t)8 * ARENA_PAGE_CAP);
    buf_init(&text, 4 * size + 1);
    (void)utf8_mend(&text, (struct span){(const char *)data, size});
    if (!html_parse(&html, buf_span(&text), NULL)) {
        expect_sound(&arena, html);
    }
    if (!html_parse_xml(&xml, buf_span(&text), NULL)) {
        expect_sound(&arena, xml);
    }
    try_plain(&arena, span_of(property_text(&arena, data, size)));
    (void)html_is_whole(buf_span(&text));
    html_free(xml);
    html_free(html);
    buf_fini(&text);
    arena_fini(&arena);
    return 0;
}
