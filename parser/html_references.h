/* parser/html_references.h - character references that libxml2 does not know
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_HTML_REFERENCES_H
#define PARSER_HTML_REFERENCES_H

#include "base/buf.h"

/**
 * Replace references by what they stand for: names of HTML 5 that are not in HTML 4, and
 * numbers that mean windows-1252.
 *
 * @param mended an empty buffer for the copy; says whether it failed
 * @return `text` itself where there are none, else the content of `mended`
 */
struct span html_references_mend(struct buf *mended, struct span text);

#endif
