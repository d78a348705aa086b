/* parser/reader.h - a page becomes records
 * SPDX-License-Identifier: MIT
 *
 * The one door into this room. The page's family is recognised by its content, never by its
 * name: each family's file offers a test and a reader (a row in reader.c's table).
 */
#ifndef PARSER_READER_H
#define PARSER_READER_H

#include "schema/page.h"
#include "schema/reading.h"

struct reader_options {
    bool keep_contacts; /* the user asked to keep named contacts */
};

/**
 * Read a page.
 *
 * What is no advert, listing or role comes out as a refusal that says what it is: that is no
 * error. The records live in `arena`.
 *
 * @return ERR_MEMORY, or ERR_LIMIT where the arena's cap was reached
 */
enum err reader_read(struct readings *out, struct arena *arena, const struct page *page,
                     const struct reader_options *options, struct diag *diag);

#endif
