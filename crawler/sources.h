/* crawler/sources.h - the boards: which addresses to ask for
 * SPDX-License-Identifier: MIT
 *
 * Sources of the addresses and of what each board can be asked: see sources.c.
 */
#ifndef CRAWLER_SOURCES_H
#define CRAWLER_SOURCES_H

#include "crawler/search.h"
#include "crawler/url.h"

/** A way through a board's adverts: a feed, or its results pages. */
struct board_list {
    /** Path of a page, from 1 on; in `arena`. What the list cannot be asked for is left out.
     * NULL where memory was short (see arena_check), and behind page 1 where the board's way of
     * asking for more is not known: then only the list's own `next` leads on.
     * @param seen how many lines the pages before it held, for boards that count so */
    const char *(*path)(struct arena *arena, const struct search *search, int page,
                        int64_t seen);
    unsigned answers;     /* set of enum search_part that it can be asked for */
    unsigned prints;      /* set of those that its lines print, for search_misses */
    int page_size;        /* lines of a full page; 0: not known */
    bool is_newest_first; /* asked for so; held against the days posted before it is believed */
};

/** A board that can be crawled. */
struct board_source {
    enum source source;
    const char *name;                 /* as typed by a user */
    const char *title;                /* as shown to a user */
    const char *origin;               /* "https://www.jobs.nhs.uk" */
    const char *terms;                /* address of its terms; NULL where none is known */
    const char *manners;              /* one sentence: what is known of its limits; NULL */
    const struct board_list *feed;    /* an official one; NULL: none */
    const struct board_list *results; /* NULL: none */
    /** Path of an advert; in `arena`. NULL where `id` cannot be one. */
    const char *(*advert_path)(struct arena *arena, const char *id);
    /** The id of the advert that a path of the board ("/x?y") is one of, in `arena`; NULL where
     * it is none's. The same id as the parser derives from the address. */
    const char *(*advert_id)(struct arena *arena, const char *path);
    /** Does the board know the values of this search? NULL: it is asked for no closed lists.
     * Errors as sources_check, which calls it. */
    enum err (*check)(const struct search *search, struct diag *diag);
};

/** The board of that name, or NULL. */
const struct board_source *sources_find(const char *name);

/** The n-th board, or NULL behind the last. */
const struct board_source *sources_at(size_t index);

/** The board that an address belongs to (its own host or another one that serves the same
 * pages), and the advert's id in it; NULL where it is none's.
 * @param id in `arena`; NULL where the address is no advert's; may be NULL itself */
const struct board_source *sources_of(const struct url *url, const char **id,
                                      struct arena *arena);

/** Can that list answer the search: is each part of it one that it can be asked for, or that
 * its lines print? No list (NULL) can. The feed is to be preferred where both can. */
bool sources_can(const struct board_list *list, const struct search *search);

/**
 * Can this search be put to the board?
 *
 * @return ERR_USAGE naming the part that it can neither be asked for nor be held against its
 * lines, or a value that it does not know (a pattern, a distance), and what it does know
 */
enum err sources_check(const struct board_source *source, const struct search *search,
                       struct diag *diag);

#endif
