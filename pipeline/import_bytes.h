/* pipeline/import_bytes.h - a big file piece by piece
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_IMPORT_BYTES_H
#define PIPELINE_IMPORT_BYTES_H

#include "base/arena.h"

struct import_bytes {
    const char *path; /* borrowed */
    int fd;
    char *room;
    size_t size;  /* bytes of the room */
    size_t from;  /* first byte that is not taken yet */
    size_t held;  /* bytes in the room */
    int64_t read; /* bytes of the file read so far */
    int64_t total;
    bool is_end; /* the file ends with what is in the room */
};

/**
 * Open a file and read its beginning. A byte order mark of UTF-8 is passed over.
 *
 * @param out the caller closes it
 * @param size bytes held at once
 * @return ERR_ABSENT, ERR_INPUT (a folder, a device, an empty file, a packed one, UTF-16: says
 * what to do about it), ERR_SYSTEM, ERR_MEMORY
 */
enum err import_bytes_open(struct import_bytes *out, const char *path, size_t size,
                           struct diag *diag);
void import_bytes_close(struct import_bytes *bytes); /* accepts a zeroed one */

/** What is held and not taken yet; borrowed until more is read. */
struct span import_bytes_rest(const struct import_bytes *bytes);

/** Take from the front of import_bytes_rest what `rest` has left out there. */
void import_bytes_take(struct import_bytes *bytes, struct span rest);

/** Read on, as much as there is room for. @return ERR_LIMIT where there is none: all that is
 * held waits to be taken; ERR_SYSTEM */
enum err import_bytes_more(struct import_bytes *bytes, struct diag *diag);

/** The last part of a path, in the arena. */
const char *import_base_name(struct arena *arena, const char *path);

#endif
