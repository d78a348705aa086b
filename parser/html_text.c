/* parser/html_text.c - the text of a subtree on one line
 * SPDX-License-Identifier: MIT
 */
#include "base/utf8.h"
#include "parser/html.h"
#include "parser/html_tree.h"

static bool is_code(const struct html_node *node) {
    return node->name && (node->name->traits & HTML_CODE);
}

/* Does a line of its own begin with this element? */
static bool begins_line(const struct html_node *node) {
    return html_is_block(node) || html_is(node, "br");
}

/* Does the way from `at` to the next node leave a block? */
static bool leaves_block(const struct html_node *at, const struct html_node *next) {
    const struct html_node *parent = html_parent(next);
    for (; at && at != parent; at = html_parent(at)) {
        if (html_is_block(at)) {
            return true;
        }
    }
    return false;
}

/* Puts the text of `node`. @return false where it has more than `most` bytes as it stands in
 * the page, a blank for each block that begins or ends, or more than `limit` in the line; then
 * some of it was put */
static bool put_text(struct utf8_line *line, const struct html_node *node, size_t most,
                     size_t limit) {
    size_t len = 0;
    for (const struct html_node *at = node, *next; at; at = next) {
        bool skip = at != node && is_code(at);
        struct span chars = skip ? (struct span){NULL, 0} : html_chars(at);
        bool begins = !skip && begins_line(at);
        next = skip ? html_next_after(at, node) : html_next(at, node);
        bool ends = next && leaves_block(at, next);
        len += chars.len + begins + ends;
        line->gap = line->gap || begins;
        if (len > most) {
            return false;
        }
        utf8_line_put(line, chars);
        if (line->len > limit) {
            return false;
        }
        line->gap = line->gap || ends;
    }
    return true;
}

/* No less than the bytes of all texts in it, blanks between them counted. */
static size_t text_room(const struct html_node *node) {
    size_t room = 0;
    for (uint32_t i = 0; node && i < node->size; i++) {
        room += html_chars(node + i).len + 1;
    }
    return room;
}

char *html_text(struct arena *arena, const struct html_node *node) {
    struct utf8_line line = {.to = arena_reserve(arena, text_room(node))};
    if (line.to) {
        (void)put_text(&line, node, SIZE_MAX, SIZE_MAX);
    }
    return arena_commit(arena, line.to, line.len);
}

char *html_short_text(struct arena *arena, const struct html_node *node, size_t limit) {
    /* Source text has white space that does not count, but not without measure. */
    enum { ROOM_FACTOR = 8 };
    struct utf8_line line = {.to = arena_reserve(arena, limit * ROOM_FACTOR)};
    bool some = line.to && put_text(&line, node, limit * ROOM_FACTOR, limit);
    /* What was put of a text that is too long is taken, too: it is not zero any more. */
    char *text = arena_commit(arena, line.to, line.len);
    return some ? text : NULL;
}
