/* tests/support/family_run.h - a page given straight to one family's reader
 * SPDX-License-Identifier: MIT
 *
 * reader_read asks first whose page it is, and hardly any random bytes are anybody's: so the
 * fuzz target of a family hands it the page as reader.c would, and then to reader_read, too.
 */
#ifndef FAMILY_RUN_H
#define FAMILY_RUN_H

#include "parser/family.h"

enum family_form { FAMILY_HTML, FAMILY_XML, FAMILY_TEXT };

struct family_run;

/** What must be true of what a family made of a document, nothing masked yet. */
typedef void family_property(const struct family_run *run, const struct document *document,
                             const struct readings *readings, struct arena *arena);

/** What a family is tried with. */
struct family_run {
    const struct family *family;
    enum family_form form;
    enum source source;        /* of its records */
    const char *url;           /* of the page, as it would be fetched; NULL: a file */
    family_property *property; /* its own, beside what is true of all */
    bool escaped;              /* the page spells its texts in another way than the record */
};

/**
 * Try one page both ways.
 *
 * Records must be sound, go through the wire and back, and come out the same when read again;
 * what reader_read hands out holds no contact. All text of a record stands in the page, unless
 * that spells it in another way.
 */
void family_run(const struct family_run *run, const uint8_t *data, size_t size);

/** The property of adverts: one record at most, of that source, with a title; its address has
 * its id in it. */
family_property family_run_advert;

/** The property of lists: one list at most, of that source; no entry without a name, and no
 * address without the id that it has in it. */
family_property family_run_listing;

/** All words of a document, those of images and the like too. In `arena`. */
struct span family_run_words(struct arena *arena, const struct document *document);

#endif
