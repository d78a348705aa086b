/* parser/spec_run.h - a person specification in a tree
 * SPDX-License-Identifier: MIT
 *
 * Headings of categories and needs, lists with lists in them, tables, bare lines, in whatever
 * order a page prints them; all page families that have a tree are read here.
 */
#ifndef PARSER_SPEC_RUN_H
#define PARSER_SPEC_RUN_H

#include "parser/html.h"
#include "parser/person_spec.h"

/** A stretch of a page that is a specification. */
struct spec_run {
    /** Does this element end it? Not asked of the first one. */
    bool (*ends)(const struct html_node *node, void *state);
    void *state;
    const struct html_node *within; /* the subtree it may not leave; NULL: the page */
    /* what a page's own ids say; NULL where it has none */
    bool (*is_category)(const struct html_node *node);
    enum need (*need_of)(const struct html_node *node); /* NEED_NONE: it says nothing */
};

/** Read the criteria from `first` on, its inside included. */
void spec_run_read(struct person_spec *spec, const struct spec_run *run,
                   const struct html_node *first);

/** Read what a long text (in the public form of prose) holds from the specification's title, or
 * its first need, on. @return true where that gave a criterion */
bool spec_run_prose(struct person_spec *spec, const char *prose);

/** Read the tables between two nodes that have rows or columns of needs.
 * @param end the first node behind them; NULL: the end of `within`
 * @return true where there was one */
bool spec_run_tables(struct person_spec *spec, const struct html_node *first,
                     const struct html_node *end, const struct html_node *within);

#endif
