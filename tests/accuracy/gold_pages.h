/* tests/accuracy/gold_pages.h - the pages of the gold set
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_GOLD_PAGES_H
#define TESTS_ACCURACY_GOLD_PAGES_H

#include "tests/accuracy/gold_figures.h"

/** Read every page of FOLDER/pages and count what is right. A folder of pages is a column: the
 * one of its name.
 * @param filter only pages whose path holds it; NULL for all
 * @return how many pages were judged */
size_t gold_pages(struct gold_figures *figures, const char *folder, const char *filter);

#endif
