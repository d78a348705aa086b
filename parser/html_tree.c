/* parser/html_tree.c - the tree that a page becomes
 * SPDX-License-Identifier: MIT
 *
 * Where nothing is open, things go where libxml2 puts them in trees of its own: text and
 * comments are of no use there, and an element behind the root stands beside it where something
 * stands before the root, else at its end.
 */
#include "parser/html_tree.h"

#include <stdlib.h>
#include <string.h>

#include "parser/html.h"

/* What a page of 4 MiB may become, and more than what any has become. */
#define TREE_CAP ((size_t)256 * 1024 * 1024)

bool html_tree_begin(struct html_tree *tree, size_t len, size_t tags) {
    memset(tree, 0, sizeof *tree);
    tree->html = calloc(1, sizeof *tree->html);
    if (!tree->html) {
        return false;
    }
    struct arena *arena = &tree->html->arena;
    arena_init(arena, TREE_CAP);
    tree->node_room = 2 * tags + 16; /* a text behind each tag, and elements that are implied */
    tree->text_room = len + 1;
    tree->html->nodes = arena_alloc(arena, tree->node_room, sizeof *tree->html->nodes);
    tree->text = arena_alloc(arena, tree->text_room, 1);
    return true;
}

/* ---- texts ---- */

/* Room for `more` bytes, the last `keep` of those put already before them. */
static bool reserve_text(struct html_tree *tree, size_t keep, size_t more) {
    if (more <= tree->text_room) {
        return tree->text != NULL;
    }
    size_t room = 2 * (keep + more);
    char *text = arena_alloc(&tree->html->arena, room, 1);
    if (text && keep > 0) {
        memcpy(text, tree->text - keep, keep);
    }
    tree->text = text ? text + keep : NULL;
    tree->text_room = text ? room - keep : 0;
    return text != NULL;
}

static void put_text(struct html_tree *tree, struct span text) {
    if (text.len > 0) {
        memcpy(tree->text, text.at, text.len);
    }
    tree->text += text.len;
    tree->text_room -= text.len;
}

/* A copy with a NUL behind it; NULL where there is no memory. */
static const char *keep_text(struct html_tree *tree, struct span text) {
    if (!reserve_text(tree, 0, text.len + 1)) {
        return NULL;
    }
    const char *copy = tree->text;
    put_text(tree, text);
    put_text(tree, (struct span){"", 1});
    return copy;
}

/* ---- names ---- */

static const struct html_name *new_name(struct html_tree *tree, const char *text) {
    struct html_name *name = arena_alloc(&tree->html->arena, 1, sizeof *name);
    if (name) {
        name->text = arena_copy_text(&tree->html->arena, text);
        name->traits = html_element_traits(span_of(text));
    }
    return name && name->text ? name : NULL;
}

/* The parser keeps each name once, so that where it does so tells most of them apart. A name
 * whose slot another one took is made anew: nobody asks whether two are the same one. */
static const struct html_name *name_of(struct html_tree *tree, const char *text) {
    size_t at = ((uintptr_t)text >> 3 ^ (uintptr_t)text >> 10) & (HTML_TREE_NAMES - 1);
    if (tree->names[at].key != text || strcmp(tree->names[at].name->text, text) != 0) {
        const struct html_name *name = new_name(tree, text);
        if (!name) {
            return NULL;
        }
        tree->names[at].key = text;
        tree->names[at].name = name;
    }
    return tree->names[at].name;
}

/* ---- nodes ---- */

/* Room for one node more and the one behind the last. */
static bool reserve_node(struct html_tree *tree) {
    struct html *html = tree->html;
    if (html->nodes && html->count + 1 >= tree->node_room) {
        size_t room = 2 * tree->node_room;
        struct html_node *nodes = arena_alloc(&html->arena, room, sizeof *nodes);
        if (nodes) {
            memcpy(nodes, html->nodes, html->count * sizeof *nodes);
        }
        html->nodes = nodes;
        tree->node_room = room;
    }
    return html->nodes && !html->arena.failed;
}

/* Puts a node below the open element; NULL where there is no room. */
static struct html_node *add_node(struct html_tree *tree) {
    struct html *html = tree->html;
    tree->growing = HTML_TEXT_NONE;
    if (!reserve_node(tree)) {
        return NULL;
    }
    struct html_node *node = &html->nodes[html->count];
    size_t parent = tree->depth > 0 ? tree->open[tree->depth - 1]
                    : tree->headed  ? html->count
                                    : 0;
    *node = (struct html_node){.size = 1, .up = (uint32_t)(html->count - parent)};
    html->count++;
    return node;
}

