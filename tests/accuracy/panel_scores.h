/* tests/accuracy/panel_scores.h - the measures that figures are made by
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_PANEL_SCORES_H
#define TESTS_ACCURACY_PANEL_SCORES_H

#include <stddef.h>

enum { PANEL_MARKS = 3 }; /* 0, 1, 2 */

/** How often a class was in truth, was said, and both. */
struct panel_class {
    size_t truth;
    size_t said;
    size_t right;
};

/** Harmonic mean of precision and recall; 0 where nothing is right. */
double panel_f1(struct panel_class of);
double panel_precision(struct panel_class of);
double panel_recall(struct panel_class of);

/** Mean F1 of the classes that are in truth or were said. @param used how many those are */
double panel_macro_f1(const struct panel_class *classes, size_t count, size_t *used);

/** Cohen's kappa with quadratic weights (Cohen 1968): 1 less the squared distances met, over
 * those that the two rows of totals would give by chance. 1 where chance allows none.
 * @param table [truth][program] */
double panel_kappa(size_t table[PANEL_MARKS][PANEL_MARKS]);

/** Normalised discounted cumulative gain of the first `at` (Järvelin and Kekäläinen 2002; gain
 * 2^grade - 1, discount log2(place + 1)). @param grades in the order of the list, 0..30
 * @return -1 where no grade is above 0 */
double panel_ndcg(const int *grades, size_t count, size_t at);

#endif
