/* parser/labelled.h - a page as printed lines, each with what the markup says of it
 * SPDX-License-Identifier: MIT
 *
 * Boards print labels in any layout: definition lists, tables with the labels in the first
 * column or in the first row, bold words before a value, pairs of blocks, headings. This file
 * knows layouts and no words: what a label means is page_outline's to say.
 */
#ifndef PARSER_LABELLED_H
#define PARSER_LABELLED_H

#include "parser/html.h"

enum labelled_kind {
    LABELLED_TEXT = 0,
    LABELLED_HEADING, /* h1 to h6, summary, or a line all in bold */
    LABELLED_LABEL,   /* dt, or a cell that heads others */
    LABELLED_VALUE,   /* dd, or a cell beside or below such a cell */
    LABELLED_ITEM     /* the first line of an li */
};

enum {
    LABELLED_LEVEL_BOLD = 7, /* the level of a line all in bold: below those of h1 to h6 */
    LABELLED_LEVEL_TEXT = 8  /* of any other line that turns out to be a heading */
};

struct labelled_line {
    enum labelled_kind kind;
    int level;        /* as a heading: 1 to 8 */
    const char *text; /* folded, never empty */
    const char *lead; /* the part in front that an element sets off; NULL where none does */
    const char *rest; /* what follows it */
    bool bold_lead;   /* ... and is in bold */
    bool link;        /* all of it is a link */
    bool in_cell;     /* in a cell of a table that is no list of labels */
    const struct html_node *from;  /* where it begins: an element of its own, else the text */
    const struct html_node *last;  /* the last text in it */
    const struct html_node *block; /* the innermost block round its first text */
};

struct labelled {
    struct labelled_line *lines;
    size_t count;
};

/** What the words of a cell make of it. */
enum labelled_word {
    LABELLED_OTHER = 0,
    LABELLED_WORD, /* a label */
    LABELLED_NEVER /* a table with such a cell is no list of labels */
};

/** Asked of the cells that stand where labels may. */
typedef enum labelled_word labelled_look(struct arena *arena, const char *text);

/**
 * The lines of `within`, in printed order. What is round every page (nav, footer, cookie
 * banners), scripts and form controls are left out.
 *
 * Costs one pass over the tree; texts live in `arena`.
 */
struct labelled labelled_of(struct arena *arena, const struct html_node *within,
                            labelled_look *look);

/** Is this part of what stands round every page? */
bool labelled_is_chrome(const struct html_node *node);

/** Is `node` inside `outer`, or `outer` itself? */
bool labelled_is_inside(const struct html_node *node, const struct html_node *outer);

#endif
