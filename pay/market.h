/* pay/market.h - what adverts pay: medians, quartiles, shares
 * SPDX-License-Identifier: MIT
 *
 * Pure: offers are handed in one at a time, in any order; the report does not depend on it. No
 * floating point. Of each offer some thirty bytes are kept, and each name once.
 */
#ifndef PAY_MARKET_H
#define PAY_MARKET_H

#include "pay/tables.h"
#include "schema/market.h"

struct market;

/** @param out the caller closes it @return ERR_MEMORY */
enum err market_open(struct market **out, const struct market_question *question,
                     struct diag *diag);
void market_close(struct market *market); /* accepts NULL */

/** Is it an offer of the question's bands? Of all others only a title's mix of bands is
 * counted. */
bool market_counts(const struct market_question *question, const struct offer *offer);

/** Does the report say how titles are spread over bands? Then offers of all bands are to be
 * handed in. */
bool market_mixes(const struct market_question *question);

/** Count an offer; by nation and day it was chosen by whoever hands it in. Nothing of it is
 * borrowed. */
enum err market_add(struct market *market, const struct offer *offer, struct diag *diag);

/** How many groups and titles the next report shows at most, in the place of what the question
 * said. @param most 0: all */
void market_limit(struct market *market, size_t most);

/** The report of all that were added; may be asked for again after more were.
 * @param out borrows from `market` (until it is closed) and from `tables`
 * @param datasets borrowed; those that offers were counted of are named in it */
enum err market_report(struct market_report *out, struct market *market,
                       const struct tables *tables, struct date today,
                       const struct dataset *datasets, size_t dataset_count, struct diag *diag);

/* What it counts with, for those who recompute. */

/** The value of rank (n - 1) * permille / 1000 among sorted values, between two in proportion,
 * halves up. @param n above 0 @param sorted none below 0 */
int64_t market_quantile(const int64_t *sorted, size_t n, int permille);

/** The ranks (from 0) whose values hold the median in 95 of 100 samples: the largest `low` for
 * which a fair coin shows fewer heads than low + 1 in n throws at most 2.5 times in a hundred;
 * `high` is as far from the other end. Exact up to 60; the normal curve with half a throw of
 * correction above. @return false below 6: there are none */
bool market_interval(size_t n, size_t *low, size_t *high);

/** What an offer counts as: the middle of its two ends (half a penny up), or the one it has;
 * MONEY_NONE. */
int64_t market_middle(int64_t min, int64_t max);

#endif
