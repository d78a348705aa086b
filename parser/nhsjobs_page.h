/* parser/nhsjobs_page.h - finding one's way in an NHS Jobs page
 * SPDX-License-Identifier: MIT
 *
 * Fields have ids, but employers' HTML stands raw inside the page, blocks are printed twice,
 * ids come and go, and a conforming tree builder closes the paragraph that bears the id at the
 * first paragraph inside it. So values are looked for by id, then by heading, and a long text
 * is read on from its id until something comes that is the template's and not the employer's.
 */
#ifndef PARSER_NHSJOBS_PAGE_H
#define PARSER_NHSJOBS_PAGE_H

#include "parser/html.h"

/** A stretch of the document that is an employer's prose. */
struct nhsjobs_run {
    const struct html_node *first;
    const struct html_node *end; /* the first node behind it; NULL: the end of the document */
};

enum {
    NHSJOBS_RUNS_MAX = 16,
    NHSJOBS_FIELDS_MAX = 40,  /* rows of fields/nhsjobs_advert.tsv */
    NHSJOBS_COPIES_MAX = 4,   /* copies of a block that are looked at; the site prints two */
    NHSJOBS_HEADING_MAX = 200 /* bytes of a heading; longer ones are none of the template's */
};

/** A heading of any kind, and its words without the colon behind them; empty where it is longer
 * than NHSJOBS_HEADING_MAX. */
struct nhsjobs_words {
    const struct html_node *node;
    struct span words;
};

/** A page being read. */
struct nhsjobs_page {
    const struct html *html;
    struct arena *arena;
    struct nhsjobs_words *headings; /* all of them, in document order */
    size_t heading_count;
    const struct html_node
        *elements[NHSJOBS_FIELDS_MAX];         /* of each field, NULL: none has an id */
    struct nhsjobs_run runs[NHSJOBS_RUNS_MAX]; /* prose read so far */
    size_t run_count;
};

/** Begin with a page: finds its headings and the fields' elements. */
void nhsjobs_page_open(struct nhsjobs_page *page, const struct html *html, struct arena *arena);

/** The short field `name` of fields/nhsjobs_advert.tsv, folded; NULL where it is not printed.
 */
const char *nhsjobs_field(struct nhsjobs_page *page, const char *name);

/** The long text `name` (`how` is `prose`); NULL where it is not printed. */
const char *nhsjobs_prose(struct nhsjobs_page *page, const char *name);

/** The element that has a field's first id that is on the page, or NULL. */
const struct html_node *nhsjobs_element(const struct nhsjobs_page *page, const char *name);

/** A heading of the template with these words (case, a colon behind them ignored), behind
 * `after` (NULL: from the beginning) and outside employers' prose. */
const struct html_node *nhsjobs_heading(const struct nhsjobs_page *page, const char *words,
                                        const struct html_node *after);

/** Does this element belong to the template, and come behind place `place` of the page's order
 * (fields/nhsjobs_furniture.tsv)? Ends a run of prose. */
bool nhsjobs_is_furniture(const struct nhsjobs_page *page, const struct html_node *node,
                          int place);

/** The place in the page's order that a heading of the template with the words of `node` has; 0
 * where there is none, or where the field of that heading is known to be elsewhere. */
int nhsjobs_place(const struct nhsjobs_page *page, const struct html_node *node);

/** The block that hides a copy of something for narrow screens, if `node` is inside one. */
const struct html_node *nhsjobs_fold_of(const struct html_node *node);

#endif
