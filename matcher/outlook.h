/* matcher/outlook.h - what to do next, over all adverts
 * SPDX-License-Identifier: MIT
 *
 * The small changes of matcher/change.h, tried against all adverts at once. First against the
 * demands that alone stand between an advert and its gate: that says which changes open most,
 * and which is the smallest for each post that is one step away. Of the best ones the exact
 * number is then found by sifting all adverts with the changed profile.
 */
#ifndef MATCHER_OUTLOOK_H
#define MATCHER_OUTLOOK_H

#include "matcher/sift.h"
#include "schema/matched.h"

/** The most openings that are named. */
enum { OUTLOOK_OPENINGS_MAX = 3 };

/** A post one step away. */
struct outlook_near {
    size_t advert;
    const struct opening *step; /* the smallest change that opens it; its `opens` is exact */
    int score;                  /* with that change */
};

/** What is held against what. */
struct outlook_query {
    const struct sift *sift;
    const unsigned char *marks;  /* sift_judge's */
    const struct sifted *stands; /* of each advert by these marks */
    const struct candidate *candidate;
    struct date today;
    const size_t *order; /* adverts in the order in which near misses are wanted */
    size_t order_count;
    size_t most; /* near misses at most */
};

struct outlook_found {
    const struct opening *openings; /* that which opens most first */
    size_t opening_count;
    const struct outlook_near *near; /* in the order asked for */
    size_t near_count;
    int64_t near_total; /* of those in the order: also the ones beyond `most` */
};

/** @param out in `arena` @return ERR_MEMORY, ERR_LIMIT */
enum err outlook_find(struct outlook_found *out, struct arena *arena,
                      const struct outlook_query *query, struct diag *diag);

#endif
