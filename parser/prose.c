/* parser/prose.c - the long texts: paragraphs, lists and headings as plain text
 * SPDX-License-Identifier: MIT
 */
#include "parser/prose.h"

#include "base/utf8.h"
#include "parser/bullet.h"
#include "schema/page.h"

/* What stands between the text so far and the text that comes next. */
enum gap { GAP_NONE = 0, GAP_LINE, GAP_PARAGRAPH };

struct prose {
    struct buf out;
    enum gap gap;
    bool space;          /* white space was met since the last character */
    bool broken;         /* the gap is one line break that somebody put there */
    size_t depth;        /* lists that are open */
    bool item;           /* a list item begins with the next character */
    bool cell;           /* a table cell begins with the next character */
    size_t cells;        /* table cells that are open */
    bool typed;          /* the line under way began with a typed bullet */
    bool typed_nested;   /* and stands a level down */
    size_t typed_indent; /* white space before the typed bullet that opened the list */
    uint32_t typed_sign; /* that bullet */
    size_t kept;         /* elements open in which line breaks count */
    const struct html_node *parent; /* whose children were asked last, */
    bool lines;                     /* and whether their blocks are lines */
};

/* Nested deeper, items are not indented further: no reader could follow. */
enum { INDENT_MAX = 6 };

static void want_gap(struct prose *prose, enum gap gap) {
    prose->broken = false;
    if (prose->out.len > 0 && gap > prose->gap) {
        prose->gap = gap;
    }
}

/* A block begins or ends. Inside list items and table cells blocks are lines. */
static void want_block(struct prose *prose, enum gap gap) {
    want_gap(prose, prose->depth > 0 || prose->cells > 0 ? GAP_LINE : gap);
}

/* <br>: two of them are a blank line, except in a list. */
static void put_break(struct prose *prose) {
    bool second = prose->broken && prose->gap == GAP_LINE && prose->depth == 0;
    bool pending = prose->gap != GAP_NONE;
    want_gap(prose, second ? GAP_PARAGRAPH : GAP_LINE);
    prose->broken = second || !pending || prose->gap == GAP_LINE;
}

/* A bullet with nothing behind it is none. */
static void drop_bare_bullet(struct prose *prose) {
    struct span out = buf_span(&prose->out);
    size_t len = span_ends(out, "- ") ? out.len - 2 : 0;
    while (len > 0 && out.at[len - 1] == ' ') {
        len--;
    }
    if (span_ends(out, "- ") && (len == 0 || out.at[len - 1] == '\n')) {
        while (len > 0 && out.at[len - 1] == '\n') {
            len--;
        }
        buf_cut(&prose->out, len);
    }
}

static void put_gap(struct prose *prose) {
    if (prose->gap != GAP_NONE) {
        drop_bare_bullet(prose);
    }
    if (prose->out.len == 0) {
        prose->gap = GAP_NONE;
    }
    if (prose->gap != GAP_NONE) {
        buf_put_text(&prose->out, prose->gap == GAP_LINE ? "\n" : "\n\n");
    } else if (prose->cell && prose->out.len > 0) {
        buf_put_text(&prose->out, " | ");
    } else if (prose->space && prose->out.len > 0 &&
               !span_ends(buf_span(&prose->out), "- ")) { /* as a bullet of ours does */
        buf_put_char(&prose->out, ' ');
    }
    prose->gap = GAP_NONE;
    prose->broken = prose->space = prose->cell = false;
}

static void put_bullet(struct prose *prose, size_t level) {
    for (size_t i = 0; i < level && i < INDENT_MAX; i++) {
        buf_put_text(&prose->out, "  ");
    }
    buf_put_text(&prose->out, "- ");
}

/* At the beginning of a line: puts the item's bullet, or one for the bullet that was typed.
 * @return the bytes of `rest` that the typed one takes */
