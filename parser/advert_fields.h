/* parser/advert_fields.h - labelled fields and headed sections become a record
 * SPDX-License-Identifier: MIT
 *
 * One reader for all that prints labels: text copies and the pages of boards without ids.
 */
#ifndef PARSER_ADVERT_FIELDS_H
#define PARSER_ADVERT_FIELDS_H

#include "parser/advert_outline.h"
#include "schema/vacancy.h"

/** An advert being read. All is borrowed. */
struct advert {
    struct vacancy *vacancy;
    struct arena *arena;
    struct advert_outline outline;
};

/** The first part of that name that has a value; NULL where there is none. */
const struct advert_part *advert_part_find(const struct advert *advert, const char *name);

/** Its lines as one text, folded; NULL where there is none. */
const char *advert_field(const struct advert *advert, const char *name);

/**
 * Read all that stands under labels and headings: dates, pay, terms, places, the long texts,
 * checks, documents, the contact (which contact_mask drops unless it is wished for).
 *
 * Not read: title and employer, which may have no label; the person specification, which is
 * read from lines or from a tree; which advert it is, and whether it is open.
 */
void advert_fields_read(struct advert *advert);

/** Read one value under the name that the tables give it ("closes", "salary"). @return false
 * where no such field can be read by itself */
bool advert_field_read(struct vacancy *vacancy, struct arena *arena, struct span name,
                       const char *value);

/** How much a line looks like an employer's name: words of employers less words of titles
 * (parser/fields/title_words.tsv). */
int advert_leaning(struct arena *arena, const char *line);

/** Are both there and the same, ASCII case ignored? */
bool advert_same_words(const char *a, const char *b);

#endif
