/* report/text_match.h - a candidate's list: what to go for, what is a step away, and why
 * SPDX-License-Identifier: MIT
 *
 * In pieces, so that whoever prints needs no list in memory: head, then for each part its title
 * and its entries, then what would open most. The sheets are text_sheet's.
 */
#ifndef REPORT_TEXT_MATCH_H
#define REPORT_TEXT_MATCH_H

#include "report/plain.h"
#include "schema/matched.h"

/** Adverts that were not held against the candidate, or not shown, and why. */
struct text_match_left {
    const char *why; /* "closed or past (--all takes them too)" */
    int64_t count;   /* 0: nothing is printed */
};

/** The parts of the list, in the order in which they answer. */
enum text_match_part {
    TEXT_MATCH_PASS = 0, /* can go for it */
    TEXT_MATCH_NEAR,     /* one criterion alone keeps it from that */
    TEXT_MATCH_OPEN,     /* several to show */
    TEXT_MATCH_FAIL,     /* something against it, and more than that */
    TEXT_MATCH_PARTS
};

struct text_match_head {
    const char *candidate;
    int64_t looked_at;
    int64_t parts[TEXT_MATCH_PARTS]; /* how many each part below has; matches_print fills it */
    int64_t past;                    /* of these, past their closing date; it fills that too */
    const struct text_match_left *left;
    size_t left_count;
};

/** How many adverts stand in which part, how many of these are closed, and how many were left
 * out by what. */
void text_match_head(struct plain *plain, const struct text_match_head *head);

/** Where an advert belongs. */
enum text_match_part text_match_part_of(enum gate gate, bool one_away);

/** The title of a part. @param shown how many follow @param all how many there are
 * @param past how many of all have closed: the title says so */
void text_match_title(struct plain *plain, enum text_match_part part, size_t shown, size_t all,
                      size_t past);

/** An advert with the reason why it stands in its part.
 * @param number its place in what is shown, from 1 @param today for "in 12 days"
 * @param asked set of (1u << enum preference_name): of these it is said where they are not
 * known */
void text_match_entry(struct plain *plain, const struct match *match, size_t number,
                      struct date today, unsigned asked);

/** What is missing for an advert that one criterion keeps shut, and the step where one is known
 * that opens it: `missing: "A driving licence"`, and on a line of its own `the step: get a
 * driving licence (12 points more)`. Where none is known that is said, and no other step. */
void text_match_near(struct buf *words, const struct match *match);

/** How far it is, what is not as wished, and what of the wishes asked for is not known: `about
 * 3 miles away; not as you wish: hours (...)`. Nothing where there is none of these.
 * @param asked as for text_match_entry */
void text_match_wishes(struct buf *words, const struct match *match, unsigned asked);

/** What the list leaves out. */
void text_match_more(struct plain *plain, size_t count);

/** The steps that would open most adverts; nothing where there is none.
 * @param exact false: each may open more than was counted */
void text_match_openings(struct plain *plain, const struct opening *openings, size_t count,
                         bool exact);

#endif
