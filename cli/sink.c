/* cli/sink.c - a file that comes to be whole or not at all
 * SPDX-License-Identifier: MIT
 */
#include "cli/sink.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/deflate.h"

static enum err fail_taken(const char *path, struct diag *diag) {
    return diag_set(diag, ERR_INPUT, "%s is there already, and is not overwritten", path);
}

static bool is_taken(const char *path) {
    struct stat info;
    return lstat(path, &info) == 0;
}

enum err sink_open(struct sink *out, struct arena *arena, struct console *console,
                   const char *path, struct diag *diag) {
    struct sink sink = {.path = path,
                        .fd = -1,
                        .is_packed = span_ends(span_of(path), ".gz"),
                        .console = console};
    if (strcmp(path, "-") == 0) {
        *out = sink;
        return ERR_NONE;
    }
    if (is_taken(path)) {
        return fail_taken(path, diag);
    }
    sink.temporary = arena_printf(arena, "%s.XXXXXX", path);
    if (!sink.temporary) {
        return arena_check(arena, diag);
    }
    int fd = mkstemp(sink.temporary); /* 0600 (POSIX.1-2017) */
    if (fd < 0) {
        return diag_set(diag, ERR_SYSTEM, "making %s: %s", path, strerror(errno));
    }
    sink.fd = fd;
    *out = sink;
    return ERR_NONE;
}

static enum err write_file(struct sink *sink, struct span bytes, struct diag *diag) {
    while (bytes.len > 0) {
        ssize_t put = write(sink->fd, bytes.at, bytes.len);
        if (put < 0 && errno != EINTR) {
            return diag_set(diag, ERR_SYSTEM, "writing %s: %s", sink->path, strerror(errno));
        }
        bytes = span_part(bytes, put < 0 ? 0 : (size_t)put, SIZE_MAX);
    }
    return ERR_NONE;
}

static enum err write_out(struct sink *sink, struct buf *bytes, struct diag *diag) {
    enum err err = ERR_NONE;
    if (bytes->failed) {
        return diag_set(diag, bytes->failed, "writing %s: %s", sink->path,
                        bytes->failed == ERR_LIMIT ? "a record is too large" : "out of memory");
    }
    sink->bytes += (int64_t)bytes->len;
    if (sink->fd < 0) {
        console_write(sink->console, bytes);
    } else {
        err = write_file(sink, buf_span(bytes), diag);
    }
    return err;
}

enum err sink_put(struct sink *sink, struct buf *bytes, struct diag *diag) {
    struct buf packed;
    enum err err = ERR_NONE;
    if (!sink->is_packed || bytes->failed) {
        err = write_out(sink, bytes, diag);
    } else {
        buf_init(&packed, CONSOLE_RECORD_CAP);
        err = deflate_gzip(&packed, buf_span(bytes), diag);
        err = err ? err : write_out(sink, &packed, diag);
        buf_fini(&packed);
    }
    buf_clear(bytes);
    return err;
}

bool sink_is_closed(const struct sink *sink) {
    return sink->fd < 0 && (sink->console->closed || sink->console->fault);
}

/* A link never takes another file's place, as a rename would; where the file system knows no
 * links, the name was free a moment ago. */
static int give_name(const struct sink *sink) {
    if (link(sink->temporary, sink->path) == 0) {
        return unlink(sink->temporary);
    }
    if (errno == EEXIST || is_taken(sink->path)) {
        errno = EEXIST;
        return -1;
    }
    return rename(sink->temporary, sink->path);
}

enum err sink_keep(struct sink *sink, struct diag *diag) {
    if (sink->fd < 0) {
        return ERR_NONE;
    }
    bool failed = fsync(sink->fd) != 0;
    int fault = errno;
    failed = close(sink->fd) != 0 || failed;
    sink->fd = -1;
    if (!failed && give_name(sink) == 0) {
        return ERR_NONE;
    }
    fault = failed ? fault : errno;
    (void)unlink(sink->temporary);
    return fault == EEXIST
               ? fail_taken(sink->path, diag)
               : diag_set(diag, ERR_SYSTEM, "writing %s: %s", sink->path, strerror(fault));
}

void sink_drop(struct sink *sink) {
    if (sink->fd >= 0) {
        (void)close(sink->fd);
        (void)unlink(sink->temporary);
        sink->fd = -1;
    }
}
