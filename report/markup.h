/* report/markup.h - SVG and HTML written so that it cannot be ill-formed
 * SPDX-License-Identifier: MIT
 *
 * The one way by which bytes from outside get into a drawing or a page. Text and values of
 * attributes are escaped; what XML 1.0 (section 2.2) forbids, other control, bidi and invisible
 * characters and bytes that are no UTF-8 come out as U+FFFD, so that nothing in an advert can
 * end an element, begin one, hide words or turn them round. Elements are closed in the order
 * in which they were opened, and only those. Names of elements and attributes are ours; what
 * is no name, an attribute where no tag is open, and one that the tag has already are left out.
 *
 * The result is well-formed XML that reads the same as HTML. Failure sticks in the buffer.
 */
#ifndef REPORT_MARKUP_H
#define REPORT_MARKUP_H

#include "base/buf.h"

/** How deep elements may stand, and how many attributes one may have: what is beyond them is a
 * mistake of ours, which sets the buffer's ERR_LIMIT. */
enum { MARKUP_DEPTH = 24, MARKUP_ATTRIBUTES = 24 };

/** An element that is open. */
struct markup_element {
    const char *name; /* borrowed: a literal */
    bool has_text;    /* then white space counts: nothing is put on a line of its own */
    bool has_element;
};

/** A document being written. */
struct markup {
    struct buf *out; /* borrowed */
    struct markup_element open[MARKUP_DEPTH];
    size_t depth;
    bool has_root;                             /* a document has one */
    bool in_tag;                               /* the last one opened still takes attributes */
    const char *attributes[MARKUP_ATTRIBUTES]; /* of that tag; borrowed: literals */
    size_t attribute_count;
};

/** Begin. @param out borrowed until markup_end */
void markup_init(struct markup *markup, struct buf *out);

/** What stands before the root: a line of ours, as it is (`<!DOCTYPE html>`). */
void markup_prologue(struct markup *markup, const char *line);

/** @param name a literal: letters, digits and '-' */
void markup_open(struct markup *markup, const char *name);

/** Of the element that was opened last, before anything is in it. @param name a literal
 * @param value NULL: none is put */
void markup_attribute(struct markup *markup, const char *name, const char *value);
void markup_number(struct markup *markup, const char *name, int64_t value);
/** Tenths: "12.5", "-3". */
void markup_tenths(struct markup *markup, const char *name, int64_t tenths);

/** Text within the element that is open; NULL puts nothing. Where none is open, nothing. */
void markup_text(struct markup *markup, const char *text);

/** Close the element that was opened last; where none is, nothing. */
void markup_close(struct markup *markup);

/** An element that holds only text. */
void markup_element(struct markup *markup, const char *name, const char *text);

/** Close all that is open. */
void markup_end(struct markup *markup);

/** Text as it may stand in a document, without the escapes: what is forbidden or invisible
 * replaced. */
void markup_clean(struct buf *out, struct span text);

#endif
