/* tests/accuracy/gold_wordings.h - the wordings of the gold set
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_GOLD_WORDINGS_H
#define TESTS_ACCURACY_GOLD_WORDINGS_H

#include "tests/accuracy/gold_figures.h"

/** Read every wording of FOLDER/wordings and count what is right, in column 0.
 * @param filter only files whose path holds it; NULL for all
 * @return how many wordings were judged; those in doubt are left out */
size_t gold_wordings(struct gold_figures *figures, const char *folder, const char *filter);

#endif
