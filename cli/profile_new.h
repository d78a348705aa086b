/* cli/profile_new.h - profile new: the interview at a terminal or a pipe, and its file
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_PROFILE_NEW_H
#define CLI_PROFILE_NEW_H

#include "cli/command.h"

/**
 * Ask for a profile and write it, readable by its owner only.
 *
 * @param file where to; "-": standard output
 * @return ERR_INPUT for a file that is there and may not be replaced; ERR_INTERRUPTED where the
 * person threw away what was said; what writing returns: then what was said was printed
 */
enum err profile_new(struct context *context, const char *file, struct diag *diag);

#endif
