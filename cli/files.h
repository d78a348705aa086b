/* cli/files.h - the pages in the files that were named
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include "cli/command.h"
#include "parser/reader.h"

/** A file that was read. */
struct files_read {
    const char *file;
    struct readings readings;
    struct arena *arena; /* holds the readings */
};

/**
 * Read each of the named files and hand what was in it to `visit`.
 *
 * A file that cannot be read is said on the console, noted in the context's status, and costs
 * only itself.
 *
 * @param keep where the readings live; NULL: in an arena for each file
 * @param visit returning anything but ERR_NONE ends the reading with that code
 * @return what visit returned, ERR_INTERRUPTED, ERR_MEMORY
 */
enum err files_each(struct context *context, struct arena *keep,
                    enum err (*visit)(void *state, const struct files_read *read,
                                      struct diag *diag),
                    void *state, struct diag *diag);

/** Replace the operands by the files that they stand for. What does not exist is said and
 * noted, and left out. @return ERR_MEMORY */
enum err files_list(struct strings *out, struct context *context, struct diag *diag);

/** Say why a reading is not what the command wants, and note it.
 * @param wanted "an advert" */
void files_refuse(struct context *context, const char *file, const struct reading *reading,
                  const char *wanted);

#endif
