/* cli/paths.h - where the program's files are
 * SPDX-License-Identifier: MIT
 *
 * XDG Base Directory Specification 0.8: a relative path in one of its variables counts as not
 * set.
 */
#ifndef CLI_PATHS_H
#define CLI_PATHS_H

#include "base/arena.h"

/** The database where no --db says otherwise. @return ERR_USAGE where neither $XDG_DATA_HOME
 * nor $HOME is set, ERR_MEMORY */
enum err paths_database(const char **out, struct arena *arena, struct diag *diag);

/** The configuration file; NULL (and no error) where neither $XDG_CONFIG_HOME nor $HOME is set.
 */
enum err paths_config(const char **out, struct arena *arena, struct diag *diag);

#endif
