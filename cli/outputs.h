/* cli/outputs.h - files that the command line asks to have written
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_OUTPUTS_H
#define CLI_OUTPUTS_H

#include "cli/command.h"

/** A file that an option names. */
struct output {
    const char *option; /* "--svg" */
    const char *path;   /* NULL: not given; "-" is standard output */
};

/** May they all be written? Refused are the database and the files that SQLite keeps beside it
 * (-wal, -shm, -journal), also where they are not there yet or are named through a link, and
 * one file that two options name. To be asked before anything is opened or written.
 * @return ERR_USAGE, ERR_MEMORY, what paths_database returns */
enum err outputs_check(struct context *context, const struct output *outputs, size_t count,
                       struct diag *diag);

#endif
