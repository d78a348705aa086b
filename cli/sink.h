/* cli/sink.h - a file that comes to be whole or not at all
 * SPDX-License-Identifier: MIT
 *
 * What is written goes into a temporary file beside it (0600), which gets the name when all is
 * there. Standard output cannot be taken back: there what is written is written.
 */
#ifndef CLI_SINK_H
#define CLI_SINK_H

#include "base/arena.h"
#include "cli/console.h"

struct sink {
    const char *path;        /* as the user named it; "-": standard output */
    char *temporary;         /* NULL for standard output */
    int fd;                  /* -1 for standard output */
    bool is_packed;          /* the name ends in .gz: each put becomes a gzip member */
    int64_t bytes;           /* written so far */
    struct console *console; /* borrowed */
};

/** Begin. What is there already is not overwritten.
 * @param path borrowed @param arena holds the temporary name
 * @return ERR_INPUT (the name is taken), ERR_SYSTEM, ERR_MEMORY; then there is nothing to end
 */
enum err sink_open(struct sink *out, struct arena *arena, struct console *console,
                   const char *path, struct diag *diag);

/** Write the buffer and clear it. @return ERR_SYSTEM, ERR_MEMORY, ERR_LIMIT */
enum err sink_put(struct sink *sink, struct buf *bytes, struct diag *diag);

/** Has whoever read standard output gone? Then there is no use in writing more. */
bool sink_is_closed(const struct sink *sink);

/** End well: all is on the disk and has its name. @return ERR_SYSTEM, ERR_INPUT (the name was
 * taken meanwhile); then nothing has it, and nothing is left */
enum err sink_keep(struct sink *sink, struct diag *diag);

/** End badly: nothing is left. */
void sink_drop(struct sink *sink);

#endif
