/* cli/database.h - the store that the command line names
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_DATABASE_H
#define CLI_DATABASE_H

#include "cli/command.h"
#include "schema/store.h"

/** Open it, made if need be: for commands that put something in. The caller closes it.
 * @return what paths_database and store_open return */
enum err database_open(struct store **out, struct context *context, struct diag *diag);

/** Is there one? No --db and no place for a default one: no. */
bool database_is_there(struct context *context);

/** Open it where it exists: for commands that only read. Nothing is made: `*out` is NULL where
 * no --db was given and there is no database yet.
 * @return also ERR_ABSENT where --db names what is not there, or an empty file */
enum err database_open_existing(struct store **out, struct context *context, struct diag *diag);

/** Say that there is nothing yet, and what to do about it. */
void database_say_empty(struct context *context);

#endif
