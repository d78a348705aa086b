/* parser/role_outline.c - a role profile as a run of headings, paragraphs and list items
 * SPDX-License-Identifier: MIT
 */
#include "parser/role_outline.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/lexicon.h"

/* The longest heading: a question of a dozen words. */
enum { HEADING_MAX = 90, LEVELS_MAX = 8 };

static void push(struct arena *arena, struct role_blocks *blocks, enum role_block_kind kind,
                 size_t level, const char *text) {
    if (text && *text) {
        struct role_block block = {kind, level, text};
        ARENA_PUSH(arena, blocks->at, blocks->count, block);
    }
}

struct span role_outline_field(struct arena *arena, const char *heading) {
    struct span none = {NULL, 0};
    struct words_row row;
    if (!heading || strlen(heading) > HEADING_MAX) {
        return none;
    }
    const char *plain = lexicon_plain(arena, span_of(heading));
    struct span form = span_trim(span_of(plain));
    if (form.len > 0 && words_find(&row, &fields_role_headings, "heading", form)) {
        return row.value;
    }
    struct words words = words_open(&fields_role_headings, "shape");
    while (words_next(&words, &row)) {
        size_t len = row.words.len;
        bool begins = span_equal(span_part(form, 0, len), row.words) && len < form.len &&
                      form.at[len] == ' ';
        const char *held = begins ? arena_copy(arena, row.more) : NULL;
        if (held && lexicon_says(plain, held)) {
            return row.value;
        }
    }
    return none;
}

/* ---- plain text ---- */

static void push_crumbs(struct arena *arena, struct role_blocks *blocks, struct span line) {
    for (;;) {
        size_t at = span_find(line, SPAN(" > "), 0);
        push(arena, blocks, ROLE_CRUMB, 0, utf8_fold_copy(arena, span_part(line, 0, at)));
        if (at == SIZE_MAX) {
            return;
        }
        line = span_part(line, at + 3, SIZE_MAX);
    }
}

/* The open levels of a list. */
struct levels {
    size_t indents[LEVELS_MAX];
    size_t count;
};

static size_t level_of(struct levels *levels, size_t indent) {
    while (levels->count > 0 && levels->indents[levels->count - 1] > indent) {
        levels->count--;
    }
    bool deeper = levels->count == 0 || levels->indents[levels->count - 1] < indent;
    if (deeper && levels->count < LEVELS_MAX) {
        levels->indents[levels->count++] = indent;
    }
    return levels->count - 1;
}

static bool has_kind(const struct role_blocks *blocks, enum role_block_kind kind) {
    for (size_t i = 0; i < blocks->count; i++) {
        if (blocks->at[i].kind == kind) {
            return true;
        }
    }
    return false;
}

static void push_line(struct arena *arena, struct role_blocks *blocks, struct levels *levels,
                      struct span line) {
    struct span text = bullet_trim(line);
    struct bullet bullet = bullet_find(text, levels->count > 0);
    struct span item = bullet_trim(span_part(text, bullet.len, SIZE_MAX));
    if (bullet.len > 0 && item.len > 0) {
        size_t indent = bullet_indent(line) + (bullet.nested && levels->count > 0 ? 1 : 0);
        push(arena, blocks, ROLE_ITEM, level_of(levels, indent), utf8_fold_copy(arena, item));
        return;
    }
    const char *folded = utf8_fold_copy(arena, text);
    levels->count = 0;
    if (blocks->count == 0 && span_find(text, SPAN(" > "), 0) != SIZE_MAX) {
        push_crumbs(arena, blocks, text);
    } else if (!has_kind(blocks, ROLE_TITLE)) {
        push(arena, blocks, ROLE_TITLE, 0, folded);
    } else {
        bool heading = role_outline_field(arena, folded).len > 0;
        push(arena, blocks, heading ? ROLE_HEADING : ROLE_PARAGRAPH, 0, folded);
    }
}

struct role_blocks role_outline_of_text(struct arena *arena, struct span text) {
    struct role_blocks blocks = {NULL, 0};
    struct levels levels = {.count = 0};
    struct span line;
    while (span_next_line(&text, &line) && !arena->failed) {
        if (bullet_trim(line).len > 0) {
            push_line(arena, &blocks, &levels, line);
        }
    }
    return blocks;
}

/* ---- pages ---- */

static bool is_list(const struct html_node *node) {
    return html_is(node, "ul") || html_is(node, "ol");
}

static bool is_any(const struct html_node *node, const char *const *names) {
    for (size_t i = 0; names[i]; i++) {
        if (html_is(node, names[i])) {
            return true;
        }
    }
    return false;
}

