/* cli/filter.h - which adverts of the store, and printing them as a list
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_FILTER_H
#define CLI_FILTER_H

#include "cli/command.h"

/** Print the adverts of the store that the options ask for: what `list` does, and `search` with
 * words; with --role only those whose title is that role's. @param words NULL: no search */
enum err filter_print(struct context *context, const char *words, struct diag *diag);

#endif
