/* base/file.c - whole files in and out
 * SPDX-License-Identifier: MIT
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes read in one step. */
enum { CHUNK_SIZE = 16 * 1024 };

/* How many names for a temporary file are tried: one is enough unless a crash left some. */
enum { TEMPORARY_TRIES = 100 };

static enum err read_all(struct buf *out, int fd, const char *path, struct diag *diag) {
    char chunk[CHUNK_SIZE];
    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got == 0) {
            return ERR_NONE;
        }
        if (got < 0 && errno == EINTR) {
            return diag_set(diag, ERR_INTERRUPTED, "reading %s: interrupted", path);
        }
        if (got < 0) {
            return diag_set(diag, ERR_SYSTEM, "reading %s: %s", path, strerror(errno));
        }
        buf_put(out, (struct span){chunk, (size_t)got});
        if (out->failed == ERR_LIMIT) {
            return diag_set(diag, ERR_LIMIT, "reading %s: more than the %zu bytes allowed",
                            path, out->cap);
        }
        if (out->failed) {
            return diag_set(diag, out->failed, "reading %s: out of memory", path);
        }
    }
}

/* Opens a regular file. O_NONBLOCK, since opening a FIFO would else wait for its writer; the
 * kind is asked of what was opened, not of the name, which may change in between. */
static enum err open_regular(int *out, const char *path, struct diag *diag) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        bool absent = errno == ENOENT || errno == ENOTDIR;
        return diag_set(diag, absent ? ERR_ABSENT : ERR_SYSTEM, "opening %s: %s", path,
                        strerror(errno));
    }
    struct stat about;
    enum err err = ERR_NONE;
    if (fstat(fd, &about) != 0) {
        err = diag_set(diag, ERR_SYSTEM, "opening %s: %s", path, strerror(errno));
    } else if (!S_ISREG(about.st_mode)) {
        err = diag_set(diag, ERR_INPUT, "%s is %s; expected a file", path,
                       S_ISDIR(about.st_mode) ? "a folder" : "a device or pipe");
    }
    if (err) {
        (void)close(fd);
        return err;
    }
    *out = fd;
    return ERR_NONE;
}

enum err file_read(struct buf *out, const char *path, struct diag *diag) {
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = STDIN_FILENO;
    buf_clear(out);
    enum err err = is_stdin ? ERR_NONE : open_regular(&fd, path, diag);
    if (err) {
        return err;
    }
    err = read_all(out, fd, is_stdin ? "standard input" : path, diag);
    if (!is_stdin) {
        (void)close(fd); /* nothing was written, so nothing can be lost */
    }
    if (err) {
        buf_clear(out);
    }
    return err;
}

static bool write_all(int fd, struct span content) {
    while (content.len > 0) {
        ssize_t put = write(fd, content.at, content.len);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        content = span_part(content, put < 0 ? 0 : (size_t)put, SIZE_MAX);
    }
    return true;
}

/* Creates a new file beside `path`, with its name in `name`; open and not mkstemp, so that the
 * umask applies to `mode`. @return the descriptor, or -1 with errno */
static int open_temporary(struct buf *name, const char *path, unsigned mode) {
    for (int i = 0; i < TEMPORARY_TRIES; i++) {
        buf_clear(name);
        buf_printf(name, "%s.%ld-%d.tmp", path, (long)getpid(), i);
        if (name->failed) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = open(buf_text(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                      (mode_t)mode);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

/* Closes `fd` after its bytes have reached the disk; false, with errno, where they did not. */
static bool finish(int fd, struct span content) {
    bool written = write_all(fd, content) && fsync(fd) == 0;
    int fault = errno;
    bool closed = close(fd) == 0;
    if (!written) {
        errno = fault;
    }
    return written && closed;
}

/* Renaming over a device would put a file in its place: /dev/null, for one who is root. */
static bool may_replace(const char *path) {
    struct stat about;
    return stat(path, &about) != 0 || S_ISREG(about.st_mode);
}

enum err file_write(const char *path, struct span content, unsigned mode, struct diag *diag) {
    if (!may_replace(path)) {
        return diag_set(diag, ERR_SYSTEM, "writing %s: it is there and is no file", path);
    }
    struct buf name;
    buf_init(&name, 64 * 1024); /* above PATH_MAX; the system says where a path is too long */
    enum err err = ERR_NONE;
    int fd = open_temporary(&name, path, mode);
    if (fd < 0) {
        err = diag_set(diag, ERR_SYSTEM, "writing %s: %s", path, strerror(errno));
    } else if (!finish(fd, content) || rename(buf_text(&name), path) != 0) {
        err = diag_set(diag, ERR_SYSTEM, "writing %s: %s", path, strerror(errno));
        (void)unlink(buf_text(&name));
    }
    buf_fini(&name);
    return err;
}

/* Makes one folder; being there already is success only where it is a folder. */
static bool make_one(const char *path) {
    if (mkdir(path, 0700) == 0) {
        return true;
    }
    int fault = errno;
    bool there = file_is_folder(path);
    errno = fault == EEXIST ? ENOTDIR : fault;
    return there;
}

enum err file_make_folder(const char *path, struct diag *diag) {
    char *copy = strdup(path);
    if (!copy) {
        return diag_set(diag, ERR_MEMORY, "making folder %s: out of memory", path);
    }
    bool made = true;
    /* Starts at 1: the slash in front of an absolute path ends no name. */
    for (size_t i = 1; made && copy[0] && copy[i]; i++) {
        if (copy[i] == '/') {
            copy[i] = '\0';
            made = make_one(copy);
            copy[i] = '/';
        }
    }
    made = made && make_one(copy);
    enum err err =
        made ? ERR_NONE
             : diag_set(diag, ERR_SYSTEM, "making folder %s: %s", path, strerror(errno));
    free(copy);
    return err;
}

bool file_is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}
