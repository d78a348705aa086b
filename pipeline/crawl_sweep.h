/* pipeline/crawl_sweep.h - what may be concluded from a walk through a board's list
 * SPDX-License-Identifier: MIT
 *
 * An advert that a list shows no more may be gone. It may as well be the list that is ill:
 * empty after thousands, a third shorter than yesterday, with pages that lack lines. From such
 * a walk nothing is concluded, and the user is told.
 */
#ifndef PIPELINE_CRAWL_SWEEP_H
#define PIPELINE_CRAWL_SWEEP_H

#include "base/arena.h"
#include "schema/walk.h"

enum {
    CRAWL_SETTLED_WALKS = 3, /* so many whole walks that agree make a new size believed, */
    CRAWL_SETTLED_DAYS = 2   /* where they span so many days */
};

/** What a walk has shown, and what it is held against. */
struct crawl_evidence {
    bool is_board; /* of the whole board; else of a search, which varies when it is small */
    int64_t first_total; /* adverts as the first page printed it; -1: not printed */
    int64_t total;       /* the same, as the last page that printed it did */
    int64_t met;         /* different adverts met; -1: it did not go to the end */
    int short_page;      /* the first page that lacked lines, though more pages came; 0: none */
    int64_t before;      /* so many there were before; -1: not known */
    int64_t before_at;   /* when that was, seconds since 1970 UTC; 0: just so known */
};

/* What is odd about a walk. */
enum crawl_oddity {
    CRAWL_SOUND = 0,
    CRAWL_ODD_EMPTY,      /* none, where there had been some */
    CRAWL_ODD_SHORT_PAGE, /* a page lacked lines */
    CRAWL_ODD_FEWER,      /* fewer met than the board says it has */
    CRAWL_ODD_FALL,       /* fewer than two thirds of what there was before */
    CRAWL_ODDITY_COUNT
};

enum crawl_oddity crawl_sweep_judge(const struct crawl_evidence *evidence);

/** The alarm: what was odd, what it was before, that nothing is concluded, what to do. In the
 * arena. @param title the board's */
const char *crawl_sweep_words(struct arena *arena, const char *title,
                              const struct crawl_evidence *evidence, enum crawl_oddity oddity);

/** Is an earlier walk one that was odd for its fall alone, and of about the size (within a
 * tenth) that `now` has? */
bool crawl_sweep_agrees(const struct walk *now, const struct walk *earlier);

#endif
