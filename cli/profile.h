/* cli/profile.h - the candidate's file
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_PROFILE_H
#define CLI_PROFILE_H

#include "cli/command.h"
#include "matcher/candidate.h"
#include "schema/profile_advice.h"

/** Is there a --candidate? To be asked before anything is read. @return ERR_USAGE */
enum err profile_check(const struct context *context, struct diag *diag);

/** Read the file that --candidate names ("-": standard input).
 * @return what file_read and candidate_read return */
enum err profile_read(struct candidate *out, struct context *context, const struct rules *rules,
                      struct diag *diag);

/** Tell of names of qualifications that seem misspelled, with what was probably meant.
 * @return what candidate_slips and profile_find_lines return */
enum err profile_say_slips(struct context *context, const struct rules *rules,
                           const struct candidate *candidate, struct diag *diag);

/** Tell that distances cannot be told since nobody knows where the candidate lives; nothing
 * where neither the profile names a place nor an option asks for a distance.
 * @param asked set of (1u << enum preference_name): the wishes that options ask for */
void profile_say_lost(struct context *context, const struct candidate *candidate,
                      unsigned asked);

/** Say on which lines of that file warnings are; none where it was standard input, which is
 * gone.
 * @return what file_read and ini_parse return */
enum err profile_find_lines(struct profile_warnings *warnings, struct context *context,
                            struct diag *diag);

#endif