static size_t begin_line(struct prose *prose, struct span rest, size_t indent) {
    bool was_typed = prose->typed;
    struct bullet bullet = bullet_find(rest, was_typed);
    size_t end = 0;
    uint32_t sign = utf8_next(rest, &end);
    /* Behind a colon another sign is a level down, until the first one comes again. */
    bool other = sign != prose->typed_sign &&
                 (prose->typed_nested || span_ends(buf_span(&prose->out), ":"));
    prose->typed = bullet.len > 0 && !prose->item && prose->depth == 0;
    prose->typed_nested = prose->typed && was_typed &&
                          (bullet.nested || other || indent > prose->typed_indent + 1);
    if (prose->typed && !prose->typed_nested) {
        prose->typed_indent = indent;
        prose->typed_sign = sign;
    }
    if (prose->typed && was_typed && prose->gap == GAP_PARAGRAPH) {
        prose->gap = GAP_LINE;
    }
    put_gap(prose);
    if (prose->item || prose->typed) {
        put_bullet(prose, prose->item ? prose->depth - 1 : prose->typed_nested);
    }
    /* In an item of a real list a typed bullet is one too many. */
    bool drop = prose->typed || (prose->item && bullet.len > 0 && !ascii_is_alpha(rest.at[0]));
    prose->item = false;
    return drop ? bullet.len : 0;
}

/* Does the next character go right behind the last one? */
static bool is_inside_line(const struct prose *prose) {
    return prose->out.len > 0 && prose->gap == GAP_NONE && !prose->space && !prose->cell &&
           !prose->item;
}

/* How many bytes from `at` on are visible ASCII. */
static size_t visible_len(struct span text, size_t at) {
    size_t end = at;
    while (end < text.len && text.at[end] > ' ' && text.at[end] < 0x7F) {
        end++;
    }
    return end - at;
}

/* Puts text; where `keep`, its line breaks count. */
static void put_text(struct prose *prose, struct span text, bool keep) {
    size_t indent = 0; /* white space since the line began */
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        if (is_inside_line(prose)) {
            size_t run = visible_len(text, at);
            buf_put(&prose->out, span_part(text, at, run));
            at += run;
            if (run > 0) {
                continue;
            }
        }
        uint32_t code = utf8_next(text, &at);
        if (keep && code == '\n') {
            put_break(prose);
            indent = 0;
        } else if (utf8_is_space(code)) {
            prose->space = true;
            indent++;
        } else if (!utf8_is_control(code)) {
            bool begins = prose->gap != GAP_NONE || prose->item || prose->out.len == 0;
            if (begins) {
                size_t taken =
                    begin_line(prose, span_part(text, from, SIZE_MAX), keep ? indent : 0);
                at = taken ? from + taken : at;
                if (taken) {
                    continue;
                }
            } else {
                put_gap(prose);
            }
            buf_put(&prose->out, span_part(text, from, at - from));
        }
    }
}

static bool keeps_lines(const struct html_node *node) {
    struct span style = span_of(html_attribute(node, "style"));
    size_t at = span_find_nocase(style, SPAN("white-space"), 0);
    return html_is(node, "pre") ||
           (at != SIZE_MAX && span_find_nocase(style, SPAN("pre"), at) != SIZE_MAX);
}

static bool is_heading(const struct html_node *node) {
    const char *name = html_name(node);
    return name && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
}

static bool is_list(const struct html_node *node) {
    return html_is(node, "ul") || html_is(node, "ol") || html_is(node, "menu");
}

/* A block that holds nothing but a no-break space or a <br> is a blank line that somebody made
 * with the space bar. */
static bool is_blank_line(const struct html_node *node) {
    if (!html_is(node, "div") || !html_first_child(node)) {
        return false;
    }
    for (const struct html_node *at = html_next(node, node); at; at = html_next(at, node)) {
        struct span chars = html_chars(at);
        if (bullet_trim(chars).len > 0 || html_is(at, "img")) {
            return false;
        }
    }
    return true;
}

/* Editors write a paragraph as a <div>. An author who parts paragraphs by blank ones means each
 * of the others as a line. */
static bool is_line(struct prose *prose, const struct html_node *node) {
    const struct html_node *parent = html_parent(node);
    if (parent != prose->parent) {
        prose->parent = parent;
        prose->lines = false;
        const struct html_node *at = html_first_child(parent);
        for (; at && !prose->lines; at = html_next_sibling(at)) {
            prose->lines = is_blank_line(at);
        }
    }
    return prose->lines;
}

/* The gap round a block. */
static enum gap gap_of(struct prose *prose, const struct html_node *node) {
    bool paragraph = is_heading(node) || html_is(node, "p") || is_list(node) ||
                     html_is(node, "table") || html_is(node, "blockquote") ||
                     html_is(node, "pre") || html_is(node, "hr") || html_is(node, "dl") ||
                     (html_is(node, "div") && !is_line(prose, node));
    return paragraph ? GAP_PARAGRAPH : html_is_block(node) ? GAP_LINE : GAP_NONE;
}

