/* matcher/sheet.h - the arithmetic of the panel's sheet: weights, shares, points, totals
 * SPDX-License-Identifier: MIT
 *
 * Public formats, section 4. All points are tenths, all arithmetic is in integers.
 */
#ifndef MATCHER_SHEET_H
#define MATCHER_SHEET_H

#include "matcher/mark.h"
#include "schema/vacancy.h"

/** All criteria together: a score of 100.0. */
enum { SHEET_POINTS = 1000 };

/** An advert, ready to be held against candidates. */
struct sheet {
    const struct criterion *criteria;       /* borrowed */
    const struct requirement *requirements; /* borrowed; as many */
    int *max_points;                        /* share of each; all 0 where nothing is scored */
    size_t count;
};

/** What a candidate gets on it. */
struct total {
    int score; /* the low end of the range too */
    int high;  /* the high end: everything unknown counted for the candidate */
    enum gate gate;
};

/** Is a criterion looked at later only: neither the application nor a document is?
 * @param assessed set of enum assessed */
bool sheet_is_later(unsigned assessed);

/** The weight of a criterion, doubled (that of half a desirable one is a whole number). */
int sheet_weight(enum need need, unsigned assessed, const struct requirement *requirement);

/** Turn weights into shares of SHEET_POINTS, in place; all 0 stay so.
 * @param remainders scratch, as many */
void sheet_share_out(int *shares, int64_t *remainders, size_t count);

/** Work out the shares. @return ERR_MEMORY, ERR_LIMIT */
enum err sheet_open(struct sheet *out, struct arena *arena, const struct vacancy *vacancy,
                    const struct requirement *requirements);

/** Judge a criterion. @param facts as for mark_requirement; may be NULL */
struct judgement sheet_judge(const struct sheet *sheet, size_t index, const struct judge *judge,
                             struct facts *facts);

/** Points for a mark: half of the most for 1, rounded down to a tenth; none below. */
int sheet_points(int max_points, int mark);

struct total sheet_total(const struct sheet *sheet, const struct judgement *judgements);

/** Judge all criteria. @param out as many as the sheet has criteria */
void sheet_judge_all(struct judgement *out, const struct sheet *sheet,
                     const struct judge *judge);

/** Judge again those criteria that demand an atom of these types.
 * @param types set of enum atom_type
 * @param before judgements of the profile as it was; the others are taken from there */
void sheet_judge_again(struct judgement *out, const struct sheet *sheet,
                       const struct judge *judge, unsigned types,
                       const struct judgement *before);

#endif
