/* parser/nhsjobs_spec.h - the person specification of an NHS Jobs advert
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_NHSJOBS_SPEC_H
#define PARSER_NHSJOBS_SPEC_H

#include "parser/nhsjobs_page.h"
#include "schema/vacancy.h"

/**
 * Read the criteria: from the page's own blocks (both copies; what is the same is taken once),
 * else from a table or from lists that the employer put into the description.
 *
 * Call after the long texts were read: headings inside them are not the page's.
 */
void nhsjobs_spec_read(struct vacancy *vacancy, const struct nhsjobs_page *page);

#endif
