/* parser/html_element.c - what the elements of HTML do
 * SPDX-License-Identifier: MIT
 */
#include "parser/html_element.h"

#include "parser/fields.h"

unsigned html_element_traits(struct span name) {
    return words_kinds(&fields_html_elements, name);
}

unsigned html_element_ends(unsigned traits) {
    return (traits & (HTML_P | HTML_LI | HTML_DT | HTML_CELL | HTML_ROW | HTML_OPTION)) << 1;
}
