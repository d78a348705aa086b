/* parser/board.h - what job boards share: how their pages and adverts are known
 * SPDX-License-Identifier: MIT
 *
 * A board is a row of facts: what its pages name (parser/fields/boards.tsv), which addresses
 * are adverts, and what little its lists have of their own. board_advert and board_listing do
 * the reading.
 */
#ifndef PARSER_BOARD_H
#define PARSER_BOARD_H

#include "parser/family.h"

struct board {
    const char *name; /* its kind in boards.tsv */
    enum source source;
    const char *site; /* scheme and host, where a page names none */
    /** The advert's id in an address or a path, borrowed; empty where it is no advert's. */
    struct span (*id_of)(const char *address);
    const char
        *detail;      /* what an advert's own path has, not that of a button in it; NULL: any */
    const char *path; /* an advert's path up to its id, for links of such buttons */
    /** The site of a path that is not on `site`; NULL: all are. */
    const char *(*site_of)(struct span path);
    const char *page;  /* the parameter that carries a list's page; NULL: none is known */
    bool titled_links; /* a list's links have the clean title as their `title` */
    /** Reads what an entry of a list prints in a way of its own; NULL: nothing. */
    void (*read_entry)(struct vacancy *entry, struct arena *arena,
                       const struct html_node *item);
};

/** Is this a page of that board? A few looks at attributes, then at printed words. */
bool board_has(const struct board *board, const struct document *document);

/** The address of the advert that the page itself is, borrowed: the page's own, the one its
 * head names, or the one its button to apply leads to. NULL where none is known. */
const char *board_own_link(const struct board *board, const struct document *document,
                           struct arena *arena);

/** The same, but only where the page or its head says so. */
const char *board_named_link(const struct board *board, const struct document *document);

/** Canonical address: scheme, host and path, and the parameter that carries the id if one does.
 * NULL where `address` is no advert's. */
char *board_url(const struct board *board, struct arena *arena, const char *address,
                const struct page *page);

/** The value of a parameter (ASCII case of its name ignored), borrowed; empty where there is
 * none. */
struct span board_parameter(const char *address, const char *name);

/** The digits at the start of a span. */
struct span board_digits(struct span text);

/** Read a page of that board as a list, and as an advert. What turns out to be none adds no
 * reading, so that the next family is asked: lists are tried first. */
enum err board_listing_read(const struct board *board, struct readings *out,
                            struct arena *arena, const struct document *document,
                            struct diag *diag);
enum err board_advert_read(const struct board *board, struct readings *out, struct arena *arena,
                           const struct document *document, struct diag *diag);

#endif
