/* pipeline/import_bytes.c - a big file piece by piece
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/import_bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err fail_system(const struct import_bytes *bytes, struct diag *diag) {
    return diag_set(diag, ERR_SYSTEM, "reading %s: %s", bytes->path, strerror(errno));
}

/* O_NONBLOCK, since opening a FIFO would else wait for its writer. */
static enum err open_regular(struct import_bytes *bytes, struct diag *diag) {
    struct stat about;
    bytes->fd = open(bytes->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (bytes->fd < 0) {
        const bool is_absent = errno == ENOENT || errno == ENOTDIR;
        return diag_set(diag, is_absent ? ERR_ABSENT : ERR_SYSTEM, "%s: %s", bytes->path,
                        strerror(errno));
    }
    if (fstat(bytes->fd, &about) != 0) {
        return fail_system(bytes, diag);
    }
    if (!S_ISREG(about.st_mode)) {
        return diag_set(diag, ERR_INPUT, "%s is %s; expected a file", bytes->path,
                        S_ISDIR(about.st_mode) ? "a folder" : "a device or pipe");
    }
    bytes->total = (int64_t)about.st_size;
    return ERR_NONE;
}

/* What a file is that is not what it should be. */
static const struct {
    struct span start;
    const char *what;
} strangers[] = {
    {{"PK\x03\x04", 4}, "is packed, or a workbook: unpack it, or save it as CSV (UTF-8)"},
    {{"\x1f\x8b", 2}, "is packed: unpack it first"},
    {{"\xD0\xCF\x11\xE0", 4}, "is a workbook of old: save it as CSV (UTF-8)"},
    {{"\xFF\xFE", 2}, "is UTF-16: save it as UTF-8"},
    {{"\xFE\xFF", 2}, "is UTF-16: save it as UTF-8"},
};

static enum err check_start(struct import_bytes *bytes, struct diag *diag) {
    const struct span start = import_bytes_rest(bytes);
    if (start.len == 0) {
        return diag_set(diag, ERR_INPUT, "%s is empty", bytes->path);
    }
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        const struct span front = span_part(start, 0, strangers[i].start.len);
        if (span_equal(front, strangers[i].start)) {
            return diag_set(diag, ERR_INPUT, "%s %s", bytes->path, strangers[i].what);
        }
    }
    bytes->from += span_starts(start, "\xEF\xBB\xBF") ? 3 : 0;
    return ERR_NONE;
}

enum err import_bytes_open(struct import_bytes *out, const char *path, size_t size,
                           struct diag *diag) {
    struct import_bytes bytes = {.path = path, .fd = -1, .size = size};
    enum err err = open_regular(&bytes, diag);
    bytes.room = err ? NULL : malloc(size);
    if (!bytes.room) {
        import_bytes_close(&bytes);
        return err ? err : diag_set(diag, ERR_MEMORY, "reading %s", path);
    }
    err = import_bytes_more(&bytes, diag);
    err = err ? err : check_start(&bytes, diag);
    if (err) {
        import_bytes_close(&bytes);
    } else {
        *out = bytes;
    }
    return err;
}

void import_bytes_close(struct import_bytes *bytes) {
    if (bytes->fd > 0) {
        (void)close(bytes->fd);
    }
    free(bytes->room);
    *bytes = (struct import_bytes){0};
}

struct span import_bytes_rest(const struct import_bytes *bytes) {
    return (struct span){bytes->room + bytes->from, bytes->held - bytes->from};
}

void import_bytes_take(struct import_bytes *bytes, struct span rest) {
    bytes->from = bytes->held - rest.len;
}

enum err import_bytes_more(struct import_bytes *bytes, struct diag *diag) {
    memmove(bytes->room, bytes->room + bytes->from, bytes->held - bytes->from);
    bytes->held -= bytes->from;
    bytes->from = 0;
    if (bytes->held == bytes->size) {
        return diag_set(diag, ERR_LIMIT, "%s: more than %zu bytes without an end", bytes->path,
                        bytes->size);
    }
    while (!bytes->is_end && bytes->held < bytes->size) {
        const ssize_t got =
            read(bytes->fd, bytes->room + bytes->held, bytes->size - bytes->held);
        if (got < 0 && errno != EINTR) {
            return fail_system(bytes, diag);
        }
        bytes->is_end = got == 0;
        bytes->held += got > 0 ? (size_t)got : 0;
        bytes->read += got > 0 ? got : 0;
    }
    return ERR_NONE;
}

const char *import_base_name(struct arena *arena, const char *path) {
    struct span name = span_of(path);
    for (size_t i = name.len; i > 0; i--) {
        if (name.at[i - 1] == '/') {
            return arena_copy(arena, span_part(name, i, SIZE_MAX));
        }
    }
    return arena_copy(arena, name);
}
