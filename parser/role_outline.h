/* parser/role_outline.h - a role profile as a run of headings, paragraphs and list items
 * SPDX-License-Identifier: MIT
 *
 * The profile comes as a page or as plain text; role_profile.c reads one shape of both.
 */
#ifndef PARSER_ROLE_OUTLINE_H
#define PARSER_ROLE_OUTLINE_H

#include "parser/html.h"

enum role_block_kind {
    ROLE_CRUMB = 1, /* a step of the breadcrumb */
    ROLE_TITLE,
    ROLE_HEADING,
    ROLE_PARAGRAPH,
    ROLE_ITEM
};

struct role_block {
    enum role_block_kind kind;
    size_t level;     /* of an item, from 0 */
    const char *text; /* one line */
    bool goes_on;     /* a further printed line of the paragraph before */
};

struct role_blocks {
    struct role_block *at;
    size_t count;
};

/** The blocks of plain text: breadcrumb ("A > B > C"), title, then what follows. */
struct role_blocks role_outline_of_text(struct arena *arena, struct span text);

/** The blocks of a page, from its h1 on; its breadcrumb first. */
struct role_blocks role_outline_of_html(struct arena *arena, const struct html *html);

/** The field that a heading opens ("tasks", "skip" ...), borrowed from the table
 * (parser/fields/role_headings.tsv); empty where it is none.
 * @param weak whether other pages have such a heading, too; may be NULL */
struct span role_outline_field(struct arena *arena, const char *heading, bool *weak);

#endif
