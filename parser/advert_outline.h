/* parser/advert_outline.h - an advert cut into headed parts and labelled fields
 * SPDX-License-Identifier: MIT
 *
 * What text copies and the pages of most boards have in common: a value stands behind a label,
 * a long text under a heading, and neither has an id. plain_outline.c cuts text, page_outline.c
 * cuts trees; advert_fields.c reads either into a record. Which words are labels is data
 * (parser/fields/plain_text_labels.tsv).
 */
#ifndef PARSER_ADVERT_OUTLINE_H
#define PARSER_ADVERT_OUTLINE_H

#include "base/arena.h"
#include "parser/words.h"

struct html_node;

/** A part: a section or a field with the lines that belong to it. */
struct advert_part {
    struct span name;    /* of the table: "summary", "posted"; empty for the top */
    const char *heading; /* as printed; "" for the top */
    bool is_section;
    struct strings lines; /* as printed, empty ones too */
    /* of a section of a page: */
    const char *text;              /* in the public form of prose; NULL: read the lines */
    const struct html_node *first; /* where it begins; NULL for a text copy */
    const struct html_node *end;   /* the element that ends it; NULL: the end of the page */
};

struct advert_outline {
    struct advert_part *parts; /* in printed order */
    size_t count;
    struct strings loose; /* lines of the top that no label claims: employer, title */
};

/** Where a line stands decides which labels count. */
enum advert_place {
    PLACE_TOP = 0,
    PLACE_DETAILS,
    PLACE_PROSE,
    PLACE_SPEC,
    PLACE_EMPLOYER,
    PLACE_CONTACT
};

/** The longest label has 52 letters, the closing date in front of a colon some more; bytes. */
enum { ADVERT_LABEL_MAX = 80 };

/** A label's plain form without the spaces at its ends; empty for what is too long to be one or
 * is a sentence. In `arena`. */
struct span advert_label_form(struct arena *arena, struct span text);

/** The row of the label or heading with that form that counts in `place`. @return false, `*row`
 * untouched, where none does */
bool advert_label_find(struct words_row *row, enum advert_place place, struct span form);

/** Does a label's row name a section? */
bool advert_label_is_section(const struct words_row *row);

/** Where the lines behind a label stand. */
enum advert_place advert_label_place(enum advert_place now, const struct words_row *row);

/** A part opened by that row; its lines are still to come. */
struct advert_part advert_part_of(struct arena *arena, const struct words_row *row,
                                  struct span heading);

#endif
