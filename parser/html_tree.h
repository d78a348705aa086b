/* parser/html_tree.h - the tree that a page becomes, and how it is built
 * SPDX-License-Identifier: MIT
 *
 * For the files of html.h only. The nodes of a page lie side by side in document order, so that
 * the next node is the next in memory, a subtree is a stretch of them, and one stands before
 * another where its address does. All that they point to is in one arena.
 */
#ifndef PARSER_HTML_TREE_H
#define PARSER_HTML_TREE_H

#include "base/arena.h"
#include "parser/html_element.h"

/** The name of an element or an attribute. */
struct html_name {
    const char *text;
    unsigned traits; /* set of enum html_trait */
};

struct html_attribute {
    const char *name;
    const char *value;
};

struct html_node {
    uint32_t size; /* nodes in its subtree, itself included; 0: behind the last */
    uint32_t up;   /* how far before it its parent stands; 0: it has none */
    const struct html_name *name; /* NULL: text, or a comment, which is an empty one */
    union {
        struct span chars;
        struct {
            const struct html_attribute *at;
            size_t count;
        } attributes;
    } as;
};

/** An element that has an id. */
struct html_id {
    const char *text;
    const struct html_node *node;
};

struct html {
    struct arena arena;
    struct html_node *nodes; /* the root first; one more stands behind the last */
    size_t count;
    struct html_id *ids; /* in document order */
    size_t id_count;
    const struct html_id **slots; /* the same by hash; equal ones in document order */
    size_t slot_mask;             /* how many there are, less one */
};

/** The slot from which on those of that id are found, up to one that is empty. */
size_t html_tree_slot(const struct html *html, const char *id);

/* ---- building ---- */

enum {
    HTML_TREE_OPEN_MAX = 257, /* open elements; libxml2's own trees have no more */
    HTML_TREE_NAMES = 128     /* names remembered at once; a power of two */
};

enum html_text_kind { HTML_TEXT_NONE = 0, HTML_TEXT_CHARS, HTML_TEXT_CDATA };

/** A tree being built. */
struct html_tree {
    struct html *html;
    uint32_t open[HTML_TREE_OPEN_MAX]; /* places of the elements that are open */
    size_t depth;
    size_t node_room;
    char *text; /* where the next text or value goes */
    size_t text_room;
    enum html_text_kind growing; /* what the last node is, where it may go on */
    bool headed;                 /* a DOCTYPE or a comment stands before the root */
    bool too_deep;               /* more than HTML_TREE_OPEN_MAX elements were open */
    struct {
        const void *key; /* where the parser keeps the name */
        const struct html_name *name;
    } names[HTML_TREE_NAMES];
};

/** Begin. `len` bytes with `tags` tags are expected: other numbers only cost time.
 * @return false where memory ran out; then there is nothing to free */
bool html_tree_begin(struct html_tree *tree, size_t len, size_t tags);

/** An element begins, with room for `attributes`. @return false where it could not be taken in
 */
bool html_tree_open(struct html_tree *tree, const char *name, size_t attributes);

/** The next attribute of the element that began last. */
void html_tree_attribute(struct html_tree *tree, const char *name, struct span value);

/** The element that began last among the open ones ends. */
void html_tree_close(struct html_tree *tree);

/** Text goes on with the text right before it, where that is of the same kind. */
void html_tree_text(struct html_tree *tree, struct span text, enum html_text_kind kind);

void html_tree_comment(struct html_tree *tree);

/** A DOCTYPE stands here. */
void html_tree_doctype(struct html_tree *tree);

/** Give the finished tree away: `*out` belongs to the caller. On failure all is freed.
 * @return ERR_LIMIT or ERR_MEMORY */
enum err html_tree_end(struct html **out, struct html_tree *tree);

#endif
