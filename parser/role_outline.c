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
        struct role_block block = {kind, level, text, false};
        ARENA_PUSH(arena, blocks->at, blocks->count, block);
    }
}

/* Does the heading have the shape "What skills are required?" */
static bool find_shape(struct words_row *row, struct arena *arena, const char *plain) {
    struct span form = span_trim(span_of(plain));
    struct words words = words_open(&fields_role_headings, "shape");
    while (words_next(&words, row)) {
        size_t len = row->words.len;
        bool begins = span_equal(span_part(form, 0, len), row->words) && len < form.len &&
                      form.at[len] == ' ';
        const char *held = begins ? arena_copy(arena, row->more) : NULL;
        if (held && lexicon_says(plain, held)) {
            return true;
        }
    }
    return false;
}

/* A heading of a few words is told by one of them. */
static bool find_held(struct words_row *row, const char *plain) {
    enum { HELD_WORDS_MAX = 5 };
    struct lexicon_hit hit;
    size_t from = 0;
    size_t words = 0;
    for (const char *at = plain; *at; at++) {
        words += *at == ' ' && at[1] != '\0';
    }
    bool found = words <= HELD_WORDS_MAX &&
                 lexicon_find(&hit, &from, &fields_role_headings, "holds", span_of(plain));
    *row = found ? hit.row : *row;
    return found;
}

struct span role_outline_field(struct arena *arena, const char *heading, bool *weak) {
    struct span none = {NULL, 0};
    struct words_row row = {.more = none};
    /* A sentence is no heading. */
    if (!heading || strlen(heading) > HEADING_MAX || span_ends(span_of(heading), ".")) {
        return none;
    }
    const char *plain = lexicon_plain(arena, span_of(heading));
    struct span form = span_trim(span_of(plain));
    bool whole = form.len > 0 && words_find(&row, &fields_role_headings, "heading", form);
    bool shaped = !whole && find_shape(&row, arena, plain);
    bool held = !whole && !shaped && find_held(&row, plain);
    if (weak) {
        *weak = held || (whole && span_is(row.more, "weak"));
    }
    return whole || shaped || held ? row.value : none;
}

/* Does a line of that kind of words begin here, or is it nothing else? */
static bool begins_with(struct arena *arena, const char *kind, const char *text) {
    enum { FRONT_MAX = 40 };
    struct words_row row;
    const char *plain = lexicon_plain(arena, span_part(span_of(text), 0, FRONT_MAX));
    return words_begin(&row, &fields_role_headings, kind,
                       span_part(span_of(plain), 1, SIZE_MAX));
}

/* ---- breadcrumbs ---- */

/* The signs between the steps of a breadcrumb. */
static const char *const separators[] = {"\xE2\x80\xBA", "\xC2\xBB", "\xE2\x86\x92", ">",
                                         " / ",          " | "};

/* Where the first separator of a text begins, and how long it is; SIZE_MAX: there is none. */
static size_t find_separator(struct span text, size_t kinds, size_t *len) {
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < kinds; i++) {
        size_t at = span_find(text, span_of(separators[i]), 0);
        *len = at < first ? strlen(separators[i]) : *len;
        first = at < first ? at : first;
    }
    return first;
}

/* Only these stand in plain text between nothing but steps. */
enum { SURE_SEPARATORS = 4, SEPARATORS = sizeof separators / sizeof separators[0] };

static void push_step(struct arena *arena, struct role_blocks *blocks, struct span step) {
    const char *text = utf8_fold_copy(arena, span_trim(step));
    size_t colon = text ? span_find(span_of(text), SPAN(":"), 0) : SIZE_MAX;
    if (colon != SIZE_MAX && begins_with(arena, "here", text)) {
        text = utf8_fold_copy(arena, span_part(span_of(text), colon + 1, SIZE_MAX));
    }
    push(arena, blocks, ROLE_CRUMB, 0, text);
}

static void push_crumbs(struct arena *arena, struct role_blocks *blocks, struct span line) {
    for (;;) {
        size_t len = 0;
        size_t at = find_separator(line, SEPARATORS, &len);
        push_step(arena, blocks, span_part(line, 0, at));
        if (at == SIZE_MAX) {
            return;
        }
        line = span_part(line, at + len, SIZE_MAX);
    }
}

