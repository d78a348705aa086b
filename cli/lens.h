/* cli/lens.h - the role that --role names, as a filter on adverts
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_LENS_H
#define CLI_LENS_H

#include "cli/command.h"
#include "matcher/rules.h"

struct lens;

/** The role of --role. @param out NULL where none was asked for; the caller closes it
 * @return ERR_USAGE for a role that nobody knows, with the nearest spelling; ERR_MEMORY */
enum err lens_open(struct lens **out, struct context *context, const struct rules *rules,
                   struct diag *diag);
void lens_close(struct lens *lens); /* accepts NULL */

/** Is an advert of this title for the role? @param lens NULL: any is @param title may be NULL
 */
bool lens_accepts(const struct lens *lens, const char *title);

/** Does the word name one of the built-in roles ("str")? For hints, where something else was
 * looked for and is not there. */
bool lens_names_role(const char *word);

#endif
