/* cli/role_named.h - the role that a word of the command line names: an id, or a role profile
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_ROLE_NAMED_H
#define CLI_ROLE_NAMED_H

#include "cli/command.h"
#include "matcher/role.h"

/**
 * The role of that id; where none has it, the one that a role profile's page of that name
 * describes.
 *
 * @param out borrowed from the rules, or in the context's arena
 * @return ERR_USAGE for a role that nobody knows, with the nearest spelling; ERR_INPUT for a
 * file that is no role profile; what reading a file returns
 */
enum err role_named(const struct work_role **out, struct context *context,
                    const struct rules *rules, const char *name, struct diag *diag);

#endif