/* A line of steps: "A > B > C", neither a sentence nor long. */
static bool is_crumbs(struct span text) {
    enum { CRUMBS_MAX = 300 };
    size_t len = 0;
    size_t at = text.len <= CRUMBS_MAX ? find_separator(text, SURE_SEPARATORS, &len) : SIZE_MAX;
    return at != SIZE_MAX && at > 0 && at + len < text.len && !span_ends(text, ".");
}

/* ---- plain text ---- */

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

/* Lines being read. */
struct reading_lines {
    struct arena *arena;
    struct role_blocks *blocks;
    struct levels levels;
    bool gap; /* a blank line stands before this one */
};

/* Does the line go on with the item before it, broken over two lines? */
static bool continues_item(const struct reading_lines *lines, struct span line) {
    const struct role_blocks *blocks = lines->blocks;
    char first = bullet_trim(line).at[0];
    bool lower = first >= 'a' && first <= 'z';
    return blocks->count > 0 && blocks->at[blocks->count - 1].kind == ROLE_ITEM &&
           !lines->gap && lines->levels.count > 0 &&
           (lower || bullet_indent(line) > lines->levels.indents[lines->levels.count - 1]);
}

static bool is_furniture(struct arena *arena, struct span line) {
    struct span plain = span_trim(span_of(lexicon_plain(arena, span_part(line, 0, 80))));
    return words_find(NULL, &fields_plain_text_labels, "furniture", plain);
}

/* A line that is no item. */
static void push_bare(struct reading_lines *lines, const char *text) {
    struct arena *arena = lines->arena;
    struct role_blocks *blocks = lines->blocks;
    bool heading = role_outline_field(arena, text, NULL).len > 0;
    const struct role_block *last =
        blocks->count > 0 ? &blocks->at[blocks->count - 1] : &(struct role_block){.level = 0};
    bool titled = has_kind(blocks, ROLE_TITLE);
    if (!titled && heading && last->kind == ROLE_CRUMB) {
        push(arena, blocks, ROLE_TITLE, 0, last->text);
        titled = true;
    }
    if (blocks->count == 0 && is_crumbs(span_of(text))) {
        push_crumbs(arena, blocks, span_of(text));
    } else if (!titled) {
        push(arena, blocks, ROLE_TITLE, 0, text);
    } else if (begins_with(arena, "ends", text)) {
        push(arena, blocks, ROLE_HEADING, 0, text);
    } else {
        bool goes_on = !lines->gap && last->kind == ROLE_PARAGRAPH;
        push(arena, blocks, heading ? ROLE_HEADING : ROLE_PARAGRAPH, 0, text);
        blocks->at[blocks->count - 1].goes_on = goes_on && !heading;
    }
}

static void push_line(struct reading_lines *lines, struct span line) {
    struct span text = bullet_trim(line);
    struct bullet bullet = bullet_find(text, lines->levels.count > 0);
    struct span item = bullet_trim(span_part(text, bullet.len, SIZE_MAX));
    struct arena *arena = lines->arena;
    if (bullet.len > 0 && item.len > 0) {
        bool nested = bullet.nested && lines->levels.count > 0;
        size_t indent = bullet_indent(line) + (nested ? 1 : 0);
        push(arena, lines->blocks, ROLE_ITEM, level_of(&lines->levels, indent),
             utf8_fold_copy(arena, item));
    } else if (continues_item(lines, line)) {
        struct role_block *last = &lines->blocks->at[lines->blocks->count - 1];
        const char *folded = utf8_fold_copy(arena, text);
        const char *joined = arena_printf(arena, "%s %s", last->text, folded ? folded : "");
        last->text = joined ? joined : last->text;
    } else {
        const char *folded = utf8_fold_copy(arena, text);
        lines->levels.count = 0;
        push_bare(lines, folded ? folded : "");
    }
}

/* The text from its breadcrumb on, where one stands near the top: what is above it is the
 * site's. */