static void enter(struct prose *prose, const struct html_node *node) {
    if (html_is(node, "td") || html_is(node, "th")) {
        prose->cell = prose->cell || (prose->out.len > 0 && prose->gap == GAP_NONE);
        prose->cells++;
        return;
    }
    if (html_is(node, "br")) {
        put_break(prose);
    } else if (gap_of(prose, node) != GAP_NONE) {
        want_block(prose, gap_of(prose, node));
    }
    prose->depth += is_list(node);
    prose->kept += keeps_lines(node);
    if (html_is(node, "li")) {
        prose->depth += prose->depth == 0; /* an item without its list */
        prose->item = true;
    }
}

static void leave(struct prose *prose, const struct html_node *node) {
    if (html_is(node, "td") || html_is(node, "th")) {
        prose->cells -= prose->cells > 0;
        return;
    }
    prose->depth -= is_list(node) && prose->depth > 0;
    prose->kept -= keeps_lines(node) && prose->kept > 0;
    prose->item = prose->item && !html_is(node, "li");
    if (html_is(node, "li") && !is_list(html_parent(node)) && prose->depth > 0) {
        prose->depth--;
    }
    if (gap_of(prose, node) != GAP_NONE) {
        want_block(prose, gap_of(prose, node));
    }
}

/* Leaves what ends between `at`, all of it done, and the node that comes next. */
static void climb(struct prose *prose, const struct html_node *at,
                  const struct html_node *next) {
    const struct html_node *parent = html_parent(next);
    for (; at && at != parent; at = html_parent(at)) {
        if (html_name(at)) {
            leave(prose, at);
        }
    }
}

/* Does the text of `node` lie in lines of its own: blank lines, or bullets at their beginnings?
 * Then its author typed them; else they are the template's. */
static bool is_laid_out(const struct html_node *node) {
    size_t bullets = 0;
    for (const struct html_node *at = node; at; at = html_next(at, node)) {
        struct span rest = html_chars(at);
        struct span line;
        bool seen = false;
        bool blank = false;
        while (span_next_line(&rest, &line)) {
            struct span bare = bullet_trim(line);
            if (bare.len > 0 && blank && seen) {
                return true;
            }
            blank = bare.len == 0;
            seen = seen || bare.len > 0;
            bullets += bare.len > 0 && bullet_find(bare, false).len > 0;
        }
    }
    return bullets >= 2;
}

static bool is_inside(const struct html_node *node, const struct html_node *outer) {
    while (node && node != outer) {
        node = html_parent(node);
    }
    return node && outer;
}

static size_t kept_around(const struct html_node *node) {
    size_t kept = 0;
    for (node = html_parent(node); node; node = html_parent(node)) {
        kept += keeps_lines(node);
    }
    return kept;
}

static void walk(struct prose *prose, const struct html_node *first,
                 bool (*end)(const struct html_node *node, void *state), void *state,
                 const struct html_node *within, bool keep_lines) {
    bool laid_out = keep_lines || is_laid_out(first);
    const struct html_node *at = first;
    while (at) {
        if (at != first && html_name(at) && end && end(at, state)) {
            break;
        }
        bool skip = html_name(at) && html_is_silent(at);
        if (!skip && is_blank_line(at)) {
            want_block(prose, GAP_PARAGRAPH);
            skip = true;
        } else if (!skip && html_name(at)) {
            enter(prose, at);
        } else if (!skip) {
            bool keep = prose->kept > 0 || (laid_out && is_inside(at, first));
            put_text(prose, html_chars(at), keep);
        }
        const struct html_node *next =
            skip ? html_next_after(at, within) : html_next(at, within);
        if (!skip && next && html_parent(next) == at) {
            at = next;
            continue;
        }
        climb(prose, skip ? html_parent(at) == html_parent(next) ? NULL : html_parent(at) : at,
              next);
        at = next;
    }
}

char *prose_read(struct arena *arena, const struct html_node *first,
                 bool (*end)(const struct html_node *node, void *state), void *state,
                 const struct html_node *within, bool keep_lines) {
    struct prose prose = {.kept = kept_around(first)};
    buf_init(&prose.out, 2 * PAGE_SIZE_MAX);
    walk(&prose, first, end, state, within, keep_lines);
    drop_bare_bullet(&prose);
    if (prose.out.failed && !arena->failed) {
        arena->failed = prose.out.failed;
    }
    bool some = prose.out.len > 0 && !prose.out.failed;
    char *text = some ? arena_copy(arena, buf_span(&prose.out)) : NULL;
    buf_fini(&prose.out);
    return text;
}
