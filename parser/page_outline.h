/* parser/page_outline.h - a page without ids cut into headed parts and labelled fields
 * SPDX-License-Identifier: MIT
 *
 * The tree's counterpart of plain_outline. Labels count where the markup or the place shows
 * them; a heading deeper than that of the long text it stands in is the employer's and cuts
 * nothing, but for the person specification's.
 */
#ifndef PARSER_PAGE_OUTLINE_H
#define PARSER_PAGE_OUTLINE_H

#include "parser/advert_outline.h"
#include "parser/labelled.h"

/** A line of the top that no label claims. */
struct page_loose {
    const char *text;
    int level; /* as a heading; LABELLED_LEVEL_TEXT: none */
};

struct page_outline {
    struct advert_outline outline; /* `loose` stays empty */
    struct page_loose *loose;
    size_t loose_count;
    size_t field_count;   /* labelled fields with different names */
    size_t section_count; /* long texts and specifications */
    bool closed;          /* a notice says that the advert is closed */
};

/** Cut what is inside `within`. Costs one pass over the tree; lives in `arena`. */
struct page_outline page_outline_of(struct arena *arena, const struct html_node *within);

/** What a cell's words make of it, for labelled_of. */
enum labelled_word page_outline_look(struct arena *arena, const char *text);

/** The row of the label or heading that this text is, where markup shows one. @return false,
 * `*row` untouched, where it is none */
bool page_outline_find(struct words_row *row, struct arena *arena, const char *text);

/** Is this text a label or a section's heading, where markup shows one? */
bool page_outline_is_label(struct arena *arena, const char *text);

#endif
