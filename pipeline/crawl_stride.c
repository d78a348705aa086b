/* pipeline/crawl_stride.c - where the next page of a list is
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "crawler/url.h"
#include "pipeline/crawl_tour.h"

/* The list's own link, where it stays on the board and leads to no page we had. */
static const char *tour_own_next(struct tour *tour, const struct listing *listing) {
    struct url host = {0};
    struct url next = {0};

    if (!listing->next || url_parse(&host, &tour->arena, tour->crawl->host, NULL) ||
        url_resolve(&next, &tour->arena, &host, listing->next, NULL) ||
        !url_same_origin(&host, &next)) {
        return NULL;
    }
    for (size_t i = 0; i < tour->stride_count; i++) {
        if (strcmp(tour->strides[i].path, next.path) == 0) {
            return NULL;
        }
    }
    return next.path;
}

/* By number where it is known how many pages there are; else by the list's own link, and by
 * number only on lists that print none. @return NULL where nothing leads on */
static const char *tour_path_behind(struct tour *tour, const struct listing *listing,
                                    int64_t before) {
    const char *own = tour_own_next(tour, listing);
    const char *numbered =
        tour->list->path(&tour->arena, &tour->crawl->options->search, tour->page + 1, before);

    tour->has_next = tour->has_next || listing->next;
    if (numbered && tour->pages > 0) {
        return numbered;
    }
    return own || tour->has_next ? own : numbered;
}

void tour_stride(struct tour *tour, const struct listing *listing,
                 const struct crawl_lines *lines) {
    struct stride *here = &tour->strides[tour->page - 1];
    struct stride next = {.before = here->before + (int64_t)lines->count};

    if (tour->total >= 0 && tour->page_size > 0) {
        next.before = (int64_t)tour->page * tour->page_size;
    }
    if (tour->stride_count > (size_t)tour->page) { /* we went back: it is known */
        return;
    }
    next.path = tour_path_behind(tour, listing, next.before);
    if (next.path) {
        ARENA_PUSH(&tour->arena, tour->strides, tour->stride_count, next);
    }
}
