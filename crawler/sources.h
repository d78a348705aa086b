/* crawler/sources.h - the boards: which addresses to ask for
 * SPDX-License-Identifier: MIT
 */
#ifndef CRAWLER_SOURCES_H
#define CRAWLER_SOURCES_H

#include "base/arena.h"
#include "schema/vocab.h"

/** A board that can be crawled. */
struct board_source {
    enum source source;
    const char *name;   /* as typed by a user */
    const char *title;  /* as shown to a user */
    const char *origin; /* "https://www.jobs.nhs.uk" */
    const char *terms;  /* address of its terms */
    /** Path of a page of the official feed, newest first, from 1 on; in `arena`. */
    const char *(*feed_path)(struct arena *arena, int page);
    /** Path of an advert; in `arena`. NULL where `id` cannot be one. */
    const char *(*advert_path)(struct arena *arena, const char *id);
};

/** The board of that name, or NULL. */
const struct board_source *sources_find(const char *name);

/** The n-th board, or NULL behind the last. */
const struct board_source *sources_at(size_t index);

#endif
