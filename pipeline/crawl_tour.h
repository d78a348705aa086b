/* pipeline/crawl_tour.h - a walk through a board's list under way (only crawl_list.c,
 * crawl_stride.c, crawl_ground.c and crawl_verdict.c include it)
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_CRAWL_TOUR_H
#define PIPELINE_CRAWL_TOUR_H

#include "pipeline/crawl_private.h"
#include "pipeline/crawl_sweep.h"

enum { TOUR_DAY_S = 24 * 60 * 60 };

/* Where a page is, and how many lines stand before it. */
struct stride {
    const char *path;
    int64_t before;
};

/* An earlier walk that this one may rest on: see crawl_ground.c. */
struct tour_rest {
    int64_t total;      /* adverts as its first page printed it; -1: nothing to compare with */
    int64_t frontier;   /* of one that was cut: struct walk */
    int64_t last_total; /* the same */
    int64_t news;       /* lines met in this walk that had not been met by then */
    int further;        /* pages read although they looked known */
};

/* A walk under way. */
struct tour {
    struct crawl *crawl;
    const struct board_list *list;
    struct crawl_reader reader;
    struct arena arena; /* lives as long as the walk */
    struct walk walk;
    bool is_board;  /* the whole board is looked for */
    bool is_full;   /* known ground does not end it */
    bool goes_on;   /* with a walk that was cut */
    bool is_joined; /* it has gone on with it: what lies between was not read today */
    bool is_over;   /* no further page is needed */
    bool is_cut;    /* and that is not its end */
    struct stride *strides;
    size_t stride_count; /* strides[n - 1] leads to page n */
    int page;            /* to be read next */
    int furthest;        /* page read */
    int pages;           /* of the list; 0: not known */
    int page_size;       /* 0: not known */
    int64_t total;       /* as printed last; -1: not printed */
    int64_t frontier;    /* see crawl_list.c */
    bool has_fallen;     /* the total has, and what that may have pulled up is not read yet */
    int stale;
    bool has_next; /* the list prints where its next page is */
    bool descends; /* no day has risen so far */
    struct date oldest;
    struct tour_rest rests[CRAWL_KNOWN_COUNT]; /* on reader.known */
    int short_page;
    int64_t before; /* adverts of the last healthy whole walk; -1: there is none */
    int64_t before_at;
    enum crawl_oddity first_oddity; /* of the first page's total */
    const char *unfit;              /* why this list cannot answer; NULL: it can */
    bool is_page_lost;              /* a page failed, and the host may be well all the same */
};

/** The walk ends here, and its end is not the list's. */
void tour_cut(struct tour *tour, const char *sentence);

/** Requests that the user's limits leave still. */
int64_t tour_requests_left(const struct crawl *crawl);

/* ---- crawl_stride.c ---- */

/** Remember what leads on from the page just read, where it is not known yet. */
void tour_stride(struct tour *tour, const struct listing *listing,
                 const struct crawl_lines *lines);

/* ---- crawl_ground.c ---- */

/** What is known of the list before its first page is read. */
enum err tour_look_back(struct tour *tour, struct diag *diag);

/** Once the first page is read: how far must the walk go, and what may it rest on? */
enum err tour_choose_aim(struct tour *tour, struct diag *diag);

/** Hold a page's lines against what is known. */
void tour_note_news(struct tour *tour, const struct crawl_lines *lines);
void tour_note_days(struct tour *tour, const struct crawl_lines *lines);

/** Does the walk end with this page, or go on elsewhere (tour->page is then the one before)? */
void tour_look_for_ground(struct tour *tour, const struct crawl_lines *lines);

/* ---- crawl_verdict.c ---- */

struct crawl_evidence tour_evidence(const struct tour *tour, bool is_whole);

/** However the walk ended, it is judged and remembered; its own failure is the one told. */
enum err tour_end(struct tour *tour, enum err err, struct diag *diag);

#endif
