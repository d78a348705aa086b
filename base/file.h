/* base/file.h - whole files in and out
 * SPDX-License-Identifier: MIT
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"

/**
 * Read a whole regular file, or standard input for "-", into `out` (cleared first).
 *
 * @return ERR_ABSENT (no such file), ERR_INPUT (a folder, a device), ERR_LIMIT (more bytes than
 * the buffer's cap; the sentence says how many are allowed), ERR_MEMORY, ERR_INTERRUPTED (a
 * signal came while standard input was waited for), ERR_SYSTEM; `out` is then empty
 */
enum err file_read(struct buf *out, const char *path, struct diag *diag);

/** Write a file as a whole: a temporary file beside it, then rename. `mode` as for open.
 * What is there and is no regular file (a folder, a device) is not replaced.
 * @return ERR_SYSTEM; then nothing has changed */
enum err file_write(const char *path, struct span content, unsigned mode, struct diag *diag);

/** Make a folder and the folders above it, 0700. Existing ones are left as they are.
 * @return ERR_SYSTEM, ERR_MEMORY */
enum err file_make_folder(const char *path, struct diag *diag);

bool file_is_folder(const char *path);

#endif
