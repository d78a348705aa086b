/* parser/plain_outline.h - a plain-text copy cut into headed parts and labelled fields
 * SPDX-License-Identifier: MIT
 *
 * What is a heading or a label is data (parser/fields/plain_text_labels.tsv). A label counts
 * where labels are expected: "Salary" as a line of prose is prose.
 */
#ifndef PARSER_PLAIN_OUTLINE_H
#define PARSER_PLAIN_OUTLINE_H

#include "parser/advert_outline.h"

/** Cut a text. @param text valid UTF-8, any line ends */
struct advert_outline plain_outline_of(struct arena *arena, struct span text);

/** The number of different labels and headings that a text has as lines of their own or in
 * front of a colon. Stops counting at `enough`. */
size_t plain_outline_labels(struct arena *arena, struct span text, size_t enough);

/** What these labels stand for ("salary", "spec"), each once, in order, the first 16. */
struct strings plain_outline_names(struct arena *arena, struct span text);

#endif
