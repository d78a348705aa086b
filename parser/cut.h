/* parser/cut.h - pages that lost a part of their bytes on the way
 * SPDX-License-Identifier: MIT
 *
 * A page that ends too early is seen by its end. Where bytes are missing at its beginning or in
 * its middle, only the markup can show it: a tag broken in the middle, ends without beginnings.
 * Employers paste broken markup, too, so that one such sign is no proof.
 */
#ifndef PARSER_CUT_H
#define PARSER_CUT_H

#include "base/span.h"

/** Does the markup prove that a part is missing? Costs one pass over the text.
 * @param html it begins as a page does; else only what must never stand in plain text counts */
bool cut_is_proven(struct span utf8, bool html);

/** Is the closing tag of the root the last thing in an XML document (but for comments)?
 * @param front the document from its root on */
bool cut_xml_is_whole(struct span front);

#endif
