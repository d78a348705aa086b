/* cli/named.h - adverts that operands name: files, folders, and ids of the database
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_NAMED_H
#define CLI_NAMED_H

#include "cli/files.h"
#include "schema/store.h"

/**
 * Read what the operands name: an operand is a file where there is one of that name, where it
 * is "-", or where it looks like a path; else it names an advert of the database. What cannot
 * be had is said on the console, noted in the context's status, and costs only itself.
 *
 * @param keep where files' readings live; NULL: in an arena for each file
 * @param take_file as files_each
 * @param take_stored gets the advert in the context's arena
 * @return what a visit returned; ERR_INTERRUPTED, ERR_MEMORY; what opening the database returns
 */
enum err named_each(struct context *context, struct arena *keep,
                    enum err (*take_file)(void *state, const struct files_read *read,
                                          struct diag *diag),
                    enum err (*take_stored)(void *state, const struct stored *stored,
                                            struct arena *arena, struct diag *diag),
                    void *state, struct diag *diag);

#endif
