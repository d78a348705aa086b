/* parser/html_element.h - what the elements of HTML do
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_HTML_ELEMENT_H
#define PARSER_HTML_ELEMENT_H

#include "base/span.h"

/** The kinds of parser/fields/html_elements.tsv, in its order. An element that stays open has
 * the trait before the one of those that end it. */
enum html_trait {
    HTML_BLOCK = 1u << 0,  /* begins a line of its own */
    HTML_SILENT = 1u << 1, /* left out of every text */
    HTML_CODE = 1u << 2,   /* holds no words at all */
    HTML_VOID = 1u << 3,   /* has no content and no end */
    HTML_P = 1u << 4,
    HTML_ENDS_P = 1u << 5,
    HTML_LI = 1u << 6,
    HTML_ENDS_LI = 1u << 7,
    HTML_DT = 1u << 8,
    HTML_ENDS_DT = 1u << 9,
    HTML_CELL = 1u << 10,
    HTML_ENDS_CELL = 1u << 11,
    HTML_ROW = 1u << 12,
    HTML_ENDS_ROW = 1u << 13,
    HTML_OPTION = 1u << 14,
    HTML_ENDS_OPTION = 1u << 15,
    HTML_HEADING = 1u << 16, /* says what stands behind it */
};

/** Set of enum html_trait; 0 for a name that is not in the table. ASCII case is ignored. */
unsigned html_element_traits(struct span name);

/** Of the traits of an element that is open: those of an element whose beginning ends it. */
unsigned html_element_ends(unsigned traits);

#endif