static bool mentions(const char *value, const char *word) {
    return value && span_find_nocase(span_of(value), span_of(word), 0) != SIZE_MAX;
}

static bool is_breadcrumb(const struct html_node *node) {
    return mentions(html_attribute(node, "class"), "breadcrumb") ||
           mentions(html_attribute(node, "aria-label"), "breadcrumb") ||
           mentions(html_attribute(node, "id"), "breadcrumb");
}

static const struct html_node *find_breadcrumb(const struct html *html) {
    const struct html_node *node = html_root(html);
    while (node && !(html_name(node) && is_breadcrumb(node))) {
        node = html_next(node, NULL);
    }
    return node;
}

/* Steps are list items, or else links. */
static void push_breadcrumb(struct arena *arena, struct role_blocks *blocks,
                            const struct html *html) {
    const struct html_node *crumbs = find_breadcrumb(html);
    const char *step = html_find(crumbs, "li") ? "li" : "a";
    for (const struct html_node *node = html_next(crumbs, crumbs); node;
         node = html_next(node, crumbs)) {
        if (html_is(node, step)) {
            push(arena, blocks, ROLE_CRUMB, 0, html_text(arena, node));
        }
    }
}

/* The text of a list item without the lists inside it. */
static const char *own_text(struct arena *arena, const struct html_node *item) {
    struct buf text;
    buf_init(&text, (size_t)256 * 1024);
    const struct html_node *node = html_first_child(item);
    while (node) {
        if (is_list(node)) {
            node = html_next_after(node, item);
            continue;
        }
        struct span chars = html_chars(node);
        buf_put(&text, chars);
        bool parts = html_is(node, "p") || html_is(node, "br") || html_is(node, "div");
        buf_put_text(&text, parts ? " " : "");
        node = html_next(node, item);
    }
    const char *folded = utf8_fold_copy(arena, buf_span(&text));
    buf_fini(&text);
    return folded;
}

static size_t list_depth(const struct html_node *item) {
    size_t depth = 0;
    for (const struct html_node *node = html_parent(item); node; node = html_parent(node)) {
        depth += is_list(node);
    }
    return depth > 0 ? depth - 1 : 0;
}

static bool has_paragraph(const struct html_node *node) {
    return html_find(node, "p") || html_find(node, "ul") || html_find(node, "ol");
}

/* What a node of the content is; its inside is done with where true comes back. */
static bool push_node(struct arena *arena, struct role_blocks *blocks,
                      const struct html_node *node) {
    static const char *const headings[] = {"h2", "h3", "h4", NULL};
    if (is_any(node, headings)) {
        const char *text = html_text(arena, node);
        bool known = role_outline_field(arena, text).len > 0 || html_is(node, "h2");
        push(arena, blocks, known ? ROLE_HEADING : ROLE_PARAGRAPH, 0, text);
        return true;
    }
    if (html_is(node, "li")) {
        push(arena, blocks, ROLE_ITEM, list_depth(node), own_text(arena, node));
        return false; /* the lists inside come next */
    }
    if (html_is(node, "p") || (html_is(node, "div") && !has_paragraph(node) &&
                               !html_find(node, "h2") && !html_find(node, "div"))) {
        push(arena, blocks, ROLE_PARAGRAPH, 0, html_text(arena, node));
        return true;
    }
    return false;
}

static bool inside_item(const struct html_node *node, const struct html_node *top) {
    for (node = html_parent(node); node && node != top; node = html_parent(node)) {
        if (html_is(node, "li")) {
            return true;
        }
    }
    return false;
}

struct role_blocks role_outline_of_html(struct arena *arena, const struct html *html) {
    static const char *const skipped[] = {"nav",  "aside", "script", "style",
                                          "form", "head",  "button", NULL};
    struct role_blocks blocks = {NULL, 0};
    const struct html_node *title = html_find(html_root(html), "h1");
    if (!title) {
        return blocks;
    }
    push_breadcrumb(arena, &blocks, html);
    push(arena, &blocks, ROLE_TITLE, 0, html_text(arena, title));
    const struct html_node *node = html_next_after(title, NULL);
    while (node && !html_is(node, "footer") && !arena->failed) {
        bool skip = is_any(node, skipped) || (html_name(node) && is_breadcrumb(node));
        bool in_item = html_is(node, "p") && inside_item(node, NULL);
        bool done = skip || in_item || push_node(arena, &blocks, node);
        node = done ? html_next_after(node, NULL) : html_next(node, NULL);
    }
    return blocks;
}