static struct span from_crumbs(struct arena *arena, struct span text) {
    enum { LINES_MAX = 15 };
    struct span rest = text;
    struct span before = text;
    struct span line;
    for (int i = 0; i < LINES_MAX && span_next_line(&rest, &line); i++) {
        if (is_crumbs(bullet_trim(line))) {
            return before;
        }
        if (bullet_trim(line).len > 0 && !is_furniture(arena, bullet_trim(line))) {
            break;
        }
        before = rest;
    }
    return text;
}

struct role_blocks role_outline_of_text(struct arena *arena, struct span text) {
    struct role_blocks blocks = {NULL, 0};
    struct reading_lines lines = {.arena = arena, .blocks = &blocks, .gap = true};
    struct span line;
    text = from_crumbs(arena, text);
    while (span_next_line(&text, &line) && !arena->failed) {
        struct span bare = bullet_trim(line);
        bool above = blocks.count == 0 && is_furniture(arena, bare);
        if (bare.len > 0 && !above) {
            push_line(&lines, line);
        }
        lines.gap = bare.len == 0;
    }
    return blocks;
}

/* ---- pages ---- */

static bool is_list(const struct html_node *node) {
    return html_is(node, "ul") || html_is(node, "ol");
}

static bool is_link(const struct html_node *node) { return html_is(node, "a"); }

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
    static const char *const attributes[] = {"class", "aria-label", "id"};
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
        if (mentions(html_attribute(node, attributes[i]), "crumb")) {
            return !html_is(node, "body") && !html_is(node, "html");
        }
    }
    return mentions(html_attribute(node, "aria-label"), "you are here");
}

