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

/** Say on which lines of that file warnings are; none where it was standard input, which is
 * gone.
 * @return what file_read and ini_parse return */
enum err profile_find_lines(struct profile_warnings *warnings, struct context *context,
                            struct diag *diag);

#endif