static struct html_node *last_node(struct html_tree *tree) {
    return &tree->html->nodes[tree->html->count - 1];
}

bool html_tree_open(struct html_tree *tree, const char *name, size_t attributes) {
    struct html *html = tree->html;
    if (tree->depth == HTML_TREE_OPEN_MAX) {
        tree->too_deep = true;
        return false;
    }
    const struct html_name *own = name_of(tree, name);
    struct html_attribute *room =
        attributes > 0 ? arena_alloc(&html->arena, attributes, sizeof *room) : NULL;
    struct html_node *node = own ? add_node(tree) : NULL;
    if (!node || (attributes > 0 && !room)) {
        return false;
    }
    node->name = own;
    node->as.attributes.at = room;
    tree->open[tree->depth++] = (uint32_t)(html->count - 1);
    return true;
}

void html_tree_attribute(struct html_tree *tree, const char *name, struct span value) {
    struct html_node *node = last_node(tree);
    const struct html_name *own = name_of(tree, name);
    const char *copy = keep_text(tree, value);
    if (own && copy) {
        /* the room that html_tree_open took */
        struct html_attribute *at = (void *)(uintptr_t)node->as.attributes.at;
        at[node->as.attributes.count++] = (struct html_attribute){own->text, copy};
    }
}

void html_tree_close(struct html_tree *tree) {
    if (tree->depth > 0) {
        size_t at = tree->open[--tree->depth];
        tree->html->nodes[at].size = (uint32_t)(tree->html->count - at);
        tree->growing = HTML_TEXT_NONE;
    }
}

void html_tree_text(struct html_tree *tree, struct span text, enum html_text_kind kind) {
    if (tree->depth == 0) {
        return;
    }
    bool goes_on = tree->growing == kind;
    struct html_node *node = goes_on ? last_node(tree) : add_node(tree);
    if (!node || !reserve_text(tree, node->as.chars.len, text.len)) {
        return;
    }
    node->as.chars.at = tree->text - node->as.chars.len;
    node->as.chars.len += text.len;
    put_text(tree, text);
    tree->growing = kind;
}

void html_tree_comment(struct html_tree *tree) {
    if (tree->depth > 0) {
        (void)add_node(tree);
    } else {
        tree->headed = tree->headed || tree->html->count == 0;
    }
}

void html_tree_doctype(struct html_tree *tree) { tree->headed = true; }

/* ---- ids ---- */

size_t html_tree_slot(const struct html *html, const char *id) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *id; id++) {
        hash = (hash ^ (unsigned char)*id) * 16777619u;
    }
    return (hash ^ hash >> 15) & html->slot_mask;
}

static void list_ids(struct html *html) {
    for (size_t i = 0; i < html->count; i++) {
        const char *text = html_attribute(&html->nodes[i], "id");
        if (text) {
            struct html_id id = {text, &html->nodes[i]};
            ARENA_PUSH(&html->arena, html->ids, html->id_count, id);
        }
    }
}

static void index_ids(struct html *html) {
    size_t room = 16;
    while (room < 2 * html->id_count) {
        room *= 2;
    }
    html->slots = arena_alloc(&html->arena, room, sizeof(const struct html_id *));
    html->slot_mask = room - 1;
    for (size_t i = 0; html->slots && i < html->id_count; i++) {
        size_t at = html_tree_slot(html, html->ids[i].text);
        while (html->slots[at]) {
            at = (at + 1) & html->slot_mask;
        }
        html->slots[at] = &html->ids[i];
    }
}

/* ---- the end ---- */

/* An element that was opened where nothing was open may have made the root's subtree longer. */
static void close_root(struct html *html) {
    if (html->count > 0 && html->nodes[0].size > 0) {
        size_t end = html->nodes[0].size;
        while (end < html->count && html->nodes[end].up == end) {
            end += html->nodes[end].size;
        }
        html->nodes[0].size = (uint32_t)end;
    }
}

enum err html_tree_end(struct html **out, struct html_tree *tree) {
    struct html *html = tree->html;
    while (tree->depth > 0) {
        html_tree_close(tree);
    }
    if (!tree->too_deep && !html->arena.failed) {
        close_root(html);
        html->nodes[html->count] = (struct html_node){.size = 0};
        list_ids(html);
        index_ids(html);
    }
    enum err err = tree->too_deep ? ERR_LIMIT : html->arena.failed;
    if (!err) {
        *out = html;
        return ERR_NONE;
    }
    arena_fini(&html->arena);
    free(html);
    return err;
}