/* The text of an element without what `leaves_out` says inside it. */
static const char *own_text(struct arena *arena, const struct html_node *item,
                            bool (*leaves_out)(const struct html_node *node)) {
    struct buf text;
    buf_init(&text, (size_t)256 * 1024);
    const struct html_node *node = html_first_child(item);
    while (node) {
        if (html_name(node) && leaves_out(node)) {
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

static bool leaves_out_nothing(const struct html_node *node) {
    (void)node;
    return false;
}

static bool leaves_out_code(const struct html_node *node) {
    return html_is(node, "script") || html_is(node, "style");
}

static const struct html_node *find_breadcrumb(const struct html *html) {
    const struct html_node *node = html_root(html);
    while (node && !(html_name(node) && is_breadcrumb(node))) {
        node = html_next(node, NULL);
    }
    return node;
}

/* A step that is an element of its own: a list item, else a link or what is left unlinked. */
static bool is_step(const struct html_node *node, bool listed) {
    return listed ? html_is(node, "li")
                  : html_is(node, "a") || (html_is(node, "span") && !html_find(node, "a"));
}

static void push_marked_crumbs(struct arena *arena, struct role_blocks *blocks,
                               const struct html_node *crumbs) {
    bool listed = html_find(crumbs, "li") != NULL;
    size_t len = 0;
    struct span text = span_of(own_text(arena, crumbs, leaves_out_code));
    if (!listed && find_separator(text, SEPARATORS, &len) != SIZE_MAX) {
        push_crumbs(arena, blocks, text);
        return;
    }
    const struct html_node *node = html_next(crumbs, crumbs);
    while (node) {
        bool step = is_step(node, listed);
        if (step) {
            /* A separator may stand inside the step. */
            push_crumbs(arena, blocks, span_of(html_text(arena, node)));
        }
        node = step ? html_next_after(node, crumbs) : html_next(node, crumbs);
    }
}

static bool is_outer(const struct html_node *node) { return html_is_block(node); }

/* Without marks a line of steps above the title is a breadcrumb. */
static void push_bare_crumbs(struct arena *arena, struct role_blocks *blocks,
                             const struct html_node *title) {
    const struct html_node *node = title;
    while (html_parent(node)) {
        node = html_parent(node);
    }
    for (; node && node != title; node = html_next(node, NULL)) {
        bool block = html_name(node) && html_is_block(node);
        struct span text = block ? span_of(own_text(arena, node, is_outer)) : SPAN("");
        if (is_crumbs(text)) {
            push_crumbs(arena, blocks, text);
            return;
        }
    }
}

static void push_breadcrumb(struct arena *arena, struct role_blocks *blocks,
                            const struct html *html, const struct html_node *title) {
    const struct html_node *crumbs = find_breadcrumb(html);
    if (crumbs) {
        push_marked_crumbs(arena, blocks, crumbs);
    } else {
        push_bare_crumbs(arena, blocks, title);
    }
}

static size_t list_depth(const struct html_node *item) {
    size_t depth = 0;
    for (const struct html_node *node = html_parent(item); node; node = html_parent(node)) {
        depth += is_list(node);
    }
    return depth > 0 ? depth - 1 : 0;
}

/* Does all text stand in links, two at least? Then it leads to other pages. */
static bool is_links(struct arena *arena, const struct html_node *node) {
    size_t links = 0;
    for (const struct html_node *at = html_next(node, node); at; at = html_next(at, node)) {
        links += html_is(at, "a");
    }
    const char *rest = links > 1 ? own_text(arena, node, is_link) : "text";
    return rest && span_trim(span_of(lexicon_plain(arena, span_of(rest)))).len == 0;
}

/* A link into this page: a table of contents. */
static bool leads_inside(const struct html_node *item) {
    const struct html_node *link = html_find(item, "a");
    const char *target = html_attribute(link, "href");
    return target && target[0] == '#';
}

static bool is_bold(struct arena *arena, const struct html_node *node, const char *text) {
    const struct html_node *bold = html_find(node, "strong");
    bold = bold ? bold : html_find(node, "b");
    const char *own = bold ? html_text(arena, bold) : NULL;
    return own && strcmp(own, text) == 0;
}

/* A heading of the page, or what looks like one: a term, a line in bold. */
static void push_heading(struct arena *arena, struct role_blocks *blocks,
                         const struct html_node *node, const char *text) {
    bool known = role_outline_field(arena, text, NULL).len > 0 || html_is(node, "h2") ||
                 html_is(node, "dt");
    push(arena, blocks, known ? ROLE_HEADING : ROLE_PARAGRAPH, 0, text);
}

/* The text that stands in a block itself. */
static void push_text(struct arena *arena, struct role_blocks *blocks,
                      const struct html_node *node) {
    const char *text = own_text(arena, node, is_outer);
    if (!text || !text[0] || is_links(arena, node)) {
        return;
    }
    bool heading =
        begins_with(arena, "ends", text) ||
        (role_outline_field(arena, text, NULL).len > 0 && is_bold(arena, node, text));
    push(arena, blocks, heading ? ROLE_HEADING : ROLE_PARAGRAPH, 0, text);
}

/* What a node of the content is. @return is its inside done with? */
static bool push_node(struct arena *arena, struct role_blocks *blocks,
                      const struct html_node *node) {
    static const char *const headings[] = {"h2", "h3",      "h4",      "h5", "h6",
                                           "dt", "summary", "caption", NULL};
    if (is_any(node, headings)) {
        push_heading(arena, blocks, node, own_text(arena, node, leaves_out_nothing));
        return true;
    }
    if (html_is(node, "li")) {
        if (!leads_inside(node)) {
            push(arena, blocks, ROLE_ITEM, list_depth(node), own_text(arena, node, is_list));
        }
        return false; /* the lists inside come next */
    }
    if (html_name(node) && html_is_block(node) && !is_list(node)) {
        push_text(arena, blocks, node);
    }
    return false;
}

static bool inside_item(const struct html_node *node) {
    for (node = html_parent(node); node; node = html_parent(node)) {
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
    push_breadcrumb(arena, &blocks, html, title);
    push(arena, &blocks, ROLE_TITLE, 0, html_text(arena, title));
    const struct html_node *node = html_next_after(title, NULL);
    while (node && !html_is(node, "footer") && !arena->failed) {
        bool block = html_name(node) && html_is_block(node);
        bool skip = is_any(node, skipped) || (html_name(node) && is_breadcrumb(node)) ||
                    (block && !html_is(node, "li") && !is_list(node) && inside_item(node));
        bool done = skip || push_node(arena, &blocks, node);
        node = done ? html_next_after(node, NULL) : html_next(node, NULL);
    }
    return blocks;
}
