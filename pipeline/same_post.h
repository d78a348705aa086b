/* pipeline/same_post.h - is an advert on one board the same post as one on another?
 * SPDX-License-Identifier: MIT
 *
 * Only where they name each other, never because they look alike. Sources (facts: sources.md
 * section 2, strings/reference_strings.txt; few sightings each, so the rule is narrow):
 *
 * - The Trac number is the same vacancy id wherever an advert goes: Find a job calls one
 *   "7601114/302-25-7601114CPR", the Trac number first, then the employer's reference [1]; an
 * NHS Jobs number may hold it: C9343-7704185-RB-AT [1].
 * - NHS Jobs prints the employer's reference of adverts that Trac fed ("trac-job-reference"
 * [7]) and gives them numbers of its own, C9 and the employer's three digits: "380-NK175-A" is
 *   C9380-25-0471. That these digits are the employer's number in Trac, with which its
 * references begin, is inferred: it counts only where the references are equal besides.
 */
#ifndef PIPELINE_SAME_POST_H
#define PIPELINE_SAME_POST_H

#include "schema/store.h"

/** Which of two boards' records is kept of one post: the better one's. Positive where `a` is
 * better, 0 for the same. NHS Jobs, Trac, the other boards, structured data, copies. */
int same_post_rank(enum source a, enum source b);

/* What two adverts name each other by. */
enum same_post_by {
    SAME_POST_NOT = 0,
    SAME_POST_BY_REFERENCE, /* the employer's, which may be used again */
    SAME_POST_BY_NUMBER     /* a board's own, which is one advert's for ever */
};

/**
 * Is this vacancy the post of a namesake on another board, by what they are called?
 *
 * By its number, where one's (an id of seven digits or more that are no day and begin with no
 * year, and nothing else) is in the other's reference, or among other things in its id, as a
 * number of its own; not where the employers' names have no word in common that tells one
 * employer from another, and no reference's first part is the employer's number in an NHS Jobs
 * id.
 *
 * By reference, where they are equal (ASCII case and white space ignored; of a reference
 * "NUMBER/REST" the REST, too), tell one post from another (same_post_words.h), and the
 * employers' names are equal (case and white space ignored, nothing else), or the reference's
 * first part is the employer's number in an NHS Jobs id.
 *
 * A copy of unknown origin (SOURCE_TEXT) is nobody's namesake unless it has id and reference.
 */
enum same_post_by same_post(const struct vacancy *vacancy, const struct namesake *other);

/**
 * Does nothing else that they say speak against it?
 *
 * References are used again when a post is advertised again: not where one was posted behind
 * the other's last day; nor, where only references are equal, where their last days are more
 * than two weeks apart. Nor, by reference or where an employer is not printed, where both name
 * places, none in common, and the titles share no word of meaning. What is not printed is no
 * objection.
 */
bool same_post_agrees(const struct vacancy *a, const struct vacancy *b, enum same_post_by by);

/**
 * The vacancies of other boards that are the same post, each named once.
 *
 * @param out the first of them; untouched where there is none
 * @param count how many: one alone may be joined, several are ambiguous
 */
enum err same_post_find(struct namesake *out, size_t *count, struct arena *arena,
                        struct store *store, const struct vacancy *vacancy, struct diag *diag);

#endif
