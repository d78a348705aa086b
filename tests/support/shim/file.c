/* tests/support/shim/file.c - writing that fails, or is the last thing that a process does
 * SPDX-License-Identifier: MIT
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* open64 and its like */
#endif
#include "tests/support/shim/shim.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* A pointer to the next function of that name, found when it is first called. */
#define NEXT(name)                                                                             \
    static __typeof__(name) *next;                                                             \
    if (!next)                                                                                 \
    shim_find(&next, #name)

/* Does writing to it change a file? Sockets and terminals are no files. */
static bool is_file(int file) {
    struct stat info;
    return shim_is_on() && file != STDERR_FILENO && fstat(file, &info) == 0 &&
           S_ISREG(info.st_mode);
}

static enum shim_deed count_file(int file) {
    return is_file(file) ? shim_count(SHIM_WRITE) : SHIM_NOTHING;
}

/* The error that a deed stands for; 0 where the call is to be made. */
static int error_of(enum shim_deed deed) {
    return deed == SHIM_ENOSPC || deed == SHIM_FULL ? ENOSPC : deed == SHIM_EIO ? EIO : 0;
}

static int fail(int error) {
    errno = error;
    return -1;
}

static size_t part_of(enum shim_deed deed, size_t size) {
    return deed == SHIM_TORN || deed == SHIM_SHORT ? size / 2 : size;
}

static void finish(enum shim_deed deed) {
    if (deed == SHIM_AFTER || deed == SHIM_TORN)
        shim_kill();
}

/* ---- bytes ---- */

ssize_t write(int file, const void *bytes, size_t size) {
    NEXT(write);
    enum shim_deed deed = count_file(file);
    if (error_of(deed))
        return fail(error_of(deed));
    ssize_t put = next(file, bytes, part_of(deed, size));
    finish(deed);
    return put;
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
    NEXT(pwrite);
    enum shim_deed deed = count_file(file);
    if (error_of(deed))
        return fail(error_of(deed));
    ssize_t put = next(file, bytes, part_of(deed, size), at);
    finish(deed);
    return put;
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
    return pwrite(file, bytes, size, at);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    NEXT(writev);
    enum shim_deed deed = count_file(file);
    if (error_of(deed))
        return fail(error_of(deed));
    ssize_t put = next(file, parts, deed == SHIM_SHORT || deed == SHIM_TORN ? 1 : count);
    finish(deed);
    return put;
}

int ftruncate(int file, off_t size) {
    NEXT(ftruncate);
    enum shim_deed deed = count_file(file);
    if (error_of(deed))
        return fail(error_of(deed));
    int result = next(file, size);
    finish(deed);
    return result;
}

int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

/* ---- names ---- */

static int open_counted(const char *path, int flags, mode_t mode) {
    static int (*next)(const char *, int, ...);
    if (!next)
        shim_find(&next, "open");
    bool makes = shim_is_on() && (flags & O_CREAT) && access(path, F_OK) != 0;
    enum shim_deed deed = makes ? shim_count(SHIM_WRITE) : SHIM_NOTHING;
    if (error_of(deed))
        return fail(error_of(deed));
    int file = next(path, flags, mode);
    finish(deed);
    return file;
}

#define OPEN_WITH_MODE(path, flags)                                                            \
    mode_t mode = 0;                                                                           \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                     \
        va_list arguments;                                                                     \
        va_start(arguments, flags);                                                            \
        mode = va_arg(arguments, mode_t);                                                      \
        va_end(arguments);                                                                     \
    }                                                                                          \
    return open_counted(path, flags, mode)

int open(const char *path, int flags, ...) { OPEN_WITH_MODE(path, flags); }

int open64(const char *path, int flags, ...) { OPEN_WITH_MODE(path, flags); }

int mkdir(const char *path, mode_t mode) {
    NEXT(mkdir);
    enum shim_deed deed = shim_count(SHIM_WRITE);
    if (error_of(deed))
        return fail(error_of(deed));
    int result = next(path, mode);
    finish(deed);
    return result;
}

/* A full disk keeps nobody from taking something away, or from giving it another name. */
int unlink(const char *path) {
    NEXT(unlink);
    enum shim_deed deed = shim_count(SHIM_WRITE);
    if (error_of(deed) == EIO)
        return fail(EIO);
    int result = next(path);
    finish(deed);
    return result;
}

int rename(const char *from, const char *to) {
    NEXT(rename);
    enum shim_deed deed = shim_count(SHIM_WRITE);
    if (error_of(deed) == EIO)
        return fail(EIO);
    int result = next(from, to);
    finish(deed);
    return result;
}

/* ---- what makes it last ---- */

int fsync(int file) {
    NEXT(fsync);
    enum shim_deed deed = shim_count(SHIM_SYNC);
    if (error_of(deed))
        return fail(error_of(deed));
    int result = shim_spares_syncs() ? 0 : next(file);
    finish(deed);
    return result;
}

int fdatasync(int file) {
    NEXT(fdatasync);
    enum shim_deed deed = shim_count(SHIM_SYNC);
    if (error_of(deed))
        return fail(error_of(deed));
    int result = shim_spares_syncs() ? 0 : next(file);
    finish(deed);
    return result;
}

/* ---- statements ---- */

int sqlite3_step(sqlite3_stmt *statement) {
    NEXT(sqlite3_step);
    enum shim_deed deed = shim_count(SHIM_STEP);
    int result = next(statement);
    finish(deed);
    return result;
}
