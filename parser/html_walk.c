/* parser/html_walk.c - finding one's way in a tree
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "parser/html.h"
#include "parser/html_tree.h"

void html_free(struct html *html) {
    if (html) {
        arena_fini(&html->arena);
        free(html);
    }
}

/* ---- from node to node ---- */

/* `node` where it is one, and lies within the subtree of `within`. */
static const struct html_node *if_within(const struct html_node *node,
                                         const struct html_node *within) {
    bool inside = within ? node < within + within->size : node->size > 0;
    return inside ? node : NULL;
}

const struct html_node *html_root(const struct html *html) {
    return html && html->count > 0 ? html->nodes : NULL;
}

const struct html_node *html_first_child(const struct html_node *node) {
    return node && node->size > 1 ? node + 1 : NULL;
}

const struct html_node *html_parent(const struct html_node *node) {
    return node && node->up > 0 ? node - node->up : NULL;
}

const struct html_node *html_next_sibling(const struct html_node *node) {
    return node ? if_within(node + node->size, html_parent(node)) : NULL;
}

const struct html_node *html_next_after(const struct html_node *node,
                                        const struct html_node *within) {
    return node ? if_within(node + node->size, within) : NULL;
}

const struct html_node *html_next(const struct html_node *node,
                                  const struct html_node *within) {
    return node ? if_within(node + 1, within) : NULL;
}

bool html_is_before(const struct html_node *node, const struct html_node *other) {
    return node && other && node < other;
}

const struct html_node *html_find(const struct html_node *within, const char *name) {
    for (const struct html_node *at = html_first_child(within); at;
         at = html_next(at, within)) {
        if (name ? html_is(at, name) : html_name(at) != NULL) {
            return at;
        }
    }
    return NULL;
}

/* ---- what a node is ---- */

/* ASCII case ignored; most names differ in their first letter. */
static bool is_same_name(const char *a, const char *b) {
    while (*a && ascii_lower(*a) == ascii_lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

const char *html_name(const struct html_node *node) {
    return node && node->name ? node->name->text : NULL;
}

bool html_is(const struct html_node *node, const char *name) {
    const char *own = html_name(node);
    return own && is_same_name(own, name);
}

struct span html_chars(const struct html_node *node) {
    return node && !node->name ? node->as.chars : (struct span){NULL, 0};
}

static bool has_trait(const struct html_node *node, enum html_trait trait) {
    return node && node->name && (node->name->traits & trait);
}

bool html_is_block(const struct html_node *node) { return has_trait(node, HTML_BLOCK); }

bool html_is_heading(const struct html_node *node) { return has_trait(node, HTML_HEADING); }

bool html_is_silent(const struct html_node *node) { return has_trait(node, HTML_SILENT); }

const char *html_attribute(const struct html_node *node, const char *name) {
    for (size_t i = 0; html_name(node) && i < node->as.attributes.count; i++) {
        if (is_same_name(node->as.attributes.at[i].name, name)) {
            return node->as.attributes.at[i].value;
        }
    }
    return NULL;
}

bool html_has_class(const struct html_node *node, const char *name) {
    struct span rest = span_of(html_attribute(node, "class"));
    struct span wanted = span_of(name);
    for (size_t at = 0; (at = span_find(rest, wanted, at)) != SIZE_MAX; at++) {
        size_t end = at + wanted.len;
        if ((at == 0 || ascii_is_space(rest.at[at - 1])) &&
            (end == rest.len || ascii_is_space(rest.at[end]))) {
            return true;
        }
    }
    return false;
}

/* ---- ids ---- */

/* From slot `at` on, the slot of the next element with that id; an empty one where none is. */
static size_t find_id(const struct html *html, size_t at, const char *id) {
    while (html->slots[at] && strcmp(html->slots[at]->text, id) != 0) {
        at = (at + 1) & html->slot_mask;
    }
    return at;
}

static const struct html_node *node_in(const struct html *html, size_t slot) {
    return html->slots[slot] ? html->slots[slot]->node : NULL;
}

const struct html_node *html_by_id(const struct html *html, const char *id) {
    return html && id ? node_in(html, find_id(html, html_tree_slot(html, id), id)) : NULL;
}

const struct html_node *html_by_id_next(const struct html *html, const struct html_node *node) {
    const char *id = html ? html_attribute(node, "id") : NULL;
    if (!id) {
        return NULL;
    }
    size_t at = html_tree_slot(html, id);
    while (node_in(html, at) != node) {
        at = (at + 1) & html->slot_mask;
    }
    return node_in(html, find_id(html, (at + 1) & html->slot_mask, id));
}

const struct html_node *html_with_id(const struct html *html, size_t n) {
    return html && n < html->id_count ? html->ids[n].node : NULL;
}

const char *html_nth_id(const struct html *html, size_t n) {
    return html && n < html->id_count ? html->ids[n].text : NULL;
}
