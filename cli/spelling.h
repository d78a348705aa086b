/* cli/spelling.h - which word of a search no advert has
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_SPELLING_H
#define CLI_SPELLING_H

#include "cli/command.h"
#include "schema/store.h"

/** After a search that found nothing: tell of its words that no advert has, each with the
 * nearest spelling that some advert has, where the rules know one.
 * @param words as they were typed, parted by white space @param said whether anything was told
 * @return what the store and rules_open return */
enum err spelling_say(bool *said, struct context *context, struct store *store,
                      const char *words, struct diag *diag);

#endif
