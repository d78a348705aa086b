/* parser/html.h - HTML and XML trees (the only user of libxml2)
 * SPDX-License-Identifier: MIT
 *
 * Bytes are looked over once before libxml2 sees them: length, tags, depth and attributes in a
 * tag have caps (libxml2 2.9.14 needs 35 s for 60,000 attributes in one tag, stops silently at
 * 256 open elements, and takes 50 bytes of memory for one of input). They must be UTF-8. No
 * network, no file, no external entity, and for XML no DOCTYPE at all.
 */
#ifndef PARSER_HTML_H
#define PARSER_HTML_H

#include "base/arena.h"
#include "base/buf.h"

struct html;      /* a tree */
struct html_node; /* an element or text in it; lives as long as the tree */

enum {
    HTML_DEPTH_MAX = 250,      /* open elements; libxml2 gives up in silence at 256 */
    HTML_ATTRIBUTES_MAX = 200, /* in one tag */
    HTML_TAGS_MAX = 200000     /* in a page; an advert has 2,000 */
};

/** Parse. `*out` belongs to the caller. @return ERR_LIMIT with the cap that was passed,
 * ERR_INPUT for XML that is not well-formed or has a DOCTYPE, ERR_MEMORY */
enum err html_parse(struct html **out, struct span utf8, struct diag *diag);
enum err html_parse_xml(struct html **out, struct span utf8, struct diag *diag);
void html_free(struct html *html); /* accepts NULL */

/** Did the document close its root (`</html>`)? A cut page does not. Behind it only white
 * space, comments and scripts may stand. */
bool html_is_whole(struct span utf8);

/* Walking. All accept NULL and return NULL at the end. */
const struct html_node *html_root(const struct html *html);
const struct html_node *html_first_child(const struct html_node *node);
const struct html_node *html_next_sibling(const struct html_node *node);
const struct html_node *html_parent(const struct html_node *node);
/** The node behind `node` in document order, within the subtree of `within` (NULL: the whole
 * document). */
const struct html_node *html_next(const struct html_node *node, const struct html_node *within);
/** The same, but past everything inside `node`. */
const struct html_node *html_next_after(const struct html_node *node,
                                        const struct html_node *within);

/** Element name (of HTML in lower case, of XML as written), or NULL for text and for NULL. */
const char *html_name(const struct html_node *node);
/** Is it an element of that name? ASCII case is ignored. */
bool html_is(const struct html_node *node, const char *name);
/** Text of a text node (borrowed), the empty span for an element. */
struct span html_chars(const struct html_node *node);
/** Attribute value, borrowed; NULL where absent. */
const char *html_attribute(const struct html_node *node, const char *name);
bool html_has_class(const struct html_node *node, const char *name);
/** First element with that id, found through an index built at parse. */
const struct html_node *html_by_id(const struct html *html, const char *id);
/** The next element with the same id: templates print blocks twice. NULL where there is none.
 */
const struct html_node *html_by_id_next(const struct html *html, const struct html_node *node);
/** The n-th element with an id, in document order, counted from 0; NULL behind the last. */
const struct html_node *html_with_id(const struct html *html, size_t n);
/** Its id, borrowed; NULL behind the last. */
const char *html_nth_id(const struct html *html, size_t n);
/** First descendant element of that name (or NULL), in document order. */
const struct html_node *html_find(const struct html_node *within, const char *name);

/** Does its beginning stand before the beginning of `other` in the document? */
bool html_is_before(const struct html_node *node, const struct html_node *other);
/** Is this a block: does it begin a line of its own? */
bool html_is_block(const struct html_node *node);
/** Does this say what stands behind it: h1 to h6, dt, th, summary? */
bool html_is_heading(const struct html_node *node);
/** Is this left out of every text (script, style, template, form controls ...)? */
bool html_is_silent(const struct html_node *node);

/** The same text as html_text where it has at most `limit` bytes, else NULL: headings and
 * notices are short, and what is long need not be copied to see that. */
char *html_short_text(struct arena *arena, const struct html_node *node, size_t limit);

/** All text inside, one line, white space folded; script and style left out. "" where
 * none; NULL where memory ran out (the arena says so). */
char *html_text(struct arena *arena, const struct html_node *node);

/** Name and version of the library, for `shortlist version`. */
const char *html_library(void);

#endif
