/* matcher/gap.h - what somebody lacks, put so that it can be compared with others
 * SPDX-License-Identifier: MIT
 *
 * A gap is one thing that criteria ask for (a qualification at a level, experience of an area,
 * an example of a skill): what would pass if it, and with it all that it includes, were met?
 * Unlike a change (matcher/change.h) it belongs to no line of anybody's profile.
 */
#ifndef MATCHER_GAP_H
#define MATCHER_GAP_H

#include "matcher/sift.h"

/** The different things asked for, each once: the same for all candidates, read only. */
struct gap_table {
    const struct sift *sift;
    const struct atom **atoms; /* by id */
    size_t count;
    uint32_t *first; /* by number of a requirement: where its ids begin in `ids`; one more */
    uint32_t *ids;
};

/** @param out in `arena` @return ERR_MEMORY, ERR_LIMIT */
enum err gap_prepare(struct gap_table *out, struct arena *arena, const struct sift *sift,
                     struct diag *diag);

/** A candidate, sifted. */
struct gap_candidate {
    const struct candidate *candidate;
    struct date today;
    const unsigned char *marks;  /* sift_judge's */
    const struct sifted *stands; /* for gap_tally alone */
};

/** For each thing by itself: how many adverts want nothing but that.
 * @param tally by id; added to */
enum err gap_tally(uint32_t *tally, const struct gap_table *table,
                   const struct gap_candidate *candidate, struct diag *diag);

/** One thing, and what it would open. */
struct gap_opened {
    size_t id;
    unsigned char *adverts; /* a bit an advert: set where it would pass, others left */
    int64_t count;          /* how many there are */
};

/** Which adverts would pass that do not, were one thing met with all that it includes? For each
 * of `at` by itself: its id is read, the rest filled. */
enum err gap_open(struct gap_opened *at, size_t count, const struct gap_table *table,
                  const struct gap_candidate *candidate, struct diag *diag);

/** What it is, in words; the text of the requirement where the rules have none. In `arena`. */
const char *gap_words(const struct gap_table *table, size_t id, struct arena *arena);
/** As text of a requirement (schema/requirement_text.h). In `arena`. */
const char *gap_text(const struct gap_table *table, size_t id, struct arena *arena);

#endif
