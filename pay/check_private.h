/* pay/check_private.h - what the files of pay/check share
 * SPDX-License-Identifier: MIT
 */
#ifndef PAY_CHECK_PRIVATE_H
#define PAY_CHECK_PRIVATE_H

#include "base/buf.h"
#include "pay/check.h"
#include "pay/fit.h"

/** A check under way. */
struct checking {
    struct fit_ground ground;
    struct fit fit;                   /* what explains the figure */
    struct fit other;                 /* what would, were the band another one; else FIT_NONE */
    struct fit elsewhere;             /* what would, were the nation another one */
    struct fit with_zone;             /* what would, with a supplement that nobody names */
    const struct pay_rate *taken_out; /* of a figure that nothing explains; NULL */
    const struct pay_scale *in_force; /* of the band, on that day; NULL: none is held */
    bool is_stale;                    /* no table of the last April is held */
    bool is_beyond_belief;            /* what is printed: nothing is reckoned from it */
    bool is_unit_found;               /* a doubted one: in another a table explains it */
    struct pay_check *check;
    struct arena *arena;
};

/** check_flags.c: everything that is to be looked at. */
void check_put_flags(struct checking *checking);

/** check_say.c: the sentence. */
const char *check_say(const struct checking *checking);

/** check_sure.c: "; less sure: the supplement's rate (one source)": what the answer rests on
 * that is not verified; nothing where all is. */
void check_say_unsure(struct buf *out, const struct checking *checking);

/** check_sums.c: ": £24,625 + £1,258 = £25,883": from the points that explain a figure to what
 * is printed; nothing where the one is the other. */
void check_say_sums(struct buf *out, const struct checking *checking);

/** "the fringe supplement of 5 % (at least £1,258, at most £2,122)". */
void check_say_rate(struct buf *out, const struct pay_rate *rate);

/** "£25,760 + £5,794 = £31,554": basic pay, the supplement, and both.
 * @param is_in both is what is printed */
void check_say_supplement_sums(struct buf *out, const struct checking *checking, bool is_in);

/** "; £200 × 5 days × 365/7 weeks = £52,143 a year": what the basic pay of a figure that
 * nothing explains is reckoned from; nothing where it is the figure. */
void check_say_reckoned(struct buf *out, const struct checking *checking);

/** The share of a band's top that an amount is; NULL for a wage floor or a point. */
const struct tables_share *check_share(const struct checking *checking, int64_t top,
                                       int64_t base);

/** "£24,625 to £25,674"; of equal ends, or where one is not known, one. */
void check_say_range(struct buf *out, int64_t low, int64_t high);

/** To the nearest pound, pence; MONEY_NONE gives itself. */
int64_t check_pound(int64_t pence);

/** "£24,625", "£12.59". */
void check_say_pence(struct buf *out, int64_t pence);

/** "England's interim scale from 1 April 2025". */
void check_say_scale(struct buf *out, const struct pay_scale *scale);

/** "band 3", "bands 2 and 3". */
void check_say_bands(struct buf *out, unsigned bands);

/** "37.5". @param hours hundredths */
void check_say_hours(struct buf *out, int hours);

/** The text of a buffer in the arena; frees the buffer. */
const char *check_keep(struct arena *arena, struct buf *buf);

/** The most that one sentence takes. */
enum { CHECK_SENTENCE_CAP = 4096 };

#endif
