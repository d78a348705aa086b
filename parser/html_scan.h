/* parser/html_scan.h - what a page may cost, counted before libxml2 sees it
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_HTML_SCAN_H
#define PARSER_HTML_SCAN_H

#include "base/err.h"
#include "base/span.h"

/**
 * Look a page over, once. The caps are those of html.h.
 *
 * @param tags how many tags begin elements; untouched on failure
 * @return ERR_LIMIT where a cap was passed, ERR_INPUT for XML with a DOCTYPE
 */
enum err html_scan(size_t *tags, struct span text, bool xml, struct diag *diag);

#endif
